"""Slips that a person made as an editor, each with what the help has to say and must not say of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.provocations import POINT, PROVOCATIONS, point
from tests.support.provoked_typing import STRANGE
from tests.support.small_folder import FORUM, PAGE, RAW, both, correct, put, swap

Slip = tuple[str, Callable[[Path], None], str, str, str]
"""What it is called here, how it is made, the code of its message, what that says, and what it does not."""

TALK = "2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为题，发布报告10份。"
RECORD, REGISTER = "seeds/.base/2031.jsonl", "seeds/.base/2031.addresses"
MARKS = "<<<<<<< HEAD\n2031/raw.html\n=======\n>>>>>>> 他人\n"


def withdraw(address: str) -> Callable[[Path], None]:
    return put("docs/about/withdrawn.yml", f"- {{address: {address}, date: 2031-05-01, reason: 试}}\n")


def edition(line: str) -> Callable[[Path], None]:
    old = "    ordinal: {value: 3, quote: 第3届甲乙论坛, block: 2031#l5}"
    return swap("docs/entities/jia-yi.md", old, line)


SLIPS: list[Slip] = [
    (
        "no such day",
        edition("    start: {value: 2031-02-30, quote: 第3届, block: 2031#l5}"),
        "E103",
        "核对月和日",
        "引号",
    ),
    ("a key twice", swap(PAGE, "status: 未校对", "status: 未校对\nstatus: 已校对"), "E103", "删去另一个", "冒号"),
    ("four dashes", swap("docs/index.md", "---\ntitle", "----\ntitle"), "E103", "各写一行 ---", "冒号"),
    ("a tab", put("seeds/2031.yml", "running:\n\t- 甲\n"), "E103", "行首只用空格", "引号"),
    ("a wide colon", swap(PAGE, "status: 未校对", "status：未校对"), "E103", "半角的冒号加一个空格", "括号"),
    ("an open bracket", put("seeds/2031.yml", "running: [甲\n"), "E103", "括号、引号成对", "记号开头"),
    (
        "an address of the preview",
        swap("docs/index.md", "引言。", "见[论坛](http://127.0.0.1:8000/2031/forums-and-expos.html#l5)。"),
        "E213",
        "读者打不开：写 2031/forums-and-expos.md#l5",
        "如 ../",
    ),
    (
        "an address of the preview that is no page",
        swap("docs/index.md", "引言。", "见[论坛](http://localhost:8000/abc)。"),
        "E213",
        "写页面的路径",
        "写 abc",
    ),
    ("an anchor", put("seeds/2031.yml", "title: *甲\n"), "E103", "照写那个值", "冒号"),
    (
        "a series renamed",
        both(
            *PROVOCATIONS["E258"][1:],
            put("mkdocs.yml", "site_name: 甲\nextra:\n  annals:\n    series: [{id: jia, name: 某省年报}]\n"),
        ),
        "E258",
        "mkdocs.yml:4  错误 E258  mkdocs.yml 里只有“某省年报”",
        "git 的历史",
    ),
    (
        "a correction that takes a quotation along",
        correct("replace: 第3届甲乙论坛在某地举行，丹麦担任主宾国。, with: 论坛在某地举行。"),
        "E210",
        "seeds/2031.yml:2 的更正把这句话改成了“论坛在某地举行。”",
        "相近",
    ),
    (
        "a correction that deletes a quotation",
        correct("replace: ，第3届甲乙论坛在某地举行, with: ''"),
        "E210",
        "seeds/2031.yml:2 的更正删去了这句话",
        "改成了",
    ),
    (
        "a paragraph pasted over another",
        swap(PAGE, "2031年，市科委组织企业参加甲乙论坛。", TALK),
        "E254",
        "它盖掉了原来在这里的“2031年，市科委组织企业参加甲乙论坛。…”（2031#l7）",
        "删去一份",
    ),
    ("a paragraph pasted twice", swap(PAGE, TALK, f"{TALK}\n\n{TALK}"), "E254", "删去一份", "盖掉"),
    ("a star", put("seeds/2031.yml", "title: *甲\n"), "E103", "一对单引号", "冒号"),
    (
        "wide brackets",
        edition("    ordinal: ｛value: 3, quote: 第3届甲乙论坛, block: 2031#l5｝"),
        "E103",
        "“｛”是全角的",
        "值里有半角的冒号",
    ),
    (
        "one wide bracket",
        edition("    ordinal: {value: 3, quote: 第3届甲乙论坛, block: 2031#l5｝"),
        "E103",
        "“｝”是全角的",
        "少了逗号",
    ),
    ("an address that never was", withdraw("topics/x.html"), "E227", "段落加 # 和编号，文件夹以斜线结尾", "路径"),
    ("the path of a file", withdraw("docs/entities/jia-yi.md"), "E227", "entities/jia-yi.html", "斜线"),
    ("a passage", withdraw("2031/domestic-cooperation.html#l11"), "E226", "{withhold: 原文", "移出"),
    ("an entry", withdraw("entities/jia-yi.html"), "E226", "docs/entities/jia-yi.md 移出", "seeds"),
    ("a report", withdraw("2031/"), "E226", "seeds/2031.txt", "移出 docs"),
    ("a page of all of a report", withdraw("2031/full.html"), "E226", "所用的文件", "full.md"),
    ("an emptied raw file", put("seeds/2031.txt", ""), "W102", 'git checkout HEAD -- "seeds/2031.txt"', "或删去它"),
    ("an emptied entry", put("docs/entities/jia-yi.md", ""), "E208", 'HEAD -- "docs/entities/jia-yi.md"', "—"),
    ("an emptied topic", put("docs/topics/domestic-cooperation.md", ""), "E205", 'HEAD -- "docs/topics/dom', "words"),
    ("an emptied indicator", put("docs/indicators/a.md", " \n"), "E208", 'HEAD -- "docs/indicators/a.md"', "—"),
    ("a record gone", lambda root: (root / RECORD).unlink(), "E131", f'HEAD -- "{RECORD}"', "—"),
    ("a record cut", swap(RECORD, '"id"', '"id'), "E116", f'HEAD -- "{RECORD}"', "—"),
    ("a register short", swap(REGISTER, "2031/raw.html\n", ""), "E132", f'HEAD -- "{REGISTER}"', "冲突标记"),
    ("a register merged by hand", swap(REGISTER, "2031/raw.html\n", MARKS), "E132", "两边的地址都留下", "checkout"),
    (
        "a topic of no text",
        put("docs/topics/forums-and-expos.md", b"\xff\x00\xfe\x81" * 9),
        "E121",
        "checkout HEAD",
        "—",
    ),
    (
        "a picture that is not there",
        swap("docs/index.md", "引言。", "![图](图1.png)"),
        "E213",
        "没有名称相近的",
        "raw.md",
    ),
    ("a page like no other", swap("docs/index.md", "引言。", "[甲](nothere.md)"), "E213", "没有名称相近的", "最接近"),
    (
        "a path from the root",
        swap("docs/topics/forums-and-expos.md", "各年的论坛。", "[甲](docs/2031/raw.md)"),
        "E213",
        "../2031/raw.md",
        "没有",
    ),
    (
        "a place far away",
        swap("docs/index.md", "引言。", "[甲](2031/forums-and-expos.md#l999)"),
        "W202",
        "去掉 # 和它后面的",
        "—",
    ),
    ("a place near by", swap("docs/index.md", "引言。", "[甲](2031/forums-and-expos.md#l8)"), "W202", "#l7", "去掉"),
    (
        "an entry like no other",
        swap("docs/entities/jia-yi.md", "aliases: []", "part_of: [zzz]"),
        "E211",
        "没有名称相近的",
        "最接近",
    ),
    (
        "a blank in the name of a picture",
        swap("docs/index.md", "引言。", "![图](图 1.png)"),
        "E214",
        "图-1.png",
        "加粗",
    ),
    (
        "a list without add",
        put("docs/lexicon.yml", "publications: [简讯]\n"),
        "E118",
        "publications: {add: [简讯]}",
        "seq",
    ),
    (
        "a word without brackets",
        put("docs/lexicon.yml", "boxes: {add: 花絮}\n"),
        "E118",
        "boxes: {add: [花絮]}",
        "不认识",
    ),
    ("curly quotation marks", swap(PAGE, 'report: "2031"', "report: “2031”"), "E201", "全角的引号", "而这一页"),
    (
        "three keys missing",
        put("seeds/2031.yml", "corrections:\n  - {replace: 签署, reason: 试}\n"),
        "E107",
        "with、certainty、cause",
        "—",
    ),
    (
        "a quotation of many lines",
        both(put("seeds/2031.txt", RAW + "\n2031年，接待来访。\n"), correct("replace: 2031年, with: 二〇三一年")),
        "E104",
        "5、7、11、…",
        "—",
    ),
    ("turned round", correct("replace: 签署协义12项, with: 签署协议12项"), "E104", "写反了", "最接近"),
    (
        "copied with its digest",
        put("seeds/2031.yml", f"sha256: {'ab' * 32}\n{STRANGE}"),
        "E264",
        "sha256 也不是这份原文的",
        "—",
    ),
    (
        "one correction, copied with its digest",
        put("seeds/2031.yml", f"sha256: {'ab' * 32}\n" + "\n".join(STRANGE.split("\n")[:2]) + "\n"),
        "E264",
        "sha256 也不是这份原文的",
        "—",
    ),
    ("a folder renamed", lambda root: (root / "docs/2031").rename(root / "docs/2031年") and None, "E270", "改回", "—"),
    ("a raw text among the pages", put("docs/2032.txt", 9 * RAW), "E233", 'add "docs/2032.txt"', "写成 .md"),
    ("a remark among the pages", put("docs/todo.txt", "待办\n"), "E233", "写成 .md", "seeds/"),
    (
        "two entries in a circle",
        both(
            put("docs/entities/bing.md", FORUM.replace("甲乙", "丙丁").replace("type", "part_of: [jia-yi]\ntype")),
            swap("docs/entities/jia-yi.md", "type: 论坛\n", "type: 论坛\npart_of: [bing]\n"),
        ),
        "E271",
        "bing → jia-yi → bing",
        "jia-yi.md:",
    ),
    ("left by Word", put("docs/~$d.docx", b"x"), "E233", "临时文件", "PDF"),
    (
        "a name inside a title",
        both(
            put("seeds/2031.txt", RAW.replace("签署协议12项", "签署《丙丁会章程》12项")),
            put("docs/entities/bing.md", "---\ntitle: 丙丁会\ntype: 论坛\n---\n"),
        ),
        "W201",
        "“丙丁会”只在 2031#l11",
        "一字不差",
    ),
    (
        "a second entry of a place",
        both(
            put("docs/entities/tai.md", "---\ntitle: 台湾\ntype: 地方\n---\n"),
            put(
                "docs/entities/tai-2.md",
                "---\ntitle: 台湾\ntype: 国家\nenglish: Taiwan\naliases: [台]\n---\n\n一岛。\n",
            ),
        ),
        "E223",
        "已有 docs/entities/tai.md",
        "地方",
    ),
    (
        "the earlier point without its scope",
        point(lambda text: text.replace(POINT, POINT.replace(", scope: 全年", "") + POINT.replace("全年", "全市"))),
        "N115",
        "agreements.md:7",
        "“”",
    ),
    ("a raw file gone", lambda root: (root / "seeds/2031.txt").unlink(), "W203", 'HEAD -- "seeds/2031.txt"', "—"),
]
