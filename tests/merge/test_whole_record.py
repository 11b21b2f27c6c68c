"""A record and a register are believed when they are whole, and rebuilt without losing an edit or an address."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.merge_stories import MORE, corrections, edit, process
from tests.support.places import REPO
from tests.support.stories import seed

Y = "第一章 甲\n\n2020年，甲乙丙丁合作项目5项。\n\n2020年，甲乙协作。\n\n2020年末，丙丁协作。\n"
RECORD, REGISTER = "seeds/.base/x.jsonl", "seeds/.base/x.addresses"
Change = Callable[[list[str]], list[str]]


def without(number: int) -> Change:
    return lambda lines: lines[:number] + lines[number + 1 :]


def above_itself(lines: list[str]) -> list[str]:
    """The first block hangs below itself; the header agrees."""
    import hashlib

    found = [json.loads(line) for line in lines[1:]]
    block = next(line for line in found if "id" in line)
    block["above"] = block["id"]
    rest = [json.dumps(line, ensure_ascii=False) for line in found]
    digest = hashlib.sha256("".join(line + "\n" for line in rest).encode()).hexdigest()
    return [json.dumps(json.loads(lines[0]) | {"sha256": digest}), *rest]


DAMAGE: dict[str, Change] = {
    "without its header": without(0),
    "without its second line": without(1),
    "without a page": without(2),
    "without a block": without(4),
    "without its last lines": lambda lines: lines[:-3],
    "header alone": lambda lines: lines[:1],
    "a line twice": lambda lines: [*lines, lines[-1]],
    "two lines swapped": lambda lines: [*lines[:-2], lines[-1], lines[-2]],
    "a letter changed": lambda lines: [*lines[:-1], lines[-1].replace("l", "1", 1)],
    "cut inside a line": lambda lines: [*lines[:-1], lines[-1][:20]],
    "emptied": lambda lines: [],
    "marks of a merge": lambda lines: [lines[0], "<<<<<<< HEAD", *lines[1:], "=======", ">>>>>>> b"],
    "a newer format": lambda lines: [lines[0].replace('"record": 2', '"record": 9'), *lines[1:]],
    "no number": lambda lines: [lines[0].replace('"record": 2', '"record": null'), *lines[1:]],
    "above itself": above_itself,
    "no object": lambda lines: ["[]", *lines],
}


@pytest.fixture
def worked(root: Path, page: Path) -> Path:
    """An editor has worked on the page, and a correction waits for the next run."""
    edit(page, ("占三成", "约占三成"))
    page.write_text(page.read_text("utf-8") + "\n> **编者注** 原表从略。\n", "utf-8")
    assert process(root) == []
    seed(root, text=MORE, yml=corrections(("45期", "46期")))
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_relative_to(root / ".cache")
    }


def damage(root: Path, path: str, change: Change) -> None:
    lines = (root / path).read_text("utf-8").splitlines()
    (root / path).write_text("".join(line + "\n" for line in change(lines)), "utf-8")


@pytest.mark.parametrize("kind", DAMAGE)
def test_what_is_not_whole_is_told_and_nothing_written(worked: Path, kind: str) -> None:
    damage(worked, RECORD, DAMAGE[kind])
    before = contents(worked)
    told = process(worked)
    assert len(told) == 1 and told[0].code in ("E116", "E130", "E131") and told[0].path == RECORD, told
    assert contents(worked) == before


@pytest.mark.parametrize("kind", [*DAMAGE, "gone"])
def test_rebuilt_it_keeps_every_edit_and_every_address(worked: Path, kind: str) -> None:
    page = worked / "docs/x/other.md"
    before, addresses = page.read_text("utf-8"), (worked / REGISTER).read_text("utf-8")
    if kind == "gone":
        (worked / RECORD).unlink()
    else:
        damage(worked, RECORD, DAMAGE[kind])
    told = [problem.code for problem in process(worked, rebuild=True)]
    after = page.read_text("utf-8")
    # Only the word that the correction changes may differ, and only where its old wording is still known.
    assert after in (before, before.replace("45期", "46期"))
    if kind in ("a line twice", "two lines swapped", "marks of a merge", "without its header", "a newer format"):
        assert "46期" in after
    # Where it is not known, what stands on the page is the editor's, and the correction is said to be without effect.
    assert told == ([] if "46期" in after else ["N110"])
    assert (worked / REGISTER).read_text("utf-8") == addresses
    once = contents(worked)
    assert [problem.code for problem in process(worked)] == told and contents(worked) == once


def test_a_record_of_the_first_format_is_read_and_written_anew(worked: Path) -> None:
    addresses = sorted(
        line
        for file in (worked / "seeds/.base").glob("*.addresses")
        for line in file.read_text("utf-8").splitlines(keepends=True)
    )
    damage(worked, RECORD, without(0))
    for file in (worked / "seeds/.base").glob("*.addresses"):
        file.unlink()
    (worked / "seeds/.base/addresses.txt").write_text("".join(reversed(addresses)), "utf-8")
    assert process(worked) == []
    assert "46期" in (worked / "docs/x/other.md").read_text("utf-8")
    found = sorted(
        line
        for file in (worked / "seeds/.base").glob("*.addresses")
        for line in file.read_text("utf-8").splitlines(keepends=True)
    )
    assert found == addresses and not (worked / "seeds/.base/addresses.txt").exists()
    assert json.loads((worked / RECORD).read_text("utf-8").split("\n")[0])["record"] == 2


@pytest.mark.parametrize(
    "change",
    [without(0), lambda lines: [], lambda lines: [*lines[:-1], lines[-1][:6]], lambda lines: ["<<<<<<< a", *lines]],
    ids=["a line less", "emptied", "cut", "marks of a merge"],
)
def test_a_register_that_lost_addresses_is_told_and_never_written_smaller(worked: Path, change: Change) -> None:
    damage(worked, REGISTER, change)
    before = contents(worked)
    assert {(problem.code, problem.path) for problem in process(worked)} == {("E132", REGISTER)}
    assert contents(worked) == before
    (worked / REGISTER).write_bytes(b"")
    assert process(worked, rebuild=True) == []
    assert "46期" in (worked / "docs/x/other.md").read_text("utf-8")
    assert process(worked) == []


def test_lines_out_of_order_or_twice_are_whole_and_ask_nobody_to_write(worked: Path) -> None:
    """As git's union of two branches leaves them; whatever is added next puts them in order (test_rebuilding.py)."""
    process(worked)
    damage(worked, REGISTER, lambda lines: [*reversed(lines), lines[0]])
    before = contents(worked)
    assert process(worked) == []
    assert contents(worked) == before


