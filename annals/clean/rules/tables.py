"""Tables as conversion tools leave them, made into rows of `| cell | cell |`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from annals.clean.contract import rule
from annals.model import Edit, HintKind, Safety
from annals.text.characters import is_full
from annals.text.lines import Shape, is_table_rule
from annals.text.reading import Reading

# `a<b，c>d` and `x<p and q>y` compare: what stands in a tag behind its name is an attribute with its value.
ATTRIBUTES = (
    r"(?:\s[^<>]{0,300}=\s?[\"'][^<>]{0,500}"
    r"|(?:\s{1,9}(?:[a-z_:][\w:.-]{0,40}=[^\s\"'<>=]{1,300}|hidden|nowrap|download)){0,20}\s{0,9}/?)"
)
_unpaired = re.compile(r"</?([aibu])>", re.IGNORECASE)
_closing = re.compile(r"</([a-z]{1,10})\s?>", re.IGNORECASE)
_escape = r"&(?:(?:amp|#38|#x26);)*(?P<entity>#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"
# In one expression, so that an entity inside a tag goes with its tag.
_markup = re.compile(
    r"(?P<layout></?(?:html|body|head|p|div|span|figure|figcaption|center|font|section|article|b|i|u|strong|em|a"
    r"|(?P<rare>s|strike|del|ins|mark|small|big|nobr|abbr|code|kbd|time|address|label|header|footer|main|nav))"
    rf"{ATTRIBUTES}>)|(?P<break><br\s?/?>)|{_escape}",
    re.IGNORECASE,
)
_break = re.compile(r"<br\s?/?>", re.IGNORECASE)
_breaks = re.compile(r"(?<![ \t])[ \t]*+<br\s?/?>(?:[ \t]*+<br\s?/?>)*+[ \t]*+", re.IGNORECASE)
_stroke = "[─━═┄┅┈┉╌╍]"
_joint = "[┌-╋╒-╬]"
_drawn_rule = re.compile(r"(?=[^─━═┄┅┈┉╌╍-]*+[─━═┄┅┈┉╌╍-])[\u2500-\u257f\s+-]{3,}")
_rule_in_row = re.compile(rf"{_joint}(?:{_stroke}{{1,200}}{_joint}){{1,60}}")
"""What parts some of the cells side by side, beside the words of one that goes on through it."""
_grid_rule = re.compile(r"\+(?:[-=:]{2,200}\+){1,60}")
_drawn_wall = re.compile("[│┃║┆┇┊┋╎╏]")
_continued = re.compile(
    r"(?:续上?表|[（(]?[续接]上[表页][)）]?|表\s?[\d.-]+\s*[（(]?续[)）]?).{0,30}|.{0,30}[（(]续(?:表|完)?[)）]"
)


@rule("T102", "版面标签与实体", digits=True)
def layout_tags(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of layout tags, line ends for `<br>`, characters for HTML's entities, by name or number.

    An escaped escape (`&amp;nbsp;`) is undone whole. Superscripts, subscripts, comparison signs stay, also around a
    letter that names a tag (`a<b，c>d`, a `<b>` that nothing closes), and so does an & that begins no entity: a name
    unknown, a query in an address, no semicolon.
    """
    text = reading.text
    closed = {match[1].lower() for match in _closing.finditer(text)}
    in_rows, done = _breaks_in_rows(text), 0
    for match in _markup.finditer(text):
        if match["layout"]:
            letter = _unpaired.fullmatch(match["layout"])
            name = letter[1] if letter else match["rare"]
            if name and name.lower() not in closed:
                continue
            yield Edit(start=match.start(), end=match.end(), new="")
        elif match["break"]:
            edit = in_rows.get(match.start()) or Edit(start=match.start(), end=match.end(), new="\n")
            if edit.end >= match.end() > done:
                done = edit.end
                yield edit
        elif (char := _character(match["entity"])) is not None:
            # In a row a bar that is written so parts no cells.
            in_row = char == "|" and text[text.rfind("\n", 0, match.start()) + 1 :].lstrip(" ")[:1] == "|"
            yield Edit(start=match.start(), end=match.end(), new="\\|" if in_row else char)


