"""The order of the whole: take in, derive, render beside the site in place, and swap."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from annals.edition.deriving import derive, navigation
from annals.edition.failing import failure
from annals.edition.ingesting import ingest, not_written
from annals.edition.search import index_files
from annals.edition.shipped import DEFAULTS, SHIPPED, THEME, derived_templates
from annals.edition.stamp import inputs_digest, read_stamp, write_stamp
from annals.edition.writing import building_folder, carry_out, open_to_all, recover, sweep_sites, write_file
from annals.markdown.front import Front, read_fronts
from annals.model import Edition, Mismatch, Phrase, Problem, Rendered, Settings, View, Withheld
from annals.pages.cards import card_files
from annals.pages.changelog import feed_files
from annals.pages.citing import references
from annals.pages.data import data_files
from annals.pages.standing import standings
from annals.pages.withdrawn import withdrawn_files
from annals.site.dialect import Misread, misread
from annals.site.engine import Manuscript
from annals.text.characters import excerpt


class Renderer(Protocol):
    """Turns a manuscript and the files of a docs folder into a site; `engine.render_site` is one."""

    def __call__(self, config_file: Path, docs: Path, given: Manuscript, target: Path) -> Rendered: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The outcome of a build. `rendered` is false when nothing had changed, or when the site could not be made:
    then `failed` says why, one of the problems tells it, and the site in place is the last one."""

    site: Path
    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    rendered: bool
    pages: int
    failed: Exception | None = None


def build(
    root: Path, settings: Settings, renderer: Renderer, *, frozen: bool = False, site: Path | None = None
) -> Built:
    """Ingest, derive, render. Everything is published as merged in memory; the disk follows
    unless frozen. When the digest of all inputs is that of the site in place, nothing runs."""
    told = () if frozen else recover(root)
    ingested = ingest(root)
    target = site if site is not None else root / "site"
    problems = [*told, *ingested.problems]
    written: tuple[str, ...] = ()
    if frozen and ingested.writes:
        problems.append(not_written(ingested.writes))
    elif not frozen:
        written = carry_out(root, ingested.writes)
    digest = inputs_digest(root, SHIPPED, settings, ingested.edition)
    known = read_stamp(target)
    if known is not None and known[0] == digest:
        return Built(site=target, problems=(*problems, *known[1]), written=written, rendered=False, pages=0)
    found: list[Problem] = []
    try:
        views, vanished = derive(ingested.edition)
        found += vanished
        pages = _render(root, target, manuscript(ingested.edition, views, settings), renderer, found, digest)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, what was found so far is told with it)
        every = (*problems, *found, failure(error, root))
        return Built(site=target, problems=every, written=written, rendered=False, pages=0, failed=error)
    return Built(site=target, problems=(*problems, *found), written=written, rendered=True, pages=pages)


def manuscript(edition: Edition, views: tuple[View, ...], settings: Settings) -> Manuscript:
    """What MkDocs is given of an edition, whoever calls it."""
    finish = partial(write_beside, edition=edition, views=views)
    states = standings(edition)
    return Manuscript(
        views=views,
        texts=edition.docs,
        files=edition.files,
        nav=navigation(edition),
        theme=THEME,
        settings=settings,
        finish=finish,
        withheld=edition.withheld,
        facts=edition.facts,
        standings=states,
        references=references(edition, states),
        dated=bool(edition.history.at),
    )


def write_beside(site: Path, address: str, *, edition: Edition, views: tuple[View, ...]) -> None:
    """The files of a rendered site that are no pages: open data, the feed, the cards, and the search index, which is read from the
    pages."""
    data, templates = data_files(edition), derived_templates()
    made = (
        data | withdrawn_files(edition, data) | feed_files(edition, address, templates) | card_files(edition, templates)
    )
    for path, text in (made | index_files(site, edition, views)).items():
        write_file(site / path, text.encode())


def told_of(miss: Mismatch | Withheld, docs: Mapping[str, str]) -> Problem:
    """A block that renders as other text than its Markdown says, or what the last gate took out, as an editor is told:
    where the page itself (of `docs`, by path) shows it, at its line and as `check` says it."""
    if isinstance(miss, Withheld):
        return Problem.of("E230", f"docs/{miss.path}", html=miss.shown, instead=Phrase.of("html-none"))
    fronts, _ = read_fronts({miss.path: docs[miss.path]} if miss.path in docs else {})
    for path, front in fronts.items():
        found = misread(front.body, front.lines_before)
        if found is not None:
            return read_otherwise(path, front, found)
    return Problem.of("E202", f"docs/{miss.path}", index=miss.index, found=miss.found, expected=miss.expected)


def read_otherwise(path: str, front: Front, found: Misread) -> Problem:
    """That the site and GitHub's preview read a block of a page differently."""
    shown = excerpt(front.text, found.line)
    site, preview = found.site or "—", found.preview or "—"
    return Problem.of("E214", f"docs/{path}", found.line, excerpt=shown, site=site, preview=preview)


def _render(root: Path, target: Path, given: Manuscript, renderer: Renderer, found: list[Problem], digest: str) -> int:
    """Render beside the target and swap, so that a site in place is always whole."""
    config = root / "mkdocs.yml" if (root / "mkdocs.yml").is_file() else DEFAULTS
    target.parent.mkdir(parents=True, exist_ok=True)
    sweep_sites(target.parent)
    with building_folder(target.parent) as folder:
        fresh, nothing = Path(folder) / "site", Path(folder) / "nothing"
        nothing.mkdir()
        docs = root / "docs" if (root / "docs").is_dir() else nothing
        rendered = renderer(config, docs, given, fresh)
        found += [Problem.of("W301", "mkdocs.yml", detail=message) for message in rendered.warnings]
        found += dict.fromkeys(told_of(miss, given.texts) for miss in rendered.mismatches)
        write_stamp(fresh, digest, found)
        open_to_all(fresh)
        old = Path(folder) / "old"
        if target.exists():
            os.replace(target, old)
        os.replace(fresh, target)
    return sum(1 for _ in target.rglob("*.html"))
