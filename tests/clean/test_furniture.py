"""Page furniture of many kinds, put into reports that have none, goes without a trace.

The truth is the same report without it: its pages are cut at chosen places, inside sentences and
between blocks, and headers, footers and numbers of one style stand at each cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.structure.document import document_of
from tests.support.places import STRANGE
from tests.support.words import LEXICON

PAGES = STRANGE / "pages"
REPORTS = {"pdf-export": 350, "headers-yearbook": 180, "infographic": 90, "traditional": 120, "headers-only": 90}
"""Reports without furniture, and how many characters a page of them has here: ten pages or so each."""
BOOK = "青海省科学技术年度报告"
Style = Callable[[int, str], list[str]]
STYLES: dict[str, Style] = {
    "dashed number": lambda page, chapter: [f"— {page} —"],
    "bare number and title": lambda page, chapter: [f"{page}", BOOK],
    "title in many spellings": lambda page, chapter: [("## ", "", "# ")[page % 3] + BOOK, f"{page}"],
    "odd and even": lambda page, chapter: [f"{page}", BOOK if page % 2 else chapter],
    "odd and even, number in the line": lambda page, chapter: [f"{BOOK} {page}" if page % 2 else f"{page} {chapter}"],
    "leading zeros": lambda page, chapter: [f"{page:03d}"],
    "bare number": lambda page, chapter: [f"{page}"],
    "report's title alone": lambda page, chapter: [BOOK],
    "chapter's title alone, no spaces": lambda page, chapter: [
        chapter.replace(" ", "") if page % 2 else f"# {chapter}"
    ],
    "form feed": lambda page, chapter: [f"{page}", "\f" + BOOK],
    "pages of all, address": lambda page, chapter: [f"第{page}页 共99页", "www.qh.example.cn"],
    "dots and date": lambda page, chapter: [f"·{page}·", BOOK + "（2019年3月）"],
    "side tab": lambda page, chapter: [*"合作交流", f"{page}"],
}
_chapter = re.compile(r"#+ +((?:第.章|第.部分) .*)")
_whole_words = re.compile(r"(?<=[一-鿿])(?=[一-鿿])")


def blocks(text: str) -> list[tuple[object, ...]]:
    document, _ = document_of(clean_source(read_source("x", text.encode()), LEXICON)[0], LEXICON)
    return [(block.section is None, block.level, text_of(block.content)) for block in document.blocks]


@cache
def without_furniture(name: str) -> list[tuple[object, ...]]:
    return blocks("\n\n".join(plain(name)))


@cache
def plain(name: str) -> list[str]:
    text = re.sub(r"</?div[^>]*>|\\", "", (PAGES / f"{name}.md").read_text("utf-8"))
    return [line for line in text.split("\n") if line.strip()]


def with_furniture(lines: list[str], style: Style, first: int, size: int) -> Iterator[str]:
    """The lines cut into pages of about `size` characters, a long paragraph between two Han; what
    stands before the first chapter is left whole."""
    pages, room, chapter = count(first), size, BOOK
    begins = next((at for at, line in enumerate(lines) if _chapter.fullmatch(line)), 0)
    yield from lines[:begins]
    for line in lines[begins:]:
        chapter = found.group(1) if (found := _chapter.fullmatch(line)) else chapter
        is_prose = line[0] not in "#-|<!" and "。" in line and len(line) > 80
        places = (
            [m.start() for m in _whole_words.finditer(line, max(20, room), len(line) - 15)]
            if is_prose and len(line) > room
            else []
        )
        if places:
            yield line[: places[0]]
            yield from style(next(pages), chapter)
            line = line[places[0] :]
            room = size
        room -= len(line)
        yield line
        if room < 0:
            yield from style(next(pages), chapter)
            room = size


CASES = [(name, style, first) for name in REPORTS for style in STYLES for first in (1, 183)]


# Every second one: each report and each style in both ways of counting; `make soak` walks all.
@pytest.mark.parametrize(("name", "style", "first"), [case for at, case in enumerate(CASES) if (at // 2 + at) % 2])
def test_furniture_goes_without_a_trace(name: str, style: str, first: int) -> None:
    lines = plain(name)
    size = REPORTS[name] + first % 10
    assert blocks("\n\n".join(with_furniture(lines, STYLES[style], first, size))) == without_furniture(name)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_nothing_else_is_taken_for_furniture(path: Path) -> None:
    cleaned, _ = clean_source(read_source("x", "\n\n".join(plain(path.stem)).encode()), LEXICON)
    assert [entry.old for entry in cleaned.ledger if entry.code in ("F101", "F102", "F108")] == []


def test_what_an_editor_has_seen_is_furniture() -> None:
    """Once on a page that nothing shows to end there, with a page's number or without; the first line, a line that holds
    more, and the same words in a sentence stay."""
    raw = "甲省年鉴\n\n一、水利\n\n全年修渠三百里。\n\n甲省年鉴\n\n修坝四十座。\n\n甲省年鉴 7\n\n据甲省年鉴，\n\n甲省年鉴编纂始末\n\n修桥五座。\n"
    source = read_source("x", raw.encode())
    plain, _ = clean_source(source, LEXICON)
    cleaned, _ = clean_source(source, LEXICON, running=("甲省年鉴",))
    lines = [line for line in cleaned.text.split() if line.strip()]
    assert lines == [
        "甲省年鉴",
        "一、水利",
        "全年修渠三百里。",
        "修坝四十座。",
        "据甲省年鉴，",
        "甲省年鉴编纂始末",
        "修桥五座。",
    ]
    assert plain.text.count("\n甲省年鉴\n") > 0, "otherwise this tries nothing"
    assert [(entry.code, entry.lines) for entry in cleaned.ledger if entry.drops and "年鉴" in entry.old] == [
        ("F102", (7, 7)),
        ("F102", (11, 11)),
    ]