def _breaks_in_rows(text: str) -> dict[int, Edit]:
    """What stands for each run of `<br>` in a row of bars, by the offset of its first one and of each that goes with it:
    nothing between Han and at the edges of a cell, else a blank."""
    found: dict[int, Edit] = {}
    low, high, in_row = 0, -1, False
    for run in _breaks.finditer(text):
        if run.start() > high:
            low, high = text.rfind("\n", 0, run.start()) + 1, text.find("\n", run.end())
            high = high if high >= 0 else len(text)
            row = text[low:high].strip()
            in_row = row[0] == "|" or (row[-1] == "|" and row.count("|") > 1)
        # Before the first bar and behind the last it parts rows, not words.
        if not in_row or run.start() == low or run.end() == high:
            continue
        before, after = text[run.start() - 1], text[run.end()]
        tight = "|" in (before, after) or (is_full(before) and is_full(after))
        edit = Edit(start=run.start(), end=run.end(), new="" if tight else " ")
        found |= {tag.start(): edit for tag in _break.finditer(text, run.start(), run.end())}
    return found


def _character(entity: str) -> str | None:
    """What an entity stands for, given by name (`mdash`) or number (`#8212`, `#x2014`); None where it is
    none. A line end or tab written so is white space, as in HTML."""
    if entity[0] != "#":
        char = html5.get(f"{entity};")
    else:
        char = html.unescape(f"&{entity};")
        # What the standard gives for numbers that stand for no character.
        char = None if char in ("", "\ufffd") else char
    return " " if char and char in "\t\n\f\r" else char


@rule("T103", "制表符号画的表格")
def drawn_tables(reading: Reading) -> Iterator[Edit]:
    """Yield bars for the walls of a drawn table and deletions of its rules, also of those of + and -; a hint marks rows that go on
    with cells above, such as the words beside a rule that parts the other cells (`┃ 城关 ├──┼──┨`).

    Dashes in prose and rules without a wall above or below stay, and so do the branches of a tree.
    """
    text, lines = reading.text, reading.lines
    whole = [text[line.start : line.end] for line in lines]
    yield from _grids(lines, whole)
    ruled = [_drawn_rule.fullmatch(line) is not None for line in whole]
    bars = [[] if ruled[at] else _bars(line) for at, line in enumerate(whole)]
    walled = [sum(len(new) for _, _, new in own) >= 2 for own in bars]
    parting = [ruled[at] or any(len(new) > 1 for _, _, new in own) for at, own in enumerate(bars)]
    continued = _continued_rows(walled, parting)
    for index, line in enumerate(lines):
        if walled[index]:
            for number, (start, end, new) in enumerate(bars[index]):
                hint = HintKind.CONTINUED if number == 0 and index in continued else None
                yield Edit(start=line.start + start, end=line.start + end, new=new, hint=hint)
        elif ruled[index] and any(walled[max(0, index - 1) : index + 2]):
            # A blank line in its place would part the table.
            inner = index + 1 < len(lines) and walled[index + 1] and index > 0 and walled[index - 1]
            inner = inner and not (line.blanks_before or lines[index + 1].blanks_before)
            yield Edit(start=line.start, end=lines[index + 1].start if inner else line.end, new="")


def _bars(line: str) -> list[tuple[int, int, str]]:
    """Where the walls of a drawn row stand, and the bars that stand for each: one for a wall, one for each joint of a rule that
    parts some of its cells."""
    parts = [(m.start(), m.end(), "|" * len(re.findall(_joint, m.group()))) for m in _rule_in_row.finditer(line)]
    return sorted([*parts, *((m.start(), m.end(), "|") for m in _drawn_wall.finditer(line))])


def _grids(lines: tuple[Shape, ...], whole: list[str]) -> Iterator[Edit]:
    """The same for tables whose rules are drawn with + and -; their walls are bars already."""
    ruled = [_grid_rule.fullmatch(line) is not None for line in whole]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and (ruled[end] or lines[end].row) and (end == start or not lines[end].blanks_before):
            end += 1
        rules = [at for at in range(start, end) if ruled[at]]
        rows = [at for at in range(start, end) if not ruled[at]]
        if len(rules) > 1 and rows:
            # Where rules part all rows, what follows none goes on with the cells above it.
            headed = any("=" in whole[at] for at in rules)
            parted = headed or sum(1 for at in rows if at == start or ruled[at - 1]) > 2
            for at in rules:
                inner = start < at < end - 1
                yield Edit(start=lines[at].start, end=lines[at + 1].start if inner else lines[at].end, new="")
            for at in rows if parted else ():
                if at > start and not ruled[at - 1] and whole[at][1] == " ":
                    yield Edit(start=lines[at].start, end=lines[at].start + 2, new="|", hint=HintKind.CONTINUED)
        start = max(end, start + 1)


