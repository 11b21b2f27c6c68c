"""The indexes of entities say how often a name recurs, and none leaves them."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from pathlib import Path

import pytest

from annals.edition.shipped import derived_templates
from annals.model import Edition, Entity, Facts, Mention, Registry
from annals.pages.entity_index import LINES, Line, entity_indexes, index_paths

TIERS = ("several", "same", "once", "none")


@pytest.fixture
def counts(site: Path) -> Counter[tuple[str, str]]:
    """How often each report names each entity, as the published mentions have it."""
    with (site / "data/mentions.csv").open(encoding="utf-8-sig", newline="") as file:
        return Counter((row["entity"], row["report"]) for row in csv.DictReader(file))


def tier_of(entity: str, counts: Counter[tuple[str, str]]) -> str:
    own = [count for (name, _), count in counts.items() if name == entity]
    return "several" if len(own) > 1 else "none" if not own else "once" if own == [1] else "same"


def listed(page: Path) -> dict[str, list[tuple[str, str, bool]]]:
    """The entries below each heading of the second level: slug, what stands behind the name, whether folded."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    under, folded = "", False
    for match in re.finditer(
        r'<h2 id="(?P<id>[^"]+)"|(?P<fold></?details)'
        r'|<li><a href="(?P<slug>[^"]+)\.html"(?:(?!</li>).)*?<small[^>]*>(?P<behind>.*?)</small>',
        page.read_text("utf-8").partition('annals-entities">')[2],
        re.DOTALL,
    ):
        if match["id"]:
            under = match["id"]
        elif match["fold"]:
            folded = match["fold"] == "<details"
        elif under:
            found.setdefault(under, []).append((match["slug"], html.unescape(match["behind"]).strip(), folded))
    return found


def test_what_stands_in_several_reports_comes_first_and_the_rest_is_folded(
    site: Path, counts: Counter[tuple[str, str]]
) -> None:
    groups = listed(site / "entities/index.html")
    assert list(groups) == [tier for tier in TIERS if tier in groups]
    slugs = [slug for group in groups.values() for slug, _, _ in group]
    assert len(slugs) == len(set(slugs)) >= len({entity for entity, _ in counts})
    assert [
        (slug, tier) for tier, group in groups.items() for slug, _, _ in group if tier_of(slug, counts) != tier
    ] == []
    assert [tier for tier, group in groups.items() for _, _, folded in group if folded != (tier != "several")] == []


def test_each_line_counts_its_years(site: Path, counts: Counter[tuple[str, str]]) -> None:
    for name in ("index", "pinyin", "years"):
        for group in listed(site / f"entities/{name}.html").values():
            for slug, behind, _ in group:
                said = {year: int(times or 1) for year, times in re.findall(r"(\d{4})(?:×(\d+))?", behind)}
                assert said == {report: count for (entity, report), count in counts.items() if entity == slug}, slug


def test_the_index_by_years_goes_from_most_reports_to_one(site: Path, counts: Counter[tuple[str, str]]) -> None:
    groups = listed(site / "entities/years.html")
    reports = {name: int(name.removeprefix("n-")) for name in groups if name.startswith("n-")}
    assert list(reports.values()) == sorted(reports.values(), reverse=True) and min(reports.values()) == 2
    for name, number in reports.items():
        assert {sum(1 for entity, _ in counts if entity == slug) for slug, _, _ in groups[name]} == {number}
    assert [name for name in groups if name not in reports] == [tier for tier in TIERS[1:] if tier in groups]


def test_the_words_above_the_index_count_what_recurs(site: Path, counts: Counter[tuple[str, str]]) -> None:
    page = (site / "entities/index.html").read_text("utf-8")
    said = page.partition('annals-entities">')[2].partition("</p>")[0]
    entities = {entity for entity, _ in counts}
    tiers = Counter(tier_of(entity, counts) for entity in entities)
    assert f"{tiers['several']} 个见于两份以上报告" in said and f"{tiers['once']} 个只见一次" in said
    assert "反复出现" not in said


