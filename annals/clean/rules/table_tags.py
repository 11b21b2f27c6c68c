"""HTML tables, whole or cut anywhere, made into rows of `| cell | cell |`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import is_full
from annals.text.reading import Reading

_tag = re.compile(
    r"<(?P<end>/?)(?P<name>table|thead|tbody|tfoot|tr|td|th|caption|colgroup|col)\b(?P<told>[^<>]{0,500})>",
    re.IGNORECASE,
)
_inside = re.compile(
    r"<(?P<break>/?(?:br|p|div|li|ul|ol|h[1-6]|center)\b[^<>]{0,500})>"
    r"|</?(?:html|body|head|span|font|b|i|u|strong|em|a|img|section|article|figure|figcaption|label)\b[^<>]{0,500}>"
    r"|(?P<gap>\s+)|(?P<bar>\|)",
    re.IGNORECASE,
)
_blank_line = re.compile(r"\n[^\S\n]*\n")
_span = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_WIDEST, _TALLEST = 200, 2000
"""What a cell may reach over; more is a slip of a tool."""
_EMPTY = "  |"
_OPEN_ENDED = "及与和或、（《“—"
"""Where a line of a cell ends so, its words go on in the next: `电子计算机及<br>办公设备制造业`."""
_CELLS, _FRAMES = ("td", "th"), ("td", "th", "caption")


@rule("T101", "网页表格", digits=True)
def html_tables(reading: Reading) -> Iterator[Edit]:
    """Yield rows with bars for the tags of an HTML table, empty cells where cells are merged.

    A table that is cut, at its beginning or end, goes as far as its cells do: text outside all cells, and a
    blank line in a cell that nobody closes, end it. One that holds another only arranges a page: its
    cells are paragraphs. A bar inside a cell is escaped, a line end there becomes a blank or, between Han, nothing.
    """
    text = reading.text
    said: list[range] | None = None
    behind = 0
    for tags, end in _regions(text):
        begin, behind = behind, end
        layout = _with_tables_inside(tags)
        if any(tag["name"].lower() in _CELLS for tag in tags):
            if _begins_table(text, tags, end):
                yield from _table_edits(text, tags, range(begin, end), layout)
            continue
        said = _lines_with_words(text) if said is None else said
        before = bisect_right(said, end, key=lambda line: line.start)
        # Without cells it is what is left of a cut table, where nothing but tags stands on its lines.
        if not before or said[before - 1].stop < tags[0].start():
            yield from (Edit(start=tag.start(), end=tag.end(), new="") for tag in tags)


def _regions(text: str) -> Iterator[tuple[list[re.Match[str]], int]]:
    """The tags of each table in order, and where it ends."""
    tags: list[re.Match[str]] = []
    depth, framed = 0, False
    for tag in _tag.finditer(text):
        name, opens = tag["name"].lower(), not tag["end"]
        if tags:
            end = _early_end(text, tags[-1].end(), tag, framed=framed)
            if end is None and name == "table" and opens and depth and not framed:
                end = tags[-1].end()
            if end is not None:
                yield tags, end
                tags, depth, framed = [], 0, False
        tags.append(tag)
        if name == "table":
            depth += 1 if opens else -1
            # Behind an inner table the cell around it goes on.
            framed = not opens and depth > 0
        elif name in _FRAMES or name == "tr":
            framed = opens and name != "tr"
        if name == "table" and not opens and depth <= 0:
            yield tags, tag.end()
            tags, depth, framed = [], 0, False
    if tags:
        line_end = text.find("\n", tags[-1].end())
        yield tags, tags[-1].end() if not framed else line_end if line_end >= 0 else len(text)


def _early_end(text: str, done: int, tag: re.Match[str], *, framed: bool) -> int | None:
    """Where a table ends before a tag, `done` being the end of its tag before; None where it goes on."""
    gap = text[done : tag.start()]
    if not framed:
        return done if _inside.sub("", gap) else None
    if tag["end"] or not (blank := _blank_line.search(gap)):
        return None
    return done + blank.start()


def _begins_table(text: str, tags: Sequence[re.Match[str]], end: int) -> bool:
    """Whether tags are a table's, and no word of a sentence on HTML."""
    first = tags[0]
    alone = not text[text.rfind("\n", 0, first.start()) + 1 : first.start()].strip()
    rows = any(tag["name"].lower() == "tr" for tag in tags)
    ends_line = bool(first["end"]) and not text[end:].partition("\n")[0].strip()
    return alone or rows or ends_line or (first["name"].lower() == "table" and len(tags) > 2)


def _lines_with_words(text: str) -> list[range]:
    """The lines on which anything but tags stands."""
    return [range(*line.span()) for line in _line.finditer(text) if _tag.sub("", line[0]).strip()]


_line = re.compile(r"[^\n]+")


def _with_tables_inside(tags: Sequence[re.Match[str]]) -> set[int]:
    """Which tags belong to tables that hold others."""
    opened: list[list[int]] = [[]]
    outer: set[int] = set()
    for index, tag in enumerate(tags):
        is_table = tag["name"].lower() == "table"
        if is_table and not tag["end"]:
            opened.append([])
        opened[-1].append(index)
        if is_table and tag["end"] and len(opened) > 1:
            done = opened.pop()
            # A negative mark says that the table around has one inside.
            if opened[-1]:
                opened[-1].append(-1)
            if -1 in done:
                outer |= set(done)
    for rest in opened:
        if -1 in rest:
            outer |= set(rest)
    return outer - {-1}


