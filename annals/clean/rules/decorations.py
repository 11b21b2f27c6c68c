"""Glyphs that a designer put before headings, items and values, and bold without meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import FRAMES, shapes

_end_mark = re.compile(r"(?<=[。！？”）])[ ]*[☐☒□■▪◇◆●▲△]+(?=[ ]*$)", re.MULTILINE)
_hollow = re.compile(rf"^[ ]*(o)(?= +[{HAN}“《])", re.MULTILINE)
_ruled = re.compile(r"^[ ]*([—–―\-_=─━＿═*~～]{3,}|([*_-]) +\2 +\2)[ ]*$", re.MULTILINE)
_key_glyph = re.compile(r"(?<=\S) ○ *(?=(\S?))")
_bold = re.compile(r"\*\*([^*\n]+)\*\*")
_figure = re.compile(r"[A-Za-z\d.,，:：/%％±+\-—～~亿万千百余多元个项家次人场倍吨亩㎡m²N ]+")


@rule("D101", "装饰图形", drops=True)
def heading_glyphs(text: str) -> Iterator[Edit]:
    """标题和条目前的图形（»、>>、》》、⊗、★、>|、符号字体的私用字符等）是版面装饰；留着会被当作引用或列表，删去。整行括在
    【】、『』里或整行加粗的短标题，括号、星号同样删去。图形曾在何处，仍作判断标题层级的证据，并列入“未刊文字”。
    不动：行中的同形字符和括号；成对书名号的右半；编号；成句的整行加粗。

    例：
    >>> apply(heading_glyphs, ">> 外资研发中心加速融入\\n- ★ 8月，率先启动")
    '外资研发中心加速融入\\n- 8月，率先启动'
    >>> apply(heading_glyphs, "《上海宣言》》发布")
    '《上海宣言》》发布'
    """
    for shape in shapes(text):
        if shape.glyph:
            kind = "item-glyph" if shape.bullet else "glyph"
            yield Edit(shape.glyph_start, shape.body, "", hint=kind)
            if shape.glyph in FRAMES:
                yield Edit(shape.end - len(shape.glyph), shape.end, "")


@rule("D105", "空心圆项目符号")
def hollow_bullets(text: str) -> Iterator[Edit]:
    """文字处理软件的第二级项目符号是空心圆，导出时成了字母 o；改回 ◦，以便认作条目。凭据：行首，其后是空格和汉字，这样的行至少两行。
    不动：英文；只有一行的；后面没有空格的。

    例：
    >>> apply(hollow_bullets, "• 资金\\no 省级\\no 市级")
    '• 资金\\n◦ 省级\\n◦ 市级'
    >>> apply(hollow_bullets, "o 省级")
    'o 省级'
    """
    found = list(_hollow.finditer(text))
    return (Edit(m.start(1), m.end(1), "◦") for m in found if len(found) > 1)


@rule("D106", "分隔线", drops=True)
def ruled_lines(text: str) -> Iterator[Edit]:
    """独占一行的横线（————、-----、***）隔开专栏、脚注或页，是版面，不是文字，删去；专栏起止的横线仍作判断专栏范围的证据。
    不动：行中的破折号；只有两个字符的；表格的边线；页码两旁的短线。

    例：
    >>> apply(ruled_lines, "甲。\\n————————\\n专栏1 乙").split("\\n")
    ['甲。', '', '专栏1 乙']
    >>> apply(ruled_lines, "——\\n— 12 —")
    '——\\n— 12 —'
    """
    return (Edit(m.start(1), m.end(1), "", hint="rule") for m in _ruled.finditer(text))


@rule("D104", "文末的图形", drops=True)
def end_marks(text: str) -> Iterator[Edit]:
    """文章、专栏收尾处的小方块（……成立70周年。☐）是版面装饰，表示到此为止，删去。凭据：行末，紧接句末标点。
    不动：行中和行首的图形；没有句末标点的；表格的单元格。

    例：
    >>> apply(end_marks, "以优异成绩庆祝新中国成立70周年。☐")
    '以优异成绩庆祝新中国成立70周年。'
    >>> apply(end_marks, "已完成☑")
    '已完成☑'
    """
    return (Edit(m.start(), m.end(), "") for m in _end_mark.finditer(text))


@rule("D102", "键与值之间的圆圈")
def key_glyphs(text: str) -> Iterator[Edit]:
    """“主题 ○ 低碳”一类信息图里，圆圈连着键和值，改为冒号；圆圈后没有值的（“构成 ○”），键是小标题，圆圈删去。
    不动：行首的圆圈；两侧无空格的圆圈；表示零的“〇”。

    例：
    >>> apply(key_glyphs, "主题 ○ 低碳: 全球创新新使命\\n构成 ○")
    '主题：低碳: 全球创新新使命\\n构成'
    >>> apply(key_glyphs, "二○一二年")
    '二○一二年'
    """
    for match in _key_glyph.finditer(text):
        has_value = match.group(1) != ""
        yield Edit(match.start(), match.end(), "：" if has_value else "", hint="key" if has_value else "empty-key")


@rule("D103", "纯数字加粗")
def bold_figures(text: str) -> Iterator[Edit]:
    """信息图把数字印得大，识别软件记成加粗（**44**项）；数字加粗没有意义，去掉星号，数字不变。
    不动：有文字的加粗，如段首的项目名（**优秀青年科学家交流合作项目**）。

    例：
    >>> apply(bold_figures, "支持项目**44**项，总投入**970万元**")
    '支持项目44项，总投入970万元'
    >>> apply(bold_figures, "**交流合作项目**5年内")
    '**交流合作项目**5年内'
    """
    for match in _bold.finditer(text):
        if _figure.fullmatch(match.group(1)):
            yield Edit(match.start(), match.start() + 2, "")
            yield Edit(match.end() - 2, match.end(), "")
