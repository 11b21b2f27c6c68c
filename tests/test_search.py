"""Search as readers meet it: in a real Chromium, on the real site under a sub-path."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import material
import pytest
from playwright.sync_api import Browser, Page, expect

from annals.markdown import split_front_matter
from annals.search import Home, read_page, search_files
from annals.search.fold import SIMPLIFIED, fold
from tests.conftest import BASE_PATH
from tests.searching import REPO, SCRIPTS, TRADITIONAL, Reader, Truth, bare, read_value, reader, scan, serving, session_forms

MATERIAL = REPO / "requirements.txt"


@pytest.fixture(scope="module")
def texts(browser: Browser, site: Path) -> dict[str, list[str]]:
    return scan(browser, site)


@pytest.fixture(scope="module")
def truth(texts: dict[str, list[str]]) -> Truth:
    return Truth({url: tuple(map(bare, lines)) for url, lines in texts.items()})


@pytest.fixture(scope="module")
def desk(browser: Browser, served: str) -> Iterator[Reader]:
    found = reader(browser, served)
    yield found
    found.page.close()


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
    wrong = []
    asked = queries(texts)
    # Text set in bold or as code, and the plain text around it, are one text to a reader.
    html = "".join((site / url).read_text("utf-8") for url in sorted(texts))
    over_bold = {"".join(halves) for halves in re.findall(r"([^<>\s&;]{2})</?(?:strong|code)>([^<>\s&;]{2})", html)}
    asked += [*sorted(over_bold)[-8:], "35000m²", "第5届世界顶"]
    assert len(over_bold) > 8
    for query in asked:
        answer = desk.type(query)
        expected = truth.pages(query)
        found = set(answer.urls) if answer.state == "literal" else set()
        if found != expected or len(answer.urls) != len(set(answer.urls)) and answer.state == "literal":
            wrong.append((query, sorted(expected - found), sorted(found - expected)))
        if expected:
            words = [form for word in map(bare, query.split()) if len(word) > 1 for form in session_forms(word)]
            for marks in desk.marks(3):
                if not any(word in bare(mark) for mark in marks for word in words):
                    wrong.append((query, marks, words))
    assert not wrong, wrong
    assert sum(1 for query in asked if truth.pages(query)) > 100


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
        homes.append(Home(url, page.title, page.blocks, "guide"))
    files = search_files(homes, (), (("guide", "说明"),), often=40)
    frequent = read_value(files["search/index.js"])["frequent"]
    for name, text in files.items():
        (copied / name).write_text(text, "utf-8")
    dice = random.Random(11)
    asked = ["上海", "科技", "上海科技", "科技 上海", "上海市科委", "国际科技合作", *cuts(texts, 12, "上海|科技|创新", dice)]
    assert "上海" in frequent and "科技" in frequent
    with serving(copied) as base:
        desk = reader(browser, base)
        for query in asked:
            assert set(desk.type(query).urls) == truth.pages(query), query
            assert all(desk.marks(3)), query
        assert desk.type("国际科技合作").urls[0] == "topics/international-cooperation.html"
        assert desk.type("长三角科技合作").urls[0] == "topics/yangtze-delta.html"
        assert desk.type("浦江创薪论坛").urls
        desk.page.close()


def test_the_whole_list_is_shown_as_one_scrolls(desk: Reader, truth: Truth) -> None:
    answer = desk.type("上海")
    items = desk.page.locator(".md-search-result__item")
    while items.count() < len(answer.urls):
        before = items.count()
        items.last.scroll_into_view_if_needed()
        desk.page.locator(".md-search__scrollwrap").hover()
        desk.page.mouse.wheel(0, 4000)
        desk.page.wait_for_function("n => document.querySelectorAll('.md-search-result__item').length > n", arg=before)
    expect(desk.page.locator("[data-annals-fill]")).to_have_count(0)
    hrefs = [items.nth(i).locator("a").first.get_attribute("href") or "" for i in range(items.count())]
    assert {urlsplit(href).path.removeprefix(BASE_PATH) for href in hrefs} == truth.pages("上海")


# --- names, aliases, slips, nonsense --------------------------------------------------------


def names() -> list[tuple[str, str, tuple[str, ...]]]:
    """Address, name and aliases of the pages that are about one thing, from what editors wrote."""
    found = []
    for folder in ("topics", "entities"):
        for path in sorted((REPO / "docs" / folder).glob("*.md")):
            front, _, _ = split_front_matter(path.read_text("utf-8"))
            if path.stem != "index" and "redirect" not in front:
                found.append((f"{folder}/{path.stem}.html", str(front["title"]), tuple(front.get("aliases") or ())))
    return found


def test_a_name_leads_to_its_page_first(desk: Reader) -> None:
    missed = [(name, answer.urls[:2]) for url, name, _ in names() if (answer := desk.type(name)).urls[:1] != [url]]
    assert len(missed) <= 0.05 * len(names()), missed


def test_an_alias_leads_to_its_page(desk: Reader) -> None:
    asked = [(url, alias) for url, _, aliases in names() for alias in aliases if len(bare(alias)) > 1]
    missed = [(alias, url) for url, alias in asked if url not in desk.type(alias).urls[:10]]
    assert len(missed) <= 0.1 * len(asked), missed


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
            homes.append(Home(url, page.title, page.blocks, "guide", aliases=given.get(url, ())))
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
    while len(asked) < 30:
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
        answer = desk.type(slip)
        assert answer.state in ("looser", "none"), slip
        if not pages & set(answer.urls[:10]):
            missed.append((slip, pages, answer.urls[:10]))
        else:
            assert "没有逐字相同" in answer.says
    assert len(missed) <= 3, missed


@pytest.mark.parametrize("query", ["紫色鲸鱼跳探戈", "釉琥龙笙", "qwxzvjk", "9876543210123", "鲸", "，。！", "asdfghjkl 鲸鱼"])
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
        ("科技小巨人 贷款 多少", "2011/sci-tech-finance.html", 1),
        ("G60 基金", "2022/yangtze-delta.html", 1),
        ("第十五届浦江论坛", "2022/forums-and-expos.html", 2),
        ("第15届浦江论坛", "2022/forums-and-expos.html", 2),
        ("15届浦江论坛", "2022/forums-and-expos.html", 2),
        ("第十五届浦江创新论坛", "2022/overview.html", 1),
        ("2011年 技术合同", "2011/innovation-services.html", 1),
        ("創新論壇", "2022/forums-and-expos.html", 4),
        ("Ｇ６０", "2022/yangtze-delta.html", 1),
        ("浦江创薪论坛", "2023/forums-and-expos.html", 4),
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


# --- where a result leads, the address, keys ------------------------------------------------


def test_a_result_opens_at_its_paragraph_with_the_words_marked(browser: Browser, served: str) -> None:
    """The hit runs over a correction mark and is asked for in full width and traditional characters."""
    desk = reader(browser, served, viewport={"width": 1280, "height": 700})
    page = desk.page
    desk.type("科技政策與環境")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2012/international-cooperation.html?h=*#l11")
    page.wait_for_selector("#l11 mark")
    assert bare("".join(page.locator("#l11 mark").all_inner_texts())) == "科技政策与环境"
    box = page.locator("#l11 mark").first.bounding_box()
    assert box and 0 < box["y"] < 700
    page.go_back()
    page.wait_for_function("() => document.querySelector('[data-md-component=search-query]').value === '科技政策與環境'")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.close()


def test_filters_narrow_the_answer_and_live_in_the_address(browser: Browser, served: str, truth: Truth) -> None:
    desk = reader(browser, served)
    page = desk.page
    every = desk.type("浦江创新论坛")
    page.get_by_label("年份").select_option("2022")
    narrowed = desk.answer("浦江创新论坛", year="2022")
    assert set(narrowed.urls) == {url for url in every.urls if url.startswith("2022/")} != set()
    page.get_by_label("专题").select_option("forums-and-expos")
    assert desk.answer("浦江创新论坛", year="2022", topic="forums-and-expos").urls == ["2022/forums-and-expos.html"]
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"q": ["浦江创新论坛"], "year": ["2022"], "topic": ["forums-and-expos"]}
    assert page.locator(".annals-search__share").get_attribute("data-clipboard-text") == page.url

    other = reader(browser, served, page.url.removeprefix(served))
    other.page.wait_for_selector(".md-search-result__item")
    assert other.page.locator(".md-search-result__item").count() == 1
    assert other.page.get_by_label("年份").input_value() == "2022"
    assert other.page.get_by_label("专题").input_value() == "forums-and-expos"
    other.page.close()
    strange = reader(browser, served, "index.html?q=主宾国&year=2011")
    expect(strange.page.locator(".md-search-result__meta")).to_contain_text("放宽筛选")
    strange.page.close()

    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.getElementById('__search').checked")
    assert urlsplit(page.url).query == ""
    page.close()


def test_keys_alone_are_enough(browser: Browser, served: str) -> None:
    desk = reader(browser, served)
    page = desk.page
    page.keyboard.press("/")
    expect(desk.box).to_be_focused()
    page.keyboard.type("G60")
    desk.answer("G60")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_label("年份")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert desk.answer("G60", year="2022").urls
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(desk.box).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.classList.contains('md-search-result__link')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2022/yangtze-delta.html?h=g60*")
    page.close()


def test_a_text_put_in_without_keys_is_searched(browser: Browser, served: str) -> None:
    """Pasted, dictated or composed."""
    desk = reader(browser, served)
    desk.box.click()
    desk.page.keyboard.insert_text("主宾国")
    assert desk.answer("主宾国").urls
    desk.page.close()


def test_a_screen_reader_is_told(desk: Reader) -> None:
    desk.type("主宾国")
    assert desk.page.locator("[role=status]", has_text="4 页").count() == 1
    assert desk.page.get_by_role("dialog", name="搜索").count() == 1
    assert desk.page.locator("ol[role=list] > li").count() == 4
    for name in ("年份", "专题", "种类"):
        assert desk.page.get_by_role("combobox", name=name).count() == 1


def test_on_a_phone(browser: Browser, served: str) -> None:
    desk = reader(browser, served, viewport={"width": 360, "height": 700}, has_touch=True, is_mobile=True)
    page = desk.page
    page.locator("header > nav > label[for=__search]").tap()
    page.keyboard.insert_text("长三角")
    assert len(desk.answer("长三角").urls) > 5
    page.wait_for_function("document.documentElement.scrollWidth <= 360")
    for control in (*page.locator(".annals-search__filters select").all(), page.locator(".md-search-result__link").first):
        box = control.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360 and box["height"] >= 24
    page.close()


# --- when something is missing --------------------------------------------------------------


def broken(site: Path, folder: Path, *names: str) -> Path:
    shutil.copytree(site, folder)
    for name in names:
        for path in list(folder.glob(name)):
            path.unlink()
    return folder


@pytest.mark.parametrize(
    "missing", ["search/*.js", "search/s*.js", "search/t*.js", "assets/search/find.js", "assets/search/answer.js", "assets/search/worker.js"]
)
def test_without_its_index_the_box_says_so_and_offers_a_way(browser: Browser, site: Path, tmp_path: Path, missing: str) -> None:
    with serving(broken(site, tmp_path / "site", missing)) as base:
        page = browser.new_page()
        page.goto(base + "2012/forums-and-expos.html", wait_until="load")
        box = page.locator("[data-md-component=search-query]")
        box.click()
        page.keyboard.type("浦江")
        said = page.locator(".md-search-result__meta")
        expect(said).to_contain_text("没有取到")
        topics = page.locator(".annals-search__aside a", has_text="专题")
        expect(topics).to_be_visible()
        topics.click()
        page.wait_for_url("**/topics/index.html")
        page.close()


def test_a_new_edition_under_an_open_page(browser: Browser, site: Path, tmp_path: Path) -> None:
    """The first file was read before the site changed; the others have other names now."""
    folder = broken(site, tmp_path / "site")
    with serving(folder) as base:
        desk = reader(browser, base)
        desk.type("上")
        homes = [Home("2012/forums-and-expos.html", "新的一版", (), "guide", aliases=("浦江创新论坛",))]
        for path in list((folder / "search").iterdir()):
            path.unlink()
        for name, text in search_files(homes, (), (("guide", "说明"),)).items():
            (folder / name).write_text(text, "utf-8")
        assert desk.type("浦江创新论坛").urls == ["2012/forums-and-expos.html"]
        desk.page.close()


def test_from_a_disk(browser: Browser, site: Path) -> None:
    """No worker and no fetching there; the same answers all the same, and the same marks."""
    page = browser.new_page()
    page.goto((site / "2012" / "forums-and-expos.html").as_uri(), wait_until="load")
    desk = Reader(page, site.as_uri() + "/")
    assert set(desk.type("主賓國").urls) == {f"{year}/forums-and-expos.html" for year in (2012, 2017, 2022, 2023)}
    page.keyboard.press("Enter")
    page.wait_for_selector("#annals-main mark")
    assert page.url.startswith("file:") and page.locator("#annals-main mark").first.inner_text() == "主宾国"
    page.close()


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
    for query in ("浦江创新论坛", "第十五届浦江论坛", "G60 基金"):
        fresh = browser.new_page()
        asked.clear()
        fresh.context.on("request", lambda request: asked.append(request.url))
        fresh.goto(served + "2012/forums-and-expos.html", wait_until="load")
        desk = Reader(fresh, served)
        assert desk.type(query).urls
        assert any(re.search(r"/search/t[0-9]", url) for url in asked), "excerpts count too"
        assert taken() <= 120_000, query
        fresh.close()
    page.close()


# --- normalisers, format, protocol ----------------------------------------------------------


def cases() -> list[tuple[str, str]]:
    found = []
    for line in (REPO / "tests" / "fold_cases.md").read_text("utf-8").split("\n"):
        if line.startswith("- "):
            given, arrow, expected = line[2:].partition(" → ")
            assert arrow, f"a case needs an arrow: {line}"
            spelt = [re.sub(r"⟨U\+(\w+)⟩", lambda match: chr(int(match.group(1), 16)), text) for text in (given, expected)]
            found.append((spelt[0], spelt[1]))
    assert len(found) > 25
    return found


@pytest.fixture(scope="module")
def folding(browser: Browser) -> Iterator[Page]:
    """A page that folds as readers' browsers do, with the whole table."""
    page = browser.new_page()
    page.add_script_tag(path=SCRIPTS / "fold.js")
    page.evaluate(
        "([forms, simples]) => { window.fold = AnnalsSearch.folder([forms, simples]); }",
        ["".join(SIMPLIFIED), "".join(SIMPLIFIED.values())],
    )
    yield page
    page.close()


