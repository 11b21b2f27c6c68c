"""The order of the whole: take in, derive, render beside the site in place, and swap."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from annals.edition.circles import run
from annals.edition.deriving import derive, navigation
from annals.edition.facts import assets_in
from annals.edition.failing import failure
from annals.edition.ingesting import Ingested, ingest, not_written
from annals.edition.kept_files import KeptFiles
from annals.edition.kept_pages import earlier_site, keep_pages
from annals.edition.kept_plans import PARTS, PRINTS, KeptPlans
from annals.edition.kept_values import KeptValues, Memory
from annals.edition.last_commit import committed
from annals.edition.lock import kept_of
from annals.edition.page_groups import PageGroups
from annals.edition.read_apart import told_of
from annals.edition.rendered import warned
from annals.edition.restoring import with_sources
from annals.edition.search import index_files, spared
from annals.edition.shipped import DEFAULTS, THEME, derived_templates, page_templates
from annals.edition.stamp import inputs_digest, read_stamp, site_digest, write_stamp
from annals.edition.unchanged import Before, Built, keep, look
from annals.edition.working import Workers
from annals.edition.writing import building_folder, carry_out, open_to_all, put_file, sweep_sites
from annals.model import Edition, Problem, Rendered, Settings, View
from annals.pages.cards import card_files
from annals.pages.changelog import feed_files
from annals.pages.citing import references
from annals.pages.coverage import Coverage
from annals.pages.data import data_files
from annals.pages.indicator_data import indicator_tables
from annals.pages.panels import panel_files
from annals.pages.plain.llms import llms_files
from annals.pages.plain.twin import twin_matters, twin_of
from annals.pages.sparing import Spare, made_anew
from annals.pages.standing import standings
from annals.pages.threads import Threads
from annals.pages.withdrawn import withdrawn_files
from annals.site.manuscript import Manuscript
from annals.site.refusing import RenderingError
from annals.site.reuse import ALONE, NO_EARLIER, Earlier, Kept, Together
from annals.site.search.index import PartMaker
from annals.site.search.part import part_of
from annals.text.citation import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a site leaves for the next one: `keep` is told what may be kept of its pages, `files` know those beside them, `part` the
    parts of its search index."""

    keep: Callable[[Mapping[str, Kept]], None]
    files: KeptFiles
    part: PartMaker


class Renderer(Protocol):
    """Turns a manuscript and the files of a docs folder into a site; `engine.render_site` is one."""

    def __call__(self, config_file: Path, docs: Path, given: Manuscript, target: Path) -> Rendered: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """What is built where, and by what: the folder, what the environment says of the publication, the site's place."""

    root: Path
    settings: Settings
    renderer: Renderer
    target: Path


def build(
    root: Path,
    settings: Settings,
    renderer: Renderer,
    *,
    frozen: bool = False,
    site: Path | None = None,
    before: Before | None = None,
    workers: Workers = 1,
    memory: Memory | None = None,
) -> Built:
    """Ingest, derive, render. Everything is published as merged in memory; the disk follows
    unless frozen. When nothing has changed since the last run, nothing runs; when the digest of all that was taken in is
    that of the site in place, nothing is rendered. `before` is what somebody knows who has looked already; `workers` are
    the processes to work in, None: as many as pay; `memory` is what this process has read in builds before."""
    target = site if site is not None else root / "site"
    before = before or look(root, settings, target, frozen=frozen)
    if before.built is not None:
        return before.built
    with run():
        place = _Place(root=root, settings=settings, renderer=renderer, target=target)
        return _built(place, before, frozen=frozen, workers=workers, memory=memory)


def _built(place: _Place, before: Before, *, frozen: bool, workers: Workers, memory: Memory | None) -> Built:
    """What `build` gives where something may have changed."""
    root = place.root
    kept = KeptPlans.of(root, before.code, memory)
    ingested = ingest(root, kept=kept, workers=workers)
    kept.save()
    problems = [*before.told, *ingested.problems]
    written: tuple[str, ...] = ()
    if frozen and ingested.writes:
        problems.append(not_written(ingested.writes))
    elif not frozen:
        written = carry_out(root, ingested.writes)
    digest = inputs_digest(root, before.code, place.settings, ingested.edition)
    built = _made(place, ingested, problems, digest, before.code)
    # What was looked at before is not what stands there now if something was written or is to be.
    if built.failed is None and not ingested.writes and not before.told:
        keep(kept_of(root, place.target), before.digest, digest, built.problems)
    return replace(built, written=written)


