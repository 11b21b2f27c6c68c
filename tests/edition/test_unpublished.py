"""An address is published once it is committed: what was only built here may go again, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import Problem
from tests.edition.test_owning import git
from tests.support.small_folder import PAGE, folder, swap, write

NEW = "---\ntitle: 丙丁协会\ntype: 机构\n---\n"


def run(root: Path) -> list[str]:
    carry_out(root, ingest(root).writes)
    return [problem.code for problem in check(root).problems if problem.code.startswith("E")]


def registers(root: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (root / "seeds/.base").glob("*.addresses")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    run(root)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    return root


def test_an_entry_that_was_never_committed_is_renamed_without_a_word(root: Path) -> None:
    before = registers(root)
    write(root, "docs/entities/bing-ding-xie-hui.md", NEW)
    assert run(root) == []
    (root / "docs/entities/bing-ding-xie-hui.md").rename(root / "docs/entities/association.md")
    assert run(root) == []
    assert "bing-ding" not in registers(root)["entities.addresses"]
    (root / "docs/entities/association.md").unlink()
    assert run(root) == [] and registers(root) == before
    # What is committed stays published.
    (root / "docs/entities/jia-yi.md").unlink()
    assert run(root) == ["E112"] and registers(root) == before


def test_a_report_that_was_never_committed_leaves_nothing(root: Path) -> None:
    before = registers(root)
    write(root, "seeds/2032.txt", (root / "seeds/2031.txt").read_text("utf-8").replace("2031", "2032"))
    assert run(root) == [] and "2032.addresses" in registers(root)
    (root / "seeds/2032.txt").unlink()
    for path in [*(root / "docs/2032").glob("*"), root / "seeds/.base/2032.jsonl"]:
        path.unlink()
    assert run(root) == [] and registers(root) == before


def test_a_section_that_went_and_came_back_leaves_no_address(root: Path) -> None:
    before = registers(root)
    swap("docs/topics/domestic-cooperation.md", "order: 2", "order: 2\nsections: [2031#l3]")(root)
    assert run(root) == [] and registers(root) != before
    swap("docs/topics/domestic-cooperation.md", "order: 2\nsections: [2031#l3]", "order: 2")(root)
    assert run(root) == [] and registers(root) == before


def test_a_page_that_cannot_be_read_costs_no_address(root: Path) -> None:
    write(root, "seeds/2032.txt", (root / "seeds/2031.txt").read_text("utf-8").replace("2031", "2032"))
    run(root)
    before, page = registers(root), root / PAGE.replace("2031", "2032")
    text = page.read_bytes()
    page.write_bytes(b"\xff\x00\xfe\x81" * 40)
    run(root)
    assert registers(root) == before
    page.write_bytes(text)
    assert run(root) == [] and registers(root) == before


def test_without_git_all_that_was_built_is_published(tmp_path: Path) -> None:
    folder(tmp_path)
    root = tmp_path.resolve()
    write(root, "docs/entities/bing-ding-xie-hui.md", NEW)
    run(root)
    (root / "docs/entities/bing-ding-xie-hui.md").unlink()
    assert run(root) == ["E112"]


ENTRIES, ENTRY = "seeds/.base/entities.addresses", "docs/entities/jia-yi.md"


@pytest.fixture
def two(root: Path) -> Path:
    """With a second entry, so that the folder is left without none."""
    write(root, "docs/entities/bing-ding-xie-hui.md", NEW)
    run(root)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    return root


def problems(root: Path) -> list[Problem]:
    return [problem for problem in check(root).problems if problem.code.startswith("E")]


@pytest.mark.parametrize("new", ["", "entities/jia-yii.html\n"], ids=["taken out", "written over"])
@pytest.mark.parametrize("is_left", [True, False], ids=["page left", "page gone"])
def test_an_address_that_left_its_register_is_missed(two: Path, new: str, *, is_left: bool) -> None:
    root = two
    before = registers(root)
    swap(ENTRIES, "entities/jia-yi.html\n", new)(root)
    if not is_left:
        (root / ENTRY).unlink()
    whole = bool(new) and is_left  # The page tells its address anew, and nobody published the other.
    assert [(it.code, it.path) for it in problems(root)] == ([] if whole else [("E132", ENTRIES)])
    run(root)
    git(root, "checkout", "HEAD", "--", ENTRIES)
    assert run(root) == ([] if is_left else ["E112"]) and registers(root) == before


def test_what_a_merge_dropped_and_a_commit_keeps_so_is_named(two: Path) -> None:
    root = two
    swap(ENTRIES, "entities/jia-yi.html\n", "")(root)
    (root / ENTRY).unlink()
    git(root, "commit", "-qam", "b")
    assert "entities/jia-yi.html" in str(problems(root)[0].details)
    write(root, ENTRIES, (root / ENTRIES).read_text("utf-8") + "entities/jia-yi.html\n")
    assert run(root) == ["E112"]


def test_counts_that_two_branches_wrote_or_nobody_has_lose_nothing(two: Path) -> None:
    root = two
    counts = root / "seeds/.base/addresses.counts"
    text = counts.read_text("utf-8")
    counts.write_text("<<<<<<< HEAD\nentities 1\n=======\n" + text, "utf-8")
    swap(ENTRIES, "entities/jia-yi.html\n", "")(root)
    assert [problem.code for problem in problems(root)] == ["E132"]
    counts.unlink()
    assert [problem.code for problem in problems(root)] == ["E132"]
    git(root, "checkout", "HEAD", "--", ENTRIES)
    assert run(root) == [] and counts.read_text("utf-8") == text


def test_what_was_counted_here_alone_may_go_again(root: Path) -> None:
    write(root, "docs/entities/association.md", NEW)
    assert run(root) == []
    (root / "docs/entities/association.md").unlink()
    git(root, "checkout", "HEAD", "--", ENTRIES)
    assert run(root) == []
