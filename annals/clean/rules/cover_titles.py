"""The title of a cover that a running title says in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annals.clean.contract import rule
from annals.clean.furniture.keys import FIGURES_AND_MARKS, spaceless, tells
from annals.clean.rules.wraps import glue
from annals.model import Edit
from annals.text.lexicon.words import Words
from annals.text.lines import SHORT_LINE, Shape
from annals.text.reading import Reading

_HEAD = 8
"""A cover's title stands among so many first lines."""
_MOST = 4
"""So many lines at most has a title."""
_LEAST = 8
"""Characters of a title that is too long for one line."""


@rule("J124", "页眉里是一个题目")
def titles_said_in_one(reading: Reading) -> Iterator[Edit]:
    """Yield joins of the lines of a cover's title, which are one line further down, a running title or the title set again.

    Evidence: above the first sentence, with the same # marks, together what a line below says and nothing else, its page's
    number apart. Lines that a line above says in one stay, and those that a sentence says together.
    """
    lines = reading.lines
    head = _head(lines)
    said = _said_last(lines) if len(head) > 1 else {}
    at = 0
    while at < len(head) - 1:
        size = _lines_of_title(head, at, said, reading.lexicon.issuers)
        for index in range(at + 1, at + size):
            first, second = head[index - 1], head[index]
            yield Edit(start=first.end, end=second.body, new=glue(first.text, second.text), reason="页眉里是一个题目")
        at += max(size, 1)


def _head(lines: Sequence[Shape]) -> Sequence[Shape]:
    for index, line in enumerate(lines[:_HEAD]):
        if tells(line) or line.numbering or line.bullet or line.row or line.width > SHORT_LINE:
            return lines[:index]
    return lines[:_HEAD]


def _said_last(lines: Sequence[Shape]) -> dict[str, int]:
    """Where each short line stands last, by its words without blanks, with and without its page's number."""
    found: dict[str, int] = {}
    for index, line in enumerate(lines):
        if line.width <= SHORT_LINE and not line.row:
            for part in _parts(line.text):
                text = spaceless(part)
                found[text] = found[text.strip(FIGURES_AND_MARKS)] = index
    return found


def _parts(text: str) -> list[str]:
    """What a line says at each edge of its page: the title at one, who issued it at the other."""
    parts = _gutter.split(text)
    return parts if len(parts) > 1 and all(len(spaceless(part)) >= _PART for part in parts) else [text]


_gutter = re.compile(r"[ \u3000]{2,200}")
_PART = 4
"""No part is shorter: letters set wide are none."""


def _lines_of_title(head: Sequence[Shape], at: int, said: Mapping[str, int], issuers: Words) -> int:
    """How many lines of the head from one on are a title that a line below them says, 0 where none are. What ends in the name of a
    body says as well who issued it."""
    for size in range(min(_MOST, len(head) - at), 1, -1):
        own = head[at : at + size]
        title = spaceless("".join(line.text for line in own))
        alike = (
            not own[-1].text.endswith(issuers)
            and len({line.hashes for line in own}) == 1
            and not any(line.page_before for line in own[1:])
        )
        if alike and len(title) >= _LEAST and said.get(title, -1) >= at + size:
            return size
    return 0
