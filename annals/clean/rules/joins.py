"""Line ends that are no paragraph ends: hard wraps, pages, columns, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.rule import rule
from annals.model import Edit, Safety
from annals.shapes import Shape, key_value, shapes
from annals.text import HAN, OPENING

_chapter_number = re.compile(r"0\d|第[一二三四五六七八九十百零〇\d]+[编章节]")
_REMNANT = 4
"""So few characters on the line behind a heading are its end."""
_date = re.compile(r"(?:\d{4}|[二〇零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?")
_connects = re.compile(r"[与和及暨、的]$")
_month = re.compile(r"(?:1[0-2]|[1-9])月")
_latin_end, _latin_start = re.compile(r"[A-Za-z,.;)]$"), re.compile(r"^[A-Za-z(]")
_unfinished = re.compile(rf"[，、；—“‘（《〈,;({HAN}A-Za-z\d%％]$")
_han_start = re.compile(f"^[{HAN}]")
_split_number = re.compile(r"\d[.,]$")
_cannot_start = re.compile(r"^[，。、；：！？）》〉”’%％]")


def _glue(before: str, after: str) -> str:
    """What replaces a line end inside a sentence: nothing in Chinese, a space in Latin text."""
    return " " if _latin_end.search(before) and _latin_start.match(after) else ""


def _join(first: Shape, second: Shape, reason: str) -> Edit:
    return Edit(first.end, second.start, _glue(first.text, second.text), reason)


@rule("J101", "编号独占一行")
def lone_number(text: str) -> Iterator[Edit]:
    """章号单独成行（“04”“第八章”），标题在下一行：两行合为一个标题，以空格相隔。凭据：编号带零或作“第…章”，
    下一行短、不成句、自身没有编号。
    不动：下一行是段落或另有编号的；不带零的数字（可能是页码或数目）。

    例：
    >>> apply(lone_number, "04\\n\\n配置全球创新资源")
    '04 配置全球创新资源'
    >>> apply(lone_number, "12\\n\\n配置全球创新资源")
    '12\\n\\n配置全球创新资源'
    """
    for first, second in pairwise(shapes(text)):
        if not _chapter_number.fullmatch(first.text) or first.bullet:
            continue
        title = not second.numbering and not second.bullet and not second.row and not second.text.isdigit()
        if title and not second.prose and second.width <= 40:
            yield Edit(first.end, second.body, " ", "编号与标题本为一行")


@rule("J102", "硬换行", Safety.SAFE)
def hard_wrap(text: str) -> Iterator[Edit]:
    """原稿以空行分段时，段内的换行是版面宽度造成的（信息图里尤其多），合为一行。
    不动：标题、条目、编号、键值行、月份等自成一行的；上一行已成句、下一行另起的；整篇不用空行分段的文稿。

    例：
    >>> apply(hard_wrap, "科普视频大赛中\\n国赛区活动\\n\\n英国皇家航空学会。")
    '科普视频大赛中国赛区活动\\n\\n英国皇家航空学会。'
    >>> apply(hard_wrap, "7月\\n- 方案发布\\n\\n8月")
    '7月\\n- 方案发布\\n\\n8月'
    """
    lines = shapes(text)
    if not _separates_by_blank_lines(lines):
        return
    indented = _indents_open_paragraphs(lines)
    for first, second in pairwise(lines):
        opens = indented and _is_indented(second) and not first.bullet and not first.glyph
        if second.blanks_before or second.page_before or first.row or _stands_alone(second) or opens:
            continue
        same_title = first.hashes == second.hashes > 0 and not second.numbering and _connects.search(first.text)
        if second.marked and not same_title:
            continue
        if _month.fullmatch(first.text) or (first.hashes and not _connects.search(first.text) and second.width > _REMNANT) or _heading_like(first) or (first.ended and first.prose and second.prose):
            continue
        if first.indent > CENTRED or second.indent > CENTRED:
            continue
        if _interrupts(second) or (_caption.match(first.text) and second.text[0] not in "（("):
            continue
        yield Edit(first.end, second.body, "", "标题折行") if same_title else _join(first, second, "段内换行")


@rule("J104", "固定宽度的换行")
def fixed_width(text: str) -> Iterator[Edit]:
    """不用空行分段、每行到一定宽度就折行的文稿：写满的一行与下一行接回。凭据：多数的行写到同一宽度；全文以缩进分段时，
    下一行没有缩进（这时没有写完的一行也不必写满）；不用缩进的，写满的一行还须没有收尾。
    不动：缩进开头的行；没有写满的行；标题、条目、表格；多数的行长短不一的文稿。

    例：
    >>> apply(fixed_width, "\\n".join(["  " + "甲" * 18, "甲" * 20, "甲" * 3 + "。", "  " + "乙" * 18, "乙" * 20, "乙。"])).count("\\n")
    1
    >>> apply(fixed_width, "甲乙丙。\\n丁戊己庚辛。\\n壬癸。")
    '甲乙丙。\\n丁戊己庚辛。\\n壬癸。'
    """
    lines = shapes(text)
    free = [line for line in lines if not line.hashes and not line.row]
    full_width = _wrap_width(free)
    if full_width is None:
        return
    parted = _separates_by_blank_lines(lines)
    indented = sum(1 for line in free if line.indent >= 2) * 10 >= len(free)
    for first, second in pairwise(lines):
        if second.blanks_before or second.hashes or second.bullet or first.row or second.row:
            continue
        if first.indent > CENTRED and second.indent > CENTRED and _is_long_title(first, full_width) and not second.marked:
            yield _join(first, second, "标题折行")
            continue
        if first.indent > CENTRED or second.indent > CENTRED or (_interrupts(first) and first.ended):
            continue
        full = first.width + (first.indent + 1) // 2 >= full_width - _RAGGED
        # Where paragraphs are indented, a line without indent opens none, however short the one
        # before it came out (full-width figures made half-width).
        full = full or (indented and not first.ended and not first.marked and first.width * 2 >= full_width and not second.marked)
        goes_on = second.indent < 2 if indented else (parted or not first.ended) and not second.marked
        goes_on = goes_on and not _heading_like(second) and not _interrupts(second)
        if full and goes_on and not first.hashes:
            yield _join(first, second, "满行换行")


CENTRED = 8
"""A line indented further stands in the middle of its page, on its own."""
_RAGGED = 3
"""How far short of the full width a wrapped line may end: a mark or number that did not fit."""


def _is_long_title(line: Shape, full_width: int) -> bool:
    return bool(line.numbering) and line.width * 10 >= full_width * 6 and not line.ended


def _wrap_width(lines: Sequence[Shape]) -> int | None:
    """The width to which most lines are written, or None where there is no such width."""
    widths = sorted(line.width + (line.indent + 1) // 2 for line in lines)
    if len(widths) < 5:
        return None
    full_width = widths[int(len(widths) * 0.9)]
    full = sum(1 for width in widths if full_width - _RAGGED <= width <= full_width + _RAGGED)
    return full_width if 15 <= full_width <= 60 and full * 2 >= len(widths) else None


@rule("J105", "插在句中的图题与脚注", Safety.REVIEW)
def interrupters(text: str) -> Iterator[Edit]:
    """换页或分栏把图题、表题、资料来源、脚注插进一句话中间：移到接回的那一段之后。凭据须同时成立：前一行是没有写完的长句；
    中间只有图题（图1、表2）、表格、“注：”“资料来源：”或以脚注号开头的行，或是专栏；后一行没有编号、符号，是能接续的文字。专栏止于
    何处，看它起止的换页，或断开的数目（三……个高新区），或到下一个标题为止恰有两段，后一段是断句的下半。
    不动：段落之间的图题与注；前一段已收尾的。

    例：
    >>> apply(interrupters, "全年协调银行发放信用贷款户均三百七十万元，不良\\n图1 平台数量\\n率控制在百分之一以内。\\n下段。")
    '全年协调银行发放信用贷款户均三百七十万元，不良\\n率控制在百分之一以内。\\n图1 平台数量\\n下段。'
    >>> apply(interrupters, "全年发放贷款。\\n图1 平台数量\\n不良率下降。\\n下段。")
    '全年发放贷款。\\n图1 平台数量\\n不良率下降。\\n下段。'
    """
    lines = shapes(text)
    index = 0
    while index < len(lines):
        end = _end_of_interruption(lines, index + 1)
        if end > index + 1 and end < len(lines) and (_goes_on_over(lines[index], lines[end]) or _clause_goes_on(lines, index, end)):
            to = _line_after(text, lines[end])
            if to is not None:
                yield Edit(lines[index + 1].start, lines[end].start, "", "移到接回的段落之后", to=to)
        index = end


_caption = re.compile(r"(?:图表?|表|附[图表])\s?\d+(?:[-－—–.]\d+)*(?:[:：\s]|(?=[^\d\s]))")
_box_title = re.compile(r"专栏|案例|链接|知识链接|延伸阅读")
_interrupter = re.compile(
    r"(?:图表?|表|附[图表])\s?\d+(?:[-－—–.]\d+)*(?:[:：\s]|(?=[^\d\s]))|(?:注|备注|资料来源|数据来源|说明)[：:]|[\[［]\d+[\]］]|[①-⑳¹²³⁴⁵]"
)


def _end_of_interruption(lines: Sequence[Shape], start: int) -> int:
    """The index behind captions, notes and table rows, or behind a box; `start` where nothing
    interrupts."""
    end = start
    while end < len(lines) and _interrupts(lines[end]):
        end += 1
    return end if end > start or end >= len(lines) else _end_of_box(lines, start)


def _end_of_box(lines: Sequence[Shape], start: int) -> int:
    """Where a sentence that a box at `start` interrupts goes on, or `start`. A box that began on a
    new page ends where another page begins. Otherwise a torn number tells (三 … 个高新区), or that
    there are but two paragraphs: the box's and the rest of the sentence."""
    title, torn = lines[start], lines[start - 1]
    if not _box_title.match(title.text):
        return start
    paragraphs = []
    for after in range(start + 1, min(start + 1 + _BOX, len(lines))):
        line = lines[after]
        if line.numbering or line.hashes or _box_title.match(line.text):
            break
        if line.marked or not lines[after - 1].ended or not _goes_on_over(torn, line):
            paragraphs += [] if line.marked or not line.prose else [after]
            continue
        if title.page_before and line.page_before:
            return after
        if _split_count.search(torn.text) and _measure.match(line.text):
            return after
        paragraphs.append(after)
    else:
        return start
    alone = len(paragraphs) == 2 and torn.prose and all(lines[i].prose for i in paragraphs) and paragraphs[1] == after - 1
    return paragraphs[1] if alone and lines[paragraphs[0]].ended and _numbered_box.match(title.text) else start


