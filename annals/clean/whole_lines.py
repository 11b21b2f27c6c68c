"""What goes along with the words that a person takes out or moves: the marks of their lines, the line
ends, and the blank lines that keep one block from the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annals.text.characters import BULLETS, GLYPHS, MARKS, line_end

_marks = re.compile(rf"[{MARKS}\s]*")
_opening = re.compile(rf"(?:#{{1,6}}|[{BULLETS}])[^\S\r\n]+|[{GLYPHS}]{{1,4}}[^\S\r\n]*")
_companion = re.compile(rf"(?:[{BULLETS}]\s|\|)")
_emphasis = re.compile(r"\*+|_+")
_SIGNS = ("***", "**", "*", "__", "_")
_INDENT = 40
"""An item's mark is looked for so far into its line."""


def without_words(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    r"""What to take out of a text so that [start:end] goes: a line that loses all its words goes with its marks and
    its end, emphasis goes with what it stood around.

    >>> text = "- 甲\n- **乙**\n- 丙"
    >>> [text[low:high] for low, high in without_words(text, 8, 9)]
    ['- **乙**\n']
    """
    start, end = _with_emphasis(text, start, end)
    low, (line_end, following) = line_start(text, start), _line_end(text, end - 1)
    if _marks.fullmatch(text, low, start) is None:
        return ((start, end),)
    if _marks.fullmatch(text, end, line_end) is not None:
        # A form feed says where a page ended.
        low = text.rfind("\f", low, start) + 1 or low
        page = text.find("\f", end, line_end)
        return ((low, following if page < 0 else page),)
    last = line_start(text, end - 1)
    opening = _opening.match(text, last, end)
    if last <= low or not (opening or _apart(text, last)):
        return ((start, end),)
    # The last line goes on under its own marks, not under those of the first.
    return ((low, last), (opening.end() if opening else last, end))


def _with_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with the signs of emphasis around it that would be left without a partner, or around nothing."""
    inside = _emphasis.findall(text, start, end)
    before = next((sign for sign in _SIGNS if text.endswith(sign, 0, start)), "")
    after = next((sign for sign in _SIGNS if text.startswith(sign, end)), "")
    if len(inside) % 2:
        if before == inside[0]:
            return start - len(before), end
        return start, end + len(after) * (after == inside[-1])
    if before == after:
        return start - len(before), end + len(after)
    return start, end


def line_start(text: str, offset: int) -> int:
    """Where the line begins that holds the offset."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> tuple[int, int]:
    """Where the line ends that holds the offset, and where the next one begins."""
    found = line_end.search(text, offset)
    return found.span() if found else (len(text), len(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A move of whole lines: text[start:end] is cut and stands at `to` of what is left, apart from the line before it
    (`apart_before`) and from the one behind it (`apart_behind`) by a blank line, or by a line end."""

    start: int
    end: int
    to: int
    apart_before: bool
    apart_behind: bool


def moving(text: str, own: tuple[int, int], anchor: tuple[int, int], *, behind: bool) -> Moving:
    """How the lines of `own` go `behind` the line of the anchor, or before it. A block between blank lines takes the
    ones behind it along; lines from the midst of others stand as close to their new neighbour as its own do, and items
    to items without a gap."""
    start, (_, end) = line_start(text, own[0]), _line_end(text, own[1] - 1)
    after = _blanks_end(text, end)
    loose = _apart(text, start) and (after > end or end == len(text))
    line, (_, following) = line_start(text, anchor[0]), _line_end(text, anchor[1] - 1)
    far = _blanks_end(text, following) if behind else line
    gaps = (_apart(text, line) and line > 0, _blanks_end(text, following) > following)
    at_edge = far == len(text) if behind else line == 0
    gap = gaps[behind != at_edge]
    alike = _is_companion(text, start) and _is_companion(text, line)
    if loose and not alike:
        return _moving(start, after, far, apart_before=True, apart_behind=True)
    apart = gap and not alike
    to = following if behind else line
    return _moving(start, end, to, apart_before=behind and apart, apart_behind=not behind and apart)


def _moving(start: int, end: int, goal: int, *, apart_before: bool, apart_behind: bool) -> Moving:
    to = goal - (end - start) if goal >= end else min(goal, start)
    return Moving(start=start, end=end, to=to, apart_before=apart_before, apart_behind=apart_behind)


def missing_ends(text: str, start: int, end: int, moved: Moving) -> tuple[str, str]:
    """The line ends to put before and behind text[start:end], lines that were moved there."""
    return _missing(text, start, apart=moved.apart_before), _missing(text, end, apart=moved.apart_behind)


def _missing(text: str, at: int, *, apart: bool) -> str:
    if not text[:at].strip() or not text[at:].strip():
        return ""
    if text[at - 1] not in "\r\n":
        return "\n\n" if apart else "\n"
    return "\n" if apart and not _apart(text, at) else ""


def _apart(text: str, at: int) -> bool:
    """Whether nothing or a blank line stands before the line that begins at an offset."""
    return at == 0 or not text[_line_before(text, at) : at].strip()


def _line_before(text: str, at: int) -> int:
    """Where the line before the one at an offset begins."""
    back = 2 if text[at - 2 : at] == "\r\n" else 1
    return line_start(text, at - back)


def _blanks_end(text: str, at: int) -> int:
    """Behind the blank lines that begin at an offset."""
    while at < len(text) and not text[at : (span := _line_end(text, at))[0]].strip():
        at = span[1]
    return at


def _is_companion(text: str, at: int) -> bool:
    """Whether the line that begins at an offset is an item or a row, which stands close to its like."""
    return _companion.match(text[at : at + _INDENT].lstrip()) is not None
