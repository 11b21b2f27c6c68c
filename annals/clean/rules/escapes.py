"""Backslashes that Markdown puts before signs which it would otherwise take for marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.reading import Reading

_own = re.compile(r"\\(?=[\\`*_\[\]#>+.)-])")
"""What this program escapes, see markdown/inline.py."""
_escape = re.compile(r"\\(?:(?P<sign>[*_\[\]#`~><+=.(){}&\"'!-])|[\\|$])")
"""A sign whose backslash may go, or one that keeps its own and hides what stands behind it: a bar in a cell, a dollar
that would open a formula, a backslash."""
_bare = re.compile(r"[\\`_\[\]]|(?<!\*)\*(?!\*)")
_formula = re.compile(
    r"\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,2000}\$|\\begin\{[^$]{1,2000}?\\end\{"
    r"|\\\[(?P<display>(?:[^$\n]|\n(?!\n)){1,2000}?)\\\]|\\\((?P<inline>[^$\n]{1,400}?)\\\)"
)
_in_display = re.compile(r"\\[A-Za-z]|[\^_=]")
_not_in_formula = re.compile(f"[{HAN}，。；：]")
_code = re.compile(r"(?<!\\)`[^`\n]{1,200}`|(?<![A-Za-z])[A-Za-z]:\\\S{1,200}|\\\\\w\S{1,200}")
_left_over = re.compile(r"\\[A-Za-z]{2}|[_^][ ]?\{")
_heading = re.compile(rf"[ ]{{0,3}}\\#(?![^#\n]{{1,200}}#|\d{{1,2}} ?[{HAN}])")
_strong = re.compile(r"\\\*\\\*")


@rule("K111", "记号前的反斜杠")
def backslashes(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion of each backslash that Markdown has before a sign to say that it is no mark.

    In a text that escapes every sign, as this program's own, formulas are escaped too. Else formulas, code and paths
    stay, lines with LaTeX outside dollars, what without its backslash were a heading or bold, and `\\%`, `\\$`, `\\|`.
    """
    text = reading.text
    if "\\" not in text:
        return
    if _own.search(text) and not _bare.search(_without_own(text)):
        yield from (Edit(start=start, end=start + 1, new="") for start in _own_escapes(text))
        return
    kept = [m.span() for m in _formula.finditer(text) if _is_formula(m)] + [m.span() for m in _code.finditer(text)]
    for shape in reading.lines:
        if "\\" in text[shape.start : shape.end]:
            yield from _of_line(text, shape.start, shape.end, kept)


def _own_escapes(text: str) -> Iterator[int]:
    """Where the backslashes stand that escape a sign; one that is escaped escapes nothing."""
    at = 0
    while match := _own.search(text, at):
        yield match.start()
        at = match.start() + 2


def _without_own(text: str) -> str:
    done, parts = 0, []
    for start in _own_escapes(text):
        parts.append(text[done:start])
        done = start + 2
    return "".join([*parts, text[done:]])


def _is_formula(match: re.Match[str]) -> bool:
    """Whether brackets with backslashes enclose a formula; `\\[4\\]` is a number in brackets."""
    if (shown := match["display"]) is not None:
        return _in_display.search(shown) is not None
    return match["inline"] is None or not _not_in_formula.search(match["inline"])


def _of_line(text: str, start: int, end: int, kept: list[tuple[int, int]]) -> Iterator[Edit]:
    """The edits of one line, none where LaTeX stands in it outside what is `kept`."""
    inside = [(low, high) for low, high in kept if low < end and high > start]
    done, rest = start, []
    for low, high in sorted(inside):
        rest.append(text[done : max(done, low)])
        done = max(done, high)
    if _left_over.search("".join([*rest, text[done:end]])):
        return
    begin = _heading.match(text, start, end)
    strong = [m.start() for m in _strong.finditer(text, start, end)]
    marks = {at + further for at in strong for further in (0, 2)} if len(strong) > 1 else set()
    for match in _escape.finditer(text, start, end):
        at = match.start()
        hidden = at in marks or (begin is not None and at + 2 == begin.end())
        if match["sign"] and not hidden and not any(low <= at < high for low, high in inside):
            yield Edit(start=at, end=at + 1, new="")
