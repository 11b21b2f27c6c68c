"""The chronicle, the documents of policy and what is not told alike, as readers find them: of the frozen edition's five
reports against its data, of a small folder against what its text says."""

from __future__ import annotations

import csv
import html
import json
import posixpath
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from annals.edition.deriving import derive, navigation
from annals.edition.ingesting import ingest
from annals.edition.shipped import derived_templates
from annals.model import Edition, View
from annals.pages import chronicle, contradictions, policies
from annals.pages.coverage import Coverage
from annals.pages.links import url
from annals.pages.passage import Passages
from annals.pages.register import published
from annals.pages.sources import sources_of
from annals.pages.spans import Room
from annals.pages.threads import Threads
from annals.pages.told import ToldLists
from tests.support.open_data import Page
from tests.support.stories import codes, short_guide, take_in

FOLDERS = ("chronicle/", "documents/", "about/contradictions")


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text)).strip("…")


def rows(site: Path, name: str) -> list[dict[str, str]]:
    with (site / f"data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main_of(page: Path) -> str:
    return page.read_text("utf-8").partition('id="annals-main"')[2].partition('<footer class="md-footer')[0]


# --- of the five reports -------------------------------------------------------------------------


def listed(text: str) -> list[tuple[str, str, str]]:
    """Of each event on a page: the link of its date, the date for programs, its words."""
    return [
        (href, iso, words(said))
        for href, iso, said in re.findall(
            r'<p class="annals-when"><a href="([^"]*)"[^>]*><time datetime="([^"]*)">.*?'
            r'(?<=<span class="annals-source">)(.*?)</span>(?:<a class="annals-origin|\s*<small|</p>)',
            text,
            re.DOTALL,
        )
    ]


def test_every_event_stands_in_the_chronicle_with_its_words_and_leads_to_them(site: Path) -> None:
    page = main_of(site / "chronicle/index.html")
    found = Counter(
        (re.sub(r"^(?:\.\./)+", "", href), iso, re.sub(r"\s", "", said)) for href, iso, said in listed(page)
    )
    again = Counter(re.sub(r"^(?:\.\./)+", "", href) for href in re.findall(r'又见<a href="([^"]*)"', page))
    typed = Counter(
        (
            row["url"],
            f"{row['start']}/{row['end']}" if row["end"] else row["start"],
            re.sub(r"\s", "", row["text"]),
        )
        for row in rows(site, "events")
        if not (row["date_from"] == "label" and row["url"] in again)
    )
    assert found == typed and sum(again.values()) == 4, (
        "15th forum, AI conference, laureates, fair: each told with its day"
    )
    pages: dict[str, Page] = {}
    for address, _, said in found:
        path, _, anchor = address.partition("#")
        text = pages.setdefault(path, Page(site / path)).text(anchor)
        assert said in re.sub(r"\s", "", text), address


def test_a_year_is_in_the_order_of_time_and_each_topic_has_its_own(site: Path) -> None:
    page = main_of(site / "chronicle/index.html")
    for part in page.split('<h2 id="y-')[1:]:
        dates = [iso.partition("/")[0] for _, iso, _ in listed(part)]
        assert dates == sorted(dates)
    topic = main_of(site / "chronicle/topics/forums-and-expos.html")
    assert "第5届浦江创新论坛于11月3—4日" in words(topic).replace(" ", "") and "泽普" not in topic
    # 2011 has no page on forums; the topic quotes them from another section.
    assert "第4届浦江创新论坛召开" in words(topic)
    own = re.findall(r'href="([^"]*)"', main_of(site / "topics/forums-and-expos.html"))
    assert "../chronicle/topics/forums-and-expos.html" in own
    assert "../chronicle/index.html#y-2011" in re.findall(r'href="([^"]*)"', main_of(site / "2011/index.html"))


def test_what_a_sentence_does_not_name_its_heading_does(site: Path) -> None:
    page = main_of(site / "chronicle/index.html")
    assert re.search(r">浦江创新论坛（第16届）</a>：<span class=\"annals-source\">9月9—11日举办", page)
    assert page.count("</a>：<") == 2 and "<p>：" not in page


def test_a_document_is_told_once_a_report_with_all_its_sentences(site: Path) -> None:
    page = main_of(site / "documents/index.html")
    told = re.findall(r'<p class="annals-when">.*?《(.*?)》</', page)
    titles = Counter((row["report"], row["title"]) for row in rows(site, "documents"))
    # 上海市人民政府关于推动… and 关于推动… are one entry's names; two more are named in two paragraphs under one name.
    assert len(told) == len(titles) - 1 == 17
    assert "沪府发〔2011〕84号" in page and "国科发财〔2011〕540号" in page
    entry = page.partition("沪府发〔2011〕84号</span>")[2].partition("</li>")[0]
    assert entry.count("annals-mention-chain") == 2 and "市政府" in words(entry)
    assert re.search(r'<time datetime="2017-10">2017年10月</time>', page)


def test_judged_places_show_both_sentences_and_the_editors_reason(site: Path) -> None:
    page = main_of(site / "about/contradictions.html")
    assert page.count("<blockquote") == 2 * page.count('<div class="annals-editor annals-said">') == 16
    zone = page.partition("1775是人还是人次")[2].partition("<h3>")[0]
    assert re.findall(r"1775人次?", words(zone.partition("annals-editor")[0])) == ["1775人", "1775人次"]
    for href in re.findall(r'<footer class="annals-derived"><a href="([^"]*)"', page):
        path, _, anchor = href.removeprefix("../").partition("#")
        assert Page(site / path).text(anchor)


def test_none_of_it_is_found_twice_by_search(site: Path) -> None:
    """The sentences are read at home; here they are quotations."""
    for folder in ("chronicle", "documents"):
        for path in (site / folder).rglob("*.html"):
            assert re.search(rf'class="annals-derived annals-{folder}" data-search-exclude', path.read_text("utf-8"))


# --- of a small folder ---------------------------------------------------------------------------

YEARS = (1998, 1999, *range(2001, 2012))
MONTH = "某省代表团访问外地"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def report(root: Path, year: int, days: int) -> None:
    told = [f"{day}月{day}日，第{day}次论坛工作会议召开。" for day in range(1, days + 1)]
    policy = f"{year}年，发布《某省创新券管理办法》（某科发〔{year}〕7号）。"
    text = "\n\n".join(["第一章 总则", "第一节 论坛", *told, "第二节 其他", f"9月，{MONTH}。", policy])
    write(root, f"seeds/{year}.txt", text + "\n")
    write(root, f"seeds/{year}.yml", f"year: {year}\n")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = tmp_path_factory.mktemp("told")
    for year in YEARS:
        report(root, year, 12 if year in (2003, 2004) else 1)
    write(root, "docs/topics/forums.md", "---\ntitle: 论坛\nwords: [论坛]\n---\n")
    with short_guide():
        return ingest(root).edition


def views(edition: Edition) -> dict[str, View]:
    told, passages, templates = ToldLists.of(edition, Coverage.of(edition)), Passages.of(edition), derived_templates()
    events = (told.chronicle.view(page, passages, templates) for page in told.chronicle.listed.pages())
    return {view.path: view for view in (*events, *told.views(passages, templates))}


def derived(edition: Edition) -> dict[str, View]:
    """The same with what stands where pages are no more."""
    with short_guide():
        return {view.path: view for view in derive(edition)[0]}


def test_many_reports_part_the_lists_and_nothing_is_lost(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = views(small)
    assert set(map(url, whole)) == {address for address in published(small) if address.startswith(FOLDERS)}
    for module in (chronicle, policies, contradictions):
        monkeypatch.setattr(module, "_ROOM", Room(weight=8, reports=5))
    parted = views(small)
    assert set(map(url, parted)) == {address for address in published(small) if address.startswith(FOLDERS)}
    assert whole.keys() < parted.keys()
    mark = '<p class="annals-when">'
    for folder in ("chronicle", "documents"):
        leaves = [view for path, view in parted.items() if path.startswith(f"{folder}/") and "/topics/" not in path]
        before = whole[f"{folder}/index.md"].html.count(mark)
        assert sum(view.html.count(mark) for view in leaves) == before > len(YEARS) - 1
        assert max(view.html.count(mark) for view in leaves) <= 8
        # Every page is reached from the first one.
        reached, waiting = {f"{folder}/index.md"}, [f"{folder}/index.md"]
        while waiting:
            for target in re.findall(r'href="(?!\.\.)([\w/-]+)\.html', parted[waiting.pop()].html):
                path = f"{folder}/{target}.md"
                if path in parted and path not in reached and "/topics/" not in path:
                    reached.add(path)
                    waiting.append(path)
        assert {view.path for view in leaves} == reached


def test_a_year_of_too_many_is_parted_by_raw_lines(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronicle, "_ROOM", Room(weight=8, reports=5))
    made = views(small)
    parts = [path for path in made if path.startswith("chronicle/r-2003-l")]
    assert len(parts) > 1 and "chronicle/2003.md" in made and not made["chronicle/2003.md"].html.count("<time ")
    assert sum(made[path].html.count("<time ") for path in parts) == 13


def test_a_page_rests_on_what_it_quotes(small: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chronicle, "_ROOM", Room(weight=8, reports=5))
    sources, made = sources_of(small, Threads.of(small)), views(small)
    led = {path: re.findall(r'<p class="annals-when"><a href="([^"#]*)', made[path].html) for path in made}
    quoting = {path: hrefs for path, hrefs in led.items() if path.startswith("chronicle/") and hrefs}
    assert len(quoting) > len(YEARS)
    for path, hrefs in quoting.items():
        linked = {posixpath.normpath(posixpath.join(posixpath.dirname(path), href)) for href in hrefs}
        assert {url(page.path) for page in sources[path].pages} == linked
    # One that leads on rests on what is below it.
    below = {page.path for path in quoting if "/topics/" not in path for page in sources[path].pages}
    assert {page.path for page in sources["chronicle/index.md"].pages} == below
    assert {page.matter.report for page in sources["chronicle/1990s.md"].pages} == {"1998", "1999"}


def test_pages_that_are_no_more_lead_on(small: Edition) -> None:
    gone = ("chronicle/1990s.html", "chronicle/topics/gone.html", "documents/2000s.html")
    made = derived(replace(small, register=gone))
    for address in gone:
        folder = address.partition("/")[0]
        assert re.search(rf'href="(?:\.\./)*(?:{folder}/)?index\.html"', made[address.replace(".html", ".md")].html)
    empty = replace(small, register=gone, figures=type(small.figures)())
    assert 'href="../index.html"' in derived(empty)["chronicle/1990s.md"].html
    assert not any("大事记" in item for item in navigation(empty)) and any(
        "大事记" in item for item in navigation(small)
    )


def test_a_quotation_that_left_its_paragraph_takes_the_judgement_with_it(tmp_path: Path) -> None:
    report(tmp_path, 2031, 2)
    judged = (
        '- a: {block: "2031#l5", quote: 第1次论坛工作会议}\n  b: {block: "2031#l7", quote: 第2次论坛工作会议}\n'
        "  subject: 第几次\n  verdict: VERDICT\n  reason: 两次。\n"
    )
    write(tmp_path, "docs/about/contradictions.yml", judged.replace("VERDICT", "scope"))
    edition = take_in(tmp_path).edition
    assert views(edition)["about/contradictions.md"].html.count("<blockquote") == 2
    write(tmp_path, "docs/about/contradictions.yml", judged.replace("VERDICT", "different"))
    assert "about/contradictions.md" not in views(take_in(tmp_path).edition)
    for old, new, code in (
        ("第2次论坛", "第二次论坛", "E210"),
        ("#l7", "#l77", "E203"),
        ("2031#l7", "2019#l7", "W104"),
    ):
        write(tmp_path, "docs/about/contradictions.yml", judged.replace("VERDICT", "scope").replace(old, new))
        ingested = take_in(tmp_path)
        assert code in codes(ingested)
        assert "about/contradictions.md" not in views(ingested.edition)


def test_words_that_were_taken_down_are_not_told_by_a_judgement(tmp_path: Path) -> None:
    report(tmp_path, 2031, 2)
    write(
        tmp_path,
        "seeds/2031.yml",
        f"year: 2031\ncorrections:\n  - {{withhold: {MONTH}, reason: 请求撤下, cause: removal}}\n",
    )
    write(
        tmp_path,
        "docs/about/contradictions.yml",
        '- a: {block: "2031#l5", quote: 第1次论坛}\n  b: {block: "2031#l7", quote: 第2次论坛}\n'
        f"  subject: {MONTH}\n  verdict: scope\n  reason: 又说{MONTH}。\n",
    )
    made = views(take_in(tmp_path).edition)
    text = json.dumps([view.html for view in made.values()], ensure_ascii=False)
    assert MONTH not in text and "■" in made["about/contradictions.md"].html
