"""Everything that can be found wrong without rendering the site; writes nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annals.check.causes import with_followers
from annals.check.files import INPUTS
from annals.check.judgements import unjudged, unjudged_notice
from annals.check.links import anchored_pages, heading_ids, link_problems, orphan_problems
from annals.check.names import boundary_problems
from annals.check.page_forms import forms_of_pages
from annals.check.page_places import pictureless, unlinked, unreadable_addresses
from annals.check.punctuation import punctuation_problems
from annals.clean.rules.punctuation import half_width
from annals.edition.deriving import derive
from annals.edition.facts import PATH
from annals.edition.ingesting import Ingested, ingest
from annals.edition.read_apart import read_otherwise, told_of
from annals.edition.restoring import with_sources
from annals.markdown.front import Front
from annals.markdown.read import read_links
from annals.model import SUBJECTS, Edit, PageKind, Problem, View, Withheld
from annals.names.boundaries import Straddled, straddled
from annals.names.linking import report_texts
from annals.site.dialect import SiteReader, misreadings
from annals.text.reading import Reading

_MISREAD = 20
"""Blocks of one page that are told as read differently."""


class UncheckedPathError(Exception):
    """A file or folder that was asked for is there, but nothing of it is ever checked."""


class UnknownPathError(Exception):
    """A file that was asked for is not there; `nearest` is one that is."""

    def __init__(self, path: str, nearest: str) -> None:
        super().__init__(path)
        self.path, self.nearest = path, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found, in how many files; `unread` are those of docs/ asked for by name that are no Markdown."""

    problems: tuple[Problem, ...]
    files: int
    unread: tuple[str, ...] = ()


def check(root: Path, paths: Iterable[str] = ()) -> Checked:
    """All problems of a folder, or those of some files and folders in it (paths from the root or from
    where one stands). Raises UnknownPathError, UncheckedPathError."""
    ingested = ingest(root)
    texts = dict(ingested.edition.docs)
    wanted = [_relative(root, path, texts) for path in paths]
    chosen = {path for path in texts if not wanted or _is_below(f"docs/{path}", wanted)}
    readable = {path: front for path, front in ingested.fronts.items() if path in chosen}
    # The pages of the site are asked for only where they can be missed: in a whole folder, or by a link.
    linked = any(read_links(front.body) for front in readable.values())
    views, vanished = derive(ingested.edition, threads=ingested.threads) if linked or not wanted else ((), ())
    found: Sequence[Problem] = [
        *ingested.problems,
        *with_sources(root, vanished, ingested.edition),
        *link_problems(readable, _known_ids(ingested, views, anchored_pages(readable)), _other_files(root)),
        *orphan_problems(readable, frozenset(report.id for report in ingested.edition.reports)),
        *unreadable_addresses(readable),
        *pictureless(ingested.edition.reports, ingested.edition.files),
        *unlinked(ingested.fronts, [report.id for report in ingested.edition.reports]),
        *_reading_problems(readable, ingested.edition.docs),
        *_punctuation(ingested, readable),
        *forms_of_pages(readable, [page.path for report in ingested.edition.reports for page in report.pages]),
        *boundary_problems(_straddled(ingested), readable),
        *unjudged_notice(unjudged(ingested.edition)),
    ]
    found = with_followers(found, ingested.away, ingested.lost)
    kept = [problem for problem in found if not wanted or _is_below(problem.path, wanted)]
    unread = tuple(path for path in wanted if _is_unread(root, path))
    others = [path for path in wanted if not path.startswith("docs") and (root / path).is_file()]
    return Checked(problems=tuple(dict.fromkeys(kept)), files=len(chosen) + len(others), unread=unread)


def _straddled(ingested: Ingested) -> tuple[Straddled, ...]:
    edition = ingested.edition
    return straddled(report_texts(edition.reports, edition.facts), edition.registry, ingested.lexicon)


def _is_below(path: str, wanted: Sequence[str]) -> bool:
    """Whether a path is one of some files, or in one of some folders."""
    return any(path == place or place == "." or path.startswith(f"{place}/") for place in wanted)


def _is_unread(root: Path, path: str) -> bool:
    """Whether a path is a file of docs/ whose text nobody reads."""
    own = path.startswith("docs/") and path.removeprefix("docs/") not in INPUTS
    return own and not path.endswith(".md") and (root / path).is_file()


def _relative(root: Path, path: str, texts: dict[str, str]) -> str:
    """A path as problems name it."""
    for place in (Path(path), root / path, root / "docs" / path):
        if place.exists() and place.resolve().is_relative_to(root):
            found = place.resolve().relative_to(root).as_posix()
            if found not in (".", PATH) and found.partition("/")[0] not in ("docs", "seeds"):
                raise UncheckedPathError(found)
            return found
    near = difflib.get_close_matches(path.removeprefix("docs/"), list(texts), 1, 0.3)
    raise UnknownPathError(path, f"docs/{near[0]}" if near else "docs/index.md")


def _known_ids(ingested: Ingested, views: tuple[View, ...], asked: frozenset[str]) -> dict[str, frozenset[str]]:
    """Every page of the site, with the ids on those that are asked for; of derived pages all, of others those of
    headings."""
    found = {path: heading_ids(front) if path in asked else frozenset() for path, front in ingested.fronts.items()}
    for view in views:
        ids = {name for mark in view.marking for name in (mark.id, *mark.anchors)}
        found[view.path] = (
            frozenset(ids | set(view.forms)) if view.kind in (PageKind.REPORT, PageKind.CHAPTER) else frozenset()
        )
    found |= {
        path: heading_ids(Front.of(text)) if path in asked else frozenset()
        for path, text in ingested.edition.guide.items()
    }
    return found


def _other_files(root: Path) -> frozenset[str]:
    folder = root / "docs"
    return frozenset(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.suffix != ".md")


def _reading_problems(fronts: Mapping[str, Front], published: Mapping[str, str]) -> Iterable[Problem]:
    reader = SiteReader()
    for path, front in fronts.items():
        found = tuple(islice(misreadings(published[path][front.after :], front.lines_before, reader), _MISREAD))
        yield from (told_of(Withheld(path=path, shown=shown), {}) for shown in reader.withheld())
        yield from (read_otherwise(path, front, one) for one in found)


def _punctuation(ingested: Ingested, fronts: Mapping[str, Front]) -> Iterable[Problem]:
    """Of a report page the blocks that editors added or changed, of others everything."""

    def find(text: str) -> Iterable[Edit]:
        return half_width.find(Reading(text=text, lexicon=ingested.lexicon))

    own = {
        (placed.page, placed.block.line)
        for report in ingested.edition.reports
        for placed in report.order
        if placed.origin is None or placed.edited or placed.mends
    }
    for path, front in fronts.items():
        everything = path.startswith(SUBJECTS) or path == "index.md"
        lines = None if everything else {line for page, line in own if page == path}
        yield from punctuation_problems(path, front, lines, find)