@pytest.mark.parametrize(("given", "expected"), cases())
def test_both_normalisers_keep_the_table(folding: Page, given: str, expected: str) -> None:
    assert fold(given) == expected
    assert folding.evaluate("text => fold(text).text", given) == expected


def test_both_normalisers_agree_on_every_character(folding: Page) -> None:
    """Every character that this Python knows and that is no surrogate, each by itself."""
    chars = [chr(code) for code in range(0x40000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    theirs = folding.evaluate("text => [...text].map(char => fold(char).text)", "".join(chars))
    assert [(char, fold(char), other) for char, other in zip(chars, theirs, strict=True) if fold(char) != other] == []


def test_folding_twice_is_folding_once(texts: dict[str, list[str]]) -> None:
    for lines in texts.values():
        for line in lines:
            assert fold(fold(line)) == fold(line)


def test_material_speaks_the_protocol_we_answer() -> None:
    """Read in the bundle that is shipped, so that an upgrade cannot change it in silence."""
    scripts = Path(material.__file__).parent / "templates" / "assets" / "javascripts"
    (bundle,) = scripts.glob("bundle.*.min.js")
    text = bundle.read_text("utf-8")
    assert "mkdocs-material==9.8.1" in MATERIAL.read_text("utf-8"), "the facts below were read in 9.8.1"
    # SETUP is sent with the index, READY and RESULT are told apart by their numbers, QUERY is sent with the text.
    assert re.search(r"\.next\(\{type:0,data:\{config:\w+,docs:\w+,options:", text)
    assert re.search(r"function \w+\((\w+)\)\{return \1\.type===1\}function \w+\((\w+)\)\{return \2\.type===3\}", text)
    assert re.search(r"\.next\(\{type:2,data:\w+\}\)", text)
    # The worker is made from the address in the configuration; an index is fetched only for a form of this name.
    assert re.search(r"=new Worker\(\w+\)", text) and re.search(r"\w+\(\w+\.search,\w+\)", text)
    assert 'document.forms.namedItem("search")' in text
    # What an item is made of, and the hook for what goes with a result.
    for name in ("data-md-score", "md-search-result__item", ".terms", ".tags", ".location", "window.component$="):
        assert name in text, name


def test_material_s_own_search_is_not_shipped(site: Path) -> None:
    names = [path.name for path in site.rglob("*") if path.is_file()]
    assert [name for name in names if "lunr" in name or name.startswith(("tinyseg", "wordcut", "search."))] == []
    assert not (site / "search" / "search_index.json").exists()


def test_files_of_the_index_are_small_and_named_after_their_content(site: Path) -> None:
    files = {path.stem: path.read_text("utf-8") for path in (site / "search").glob("*.js")}
    assert len(files) > 50
    for name, text in files.items():
        value = read_value(text)
        if name != "index":
            packed = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
            digest = base64.urlsafe_b64encode(hashlib.sha256(packed.encode()).digest()[:3]).decode()
            assert name.endswith("-" + digest)
        if name[0] == "s" and "," in value:
            assert len(text.encode()) <= 12_500


def test_the_same_pages_make_the_same_bytes(site: Path) -> None:
    page = read_page((site / "2012" / "forums-and-expos.html").read_text("utf-8"))
    assert page is not None
    home = Home("2012/forums-and-expos.html", page.title, page.blocks, "report", "2012", "forums-and-expos")
    facts = ((home,), (("forums-and-expos", "论坛与展会"),), (("report", "报告"),))
    assert search_files(*facts) == search_files(*facts)