_BOX = 40
_numbered_box = re.compile(r"专栏\s?[\d一二三四五六七八九十]")
_split_count = re.compile(r"[\d一二三四五六七八九十百千两]$")


def _interrupts(line: Shape) -> bool:
    return line.row or (not line.hashes and not line.bullet and _interrupter.match(line.text) is not None)


def _goes_on_over(first: Shape, second: Shape) -> bool:
    long_enough = first.width >= 15 and not first.ended and not first.hashes and not _interrupts(first)
    return long_enough and _unfinished.search(first.text) is not None and not second.marked and not second.hashes


def _clause_goes_on(lines: Sequence[Shape], index: int, after: int) -> bool:
    """Whether a paragraph that a page's end cuts at a semicolon goes on: it is no item of a list,
    and the semicolon is not where its neighbours end too."""
    first, second = lines[index], lines[after]
    if not (first.text.endswith(("；", ";")) and first.prose) or first.marked or second.marked or not second.prose:
        return False
    listed = any(line.text.endswith(("；", ";")) for line in (*lines[max(0, index - 1) : index], second))
    return not listed and any(line.page_before for line in lines[index + 1 : after + 1])


def _line_after(text: str, line: Shape) -> int | None:
    """The start of the next line with text behind a line, or None at the end of the text."""
    match = re.compile(r"[ \f]*\n\s*(?=\S)").match(text, line.end)
    return match.end() if match else None


