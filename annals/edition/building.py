"""The order of the whole, and the only room that touches the disk."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annals.check.matter import matter_problems
from annals.check.names import registry_problems
from annals.check.topics import reference_problems
from annals.edition.disk import carry_out, markdown_below, report_inputs, seed_files, undo_unfinished, write_file
from annals.edition.report import ReportPlan, plan_report
from annals.edition.search import index_files
from annals.edition.stamp import inputs_digest, read_stamp, write_stamp
from annals.markdown.front import Front, read_fronts
from annals.markdown.write import environment
from annals.merge.record import extend_register
from annals.model import (
    OTHER,
    OVERVIEW,
    Choice,
    Conflict,
    DraftPage,
    Edition,
    Entity,
    Problem,
    Rendered,
    Report,
    Settings,
    Topic,
    View,
    few,
)
from annals.names.linking import link, report_texts
from annals.names.registry import INDEX_PAGES, load_entities
from annals.names.topics import load_topics
from annals.pages.addresses import keep_addresses
from annals.pages.chapter import chapter_pages
from annals.pages.data import data_files
from annals.pages.entity import EntityPages
from annals.pages.entity_index import entity_indexes
from annals.pages.entity_links import linked_views
from annals.pages.links import edition_name, labelled, sort_key
from annals.pages.method import PATH as METHOD
from annals.pages.method import method_page
from annals.pages.progress import PATH as PROGRESS
from annals.pages.progress import progress_page
from annals.pages.raw import raw_page
from annals.pages.report import report_pages
from annals.pages.topic import topic_page, topics_index
from annals.pages.year import home_page, year_page

_SHOWN = 5
"""Files that are named where many need writing."""
SHIPPED = Path(__file__).resolve().parent.parent.parent


class Renderer(Protocol):
    """Turns views and the static pages of a docs folder into a site; `plugin.render_site` is one."""

    def __call__(
        self,
        config_file: Path,
        docs: Path,
        theme: Path,
        views: Sequence[View],
        nav: list[Any],
        target: Path,
        settings: Settings,
    ) -> Rendered: ...


@dataclass(frozen=True, slots=True)
class Ingested:
    """What ingest found and would write: paths relative to the root, None to remove; the
    conflicts that are left, each with its report; the pages under docs/ whose front matter can be read."""

    edition: Edition
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    fronts: Mapping[str, Front]
    conflicts: tuple[tuple[str, Conflict], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build. `rendered` is false when nothing had changed."""

    site: Path
    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    rendered: bool
    pages: int


def _topics(root: Path) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """The folder's topics; a folder without any uses the shipped ones by their words alone."""
    own = root / "docs" / "topics"
    if own.is_dir():
        return load_topics(tuple(p for p in markdown_below(own, root / "docs") if p[0] != "topics/index.md"))
    topics, problems = load_topics(markdown_below(SHIPPED / "docs" / "topics", SHIPPED / "docs"))
    return tuple(replace(topic, sections=(), blocks=()) for topic in topics), problems


def _entities(fronts: Mapping[str, Front]) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """The registry; a folder without docs/entities has no entities."""
    indexes = {f"entities/{name}.md" for name in INDEX_PAGES}
    own = [path for path in sorted(fronts) if path.startswith("entities/") and path not in indexes]
    return load_entities({path: fronts[path] for path in own})


# --- ingest -------------------------------------------------------------------------------


