"""Every way in which an editor can go wrong, one at a time, on a small folder: used to read what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annals.edition.building import ingest
from annals.edition.writing import carry_out
from tests.support.provoked_notices import NOTICED, both_sides
from tests.support.provoked_typing import TYPED
from tests.support.small_folder import PAGE, RAW, both, correct, put, swap, write

POINT = "  - {period: 2031, measure: agreements, report: 2031, printed: 12项, scope: 全年, quote: 签署协议12项, block: 2031#l11}\n"
INDICATOR = f"""---
title: 合作协议
topic: domestic-cooperation
measures:
  - {{id: agreements, title: 签署协议数, unit: 项}}
points:
{POINT}---
"""


def point(change: Callable[[str], str]) -> Callable[[Path], None]:
    """An indicator with something changed in it."""
    assert change(INDICATOR) != INDICATOR
    return put("docs/indicators/agreements.md", change(INDICATOR))


def _yml_lost(root: Path) -> None:
    """The file that said the year, gone after the report was made with it."""
    write(root, "seeds/2031.yml", "year: 2031\n")
    carry_out(root, ingest(root.resolve()).writes)
    (root / "seeds/2031.yml").unlink()


def _copied(root: Path) -> None:
    write(root, PAGE.replace(".md", " (1).md"), (root / PAGE).read_text("utf-8"))


PROVOCATIONS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "E148": ("删了写着年份的 .yml", _yml_lost),
    "E259": ("页首改了专题", swap(PAGE, "topic: forums-and-expos", "topic: domestic-cooperation")),
    "E150": (
        "mkdocs.yml 里没有 INHERIT",
        both(put("mkdocs.yml", "site_name: 某省年报\n"), put("annals/defaults/mkdocs.yml", "site_name: 年报\n")),
    ),
    "E101": (
        "原始文件被改动",
        both(put("seeds/2031.txt", RAW.replace("12项", "13项")), put("seeds/2031.yml", f"sha256: {'ab' * 32}\n")),
    ),
    "E245": ("改坏了 sha256 一行", put("seeds/2031.yml", f"sha256: {'ab' * 32}\n")),
    "E102": ("不是文字", put("seeds/2031.txt", b"\x00\x01\x02\x03\x04\x05\x06\x07" * 9)),
    "E143": ("放入了 Word 文件", put("seeds/2031.txt", b"PK\x03\x04\x14\x00\x08\x00word/document.xml")),
    "E103": ("YAML 的括号没有收", put("seeds/2031.yml", "year: [2031\n")),
    "E104": ("更正的引文有误", correct("replace: 签署协义12项, with: 签订协议12项")),
    "E136": (
        "更正说的是撤下的文字",
        put(
            "seeds/2031.yml",
            "corrections:\n  - {withhold: 支持甲乙论坛成果落地, reason: 请求撤下, cause: removal}\n"
            "  - {replace: 论坛成果, with: 会议成果, reason: 试, cause: slip, certainty: likely}\n",
        ),
    ),
    "E137": (
        "条目重复了撤下的文字",
        both(
            put("seeds/2031.yml", "corrections:\n  - {withhold: 签署协议12项, reason: 请求撤下, cause: removal}\n"),
            swap("docs/entities/jia-yi.md", "每年一届。", "曾签署协议12项。"),
        ),
    ),
    "E126": ("不登记而没有写理由", put("docs/entities/decisions.yml", "某某工程: {skip: ''}\n")),
    "E127": ("决定归入没有的条目", put("docs/entities/decisions.yml", "某某工程: {alias: jia-yl}\n")),
    "E128": ("决定作别名而条目里没有", put("docs/entities/decisions.yml", "某某工程: {alias: jia-yi}\n")),
    "E129": ("决定不登记的已经登记", put("docs/entities/decisions.yml", "甲乙论坛: {skip: 泛称}\n")),
    "E238": (
        "判断没有这一种",
        put(
            "docs/about/contradictions.yml",
            "- a: {block: 2031#l5, quote: 发布报告10份}\n  b: {block: 2031#l11, quote: 签署协议12项}\n"
            "  subject: 试\n  verdict: 口径\n  reason: 试\n",
        ),
    ),
    "N116": (
        "同一个数在两处说法不同",
        put("seeds/2031.txt", RAW + "\n2031年，举办培训班，培训1842人次。\n\n2031年，来访学员1842人，反响热烈。\n"),
    ),
    "E225": ("撤下的日期写错", put("docs/about/withdrawn.yml", "- {address: topics/x.html, date: 五月, reason: 试}\n")),
    "E226": (
        "写明撤下而仍在发布",
        put("docs/about/withdrawn.yml", "- {address: entities/jia-yi.html, date: 2031-05-01, reason: 试}\n"),
    ),
    "E227": (
        "撤下没有发布过的",
        put("docs/about/withdrawn.yml", "- {address: topics/nothing.html, date: 2031-05-01, reason: 试}\n"),
    ),
    "E229": (
        "旧名仍是一个专题",
        swap("docs/topics/domestic-cooperation.md", "order: 2", "order: 2\nredirect_from: [forums-and-expos]"),
    ),
    "E105": ("更正表里不认识的键", put("seeds/2031.yml", "yaer: 2031\n")),
    "E106": ("值的类型不对", put("seeds/2031.yml", "year: 二〇三一\n")),
    "E107": ("更正缺了参数", put("seeds/2031.yml", "corrections:\n  - {replace: 签署协议12项, reason: 试}\n")),
    "E108": (
        "两条更正改同一个字",
        put(
            "seeds/2031.yml",
            "corrections:\n"
            "  - {replace: 签署协议, with: 签订协议, cause: slip, certainty: certain, reason: 试}\n"
            "  - {replace: 签署, with: 签了, cause: slip, certainty: certain, reason: 试}\n",
        ),
    ),
    "E138": (
        "移到自己里面",
        put(
            "seeds/2031.yml",
            "corrections:\n"
            "  - {move: 第一节 论坛与展会, through: 发布报告10份。, after: 丹麦担任主宾国。, "
            "cause: column-order, certainty: certain, reason: 试}\n",
        ),
    ),
    "E139": (
        "专栏里的标题定得比专栏还高",
        put(
            "seeds/2031.yml",
            "corrections:\n"
            "  - {box: 第一节 论坛与展会, through: 支持甲乙论坛成果落地。, cause: layout, certainty: certain, reason: 试}\n"
            "  - {level: 第二节 国内合作, to: 2, cause: layout, certainty: certain, reason: 试}\n",
        ),
    ),
    "E109": ("一行太长", put("seeds/2031.txt", RAW + "甲" * 200_001)),
    "E112": (
        "改了已发布的条目的文件名",
        lambda root: (root / "docs/entities/jia-yi.md").rename(root / "docs/entities/yi-jia.md") and None,
    ),
    "E114": ("编辑和更正改了同一句", both_sides),
    "E116": ("动了程序的记录", swap("seeds/.base/2031.jsonl", '"id"', '"id')),
    "E130": ("记录是更新的程序写的", swap("seeds/.base/2031.jsonl", '"record": 2', '"record": 3')),
    "E131": ("删了程序的记录", lambda root: (root / "seeds/.base/2031.jsonl").unlink()),
    "E132": (
        "登记簿少了一行",
        swap("seeds/.base/2031.addresses", "2031/raw.html\n", ""),
    ),
    "E118": ("词表的名称写错", put("docs/lexicon.yml", "publicatons: {add: [简讯]}\n")),
    "E120": (
        "页面另存成了 ANSI（GBK）",
        lambda root: write(root, PAGE, (root / PAGE).read_text("utf-8").encode("gb18030")),
    ),
    "E121": ("页面的字节不是文字", put("docs/topics/forums-and-expos.md", b"\xff\x00\xfe\x81" * 9)),
    "E123": ("原文是 Big5", put("seeds/2031.txt", ("科技合作與國際會議之舉辦，本市推動學術發展。" * 9).encode("big5"))),
    "E124": ("原文已成乱码", put("seeds/2031.txt", "本市推动科技合作，举办国际会议。".encode().decode("latin-1") * 9)),
    "E122": ("文件名里有空格", put("docs/entities/jia yi.md", "---\ntitle: 甲\n---\n")),
    "W107": ("撤回的底稿不是程序写的", put("seeds/.base/.unfinished", '[["../x.txt", null, "甲"]]')),
    "E119": (
        "两个系列用了同一个 id",
        put(
            "mkdocs.yml",
            "site_name: 甲\nextra:\n  annals:\n    series: [{id: jia, name: 甲省年报},\n      {id: jia, name: 甲的年报}]\n",
        ),
    ),
    "E201": ("报告页的键写错", swap(PAGE, "status: 未校对\n", "stauts: 未校对\n")),
    "E203": ("引用的段落不存在", swap("docs/entities/jia-yi.md", "[2031#l5]\n", "[2031#l6]\n")),
    "E251": ("一段的行首空了四格", swap(PAGE, "2031年3月1日，第3届", "    2031年3月1日，第3届")),
    "E252": ("标题的 # 之后没有空格", swap(PAGE, "### 第一节", "###第一节")),
    "E246": ("标题的字到了下一行", swap(PAGE, "### 第一节", "###\n第一节")),
    "N131": ("原文只拷来一半", put("seeds/2031.txt", RAW[: RAW.index("12项")])),
    "E267": (
        "从 git 的对照里复制",
        put("docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n\\ No newline at end of file\n"),
    ),
    "E268": (
        "页首贴了两次",
        lambda root: write(root, PAGE, (text := (root / PAGE).read_text("utf-8"))[: text.index("\n\n") + 2] + text),
    ),
    "W219": ("条目存在 docs/ 下", put("docs/bing-ding.md", "---\ntitle: 丙丁会\ntype: 机构\n---\n\n甲。\n")),
    "E253": (
        "一段的下面紧接着 ---",
        swap(PAGE, "2031年，市科委组织企业参加甲乙论坛。\n", "2031年，市科委组织企业参加甲乙论坛。\n---\n"),
    ),
    "E254": (
        "一段粘贴了两次",
        swap(
            "docs/2031/domestic-cooperation.md",
            "2031年，与外地",
            "2031年，与外地签署协议12项，支持甲乙论坛成果落地。\n\n2031年，与外地",
        ),
    ),
    "E255": ("表格的一行比表头长", swap("docs/index.md", "引言。", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |")),
    "E256": ("表头之下少了一行", swap("docs/index.md", "引言。", "| 甲 | 乙 |\n| 1 | 2 |")),
    "W251": ("正文里写了一级标题", swap("docs/index.md", "引言。", "# 说明\n\n引言。")),
    "W252": ("编者的话不是注", swap(PAGE, "2031年，市科委", "编者注：此处待查。\n\n2031年，市科委")),
    "E257": (
        "改了名的专题还有人写旧名",
        both(
            put("docs/indicators/agreements.md", INDICATOR),
            swap("docs/topics/domestic-cooperation.md", "order: 2", "order: 2\nredirect_from: [domestic-cooperation]"),
            lambda root: (
                (root / "docs/topics/domestic-cooperation.md").rename(root / "docs/topics/cooperation.md") and None
            ),
        ),
    ),
    "E258": (
        "删了 mkdocs.yml 里的系列",
        both(
            put("seeds/2031.yml", "series: 某省年鉴\n"),
            put("seeds/2032.txt", RAW.replace("2031", "2032")),
            put("seeds/2032.yml", "series: 某省年鉴\n"),
        ),
    ),
    "E204": (
        "两个专题收同一节",
        both(
            swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l3]"),
            swap("docs/topics/domestic-cooperation.md", "order: 2", "order: 2\nsections: [2031#l3]"),
        ),
    ),
    "E205": ("专题页的键写错", swap("docs/topics/forums-and-expos.md", "words:", "word:")),
    "E206": ("条目的类别写错", swap("docs/entities/jia-yi.md", "type: 论坛", "type: 论坛会")),
    "E207": ("条目的键写错", swap("docs/entities/jia-yi.md", "aliases:", "alias:")),
    "E208": ("条目没有类别", swap("docs/entities/jia-yi.md", "type: 论坛\n", "")),
    "E209": ("一个名称登记两次", put("docs/entities/jia-yi-2.md", "---\ntitle: 甲乙论坛\ntype: 论坛\n---\n")),
    "E210": ("引文与原文不符", swap("docs/entities/jia-yi.md", "quote: 第3届甲乙论坛,", "quote: 第三届甲乙论坛,")),
    "E241": ("届次与引文不符", swap("docs/entities/jia-yi.md", "{value: 3,", "{value: 4,")),
    "E242": ("届次的年份写错", swap("docs/entities/jia-yi.md", "year: 2031", "year: 2013")),
    "E243": (
        "一届写了两次",
        swap("docs/entities/jia-yi.md", "---\n\n每年", "  - year: 2031\n---\n\n每年"),
    ),
    "E211": ("所属的条目不存在", swap("docs/entities/jia-yi.md", "aliases: []", "part_of: [jia-yl]")),
    "E212": (
        "旧名仍是一个条目",
        both(
            put("docs/entities/old.md", "---\ntitle: 市科委\ntype: 机构\n---\n"),
            swap("docs/entities/jia-yi.md", "aliases: []", "redirect_from: [old]"),
        ),
    ),
    "E213": ("链接写错文件名", swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")),
    "E214": ("列表之前没有空行", swap("docs/index.md", "引言。", "引言：\n- 甲\n- 乙")),
    "E215": ("状态写错", swap(PAGE, "status: 未校对", "status: 已校正")),
    "E216": ("专题写错", swap(PAGE, "topic: forums-and-expos", "topic: forum-and-expos")),
    "E217": (
        "sections 里写了段落",
        swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l5]"),
    ),
    "E230": ("页面里写了脚本", swap("docs/index.md", "引言。", '引言。<script src="a.js"></script>')),
    "E231": ("图片在别的网站", swap("docs/index.md", "引言。", "引言。![图](https://example.org/a.png)")),
    "E232": (
        "页首写了 HTML",
        swap("docs/entities/jia-yi.md", "title: 甲乙论坛", "title: 甲乙论坛<br onclick=x>"),
    ),
    "E235": (
        "指标的专题写错",
        point(lambda text: text.replace("topic: domestic-cooperation", "topic: domestic-co-operation")),
    ),
    "E236": ("指标的数没有照抄", point(lambda text: text.replace("printed: 12项", "printed: 12个"))),
    "E244": ("指标的时间写错", point(lambda text: text.replace("period: 2031", "period: 2032"))),
    "E237": ("指标里一个数写了两次", point(lambda text: text.replace(POINT, POINT + POINT))),
    "E247": ("指标的单位写错", point(lambda text: text.replace("unit: 项", "unit: 顶"))),
    "N115": (
        "指标的口径换了写法",
        point(lambda text: text.replace(POINT, POINT + POINT.replace("2031,", "2031-11,", 1).replace("全年", "全市"))),
    ),
    "E233": ("放了 Word 文件", put("docs/about/附件.docx", b"PK\x03\x04")),
    "E234": ("图形里有脚本", put("docs/图.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')),
    "E125": (
        "系列的名称写错",
        both(
            put("mkdocs.yml", "site_name: 甲\nextra:\n  annals:\n    series: [{id: jia, name: 某省科技年报}]\n"),
            put("seeds/2031.yml", "series: 某省科技年鉴\n"),
        ),
    ),
    "E218": (
        "合并留下了冲突标记",
        swap(
            PAGE,
            "2031年，市科委组织",
            "<<<<<<< HEAD\n2031年，市科委发动\n=======\n2031年，市科委动员\n>>>>>>> 他人\n2031年，市科委组织",
        ),
    ),
    "E219": ("专栏没有收尾", swap("docs/index.md", "引言。", '<div class="box" markdown="1">\n\n引言。')),
    "W109": ("加粗没有收尾", swap(PAGE, "论坛以“开放”为题", "论坛以**“开放”为题")),
    "E220": ("复制了一页", _copied),
    "E221": ("删去了一页", lambda root: (root / "docs/2031/domestic-cooperation.md").unlink()),
    "E222": ("删去了一个专题", lambda root: (root / "docs/topics/domestic-cooperation.md").unlink()),
    "E224": ("占了程序的页的地址", put("docs/2031/raw.md", "---\ntitle: 原文\n---\n\n说明。\n")),
    "E223": ("地方列作国家", put("docs/entities/gang.md", "---\ntitle: 香港特别行政区\ntype: 国家\n---\n")),
    **TYPED,
    **NOTICED,
}
