"""What pandoc and other writers of Markdown set around words: attributes, divisions, quotations, line breaks, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, is_prose, width
from annals.text.dates import is_date
from annals.text.lines import CLAUSE
from annals.text.reading import Reading

_one = r"(?:[#.][^\s{}\"=]{1,120}|[A-Za-z][\w:-]{0,40}=(?:\"[^\"{}]{0,300}\"|[^\s\"{}]{1,100})|=\w{1,20}|-)"
_attributes = re.compile(rf"\{{{_one}(?:\s{{1,9}}{_one}){{0,12}}\s{{0,3}}\}}")
_blank_line = re.compile(r"\n[^\S\n]{0,40}\n")
_division = re.compile(
    rf"^[ ]{{0,8}}(?P<mark>:{{3,40}}(?:[ ]?{_attributes.pattern}|[ ][\w-]{{1,40}})?(?:[ ]:{{3,40}})?)[ ]{{0,8}}$",
    re.MULTILINE,
)
_raw = re.compile(r"`[^`\n]{1,200}`\{=\w{1,20}\}")
"""What is meant for another format alone."""
_rest = re.compile(r"[^\S\n]{0,40}(?:\n|\Z)")
_SPAN = 2000
"""No span is longer."""
_quoted = re.compile(r"^(?P<indent>[ ]{0,3})(?P<mark>>(?: >){0,5}(?: |(?=\n|\Z)))(?P<rest>[^\n]*)$", re.MULTILINE)
_first_words = re.compile(rf"[{HAN}“《（【*#|+-]|\d{{1,2}}[.)、]\s")
_line_end = re.compile(r"(?<=[^\s\\|])(?P<mark>\\{1,2})[ ]{0,4}(?P<end>\n|\Z)")
_bold_head = re.compile(
    r"\s{0,40}(?:\*\*[^*\n]{2,60}\*\*\\{1,2}[ ]{0,4}\n){1,3}\*\*[^*\n]{2,60}\*\*[ ]{0,4}(?=\n[ ]{0,4}\n)"
)
_bold_end = re.compile(r"\*\*(?:\\{1,2})?")
_latex = re.compile(r"\\[A-Za-z]{2}|&|\$|(?<![A-Za-z])[A-Za-z]:\\")
_display = re.compile(r"\$\$[^$]{1,2000}\$\$|\\\[[^$]{1,2000}?\\\]|\\begin\{[^$]{1,4000}?\\end\{")
_note = re.compile(r"\[(?P<caret>\\?\^)[^\s\[\]^]{1,40}\](?P<defined>:(?=[ \t]))?")


@rule("F120", "转换软件的属性", digits=True, drops=True)
def attributes(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of what pandoc writes to keep styles: `{#anchor .class}` behind headings and images, the brackets and
    attributes of spans (`[words]{.underline}`), and the lines that open and close a division (`::: box`).

    The words stay. Braces without an anchor, a class or a key with its value stay, and so do brackets that nothing follows.
    """
    text = reading.text
    whole = [m.span("mark") for m in _division.finditer(text)] + [m.span() for m in _raw.finditer(text)]
    yield from (Edit(start=start, end=end, new="") for start, end in whole)
    found = [m.span() for m in _attributes.finditer(text) if not _blank_line.search(text, *m.span())]
    for start, end in found:
        if _inside(start, whole):
            continue
        before = text[start - 1 : start]
        if before == "]" and (opening := _opening(text, start - 1)) is not None:
            if not _inside(opening, [*whole, *found]):
                yield Edit(start=opening, end=opening + 1, new="")
                yield Edit(start=start - 1, end=end, new="")
        elif before in ")`" or _ends_line(text, start, end):
            yield Edit(start=start - (before == " "), end=end, new="")


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= at < high for low, high in spans)


