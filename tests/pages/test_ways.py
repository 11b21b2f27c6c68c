"""The ways between pages, topic pages and home, on a small edition of five years made for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.edition.building import derive, ingest
from annals.edition.writing import carry_out
from annals.model import Edition, View
from tests.support.small_folder import write

FORUM, HELP, TALENT = "论坛与展会", "国内合作", "人才"
LONG = "论坛围绕开放议题展开讨论，" * 30 + "与会者众多。"
# 2031 and 2036 have the forum on a page of their own; 2033 speaks of it in a paragraph elsewhere; 2034 does not.
RAW = {
    "2031": (FORUM, HELP),
    "2033": (HELP,),
    "2034": (HELP,),
    "2036": (FORUM, HELP, TALENT),
    "2038": (FORUM,),
}
TEXTS = {
    FORUM: "{year}年5月1日，第{nth}届甲乙论坛在某地举行。论坛发布报告1{nth}份。",
    HELP: "{year}年，与外地签署协议12项，支持甲乙论坛成果落地。",
    TALENT: "{year}年，引进人才{nth}名。",
}
ENTITY = "---\ntitle: 甲乙论坛\ntitle_source: report\ntype: 论坛\neditions:\n{rows}---\n\n每年一届。\n"
ROW = (
    "  - year: {year}\n    ordinal: {{value: {nth}, quote: 第{nth}届甲乙论坛, block: {year}#l5}}\n"
    "    start: {{value: {year}-05-01, quote: {year}年5月1日, block: {year}#l5}}\n"
)


def raw(year: str, sections: tuple[str, ...], more: str = "") -> str:
    nth = int(year) - 2030
    parts = [f"第三章 {year}年科技合作"]
    for number, title in zip("一二三", sections, strict=False):
        parts += [f"第{number}节 {title}", TEXTS[title].format(year=year, nth=nth) + more]
    return "\n\n".join(parts) + "\n"


def make(root: Path, facts: str = "site_name: 某年报\n") -> tuple[Edition, dict[str, View]]:
    for year, sections in RAW.items():
        write(root, f"seeds/{year}.txt", raw(year, sections))
    write(root, "docs/topics/forums.md", f"---\ntitle: {FORUM}\nwords: [论坛]\nblocks: [2033#l5]\norder: 1\n---\n")
    write(root, "docs/topics/help.md", f"---\ntitle: {HELP}\nwords: [国内]\norder: 2\n---\n")
    write(root, "docs/topics/talent.md", f"---\ntitle: {TALENT}\nwords: [人才]\norder: 3\n---\n")
    rows = "".join(ROW.format(year=year, nth=int(year) - 2030) for year in ("2031", "2036", "2038"))
    write(root, "docs/entities/jia-yi.md", ENTITY.format(rows=rows))
    write(root, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    write(root, "mkdocs.yml", facts)
    return derived(root)


def derived(root: Path) -> tuple[Edition, dict[str, View]]:
    ingested = ingest(root)
    carry_out(root, ingested.writes)
    edition = ingest(root).edition
    views, _ = derive(edition)
    return edition, {view.path: view for view in views}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edition, dict[str, View]]:
    return make(tmp_path_factory.mktemp("ways"), "site_name: 某年报\nextra: {annals: {home: {stories: [jia-yi]}}}\n")


def links(html: str) -> list[tuple[str, str]]:
    """(address, words) of every link."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [(address, " ".join(re.sub(r"<[^>]*>", "", words).split())) for address, words in found]


def part(html: str, opening: str, closing: str) -> str:
    start = html.index(opening)
    return html[start : html.index(closing, start)]


def test_a_page_leads_to_its_topic_and_to_the_nearest_years_that_have_it(made: tuple[Edition, dict[str, View]]) -> None:
    _, views = made
    assert links(views["2036/forums.md"].lead) == [
        ("../topics/forums.html", FORUM),
        ("../2038/forums.html", "2038"),
        # What 2033 has stands on the topic's page.
        ("../topics/forums.html#y-2033", "2033"),
    ]
    assert links(views["2031/forums.md"].lead)[1:] == [("../topics/forums.html#y-2033", "2033")]
    assert links(views["2038/forums.md"].lead)[1:] == [("../2036/forums.html", "2036")]
    assert links(views["2036/talent.md"].lead) == [("../topics/talent.html", TALENT)], "no other year has it"


