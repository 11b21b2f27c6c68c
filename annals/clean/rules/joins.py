"""Line ends that are no paragraph ends: pages, columns, boxes, numbers set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.rules.interruptions import MEASURE, UNFINISHED, clause_goes_on, interrupts
from annals.clean.rules.wraps import CONNECTS, heading_like, indents_open_paragraphs, is_indented, join
from annals.model import Edit, Safety
from annals.text.characters import OPENING
from annals.text.lines import CAPTION, Shape, key_value, shapes

_set_apart = re.compile(
    r"0\d|第[一二三四五六七八九十百零〇\d]+[编章节]|专栏\s?(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:[-－—–.]\d{1,2})?)"
)
_annex = re.compile(r"附(\s*)[件录表](\s*)(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[A-H])?")
_HEADING_REST = 25
_split_number = re.compile(r"\d[.,]$")
_cannot_start = re.compile(r"^[，。、；：！？）》〉”’%％]")


@rule("J101", "编号独占一行")
def lone_number(text: str) -> Iterator[Edit]:
    """章号、专栏号、附件号单独成行（“04”“第八章”“专栏4-1”“附件2”），标题在下一行：两行合为一个标题，以空格相隔。凭据：编号带零，或作“第…章”“专栏…”“附件…”，
    下一行短、不成句、自身没有编号。
    不动：下一行是段落或另有编号的；不带零的数字（可能是页码或数目）；“附件：”和附件之下的句子、图题。

    例：
    >>> apply(lone_number, "04\\n\\n配置全球创新资源")
    '04 配置全球创新资源'
    >>> apply(lone_number, "12\\n\\n配置全球创新资源")
    '12\\n\\n配置全球创新资源'
    """
    for first, second in pairwise(shapes(text)):
        annex = _annex.fullmatch(first.text)
        if not (annex or _set_apart.fullmatch(first.text)) or first.bullet:
            continue
        title = not second.numbering and not second.bullet and not second.row and not second.text.isdigit()
        if annex and (
            _annex.match(second.text) or interrupts(second) or "，" in second.text or second.text[-1] in "：:；;"
        ):
            continue
        if title and not second.prose and second.width <= 40:
            for group in (1, 2) if annex else ():
                if annex.group(group):
                    yield Edit(first.body + annex.start(group), first.body + annex.end(group), "", "附件的字距")
            yield Edit(first.end, second.body, " ", "编号与标题本为一行")


@rule("J107", "接在段末的小标题")
def heading_at_end(text: str) -> Iterator[Edit]:
    """分项的第一个小标题误接在上一段的末尾（“……持续优化。1. 众创空间建设”）：在它前面断开，另起一行。凭据：上一句已收尾；它有编号，
    短而不成句；其后几行之内，同样写法的下一号也是这样的小标题。
    不动：句中的编号；后面没有下一号的；成句的分项。

    例：
    >>> apply(heading_at_end, "生态持续优化。1. 众创空间建设\\n出台办法。\\n2. 孵化器建设\\n增至9家。")
    '生态持续优化。\\n1. 众创空间建设\\n出台办法。\\n2. 孵化器建设\\n增至9家。'
    >>> apply(heading_at_end, "生态持续优化。1. 众创空间建设\\n出台办法。")
    '生态持续优化。1. 众创空间建设\\n出台办法。'
    """
    lines = shapes(text)
    for index, line in enumerate(lines):
        match = _heading_at_end.search(text, max(line.start, line.end - _TAIL), line.end) if not line.row else None
        if match and _next_number(match.group("number")) in _heading_numbers(
            lines[index + 1 : index + 1 + _TAIL_REACH]
        ):
            yield Edit(match.start("heading"), match.start("heading"), "\n", "段末的小标题")


_TAIL, _TAIL_REACH = 40, 8
_heading_at_end = re.compile(
    r"(?<=[。！？])[ ]*(?P<heading>(?P<number>\d{1,2}[.．、]|[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]|[一二三四五六七八九十]{1,2}、)[ ]*"
    r"[^，。；：！？,;:.\s][^，。；：！？,;:]{1,20})$"
)
_number = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,2}")
_digits_of_ten = "一二三四五六七八九十"


def _next_number(number: str) -> str:
    """The number that follows one, written alike: 2. behind 1., （三） behind （二）; nothing above ten."""
    digits = _number.search(number).group()
    if digits.isdigit():
        following = str(int(digits) + 1)
    else:
        following = _digits_of_ten[_digits_of_ten.index(digits) + 1 :][:1] if digits in _digits_of_ten else ""
    return _plain(number.replace(digits, following)) if following else ""


def _heading_numbers(lines: Sequence[Shape]) -> set[str]:
    return {_plain(line.text[: line.number_end - line.body]) for line in lines if heading_like(line)}


def _plain(number: str) -> str:
    return number.strip().translate(str.maketrans("（）．", "()."))


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
        if _count.fullmatch(first.text) and MEASURE.match(second.text) and not second.marked:
            yield join(first, second, "数目与单位")


_count = re.compile(r"[1-9]\d{0,2}(?:,\d{3})*(?:\.\d+)?|[1-9]\d*(?:\.\d+)?")


@rule("J103", "断开的句子", Safety.REVIEW)
def torn_sentence(text: str) -> Iterator[Edit]:
    """一句话被换页、换栏或专栏拦腰断成两段，接回。凭据须同时成立：前段成文（已有完整的句子）而末句没有收尾；
    后段没有编号、图形、项目符号，本身也成文。后段以不能居首的标点开头，或前段以逗号、顿号结尾，或两段之间是换页时，不再要求两段都成文。不是列举的段落，以分号结尾而换了页的，也接回；
    有编号的标题以“与、及、的”结尾，下一行短而不成句的，是标题折行。
    不动：信息图里不用句号的短语；标题；条目；收尾完整的段落；全文以缩进分段时，有编号的标题与其后缩进的段落。

    例：
    >>> apply(torn_sentence, "会议召开。把经验与中西部\\n\\n地区学员分享。首期启动。")
    '会议召开。把经验与中西部地区学员分享。首期启动。'
    >>> apply(torn_sentence, "首批19个项目取得进展\\n\\n首支基金设立,7家企业立项")
    '首批19个项目取得进展\\n\\n首支基金设立,7家企业立项'
    """
    lines = shapes(text)
    indented = indents_open_paragraphs(lines)
    for index, (first, second) in enumerate(pairwise(lines)):
        if indented and is_indented(second) and first.numbering and not first.prose:
            continue
        if first.hashes and first.hashes == second.hashes and not second.numbering and CONNECTS.search(first.text):
            yield Edit(first.end, second.body, "", "标题折行")
            continue
        if _is_broken_heading(first, second):
            yield join(first, second, "标题折行")
            continue
        if clause_goes_on(lines, index, index + 1):
            yield join(first, second, "前段以分号结尾，换页后接续")
            continue
        if second.marked or first.hashes or first.ended or first.row or interrupts(second):
            continue
        following = lines[index + 2] if index + 2 < len(lines) else None
        if _is_torn(first, second) or (second.page_before and _goes_on(first, second, following)):
            yield join(first, second, "前段末句未完，后段接续")


def _is_broken_heading(first: Shape, second: Shape) -> bool:
    """A numbered heading that ends in `与`, `及`, `的` goes on in the short line below."""
    return (
        heading_like(first)
        and CONNECTS.search(first.text) is not None
        and not (
            second.marked or second.prose or second.ended or second.width > _HEADING_REST or CAPTION.match(second.text)
        )
    )


def _goes_on(first: Shape, second: Shape, following: Shape | None) -> bool:
    """Over a page the evidence may be weaker: a long unfinished line, and no label behind it."""
    if (
        first.width < 15
        or not UNFINISHED.search(first.text)
        or (first.numbering and not first.prose and first.width <= 25)
    ):
        return False
    if first.bullet:
        return following is not None and following.bullet and not _count.fullmatch(second.text)
    label = (
        second.width <= 15
        and not second.ended
        and not second.text.endswith(";")
        and following is not None
        and not following.page_before
    )
    return not label and key_value(second.text) is None


def _is_torn(first: Shape, second: Shape) -> bool:
    if key_value(second.text) is not None and not second.prose:
        return False
    open_marks = sum(first.text.count(mark) for mark in OPENING[:6]) - sum(
        first.text.count(mark) for mark in "”’）》〉】"
    )
    if not first.bullet and first.width >= 12 and "，" in first.text and second.prose and second.text[0].isdigit():
        return True
    if _split_number.search(first.text) and second.text[0].isdigit():
        return True
    if _cannot_start.match(second.text) or (first.text[-1] in "，、,—" and first.width > 20):
        return True
    if not UNFINISHED.search(first.text):
        return False
    if first.width >= 40 and not first.bullet and not first.prose and second.ended:
        return True
    return (first.prose and (second.prose or open_marks > 0)) or (open_marks > 0 and second.prose and first.width >= 15)
