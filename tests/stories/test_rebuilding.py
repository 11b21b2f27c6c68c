"""A record or a register that is not whole: told in one sentence, nothing written, and made again without a loss."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import PAGE, correct, folder, swap, write
from tests.support.stories import cli, contents

BASE = "seeds/.base/"
RECORD, REGISTER, HUB = BASE + "2031.jsonl", BASE + "2031.addresses", BASE + "topics.addresses"
ENTRIES = BASE + "entities.addresses"
OTHER = "docs/2031/domestic-cooperation.md"
EDITS = ("发布了报告十份", "这是编者添的一段。", "**编者注** 见附表。")
"""What an editor wrote; and a paragraph of PAGE was taken out."""
TAKEN_OUT = "市科委组织企业参加"


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder in the hands of an editor, with addresses in its register that nothing on its pages tells of."""
    root = (tmp_path_factory.mktemp("rebuilding") / "root").resolve()
    folder(root)
    write(root, "docs/topics/domestic-cooperation.md", "---\ntitle: 国内合作\nwords: []\norder: 2\n---\n")
    carry_out(root, ingest(root).writes)
    swap("docs/topics/domestic-cooperation.md", "words: []", "words: [国内]")(root)
    carry_out(root, ingest(root).writes)
    swap(PAGE, "发布报告10份", EDITS[0])(root)
    page = (root / PAGE).read_text("utf-8")
    kept = [part for part in page.split("\n\n") if TAKEN_OUT not in part]
    assert len(kept) == page.count("\n\n")
    write(root, PAGE, "\n\n".join([*kept[:-1], kept[-1].rstrip("\n"), EDITS[1], f"> {EDITS[2]}"]) + "\n")
    carry_out(root, ingest(root).writes)
    assert "2031/other.html#l11" in addresses(root) and not (root / "docs/2031/other.md").exists()
    assert cli(root, "ingest").returncode == 0
    return root


def addresses(root: Path) -> set[str]:
    return {line for path in (root / BASE).glob("*.addresses") for line in path.read_text("utf-8").splitlines()}


Lines = Callable[[list[str]], list[str]]


def lines(path: str, work: Lines) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        found = (root / path).read_text("utf-8").splitlines(keepends=True)
        write(root, path, "".join(work(found)))

    return damage


def without(at: int) -> Lines:
    return lambda found: [*found[:at], *found[at + 1 :]]


def gone(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


MERGED = ["<<<<<<< HEAD\n", "=======\n", ">>>>>>> other\n"]
DAMAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a line missing": ("E116", lines(RECORD, without(4))),
    "last three lines missing": ("E116", lines(RECORD, lambda found: found[:-3])),
    "cut in a character": ("E116", lambda root: write(root, RECORD, (root / RECORD).read_bytes() + b"\xe5")),
    "searched and replaced": (
        "E116",
        lines(RECORD, lambda found: [x.replace("发布报告10份", EDITS[0]) for x in found]),
    ),
    "another's": ("E116", lines(RECORD, lambda found: [x.replace("2031", "2030") for x in found])),
    "nonsense": ("E116", lambda root: write(root, RECORD, b"\x00[1e999]")),
    "gone": ("E131", gone(RECORD)),
    "register cut": ("E132", lambda root: write(root, REGISTER, (root / REGISTER).read_bytes()[:-3])),
    "register gone": ("E132", gone(REGISTER)),
    "register with a line less": ("E132", lines(REGISTER, without(2))),
    "register merged by hand": ("E132", lines(REGISTER, lambda found: [*found[:3], *MERGED, *found[3:]])),
    "register no text": ("E132", lambda root: write(root, REGISTER, b"\xff\xfe\x00")),
    "entries gone": ("E132", gone(ENTRIES)),
    "entries with a line less": ("E132", lines(ENTRIES, without(0))),
    "entries emptied": ("E132", lambda root: write(root, ENTRIES, b"")),
    "hub with a line less": ("E132", lines(HUB, without(1))),
    "hub cut": ("E132", lambda root: write(root, HUB, (root / HUB).read_bytes()[:-3])),
    "hub emptied": ("E132", lambda root: write(root, HUB, b"")),
    "hub gone": ("E132", gone(HUB)),
    "hub merged by hand": ("E132", lines(HUB, lambda found: [*MERGED, *found])),
}


@pytest.fixture(params=DAMAGES)
def damaged(edited: Path, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, Path]:
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    code, damage = DAMAGES[request.param]
    damage(root)
    return code, root