def _heading_like(line: Shape) -> bool:
    return bool(line.numbering) and line.width <= 25 and not line.ended and not line.prose


def _separates_by_blank_lines(lines: tuple[Shape, ...]) -> bool:
    """Whether blank lines separate this text's paragraphs: at least one line end in five has
    one. Items stand close everywhere and do not count."""
    free = [line for line in lines[1:] if not line.bullet]
    return bool(free) and sum(1 for line in free if line.blanks_before) * 5 >= len(free)


def _indents_open_paragraphs(lines: Sequence[Shape]) -> bool:
    """Whether this text's paragraphs begin with an indent: one line with a sentence in five does,
    wrapped lines between them not."""
    prose = [line for line in lines if line.prose and not line.hashes and not line.bullet and not line.row]
    return len(prose) >= 5 and sum(1 for line in prose if _is_indented(line)) * 5 >= len(prose)


def _is_indented(line: Shape) -> bool:
    return 2 <= line.indent <= CENTRED


def _stands_alone(line: Shape) -> bool:
    pair = key_value(line.text)
    is_key = pair is not None and not line.prose and len(pair[0]) <= 8
    return is_key or _date.fullmatch(line.text) is not None or _month.fullmatch(line.text) is not None or line.row


@rule("J106", "数目与单位分行")
def count_and_unit(text: str) -> Iterator[Edit]:
    """信息图把数目印得大，识别成单独一行；下一行以量词开头的，合为一句。
    不动：年份下的条目；后一行不以量词开头的数目；编号。

    例：
    >>> apply(count_and_unit, "46\\n\\n个产业技术创新战略联盟")
    '46个产业技术创新战略联盟'
    >>> apply(count_and_unit, "2009\\n\\n全省启动规划编制")
    '2009\\n\\n全省启动规划编制'
    """
    for first, second in pairwise(shapes(text)):
        if _count.fullmatch(first.text) and _measure.match(second.text) and not second.marked:
            yield _join(first, second, "数目与单位")


