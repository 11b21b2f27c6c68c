"""What a page that goes on with a topic holds, in a few words: the numbers or titles it begins and ends with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annals.markdown.read import text_of
from annals.model import Block, SectionKind
from annals.text.excerpts import beginning
from annals.text.lines import CHAPTERS, NUMBERINGS, OUTLINED

_ALONE, _ONE_OF_TWO = 24, 12
"""Characters of a title that are told where it is the only one, and where another follows."""
_TELLING = (*CHAPTERS, *OUTLINED)
"""Numberings that tell by themselves where in a report one is; 节 with the chapter around it."""
_IN_CHAPTERS = "节"
_patterns = {name: pattern for name, pattern in NUMBERINGS if name in _TELLING}


def span_of(part: Sequence[Block], sections: Mapping[str, Block]) -> str:
    """What some blocks hold that stand together on a page; `sections` are all of the report by id.

    `第四章第三节至第五节`, `第四章 科技金融`, `人才引进—人才培养`; with （续） for a section that began before."""
    heads = [block for block in part if block.section is not None and not block.nameless]
    heads = [block for block in heads if block.section is SectionKind.SECTION] or heads
    begun = sections.get(part[0].above or "") if part[0].section is None else None
    while begun is not None and begun.nameless:
        begun = sections.get(begun.above or "")
    line = f"原文第 {part[0].first_line} 行起"
    if not heads:
        return f"{_title(begun, sections)}（续，{line}）" if begun is not None else line
    top = min(block.level for block in heads)
    last = next(block for block in reversed(heads) if block.level == top)
    first = heads[0]
    if begun is None and first is last:
        return _title(first, sections)
    (prefix, one), (same, two) = _name(begun or first, sections), _name(last, sections)
    goes_on = "（续）" if begun is not None else ""
    if not (one and two):
        return f"{_beginning(begun or first, _ONE_OF_TWO)}{goes_on}—{_beginning(last, _ONE_OF_TWO)}"
    return f"{prefix}{one}{goes_on}至{'' if prefix == same else same}{two}"


def _name(block: Block, sections: Mapping[str, Block]) -> tuple[str, str]:
    """The number of a heading, and that of the chapter around it where it tells nothing without."""
    style, number = _number(block)
    above = sections.get(block.above or "")
    while style == _IN_CHAPTERS and above is not None:
        _, wider = _number(above)
        if wider:
            return wider, number
        above = sections.get(above.above or "")
    return "", number


def _number(block: Block) -> tuple[str, str]:
    text = text_of(block.content)
    for style, pattern in _patterns.items():
        match = pattern.match(text)
        if match is not None:
            return style, match.group().strip(" \t\u3000:：")
    return "", ""


def _title(block: Block, sections: Mapping[str, Block]) -> str:
    """A title with the number of the chapter around it where its own tells nothing without."""
    return f"{_name(block, sections)[0]}{_beginning(block, _ALONE)}"


def _beginning(block: Block, most: int) -> str:
    return beginning(text_of(block.content), most)
