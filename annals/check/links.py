"""Links in editors' Markdown: to pages and files that exist, to places on them that exist."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Mapping

from pymdownx.slugs import slugify

from annals.markdown.read import read_blocks, read_links, split_front_matter
from annals.model import RESERVED_FOLDERS, BlockKind, Problem
from annals.text.characters import line_with

_external = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_slug = slugify(case="lower")


def link_problems(
    texts: Mapping[str, str], pages: Mapping[str, frozenset[str]], files: frozenset[str]
) -> Iterable[Problem]:
    """Links that lead nowhere. `texts` is the Markdown to check by path under docs/, `pages` every
    page of the site with the ids on it (empty: not known), `files` all other files of docs/."""
    for path, text in texts.items():
        _, body, before = split_front_matter(text)
        for line, target in read_links(body, before):
            if _external.match(target):
                continue
            place, _, anchor = target.partition("#")
            there = _resolve(path, place)
            excerpt = text.split("\n")[line - 1][:100]
            if there not in pages and there not in files and not there.startswith("data/"):
                near = difflib.get_close_matches(there, [*pages, *files], 1, 0.4)
                nearest = posixpath.relpath(near[0], posixpath.dirname(path) or ".") if near else "—"
                yield Problem("E213", f"docs/{path}", line, (("target", target), ("nearest", nearest)), excerpt)
            elif anchor and pages.get(there) and anchor not in pages[there]:
                near = difflib.get_close_matches(anchor, sorted(pages[there]), 1, 0.3)
                details = (("target", target), ("anchor", anchor), ("nearest", f"#{near[0]}" if near else "—"))
                yield Problem("W202", f"docs/{path}", line, details, excerpt)


def _resolve(path: str, place: str) -> str:
    if not place:
        return path
    if place.startswith("/"):
        return place.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), place))


def heading_ids(text: str) -> frozenset[str]:
    """The ids that the site gives to the headings of a page that nothing else dresses."""
    _, body, before = split_front_matter(text)
    found: set[str] = set()
    for block in read_blocks(body, before):
        if block.content.kind is BlockKind.HEADING:
            name = _slug(block.text, "-")
            number = 1
            unique = name
            while unique in found:
                unique = f"{name}_{number}"
                number += 1
            found.add(unique)
    return frozenset(found)


def orphan_problems(texts: Mapping[str, str], reports: frozenset[str]) -> Iterable[Problem]:
    """Report pages without their raw file."""
    told: set[str] = set()
    for path, text in texts.items():
        folder, _, name = path.partition("/")
        if not name or folder in RESERVED_FOLDERS or folder in reports or folder in told:
            continue
        front, _, _ = split_front_matter(text)
        if "report" in front:
            told.add(folder)
            line, excerpt = line_with(text, str(front["report"]))
            yield Problem("W203", f"docs/{path}", line, (("report", folder),), excerpt)
