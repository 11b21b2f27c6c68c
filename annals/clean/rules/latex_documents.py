"""The commands of a document in LaTeX, as tools for papers write them around whole pages: headings, captions, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit, HintKind
from annals.text.characters import is_full
from annals.text.reading import Reading

_section = re.compile(r"^[ ]{0,8}(?P<mark>\\(?:title|chapter|(?P<sub>(?:sub){0,3})section)\*?\{\s{0,20})", re.MULTILINE)
_framed = re.compile(
    r"(?P<mark>\\(?:author|date|caption\*?|footnotetext|thanks|textsuperscript|footnote|centerline|makebox)(?:\[[^\[\]\n]{0,60}\])?\{\s{0,20})"
)
_environment = r"(?:document|figure|table|center|abstract|flush(?:left|right)|quot(?:e|ation)|minipage|tabular[x*]?|longtable|multicols|spacing)\*?"
_gone = re.compile(
    r"\\(?:captionsetup|label|vspace\*?|pagestyle|thispagestyle|setcounter|bibliographystyle)(?:\{[^{}\n]{0,80}\}){1,2}"
    r"|\\(?:documentclass|usepackage)(?:\[[^\[\]\n]{0,80}\])?\{[^{}\n]{1,80}\}"
    rf"|\\(?:begin|end)\{{{_environment}\}}(?:\[[^\[\]\n]{{0,40}}\])?(?:\{{(?:[^{{}}\n]|\{{[^{{}}\n]{{0,40}}\}}){{0,200}}\}})?"
    r"|\\(?:maketitle|centering|hline|toprule|midrule|bottomrule|noindent|smallskip|medskip|bigskip|par)(?![A-Za-z])"
    r"|\\footnotemark(?:\{\})?(?![A-Za-z])"
    r"|\\c(?:line|midrule)(?:\([a-z]{1,4}\))?\{[\d, -]{1,20}\}"
)
_image = re.compile(r"\\includegraphics\*?(?:\[[^\[\]\n]{0,200}\])?\{[^{}\n]{1,400}\}")
_tabular = re.compile(
    r"\\begin\{(?:tabular[x*]?|longtable)\}(?P<rows>[^$]{1,20000}?)\\end\{(?:tabular[x*]?|longtable)\}"
)
_wall = re.compile(r"(?<!\\)&|\\\\(?:\[[^\[\]\n]{0,20}\])?")
_merged = re.compile(r"\\multi(?:column\{(?P<columns>\d{1,2})\}|row(?:\[\w\])?\{-?\d{1,3}\})\{[^{}\n]{0,60}\}\{")
_LONGEST = 2000
"""What braces enclose is no longer."""


@rule("F126", "LaTeX 文稿的命令", digits=True, drops=True)
def document_commands(reading: Reading) -> Iterator[Edit]:
    """Yield # for the commands of headings, the words alone for those of captions, authors and notes, a form feed for those of
    pictures, and deletions of what opens, closes and lays out.

    Tables keep their signs for T117; formulas, lists and unknown commands stay.
    """
    text = reading.text
    if "\\" not in text:
        return
    for match in _section.finditer(text):
        yield from _unwrapped(text, match, "#" * (1 + len(match["sub"] or "") // 3) + " ")
    for match in _framed.finditer(text):
        set_off = match["mark"].startswith(("\\caption", "\\centerline"))
        yield from _unwrapped(text, match, "", HintKind.SET_OFF if set_off else None)
    tables = [m.span() for m in _tabular.finditer(text)]
    for match in _gone.finditer(text):
        if not any(low <= match.start() < high for low, high in tables):
            yield Edit(start=match.start(), end=match.end(), new="")
    for match in _image.finditer(text):
        yield Edit(start=match.start(), end=match.end(), new="\f", hint=HintKind.IMAGE)


def _unwrapped(text: str, match: re.Match[str], mark: str, hint: HintKind | None = None) -> Iterator[Edit]:
    """The edits that take a command and its braces off; none where they do not close."""
    start, end = match.span("mark")
    closing = _closing(text, end)
    if closing is None:
        return
    low = closing - (len(text[end:closing]) - len(text[end:closing].rstrip()))
    yield Edit(start=start, end=end, new=mark, hint=hint)
    yield Edit(start=low, end=closing + 1, new="")


def _closing(text: str, at: int) -> int | None:
    """Where the brace closes that is open at a place."""
    depth = 1
    for place in range(at, min(len(text), at + _LONGEST)):
        if text[place] in "{}" and text[place - 1] != "\\":
            depth += 1 if text[place] == "{" else -1
            if depth == 0:
                return place
    return None


@rule("T117", "LaTeX 表格", digits=True)
def latex_tables(reading: Reading) -> Iterator[Edit]:
    """Yield rows with bars for a table in LaTeX, empty cells where columns are merged; its rules and its frame go.

    A table with a formula in dollars, and one inside another, stay.
    """
    text = reading.text
    for table in _tabular.finditer(text):
        if "\\begin" not in table["rows"] and _wall.search(table["rows"]):
            yield from _table_edits(text, table)


def _table_edits(text: str, table: re.Match[str]) -> Iterator[Edit]:
    frame = _gone.match(text, table.start())
    low, high = frame.end() if frame else table.start("rows"), table.end("rows")
    yield Edit(start=table.start(), end=low, new="")
    yield Edit(start=high, end=table.end(), new="")
    # A rule on a line of its own would leave a blank line between two rows.
    found = [(m.start(), _next_word(text, m.end(), high), "") for m in _gone.finditer(text, low, high)]
    for merged in _merged.finditer(text, low, high):
        closing = _closing(text, merged.end())
        if closing is not None and closing < high:
            found += [
                (merged.start(), merged.end(), ""),
                (closing, closing + 1, " |" * (int(merged["columns"] or 1) - 1)),
            ]
    breaks = list(_wall.finditer(text, low, high))
    opened = False
    for at, wall in enumerate(breaks):
        ends = wall.group() != "&"
        before = _first_word(text, breaks[at - 1].end() if at else low, wall.start(), found)
        if not opened:
            found.append((before, before, "| "))
        found.append((wall.start(), wall.end(), " |" if ends else "|"))
        opened = not ends
    if opened:
        found.append((_last_word(text, breaks[-1].end(), high), high, " |"))
    yield from _in_lines(text, found, low, high)


def _first_word(text: str, low: int, high: int, gone: list[tuple[int, int, str]]) -> int:
    """Where the words of a row begin, behind the rules above it."""
    at = _next_word(text, low, high)
    while inside := [end for start, end, _ in gone if start <= at < end]:
        at = _next_word(text, max(inside), high)
    return at


def _next_word(text: str, at: int, high: int) -> int:
    while at < high and text[at].isspace():
        at += 1
    return at


def _last_word(text: str, low: int, high: int) -> int:
    return low + len(text[low:high].rstrip())


def _in_lines(text: str, found: list[tuple[int, int, str]], low: int, high: int) -> Iterator[Edit]:
    """The edits, and blanks for the line ends within rows."""
    edits = [Edit(start=start, end=end, new=new) for start, end, new in sorted(found)]
    yield from edits
    rows = [(one.start, other.end) for one, other in _rows(edits)]
    for match in re.finditer(r"\n\s{0,40}", text[low:high]):
        start, end = low + match.start(), low + match.end()
        inside = any(first < start and end < last for first, last in rows)
        if inside and not any(edit.start < end and start < edit.end for edit in edits):
            tight = is_full(text[start - 1]) and is_full(text[end])
            yield Edit(start=start, end=end, new="" if tight else " ")


def _rows(edits: list[Edit]) -> Iterator[tuple[Edit, Edit]]:
    first = None
    for edit in edits:
        if edit.new == "| ":
            first = edit
        elif edit.new == " |" and first is not None:
            yield first, edit
            first = None
