"""The ways to type, paste or save something otherwise than it was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.small_folder import FORUM, PAGE, RAW, put, swap

HOME, OTHER = "docs/index.md", "docs/2031/domestic-cooperation.md"

STRANGE = "corrections:\n" + "".join(
    f"  - {{replace: {words}, with: 试, cause: slip, certainty: likely, reason: 试}}\n"
    for words in ("丙丁论坛在外省举行", "受邀的嘉宾共三十二人", "展出面积五万平方米")
)


def _cut_off(root: Path) -> None:
    (root / "seeds/2031.txt").write_text(RAW[: RAW.index("，市科委")], encoding="utf-8")


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
    "W216": ("标点打了两次", swap(OTHER, "协议12项，", "协议12项，，")),
    "N128": ("拼音没有换成汉字", swap(OTHER, "与外地", "与nanfang")),
    "W217": (
        "合并时两种文字都留下了",
        swap(
            PAGE,
            "2031年，市科委",
            "2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为主题，发布报告11份。\n\n2031年，市科委",
        ),
    ),
    "W218": (
        "复制了一个条目，只改了名称",
        put("docs/entities/bing-ding.md", FORUM.replace("甲乙论坛\ntype", "丙丁论坛\ntype")),
    ),
    "N129": ("别名是常用的词", swap("docs/entities/jia-yi.md", "aliases: []", "aliases: [成果]")),
    "E264": ("从别的年份复制来的 .yml", put("seeds/2031.yml", STRANGE)),
    "E265": ("原文没有传全", _cut_off),
    "E266": ("工作流改坏了", put(".github/workflows/site.yml", "on: push\njob: {}\n")),
    "N130": ("写了校对人，没有改 status", swap(PAGE, "status: 未校对", "status: 未校对\nreviewed_by: 甲")),
    "N120": ("全角的年份", swap(HOME, "引言。", "２０３１年的引言。")),
    "N121": ("页首写了别的系统的键", swap(HOME, "title: 首页\n", "title: 首页\nweight: 3\n")),
    "N122": ("只按了一次回车", swap(HOME, "引言。", "引言。\n又一段。")),
    "N124": ("页眉抄错了", put("seeds/2031.yml", "running: [某省年报2031]\n")),
    "N123": ("表格漏了一格", swap(HOME, "引言。", "| 年 | 项 | 人 |\n| --- | --- | --- |\n| 2031 | 12 |")),
}
