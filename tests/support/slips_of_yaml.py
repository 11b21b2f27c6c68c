"""Slips of people who edit in Notepad and on a web page: those in heads of pages and in files of settings, each with the code and some
words of what has to be told."""

from __future__ import annotations

import shutil

from tests.support.provocations import point
from tests.support.slips_of_pen import (
    BASE,
    ENTRY,
    OTHER,
    TOPIC,
    WITHDRAWN,
    Slip,
    look,
    quoted,
    signed,
)
from tests.support.small_folder import RAW, both, correct, put, swap

DAYS = (
    "    start: {value: 2031-03-11, quote: 2031年3月1日, block: 2031#l5}\n"
    "    end: {value: 2031-03-01, quote: 2031年3月1日, block: 2031#l5}\n"
)

IN_YAML: dict[str, tuple[Slip, str, str]] = {
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
    "a title in quotation marks": (swap(ENTRY, "title: 甲乙论坛", "title: “甲乙论坛”"), "W211", "写作 甲乙论坛"),
    "published before its year": (put("seeds/2031.yml", "published: 2030-05\n"), "W112", "2030-05"),
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
    "readers as a list": (signed("已校对\nreviewed_by: [甲, 乙]"), "E201", "甲、乙"),
    "one reader and the date": (signed("已核对\nreviewed_by: 甲 2031-03"), "W204", "两个人"),
    "nobody read it": (signed("已校对"), "N206", "reviewed_by: 甲"),
    "an unlike key": (swap(ENTRY, "aliases:", "zzz:"), "E207", "帮助：可用的键"),
    "an unlike status": (signed("ok"), "E215", "帮助：可用"),
    "an unlike series": (put("seeds/2031.yml", "series: zzz\n"), "E125", "帮助：系列写在"),
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
    "withdrawn.yml by Notepad": (put("docs/about/withdrawn.yml.txt", "[]\n"), "E233", "改名为 withdrawn.yml"),
    "a file of the edition in another folder": (
        put("docs/decisions.yml", "{}\n"),
        "E233",
        "改名为 docs/entities/decisions.yml",
    ),
    "withheld without a reason": (put("seeds/2031.yml", "withheld: true\n"), "E106", "写出理由"),
    "a digest that is none": (put("seeds/2031.yml", "sha256: 12\n"), "E106", "去掉这一行"),
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
    "a key of the edition's facts": (
        put("mkdocs.yml", "site_name: 年报\nextra:\n  anals:\n    contact: 甲\n"),
        "E105",
        "是不是 annals",
    ),
    "the title of an entry that is meant": (
        put("docs/entities/shi.md", "---\ntitle: 市科委\ntype: 机构\npart_of: [甲乙论坛]\n---\n"),
        "E211",
        "是 jia-yi",
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
}
