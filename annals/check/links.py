"""Links in editors' Markdown: to pages and files that exist, to places on them that exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from pymdownx.slugs import slugify

from annals.check.entry import REFERENCE
from annals.markdown.front import Front
from annals.markdown.read import read_blocks, read_links
from annals.model import RESERVED_FOLDERS, BlockKind, Phrase, Problem
from annals.text.characters import excerpt
from annals.text.nearness import nearest_anchor, nearest_path

_external = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_host = re.compile(r"(?:www\.|(?:[a-z0-9-]{1,60}\.){1,4}(?:cn|com|org|net|gov|edu)(?:[/?#]|\Z))", re.IGNORECASE)
_own_machine = re.compile(
    r"https?://(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])(?::\d{1,5})?(?P<place>/[^#?]{0,300})?(?:\?[^#]{0,300})?(?P<anchor>#.{0,200})?",
    re.IGNORECASE,
)
"""What is reached on the very machine alone. An address of a local network may be meant, in an edition of that network."""
_wide_scheme = re.compile(r"(https?)(?:[:：]//|[:：]／／|：/*)", re.IGNORECASE)
_footnote = re.compile(r"\[\^[^\]\s]{1,20}\]")
_reference = re.compile(REFERENCE)
_of_block = re.compile(r"l\d{1,6}(?:-\d{1,6})?|h-\d{1,6}(?:-\d{1,6})?")
_slug = slugify(case="lower")


def link_problems(
    fronts: Mapping[str, Front], pages: Mapping[str, frozenset[str]], files: frozenset[str]
) -> Iterable[Problem]:
    """Links that lead nowhere. `fronts` are the pages to check by path under docs/, `pages` every
    page of the site with the ids on it (empty: not known), `files` all other files of docs/."""
    for path, front in fronts.items():
        for line, target in read_links(front.body, front.lines_before):
            if _external.match(target):
                yield from _of_preview(path, front, line, target, pages)
                continue
            place, _, anchor = target.partition("#")
            there = resolved(path, place)
            shown = excerpt(front.text, line)
            if there not in pages and there not in files and not there.startswith("data/"):
                nearest = _otherwise(target, shown, path) or nearest_path(
                    there, [*pages, *files], posixpath.dirname(path)
                )
                yield Problem.of("E213", f"docs/{path}", line, excerpt=shown, target=target, nearest=nearest)
            elif anchor and _is_missing(there, anchor, pages.get(there, frozenset())):
                nearest = nearest_anchor(anchor, pages.get(there, frozenset()))
                yield Problem.of(
                    "W202", f"docs/{path}", line, excerpt=shown, target=target, anchor=anchor, nearest=nearest
                )


def _of_preview(
    path: str, front: Front, line: int, target: str, pages: Mapping[str, frozenset[str]]
) -> Iterable[Problem]:
    """An address of the machine on which somebody looked at the site: readers have nothing there."""
    if own := _own_machine.fullmatch(target):
        page = (own["place"] or "/").strip("/")
        page = f"{page.removesuffix('.html')}.md" if page.endswith(".html") else posixpath.join(page, "index.md")
        better = posixpath.relpath(page, posixpath.dirname(path) or ".") + (own["anchor"] or "")
        nearest = Phrase.of("address-preview")
        if page in pages:
            nearest = Phrase.of("address-preview-so", better=better)
        yield Problem.of(
            "E213", f"docs/{path}", line, excerpt=excerpt(front.text, line), target=target, nearest=nearest
        )


def _is_missing(page: str, anchor: str, known: frozenset[str]) -> bool:
    """Whether a page has no such place. Of a page whose ids are not `known` one thing is: the lines of a report are on its
    own pages alone."""
    if known:
        return anchor not in known
    folder = page.partition("/")[0]
    made_of_lines = folder not in RESERVED_FOLDERS and not page.endswith("/index.md") and "/" in page
    return _of_block.fullmatch(anchor) is not None and not made_of_lines


def _otherwise(target: str, shown: str, path: str) -> Phrase | None:
    """What is meant by the target of a link that is no path at all; `shown` is how its line begins, `path` its page."""
    if path.startswith("entities/") and _reference.fullmatch(target):
        return Phrase.of("link-reference", better=f"[{target}]")
    if _footnote.search(shown):
        return Phrase.of("no-footnotes")
    if _wide_scheme.match(target):
        return Phrase.of("address-scheme", better=_wide_scheme.sub(r"\1://", target))
    if _host.match(target):
        return Phrase.of("address-scheme", better=f"https://{target}")
    return Phrase.of("address-slashes", better=target.replace("\\", "/")) if "\\" in target else None


def anchored_pages(fronts: Mapping[str, Front]) -> frozenset[str]:
    """The pages that links of some pages name a place on: only theirs are the ids that anybody asks for."""
    targets = (
        (path, target.partition("#"))
        for path, front in fronts.items()
        for _, target in read_links(front.body)
        if not _external.match(target)
    )
    return frozenset(resolved(path, place) for path, (place, _, anchor) in targets if anchor)


def resolved(path: str, place: str) -> str:
    """The path below docs/ of the place that a link on a page (path below docs/) names."""
    if not place:
        return path
    if place.startswith("/"):
        return place.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place))


def heading_ids(front: Front) -> frozenset[str]:
    """The ids that the site gives to the headings of a page that nothing else dresses."""
    found: set[str] = set()
    for block in read_blocks(front.body):
        if block.content.kind is BlockKind.HEADING:
            name = _slug(block.text, "-")
            number = 1
            unique = name
            while unique in found:
                unique = f"{name}_{number}"
                number += 1
            found.add(unique)
    return frozenset(found)


def orphan_problems(fronts: Mapping[str, Front], reports: frozenset[str]) -> Iterable[Problem]:
    """Report pages without their raw file."""
    told: set[str] = set()
    for path, front in fronts.items():
        folder, _, name = path.partition("/")
        if not name or folder in RESERVED_FOLDERS or folder in reports or folder in told:
            continue
        if "report" in front.values:
            told.add(folder)
            line, shown = front.place("report")
            yield Problem.of("W203", f"docs/{path}", line, excerpt=shown, report=folder)