def ingest(root: Path, choices: Mapping[str, tuple[Choice, ...]] = {}) -> Ingested:
    """Read seeds and docs and decide everything; writes nothing. `choices` are decisions about
    conflicts by report."""
    topics, problems = _topics(root)
    seeds, wrong = seed_files(root)
    templates = environment(FileSystemLoader(SHIPPED / "templates" / "pages"))
    plans: list[ReportPlan] = [
        plan_report(report_inputs(root, report, raw), topics, templates, choices.get(report, ()))
        for report, raw in seeds
    ]
    register_path = "seeds/.base/addresses.txt"
    register_file = root / register_path
    register = register_file.read_text(encoding="utf-8") if register_file.is_file() else ""
    writes: list[tuple[str, str | None]] = []
    drafts: list[DraftPage] = []
    for plan in plans:
        # Pages before the base: killed in between, a rerun finds pages newer than their base,
        # equal to what it generates, and goes on.
        writes += [(path if path.startswith("seeds/") else f"docs/{path}", text) for path, text in plan.writes]
        drafts += plan.drafts
    docs = dict(markdown_below(root / "docs", root / "docs"))
    for path, text in writes:
        if path.startswith("docs/"):
            name = path.removeprefix("docs/")
            if text is None:
                docs.pop(name, None)
            else:
                docs[name] = text
    fronts, unreadable = read_fronts(docs)
    entities, misnamed = _entities(fronts)
    grown = extend_register(register, tuple(drafts), _fixed_pages(plans, topics, entities))
    if grown != register:
        writes.append((register_path, grown))
    reports = labelled(tuple(plan.report for plan in plans if plan.report is not None))
    registry = link(report_texts(sorted(reports, key=sort_key)), entities)
    edition = Edition(reports, topics, tuple(sorted(docs.items())), tuple(grown.split("\n")[:-1]), registry)
    found = (
        *unreadable,
        *problems,
        *wrong,
        *(problem for plan in plans for problem in plan.problems),
        *_duplicates(seeds),
        *reference_problems(topics, reports, fronts),
        *misnamed,
        *registry_problems(reports, registry, fronts),
        *_matter_problems(reports, topics, fronts),
    )
    conflicts = tuple(
        (report, conflict) for (report, _), plan in zip(seeds, plans, strict=True) for conflict in plan.conflicts
    )
    return Ingested(edition, tuple(writes), tuple(dict.fromkeys(found)), fronts, conflicts)


def _matter_problems(
    reports: Sequence[Report], topics: Sequence[Topic], fronts: Mapping[str, Front]
) -> Iterable[Problem]:
    known = frozenset(topic.slug for topic in topics) | {OVERVIEW, OTHER}
    pages = [(page.path, page.matter, page.trust) for report in reports for page in report.pages]
    return matter_problems(pages, known, fronts)


def not_written(writes: Sequence[tuple[str, str | None]]) -> Problem:
    """That files need writing where nothing may be written."""
    paths = few([path for path, _ in writes], _SHOWN)
    return Problem.of("E111", "docs", count=len(writes), paths=paths)


def reference(report: str, conflict: Conflict) -> str:
    """How a conflict is named: the block as elsewhere, or the front matter key."""
    return f"{report}#{conflict.block}" if conflict.lines else conflict.block


# --- the site -----------------------------------------------------------------------------


def _duplicates(seeds: tuple[tuple[str, Path], ...]) -> tuple[Problem, ...]:
    """Raw files with the same bytes as one before them."""
    first: dict[str, str] = {}
    found = []
    for _, path in seeds:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in first:
            found.append(Problem.of("W106", f"seeds/{path.name}", other=f"seeds/{first[digest]}"))
        first.setdefault(digest, path.name)
    return tuple(found)


def _fixed_pages(plans: list[ReportPlan], topics: tuple[Topic, ...], entities: tuple[Entity, ...]) -> tuple[str, ...]:
    """The addresses of pages that every report, topic and entity has."""
    reports = [f"{plan.report.id}/{name}.html" for plan in plans if plan.report for name in ("index", "full", "raw")]
    return (
        *(f"topics/{topic.slug}.html" for topic in topics),
        *(f"entities/{entity.slug}.html" for entity in entities),
        *reports,
    )


