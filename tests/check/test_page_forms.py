"""Forms that an editor did not mean are told at their line, and those that are meant are not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.page_forms import forms_of_pages
from annals.edition.checking import check
from annals.markdown.front import Front
from tests.support.small_folder import PAGE, both, swap, taken_in

SECTION = swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l3]")
SLIPS: dict[str, tuple[Callable[[Path], None], list[tuple[str, int]]]] = {
    "no space, and a topic claims the section": (both(SECTION, swap(PAGE, "### 第一节", "###第一节")), [("E252", 10)]),
    "full width": (both(SECTION, swap(PAGE, "### 第一节", "＃＃ 第一节")), [("E252", 10)]),
    "full-width quotation": (swap(PAGE, "2031年，市科委", "＞ **编者注** 待查。\n\n2031年，市科委"), [("W252", 14)]),
    "a note that is one": (swap(PAGE, "2031年，市科委", "> **编者注** 待查。\n\n2031年，市科委"), []),
    "a picture that may not be": (
        swap(PAGE, "2031年，市科委", "![图](data:image/png;base64,AA)2031年，市科委"),
        [("E231", 14)],
    ),
    "a hash before a text that was no heading": (swap(PAGE, "2031年，市科委", "#2031年，市科委"), [("E214", 14)]),
    "a heading of an editor's own": (swap(PAGE, "2031年，市科委", "##甲\n\n2031年，市科委"), [("E252", 14)]),
    "dashes below a short text of the report": (
        swap(PAGE, "2031年，市科委组织企业参加甲乙论坛。", "2031年，市科委组织企业参加\n---"),
        [("E253", 15)],
    ),
    "a short text that stands twice": (
        swap(PAGE, "2031年，市科委组织企业参加甲乙论坛。", "\n\n".join(["2031年，市科委组织企业参加甲乙论坛。"] * 2)),
        [],
    ),
    "a paragraph of an editor's own": (swap(PAGE, "2031年，市科委", "论坛已办三届。\n\n2031年，市科委"), []),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base") / "root"
    return taken_in(root)


@pytest.mark.parametrize("kind", SLIPS)
def test_on_a_page_of_a_report(kind: str, base: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(base, root)
    SLIPS[kind][0](root)
    assert [(problem.code, problem.line) for problem in check(root.resolve()).problems] == SLIPS[kind][1]


def test_a_note_is_known_by_an_editions_own_word(base: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(base, root)
    swap(PAGE, "2031年，市科委", "按语：待查。\n\n2031年，市科委")(root)
    assert not check(root.resolve()).problems
    (root / "docs/lexicon.yml").write_text("editors-notes: {add: [按语]}\n", encoding="utf-8")
    assert [(problem.code, problem.line) for problem in check(root.resolve()).problems] == [("W252", 14)]


BODIES: dict[str, list[tuple[str, int]]] = {
    "# 甲\n\n文。\n": [("W251", 1)],
    "## 甲\n\n文。\n": [],
    "一句话说完了。\n---\n": [("E253", 2)],
    "一句话说完了。\n\n---\n": [],
    "各区各部门按照统一的安排分批修整水渠并登记造册由水利站逐项验收之后存档备查\n---\n": [("E253", 2)],
    # A heading of the other style.
    "标题\n---\n\n文。\n": [],
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n": [("E255", 3)],
    "| 甲 | 乙 |\n|---|---|\n| 1 | 2 | |\n| 1 |\n": [],
    "| 甲 | 乙 |\n|---|---|\n| 1 \\| 2 | 3 |\n": [],
    "| 甲 | 乙 |\n|---|---|---|\n| 1 | 2 |\n": [("E256", 1)],
    "| 甲 | 乙 |\n| 1 | 2 |\n": [("E256", 1)],
    "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |\n": [("E256", 5)],
    "引。\n\n---\n\n甲。\n\n---\n": [],
    "```\n# 甲\n| 甲 | 乙 |\n```\n": [],
}


@pytest.mark.parametrize("body", BODIES)
def test_on_a_page_of_an_editor(body: str) -> None:
    found = forms_of_pages({"index.md": Front.of(body)}, ())
    assert [(problem.code, problem.line) for problem in found] == BODIES[body]


def test_pages_of_reports_are_looked_at_elsewhere() -> None:
    assert not list(forms_of_pages({"2031/a.md": Front.of("# 甲\n")}, ["2031/a.md"]))
