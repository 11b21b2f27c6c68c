"""Tables as conversion tools leave them, made into rows of `| cell | cell |`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit, Safety
from annals.text.characters import width
from annals.text.lines import Shape, shapes

_table = re.compile(r"<table\b[^>]*>.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_tag = re.compile(r"<(/?)(\w+)\b([^<>]*)>\s*")
_span = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_layout = re.compile(
    r"</?(?:html|body|head|p|div|span|figure|figcaption|center|font|section|article|b|i|u|strong|em|a)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_break = re.compile(r"<br\s?/?>", re.IGNORECASE)
_entity = re.compile(r"&(nbsp|emsp|ensp|lt|gt|amp|quot);")
_entities = {"nbsp": " ", "emsp": " ", "ensp": " ", "lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_drawn_rule = re.compile(r"[┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛\s+-]{3,}")
_drawn_wall = re.compile("[│┃║]")
_delimiter = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?")
_continued = re.compile(r"(?:续表|表\s?[\d.-]+\s*[（(]?续[)）]?).{0,30}|.{0,30}[（(]续(?:表|完)?[)）]")


@rule("T101", "网页表格", digits=True)
def html_tables(text: str) -> Iterator[Edit]:
    """转换软件写成 <table> 的表格改为竖线分格的行，以便按表格排出；合并的单元格，被合并处留空格。文字一字不动。
    不动：不成对的标签；表格之外的尖括号。

    例：
    >>> apply(html_tables, "<table><tr><td>年份</td><td>数量</td></tr><tr><td>2019</td><td>3</td></tr></table>")
    '\\n\\n| 年份 | 数量 |\\n| 2019 | 3 |\\n\\n'
    >>> apply(html_tables, "a<b，<table>未完")
    'a<b，<table>未完'
    """
    for match in _table.finditer(text):
        yield from _table_edits(text, match.start(), match.end())


def _table_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """Only tags and the white space around them are touched. `held` counts, for each column, the
    rows that a cell above still reaches into."""
    held: dict[int, int] = {}
    column, in_cell, first_row = 0, False, True
    for tag in _tag.finditer(text, start, end):
        closing, name, attributes = tag.group(1) == "/", tag.group(2).lower(), tag.group(3)
        new = ""
        if name == "table":
            new = "\n\n"
        elif name == "tr" and not closing:
            new, column = ("" if first_row else "\n") + "|", 0
            first_row = False
        elif name == "tr":
            while held.get(column, 0) > 0:
                held[column] -= 1
                new += "  |"
                column += 1
        elif name in ("td", "th") and not closing:
            while held.get(column, 0) > 0:
                held[column] -= 1
                new += "  |"
                column += 1
            spans = {kind.lower(): int(number) for kind, number in _span.findall(attributes)}
            width, height = min(spans.get("col", 1), 200), min(spans.get("row", 1), 2000)
            for extra in range(width):
                if height > 1:
                    held[column + extra] = height - 1
            column += width
            in_cell, new = True, new + " "
            cell_width = width
        elif name in ("td", "th") and in_cell:
            in_cell, new = False, " |" + "  |" * (cell_width - 1)
        elif name == "caption":
            new = "\n\n" if closing else ""
        yield Edit(tag.start(), tag.end(), new)
    inside = [(m.start(), m.end()) for m in _tag.finditer(text, start, end)]
    done = start
    for low, high in [*inside, (end, end)]:
        # A line end inside a cell would cut its row.
        content = text[done:low].rstrip()
        for gap in re.finditer(r"\s+", content):
            if "\n" in gap.group():
                yield Edit(done + gap.start(), done + gap.end(), "")
        if done + len(content) < low:
            yield Edit(done + len(content), low, "")
        done = high


@rule("T102", "版面标签与实体", digits=True)
def layout_tags(text: str) -> Iterator[Edit]:
    """<p>、<div>、<span>、<br> 一类的标签只管版面，删去，<br> 改为换行；&nbsp;、&lt; 一类的实体还原为字符。
    不动：上标、下标；不是版面标签的尖括号；网址里的 &。

    例：
    >>> apply(layout_tags, "<p>研发&nbsp;投入</p>")
    '研发 投入'
    >>> apply(layout_tags, "10m<sup>2</sup>，a<b且c>d")
    '10m<sup>2</sup>，a<b且c>d'
    """
    for match in _layout.finditer(text):
        yield Edit(match.start(), match.end(), "")
    for match in _break.finditer(text):
        yield Edit(match.start(), match.end(), "\n")
    for match in _entity.finditer(text):
        yield Edit(match.start(), match.end(), _entities[match.group(1)])


@rule("T103", "制表符号画的表格")
def drawn_tables(text: str) -> Iterator[Edit]:
    """用 ┌─┬─┐ 画的表格改为竖线分格的行：竖线改写，横线删去；行行有横线的表格里，没有横线隔开的一行接着上一行的各格。
    不动：文字里的破折号与横线；没有竖线相邻的横线。

    例：
    >>> apply(drawn_tables, "┌──┬──┐\\n│年份│数量│\\n└──┴──┘")
    '\\n|年份|数量|\\n'
    >>> apply(drawn_tables, "──以上为初步统计")
    '──以上为初步统计'
    """
    lines = shapes(text)
    whole = [text[line.start : line.end] for line in lines]
    walled = [len(_drawn_wall.findall(line)) >= 2 for line in whole]
    continued = _continued_rows(walled, [_drawn_rule.fullmatch(line) is not None for line in whole])
    for index, line in enumerate(lines):
        if walled[index]:
            for number, wall in enumerate(_drawn_wall.finditer(whole[index])):
                hint = "continued" if number == 0 and index in continued else ""
                yield Edit(line.start + wall.start(), line.start + wall.end(), "|", hint=hint)
        elif _drawn_rule.fullmatch(whole[index]) and any(walled[max(0, index - 1) : index + 2]):
            yield Edit(line.start, line.end, "")


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


@rule("T105", "没有边线的竖线表格")
def bare_pipes(text: str) -> Iterator[Edit]:
    """一行的各格以“ | ”相隔而首尾没有竖线的表格，补上首尾的竖线，以便按表格排出。凭据：相邻两行以上，竖线的个数相同，至少一条。
    不动：只有一行的；首尾已有竖线的；竖线个数不同的相邻两行。

    例：
    >>> apply(bare_pipes, "县区 | 企业（家）\\n城中区 | 16")
    '| 县区 | 企业（家） |\\n| 城中区 | 16 |'
    >>> apply(bare_pipes, "首页 | 新闻")
    '首页 | 新闻'
    """
    lines = shapes(text)
    counts = [0 if line.row or line.marked else len(re.findall(r" \| ", line.text)) for line in lines]
    for index, line in enumerate(lines):
        near = [counts[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
        if counts[index] and counts[index] in near:
            yield Edit(line.start, line.start, "| ")
            yield Edit(line.end, line.end, " |")


@rule("T106", "以空格或制表符分栏的表格", Safety.REVIEW)
def spaced_columns(text: str) -> Iterator[Edit]:
    """复制来的表格，各栏以制表符或两个以上的空格相隔：补上竖线，以便按表格排出。凭据：相邻三行以上，栏数相同，至少三栏，各栏都短而不成句，
    表头以外的行多数有数目。
    不动：两栏的；名单；栏数不同的相邻各行；拉开字距的标题；目录。

    例：
    >>> apply(spaced_columns, "地区\\t项目\\t经费\\n南京\\t12\\t3.4\\n苏州\\t15\\t5.6")
    '| 地区 | 项目 | 经费 |\\n| 南京 | 12 | 3.4 |\\n| 苏州 | 15 | 5.6 |'
    >>> apply(spaced_columns, "张明  李华  王芳\\n赵强  孙丽  周杰\\n吴刚  郑洁  冯军")
    '张明  李华  王芳\\n赵强  孙丽  周杰\\n吴刚  郑洁  冯军'
    """
    lines = shapes(text)
    columns = [_spaced_columns(text, line) for line in lines]
    index = 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and columns[end] == columns[index] and not lines[end].blanks_before:
            end += 1
        with_figures = sum(1 for line in lines[index + 1 : end] if any(char.isdigit() for char in line.text))
        if columns[index] >= 3 and end - index >= 3 and with_figures * 2 > end - index - 1:
            for line in lines[index:end]:
                yield Edit(line.start, line.start, "| ")
                for gap in _column_gap.finditer(text, line.start, line.end):
                    yield Edit(gap.start(), gap.end(), " | ")
                yield Edit(line.end, line.end, " |")
        index = end


_column_gap = re.compile(r"(?<=\S)(?:[ \u3000\u00a0]*\t[ \u3000\u00a0\t]*|[ \u3000\u00a0]{2,})(?=\S)")
_CELL = 20


def _spaced_columns(text: str, line: Shape) -> int:
    """How many short cells a line has, or 0 where it cannot be a row of them."""
    if line.marked or line.prose or line.width > 120:
        return 0
    cells = _column_gap.split(text[line.start : line.end])
    return (
        len(cells) if all(width(cell) <= _CELL and not any(mark in cell for mark in "，。；|") for cell in cells) else 0
    )


@rule("T104", "断在两页的表格", Safety.REVIEW, digits=True, drops=True)
def cut_tables(text: str) -> Iterator[Edit]:
    """表格断在两页：续页上重复的表头和“续表”字样删去，两半接成一表。凭据：两半之间只有换页；列数相同；续页以同样的表头
    或“续表”开始，或没有表头。
    不动：各自有不同表头的两个表；其间有文字的；没有换页痕迹的。

    例：
    >>> apply(cut_tables, "| 年 | 数 |\\n| 2018 | 1 |\\n\\x0c\\n| 年 | 数 |\\n| 2019 | 2 |")
    '| 年 | 数 |\\n| 2018 | 1 |\\n| 2019 | 2 |'
    >>> apply(cut_tables, "| 年 | 数 |\\n| 2018 | 1 |\\n\\n| 年 | 数 |\\n| 2019 | 2 |")
    '| 年 | 数 |\\n| 2018 | 1 |\\n\\n| 年 | 数 |\\n| 2019 | 2 |'
    """
    lines = shapes(text)
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
        if (
            resumed < len(lines)
            and lines[resumed].row
            and _parted(lines, after, resumed)
            and _columns(line) == _columns(lines[resumed])
        ):
            repeated = _cells(text, lines[resumed]) == _cells(text, header)
            if repeated or told or _is_figures(text, lines[resumed]):
                end = resumed
                while repeated and end < len(lines) - 1 and (end == resumed or _delimiter.fullmatch(lines[end].text)):
                    end += 1
                if lines[end].start > lines[resumed].start or not repeated:
                    yield Edit(line.end, lines[end].start, "\n", "表格接续")
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
