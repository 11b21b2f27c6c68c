"""Line ends that are no paragraph ends: hard wraps, pages, columns, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from annals.clean.rule import rule
from annals.model import Edit, Safety
from annals.shapes import Shape, key_value, shapes
from annals.text import HAN, OPENING

_chapter_number = re.compile(r"0\d|第[一二三四五六七八九十百零〇\d]+[编章节]")
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
        if not second.numbering and not second.bullet and not second.prose and second.width <= 40:
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
    for first, second in pairwise(lines):
        if second.blanks_before or second.marked or _stands_alone(first) or _stands_alone(second):
            continue
        if first.hashes or _heading_like(first) or (first.ended and first.prose and second.prose):
            continue
        yield _join(first, second, "段内换行")


def _heading_like(line: Shape) -> bool:
    return bool(line.numbering) and line.width <= 25 and not line.ended and not line.prose


def _separates_by_blank_lines(lines: tuple[Shape, ...]) -> bool:
    """Whether blank lines separate this text's paragraphs: at least one line end in five has
    one. Items stand close everywhere and do not count."""
    free = [line for line in lines[1:] if not line.bullet]
    return bool(free) and sum(1 for line in free if line.blanks_before) * 5 >= len(free)


def _stands_alone(line: Shape) -> bool:
    pair = key_value(line.text)
    is_key = pair is not None and not line.prose and len(pair[0]) <= 6
    return is_key or _month.fullmatch(line.text) is not None or "|" in line.text


@rule("J103", "断开的句子", Safety.REVIEW)
def torn_sentence(text: str) -> Iterator[Edit]:
    """一句话被换页、换栏或专栏拦腰断成两段，接回。凭据须同时成立：前段成文（已有完整的句子）而末句没有收尾；
    后段没有编号、图形、项目符号，本身也成文。后段以不能居首的标点开头，或前段以逗号、顿号结尾，或两段之间是换页时，不再要求两段都成文。
    不动：信息图里不用句号的短语；标题；条目；收尾完整的段落。

    例：
    >>> apply(torn_sentence, "会议召开。把经验与中西部\\n\\n地区学员分享。首期启动。")
    '会议召开。把经验与中西部地区学员分享。首期启动。'
    >>> apply(torn_sentence, "首批19个项目取得进展\\n\\n首支基金设立,7家企业立项")
    '首批19个项目取得进展\\n\\n首支基金设立,7家企业立项'
    """
    lines = shapes(text)
    for index, (first, second) in enumerate(pairwise(lines)):
        if second.marked or first.hashes or first.ended or not (second.blanks_before or second.page_before):
            continue
        following = lines[index + 2] if index + 2 < len(lines) else None
        if _is_torn(first, second) or (second.page_before and _goes_on(first, second, following)):
            yield _join(first, second, "前段末句未完，后段接续")


def _goes_on(first: Shape, second: Shape, following: Shape | None) -> bool:
    """Over a page the evidence may be weaker: a long unfinished line, and no label behind it."""
    if first.width < 15 or not _unfinished.search(first.text) or first.numbering and not first.prose:
        return False
    if first.bullet:
        return following is not None and following.bullet
    label = second.width <= 15 and not second.ended and following is not None and not following.page_before
    return not label and key_value(second.text) is None


def _is_torn(first: Shape, second: Shape) -> bool:
    if key_value(second.text) is not None and not second.prose:
        return False
    open_marks = sum(first.text.count(mark) for mark in OPENING[:6]) - sum(first.text.count(mark) for mark in "”’）》〉】")
    if _split_number.search(first.text) and second.text[0].isdigit():
        return True
    if _cannot_start.match(second.text) or (first.text[-1] in "，、,—" and first.width > 20):
        return True
    if not _unfinished.search(first.text):
        return False
    return first.prose and (second.prose or open_marks > 0)
