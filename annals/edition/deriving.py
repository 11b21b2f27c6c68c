"""The pages of the site that are made, not written; and its navigation."""

from __future__ import annotations

from typing import Any

from annals.check.copies import covered
from annals.edition.rule_pages import load_rule_pages
from annals.edition.shipped import derived_templates, page_templates
from annals.model import Edition, Problem, View
from annals.pages.changelog import changes_page
from annals.pages.chapter import chapter_pages
from annals.pages.coverage import Coverage
from annals.pages.entity import EntityPages
from annals.pages.entity_index import entity_indexes, has_registry
from annals.pages.entity_links import linked_views
from annals.pages.guide import ABOUT, HUB, guide_pages
from annals.pages.home import home_page
from annals.pages.links import url
from annals.pages.method import PATH as METHOD
from annals.pages.method import method_page
from annals.pages.moved import moved_views
from annals.pages.passage import Passages
from annals.pages.progress import PATH as PROGRESS
from annals.pages.progress import progress_page
from annals.pages.raw import raw_pages
from annals.pages.register import keep_addresses
from annals.pages.report import report_pages
from annals.pages.topic import topic_page, topic_stubs, topics_index
from annals.pages.year import year_page


def derive(edition: Edition) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """Every page of the site that is not plain Markdown of docs/."""
    pages, derived = page_templates(), derived_templates()
    docs = edition.docs
    coverage, passages = Coverage.of(edition), Passages.of(edition)
    shared = EntityPages.of(edition)
    views: list[View] = [
        home_page(edition, docs.get("index.md", ""), coverage, shared, derived),
        topics_index(edition, coverage, derived),
    ]
    views += [topic_page(topic, edition, coverage, passages, derived) for topic in edition.topics]
    slugs = {topic.slug for topic in edition.topics}
    views += [
        stub
        for topic in edition.topics
        for stub in topic_stubs(topic, derived)
        if url(stub.path) not in {f"topics/{slug}.html" for slug in slugs}
    ]
    if PROGRESS in docs:
        views.append(progress_page(edition, docs[PROGRESS], derived))
    if METHOD in docs:
        views.append(method_page(edition, load_rule_pages(), docs[METHOD], derived))
    for report in edition.reports:
        views.append(year_page(report, edition, docs.get(f"{report.id}/index.md", ""), derived))
        views += report_pages(report, edition, coverage, passages, derived)
        views += chapter_pages(report, edition, pages, derived)
        views += raw_pages(report, edition.labels[report.id], derived)
    for entity in edition.registry.entities:
        views += [shared.view(entity, derived), *shared.stubs(entity, derived)]
    views += entity_indexes(edition, derived)
    views += guide_pages(edition, derived)
    views.append(changes_page(edition, derived))
    views += moved_views(docs, {url(path) for path in (*docs, *(view.path for view in views))}, derived)
    kept, problems = keep_addresses(edition, tuple(views), derived)
    return linked_views(kept, edition, derived), (*covered(docs, views), *problems)


def navigation(edition: Edition) -> list[Any]:
    """Hubs only: everything else is reached from them, which keeps each page's menu small."""
    years = [{edition.labels[report.id]: f"{report.id}/index.md"} for report in edition.ordered()]
    about = [{"关于": ABOUT}] if ABOUT in edition.docs else []
    entities = [{"条目": "entities/index.md"}] if has_registry(edition) else []
    return [
        {"首页": "index.md"},
        *([{"各年报告": years}] if years else []),
        {"专题": "topics/index.md"},
        *entities,
        *about,
        {"说明": HUB},
    ]
