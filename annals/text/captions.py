"""What a short line names: a picture, a chart, a box, a publication, the entry of a yearbook."""

from __future__ import annotations

import re

from annals.text.characters import HAN, width
from annals.text.dates import SPAN, YEAR
from annals.text.lexicon.words import Lexicon, Words, any_of, ending
from annals.text.lines import SHORT_LINE, Shape
from annals.text.numerals import TO_TEN

_entry = re.compile(rf"【(?=[^】]{{0,24}}[{HAN}])[^【】，。；：！？\n]{{2,24}}】[ \u3000]*[^\s【]")
_caption = re.compile(
    r"(?:[图圖]表?|表|附[图圖表]|Tab(?:le|\.)?|Fig(?:ure|\.)?)\s?(?:"
    rf"[A-Z]?\d++(?:[-－—–.]\d++)*+(?![）)，。、；])(?!\s?[{HAN}]{{1,4}}了(?!解))(?:[:：\s]|(?=[^\d\s])|$)|[{TO_TEN}]{{1,3}}(?:[:：\s]|$))"
    r"|(?:[图圖]表?|表|附[图圖表])\s?\d++(?:[-－—–一.]\d++)++$|续上?表(?:\s?\d++(?:[-－—–.]\d++)*+)?(?:[:：\s]|$)"
)
aside = re.compile(r"[（(][^（()）]*[）)]$")
_noted = re.compile(r"(?:[\[［]\d{1,2}[\]］]|[①-⑳¹²³]|\\?\*{1,3})$")
_year_behind = re.compile(rf"[ \u3000·—-]?{YEAR}年?$")
"""`某县年鉴1994`, `某县年鉴·2008`."""
_leading_years = re.compile(rf"{SPAN}|{YEAR}\s?年?")
_span = re.compile(SPAN)
_box_number = re.compile(rf"\s?(?:\d+(?:[-－—–.]\d+)*|[{TO_TEN}]{{1,3}})")
_TITLE_WIDTH, _TITLE_LENGTH = 6, 80
"""The least width of a publication's title, and how much may stand before the word for its kind."""
_PICTURE = (5, 36)
_CHART = (8, 40)
"""The least and greatest widths of what names a picture and a chart."""


def is_document_number(text: str) -> bool:
    """Whether a text is the number of a document: `甲科〔2011〕6号`."""
    return _document_number.fullmatch(text) is not None


_document_number = re.compile(rf"[{HAN}]{{1,10}}[〔\[［（(]\d{{4}}[〕\]］）)]\s?第?\d+\s?号")


def names_annex(text: str) -> bool:
    """Whether a line is the title of what is added to a text, behind a lone 附 and a colon; a list of what is enclosed has
    numbers or marks.

    >>> names_annex("附：大事记"), names_annex("附：1.名单"), names_annex("附：名单、表格各一份。")
    (True, False, False)
    """
    return _annex.fullmatch(text) is not None


_annex = re.compile(rf"附[一二三四五\d]?[：:][ \u3000]?[{HAN}“”《》（）\d]{{2,24}}")


def is_caption(text: str) -> bool:
    """Whether a line begins as the caption of a numbered picture or table, or is its number alone or the word that
    it goes on: `图1 平台数量`, `附表2：…`, `表一`, `表6—2—1`, `续表`, and its English below it, `Tab. 2 …`; a sentence that says what it showed is none, `图4 比较了…`, nor the rest of one
    that names it in passing, `图4），比上年…`."""
    return _caption.match(text) is not None


def names_algorithm(text: str) -> bool:
    """Whether a short line is the number of an algorithm, which stands in a frame as a picture does, with its name or without.

    >>> names_algorithm("算法1 反向传播算法"), names_algorithm("Algorithm 2: Sampling"), names_algorithm("算法的步骤")
    (True, True, False)
    """
    return _algorithm.fullmatch(text) is not None


_algorithm = re.compile(r"(?:算法|演算法|Algorithm)\s?\d{1,2}(?:[-.]\d{1,2})?(?!\d).{0,40}")


def is_table_number(text: str) -> bool:
    """Whether a line is the number of a table and nothing else but its unit: the name of the table stands above.

    >>> is_table_number("表6—2—1"), is_table_number("表1-2-1    单位：亩"), is_table_number("表1 各乡产量")
    (True, True, False)
    """
    return _table_number.fullmatch(text) is not None


_table_number = re.compile(
    r"(?:表|附表)\s?\d{1,3}(?:[-－—–一.]\d{1,3}){0,3}(?:\s+[（(]?[^\s，。:：]{1,6}[:：][^，。]{1,30})?"
)


def box_label(text: str, boxes: Words) -> tuple[int, int] | None:
    """Where the word for a box at the beginning of a text ends, and where its number does (the same
    place without one); None where no box is named.

    >>> box_label("专栏3-1 某事始末", ("专栏",)), box_label("案例：某事", ("专栏", "案例"))
    ((2, 5), (2, 2))
    """
    word = max((word for word in boxes if text.startswith(word)), key=len, default="")
    if not word:
        return None
    number = _box_number.match(text, len(word))
    return len(word), number.end() if number else len(word)