_count = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")
_measure = re.compile(r"[个家名项件篇套台所座条万亿余多人次倍部种类批期场届位户亩吨]|公里|公顷|平方")


@rule("J103", "断开的句子", Safety.REVIEW)
def torn_sentence(text: str) -> Iterator[Edit]:
    """一句话被换页、换栏或专栏拦腰断成两段，接回。凭据须同时成立：前段成文（已有完整的句子）而末句没有收尾；
    后段没有编号、图形、项目符号，本身也成文。后段以不能居首的标点开头，或前段以逗号、顿号结尾，或两段之间是换页时，不再要求两段都成文。不是列举的段落，以分号结尾而换了页的，也接回。
    不动：信息图里不用句号的短语；标题；条目；收尾完整的段落；全文以缩进分段时，有编号的标题与其后缩进的段落。

    例：
    >>> apply(torn_sentence, "会议召开。把经验与中西部\\n\\n地区学员分享。首期启动。")
    '会议召开。把经验与中西部地区学员分享。首期启动。'
    >>> apply(torn_sentence, "首批19个项目取得进展\\n\\n首支基金设立,7家企业立项")
    '首批19个项目取得进展\\n\\n首支基金设立,7家企业立项'
    """
    lines = shapes(text)
    indented = _indents_open_paragraphs(lines)
    for index, (first, second) in enumerate(pairwise(lines)):
        if indented and _is_indented(second) and first.numbering and not first.prose:
            continue
        if first.hashes and first.hashes == second.hashes and not second.numbering and _connects.search(first.text):
            yield Edit(first.end, second.body, "", "标题折行")
            continue
        if _clause_goes_on(lines, index, index + 1):
            yield _join(first, second, "前段以分号结尾，换页后接续")
            continue
        if second.marked or first.hashes or first.ended or first.row or _interrupts(second):
            continue
        following = lines[index + 2] if index + 2 < len(lines) else None
        if _is_torn(first, second) or (second.page_before and _goes_on(first, second, following)):
            yield _join(first, second, "前段末句未完，后段接续")


def _goes_on(first: Shape, second: Shape, following: Shape | None) -> bool:
    """Over a page the evidence may be weaker: a long unfinished line, and no label behind it."""
    if first.width < 15 or not _unfinished.search(first.text) or (first.numbering and not first.prose and first.width <= 25):
        return False
    if first.bullet:
        return following is not None and following.bullet and not _count.fullmatch(second.text)
    label = second.width <= 15 and not second.ended and not second.text.endswith(";") and following is not None and not following.page_before
    return not label and key_value(second.text) is None


def _is_torn(first: Shape, second: Shape) -> bool:
    if key_value(second.text) is not None and not second.prose:
        return False
    open_marks = sum(first.text.count(mark) for mark in OPENING[:6]) - sum(first.text.count(mark) for mark in "”’）》〉】")
    if not first.bullet and first.width >= 12 and "，" in first.text and second.prose and second.text[0].isdigit():
        return True
    if _split_number.search(first.text) and second.text[0].isdigit():
        return True
    if _cannot_start.match(second.text) or (first.text[-1] in "，、,—" and first.width > 20):
        return True
    if not _unfinished.search(first.text):
        return False
    if first.width >= 40 and not first.bullet and not first.prose and second.ended:
        return True
    return (first.prose and (second.prose or open_marks > 0)) or (open_marks > 0 and second.prose and first.width >= 15)
