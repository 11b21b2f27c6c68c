"""The ways to type, paste or save something otherwise than it was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import FORUM, PAGE, RAW, both, put, swap

HOME, OTHER = "docs/index.md", "docs/2031/domestic-cooperation.md"

STRANGE = "corrections:\n" + "".join(
    f"  - {{replace: {words}, with: 试, cause: slip, certainty: likely, reason: 试}}\n"
    for words in ("丙丁论坛在外省举行", "受邀的嘉宾共三十二人", "展出面积五万平方米")
)


def _cut_off(root: Path) -> None:
    (root / "seeds/2031.txt").write_text(RAW[: RAW.index("，市科委")], encoding="utf-8")


def _renamed(root: Path) -> None:
    (root / "docs/2031").rename(root / "docs/2031年")


def _ended(line: str) -> Callable[[Path], None]:
    """The page with one more line at its end."""
    return lambda root: put(PAGE, (root / PAGE).read_text("utf-8") + f"\n{line}\n")(root)


TAKEN = "2031年，市科委组织企业参加甲乙论坛。"


def _swallowed(root: Path) -> None:
    """The second paragraph, made longer so that it is told from others, between the sentences of the first."""
    longer = TAKEN[:-1] + "，达成意向合作五个，涉及新材料、新能源和生物医药三个领域。"
    put("seeds/2031.txt", RAW.replace(TAKEN, longer))(root)
    carry_out(root, ingest(root.resolve()).writes)
    both(swap(PAGE, f"\n{longer}\n", ""), swap(PAGE, "主宾国。", f"主宾国。{longer}"))(root)


TYPED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "E260": ("网页上没有存全", swap(OTHER, "签署协议12项，支持甲乙论坛成果落地。", "签署")),
    "E261": ("页码的行号倒退了", put("seeds/2031.yml", "pages: {58: 9, 59: 3}\n")),
    "E262": ("标志的图不在", put("mkdocs.yml", "site_name: 年报\ntheme: {logo: img/logo.png}\n")),
    "E263": (
        "表格下面没有空行",
        swap(HOME, "引言。", "| 年 | 项 |\n| --- | --- |\n| 2031 | 12 |\n以上是两年的数。"),
    ),
    "E270": ("文件夹改了名", _renamed),
    "E271": (
        "条目是自己的一部分",
        swap("docs/entities/jia-yi.md", "type: 论坛\n", "type: 论坛\npart_of: [jia-yi]\n"),
    ),
    "W221": ("注的记号没有注", swap(OTHER, "协议12项，", "协议12项[^1]，")),
    "W222": (
        "只移了标题",
        both(swap(PAGE, "### 第一节 论坛与展会\n\n", ""), _ended("### 第一节 论坛与展会")),
    ),
    "W223": ("一段贴进了另一段的中间", _swallowed),
    "N133": ("标题写成了加粗", swap(PAGE, "### 第一节 论坛与展会", "**第一节 论坛与展会**")),
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