@pytest.mark.parametrize(("count", "pages"), [(3, 1), (LINES, 1), (LINES + 1, 2), (2 * LINES + 7, 3)])
def test_thousands_of_names_are_parted_into_pages_and_none_is_lost(count: int, pages: int) -> None:
    entities = tuple(
        Entity(
            slug=f"e-{n}",
            title=f"{'甲乙丙丁'[n % 4]}{n}号",
            title_source="report",
            type=("论坛", "机构", "术语")[n % 3],
            english=f"No. {n}" if n % 2 else "",
        )
        for n in range(count)
    )
    # Every fifth is named twice, every seventh once.
    named = [n for n in range(count) if n % 5 == 0] * 2 + [n for n in range(count) if n % 7 == 0]
    mentions = tuple(
        Mention(entity=f"e-{n}", report="2031", block="l1", section="l1", start=0, surface="甲") for n in named
    )
    edition = Edition(
        reports=(),
        labels={},
        topics=(),
        docs={"entities/e-0.md": ""},
        guide={},
        register=(),
        registry=Registry(entities=entities, mentions=mentions),
        facts=Facts(),
    )
    views = {view.path: view.html for view in entity_indexes(edition, derived_templates())}
    assert tuple(views) == index_paths(edition)
    for name, many in (("index", count), ("pinyin", count), ("years", count), ("english", count // 2)):
        own = [text for path, text in views.items() if re.fullmatch(rf"entities/{name}(-\d+)?\.md", path)]
        slugs = [re.findall(r'<li><a href="(e-\d+)\.html"', text) for text in own]
        assert all(len(found) <= LINES for found in slugs)
        assert sorted(slug for found in slugs for slug in found) == sorted(
            f"e-{n}" for n in range(count) if name != "english" or n % 2
        )
        assert sum(map(len, slugs)) == many
        assert name == "english" or len(own) == pages
        for text in own:
            ids = re.findall(r' id="([^"]+)"', text)
            assert len(ids) == len(set(ids))
            # Each page leads to all the others.
            links = re.findall(rf'href="({name}(?:-\d+)?)\.html">\d', text)
            assert len(links) == (len(own) - 1 if len(own) > 1 else 0)
            # And to each letter, on the page where it begins.
            row = re.findall(
                r'<li><a href="([^"]*)#(a-\w+)">', text.partition("annals-letters")[2].partition("</nav>")[0]
            )
            firsts: dict[str, str] = {}
            for path, other in views.items():
                if re.fullmatch(rf"entities/{name}(-\d+)?\.md", path):
                    for letter in re.findall(r'<h2 id="(a-\w+)"', other):
                        firsts.setdefault(letter, path.removeprefix("entities/").removesuffix(".md"))
            assert [(href.removesuffix(".html") or name, letter) for href, letter in row] == [
                (page, letter) for letter, page in firsts.items()
            ]


def test_a_row_of_letters_leads_to_where_each_begins(site: Path) -> None:
    for name in ("pinyin", "english"):
        page = (site / f"entities/{name}.html").read_text("utf-8")
        row, _, behind = page.partition('<nav class="annals-letters"')[2].partition("</nav>")
        letters = re.findall(r'<a href="(?:pinyin|english)?(?:\.html)?#([^"]+)">([^<]+)</a>', row)
        heads = re.findall(r'<h2 id="([^"]+)">([^<]+) <small', behind)
        assert len(heads) > 9 and letters == heads
    for name in ("index", "years"):
        assert "annals-letters" not in (site / f"entities/{name}.html").read_text("utf-8")


@pytest.mark.parametrize(("reports", "long"), [(0, False), (1, False), (6, False), (7, True), (60, True)])
def test_a_line_does_not_grow_with_the_reports(reports: int, long: bool) -> None:
    line = Line(title="甲", name="甲", href="a.html", years=tuple((str(1960 + n), 2) for n in range(reports)))
    assert (line.is_long, line.mentions) == (long, 2 * reports)
