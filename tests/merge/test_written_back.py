"""A correction takes something out and an editor writes it back, or something in its place: taken back, the correction brings no second one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.test_both_move import HELP, HOT, ITEMS, NEEDS, SHOW, TRIP, WORK, given
from tests.support.merge_stories import edit

pytestmark = pytest.mark.usefixtures("made_once")

SECOND = "### 第二节 培训"
WRITTEN = {
    "as it was": (WORK, f"drop: {HELP}", (f"{HOT}\n", f"{HOT}\n\n{HELP}\n")),
    "elsewhere": (WORK, f"drop: {HELP}", (f"{TRIP}\n", f"{TRIP}\n\n{HELP}\n")),
    "in other words": (WORK, f"drop: {HELP}", (f"{HOT}\n", f"{HOT}\n\n{HELP.replace('派出', '先后派出')}\n")),
    "as an item": (WORK, f"drop: {HELP}", (f"{HOT}\n", f"{HOT}\n\n- {HELP}\n")),
    "joined to the one before": (WORK, f"drop: {HELP}", (f"{HOT}\n", f"{HOT}{HELP}\n")),
    "an item": (SHOW, f"drop: {ITEMS[1][2:]}", (f"{ITEMS[0]}\n", f"{ITEMS[0]}\n{ITEMS[1]}\n")),
    "a heading": (WORK, "drop: 第二节 培训", (f"{NEEDS}\n", f"{NEEDS}\n\n{SECOND}\n")),
    "another title": (WORK, "drop: 第二节 培训", (f"{NEEDS}\n", f"{NEEDS}\n\n### 办班和考察\n")),
}
EARLIER = {"nothing": ("", ""), "a word": ("全年举办培训班45期", "全年共举办培训班45期")}


@pytest.mark.parametrize("first", EARLIER)
@pytest.mark.parametrize("name", WRITTEN)
def test_what_an_editor_wrote_back_stands_once(root: Path, name: str, first: str) -> None:
    text, drop, written = WRITTEN[name]
    given(root, text)
    page = root / "docs/x/other.md"
    if first != "nothing":
        edit(page, EARLIER[first])
    given(root, text, drop)
    edit(page, written)
    given(root, text, drop)
    edited = page.read_bytes()
    for corrections in ([], [], [drop], []):
        codes = given(root, text, *corrections)
        assert page.read_bytes() == edited and not {"E114", "E115", "E254"} & {*codes}


def test_what_an_editor_did_not_write_back_comes_again(root: Path) -> None:
    drop = f"drop: {HELP}, through: {NEEDS}"
    given(root, WORK)
    page = root / "docs/x/other.md"
    given(root, WORK, drop)
    edit(page, (f"{HOT}\n", f"{HOT}{HELP}\n"))
    given(root, WORK)
    assert f"{HOT}{HELP}\n\n{NEEDS}\n" in page.read_text("utf-8") and page.read_text("utf-8").count(NEEDS) == 1
