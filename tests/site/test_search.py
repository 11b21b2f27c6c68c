"""Search finds whatever is visible: typed into the box of the real site, in a real Chromium."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from annals.markdown.front import Front
from annals.site.search.files import search_files
from annals.site.search.index import Home
from annals.site.search.page import read_page
from tests.support.browsing import BASE_PATH, serving
from tests.support.places import FROZEN
from tests.support.searching import TRADITIONAL, Reader, Truth, bare, read_value, reader, session_forms

# --- literal queries ------------------------------------------------------------------------


def cuts(texts: dict[str, list[str]], count: int, pattern: str, dice: random.Random) -> list[str]:
    """Runs of 2 to 8 visible characters of home texts that a pattern finds something in."""
    lines = [line for url in sorted(texts) for line in texts[url] if re.search(pattern, line)]
    found = []
    while len(found) < count:
        line = dice.choice(lines)
        around = dice.choice(list(re.finditer(pattern, line)))
        length = dice.randint(2, 8)
        start = max(0, around.start() - dice.randint(0, length - 1))
        cut = line[start : start + length]
        if not re.search(r"\s", cut) and len(bare(cut)) > 1 and re.search(pattern, cut):
            found.append(cut)
    return found


def wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def traditional(text: str) -> str:
    return "".join(TRADITIONAL.get(char, char) for char in text)


def queries(texts: dict[str, list[str]]) -> list[str]:
    dice = random.Random(2026)
    both = cuts(texts, 24, r"[\u4e00-\u9fff]{3}", dice)
    return [
        *cuts(texts, 30, r".", dice),
        *cuts(texts, 12, r"[《》“”（）、，。]", dice),
        *cuts(texts, 12, r"[0-9]", dice),
        *cuts(texts, 8, r"[0-9]\.[0-9]", dice),
        *cuts(texts, 12, r"[A-Za-z]", dice),
        *map(wide, cuts(texts, 8, r"[0-9A-Za-z]", dice)),
        *map(traditional, cuts(texts, 8, f"[{''.join(TRADITIONAL)}]", dice)),
        *(f"{one} {two}" for one, two in zip(both[:12], both[12:], strict=True)),
        *(" ".join((line[:3], line[-4:-1])) for line in cuts(texts, 8, r"[\u4e00-\u9fff]{8}", dice)),
    ]


def test_whatever_is_visible_is_found_and_nothing_else(
    desk: Reader, site: Path, texts: dict[str, list[str]], truth: Truth
) -> None:
    """Every eighth query of each kind; `make soak` asks all."""
    visible_is_found(desk, site, texts, truth, queries(texts)[::8])


def visible_is_found(desk: Reader, site: Path, texts: dict[str, list[str]], truth: Truth, asked: list[str]) -> None:
    wrong = []
    least = 0.7 * len(asked)
    # Text set in bold or as code, and the plain text around it, are one text to a reader.
    html = "".join((site / url).read_text("utf-8") for url in sorted(texts))
    over_bold = {"".join(halves) for halves in re.findall(r"([^<>\s&;]{2})</?(?:strong|code)>([^<>\s&;]{2})", html)}
    asked += [*sorted(over_bold)[-8:], "35000m²", "第5届世界顶"]
    # Whole words, beginnings of words, insides of words.
    asked += ["AI", "R&D", "ISC", "5G", "G60", "pujia", "ujian", "ngb 示范"]
    assert len(over_bold) > 8
    for number, query in enumerate(asked):
        answer = desk.ask(query) if number % 4 else desk.type(query)
        expected = truth.pages(query)
        found = set(answer.urls) if answer.state == "literal" else set()
        if found != expected or (len(answer.urls) != len(set(answer.urls)) and answer.state == "literal"):
            wrong.append((query, sorted(expected - found), sorted(found - expected)))
        if expected:
            words = [form for word in map(bare, query.split()) if len(word) > 1 for form in session_forms(word)]
            for marks in desk.marks(3):
                if not any(word in bare(mark) for mark in marks for word in words):
                    wrong.append((query, marks, words))
    assert not wrong, wrong
    assert sum(1 for query in asked if truth.pages(query)) > least


def test_frequent_pairs_are_found_as_exactly(
    browser: Browser, site: Path, texts: dict[str, list[str]], truth: Truth, tmp_path: Path
) -> None:
    """What sites a hundred times as large need, on this one: pairs that count as one character."""
    copied = tmp_path / "site"
    shutil.copytree(site, copied)
    homes = []
    for url in sorted(texts):
        page = read_page((site / url).read_text("utf-8"))
        assert page is not None
        homes.append(Home(url=url, title=page.title, blocks=page.blocks, kind="guide"))
    files = search_files(homes, (), (("guide", "说明"),), often=40)
    frequent = read_value(files["search/index.js"])["frequent"]
    for name, text in files.items():
        (copied / name).write_text(text, "utf-8")
    dice = random.Random(11)
    asked = [
        "上海",
        "科技",
        "上海科技",
        "科技 上海",
        "上海市科委",
        "国际科技合作",
        *cuts(texts, 6, "上海|科技|创新", dice),
    ]
    assert "上海" in frequent and "科技" in frequent
    with serving(copied) as base:
        desk = reader(browser, base)
        for query in asked:
            assert set(desk.ask(query).urls) == truth.pages(query), query
            assert all(desk.marks(3)), query
        assert desk.type("国际科技合作").urls[0] == "topics/international-cooperation.html"
        assert desk.type("长三角科技合作").urls[0] == "topics/yangtze-delta.html"
        assert desk.type("浦江创薪论坛").urls
        desk.page.close()


# Material adds a few results each time the list comes to its end from above, ours get their excerpts when they come into sight.
# A jump from end to end is no coming from above, so that each step goes up a little first; nothing here waits for a clock.
SCROLL = """async count => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  const list = document.querySelector(".md-search__scrollwrap");
  const items = () => document.querySelectorAll(".md-search-result__item");
  const bare = () => document.querySelector("[data-annals-fill]");
  for (let step = 0; step < 20 * count && (items().length < count || bare()); step++) {
    list.scrollTop = Math.max(0, list.scrollTop - 200);
    await frame();
    if (bare()) bare().scrollIntoView(); else list.scrollTop = list.scrollHeight;
    await frame();
  }
  return [...items()].map(item => item.querySelector("a").getAttribute("href"));
}"""


def test_the_whole_list_is_shown_as_one_scrolls(desk: Reader, truth: Truth) -> None:
    """A word on some dozens of pages: the first screen, and all of them further down."""
    words = ["国际科技合作", "创新论坛", "科技创新", "长三角", "论坛"]
    query = next(word for word in words if 30 <= len(truth.pages(word)) <= 80)
    answer = desk.type(query)
    items = desk.page.locator(".md-search-result__item")
    expect(items).to_have_count(10)
    desk.page.locator(".md-search__scrollwrap").hover()
    desk.page.mouse.wheel(0, 4000)
    expect(items.nth(10)).to_be_attached()
    hrefs = desk.page.evaluate(SCROLL, len(answer.urls))
    assert {urlsplit(href).path.removeprefix(BASE_PATH) for href in hrefs} == truth.pages(query)
    assert desk.page.locator("[data-annals-fill]").count() == 0, "each has its excerpt"


# --- names, aliases, slips, nonsense --------------------------------------------------------


def names() -> list[tuple[str, str, tuple[str, ...]]]:
    """Address, name and aliases of the pages that are about one thing, from what editors wrote."""
    found = []
    for folder in ("topics", "entities"):
        for path in sorted((FROZEN / "docs" / folder).glob("*.md")):
            front = Front.of(path.read_text("utf-8")).values
            if path.stem != "index" and "redirect" not in front:
                found.append((f"{folder}/{path.stem}.html", str(front["title"]), tuple(front.get("aliases") or ())))
    return found


def names_lead_to_their_pages(desk: Reader, asked: list[tuple[str, str, tuple[str, ...]]]) -> None:
    missed = [(name, answer.urls[:2]) for url, name, _ in asked if (answer := desk.ask(name)).urls[:1] != [url]]
    assert len(missed) <= 0.05 * len(asked), missed


def test_a_name_leads_to_its_page_first(desk: Reader) -> None:
    """Every sixth; `make soak` asks for all."""
    names_lead_to_their_pages(desk, names()[::6])


def aliases_lead_to_their_pages(desk: Reader, entries: list[tuple[str, str, tuple[str, ...]]]) -> None:
    asked = [(url, alias) for url, _, aliases in entries for alias in aliases if len(bare(alias)) > 1]
    missed = [(alias, url) for url, alias in asked if url not in desk.ask(alias).urls[:10]]
    assert len(missed) <= 0.1 * len(asked), missed


def test_an_alias_leads_to_its_page(desk: Reader) -> None:
    """Every third entry; `make soak` asks for all."""
    aliases_lead_to_their_pages(desk, names()[1::3])


def test_an_alias_that_stands_on_no_page(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Aliases come with the page's facts; the same index with two more of them."""
    copied = tmp_path / "site"
    shutil.copytree(site, copied)
    given = {"topics/forums-and-expos.html": ("顶科论坛", "World Top Meetings"), "2012/index.html": ("壬辰科技年报",)}
    homes = []
    for path in sorted(site.rglob("*.html")):
        page = read_page(path.read_text("utf-8"))
        if page is not None:
            url = path.relative_to(site).as_posix()
            homes.append(Home(url=url, title=page.title, blocks=page.blocks, kind="guide", aliases=given.get(url, ())))
    for name, text in search_files(homes, (), (("guide", "说明"),)).items():
        (copied / name).write_text(text, "utf-8")
    with serving(copied) as base:
        desk = reader(browser, base)
        for url, aliases in given.items():
            for alias in (*aliases, wide(aliases[0])):
                assert desk.type(alias).urls[0] == url
                assert "又称" in desk.page.locator(".md-search-result__item").first.inner_text()
        desk.page.close()