def git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


def branch(root: Path, name: str, work: Callable[[], None]) -> None:
    git(root, "checkout", "-q", "-b", name, "main")
    work()
    assert process(root) == []
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", name)


@pytest.fixture
def shared(worked: Path) -> Path:
    seed(worked, "y.txt", text=Y)
    topic = "---\ntitle: 人才\nwords: [未见之词]\norder: 1\n---\n"
    (worked / "docs/topics").mkdir(parents=True)
    (worked / "docs/topics/mm.md").write_text(topic, "utf-8")
    process(worked)
    shutil.copy(REPO / ".gitattributes", worked)
    git(worked, "init", "-q", "-b", "main")
    git(worked, "add", "--all")
    git(worked, "commit", "-q", "-m", "first")
    return worked


def test_two_branches_that_add_merge_without_a_conflict(shared: Path) -> None:
    def adding(name: str, word: str) -> Callable[[], None]:
        def work() -> None:
            seed(shared, f"{name}.txt", text=Y.replace("2020", "2021").replace("甲乙", word))
            topic = f"---\ntitle: {word}题\nwords: [{word}]\norder: 5\n---\n"
            (shared / f"docs/topics/{name}.md").write_text(topic, "utf-8")
            entity = f"---\ntitle: {word}丙丁合作\ntype: 项目\n---\n"
            (shared / "docs/entities").mkdir(exist_ok=True)  # Git keeps no empty folder.
            (shared / f"docs/entities/{name}.md").write_text(entity, "utf-8")

        return work

    branch(shared, "one", adding("na", "戊己"))
    branch(shared, "two", adding("nb", "庚辛"))
    git(shared, "merge", "-q", "--no-edit", "one")
    once = contents(shared)
    assert process(shared) == [] and contents(shared) == once, (
        "what is deployed after a merge has nothing left to write"
    )
    registered = (shared / "seeds/.base/topics.addresses").read_text("utf-8").splitlines()
    assert {"topics/na.html", "topics/nb.html", "topics/mm.html"} <= set(registered)


def test_two_branches_that_correct_different_reports_merge_without_a_conflict(shared: Path) -> None:
    branch(shared, "one", lambda: seed(shared, text=MORE, yml=corrections(("45期", "47期"))))
    branch(shared, "two", lambda: seed(shared, "y.txt", text=Y, yml=corrections(("5项", "6项"))))
    git(shared, "merge", "-q", "--no-edit", "one")
    before = contents(shared)
    assert process(shared) == [] and contents(shared) == before
    assert "47期" in (shared / "docs/x/other.md").read_text("utf-8")


def test_two_branches_that_correct_one_report_are_rebuilt(shared: Path) -> None:
    branch(shared, "one", lambda: seed(shared, text=MORE, yml=corrections(("45期", "47期"))))
    branch(shared, "two", lambda: edit(shared / "docs/x/other.md", ("学员反映良好", "学员反映很好")))
    git(shared, "merge", "-q", "--no-edit", "-X", "ours", "one")
    told = process(shared)
    assert {problem.code for problem in told} <= {"E116"}
    assert process(shared, rebuild=True) == []
    text = (shared / "docs/x/other.md").read_text("utf-8")
    assert "47期" in text and "学员反映很好" in text and "约占三成" in text and "编者注" in text
