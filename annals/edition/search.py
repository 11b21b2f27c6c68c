"""The search index of a rendered site: its pages read back, with what the edition knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count
from pathlib import Path

from annals.edition.kept_values import KeptValues
from annals.edition.values import reader
from annals.model import INDICATORS, RESERVED_TITLES, Edition, PageKind, View
from annals.pages.hubs import GUIDE
from annals.pages.links import origin_lines, url, within
from annals.pages.yearly import year_rows
from annals.site.reuse import Kept, digest_of
from annals.site.search.files import Beside, Words, search_files
from annals.site.search.index import Home, PartMaker
from annals.site.search.page import read_page
from annals.site.search.part import Part, Told, part_of

_KINDS = (("report", "报告"), ("topic", "专题"), ("entity", "条目"), ("guide", "说明"), ("manual", "编辑与维护"))
_KIND_OF = {
    PageKind.HOME: "guide",
    PageKind.SERIES: "guide",
    PageKind.YEAR: "report",
    PageKind.REPORT: "report",
    PageKind.CHAPTER: "report",
    PageKind.RAW: "report",
    PageKind.FIGURES: "report",
    PageKind.TOPIC: "topic",
    PageKind.TOPICS: "topic",
    PageKind.ENTITY: "entity",
    PageKind.ENTITIES: "entity",
    PageKind.INDICATOR: "topic",
    PageKind.INDICATORS: "topic",
    PageKind.METHOD: "guide",
    PageKind.PROGRESS: "guide",
    PageKind.CHRONICLE: "guide",
    PageKind.DOCUMENTS: "guide",
    PageKind.CONTRADICTIONS: "guide",
    PageKind.CHANGES: "guide",
    PageKind.TOOL: "guide",
    PageKind.SPAN: "guide",
    PageKind.STUB: "guide",
    PageKind.GUIDE: "guide",
}


def index_files(
    site: Path,
    edition: Edition,
    views: Iterable[View],
    kept: Mapping[str, Kept],
    part: PartMaker = part_of,
) -> dict[str, str]:
    """The files of the index by path below the site's root; `kept` is what is known of pages by path, `part` makes the parts of
    the index."""
    known = {url(path): page.said for path, page in kept.items()}
    by_url = {url(view.path): view for view in views}
    years = {report.id: str(report.year or "") for report in edition.reports}
    matters = {url(page.path): page.matter for report in edition.reports for page in report.pages}
    topics = {topic.slug: topic.title for topic in edition.topics}
    subjects = {url(f"{INDICATORS}{one.slug}.md"): one.topic for one in edition.indicators if one.topic in topics}
    # The guide's first page is for readers, the others are for those who edit and keep the site.
    manuals = edition.guide.keys() - {GUIDE.path}
    shelves = edition.shelves()
    several = [(series.id, series.name, series.short or series.name) for series, _ in shelves if len(shelves) > 1]
    series = {report.id: one.id for one, reports in shelves for report in reports if several}
    homes = []
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        page = known[address] if address in known else read_page(path.read_text(encoding="utf-8"))
        if page is None:
            continue
        view = by_url.get(address, View(path=address, title=page.title, kind=PageKind.GUIDE))
        matter = matters.get(address)
        slug = matter.topic if matter else path.stem if view.kind is PageKind.TOPIC else subjects.get(address, "")
        if matter:
            title = RESERVED_TITLES.get(slug, within(matter.title, edition.labels[view.report]))
            topics.setdefault(slug, title)
        homes.append(
            Home(
                url=address,
                title=page.title,
                blocks=page.blocks,
                kind="manual" if view.path in manuals else _KIND_OF[view.kind],
                year=years.get(view.report, ""),
                topic=slug,
                series=series.get(view.report, ""),
                aliases=view.aliases,
            )
        )
    places = dict.fromkeys(series.place for series in edition.facts.series if series.place)
    words = Words(questions=edition.questions, places=tuple(places))
    beside = Beside(rows=year_rows(edition), leaves=_leaves(edition))
    return search_files(homes, tuple(topics.items()), _KINDS, words=words, series=several, beside=beside, part=part)


def spared(kept: KeptValues, basis: str) -> PartMaker:
    """A maker of the parts of an index that asks for those that were made before of the same, and tells of the others; `basis` is a
    digest of the tool."""
    names, read = map(str, count()), reader(Part)

    def part(pages: Sequence[Told]) -> Part:
        said = chain.from_iterable(
            (str(len(page.names)), *page.names, *chain(*map(_marked, page.blocks))) for page in pages
        )
        name, key = next(names), digest_of((basis, *said))
        found: Part | None = kept.find(name, key, read)
        if found is None:
            found = part_of(pages)
            kept.keep(name, key, found)
        return found

    return part


def _marked(block: tuple[str, bool]) -> tuple[str, str]:
    text, is_heading = block
    return "#" if is_heading else "", text


def _leaves(edition: Edition) -> dict[tuple[str, str], tuple[str, ...]]:
    """The printed pages of all blocks whose pages are known."""
    return {
        (url(placed.page), placed.id): labels
        for report in edition.reports
        if report.printed.leaves
        for placed in report.index.placed.values()
        if (labels := report.printed.labels(origin_lines(placed.stem)))
    }
