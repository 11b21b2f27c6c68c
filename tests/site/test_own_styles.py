"""A style of an editor's own comes behind those of the program, not in their place; what MkDocs warns of is told at its line."""

from __future__ import annotations

import re
from pathlib import Path

from annals.edition.building import build
from annals.edition.rendered import warned
from annals.edition.shipped import DEFAULTS
from annals.model import Settings
from annals.site.engine import render_site
from tests.support.small_folder import swap, taken_in, write

_style = re.compile(r'<link rel="stylesheet" href="([^"]+)"')


def test_a_style_of_ones_own_stands_behind_all_others(tmp_path: Path) -> None:
    root = taken_in(tmp_path.resolve())
    write(root, "docs/own.css", "p { color: red }")
    write(root, "mkdocs.yml", f"INHERIT: {DEFAULTS}\nsite_name: 年报\nextra_css: [own.css]\nextra_javascript: []\n")
    swap("docs/index.md", "引言。", "见[论坛](topics/forums-and-expos.md#nowhere)。")(root)
    built = build(root, Settings(), render_site)
    assert [(it.code, it.path, it.line) for it in built.problems] == [("W202", "docs/index.md", 5)]
    page = (built.site / "index.html").read_text("utf-8")
    styles = [name.partition("?")[0] for name in _style.findall(page)]
    assert styles[-1] == "own.css" and "assets/annals.css" in styles
    assert "assets/annals-frame.js" in page


def test_what_is_no_lost_place_is_told_in_the_words_of_mkdocs() -> None:
    found = list(warned(["Something else.", _LOST], {"a.md": "---\ntitle: 甲\n---\n\n[乙](b.md#c)\n"}))
    assert [(it.code, it.path, it.line) for it in found] == [("W301", "mkdocs.yml", None), ("W202", "docs/a.md", 5)]
    # A page that nobody wrote has no line to show.
    assert [it.code for it in warned([_LOST], {})] == ["W301"]


_LOST = "Doc file 'a.md' contains a link 'b.md#c', but the doc 'b.md' does not contain an anchor '#c'."