def test_a_page_leads_to_those_before_and_behind_it(made: tuple[Edition, dict[str, View]]) -> None:
    _, views = made
    pager = [
        links(part(views[f"2036/{name}.md"].html, "annals-pager", "</nav>")) for name in ("forums", "help", "talent")
    ]
    assert pager == [
        [("help.html", f"下一页 {HELP}")],
        [("forums.html", f"上一页 {FORUM}"), ("talent.html", f"下一页 {TALENT}")],
        [("help.html", f"上一页 {HELP}")],
    ]
    assert "annals-pager" not in views["2038/forums.md"].html, "the only page"


def test_a_page_of_few_words_quotes_what_stands_beside_it(made: tuple[Edition, dict[str, View]]) -> None:
    _, views = made
    beside = part(views["2036/forums.md"].html, "annals-beside", "</section>")
    said = re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", beside))
    assert "2038年5月1日，第8届甲乙论坛在某地举行。论坛发布报告18份。" in said
    assert "2033年，与外地签署协议12项" in said and "2031年" not in said
    alone = part(views["2036/talent.md"].html, "annals-beside", "</section>")
    assert "这份报告的其他页" in alone and "2036年，与外地签署协议12项" in re.sub(r"<[^>]*>", "", alone)


def test_a_page_of_many_words_quotes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "seeds/2031.txt", raw("2031", (FORUM,), LONG))
    write(tmp_path, "seeds/2032.txt", raw("2032", (FORUM,)))
    write(tmp_path, "docs/topics/forums.md", f"---\ntitle: {FORUM}\nwords: [论坛]\n---\n")
    _, views = derived(tmp_path)
    assert "annals-beside" not in views["2031/forums.md"].html
    assert "annals-beside" in views["2032/forums.md"].html


def test_years_stand_in_one_order(made: tuple[Edition, dict[str, View]]) -> None:
    """On every kind of page that lists them, the newest first."""
    edition, views = made
    years = sorted(RAW, reverse=True)
    assert [report.id for report in edition.ordered()] == years
    listed = {
        "topics/index.md": [words for _, words in links(views["topics/index.md"].html) if words in RAW][:3],
        "topics/forums.md": re.findall(r'<h2 id="y-(\d+)"', views["topics/forums.md"].html),
        "entities/jia-yi.md": re.findall(r'<h2 id="y-(\d+)"', views["entities/jia-yi.md"].html),
        "index.md": re.findall(r'annals-card-year">(\d+)', views["index.md"].html),
    }
    for path, found in listed.items():
        assert len(found) >= 3 and found == sorted(found, reverse=True), path
    rows = re.findall(r'<th scope="row">(\d{4})', views["entities/jia-yi.md"].html)
    assert rows == ["2038", "2036", "2031"]


def test_a_topic_s_page_has_each_year_s_sections_whole_and_folded(made: tuple[Edition, dict[str, View]]) -> None:
    _, views = made
    html = views["topics/forums.md"].html
    folds = re.findall(r"<details([^>]*)>(.*?)</details>", html, re.DOTALL)
    assert [("open" in opening) for opening, _ in folds] == [True, False, False, False]
    words = [re.sub(r"\s|<[^>]*>", "", inside) for _, inside in folds]
    for year, text in zip(("2038", "2036", "2033", "2031"), words, strict=True):
        # What 2033 says stands elsewhere in its report; it is folded like the others.
        assert TEXTS[HELP if year == "2033" else FORUM].format(year=year, nth=int(year) - 2030) in text
        assert ("引自别处1段" in text) == (year == "2033")
    assert re.findall(r'<blockquote[^>]*cite="([^"]*)"', html) == ["../2033/help.html#l5"]


def test_a_topic_s_page_does_not_grow_with_the_number_of_reports(tmp_path: Path) -> None:
    """The newest years whole, then the beginnings of some, of the others where they are."""
    years = [str(year) for year in range(2001, 2027)]
    for year in years:
        write(tmp_path, f"seeds/{year}.txt", raw(year, (FORUM,), (LONG * 10)[:3_900] + "，至此说完。"))
    write(tmp_path, "docs/topics/forums.md", f"---\ntitle: {FORUM}\nwords: [论坛]\n---\n")
    _, views = derived(tmp_path)
    html = views["topics/forums.md"].html
    shown = re.findall(r'<h2 id="y-(\d+)"', html)
    assert html.count("<details") == 5, "five times some 4,000 characters with what stands around them are a page"
    assert shown == years[::-1][: 5 + 12]
    assert html.count("至此说完") == html.count("<details")
    coverage = links(part(html, "annals-coverage", "</ul>"))
    assert coverage == [(f"#y-{year}" if year in shown else f"../{year}/forums.html", year) for year in years[::-1]]
    index = links(views["topics/index.md"].html)
    assert ("forums.html#y-2026", "2026") in index and ("../2001/forums.html", "2001") in index