def test_it_is_told_nothing_is_written_and_it_is_made_again_without_a_loss(
    damaged: tuple[str, Path], edited: Path
) -> None:
    code, root = damaged
    before = contents(root)
    assert before != contents(edited)
    called = cli(root, "ingest")
    assert called.returncode == 1 and f"错误 {code} " in called.stderr, called.stderr
    assert called.stderr.count(" 错误 ") == 1, "one sentence"
    assert contents(root) == before
    published = "".join(page.block.text for report in ingest(root).edition.reports for page in report.order)
    assert all(edit.replace("**", "") in published for edit in EDITS) and TAKEN_OUT not in published
    rebuilt = cli(root, "ingest", "--rebuild-record")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert (
        contents(root).items()
        >= {path: data for path, data in contents(edited).items() if path.startswith("docs/")}.items()
    )
    lost = addresses(edited) - addresses(root)
    # What only the lost lines of a register knew of is known to nobody.
    assert lost == set() if "jsonl" in rebuilt.stdout else lost <= {a for a in addresses(edited) if "other" in a}
    after = contents(root)
    again = cli(root, "ingest")
    assert again.returncode == 0 and contents(root) == after, again.stderr


def test_a_register_that_was_cut_forgets_nothing_that_still_stands(edited: Path, tmp_path: Path) -> None:
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    known = set(ingest(root).edition.register)
    lines(HUB, lambda found: ["<<<<<<< HEAD\n", *found])(root)
    assert set(ingest(root).edition.register) == known


@pytest.mark.parametrize(
    "work", [lambda found: found[::-1], lambda found: [*found, found[0]]], ids=["order", "doubled"]
)
def test_what_git_makes_of_two_branches_is_no_fault(edited: Path, tmp_path: Path, work: Lines) -> None:
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    known = set(ingest(root).edition.register)
    for path in (REGISTER, HUB):
        lines(path, work)(root)
    before = contents(root)
    assert cli(root, "ingest").returncode == 0 and contents(root) == before
    assert set(ingest(root).edition.register) == known
    write(root, "docs/topics/new.md", "---\ntitle: 新专题\nwords: [无]\norder: 3\n---\n")
    assert cli(root, "ingest").returncode == 0
    hub = (root / HUB).read_text("utf-8").splitlines()
    assert hub == sorted(set(hub)) and "topics/new.html" in hub


def without_a_block_of(path: str) -> Lines:
    name = path.removeprefix("docs/")
    return lambda found: without(next(i for i, x in enumerate(found) if f'"page": "{name}"' in x and "block" in x))(
        found
    )


@pytest.mark.parametrize(
    ("damage", "arrives"),
    [(lines(RECORD, without_a_block_of(PAGE)), True), (gone(RECORD), False)],
    ids=["other lines whole", "nothing left"],
)
def test_a_correction_made_meanwhile_reaches_a_page_that_is_known_to_be_unedited(
    edited: Path, tmp_path: Path, damage: Callable[[Path], None], arrives: bool
) -> None:
    """Where nothing tells whose the old words are, they are the editor's and stay."""
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    damage(root)
    correct("replace: 签署协议12项, with: 签订协议12项")(root)
    assert cli(root, "ingest", "--rebuild-record").returncode == 0
    page = (root / OTHER).read_text("utf-8")
    assert ("签订" in page, "签署" in page) == (arrives, not arrives)
    assert all(edit in (root / PAGE).read_text("utf-8") for edit in EDITS)


def test_a_block_that_comes_anew_meanwhile_is_not_taken_for_one_that_was_taken_out(
    edited: Path, tmp_path: Path
) -> None:
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    (root / RECORD).unlink()
    write(root, "seeds/2031.txt", (root / "seeds/2031.txt").read_text("utf-8") + "\n2031年，另建平台3个，方便企业。\n")
    assert cli(root, "ingest", "--rebuild-record").returncode == 0
    pages = "".join(path.read_text("utf-8") for path in (root / "docs/2031").glob("*.md"))
    assert pages.count("另建平台3个") == 1 and TAKEN_OUT not in pages


def test_a_folder_with_the_register_as_it_was_is_taken_over(edited: Path, tmp_path: Path) -> None:
    root = tmp_path.resolve() / "root"
    shutil.copytree(edited, root)
    known = addresses(root)
    for path in (root / BASE).glob("*.addresses"):
        path.unlink()
    write(root, BASE + "addresses.txt", "".join(line + "\n" for line in sorted(known, key=len)))
    found = (root / RECORD).read_text("utf-8").splitlines(keepends=True)
    write(root, RECORD, "".join(found[1:]))
    assert cli(root, "ingest").returncode == 0
    assert not (root / BASE / "addresses.txt").exists() and contents(root) == contents(edited)