def states_in_box(text: str, end: int) -> bool:
    """Whether what stands behind the name of a box says something with a figure in a clause: it begins the text that the name leads in,
    wherever a page cuts it (`案例：2016年起，甲公司与乙公司合作，`).

    >>> states_in_box("案例：2016年起，两家公司合作，推出", 2), states_in_box("专栏3 2016年的两件事", 3)
    (True, False)
    """
    return "，" in text[end:] and any(char.isdigit() for char in text[end:])


def names_publication(text: str, lexicon: Lexicon) -> bool:
    """Whether a line ends as the title of a report does: `2014年全省高新技术产业发展报告`."""
    title = _year_behind.sub("", aside.sub("", unnoted(text)))
    kind = ending(title, lexicon.publications)
    head = title[: len(title) - len(kind)]
    # A yearbook of a town has a short name and its year behind it: `本区年鉴（2009）`.
    dated = any(char.isdigit() for char in unnoted(text)[len(title) :])
    whole = kind and width(text if dated else title) >= _TITLE_WIDTH and len(head) <= _TITLE_LENGTH
    return bool(whole) and not any(mark in head for mark in "，。；：！？")


def names_overview(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the title of an overview of a year or of some years, as the articles of a yearbook have.

    >>> from annals.text.lexicon import shipped_lexicon
    >>> [names_overview(text, shipped_lexicon()) for text in ("东岭县1993年经济综述", "经济综述", "1993年，东岭县概况")]
    [True, False, False]
    """
    whole = text.endswith(lexicon.overviews) and width(text) >= _TITLE_WIDTH
    return whole and _span_or_year.search(text) is not None and not any(mark in text for mark in "，。；：！？")


_span_or_year = re.compile(rf"{SPAN}|{YEAR}\s?年")


def unnoted(text: str) -> str:
    """A title without the mark of a note behind it: `统计公报[1]`."""
    return _noted.sub("", text)


def names_letter(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the title of an official letter, whoever stands before it: `某市水务局关于做好管护工作的实施意见（试行）`."""
    kinds = any_of((*lexicon.circulars, *lexicon.plans, *lexicon.statutes))
    return (
        re.fullmatch(rf"[^：:。，]{{0,60}}关于[^：:。]{{2,60}}的[{HAN}]{{0,4}}{kinds}(?:[（(][^（()）]*[）)])?", text)
        is not None
    )


def names_picture(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a short line without punctuation ends as what a photograph shows: `签约现场`."""
    return _is_plain(line, _PICTURE) and line.text.endswith(lexicon.pictures)


def tells_of_picture(line: Shape) -> bool:
    """Whether a line says what a photograph shows or who took it: it begins with a word that points at the picture, behind a blank line or
    the end of a page, as a wrapped sentence does not, or ends in the photographer (`图为通车现场`, `（丁宁 摄）`)."""
    apart = line.page_before or line.blanks_before > 0
    shown = apart and _pointing.match(line.text) is not None and not line.marked and line.width <= 2 * SHORT_LINE
    return shown or (not line.marked and _photographed.search(line.text) is not None)


_pointing = re.compile(rf"[（(]?[上下左右]?[图圖][为為](?=[{HAN}\d“《])")
_photographed = re.compile(rf"(?:^[（(]|[ \u3000（(])[{HAN}·、 ]{{2,16}}(?: ?摄影?|[ /／]供图)[）)]?$")


def names_chart(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a short line without punctuation ends as what a chart shows, and has no figure but
    its years: `2019—2023年全省专利授权量变化`."""
    if not _is_plain(line, _CHART):
        return False
    name = aside.sub("", line.text)
    years = _leading_years.match(name)
    rest = name[years.end() :] if years else name
    return rest.endswith(lexicon.charts) and not any(char.isdigit() for char in rest)


def names_series(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line names a chart of several years, which no heading does."""
    return _span.match(line.text) is not None and names_chart(line, lexicon)


def names_dated_chart(line: Shape, lexicon: Lexicon) -> bool:
    """Whether a line names a chart or table of a year: `2019年各县水质比较`. Beside a picture or above a table it heads nothing else."""
    return _leading_years.match(line.text) is not None and names_chart(line, lexicon)


def begins_entry(text: str) -> bool:
    """Whether a line begins with a name in brackets, as the entries of a yearbook do: `【概况】全年…`."""
    return _entry.match(text) is not None


def _is_plain(line: Shape, widths: tuple[int, int]) -> bool:
    """Whether a line has no punctuation and is as wide as asked."""
    marked = line.prose or line.ended or any(mark in line.text for mark in "，；：、")
    return not marked and widths[0] <= line.width <= widths[1]


def holds_rights(text: str) -> bool:
    """Whether a line says who holds the rights in a picture, which stands alone below it.

    >>> holds_rights("© 省水文局 www.example.org"), holds_rights("省水文局")
    (True, False)
    """
    return text.startswith(("©", "Ⓒ", "ⓒ"))


def is_subtitle(text: str) -> bool:
    """Whether a line begins with a dash, as a subtitle does: `——以十二个县为例`."""
    return _dashed.match(text) is not None


_dashed = re.compile(r"[—–―－-]{1,3}\s?(?=\S)")
