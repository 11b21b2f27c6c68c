"""Glyphs that a designer put before headings, items and values, and bold without meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.rule import rule
from annals.model import Edit
from annals.shapes import shapes

_end_mark = re.compile(r"(?<=[。！？”）])[ ]*[☐☒□■▪◇◆●▲△]+(?=[ ]*$)", re.MULTILINE)
_key_glyph = re.compile(r"(?<=\S) ○ *(?=(\S?))")
_bold = re.compile(r"\*\*([^*\n]+)\*\*")
_figure = re.compile(r"[A-Za-z\d.,，:：/%％±+\-—～~亿万千百余多元个项家次人场倍吨亩㎡m²N ]+")


@rule("D101", "装饰图形", drops=True)
def heading_glyphs(text: str) -> Iterator[Edit]:
    """标题和条目前的图形（»、>>、》》、⊗、★、>| 等）是版面装饰；留着会被当作引用或列表，删去。
    图形曾在何处，仍作判断标题层级的证据，并列入“未刊文字”。
    不动：行中的同形字符；成对书名号的右半；编号。

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
