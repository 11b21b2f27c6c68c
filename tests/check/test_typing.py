"""What editors type, paste and save otherwise than they mean is told with its cure; what real editors write is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.building import ingest
from annals.edition.checking import check
from annals.edition.writing import carry_out
from annals.model import Problem
from tests.support.small_folder import FORUM, PAGE, RAW, both, folder, put, swap

Slip = Callable[[Path], None]
HOME, ENTRY, OTHER = "docs/index.md", "docs/entities/jia-yi.md", "docs/2031/domestic-cooperation.md"
SENTENCE = "2031年，市科委组织企业参加甲乙论坛。"
CONFIGURED = "INHERIT: annals/defaults/mkdocs.yml\nhooks: [annals/hook.py]\nsite_name: 年报\n"


def home(text: str) -> Slip:
    return swap(HOME, "引言。", text)


def behind(text: str) -> Slip:
    """Behind the second paragraph of a report."""
    return swap(PAGE, SENTENCE, f"{SENTENCE}\n\n{text}")


def configured(line: str) -> Slip:
    """In a folder that brings the tool along."""
    return both(
        put("annals/defaults/mkdocs.yml", "site_name: 年报\n"),
        put("annals/hook.py", ""),
        put("mkdocs.yml", CONFIGURED + line),
    )


def copied(target: str) -> Slip:
    return lambda root: put(target, (root / PAGE).read_text("utf-8"))(root)


def moved(target: str) -> Slip:
    return both(copied(target), lambda root: (root / PAGE).unlink())


TOLD: dict[str, tuple[Slip, str, str]] = {
    "a report page at the top": (copied("docs/forums-and-expos.md"), "E220", "docs/forums-and-expos.md  "),
    "under another name": (copied("docs/luntan.md"), "E220", "docs/2031/forums-and-expos.md"),
    "among the pages of the edition": (copied("docs/about/forums.md"), "E220", "文字相同"),
    "moved to the top": (moved("docs/forums-and-expos.md"), "E220", "从那里移到"),
    "a misspelt title": (swap(HOME, "title:", "titel:"), "E207", "是不是 title"),
    "a capital": (swap(HOME, "title:", "Title:"), "E207", "index.md:2"),
    "a year's page": (swap("docs/2031/index.md", "title:", "titel:"), "E207", "是不是 title"),
    "an address before": (
        put("docs/about/x.md", "---\ntitle: 甲\nredirect_form: [about/y.html]\n---\n\n甲。\n"),
        "E207",
        "redirect_from",
    ),
    "a topic's key": (swap("docs/topics/forums-and-expos.md", "words:", "word:"), "E205", "是不是 words"),
    "italics in a report": (swap(PAGE, "发布报告10份", "发布*报告*10份"), "W213", "“报告”"),
    "code in a report": (swap(PAGE, "发布报告10份", "发布`报告`10份"), "W213", "代码"),
    "bold figures": (swap(PAGE, "发布报告10份", "发布报告**10**份"), "W213", "加粗"),
    "strike-through": (home("甲~~乙~~丙。"), "W253", "没有删除线"),
    "a note with blanks": (behind("> ** 编者注** 待查。"), "W253", "**编者注**"),
    "a blank before the last marks": (home("甲 **乙 **丙。"), "W253", "**乙**"),
    "a link without its end": (
        home("见[论坛](topics/forums-and-expos.md，甲。"),
        "W253",
        "[论坛](topics/forums-and-expos.md)",
    ),
    "a link over a line": (
        home("见[论坛]\n(topics/forums-and-expos.md)。"),
        "W253",
        "[论坛](topics/forums-and-expos.md)",
    ),
    "brackets the wrong way": (home("见(论坛)[topics/forums-and-expos.md]。"), "W253", "[论坛](topics/"),
    "a link of a wiki": (home("见[[论坛]]。"), "W253", "[论坛](….md)"),
    "a full-width quotation": (home("＞ 引文。"), "W253", "> 引文。"),
    "a dot for an item": (home("• 甲\n• 乙"), "W253", "- 甲"),
    "a dash for an item of a report": (behind("－ 甲"), "W253", "- 甲"),
    "no blank behind the dash": (home("-甲\n-乙"), "W253", "- 甲"),
    "a highlight": (home("甲==乙==丙。"), "W253", "没有这种写法"),
    "a box of another program": (home('!!! note "注意"\n    甲。'), "W253", "没有这种写法"),
    "a row with full-width bars": (home("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n｜ 3 ｜ 4 ｜"), "W253", "| 3 | 4 |"),
    "a table without its frame": (home("甲 | 乙\n1 | 2"), "E256", "--- 一行"),
    "items on lines of their own": (home("1．甲\n2．乙"), "N122", "第二行“2．乙”"),
    "blanks before a paragraph": (home("    引言在这里。"), "W214", "段首"),
    "a no-break blank in a name": (
        swap(ENTRY, "aliases: []", "aliases: [甲\u00a0乙会]"),
        "W212",
        "jia-yi.md:4",
    ),
    "a soft hyphen in a report": (swap(PAGE, "发布报告", "发布\u00ad报告"), "W212", "软连字符"),
    "a mark of direction": (home("甲\u202e乙。"), "W212", "U+202E"),
    "on several lines": (home("甲\u200b乙。\n\n丙\u200b丁。"), "W212", "共 2 处，另在第 7 行"),
    "in the facts of the site": (put("mkdocs.yml", "site_name: 年\u200b报\n"), "W212", "mkdocs.yml:1"),
    "in the words of a correction": (
        put(
            "seeds/2031.yml",
            "corrections:\n  - {replace: 报告10份, with: 报\u200b告10份, cause: slip, certainty: certain, reason: 试}\n",
        ),
        "W212",
        "2031.yml:2",
    ),
    "full-width letters of a topic": (
        swap("docs/topics/forums-and-expos.md", "words: [论坛]", "words: [论坛, ＡＩ大会]"),
        "N120",
        "AI",
    ),
    "a bar in a list of words": (
        swap("docs/topics/forums-and-expos.md", "words: [论坛]", "words: [论坛|峰会]"),
        "W209",
        "论坛, 峰会",
    ),
    "a page that ends in mid-sentence": (
        lambda root: put(PAGE, (root / PAGE).read_text("utf-8").partition("第3届甲乙论坛在某地")[0])(root),
        "E260",
        "后面还有 1 段",
    ),
    "a heading in mid-sentence": (
        swap(PAGE, "论坛以“开放”", "论坛以\n\n## 又一题\n\n“开放”"),
        "W215",
        "中间是“又一题”",
    ),
    "a figure of nothing": (
        put(
            ENTRY,
            FORUM.replace(
                "    ordinal:", "    figures:\n      - {value: 10份, quote: 报告10份, block: 2031#l5}\n    ordinal:"
            ),
        ),
        "E206",
        "what 说数的是什么",
    ),
    "capitals in a file's name": (
        put("docs/entities/Bing.md", FORUM.replace("甲乙论坛", "丙丁论坛")),
        "N118",
        "bing.md",
    ),
    "a place on a page that has none": (home("见[论坛](entities/jia-yi.md#l5)。"), "W202", "index.md:5"),
    "no hook": (
        both(configured(""), swap("mkdocs.yml", "hooks: [annals/hook.py]\n", "")),
        "E262",
        "hooks: [annals/hook.py]",
    ),
    "a theme whole": (configured("theme: material\n"), "E262", "mkdocs.yml:4"),
    "a folder of the theme that is gone": (configured("theme: {custom_dir: own}\n"), "E262", "own 不在那里"),
    "a style that is gone": (configured("extra_css: [a.css]\n"), "E262", "docs/a.css"),
    "a style of another site": (configured("extra_css: ['https://example.org/a.css']\n"), "E262", "别的网站"),
    "extensions anew": (configured("markdown_extensions: [admonition]\n"), "E262", "tables、md_in_html"),
    "addresses of another form": (configured("use_directory_urls: true\n"), "E262", "网址全都变了"),
    "a menu": (configured("nav: [index.md]\n"), "E262", "菜单由程序"),
    "the search of MkDocs": (configured("plugins: [search]\n"), "E262", "检索是程序自己的"),
    "an address without its beginning": (configured("site_url: example.org\n"), "E262", "https://example.org"),
    "the contact beside its place": (configured("extra:\n  contact: a@b.cn\n"), "E105", "extra.annals.contact"),
    "the contact at the top": (configured("contact: a@b.cn\n"), "E105", "mkdocs.yml:4"),
    "our own name misspelt": (configured("extra:\n  anals: {official: false}\n"), "E105", "是不是 annals"),
}

SILENT: dict[str, Slip] = {
    "a note": behind("> **编者注** 见《某报告》第3期，共3–5处，约 10 万字。"),
    "a note of two paragraphs": behind("> **编者注** 甲。\n>\n> 乙。"),
    "a bold run-in label": swap(PAGE, "2031年，市科委组织", "**市科委组织**"),
    "wrapped prose": home("论坛是一个\n每年举办的会，\n由某省主办。"),
    "a list": home("- 甲\n- 乙\n- 丙。"),
    "numbered paragraphs": home("1．甲。\n\n2．乙。"),
    "emphasis and code of an editor's own": home("这是 *重要* 的，见 `sections`。"),
    "a signature": home("——编者，2026年3月"),
    "signs before figures": home("-5℃以下，+3%以上。"),
    "an emoji": home("欢迎👨\u200d👩\u200d👧来信❤\ufe0f。"),
    "an empty cell": home("| 年 | 届 |\n| --- | --- |\n| 2031 | |"),
    "a line break": home("某路1号。<br>\n电话。"),
    "code set in": home("    make site"),
    "a paragraph parted behind a sentence": swap(PAGE, "担任主宾国。", "担任主宾国。\n\n"),
    "the last sentence taken out": swap(OTHER, "签署协议12项，支持甲乙论坛成果落地。", "签署协议12项。"),
    "keys of the theme": swap(HOME, "title: 首页", "title: 首页\ndescription: 甲\nhide: [toc]"),
    "an own logo": both(
        put("docs/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'), configured("theme: {logo: a.svg}\n")
    ),
    "the logo of the theme": configured("theme: {favicon: assets/favicon.svg, features: [navigation.top]}\n"),
    "an own style": both(put("docs/a.css", "p {color: red}"), configured("extra_css: [a.css]\n")),
    "links of the theme": configured(
        "extra:\n  social: [{icon: a, link: 'https://example.org'}]\n  annals: {official: false}\n"
    ),
    "names with a middle dot": home("约翰·史密斯·某，见“甲·乙”。"),
    "prices": home("票价 $5 到 $8，第3*届。"),
    "pages in order": put("seeds/2031.yml", "pages: {58: 3, 59: 9}\n"),
    "a running title that is there": put("seeds/2031.yml", "running: [第三章 科技 合作]\n"),
}


ITEMS = RAW.replace(
    "2031年，与外地签署协议12项，支持甲乙论坛成果落地。\n", "- 举办活动3个、论坛13场\n- 观众38000人次\n"
)
LISTED: dict[str, Slip] = {
    "an item in two": swap(OTHER, "活动3个、论坛13场", "活动3个\n- 论坛13场"),
    "a shorter item": swap(OTHER, "观众38000人次", "观众"),
}


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("listed") / "root"
    folder(root)
    put("seeds/2031.txt", ITEMS)(root)
    carry_out(root, ingest(root.resolve()).writes)
    return root


@pytest.mark.parametrize("kind", LISTED)
def test_items_end_without_a_stop(kind: str, listed: Path, tmp_path: Path) -> None:
    found = said(listed, tmp_path, LISTED[kind])
    assert not [problem for problem in found if problem.code in ("E260", "W215")]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base") / "root"
    folder(root)
    carry_out(root, ingest(root.resolve()).writes)
    return root


def said(base: Path, place: Path, slip: Slip) -> tuple[Problem, ...]:
    root = place / "root"
    shutil.copytree(base, root)
    slip(root)
    return check(root.resolve()).problems


@pytest.mark.parametrize("kind", TOLD)
def test_it_is_told_with_its_cure(kind: str, base: Path, tmp_path: Path) -> None:
    slip, code, words = TOLD[kind]
    found = said(base, tmp_path, slip)
    told = [as_text(problem, "zh") for problem in found if problem.code == code]
    assert told, [problem.code for problem in found]
    assert words in "\n".join(told), told


@pytest.mark.parametrize("kind", SILENT)
def test_what_is_meant_so_is_no_slip(kind: str, base: Path, tmp_path: Path) -> None:
    found = said(base, tmp_path, SILENT[kind])
    assert not found, [as_text(problem, "zh") for problem in found]


def test_it_is_told_once_and_at_its_line(base: Path, tmp_path: Path) -> None:
    found = said(base, tmp_path, home("甲。\n\n• 乙\n• 丙\n\n丁2*3*4米。"))
    assert [(problem.code, problem.line) for problem in found] == [("W253", 7), ("W213", 10)]
