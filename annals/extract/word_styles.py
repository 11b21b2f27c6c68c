"""What the styles of a Word document say of its paragraphs: which are headings, of what level, numbered by which list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from annals.extract.xml_parts import below, child, is_on, number, value

_heading = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_contents = re.compile(r"(?:toc|目[录錄])\s*[1-9]", re.IGNORECASE)
_TITLES = ("title", "标题")
_PLAIN = 9
"""The outline level of what is no heading; headings have 0 to 8."""
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`level` is 1 to 9 of a heading, 0 of the title, None of other paragraphs; `listed` the list and its level, if any."""

    level: int | None = None
    contents: bool = False
    listed: tuple[str, int] | None = None
    bold: bool = False


def styles_of(root: Element | None) -> dict[str, Style]:
    """The styles of paragraphs by their ids; what a style does not say it has from the one it is based on."""
    elements = {value(one, key="styleId") or "": one for one in (below(root, "style") if root is not None else ())}
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: dict[str, Element]) -> Style:
    level: int | None = None
    settled, bold = False, False
    listed: tuple[str, int] | None = None
    contents = False
    at: str | None = name
    for _ in range(_LONGEST_CHAIN):
        element = elements.get(at or "")
        if element is None:
            break
        called = (value(element, "name") or "").strip()
        contents = contents or _contents.fullmatch(called) is not None
        outline = value(element, "pPr", "outlineLvl")
        if not settled and (match := _heading.fullmatch(called)):
            level, settled = int(match[1]), True
        elif not settled and outline is not None:
            level, settled = level_of(outline), True
        elif not settled and called.lower() in _TITLES:
            level, settled = 0, True
        listed = listed or listed_of(child(element, "pPr"), listed)
        bold = bold or is_on(child(element, "rPr"), "b")
        at = value(element, "basedOn")
    return Style(level=level, contents=contents, listed=listed, bold=bold)


def level_of(outline: str) -> int | None:
    """The level of a heading that an outline level says."""
    found = number(outline, _PLAIN)
    return found + 1 if 0 <= found < _PLAIN else None


def listed_of(properties: Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list that a paragraph or a style is in and its level there; `0` takes it out of any."""
    own = value(properties, "numPr", "numId")
    depth = value(properties, "numPr", "ilvl")
    if own is None:
        return inherited if depth is None or inherited is None else (inherited[0], number(depth))
    return (own, number(depth, inherited[1] if inherited else 0))