def _continued_rows(walled: list[bool], ruled: list[bool]) -> set[int]:
    """Lines that continue the cells of the line above: where a table has rules between all its
    rows, every line that does not follow a rule."""
    found: set[int] = set()
    index = 0
    while index < len(walled):
        end = index
        while end < len(walled) and (walled[end] or ruled[end]):
            end += 1
        starts = [i for i in range(index, end) if walled[i] and (i == index or ruled[i - 1])]
        if len(starts) >= 3:
            found |= {i for i in range(index, end) if walled[i]} - set(starts)
        index = max(end, index + 1)
    return found


_formula = re.compile(r"\$\$[^$]{1,2000}\$\$|\$[^$\n]{1,2000}\$")


def _inner_bars(text: str) -> list[int]:
    return [match.start() + 1 for match in re.finditer(r" \| ", text)]


@rule("T105", "没有边线的竖线表格")
def bare_pipes(reading: Reading) -> Iterator[Edit]:
    """Yield the outer bars of tables whose rows have only inner ones.

    Evidence: neighbouring rows with as many bars. A single line may be a web page's menu: left alone, and so are the bars of formulas.
    """
    text, lines = reading.text, reading.lines
    inside = {match.start() + at for match in _formula.finditer(text) for at in _inner_bars(match.group())}
    counts = [
        0
        if line.row or line.marked
        else sum(line.start + at not in inside for at in _inner_bars(text[line.start : line.end]))
        for line in lines
    ]
    for index, line in enumerate(lines):
        near = [counts[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        if counts[index] and counts[index] in near:
            yield Edit(start=line.start, end=line.start, new="| ")
            yield Edit(start=line.end, end=line.end, new=" |")


@rule("T104", "断在两页的表格", Safety.REVIEW, digits=True, drops=True)
def cut_tables(reading: Reading) -> Iterator[Edit]:
    """Yield one table for the halves that a page end parted, without the repeated header or the words 续表.

    Evidence: nothing but a page end between, as many columns, and the same header, 续表 or none; 续表 says that a page ended.
    """
    text, lines = reading.text, reading.lines
    header: Shape | None = None
    index = 0
    while index < len(lines) - 1:
        line = lines[index]
        if not line.row:
            header, index = None, index + 1
            continue
        header = header or line
        after = index + 1
        told = after < len(lines) and not lines[after].row and _continued.fullmatch(lines[after].text) is not None
        resumed = after + told
        if resumed < len(lines) and lines[resumed].row and _columns(line) == _columns(lines[resumed]):
            repeated = _cells(text, lines[resumed]) == _cells(text, header)
            same = repeated or _is_figures(text, lines[resumed])
            # A tool that keeps no pages keeps the word for them.
            if (told or same) if _parted(lines, after, resumed) else (told and same):
                end = resumed
                while repeated and end < len(lines) - 1 and (end == resumed or is_table_rule(lines[end].text)):
                    end += 1
                if lines[end].start > lines[resumed].start or not repeated:
                    yield Edit(start=line.end, end=lines[end].start, new="\n", reason="表格接续")
                    index = end
                    continue
        if after < len(lines) and lines[after].blanks_before:
            header = None
        index += 1


def _parted(lines: tuple[Shape, ...], first: int, last: int) -> bool:
    return any(line.page_before for line in lines[first : last + 1])


def _columns(line: Shape) -> int:
    return line.text.strip().strip("|").count("|") + 1


def _cells(text: str, line: Shape) -> list[str]:
    return ["".join(cell.split()) for cell in text[line.start : line.end].strip("|").split("|")]


def _is_figures(text: str, line: Shape) -> bool:
    """Whether a row is no header: half of its cells or more hold figures."""
    cells = _cells(text, line)
    return sum(1 for cell in cells if any(char.isdigit() for char in cell)) * 2 >= len(cells)
