"""Straight quotation marks among Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import han_character, is_full
from annals.text.reading import Reading

_double = re.compile('["＂“”]')
_single = re.compile(r"(?<![A-Za-z\d°′’])(['＇‘])([^'＇‘’\"＂\n]{1,80})(['＇’])(?![A-Za-z\d])")
_inch = re.compile(r"[\d′']$")
_code = re.compile(r"[=<>{}\\]|\w_\w")
_skipped = re.compile(r"`[^`\n]{1,200}`|<[A-Za-z/][^<>\n]{0,300}>|\$[^$\n]{1,120}\$")
_opened_speech, _closed_speech = re.compile(r"[：:]\s*$"), re.compile(r"[。！？!?…]$")


@rule("P103", "直引号")
def straight_quotes(reading: Reading) -> Iterator[Edit]:
    """Yield “ ” for straight quotation marks around or beside Chinese, one after the other through a paragraph, also
    where only one of a pair is straight or was read as a single one, and ‘ ’ for single ones and those inside a quoted speech.

    Inches, primes, apostrophes, code, attributes, English quotations, and a paragraph with a mark left over stay.
    """
    text = reading.text
    for shape in reading.lines:
        if '"' not in shape.text and "'" not in shape.text and "＂" not in shape.text and "＇" not in shape.text:
            continue
        yield from _edits(text, shape.first, shape.end)


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    skipped = {at for m in _skipped.finditer(text, start, end) for at in range(m.start(), m.end())}
    doubles = [m.start() for m in _double.finditer(text, start, end) if m.start() not in skipped]
    singles = [
        (m.start(), m.end() - 1, True)
        for m in _single.finditer(text, start, end)
        if m.start() not in skipped
        and han_character.search(m.group(2))
        and m.group().count("'") + m.group().count("＇")
    ]
    pairs = _pairs(text, end, doubles)
    if pairs is None or _cross(pairs, singles):
        pairs = _pairs_of_any(text, [*doubles, *(m.start() for m in _mark.finditer(text, start, end))], skipped)
        singles = [] if pairs else singles
    for opening, closing, inner in pairs:
        if _is_chinese(text, opening, closing, start, end):
            yield from _paired(text, opening, closing, inner)
    for opening, closing, inner in singles:
        yield from _paired(text, opening, closing, inner)


def _cross(pairs: Sequence[_Pair], singles: Sequence[_Pair]) -> bool:
    """Whether a pair of double marks and one of single marks begin and end within each other by half: one of them is none."""
    return any(a < c < b < d or c < a < d < b for a, b, _ in pairs for c, d, _ in singles)


def _paired(text: str, opening: int, closing: int, inner: bool) -> Iterator[Edit]:
    marks = "‘’" if inner else "“”"
    yield from _written(text, opening, marks[0])
    yield from _written(text, closing, marks[1])


def _written(text: str, at: int, mark: str) -> Iterator[Edit]:
    if text[at] != mark:
        yield Edit(start=at, end=at + 1, new=mark)


_Pair = tuple[int, int, bool]
"""Where a pair of marks opens and closes, and whether it is one of single marks, as inside a speech."""


def _pairs_of_any(text: str, marks: Sequence[int], skipped: set[int]) -> list[_Pair]:
    """The pairs of a paragraph in which double marks and single ones do not pair among themselves, as one was read for the other: each
    mark with the next, where between two of unlike kinds stands a short term; else none, as nobody knows which is left over."""
    places = sorted(at for at in marks if at not in skipped)
    pairs = list(zip(places[::2], places[1::2], strict=False))
    if len(places) % 2 or not all(_may_pair(text, *pair) for pair in pairs):
        return []
    return [(one, other, text[one] in _SINGLES and text[other] in _SINGLES) for one, other in pairs]


def _may_pair(text: str, opening: int, closing: int) -> bool:
    one, other = text[opening], text[closing]
    inside = text[opening + 1 : closing]
    term = 0 < len(inside) <= _TERM and not _clause_mark.search(inside)
    alike = (one in _SINGLES) == (other in _SINGLES)
    # Both curly and unlike, they are no straight ones, and none of this rule's.
    straight = one in _STRAIGHT or other in _STRAIGHT
    return one not in "”’" and other not in "“‘" and (alike or (term and straight))


_SINGLES, _STRAIGHT = "'＇‘’", "\"＂'＇"
_mark = re.compile(r"(?<![A-Za-z\d°′])['＇‘’]")
"""A single mark that is no apostrophe and no prime."""
_TERM = 30
"""No term in quotation marks is longer."""
_clause_mark = re.compile(r"[，。；：！？]")


def _pairs(text: str, end: int, marks: Sequence[int]) -> list[_Pair] | None:
    """The pairs that double marks make one after the other; None where one is left over."""
    pairs: list[_Pair] = []
    opened: int | None = None
    speech_end = -1
    for at in marks:
        straight = text[at] in '"＂'
        if at == speech_end:
            speech_end = -1
        elif opened is None and straight and _inch.search(text, max(0, at - 1), at):
            continue
        elif opened is None and text[at] == "“" and (through := _speech(text, at, end)):
            speech_end = through
        elif opened is None and text[at] != "”":
            opened = at
        elif opened is not None and text[at] != "“":
            pairs.append((opened, at, speech_end > at))
            opened = None
        else:
            return None
    return pairs if opened is None else None


def _speech(text: str, at: int, end: int) -> int:
    """Where the speech ends that a curly mark opens behind a colon and a curly one closes behind a full sentence, with
    straight marks in pairs inside; 0 where there is none."""
    closing = text.find("”", at, end)
    if (
        closing < 0
        or not _opened_speech.search(text, max(0, at - 3), at)
        or not _closed_speech.search(text, at, closing)
    ):
        return 0
    inside = [m.group() for m in _double.finditer(text, at + 1, closing)]
    return closing if inside and "“" not in inside and len(inside) % 2 == 0 else 0


def _is_chinese(text: str, opening: int, closing: int, start: int, end: int) -> bool:
    """Whether a pair belongs to Chinese text: Han inside, or a Chinese neighbour outside."""
    inside = text[opening + 1 : closing]
    loose = text[max(start, opening - 1) : opening] == " " == text[closing + 1 : closing + 2]
    if loose and inside[:1] == " " == inside[-1:]:
        # Blanks on all sides: nothing tells what is inside and what is between.
        return False
    if not inside.strip() or _code.search(inside) or text[max(start, opening - 2) : opening].rstrip().endswith("="):
        return False
    before, after = (
        text[max(start, opening - 9) : opening].rstrip()[-1:],
        text[closing + 1 : min(end, closing + 9)].lstrip()[:1],
    )
    return han_character.search(inside) is not None or is_full(before) or is_full(after)