def _ends_line(text: str, start: int, end: int) -> bool:
    """Whether attributes end a line, behind a blank or in a heading, or stand alone on it."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return (text[start - 1 : start] in ("", " ", "\n") or line.startswith("#")) and _rest.match(text, end) is not None


def _opening(text: str, closing: int) -> int | None:
    """Where the bracket opens that closes at a place, in the same paragraph."""
    depth = 0
    for at in range(closing, max(-1, closing - _SPAN), -1):
        char = text[at]
        if char == "\n" and _blank_line.match(text, at):
            return None
        if char in "[]" and text[at - 1 : at] != "\\":
            depth += 1 if char == "]" else -1
            if depth == 0:
                return at
    return None


@rule("F121", "引用的记号")
def quotations(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the `>` with which Markdown sets a paragraph in: word processors' indents come out so.

    Evidence: a blank behind it, and a sentence or a wide line among those that begin so somewhere in the text. A single line
    that compares (`> 60 分`), the arrow of a path on a web page, and `>>`, which is an ornament, stay.
    """
    found = list(_quoted.finditer(reading.text))
    blocks = [[m for _, m in block] for _, block in groupby(enumerate(found), key=_Runs(found))]
    if not any(_is_text(m["rest"]) for block in blocks for m in block):
        return
    for block in blocks:
        if any(_first_words.match(m["rest"]) or is_date(m["rest"].strip()) for m in block):
            yield from (Edit(start=m.start("mark"), end=m.end("mark"), new="") for m in block)


class _Runs:
    """Which quoted lines stand right below each other: a key by which they group."""

    def __init__(self, found: Sequence[re.Match[str]]) -> None:
        self._first = list(range(len(found)))
        for at in range(1, len(found)):
            if found[at].start() == found[at - 1].end() + 1:
                self._first[at] = self._first[at - 1]

    def __call__(self, numbered: tuple[int, re.Match[str]]) -> int:
        return self._first[numbered[0]]


def _is_text(rest: str) -> bool:
    return is_prose(rest) or (width(rest) >= CLAUSE and _first_words.match(rest) is not None)


@rule("K112", "行末的反斜杠")
def line_breaks(reading: Reading) -> Iterator[Edit]:
    """Yield the end of a paragraph for each backslash at the end of a line, by which Markdown and LaTeX break a line. The bold lines
    of one paragraph at the very top of a text lose their marks and stay close together: they may be one title.

    Formulas, tables in LaTeX and paths stay.
    """
    text = reading.text
    if "\\" not in text:
        return
    shown = [m.span() for m in _display.finditer(text)]
    head = _bold_head.match(text)
    at = head.end() if head else 0
    yield from (Edit(start=m.start(), end=m.end(), new="") for m in _bold_end.finditer(text, 0, at))
    for match in _line_end.finditer(text, at):
        start, end = match.span("mark")
        line = text[text.rfind("\n", 0, start) + 1 : start]
        if _latex.search(line) or any(low <= start < high for low, high in shown):
            continue
        yield Edit(start=start, end=end, new="\n" if match["end"] else "")


@rule("F122", "脚注的写法")
def note_marks(reading: Reading) -> Iterator[Edit]:
    """Yield `[1]` for Markdown's `[^1]`, in the text and before the note, there without its colon.

    The number stays, in its brackets, and so does the note.
    """
    for match in _note.finditer(reading.text):
        yield Edit(start=match.start("caret"), end=match.end("caret"), new="")
        if match["defined"]:
            yield Edit(start=match.start("defined"), end=match.end("defined"), new="")


@rule("F127", "分行的竖线")
def line_blocks(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the bar before each line of a block whose lines were broken on purpose, and a blank line between them.

    Evidence: lines right below each other, each with a bar at its beginning and no other. Rows and single lines stay.
    """
    text, lines = reading.text, reading.lines
    barred = [_barred.fullmatch(text, line.start, line.end) is not None for line in lines]
    for at, line in enumerate(lines):
        above = at > 0 and barred[at - 1] and not line.blanks_before
        below = at + 1 < len(lines) and barred[at + 1] and not lines[at + 1].blanks_before
        if barred[at] and (above or below):
            yield Edit(start=line.start, end=line.start + 2, new="\n" if above else "")


_barred = re.compile(r"\| [^|\n]{1,400}")
