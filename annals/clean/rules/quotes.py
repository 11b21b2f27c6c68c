"""Straight quotation marks among Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, is_full
from annals.text.reading import Reading

_double = re.compile('["＂“”]')
_single = re.compile(r"(?<![A-Za-z\d°′’])(['＇‘])([^'＇‘’\"＂\n]{1,80})(['＇’])(?![A-Za-z\d])")
_han = re.compile(f"[{HAN}]")
_inch = re.compile(r"[\d′']$")
_code = re.compile(r"[=<>{}\\]|\w_\w")
_skipped = re.compile(r"`[^`\n]{1,200}`|<[A-Za-z/][^<>\n]{0,300}>|\$[^$\n]{1,120}\$")
_opened_speech, _closed_speech = re.compile(r"[：:]\s*$"), re.compile(r"[。！？!?…]$")


@rule("P103", "直引号")
def straight_quotes(reading: Reading) -> Iterator[Edit]:
    """Yield “ ” for straight quotation marks around or beside Chinese, one after the other through a paragraph, also
    where only one of a pair is straight, and ‘ ’ for single ones and those inside a quoted speech.

    Inches, primes, apostrophes, code, attributes, English quotations, and a paragraph with a mark left over stay.
    """
    text = reading.text
    for shape in reading.lines:
        if '"' not in shape.text and "'" not in shape.text and "＂" not in shape.text and "＇" not in shape.text:
            continue
        yield from _edits(text, shape.first, shape.end)


def _edits(text: str, start: int, end: int) -> Iterator[Edit]:
    skipped = {at for m in _skipped.finditer(text, start, end) for at in range(m.start(), m.end())}
    for opening, closing, inner in _pairs(text, start, end, skipped):
        if _is_chinese(text, opening, closing, start, end):
            marks = "‘’" if inner else "“”"
            yield from _written(text, opening, marks[0])
            yield from _written(text, closing, marks[1])
    for match in _single.finditer(text, start, end):
        opening, closing = match.start(), match.end() - 1
        if (
            opening not in skipped
            and _han.search(match.group(2))
            and match.group().count("'") + match.group().count("＇")
        ):
            yield from _written(text, opening, "‘")
            yield from _written(text, closing, "’")


def _written(text: str, at: int, mark: str) -> Iterator[Edit]:
    if text[at] != mark:
        yield Edit(start=at, end=at + 1, new=mark)


def _pairs(text: str, start: int, end: int, skipped: set[int]) -> list[tuple[int, int, bool]]:
    """The pairs of double marks of a paragraph: opening, closing, and whether they stand inside a speech. None at all
    where a mark is left over: nobody knows which."""
    pairs: list[tuple[int, int, bool]] = []
    opened: int | None = None
    speech_end = -1
    for at in [m.start() for m in _double.finditer(text, start, end) if m.start() not in skipped]:
        straight = text[at] in '"＂'
        if at == speech_end:
            speech_end = -1
        elif opened is None and straight and _inch.search(text, start, at):
            continue
        elif opened is None and text[at] == "“" and (through := _speech(text, at, end)):
            speech_end = through
        elif opened is None and text[at] != "”":
            opened = at
        elif opened is not None and text[at] != "“":
            pairs.append((opened, at, speech_end > at))
            opened = None
        else:
            return []
    return pairs if opened is None else []


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
    return _han.search(inside) is not None or is_full(before) or is_full(after)
