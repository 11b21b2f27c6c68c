"""Characters that no reader can see or that only look wider than they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit

_invisible = re.compile(r"[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+")
_control = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]+")
_spaces = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_wide = re.compile(r"[０-９Ａ-Ｚａ-ｚ％]|(?<=[０-９\d])[．](?=[０-９\d])")
_blank_tail = re.compile(r"(?<=\n)[ ]+(?=\n)")


@rule("K101", "不可见字符")
def invisible(text: str) -> Iterator[Edit]:
    """零宽空格、软连字符、字节序标记、双向控制符：读者看不见，却使检索与复制落空，一律删去。
    不动：可见的连字符、间隔号和任何占位的空格。

    例：
    >>> apply(invisible, "浦江\\u200b创新\\u00ad论坛")
    '浦江创新论坛'
    >>> apply(invisible, "中国-东盟·创新")
    '中国-东盟·创新'
    """
    return (Edit(m.start(), m.end(), "") for m in _invisible.finditer(text))


@rule("K102", "控制字符")
def control(text: str) -> Iterator[Edit]:
    """控制字符是识别与排版软件的残留，不是文字，删去。
    不动：制表、换行、回车与换页，它们分隔文字，由别的规则处理。

    例：
    >>> apply(control, "成交\\x08金额")
    '成交金额'
    >>> apply(control, "甲\\t乙")
    '甲\\t乙'
    """
    return (Edit(m.start(), m.end(), "") for m in _control.finditer(text))


@rule("K103", "特殊空格")
def spaces(text: str) -> Iterator[Edit]:
    """不换行空格、全角空格、制表符等换成普通空格，以便后面的规则统一判断去留。
    不动：换行；空格的个数。

    例：
    >>> apply(spaces, "第一章\\u3000总则")
    '第一章 总则'
    >>> apply(spaces, "第一章 总则")
    '第一章 总则'
    """
    return (Edit(m.start(), m.end(), " ") for m in _spaces.finditer(text))


@rule("K104", "全角数字与字母", digits=True)
def wide(text: str) -> Iterator[Edit]:
    """全角的数字、拉丁字母和百分号改为半角，全角数字之间的小数点同改；数值不变。
    不动：全角标点；①、ⅱ、㎡ 等本身有意义的字符；汉字之间的全角句点。

    例：
    >>> apply(wide, "增长１２．５％，Ｇ６０")
    '增长12.5%，G60'
    >>> apply(wide, "①35000m²")
    '①35000m²'
    """
    return (
        Edit(m.start(), m.end(), "." if m.group() == "．" else chr(ord(m.group()) - 0xFEE0))
        for m in _wide.finditer(text)
    )


@rule("K105", "回车换行")
def line_ends(text: str) -> Iterator[Edit]:
    """Windows 与旧式 Mac 的行尾统一为换行符。
    不动：换行的个数。

    例：
    >>> apply(line_ends, "甲\\r\\n乙\\r丙")
    '甲\\n乙\\n丙'
    >>> apply(line_ends, "甲\\n乙")
    '甲\\n乙'
    """
    return (Edit(m.start(), m.end(), "\n") for m in re.finditer(r"\r\n?", text))


@rule("K107", "换页符")
def page_marks(text: str) -> Iterator[Edit]:
    """换页符是断句的凭据：原稿里的，和页码、页眉、图片删去后留下的。断句接回之后，凭据用完，删去。
    不动：换行。

    例：
    >>> apply(page_marks, "甲。\\n\\x0c\\n乙。")
    '甲。\\n\\n乙。'
    >>> apply(page_marks, "甲。\\n乙。")
    '甲。\\n乙。'
    """
    return (Edit(m.start(), m.end(), "") for m in re.finditer("\f+", text))


@rule("K106", "只有空格的行")
def blank_lines(text: str) -> Iterator[Edit]:
    """只含空格的行清空，免得“空行”的判断受不可见的空格影响。
    不动：有字的行；行数。

    例：
    >>> apply(blank_lines, "甲\\n \\n乙")
    '甲\\n\\n乙'
    >>> apply(blank_lines, "甲\\n 乙")
    '甲\\n 乙'
    """
    return (Edit(m.start(), m.end(), "") for m in _blank_tail.finditer(text))
