"""The ways to type, paste or save something otherwise than it was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.small_folder import put, swap

HOME, OTHER = "docs/index.md", "docs/2031/domestic-cooperation.md"

TYPED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "E260": ("网页上没有存全", swap(OTHER, "签署协议12项，支持甲乙论坛成果落地。", "签署")),
    "E261": ("页码的行号倒退了", put("seeds/2031.yml", "pages: {58: 9, 59: 3}\n")),
    "E262": ("标志的图不在", put("mkdocs.yml", "site_name: 年报\ntheme: {logo: img/logo.png}\n")),
    "E263": (
        "表格下面没有空行",
        swap(HOME, "引言。", "| 年 | 项 |\n| --- | --- |\n| 2031 | 12 |\n以上是两年的数。"),
    ),
    "W212": ("粘来了零宽空格", swap(HOME, "引言。", "甲乙\u200b论坛的引言。")),
    "W213": ("乘号写成了星号", swap(HOME, "引言。", "展位3*4*5米。")),
    "W214": ("段首空了四格", swap(HOME, "引言。", "    引言写在这里。")),
    "W215": ("在半句上按了回车", swap(OTHER, "签署协议", "签署\n\n协议")),
    "N120": ("全角的年份", swap(HOME, "引言。", "２０３１年的引言。")),
    "N121": ("页首写了别的系统的键", swap(HOME, "title: 首页\n", "title: 首页\nweight: 3\n")),
    "N122": ("只按了一次回车", swap(HOME, "引言。", "引言。\n又一段。")),
    "N124": ("页眉抄错了", put("seeds/2031.yml", "running: [某省年报2031]\n")),
    "N123": ("表格漏了一格", swap(HOME, "引言。", "| 年 | 项 | 人 |\n| --- | --- | --- |\n| 2031 | 12 |")),
}