@dataclass(slots=True)
class _Grid:
    """Where in a table one stands. `held` counts, for each column, the rows that a cell above still
    reaches into; `width` is that of the open cell, 0 outside; `opened` that a row is, `begun` that it has its first bar."""

    held: dict[int, int] = field(default_factory=dict)
    rows: int = 0
    column: int = 0
    width: int = 0
    opened: bool = False
    begun: bool = False

    def close_row(self) -> str:
        """The rest of a row; one without any cell leaves no line."""
        new = self.close_cell() + (self._fill() if self.opened else "")
        new = new if self.begun else ""
        self.column, self.opened, self.begun = 0, False, False
        return new

    def open_row(self) -> str:
        new = self.close_row()
        self.opened = True
        return new

    def _fill(self) -> str:
        """Empty cells where those above reach down."""
        new = ""
        while self.held.get(self.column, 0) > 0:
            self.held[self.column] -= 1
            self.column += 1
            new += _EMPTY
        return new

    def open_cell(self, attributes: str) -> str:
        new = self.close_cell()
        if not self.begun:
            new += "|" if not self.rows else "\n|"
            self.rows, self.opened, self.begun = self.rows + 1, True, True
        new += self._fill()
        spans = {kind.lower(): int(number) for kind, number in _span.findall(attributes)}
        self.width = max(1, min(spans.get("col", 1), _WIDEST))
        height = min(spans.get("row", 1), _TALLEST)
        if height > 1:
            self.held |= {self.column + extra: height - 1 for extra in range(self.width)}
        self.column += self.width
        return new + " "

    def close_cell(self) -> str:
        width, self.width = self.width, 0
        return " |" + _EMPTY * (width - 1) if width else ""


def _bars(grid: _Grid, tag: re.Match[str]) -> str:
    """What stands in a tag's place."""
    match tag["name"].lower(), tag["end"] == "/":
        case "table", closing:
            return (grid.close_row() if closing else "") + "\n\n"
        case "tr", closing:
            return grid.close_row() if closing else grid.open_row()
        case "td" | "th", closing:
            return grid.close_cell() if closing else grid.open_cell(tag["told"])
        case "caption", True:
            return "\n\n"
    return ""


def _table_edits(text: str, tags: Sequence[re.Match[str]], room: range, layout: set[int]) -> Iterator[Edit]:
    """Only tags, and white space, line breaks and bars between them, are touched; `room` is from the end of the table before to
    that of this one."""
    grid, done, end = _Grid(), tags[0].start(), room.stop
    line = text.rfind("\n", 0, done) + 1
    if tags[0]["end"] and tags[0]["name"].lower() in _CELLS and line >= room.start:
        # The beginning of this cell was cut off: its line has the rest of it.
        done = line
        yield Edit(start=done, end=done, new="\n\n" + grid.open_cell(""))
    elif tags[0]["name"].lower() != "table":
        yield Edit(start=done, end=done, new="\n\n")
    for index, tag in enumerate(tags):
        yield from _content(text, done, tag.start(), in_cell=grid.width > 0)
        if index in layout:
            new = "" if tag["name"].lower() == "tr" or (tag["end"] and tag["name"].lower() in _CELLS) else "\n\n"
        else:
            if tag["name"].lower() == "table" and not tag["end"]:
                grid = _Grid()
            new = _bars(grid, tag)
        yield Edit(start=tag.start(), end=tag.end(), new=new)
        done = tag.end()
    yield from _content(text, done, end, in_cell=grid.width > 0)
    if not (tags[-1]["end"] and tags[-1]["name"].lower() == "table"):
        yield Edit(start=end, end=end, new=grid.close_row() + "\n\n")


def _content(text: str, start: int, end: int, *, in_cell: bool) -> Iterator[Edit]:
    """White space at both ends goes, and inside a cell what would cut its row or its words. Two words that a
    line break parted stay apart."""
    stripped = text[start:end].strip()
    low = start + len(text[start:end]) - len(text[start:end].lstrip()) if stripped else end
    high = low + len(stripped)
    if start < low:
        yield Edit(start=start, end=low, new="")
    for match in _inside.finditer(text, low, high) if in_cell else ():
        if match["bar"]:
            if text[match.start() - 1] != "\\":
                yield Edit(start=match.start(), end=match.start(), new="\\")
        elif match["gap"]:
            if "\n" in match["gap"]:
                tight = is_full(text[match.start() - 1]) and is_full(text[match.end()])
                yield Edit(start=match.start(), end=match.end(), new="" if tight else " ")
        else:
            parts = match["break"] and low < match.start() and match.end() < high
            goes_on = text[match.start() - 1] in _OPEN_ENDED
            yield Edit(start=match.start(), end=match.end(), new=" " if parts and not goes_on else "")
    if high < end:
        yield Edit(start=high, end=end, new="")