def test_one_wrong_character_in_five_or_more(desk: Reader, texts: dict[str, list[str]], truth: Truth) -> None:
    dice = random.Random(7)
    asked = []
    while len(asked) < 20:
        cut = dice.choice(cuts(texts, 1, r"[\u4e00-\u9fff]{5,}", dice))
        pages = truth.pages(cut)
        if len(bare(cut)) < 5 or len(pages) > 5:
            continue
        slip = list(cut)
        slip[dice.randrange(len(slip))] = dice.choice("鲸螺旋釉琥龙笙茉")
        if not truth.pages("".join(slip)):
            asked.append(("".join(slip), pages))
    missed = []
    for slip, pages in asked:
        answer = desk.ask(slip)
        assert answer.state in ("looser", "none"), slip
        if not pages & set(answer.urls[:10]):
            missed.append((slip, pages, answer.urls[:10]))
        else:
            assert "没有逐字相同" in answer.says
    assert len(missed) <= 2, missed


@pytest.mark.parametrize(
    "query", ["紫色鲸鱼跳探戈", "釉琥龙笙", "qwxzvjk", "9876543210123", "鲸", "，。！", "asdfghjkl 鲸鱼"]
)
def test_nonsense_finds_nothing(desk: Reader, query: str) -> None:
    answer = desk.type(query)
    assert answer.urls == []
    assert answer.state in ("none", "titles", "empty")
    if answer.state == "none":
        assert "没有找到" in answer.says
        assert desk.page.locator(".annals-search__aside a", has_text="专题").is_visible()


