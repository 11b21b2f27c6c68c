"""The chronicle: what the reports date, year by year and topic by topic, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.figures import told_exactly
from annals.model import RECURRING, DatedEvent, Edition, PageKind, Placed, Precision, Report, View
from annals.pages.coverage import Coverage
from annals.pages.filling import filled
from annals.pages.links import beside, link, listed
from annals.pages.passage import Passage, Passages
from annals.pages.quoting import sentence
from annals.pages.spans import Room
from annals.pages.topical import Page, Topical

FOLDER, TITLE = "chronicle", "大事记"
_ROOM = Room(weight=120, reports=40)
"""Events on a page, of so many reports: some 700 bytes each."""
_ENDS = "。；！？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event as readers see it: `when` as exactly as it is written, `iso` the same for programs; `href` leads to the
    paragraph, `topic` to the same topic in other years (its title, its link); `heading` (words, link) tells what it is where the
    sentence does not (9月9—11日举办 below the name of a forum), else empty; `again` are links to where else it stands."""

    when: str
    iso: str
    href: str
    chain: str
    topic: tuple[str, str]
    heading: tuple[str, str]
    passage: Passage
    again: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One report's events in the order of time; `href` leads to the report."""

    id: str
    name: str
    href: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """All events of an edition; `again` by event the entries of timelines that name it, which are not listed themselves;
    `occasions` are the slugs of entries of forums and the like."""

    listed: Topical[DatedEvent]
    again: Mapping[DatedEvent, tuple[DatedEvent, ...]]
    occasions: frozenset[str]

    @staticmethod
    def of(edition: Edition, coverage: Coverage) -> Chronicle:
        occasions = frozenset(entity.slug for entity in edition.registry.entities if entity.type in RECURRING)
        told = told_exactly(edition.figures.events, occasions)
        again: dict[DatedEvent, tuple[DatedEvent, ...]] = {}
        for entry, exact in told.items():
            again[exact] = (*again.get(exact, ()), entry)
        events = sorted((event for event in edition.figures.events if event not in told), key=lambda event: event.start)
        listed = Topical.of(TITLE, FOLDER, events, edition, coverage, _ROOM)
        return Chronicle(listed=listed, again=again, occasions=occasions)

    def view(self, page: Page[DatedEvent], passages: Passages, templates: Environment) -> View:
        """One of the pages."""
        teller = _Teller(chronicle=self, passages=passages, titles=self.listed.titles())
        years = tuple(teller.year(report, events, page) for report, events in page.leaf.shown)
        made = filled(
            templates,
            "chronicle_page.html.j2",
            page=page,
            leaf=page.leaf,
            years=years,
            data=beside(page.leaf.here, "data/events.csv"),
        )
        return page.view(PageKind.CHRONICLE, made, self.listed.crumbs(page.slug))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Tells events on pages; `titles` are those of topics by slug."""

    chronicle: Chronicle
    passages: Passages
    titles: Mapping[str, str]

    def year(self, report: Report, events: tuple[DatedEvent, ...], page: Page[DatedEvent]) -> Year:
        linked: set[str] = set()
        here, topics = page.leaf.here, {one.path: one.matter.topic for one in report.pages}
        return Year(
            id=report.id,
            name=self.chronicle.listed.edition.labels[report.id],
            href=link(here, report.home),
            entries=tuple(self._entry(report, event, here, topics, page.slug, linked) for event in events),
        )

    def _entry(
        self, report: Report, event: DatedEvent, here: str, topics: Mapping[str, str], slug: str, linked: set[str]
    ) -> Entry:
        placed = report.index.placed[event.block]
        start, end = event.start_char, event.start_char + len(event.text)
        low, high = sentence(placed.text, start, end)
        passage = self.passages.passage(report.id, placed, here, start=start, end=end, linked=linked)
        topic = topics[placed.page]
        own = self.chronicle.listed.topics.get(topic)
        return Entry(
            when=written(event, report.year),
            iso=f"{event.start}/{event.end}" if event.end else event.start,
            href=link(here, placed.page, placed.id),
            chain=" › ".join(self.passages.marks[report.id].titles(placed.section)),
            topic=(self.titles[topic], own.way(report.id, here)) if own and topic != slug else ("", ""),
            heading=self._heading(report, event, placed, here),
            # What is left out is told within the sentence: it is whole, whatever stands around it.
            passage=replace(passage, before=start > low, after=placed.text[end:high].rstrip(_ENDS) != ""),
            again=tuple(
                link(here, other.page, other.id)
                for one in self.chronicle.again.get(event, ())
                for other in (report.index.placed[one.block],)
            ),
        )

    def _heading(self, report: Report, event: DatedEvent, placed: Placed, here: str) -> tuple[str, str]:
        """The heading right above, where it names a forum or the like and the event names nothing."""
        above = report.index.placed.get(placed.section or "")
        named = self.passages.mentions.get((report.id, above.id), ()) if above else ()
        if event.entities or above is None or not any(one.entity in self.chronicle.occasions for one in named):
            return "", ""
        return listed(above.text), link(here, above.page, above.id)


def written(event: DatedEvent, year: int | None) -> str:
    """When an event was, as exactly as its report says it; its year only where it is not the report's, or nothing else.

    >>> from annals.model import ToldBy
    >>> def at(start, end="", precision=Precision.DAY, text=""):
    ...     found = DatedEvent(report="a", block="l1", start_char=0, text=text, start=start, end=end, precision=precision,
    ...                        told_by=ToldBy.SENTENCE, entities=())
    ...     return written(found, 2031)
    >>> at("2031-07-04", "2031-07-05"), at("2031-09-30", "2031-10-02"), at("2030-12-31", "2031-01-02")
    ('7月4—5日', '9月30日—10月2日', '2030年12月31日—2031年1月2日')
    >>> at("2031-08", "", Precision.MONTH), at("2029-11", "", Precision.MONTH), at("2031-03", "2031-05", Precision.MONTH)
    ('8月', '2029年11月', '3—5月')
    >>> at("2031", "", Precision.YEAR), at("2026", "2030", Precision.YEAR), at("2031-07", "", Precision.HALF)
    ('2031年', '2026—2030年', '下半年')
    >>> at("2031-04", "", Precision.QUARTER), at("2030-01", "", Precision.QUARTER, "前三季度")
    ('第二季度', '2030年前三季度')
    """
    own = str(year)
    first, last = event.start.split("-"), event.end.split("-") if event.end else []
    if event.precision is Precision.YEAR:
        return f"{first[0]}—{last[0]}年" if last else f"{first[0]}年"
    lead = "" if first[0] == own and (not last or last[0] == own) else f"{first[0]}年"
    month = int(first[1])
    if event.precision is Precision.HALF:
        return lead + ("上半年" if month == 1 else "下半年")
    if event.precision is Precision.QUARTER:
        return lead + ("前三季度" if "前三季度" in event.text else f"第{'一二三四'[month // 3]}季度")
    if not last:
        return lead + _day(first)
    if first[0] != last[0]:
        return f"{lead}{_day(first)}—{last[0]}年{_day(last)}"
    if first[1] == last[1]:
        return f"{lead}{month}月{int(first[2])}—{int(last[2])}日"
    return f"{lead}{_day(first)}—{_day(last)}" if len(first) > len("ym") else f"{lead}{month}—{int(last[1])}月"


def _day(date: list[str]) -> str:
    """The month, and the day where there is one."""
    return f"{int(date[1])}月" + "".join(f"{int(day)}日" for day in date[2:])