def derive(edition: Edition) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """Every page of the site that is not plain Markdown of docs/."""
    page_templates = environment(FileSystemLoader(SHIPPED / "templates" / "pages"))
    derived = Environment(
        loader=FileSystemLoader(SHIPPED / "templates" / "derived"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    docs = dict(edition.docs)
    views: list[View] = [home_page(edition, docs.get("index.md", ""), derived), topics_index(edition, derived)]
    views += [topic_page(topic, edition, derived) for topic in edition.topics]
    if PROGRESS in docs:
        views.append(progress_page(edition, docs[PROGRESS], derived))
    if METHOD in docs:
        views.append(method_page(edition, docs[METHOD], derived))
    for report in edition.reports:
        views.append(year_page(report, edition, docs.get(f"{report.id}/index.md", ""), derived))
        views += report_pages(report, docs, derived)
        views += chapter_pages(report, page_templates, derived)
        views.append(raw_page(report, derived))
    shared = EntityPages.of(edition)
    for entity in edition.registry.entities:
        views += [shared.view(entity, derived), *shared.stubs(entity, derived)]
    views += entity_indexes(edition, derived)
    kept, problems = keep_addresses(edition, tuple(views), derived)
    return linked_views(kept, edition, derived), problems


def navigation(edition: Edition) -> list[Any]:
    """Hubs only: everything else is reached from them, which keeps each page's menu small."""
    years = [{edition_name(report): f"{report.id}/index.md"} for report in sorted(edition.reports, key=sort_key)]
    guide = [{"说明": "guide/index.md"}] if "guide/index.md" in dict(edition.docs) else []
    entities = [{"条目": "entities/index.md"}] if edition.registry.entities else []
    return [
        {"首页": "index.md"},
        *([{"各年报告": years}] if years else []),
        {"专题": "topics/index.md"},
        *entities,
        *guide,
    ]


def build(
    root: Path, settings: Settings, renderer: Renderer, *, frozen: bool = False, site: Path | None = None
) -> Built:
    """Ingest, derive, render. Everything is published as merged in memory; the disk follows
    unless frozen. When the digest of all inputs is that of the site in place, nothing runs."""
    if not frozen:
        undo_unfinished(root)
    ingested = ingest(root)
    target = site if site is not None else root / "site"
    problems = list(ingested.problems)
    written: tuple[str, ...] = ()
    if frozen and ingested.writes:
        problems.append(not_written(ingested.writes))
    elif not frozen:
        written = carry_out(root, ingested.writes)
    digest = inputs_digest(root, SHIPPED, settings, ingested.edition)
    known = read_stamp(target)
    if known is not None and known[0] == digest:
        return Built(target, (*problems, *known[1]), written, False, 0)
    views, wrong = derive(ingested.edition)
    found = list(wrong)
    pages = _render(root, target, ingested.edition, views, settings, renderer, found, digest)
    return Built(target, (*problems, *found), written, True, pages)


def _render(
    root: Path,
    target: Path,
    edition: Edition,
    views: tuple[View, ...],
    settings: Settings,
    renderer: Renderer,
    found: list[Problem],
    digest: str,
) -> int:
    """Render beside the target and swap, so that a site in place is always whole."""
    config = root / "mkdocs.yml" if (root / "mkdocs.yml").is_file() else SHIPPED / "mkdocs.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".building-") as folder:
        fresh = Path(folder) / "site"
        docs = Path(folder) / "docs"
        _static_docs(root, docs, views, edition)
        rendered = renderer(config, docs, SHIPPED / "templates" / "theme", views, navigation(edition), fresh, settings)
        found += [Problem.of("W301", "mkdocs.yml", detail=message) for message in rendered.warnings]
        for miss in rendered.mismatches:
            found.append(
                Problem.of("E202", f"docs/{miss.path}", index=miss.index, found=miss.found, expected=miss.expected)
            )
        for path, text in (data_files(edition) | index_files(fresh, edition, views)).items():
            write_file(fresh / path, text.encode())
        write_stamp(fresh, digest, found)
        os.chmod(fresh, 0o755)
        old = Path(folder) / "old"
        if target.exists():
            os.replace(target, old)
        os.replace(fresh, target)
    return sum(1 for _ in target.rglob("*.html"))


def _static_docs(root: Path, docs: Path, views: tuple[View, ...], edition: Edition) -> None:
    """What MkDocs reads from disk: the merged pages no view stands for, and files beside them."""
    shown = {view.path for view in views}
    docs.mkdir(parents=True)
    for path, text in edition.docs:
        if path not in shown:
            write_file(docs / path, text.encode())
    source = root / "docs"
    for file in sorted(source.rglob("*")) if source.is_dir() else ():
        if file.is_file() and file.suffix != ".md" and file.resolve().is_relative_to(source.resolve()):
            write_file(docs / file.relative_to(source), file.read_bytes())
