"""The tool is nobody's: no province, city or series stands in its code, its rule pages' words apart, or its templates."""

from __future__ import annotations

import re
from pathlib import Path

from annals.text.lexicon.words import any_of
from tests.support.places import REPO
from tests.support.words import LEXICON

# The first edition's own, and what its reports are fond of.
OURS = ("沪", "浦江", "张江", "浦东", "长三角", "科创走廊", "科技小巨人", "科技进步报告")
NAMES = re.compile(any_of((*LEXICON.provinces, *LEXICON.cities, *OURS)))
LATIN = re.compile(r"shanghai|pujiang", re.IGNORECASE)
KINDS = (".py", ".j2", ".html", ".js", ".css", ".svg")
FILES = [
    path for folder in ("annals", "templates") for path in sorted((REPO / folder).rglob("*")) if path.suffix in KINDS
]


def named(path: Path) -> list[str]:
    """The lines of a file in which a place or series stands."""
    return [
        f"{path.relative_to(REPO).as_posix()}:{number}: {line.strip()}"
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)
        if NAMES.search(line) or LATIN.search(line)
    ]


def test_no_place_or_series_in_code_or_templates() -> None:
    assert [line for path in (*FILES, REPO / "build_site.py") for line in named(path)] == []


def test_there_is_something_to_read() -> None:
    assert len(FILES) > 150
    assert NAMES.search("title: 上海年报")