@pytest.mark.parametrize(
    ("query", "url", "within"),
    [
        ("上海对口支援哪些地区", "2012/domestic-cooperation.html", 3),
        ("浦江创新论坛 2022 主宾国", "2022/forums-and-expos.html", 1),
        ("科技小巨人 贷款 多少", "2011/sci-tech-finance.html", 2),
        ("G60 基金", "2022/yangtze-delta.html", 1),
        ("第十五届浦江论坛", "2022/forums-and-expos.html", 2),
        ("第15届浦江论坛", "2022/forums-and-expos.html", 2),
        ("15届浦江论坛", "2022/forums-and-expos.html", 2),
        ("第十五届浦江创新论坛", "2022/forums-and-expos.html", 1),
        ("2011年 技术合同", "2011/innovation-services.html", 1),
        ("創新論壇", "entities/pujiang-innovation-forum.html", 3),
        ("Ｇ６０", "entities/g60-innovation-corridor.html", 1),
        ("Ｇ６０", "2022/yangtze-delta.html", 8),
        ("浦江创薪论坛", "entities/pujiang-innovation-forum.html", 4),
    ],
)
def test_what_people_ask(desk: Reader, query: str, url: str, within: int) -> None:
    assert url in desk.type(query).urls[:within]


def test_one_character_looks_in_titles_alone(desk: Reader, site: Path) -> None:
    answer = desk.type("盟")
    assert answer.state == "titles" and "标题" in answer.says
    holding = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if "盟" in "".join(re.findall(r"<h\d[^>]*>(.*?)</h\d>", path.read_text("utf-8"), re.S))
    }
    assert set(answer.urls) and set(answer.urls) <= holding


# --- bytes ----------------------------------------------------------------------------------


def test_few_bytes(browser: Browser, site: Path, served: str) -> None:
    """What a page loads of search, and what the first answer takes, the page's share included."""
    page = browser.new_page()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(served + "2012/forums-and-expos.html", wait_until="networkidle")
    assert not any("/search/s" in url for url in asked)

    def taken() -> int:
        paths = {urlsplit(url).path.removeprefix(BASE_PATH) for url in asked}
        return sum((site / path).stat().st_size for path in paths if "search/" in path)

    assert 0 < taken() <= 30_000
    for query in ("浦江创新论坛", "第十五届浦江论坛", "上海对口支援哪些地区"):
        fresh = browser.new_page()
        asked.clear()
        fresh.context.on("request", lambda request: asked.append(request.url))
        fresh.goto(served + "2012/forums-and-expos.html", wait_until="load")
        desk = Reader(fresh, served)
        assert desk.type(query).urls
        assert any(re.search(r"/search/t[0-9]", url) for url in asked), "excerpts count too"
        assert taken() <= 120_000, (query, taken())
        fresh.close()
    page.close()
