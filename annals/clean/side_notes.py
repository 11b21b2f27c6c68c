"""Notes in the margin that a tool keeping the layout set beside some lines of a paragraph: their lines stand behind a gap in those of the
text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.text.characters import ends_sentence, han_character, is_full

_gap = re.compile(r"(?<=\S) {2,}(?=\S)")
_said = re.compile("[，。、；：]")
_FEWEST = 3
"""So many lines at least has a note."""
_TEXT = 30
"""The text beside it is no narrower, in columns of which a Han character takes two."""
_NOTE = (8, 32)
"""How wide a note is, in such columns; what is as wide as the text is a column of its own."""
_RAGGED = 3
"""By so much full lines differ, and what a tool sets at one place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideNote:
    """The lines of a note, each as the offsets where its gap begins and ends and where the line does, and the end of the paragraph beside
    which it stands."""

    lines: tuple[tuple[int, int, int], ...]
    to: int


def notes_in_margin(text: str) -> Iterator[SideNote]:
    """The notes in the margin of a text, in order.

    >>> from textwrap import dedent
    >>> beside = "全市水库实行分级管护，各库都有专人值守，汛期昼    值守人员两班\\n夜巡查，发现渗漏当日上报，小型水库由所在乡镇落    轮换，每班三\\n实人员，费用由市县两级各担一半，年底考核后兑付    人。\\n。\\n"
    >>> [[beside[low:end] for _, low, end in note.lines] for note in notes_in_margin(beside)]
    [['值守人员两班', '轮换，每班三', '人。']]
    """
    if text.count("  ") < _FEWEST:
        return
    run: list[tuple[int, int, int]] = []
    above = at = 0
    for line in text.split("\n"):
        gaps = [gap.span() for gap in _gap.finditer(line)]
        one = (at + gaps[0][0], at + gaps[0][1], at + len(line.rstrip())) if len(gaps) == 1 else None
        if one is None or (run and not _is_beside(text, run[-1], above, one[1], at)):
            if _is_note(text, run):
                yield SideNote(lines=tuple(run), to=_end_of_paragraph(text, run[-1][2]))
            run = []
        run += [one] if one is not None else []
        above, at = at, at + len(line) + 1
    if _is_note(text, run):
        yield SideNote(lines=tuple(run), to=_end_of_paragraph(text, run[-1][2]))


def _is_beside(text: str, above: tuple[int, int, int], start: int, low: int, line: int) -> bool:
    """Whether what stands behind the gap of a line begins where that of the line above does."""
    return abs(_columns(text[start : above[1]]) - _columns(text[line:low])) <= _RAGGED


def _columns(text: str) -> int:
    return sum(2 if is_full(char) else 1 for char in text)


def _is_note(text: str, run: Sequence[tuple[int, int, int]]) -> bool:
    """Whether what stands behind the gaps is one sentence or more, set to a width of its own, beside text whose sentences go on from
    line to line. The rows of a table and two columns of text are none."""
    if len(run) < _FEWEST:
        return False
    notes = [text[low:end] for _, low, end in run]
    texts = [text[text.rfind("\n", 0, gap) + 1 : gap].strip() for gap, _, _ in run]
    widths, beside = [_columns(note) for note in notes], [_columns(line) for line in texts]
    low, high = _NOTE
    full = max(widths) <= high and min(widths[:-1]) >= max(low, max(widths[:-1]) - _RAGGED)
    whole = widths[-1] <= max(widths[:-1]) + 1 and ends_sentence(notes[-1]) and len("".join(notes)) >= low
    within = sum(1 for note in notes[:-1] if not ends_sentence(note)) * 2 > len(notes[:-1])
    # The last line of the paragraph may stand beside the note's.
    wide = min(beside[:-1]) >= max(_TEXT, max(beside) - 2 * _RAGGED)
    goes_on = sum(1 for line in texts if not ends_sentence(line)) * 2 > len(texts)
    spoken = sum(1 for line in texts if _said.search(line) and han_character.search(line)) * 3 >= len(texts) * 2
    return bool(full and whole and within and wide and goes_on and spoken and _said.search("".join(notes)[:-1]))


def _end_of_paragraph(text: str, at: int) -> int:
    """The end of the last line below which a blank one stands, or a line set in below a whole sentence."""
    end = at
    while 0 <= (start := text.find("\n", end)) < len(text) - 1:
        stop = text.find("\n", start + 1)
        line = text[start + 1 : stop if stop >= 0 else len(text)]
        above = text[text.rfind("\n", 0, start) + 1 : start]
        if not line.strip(" \f") or (ends_sentence(above.strip()) and line.startswith("  ")):
            break
        end = start + 1 + len(line)
    return end
