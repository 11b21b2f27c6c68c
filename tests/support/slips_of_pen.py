"""Slips of people who edit in Notepad and on a web page: those in the text of a page, each with the code and some words of what has to
be told. Those in heads of pages and in files of settings: slips_of_yaml.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.small_folder import PAGE, both, put, swap

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


IN_TEXT: dict[str, tuple[Slip, str, str]] = {
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
    "a page pasted with its head": (
        swap(PAGE, SENTENCE, f"{SENTENCE}\n\n---\ntitle: 又一页\n---\n\n话。"),
        "E253",
        "title",
    ),
    "full-width stars": (home("这是＊＊重要＊＊的。"), "W253", "**重要**"),
    "blanks above the head": (swap(PAGE, "---\ntitle", "\n---\ntitle"), "E201", "第一行"),
    "an unlike topic": (swap(PAGE, "topic: forums-and-expos", "topic: zzz"), "E216", "帮助：专题在"),
    "the title of a topic": (swap(PAGE, "topic: forums-and-expos", "topic: 国内合作"), "E216", "是不是 domestic-coop"),
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
    "withdrawn.yaml": (put("docs/about/withdrawn.yaml", "[]\n"), "E233", "改名为 withdrawn.yml"),
    "a page by Notepad": (put("docs/about/a.md.txt", "---\ntitle: 说明\n---\n"), "E233", "改名为 a.md"),
    "a head that is not closed": (swap(PAGE, "校对\n---\n", "校对\n"), "E201", "页首没有收"),
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
    "a heading broken behind its mark": (
        swap(PAGE, "### 第一节 论坛与展会", "###第一节\n论坛与展会"),
        "E252",
        "“### 第一节 论坛与展会”",
    ),
    "one mark without a blank": (swap(PAGE, "### 第一节", "#第一节"), "E252", "写作“## 第一节"),
    "a page in a folder of its own": (
        put("docs/news/a.md", "---\ntitle: 消息\n---\n\n话。\n"),
        "N207",
        "[消息](news/a.md)",
    ),
    "a page beside a report's": (
        put(
            "docs/2031/新页.md",
            (text := "---\ntitle: 新页\nreport: '2031'\ntopic: other\nstatus: 未校对\n---\n\n话。\n"),
        ),
        "N118",
        "xin-ye.md",
    ),
    "a page of a report in a folder below": (put("docs/2031/sub/new.md", text), "N118", "改名为 docs/2031/new.md"),
    "a page of a report with capitals": (put("docs/2031/New-Page.md", text), "N118", "new-page.md"),
}
