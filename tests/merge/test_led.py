"""A correction moves a paragraph beside another one that an editor put elsewhere: it stands beside that, and goes back when withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.merge.test_both_move import CLASSES, HELP, HOT, NEEDS, TRIP, WORK, blocks, given
from tests.support.merge_stories import edit

pytestmark = pytest.mark.usefixtures("made_once")

BOX = '<div class="box" markdown="1">', "</div>"
NOTE = "> **编者注** 见附表。"


def _put(page: Path, *found: str) -> None:
    front, _, _ = page.read_text("utf-8").partition("\n## ")
    page.write_text("\n\n".join([front.rstrip("\n"), "## 第二章 各项工作", *found]) + "\n", "utf-8")


FIRST, SECOND = "### 第一节 服务", "### 第二节 培训"
EDITED = {
    "to-the-end": [FIRST, HOT, NEEDS, SECOND, CLASSES, TRIP, HELP],
    "to-the-top": [FIRST, HELP, HOT, NEEDS, SECOND, CLASSES, TRIP],
    "up-with-its-neighbour": [FIRST, HELP, HOT, NEEDS, SECOND, CLASSES, TRIP],
    "down-with-its-neighbour": [FIRST, HOT, NEEDS, HELP, SECOND, CLASSES, TRIP],
    "with-its-note": [FIRST, HOT, NEEDS, SECOND, CLASSES, HELP, NOTE, TRIP],
    "into-a-list": [FIRST, HOT, NEEDS, SECOND, CLASSES, TRIP, f"- {HELP}"],
    "into-a-box": [FIRST, HOT, NEEDS, SECOND, CLASSES, BOX[0], HELP, TRIP, BOX[1]],
    "boxed": [FIRST, HOT, BOX[0], HELP, BOX[1], NEEDS, SECOND, CLASSES, TRIP],
}


def _expected(edited: list[str], sent: str, *, behind: bool) -> list[str]:
    found = [block for block in edited if block != sent]
    at = next(number for number, block in enumerate(found) if HELP in block)
    at += behind * (1 + (NOTE in found))
    return [*found[:at], sent, *found[at:]]


@pytest.mark.parametrize("behind", [True, False])
@pytest.mark.parametrize("sent", [TRIP, CLASSES])
@pytest.mark.parametrize("edited", EDITED.values(), ids=EDITED.keys())
def test_what_is_moved_beside_a_block_stands_beside_it(
    root: Path, edited: list[str], sent: str, *, behind: bool
) -> None:
    given(root, WORK)
    page, record = root / "docs/x/other.md", root / "seeds/.base/x.jsonl"
    _put(page, *edited)
    assert given(root, WORK) == []
    before = page.read_bytes(), record.read_bytes()
    move = f"move: {sent}, {'after' if behind else 'before'}: {HELP}"
    for _ in range(2):
        assert given(root, WORK, move) == []
        assert blocks(root)[1:] == _expected(edited, sent, behind=behind)
    assert given(root, WORK) == []
    assert (page.read_bytes(), record.read_bytes()) == before


def _note_behind(page: Path) -> None:
    edit(page, (TRIP, f"{TRIP}\n\n{NOTE}"))


def _word(page: Path) -> None:
    edit(page, ("3个，学习", "5个，学习"))


@pytest.mark.parametrize("work", [_note_behind, _word])
def test_what_an_editor_does_beside_it_comes_back_with_it(root: Path, work: Callable[[Path], None]) -> None:
    given(root, WORK)
    page = root / "docs/x/other.md"
    _put(page, *EDITED["to-the-top"])
    assert given(root, WORK) == []
    move = f"move: {TRIP}, after: {HELP}"
    assert given(root, WORK, move) == []
    work(page)
    assert given(root, WORK, move) == []
    assert blocks(root)[3].startswith("全年派出考察团")
    assert given(root, WORK) == []
    back = blocks(root)
    _put(page, *EDITED["to-the-top"])
    work(page)
    assert back == blocks(root)


def test_who_puts_it_elsewhere_then_has_it_there(root: Path) -> None:
    given(root, WORK)
    page = root / "docs/x/other.md"
    _put(page, *EDITED["to-the-top"])
    move = f"move: {TRIP}, after: {HELP}"
    assert given(root, WORK, move) == []
    _put(page, *(elsewhere := [FIRST, TRIP, HELP, HOT, NEEDS, SECOND, CLASSES]))
    assert given(root, WORK, move) == ["N110"]
    assert blocks(root)[1:] == elsewhere
    assert given(root, WORK) == []
    assert blocks(root)[1:] == elsewhere


def test_it_goes_along_no_further_than_its_correction_says(root: Path) -> None:
    """Who puts the other one elsewhere when it stands there leaves it behind; and so it is told."""
    given(root, WORK)
    page = root / "docs/x/other.md"
    move = f"move: {TRIP}, after: {HELP}"
    assert given(root, WORK, move) == []
    _put(page, *(apart := [FIRST, HOT, TRIP, NEEDS, SECOND, CLASSES, HELP]))
    assert given(root, WORK, move) == ["N110"]
    assert blocks(root)[1:] == apart
