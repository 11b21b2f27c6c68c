"""The pages of the site that are made, not written; and its navigation."""

from __future__ import annotations

from typing import Any

from annals.check.copies import covered
from annals.edition.rule_pages import load_rule_pages
from annals.edition.shipped import derived_templates, page_templates
from annals.model import Edition, Problem, View
from annals.pages.changelog import changes_page
from annals.pages.chapter import chapter_pages
from annals.pages.chronicle import FOLDER
from annals.pages.chronicle import TITLE as CHRONICLE
from annals.pages.coverage import Coverage
from annals.pages.entity import EntityPages
from annals.pages.entity_index import entity_indexes, has_registry
from annals.pages.entity_links import linked_views
from annals.pages.entity_spans import span_views
from annals.pages.guide import ABOUT, HUB, guide_pages
from annals.pages.home import home_page
from annals.pages.indicators import HUB as HUB_OF_FIGURES
from annals.pages.indicators import HUB_TITLE as FIGURES
from annals.pages.indicators import IndicatorPages
from annals.pages.links import url
from annals.pages.method import PATH as METHOD
from annals.pages.method import method_page
from annals.pages.moved import moved_views
from annals.pages.passage import Passages
from annals.pages.progress import PATH as PROGRESS
from annals.pages.progress import progress_pages
from annals.pages.quotations import quotations_page
from annals.pages.raw import raw_pages
from annals.pages.register import keep_addresses
from annals.pages.report import report_pages
from annals.pages.report_figures import report_figure_pages
from annals.pages.shelf_pages import report_lists
from annals.pages.shelves import HUB as HUB_OF_REPORTS
from annals.pages.shelves import TITLE, Shelves
from annals.pages.span_stubs import stubs_of_spans
from annals.pages.told import ToldLists
from annals.pages.topic import topic_page, topic_stubs, topics_index
from annals.pages.topic_spans import topic_span_pages
from annals.pages.year import year_page


def derive(edition: Edition) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """Every page of the site that is not plain Markdown of docs/."""
    pages, derived = page_templates(), derived_templates()
    docs = edition.docs
    coverage, passages, shelves = Coverage.of(edition), Passages.of(edition), Shelves.of(edition)
    shared, indicators, told = (
        EntityPages.of(edition),
        IndicatorPages.of(edition, passages),
        ToldLists.of(edition, coverage),
    )
    views: list[View] = [
        home_page(edition, docs.get("index.md", ""), coverage, shared, shelves, told, derived),
        *report_lists(edition, shelves, derived),
        topics_index(edition, coverage, derived),
    ]
    views += [topic_page(topic, edition, coverage, passages, indicators, told, derived) for topic in edition.topics]
    for topic in edition.topics:
        views += topic_span_pages(topic, edition, coverage, passages, derived)
    slugs = {topic.slug for topic in edition.topics}
    views += [
        stub
        for topic in edition.topics
        for stub in topic_stubs(topic, derived)
        if url(stub.path) not in {f"topics/{slug}.html" for slug in slugs}
    ]
    if PROGRESS in docs:
        views += progress_pages(edition, docs[PROGRESS], derived)
    if METHOD in docs:
        views.append(method_page(edition, load_rule_pages(), docs[METHOD], derived))
    for report in edition.reports:
        views.append(year_page(report, edition, docs.get(f"{report.id}/index.md", ""), told, derived))
        views += report_pages(report, edition, coverage, passages, derived)
        views += chapter_pages(report, edition, pages, derived)
        views += raw_pages(report, edition.labels[report.id], derived)
    for entity in edition.registry.entities:
        views += [shared.view(entity, derived), *span_views(entity, shared, derived), *shared.stubs(entity, derived)]
    views += [*entity_indexes(edition, derived), *told.views(passages, derived)]
    views += [*indicators.views(derived), *report_figure_pages(edition, edition.figures, passages, derived)]
    views += guide_pages(edition, derived)
    views += [changes_page(edition, derived), quotations_page(edition, derived)]
    views += stubs_of_spans(edition, {url(view.path) for view in views}, derived)
    views += moved_views(docs, {url(path) for path in (*docs, *(view.path for view in views))}, derived)
    kept, problems = keep_addresses(edition, tuple(views), derived)
    return shelves.placed(linked_views(kept, edition), edition), (*covered(docs, views), *problems)


def navigation(edition: Edition) -> list[Any]:
    """Hubs only, and reports as long as they are few: everything else is reached from them, which keeps each page's menu
    small."""
    years: list[Any] | str = [{edition.labels[report.id]: f"{report.id}/index.md"} for report in edition.ordered()]
    if Shelves.of(edition).hub:
        years = HUB_OF_REPORTS
    about = [{"关于": ABOUT}] if ABOUT in edition.docs else []
    entities = [{"条目": "entities/index.md"}] if has_registry(edition) else []
    figures = [{FIGURES: HUB_OF_FIGURES}] if edition.indicators else []
    events = [{CHRONICLE: f"{FOLDER}/index.md"}] if edition.figures.events else []
    return [
        {"首页": "index.md"},
        *([{TITLE: years}] if years else []),
        {"专题": "topics/index.md"},
        *figures,
        *entities,
        *events,
        *about,
        {"说明": HUB},
    ]
