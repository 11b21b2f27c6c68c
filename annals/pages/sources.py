"""What each page of the site is made from: from this follow its date and how far it can be trusted.

The words of a page count, not what is hung on them: links to entries, the way to neighbours and the tool itself are left
out, or each commit would date every page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annals.model import Edition, Index, PublishedPage, Report, text_file, yml_file
from annals.pages.coverage import Coverage
from annals.pages.entity_index import index_paths
from annals.pages.hubs import HOME, TOPICS
from annals.pages.indicators import HUB
from annals.pages.links import part_path
from annals.pages.report_figures import figures_path
from annals.pages.spans import Row
from annals.pages.threads import Threads
from annals.pages.told import ToldLists
from annals.pages.topic import topic_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The report pages that a page shows or quotes, and further files by path from the root."""

    pages: tuple[PublishedPage, ...] = ()
    files: tuple[str, ...] = ()

    def all_files(self) -> tuple[str, ...]:
        """Every file, those that report pages are made from among them."""
        of_pages = (file for page in self.pages for file in (f"docs/{page.path}", *_raw(page.matter.report)))
        return tuple(dict.fromkeys((*self.files, *of_pages)))


def sources_of(edition: Edition, threads: Threads) -> dict[str, Sources]:
    """The sources of each page by its path under docs/; pages about the tool have none, and those that lead to others."""
    every = tuple(page for report in edition.ordered() for page in report.pages)
    topics = tuple(f"docs/{topic.path}" for topic in edition.topics)
    entries = tuple(f"docs/{entity.path}" for entity in edition.registry.entities)
    found = {path: Sources(files=(f"docs/{path}",)) for path in edition.docs}
    hubs = {HOME.path: (*topics, *entries), TOPICS.path: topics, "about/progress.md": (), "about/method.md": ()}
    hubs |= dict.fromkeys(index_paths(edition), entries) if entries else {}
    figures = tuple(f"docs/{indicator.path}" for indicator in edition.indicators)
    hubs |= {HUB: figures} if figures else {}
    found |= {path: Sources(pages=every, files=(f"docs/{path}", *files)) for path, files in hubs.items()}
    for report in edition.reports:
        found |= _of_report(report)
    found |= _of_lists(edition, threads.told, every)
    return found | _of_topics(edition, threads.coverage) | _of_entities(edition, threads) | _of_indicators(edition)


def _of_report(report: Report) -> dict[str, Sources]:
    found = {page.path: Sources(pages=(page,)) for page in report.pages}
    parts = [part_path(report.id, whole, n) for whole in ("full", "raw") for n in range(1, len(report.cuts) + 1)]
    whole = Sources(pages=report.pages, files=_raw(report.id))
    found |= dict.fromkeys(parts, whole)
    contents = report.home
    found |= {figures_path(report.id): Sources(pages=report.pages)}
    return found | {contents: Sources(pages=report.pages, files=(f"docs/{contents}", *_raw(report.id)))}


def _of_lists(edition: Edition, told: ToldLists, every: Iterable[PublishedPage]) -> dict[str, Sources]:
    """What the chronicle and the like quote, and on their pages that lead on, what stands below. A page that editors opened
    with words of their own has its file as well."""
    indexes = {report.id: report.index for report in edition.reports}
    found = {}
    for path, blocks in told.quoted():
        paths = {indexes[report].placed[block].page for report, block in blocks}
        files = (f"docs/{path}",) if path in edition.docs else ()
        found[path] = Sources(pages=tuple(page for page in every if page.path in paths), files=files)
    return found


def _of_topics(edition: Edition, coverage: Coverage) -> dict[str, Sources]:
    found: dict[str, Sources] = {}
    indexes = {report.id: report.index for report in edition.reports}
    for topic in edition.topics:
        quoted = _standing_on(topic.blocks, indexes)
        shown = tuple(
            page
            for report in edition.ordered()
            for page in report.pages
            if page.matter.topic == topic.slug or page.path in quoted
        )
        path = topic.path
        own = (one.path for one in edition.indicators if one.topic == topic.slug)
        found[path] = Sources(pages=shown, files=(f"docs/{path}", *(f"docs/{name}" for name in own)))
        found |= _of_spans(f"topics/{topic.slug}", topic_spans(topic, edition, coverage), found[path])
    return found


def _of_indicators(edition: Edition) -> dict[str, Sources]:
    indexes = {report.id: report.index for report in edition.reports}
    found: dict[str, Sources] = {}
    for indicator in edition.indicators:
        path = indicator.path
        stated = _standing_on((block for point in indicator.points for block in point.blocks), indexes)
        shown = tuple(page for report in edition.ordered() for page in report.pages if page.path in stated)
        found[path] = Sources(pages=shown, files=(f"docs/{path}",))
    return found


def _of_entities(edition: Edition, threads: Threads) -> dict[str, Sources]:
    named = {
        slug: [f"{mention.report}#{mention.block}" for own in reports.values() for mention in own]
        for slug, reports in threads.named.items()
    }
    order = [page for report in edition.ordered() for page in report.pages]
    place = {page.path: number for number, page in enumerate(order)}
    indexes = {report.id: report.index for report in edition.reports}
    found: dict[str, Sources] = {}
    for entity in edition.registry.entities:
        stated = (said.block for occasion in entity.occasions for said in occasion.statements)
        paths = _standing_on((*named.get(entity.slug, ()), *stated), indexes)
        path = entity.path
        shown = tuple(order[number] for number in sorted(place[name] for name in paths))
        found[path] = Sources(pages=shown, files=(f"docs/{path}",))
        found |= _of_spans(f"entities/{entity.slug}", threads.spans.get(entity.slug, ()), found[path])
    return found


def _of_spans(folder: str, rows: Iterable[Row], whole: Sources) -> dict[str, Sources]:
    """The sources of a subject's spans: what its own page rests on, of their reports."""
    found = {}
    for span in (span for row in rows for span in row.every()):
        ids = {share.report.id for share in span.shares}
        pages = tuple(page for page in whole.pages if page.matter.report in ids)
        found[f"{folder}/{span.name}.md"] = replace(whole, pages=pages)
    return found


def _standing_on(references: Iterable[str], indexes: Mapping[str, Index]) -> frozenset[str]:
    """The paths of the pages on which the blocks of some references (`2011#l78`) stand."""
    found = set()
    for reference in references:
        report, _, name = reference.partition("#")
        if report in indexes:
            found |= {placed.page for placed in indexes[report].parts.get(name, ())}
    return frozenset(found)


def _raw(report: str) -> tuple[str, str]:
    """The raw text of a report, and what a person recorded of it."""
    return text_file(report), yml_file(report)
