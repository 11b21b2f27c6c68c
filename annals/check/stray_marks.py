"""Marks that nobody meant as such: a star between two figures makes the next ones italic, and readers do not see it; marks that were
left open, which readers see as they were typed; and lines of a list or paragraphs with no empty line between them, which the site
runs into one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from annals.check.diff_lines import git_remark
from annals.check.typed_signs import begins_item
from annals.check.written import Own, Written
from annals.markdown.read import open_marks
from annals.markdown.spans import emphases
from annals.model import BlockKind, Content, Phrase, Problem
from annals.text.characters import ends_sentence, letter
from annals.text.numerals import COUNTING

_SHOWN = 30
_LOOKS = {"*": Phrase.of("look-italic"), "**": Phrase.of("look-bold"), "`": Phrase.of("look-code")}
_figures = re.compile(r"\d")
_marks = re.compile(r"[\d\w]\*{1,2}\d|[*_`]")
_listed = re.compile(rf"[ >]*(?:[（(]?(?:\d{{1,3}}|[{COUNTING}]{{1,3}})(?:[）)、．]|\.(?!\d))|[①-⑳])\s*\S")
_broken_on = re.compile(r"(?:  |\\|<br ?/?>)$")
_lines_in = re.compile(r"\S\n\S")


def strays(written: Written) -> Iterator[Problem]:
    """Both in blocks that editors wrote or changed. In the text of a report any italics or code is none of its own, in editors' words only that of mere figures: they may set a word so."""
    for own in written.blocks(_may_tell):
        if own.block.content.kind is not BlockKind.OPAQUE:
            yield from _emphasised(own)
            yield from _run_together(own)


def _may_tell(part: str) -> bool:
    return _marks.search(part) is not None or _lines_in.search(part) is not None


def _emphasised(own: Own) -> Iterator[Problem]:
    of_report = own.placed is not None and own.placed.is_report_text
    found = emphases(own.block.content)
    made = Counter(emphases(Content(kind=own.block.content.kind, markdown=own.made))) if found else Counter()
    for mark, text in found:
        made[mark, text] -= 1
        bare = _figures.search(text) is not None and letter.search(text) is None
        told = bare if mark == "**" else bare and mark == "*"
        if made[mark, text] >= 0 or not (told or (of_report and mark != "**")) or not text.strip():
            continue
        yield Problem.of(
            "W213",
            f"docs/{own.path}",
            own.block.line,
            excerpt=own.shown,
            mark=mark,
            text=text[:_SHOWN],
            look=_LOOKS[mark],
            plain="\\" + "\\".join(mark),
        )


def _run_together(own: Own) -> Iterator[Problem]:
    """Lines each of which is whole: sentences that end, or items with their numbers. What is wrapped in a sentence is one."""
    lines = own.block.source.split("\n")
    if len(lines) < 2 or own.block.content.kind not in (BlockKind.PARAGRAPH, BlockKind.NOTE, BlockKind.ITEM):
        return
    # Of what was to be a list it is told that it is none, of what git says of a text that it is none of it.
    told = begins_item(own.block.source) or git_remark.search(own.block.source) is not None
    if told or any(_broken_on.search(line) for line in lines[:-1]):
        return
    items = all(_listed.match(line) for line in lines[own.block.content.kind is BlockKind.ITEM :])
    if items or all(ends_sentence(line) for line in lines[:-1]):
        place, line = f"docs/{own.path}", own.block.line
        yield Problem.of("N122", place, line, excerpt=own.shown, count=len(lines), second=lines[1].strip(" >")[:_SHOWN])


_CLOSING = {"[": "]"}


_paired = ("**", "__", "`")


def left_open(written: Written) -> Iterator[Problem]:
    """The marks left open in blocks that editors wrote or changed, on pages of reports and on all others."""
    for own in written.blocks(_may_be_open):
        yield from _open(own)


def _may_be_open(part: str) -> bool:
    return any(part.count(mark) % 2 for mark in _paired) or part.count("[") > part.count("]")


def _open(own: Own) -> Iterator[Problem]:
    for mark in open_marks(own.block.content):
        place, line, partner = f"docs/{own.path}", own.block.line, _CLOSING.get(mark, mark)
        yield Problem.of("W109", place, line, excerpt=own.shown, mark=mark, partner=partner, plain="\\" + mark)
