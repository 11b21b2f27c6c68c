"""The pages of the site that are made, not written; and its navigation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment

from annals.check.copies import covered
from annals.edition.across import Across
from annals.edition.kept_values import KeptValues
from annals.edition.page_groups import PageGroups
from annals.edition.page_keys import PageKeys
from annals.edition.page_prints import PagePrints
from annals.edition.report_pages import ReportPages
from annals.edition.rule_pages import load_rule_pages
from annals.edition.shared_keys import SharedKeys
from annals.edition.shipped import derived_templates, page_templates
from annals.model import Edition, Problem, View
from annals.pages.changelog import changes_page
from annals.pages.chronicle import FOLDER
from annals.pages.chronicle import TITLE as CHRONICLE
from annals.pages.entity import EntityPages
from annals.pages.entity_index import has_registry
from annals.pages.guide import guide_pages
from annals.pages.home import home_page
from annals.pages.hubs import ABOUT, ENTITIES, GUIDE, HOME, TOPICS
from annals.pages.indicators import HUB as HUB_OF_FIGURES
from annals.pages.indicators import HUB_TITLE as FIGURES
from annals.pages.links import url
from annals.pages.method import PATH as METHOD
from annals.pages.method import method_page
from annals.pages.moved import moved_views
from annals.pages.progress import PATH as PROGRESS
from annals.pages.progress import progress_pages
from annals.pages.quotations import quotations_page
from annals.pages.register import anchors_of, keep_addresses
from annals.pages.report_figures import told_by_report
from annals.pages.shelf_pages import report_lists
from annals.pages.shelves import HUB as HUB_OF_REPORTS
from annals.pages.shelves import TITLE, Shelves
from annals.pages.span_stubs import stubs_of_spans
from annals.pages.threads import Threads


def derive(
    edition: Edition,
    groups: PageGroups | None = None,
    basis: str = "",
    plans: Mapping[str, str] = {},
    prints: KeptValues | None = None,
    threads: Threads | None = None,
) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """Every page of the site that is not plain Markdown of docs/, and what is wrong with them. `groups` know those of the
    last site, which are outlines where the tool and the settings (`basis`, a digest), and what reports were taken in from
    (`plans`, digests by report), are the same; `prints` is asked for digests of pages, and told; `threads` are those of the edition, where they are known."""
    groups = groups if groups is not None else PageGroups()
    templates, wanted = derived_templates(), anchors_of(edition.register)
    threads = threads if threads is not None else Threads.of(edition)
    coverage, passages, told = threads.coverage, threads.passages, threads.told
    shared, shelves = EntityPages.of(edition, threads), Shelves.of(edition)
    views: list[View] = [
        home_page(edition, edition.docs.get("index.md", ""), coverage, shared, shelves, told, templates),
        *report_lists(edition, shelves, templates),
        *_of_tool(edition, templates),
    ]
    keys = PageKeys.of(edition, coverage, passages, told, basis, plans)
    page_prints = PagePrints.of(edition, passages, keys.of_text, prints)
    of_reports = ReportPages(
        edition=edition,
        coverage=coverage,
        passages=passages,
        shelves=shelves,
        told=told,
        wanted=wanted,
        figures=told_by_report(edition.figures),
        pages=page_templates(),
        derived=templates,
    )
    placed: set[str] = set()
    for report in edition.reports:
        found = groups.views(report.id, keys.of_report(report, page_prints), partial(of_reports.views, report))
        placed |= {view.path for view in found}
        views += found
    across = Across(
        edition=edition,
        coverage=coverage,
        passages=passages,
        told=told,
        entities=shared,
        templates=templates,
        keys=SharedKeys(common=keys.common, edition=edition, prints=page_prints),
        groups=groups,
    )
    views += across.views()
    views += _leading_on(edition, views, templates)
    kept, problems = keep_addresses(edition, tuple(views), wanted, templates)
    others = {view.path: view for view in shelves.placed([one for one in kept if one.path not in placed], edition)}
    return tuple(others.get(view.path, view) for view in kept), (*covered(edition.docs, views), *problems)


def _leading_on(edition: Edition, views: Sequence[View], templates: Environment) -> tuple[View, ...]:
    """Pages at addresses where nothing else is made any more."""
    stubs = stubs_of_spans(edition, {url(view.path) for view in views}, templates)
    there = {url(path) for path in (*edition.docs, *(view.path for view in (*views, *stubs)))}
    return (*stubs, *moved_views(edition.docs, there, templates))


def _of_tool(edition: Edition, templates: Environment) -> Iterator[View]:
    """What the tool brings to every edition, and what it made of the texts: how far it is read, by which rules it was
    cleaned, what changed."""
    yield from guide_pages(edition, templates)
    yield changes_page(edition, templates)
    yield quotations_page(edition, templates)
    if PROGRESS in edition.docs:
        yield from progress_pages(edition, edition.docs[PROGRESS], templates)
    if METHOD in edition.docs:
        yield method_page(edition, load_rule_pages(), edition.docs[METHOD], templates)


def navigation(edition: Edition) -> list[Any]:
    """Hubs only, and reports as long as they are few: everything else is reached from them, which keeps each page's menu
    small."""
    years: list[Any] | str = [{edition.labels[report.id]: report.home} for report in edition.ordered()]
    if Shelves.of(edition).hub:
        years = HUB_OF_REPORTS
    about = [{ABOUT.title: ABOUT.path}] if ABOUT.path in edition.docs else []
    entities = [{ENTITIES.title: ENTITIES.path}] if has_registry(edition) else []
    figures = [{FIGURES: HUB_OF_FIGURES}] if edition.indicators else []
    events = [{CHRONICLE: f"{FOLDER}/index.md"}] if edition.figures.events else []
    return [
        {HOME.title: HOME.path},
        *([{TITLE: years}] if years else []),
        {TOPICS.title: TOPICS.path},
        *figures,
        *entities,
        *events,
        *about,
        {GUIDE.title: GUIDE.path},
    ]