def test_years_that_do_not_speak_of_a_topic_are_no_wall(tmp_path: Path) -> None:
    """Of twenty reports two have it: these stand in the row, how many have not below it, named where one looks."""
    years = [str(year) for year in range(2001, 2021)]
    for year in years:
        write(tmp_path, f"seeds/{year}.txt", raw(year, (FORUM,) if year in ("2003", "2019") else (HELP,), LONG))
    write(tmp_path, "docs/topics/forums.md", f"---\ntitle: {FORUM}\nwords: [论坛]\n---\n")
    _, views = derived(tmp_path)
    html = views["topics/forums.md"].html
    assert [words for _, words in links(part(html, "annals-coverage", "</ul>"))] == ["2019", "2003"]
    assert "annals-without" not in html
    fold = part(html, "<summary>没有单列此题的 18 份</summary>", "</details>")
    assert re.findall(r"\d{4}", fold) == [year for year in years[::-1] if year not in ("2003", "2019")]


def test_home_shows_which_year_has_what(made: tuple[Edition, dict[str, View]]) -> None:
    _, views = made
    table = part(views["index.md"].html, '<table class="annals-covered"', "</table>")
    assert [words for _, words in links(part(table, "<thead", "</thead>"))] == sorted(RAW, reverse=True)
    rows = [
        [
            "#" if "quoted" in cell else links(cell)[0][0] if links(cell) else ""
            for cell in re.findall(r"<td>(.*?)</td>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", part(table, "<tbody", "</tbody>"), re.DOTALL)
    ]
    assert rows == [
        ["2038/forums.html", "2036/forums.html", "", "#", "2031/forums.html"],
        ["", "2036/help.html", "2034/help.html", "2033/help.html", "2031/help.html"],
        ["", "2036/talent.html", "", "", ""],
    ]


def test_home_tells_the_story_of_what_an_editor_names(made: tuple[Edition, dict[str, View]]) -> None:
    """Each value leads to the sentence it was read from."""
    _, views = made
    story = links(part(views["index.md"].html, "annals-story", "</dl>"))
    of_2038 = [
        ("entities/jia-yi.html#editions", "2038"),
        ("2038/forums.html#l5", "第 8 届"),
        ("2038/forums.html#l5", "5月1日"),
    ]
    assert story[:3] == of_2038
    assert [words for _, words in story if words in RAW] == ["2038", "2036", "2031"]
    assert 'title="第8届甲乙论坛"' in views["index.md"].html


@pytest.mark.parametrize(
    ("facts", "said", "unsaid"),
    [
        ("", [], ["整理。", "联系", "非官方", "annals-story", "最近更改"]),
        ("site_author: 某学会\n", ["某学会整理。"], ["联系"]),
        ("extra: {annals: {contact: a@example.org}}\n", ['联系：<a href="mailto:a@example.org">'], ["整理。"]),
        ("extra: {annals: {contact: 某路1号, official: true}}\n", ["联系：某路1号。"], ["非官方", "mailto:"]),
    ],
)
def test_home_says_who_stands_behind_it_as_far_as_the_facts_say(
    tmp_path: Path, facts: str, said: list[str], unsaid: list[str]
) -> None:
    write(tmp_path, "mkdocs.yml", f"site_name: 某年报\n{facts}")
    write(tmp_path, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    home = next(view for view in derive(ingest(tmp_path).edition)[0] if view.path == "index.md").html
    assert 'data-annals-opens="search"' in home
    assert [words for words in said if words not in home] == []
    assert [words for words in unsaid if words in home] == []


def test_a_story_of_nothing_is_told_of(tmp_path: Path) -> None:
    write(tmp_path, "mkdocs.yml", "site_name: 某年报\nextra:\n  annals:\n    home: {stories: [jia-yl]}\n")
    write(tmp_path, "docs/entities/jia-yi.md", ENTITY.format(rows="").replace("editions:\n", ""))
    told = [(p.code, p.path, p.line) for p in ingest(tmp_path).problems if p.path == "mkdocs.yml"]
    assert told == [("E211", "mkdocs.yml", 4)]