def _made(place: _Place, ingested: Ingested, problems: Sequence[Problem], digest: str, code: str) -> Built:
    """The site of an edition, in place; `problems` are those told so far, `code` is a digest of the tool."""
    root, settings, target = place.root, place.settings, place.target
    known = read_stamp(target)
    if known is not None and known[0] == digest:
        return Built(site=target, problems=(*problems, *known[1]), written=(), rendered=False, pages=0)
    edition, threads = ingested.edition, ingested.threads
    found: list[Problem] = []
    try:
        folder = kept_of(root, target)
        earlier = earlier_site(folder, target, site_digest(root, settings, code))
        groups = PageGroups(pages=earlier.pages)
        prints = KeptValues(folder=root / PRINTS)
        views, vanished = derive(edition, groups, earlier.basis, ingested.keys, prints, threads)
        prints.save()
        found += with_sources(root, vanished, edition)
        parts = KeptValues(folder=root / PARTS)
        files = KeptFiles.of(folder, target, groups.keys)
        left = Left(keep=partial(keep_pages, folder), files=files, part=spared(parts, code))
        given = manuscript(edition, views, settings, threads, earlier, left, groups.together())
        # Each page is given up once it is written; nobody else may hold it.
        del views
        pages = _render(place, given, found, digest)
        parts.save()
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, what was found so far is told with it)
        every = (*problems, *found, failure(error, root))
        return Built(site=target, problems=every, written=(), rendered=False, pages=0, failed=error)
    return Built(site=target, problems=(*problems, *found), written=(), rendered=True, pages=pages)


def manuscript(
    edition: Edition,
    views: Iterable[View],
    settings: Settings,
    threads: Threads,
    earlier: Earlier = NO_EARLIER,
    left: Left | None = None,
    together: Together = ALONE,
) -> Manuscript:
    """What MkDocs is given of an edition, whoever calls it; from `earlier` it may take pages, `left` is what it
    leaves for the next site; `together` tells of pages that are made with others."""
    by_path = {view.path: view for view in views}
    states = standings(edition, threads)
    cited = references(edition, states)
    twins = twin_matters(edition, by_path, states)
    styles, scripts = assets_in(DEFAULTS.read_text(encoding="utf-8"))
    return Manuscript(
        views=by_path,
        texts=edition.docs,
        files=edition.files,
        nav=navigation(edition),
        theme=THEME,
        settings=settings,
        finish=partial(write_beside, edition=edition, coverage=threads.coverage, views=by_path, cited=cited, left=left),
        earlier=earlier,
        withheld=edition.withheld,
        facts=edition.facts,
        standings=states,
        references=cited,
        twin=partial(twin_of, twins),
        twins=twins,
        dated=bool(edition.history.at),
        together=together,
        styles=styles,
        scripts=scripts,
    )


def write_beside(
    site: Path,
    address: str,
    pages: Mapping[str, Kept],
    *,
    edition: Edition,
    coverage: Coverage,
    views: Mapping[str, View],
    cited: Mapping[str, Reference],
    left: Left | None,
) -> None:
    """The files of a rendered site that are no pages: open data, the feed, the cards, the panels of the paragraphs, and the
    search index, which is read from the pages; `pages` is what may be kept of these."""
    if left is not None:
        left.keep(pages)
    spare = left.files.spare if left is not None else made_anew
    put_all = partial(_put_all, site, left.files.site if left is not None else None)
    _put_data(put_all, edition, spare)
    templates = derived_templates()
    put_all(feed_files(edition, address, templates).items())
    put_all(card_files(edition, templates).items())
    put_all(llms_files(edition, address, page_templates()).items())
    put_all(panel_files(edition, coverage, cited, address, templates, spare).items())
    if left is not None:
        left.files.save()
    part = left.part if left is not None else part_of
    put_all(index_files(site, edition, views.values(), pages, part).items())


_Files = Iterable[tuple[str, str]]
"""Texts by path below the site's root."""


def _put_data(put_all: Callable[[_Files], set[str]], edition: Edition, spare: Spare) -> None:
    """Open data, and what speaks in it for what was withdrawn."""
    there = put_all(chain(data_files(edition, spare), indicator_tables(edition).items()))
    put_all(withdrawn_files(edition, there).items())


def _put_all(site: Path, last: Path | None, files: _Files) -> set[str]:
    """Write files and forget them: all together they are a quarter of what a build may hold; their paths. `last` is the site in
    place, None where it is not known."""
    there = set()
    for path, text in files:
        put_file(site / path, text.encode(), None if last is None else last / path)
        there.add(path)
    return there


def _render(place: _Place, given: Manuscript, found: list[Problem], digest: str) -> int:
    """Render beside the target and swap, so that a site in place is always whole."""
    root, target = place.root, place.target
    config = root / "mkdocs.yml"
    if not config.is_file() or not config.stat().st_size:
        if committed(root, ["mkdocs.yml"]):
            # By the defaults the site would have lost its name, its notice and its licences.
            raise RenderingError("mkdocs.yml is gone")
        config = DEFAULTS
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep_sites(target.parent)
    with building_folder(target.parent) as folder:
        fresh, nothing = Path(folder) / "site", Path(folder) / "nothing"
        nothing.mkdir()
        docs = root / "docs" if (root / "docs").is_dir() else nothing
        rendered = place.renderer(config, docs, given, fresh)
        found += warned(rendered.warnings, given.texts)
        found += dict.fromkeys(told_of(miss, given.texts) for miss in rendered.mismatches)
        write_stamp(fresh, digest, found)
        open_to_all(fresh)
        old = Path(folder) / "old"
        if target.exists():
            os.replace(target, old)
        os.replace(fresh, target)
    return sum(1 for _ in target.rglob("*.html"))
