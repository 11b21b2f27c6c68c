"""Slips of people who edit in Notepad and on a web page, each with the code and some words of what has to be told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support.provocations import point
from tests.support.small_folder import PAGE, RAW, both, correct, put, swap

Slip = Callable[[Path], None]
HOME, TOPIC, ENTRY = "docs/index.md", "docs/topics/forums-and-expos.md", "docs/entities/jia-yi.md"
WITHDRAWN = "docs/about/withdrawn.yml"
OTHER = "docs/topics/domestic-cooperation.md"
BASE = put("annals/defaults/mkdocs.yml", "site_name: 年报\n")
PNG = b"\x89PNG\r\n\x1a\n"
SENTENCE = "2031年，市科委组织企业参加甲乙论坛。"


def home(text: str) -> Slip:
    return swap(HOME, "引言。", text)


def look(line: str) -> Slip:
    """One line of what the edition says of itself."""
    return put("mkdocs.yml", f"site_name: 年报\nextra:\n  annals:\n    {line}\n")


def signed(text: str) -> Slip:
    return swap(PAGE, "status: 未校对", f"status: {text}")


def quoted(words: str, block: str = "2031#l5") -> Slip:
    return swap(ENTRY, "quote: 第3届甲乙论坛, block: 2031#l5", f"quote: {words}, block: {block}")


DAYS = (
    "    start: {value: 2031-03-11, quote: 2031年3月1日, block: 2031#l5}\n"
    "    end: {value: 2031-03-01, quote: 2031年3月1日, block: 2031#l5}\n"
)

TOLD: dict[str, tuple[Slip, str, str]] = {
    "a picture with a full-width mark": (both(put("docs/a.png", PNG), home("！[图](a.png)")), "W253", "![图](a.png)"),
    "a blank between the brackets": (home("见[论坛] (topics/forums-and-expos.md)。"), "W253", "(topics/forums"),
    "brackets of a title": (
        home("见【论坛】（topics/forums-and-expos.md）。"),
        "W253",
        "[论坛](topics/forums-and-expos.md)",
    ),
    "one bracket of another kind": (home("见[论坛](topics/forums-and-expos.md）。"), "W253", "[论坛](topics/"),
    "a full-width address": (home("见［网站］（https://example.org/a）。"), "W253", "[网站](https://example.org/a)"),
    "a file with a Chinese name": (home("见[图]（图一.png）。"), "W253", "[图](图一.png)"),
    "a link in a sentence of a report": (
        swap(PAGE, SENTENCE, f"[见]（https://example.org）{SENTENCE}"),
        "W253",
        "[见](https://example.org)",
    ),
    "a heading with full-width signs": (home("＃＃ 缘起\n\n引言。"), "W253", "## 缘起"),
    "a table with full-width bars": (home("｜甲｜乙｜\n｜---｜---｜\n｜1｜2｜"), "W253", "|甲|乙|"),
    "a link without an address": (home("见[论坛]()。"), "W253", "[论坛](https://"),
    "an address without its beginning": (home("见[网站](www.example.org/a)。"), "E213", "https://www.example.org/a"),
    "a host alone": (home("见[网站](example.gov.cn)。"), "E213", "https://example.gov.cn"),
    "a footnote": (home("引言[^1]。\n\n[^1]: 注。"), "E213", "编者注"),
    "a path of Windows": (home("见[论坛](topics\\forums.md)。"), "E213", "topics/forums.md"),
    "code that never ends": (home("引言。\n```\n又一段。"), "E214", "没有收"),
    "a key of the configuration": (
        put("mkdocs.yml", "site_name: 年报\nsite_decription: 年报\n"),
        "E105",
        "是不是 site_description",
    ),
    "a topic of the home page": (
        put("mkdocs.yml", "site_name: 年报\nextra: {annals: {home: {topics: [国内合作]}}}\n"),
        "E216",
        "是不是 domestic-coop",
    ),
    "the title of an indicator's topic": (
        point(lambda text: text.replace("topic: domestic-cooperation", "topic: 国内合作")),
        "E235",
        "是不是 domestic-coop",
    ),
    "an item without its dash": (
        put("seeds/2031.yml", "corrections:\n  - {flag: 甲}\n  {flag: 乙}\n  - {flag: 丙}\n"),
        "E103",
        "2031.yml:3 ",
    ),
    "a full-width blank": (put("seeds/2031.yml", "running:\n　- 甲\n"), "E103", "全角的空格"),
    "a blank too many": (
        put("docs/entities/decisions.yml", "甲会: {skip: 泛称}\n 乙会: {skip: 泛称}\n"),
        "E103",
        "缩进不齐",
    ),
    "a page pasted with its head": (
        swap(PAGE, SENTENCE, f"{SENTENCE}\n\n---\ntitle: 又一页\n---\n\n话。"),
        "E253",
        "title",
    ),
    "a title in quotation marks": (swap(ENTRY, "title: 甲乙论坛", "title: “甲乙论坛”"), "W211", "写作 甲乙论坛"),
    "published before its year": (put("seeds/2031.yml", "published: 2030-05\n"), "W112", "2030-05"),
    "full-width stars": (home("这是＊＊重要＊＊的。"), "W253", "**重要**"),
    "the title of an entry": (swap(ENTRY, "title: 甲乙论坛", "title: 甲乙论坛 #1"), "W208", "#1"),
    "an item of a list by lines": (swap(ENTRY, "aliases: []", "aliases:\n  - 甲乙会 #2"), "W208", "甲乙会"),
    "the title of a report": (put("seeds/2031.yml", "title: 科技 #1 合作\n"), "W208", "#1 合作"),
    "a reason": (put("docs/about/withdrawn.yml", "- address: x.html\n  reason: 见 #5\n"), "W208", "#5"),
    "the name of the site": (put("mkdocs.yml", "site_name: 年报 #1 版\n"), "W208", "#1 版"),
    "a logo with its folder": (
        put("mkdocs.yml", "site_name: 年报\ntheme: {logo: docs/assets/logo.svg}\n"),
        "E262",
        "写作 assets/logo.svg：",
    ),
    "a style with its folder": (
        put("mkdocs.yml", "site_name: 年报\nextra_css: [docs/own.css]\n"),
        "E262",
        "写作 own.css：",
    ),
    "a word that stands nowhere": (correct("drop: 晚"), "E104", "没有与它相近的话"),
    "yes in Chinese": (look("official: 是"), "E106", "official: true（是）或 official: false"),
    "yes in quotation marks": (look('official: "true"'), "E106", "不加引号"),
    "a status that two are like": (signed("校对完"), "E215", "帮助：可用：未校对、已校对、已核对"),
    "a colour without quotation marks": (look("colour: #1a6b3c"), "W208", "双引号"),
    "a colour behind blanks": (look("colour:   #1a6b3c"), "W208", "“#1a6b3c”算作注释"),
    "two names with 、": (swap(ENTRY, "aliases: []", "aliases: [丙丁会、戊己会]"), "W209", "丙丁会, 戊己会"),
    "two names on one line": (swap(ENTRY, "aliases: []", "aliases:\n  - 丙丁会，戊己会"), "W209", "丙丁会, 戊己会"),
    "two words of the lexicon": (put("docs/lexicon.yml", "publications: {add: [简讯，快报]}\n"), "W209", "简讯, 快报"),
    "an empty word": (swap(TOPIC, "words: [论坛]", "words: [论坛, '']"), "E205", "有一项是空的"),
    "a former name with its ending": (swap(OTHER, "order: 2", "redirect_from: [old.md]"), "E205", "应写作 old"),
    "a former name of an entry": (swap(ENTRY, "aliases: []", "redirect_from: [old.md]"), "E206", "old.md"),
    "two topics of one title": (
        swap(OTHER, "title: 国内合作", "title: 论坛与展会"),
        "E205",
        "forums-and-expos.md 的相同",
    ),
    "blanks above the head": (swap(PAGE, "---\ntitle", "\n---\ntitle"), "E201", "第一行"),
    "readers as a list": (signed("已校对\nreviewed_by: [甲, 乙]"), "E201", "甲、乙"),
    "one reader and the date": (signed("已核对\nreviewed_by: 甲 2031-03"), "W204", "两个人"),
    "nobody read it": (signed("已校对"), "N206", "reviewed_by: 甲"),
    "an unlike key": (swap(ENTRY, "aliases:", "zzz:"), "E207", "帮助：可用的键"),
    "an unlike topic": (swap(PAGE, "topic: forums-and-expos", "topic: zzz"), "E216", "帮助：专题在"),
    "an unlike status": (signed("ok"), "E215", "帮助：可用"),
    "the title of a topic": (swap(PAGE, "topic: forums-and-expos", "topic: 国内合作"), "E216", "是不是 domestic-coop"),
    "an unlike series": (put("seeds/2031.yml", "series: zzz\n"), "E125", "帮助：系列写在"),
    "a topic that is only said": (
        swap(PAGE, "topic: forums-and-expos", "topic: domestic-cooperation"),
        "E259",
        "2031#l3",
    ),
    "a topic of no decision": (
        swap(PAGE, "topic: forums-and-expos", "topic: other"),
        "E259",
        "topic: forums-and-expos",
    ),
    "a year that the text denies": (put("seeds/2031.yml", "year: 2030\n"), "W111", "year: 2031"),
    "a configuration named wrongly": (
        both(BASE, put("mkdocs.yml", "INHERIT: annals/default/mkdocs.yml\nsite_name: 年报\n")),
        "E150",
        "annals/default/mkdocs.yml",
    ),
    "Notepad's ending": (put("seeds/2031.yml.txt", "year: 2031\n"), "W207", "2031.yml"),
    "a copy of a raw file": (
        lambda root: shutil.copy(root / "seeds/2031.txt", root / "seeds/2031 (1).txt") and None,
        "W106",
        "seeds/2031 (1).txt  警告 W106",
    ),
    "a quotation with words left out": (quoted("第3届论坛"), "E210", "“第3届甲乙论坛”"),
    "a quotation with words put in": (quoted("第3届的甲、乙论坛"), "E210", "“第3届甲乙论坛”"),
    "a quotation of another block": (quoted("第3届甲乙论坛", "2031#l11"), "E210", "引文在 2031#l5"),
    "a quotation like nothing": (quoted("二零年初春"), "E210", "没有与它相近的文字"),
    "a quotation of another report": (
        both(put("seeds/2032.txt", RAW.replace("甲乙论坛", "丙会")), quoted("第3届甲乙论坛", "2032#l6")),
        "E203",
        "最接近的是 2031#l5（",
    ),
    "a reference without its sign": (quoted("第3届甲乙论坛", "2031l5"), "E203", "最接近的是 2031#l5；"),
    "a reference with a dash": (quoted("第3届甲乙论坛", "2031-l5"), "E203", "最接近的是 2031#l5；"),
    "a reference without its letter": (quoted("第3届甲乙论坛", "2031#5"), "E203", "最接近的是 2031#l5；"),
    "a reference with the word for a year": (quoted("第3届甲乙论坛", "2031年#l5"), "E203", "最接近的是 2031#l5；"),
    "a reference without its report": (quoted("第3届甲乙论坛", "l5"), "E203", "最接近的是 2031#l5 的样子"),
    "the address of a paragraph": (
        quoted("第3届甲乙论坛", "https://example.org/a/2031/forums-and-expos.html#l5"),
        "E203",
        "最接近的是 2031#l5；",
    ),
    "a blank before the sign of a reference": (quoted("第3届甲乙论坛", "2031 #l5"), "E103", "“#l5”之前有空格"),
    "a sign behind a bracket": (swap(TOPIC, "order: 1", "blocks: [#l11]"), "E103", "“#l11”之前有空格或括号"),
    "a reference in round brackets": (swap(ENTRY, "[2031#l5]", "(2031#l5)"), "E203", "最接近的是 [2031#l5]；"),
    "a reference in braces": (swap(ENTRY, "[2031#l5]", "{2031#l5}"), "E203", "最接近的是 [2031#l5]；"),
    "a reference as a link": (swap(ENTRY, "[2031#l5]", "[见](2031#l5)"), "E213", "写作 [2031#l5]"),
    "a list without brackets": (swap(TOPIC, "order: 1", "blocks: 2031#l11"), "E205", "写作 blocks: [2031#l11]"),
    "a list in other brackets": (
        swap(TOPIC, "words: [论坛]", "words: 【论坛、展会】"),
        "E205",
        "写作 words: [论坛, 展会]",
    ),
    "no blank behind a colon in braces": (
        correct("replace: 签署协议12项, with:签订协议12项"),
        "E103",
        "“with:签订协议12项”的冒号之后少一个空格",
    ),
    "withdrawn.yaml": (put("docs/about/withdrawn.yaml", "[]\n"), "E233", "改名为 withdrawn.yml"),
    "withdrawn.yml by Notepad": (put("docs/about/withdrawn.yml.txt", "[]\n"), "E233", "改名为 withdrawn.yml"),
    "a file of the edition in another folder": (
        put("docs/decisions.yml", "{}\n"),
        "E233",
        "改名为 docs/entities/decisions.yml",
    ),
    "a page by Notepad": (put("docs/about/a.md.txt", "---\ntitle: 说明\n---\n"), "E233", "改名为 a.md"),
    "withheld without a reason": (put("seeds/2031.yml", "withheld: true\n"), "E106", "写出理由"),
    "a digest that is none": (put("seeds/2031.yml", "sha256: 12\n"), "E106", "去掉这一行"),
    "a head that is not closed": (swap(PAGE, "校对\n---\n", "校对\n"), "E201", "页首没有收"),
    "a cell without its block": (
        swap(ENTRY, ", block: 2031#l5}", "}"),
        "E206",
        "还缺 block，如 ordinal: {value: 5",
    ),
    "a year in quotation marks": (swap(ENTRY, "year: 2031", 'year: "2031"'), "E206", "不加引号"),
    "an unlike key of a cell": (swap(ENTRY, "{value: 3,", "{vaule: 3,"), "E207", "是不是 value"),
    "a comma in a value between braces": (
        point(lambda text: text.replace("printed: 12项", "printed: 1,200项")),
        "E207",
        "整个值用一对单引号括起来",
    ),
    "a break of another kind": (
        point(lambda text: text.replace("scope: 全年", "break: {part: 甲}")),
        "E206",
        "break: {no: 理由}",
    ),
    "a day too late, where its quotation has another": (
        swap(ENTRY, "    ordinal:", DAYS + "    ordinal:"),
        "E206",
        "jia-yi.md:9 ",
    ),
    "a sign of a list without a blank": (home("说明：\n-碳\n- 氢"), "E214", "写作“- 碳”"),
    "a long link": (
        home(f"见[{'论坛' * 30}]（topics/forums-and-expos.md）。"),
        "W253",
        f"[{'论坛' * 30}](topics/forums-and-expos.md)",
    ),
    "a long heading": (
        swap(PAGE, "2031年，市科委", f"##{'展会' * 14}\n\n2031年，市科委"),
        "E252",
        f"“## {'展会' * 14}”",
    ),
    "a link turned round": (home("见（论坛）[topics/forums-and-expos.md]。"), "W253", "[论坛](topics/forums"),
    "an address with a wide colon": (home("见[网站](https：//example.org/a)。"), "E213", "https://example.org/a"),
    "a key of the edition's facts": (
        put("mkdocs.yml", "site_name: 年报\nextra:\n  anals:\n    contact: 甲\n"),
        "E105",
        "是不是 annals",
    ),
    "the title of an entry that is meant": (swap(ENTRY, "aliases: []", "part_of: [甲乙论坛]"), "E211", "是 jia-yi"),
    "a heading broken behind its mark": (
        swap(PAGE, "### 第一节 论坛与展会", "###第一节\n论坛与展会"),
        "E252",
        "“### 第一节 论坛与展会”",
    ),
    "marks put around a quotation": (quoted("“第3届甲乙论坛”"), "E210", "文字是“第3届甲乙论坛”"),
    "two blocks in one cell": (quoted("第3届甲乙论坛", "2031#l5, 2031#l11"), "E207", "只引一段"),
    "a list for a block": (quoted("第3届甲乙论坛", "[2031#l5]"), "E206", "写法：ordinal: {value: 5"),
    "a wide comma between items": (
        correct("replace: 签署协议12项， with: 签订协议12项"),
        "E103",
        "下一个键之前的逗号是全角的",
    ),
    "an item without a blank behind its dash": (
        swap(ENTRY, "  - year: 2031", "  -year: 2031"),
        "E103",
        "减号之后少一个空格",
    ),
    "a correction of words of the site": (
        correct("replace: 签署了协议12项, with: 签订协议12项"),
        "E104",
        "原文第 11 行的“签署协议12项”；",
    ),
    "a heading without its place": (
        put(
            "seeds/2031.yml",
            "corrections:\n  - {heading: 甲, level: 3, cause: picture, certainty: certain, reason: 试}\n",
        ),
        "E107",
        "例：{heading: 标题, level: 3, before:",
    ),
    "words for a number": (correct("replace: 甲, with: 乙, line: 第7行"), "E107", "只写数字"),
    "dashes without blanks": (swap(TOPIC, "words: [论坛]", "words:\n  -论坛\n  -展会"), "E205", "words: [论坛, 展会]"),
    "a list for a title": (swap(TOPIC, "title: 论坛与展会", "title: [论坛]"), "E205", "title 写成了列表"),
    "words for an order": (swap(TOPIC, "order: 1", "order: 一"), "E205", "order: 10"),
    "the address of a page with the site's": (
        put(WITHDRAWN, "- {address: https://example.org/a/2031/raw.html, date: 2031-05-01, reason: 试}\n"),
        "E227",
        "路径：2031/raw.html",
    ),
    "a slash before an address": (
        put(WITHDRAWN, "- {address: /2031/raw.html, date: 2031-05-01, reason: 试}\n"),
        "E225",
        "写作 2031/raw.html",
    ),
    "a file for where it leads": (
        put(WITHDRAWN, "- {address: a.html, date: 2031-05-01, reason: 试, to: entities/jia-yi.md}\n"),
        "E225",
        "写作 entities/jia-yi.html",
    ),
    "one mark without a blank": (swap(PAGE, "### 第一节", "#第一节"), "E252", "写作“## 第一节"),
    "a word without its type": (put("docs/lexicon.yml", "things: {add: [沙龙]}\n"), "E118", "things: {add: [{沙龙: "),
    "a tab before a dash": (swap(ENTRY, "  - year: 2031", "\t- year: 2031"), "E103", "制表符"),
    "quotation marks around a word of ours": (
        swap(ENTRY, "block: 2031#l5}", "block: 2031#l5, year_from: “report”}"),
        "E206",
        "写法：year_from: report",
    ),
    "a Chinese key": (swap(ENTRY, "title: 甲乙论坛", "标题: 甲乙论坛"), "E207", "帮助：可用的键"),
    "the title of a section": (swap(TOPIC, "order: 1", "sections: [第一节 论坛与展会]"), "E203", "是 2031#l3；"),
    "the title of an entry that home tells of": (
        put("mkdocs.yml", "site_name: 年报\nextra: {annals: {home: {stories: [甲乙论坛]}}}\n"),
        "E211",
        "最接近的是 jia-yi",
    ),
    "a head of Western letters": (
        swap(ENTRY, "title: 甲乙论坛", "title: " + "创新论坛".encode().decode("latin-1")),
        "E103",
        "恢复它",
    ),
    "a page in a folder of its own": (
        put("docs/news/a.md", "---\ntitle: 消息\n---\n\n话。\n"),
        "N207",
        "[消息](news/a.md)",
    ),
    "a page beside a report's": (
        put(
            "docs/2031/新页.md",
            (PAGE_TEXT := "---\ntitle: 新页\nreport: '2031'\ntopic: other\nstatus: 未校对\n---\n\n话。\n"),
        ),
        "N118",
        "xin-ye.md",
    ),
}
