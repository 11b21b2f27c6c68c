"""Characters that nobody sees, pasted with a text: they part a word from itself for all that compares, links and counts.

What only looks wide (`２０３１`) is told too, where a name or a figure is written so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annals.markdown.front import At, Front
from annals.model import Phrase, Problem, few

_SHOWN = 12
_LINES = 5
# Joiners and variation selectors are a part of emoji, and may stand in an editor's words.
_unseen = re.compile(r"[\ufeff\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u00a0]")
_wide = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]{1,40}")
_KINDS = {"\u00a0": Phrase.of("unseen-no-break"), "\u00ad": Phrase.of("unseen-soft-hyphen")}
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_VERBATIM = frozenset(
    {"quote", "printed", "replace", "move", "through", "before", "after", "drop", "level", "box", "flag", "withhold"}
)
"""Keys whose values are copied from a text: where that is not found it is told, and a raw text may hold anything."""


def unseen_in_pages(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Such characters on pages (text by path under docs/), told once a page at the first of them."""
    for path, text in texts.items():
        if first := _unseen.search(text):
            lines = [text.count("\n", 0, match.start()) + 1 for match in _unseen.finditer(text)]
            yield _problem(f"docs/{path}", text, first.start(), lines)


def unseen_in_values(path: str, front: Front) -> Iterator[Problem]:
    """The same in the values of a YAML file (`path` from the root), each value told by itself; what is copied from a text apart."""
    low, high = front.inside
    if _unseen.search(front.text, low, high) is None:
        return
    above = {at[:-1] for at in front.spans}
    for at, (start, end) in front.spans.items():
        if at not in above and at[-1] not in _VERBATIM and (found := _unseen.search(front.text, start, end)):
            yield _problem(path, front.text, found.start(), [front.line_of(*at)])


def _problem(place: str, text: str, at: int, lines: list[int]) -> Problem:
    start = text.rfind("\n", 0, at) + 1
    before, behind = text[max(start, at - _SHOWN) : at], text[at + 1 : at + 1 + _SHOWN].split("\n", maxsplit=1)[0]
    others = sorted(set(lines[1:]) - {lines[0]})
    more = Phrase.of("unseen-more", count=len(lines), lines=few([str(it) for it in others] or [str(lines[0])], _LINES))
    return Problem.of(
        "W212",
        place,
        lines[0],
        before=_without(before),
        behind=_without(behind),
        what=_kind(text[at]),
        code=f"U+{ord(text[at]):04X}",
        more=more if len(lines) > 1 else "",
    )


def _without(text: str) -> str:
    return _unseen.sub("", text).strip()


def _kind(char: str) -> Phrase:
    if _DIRECTIONS.match(char):
        return Phrase.of("unseen-direction")
    return _KINDS.get(char, Phrase.of("unseen-zero-width"))


def is_wide(text: str, low: int, high: int) -> bool:
    """Whether a full-width digit or letter stands in text [low:high]."""
    return _wide.search(text, low, high) is not None


def wide_values(path: str, front: Front, leaves: Iterable[tuple[At, str]]) -> Iterator[Problem]:
    """Full-width digits and letters in the values of a page's head or a YAML file; reports are cleaned of them, and a name
    written so is found in none."""
    for at, value in leaves:
        if at in front.spans and not _VERBATIM & set(map(str, at)) and (match := _wide.search(value)):
            line, shown = front.place(*at)
            yield Problem.of("N120", path, line, excerpt=shown, typed=match[0], better=narrow(match[0]))


def wide_in_block(path: str, line: int, text: str) -> Iterator[Problem]:
    """The same in the text of a block that an editor wrote."""
    if match := _wide.search(text):
        yield Problem.of("N120", f"docs/{path}", line, typed=match[0], better=narrow(match[0]))


def narrow(text: str) -> str:
    """Full-width ASCII in its usual width.

    >>> narrow("２０３１ＡＢ％")
    '2031AB%'
    """
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
