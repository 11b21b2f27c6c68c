"""Spaces that justification or OCR put into Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import is_date, names_publication, shapes

_letter_spaced = re.compile(rf"(?<![{HAN}])[{HAN}](?: +[{HAN}](?![{HAN}])){{2,}}")
_spaced_cell = re.compile(rf"(?<=\|)[ ]*[{HAN}] +[{HAN}][ ]*(?=\|)")
_spaced_line = re.compile(rf"^[ ]*[{HAN}] {{2,}}[{HAN}][ ]*$", re.MULTILINE)
_between_han = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")
_beside_latin = re.compile(rf"(?<=[{HAN}]) +(?=[A-Za-z\d])|(?<=[A-Za-z\d%%]) +(?=[{HAN}])")
_numbered_label = re.compile(r"(?:专栏|案例|图表?|表|附[图表件录])[ ]?\d+(?:[-－—–.]\d+)* ")
_beside_punctuation = re.compile(r"(?<=[，。、；：！？（《〈“‘】」』]) +|(?<=\S) +(?=[，。、；：！？）》〉”’【「『])")


@rule("S110", "拉开字距的空格")
def letter_spaced(text: str) -> Iterator[Edit]:
    """标题或表头为两端对齐而拉开的字距（“经 济 增 长 率”），识别成空格：连续三个以上单字以空格相隔，
    或表格里一格、文中一行只有两个单字以空格相隔（前　言、后　记），空格删去。
    不动：词与词之间的空格（“科学向新 共创未来”分开两句口号）。

    例：
    >>> apply(letter_spaced, "经 济 增 长 率")
    '经济增长率'
    >>> apply(letter_spaced, "科学向新 共创未来")
    '科学向新 共创未来'
    """
    for match in (*_letter_spaced.finditer(text), *_spaced_cell.finditer(text), *_spaced_line.finditer(text)):
        for space in re.finditer(r"(?<=\S) +(?=\S)", match.group()):
            yield Edit(match.start() + space.start(), match.start() + space.end(), "")


@rule("S111", "句中汉字间的空格")
def in_prose(text: str) -> Iterator[Edit]:
    """成句的段落里，汉字之间不用空格；多出的空格来自对齐或断行，删去。
    不动：引号、书名号之内（口号、片名以空格分句，“智联世界 元生无界”）；标题、条目和没有句号的短行；编号与标题之间。

    例：
    >>> apply(in_prose, "深入推动 与沿线国家合作。")
    '深入推动与沿线国家合作。'
    >>> apply(in_prose, "以“智联世界 元生无界”为主题。")
    '以“智联世界 元生无界”为主题。'
    """
    for shape in shapes(text):
        if not shape.prose:
            continue
        done = first = max(shape.body, shape.number_end)
        open_quotes = open_titles = 0
        for space in _between_han.finditer(text, first, shape.end):
            open_quotes += text.count("“", done, space.start()) - text.count("”", done, space.start())
            open_titles += text.count("《", done, space.start()) - text.count("》", done, space.start())
            done = space.start()
            if open_quotes == 0 and open_titles == 0:
                yield Edit(space.start(), space.end(), "")


@rule("S112", "汉字与数字、字母间的空格")
def beside_latin(text: str) -> Iterator[Edit]:
    """“2017 年”“在 AI 领域”里的空格是排版间距，由网页样式显示，不留在文字里，这样检索才能连得上。
    不动：编号与标题之间（“4.1 拓展…”“第2章 总则”“专栏3-1 某事：始末”）；没有句读的短行（题目“2022 年工作报告”、日期和文号除外）；拉丁词之间。

    例：
    >>> apply(beside_latin, "到 2017 年，开展 AI 研究。")
    '到2017年，开展AI研究。'
    >>> apply(beside_latin, "4.1 拓展国际国内合作网络")
    '4.1 拓展国际国内合作网络'
    """
    for shape in shapes(text):
        first = max(shape.body, shape.number_end)
        plain = not any(mark in text[first : shape.end] for mark in "，。、；：,;:〔")
        if plain and not is_date(shape) and not (names_publication(shape) and not shape.numbering):
            continue
        if label := _numbered_label.match(text, first, shape.end):
            first = label.end()
        for space in _beside_latin.finditer(text, first, shape.end):
            yield Edit(space.start(), space.end(), "")


@rule("S113", "全角标点旁的空格")
def beside_punctuation(text: str) -> Iterator[Edit]:
    """全角标点自带间距，其旁的空格多余，删去。
    不动：换行；行首的缩进；半角标点旁的空格。

    例：
    >>> apply(beside_punctuation, "全球创新资源， 服务构建")
    '全球创新资源，服务构建'
    >>> apply(beside_punctuation, "Michael I. Jordan, 1956")
    'Michael I. Jordan, 1956'
    """
    return (Edit(m.start(), m.end(), "") for m in _beside_punctuation.finditer(text))


@rule("S114", "连续的空格")
def repeated(text: str) -> Iterator[Edit]:
    """编号、图号与标题之间，或用来对齐的几个空格，网页上只显示一个，文字里也只留一个，这样检索才对得上。
    不动：单个空格；行首的缩进；行尾。

    例：
    >>> apply(repeated, "第一章  总则")
    '第一章 总则'
    >>> apply(repeated, "  第一章 总则")
    '  第一章 总则'
    """
    return (Edit(m.start(), m.end(), " ") for m in re.finditer(r"(?<=\S) {2,}(?=\S)", text))
