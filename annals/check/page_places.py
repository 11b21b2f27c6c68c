"""Where an editor put a page and what the file is called: addresses that nobody can read, pages to which nothing leads, entries,
topics and indicators beside their folder, which nothing registers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from annals.check.links import resolved
from annals.markdown.front import Front
from annals.markdown.read import read_links
from annals.model import ENTITY_TYPES, RESERVED_FOLDERS, SUBJECTS, Phrase, Problem, Report, yml_file
from annals.names.candidates import slug_of

_plain = re.compile(r"[\x00-\x7f]*")
_unlike = re.compile(r"[A-Z_]")


def unreadable_addresses(fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Pages (path below docs/) whose files are named in Chinese; and entries, topics, indicators and pages of reports named with capitals or
    underscores, which all others write otherwise: two names that differ in these alone are one file on some machines; and pages
    of reports in a folder of their own, which by that have another address than before."""
    for path, front in fronts.items():
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".md")
        if path.count("/") > 1 and "report" in front.values:
            what = Phrase.of("name-folder", folder=f"docs/{folder}/")
            yield Problem.of("N118", f"docs/{path}", what=what, better=f"docs/{path.partition('/')[0]}/{name}")
        if _plain.fullmatch(name):
            if (path.startswith(SUBJECTS) or "report" in front.values) and _unlike.search(stem):
                better = f"{stem.lower().replace('_', '-')}.md"
                yield Problem.of("N118", f"docs/{path}", what=Phrase.of("name-capitals"), better=better)
        else:
            taken = {other.rpartition("/")[2].removesuffix(".md") for other in fronts if other.startswith(folder)}
            better = slug_of(stem, taken, "page")
            yield Problem.of("N118", f"docs/{path}", what=Phrase.of("name-chinese"), better=f"{better}.md")


def unlinked(fronts: Mapping[str, Front], reports: Collection[str]) -> Iterator[Problem]:
    """Pages of an editor's own, in no folder that the program lists by itself, to which no other page leads."""
    listed = RESERVED_FOLDERS | set(reports)
    own = [path for path in fronts if path.partition("/")[0] not in listed and path not in ("index.md", "404.md")]
    if not own:
        return
    led = {
        resolved(path, target.partition("#")[0])
        for path, front in fronts.items()
        for _, target in read_links(front.body)
    }
    for path in own:
        front = fronts[path]
        if path not in led and "report" not in front.values:
            title = str(front.values.get("title") or path.rpartition("/")[2].removesuffix(".md"))
            line, shown = front.place("title")
            yield Problem.of("N207", f"docs/{path}", line, excerpt=shown, title=title, path=path)


def pictureless(reports: Iterable[Report], files: Collection[str]) -> Iterator[Problem]:
    """Reports that say where the pictures of their pages are, where there is not one; `files` are those of docs/ by path."""
    for report in reports:
        before, marked, behind = report.scan.partition("{page}")
        if not marked or before.startswith("https:") or not report.printed.leaves:
            continue
        if not any(path.startswith(before) and path.endswith(behind) for path in files):
            yield Problem.of("W113", yml_file(report.id), scan=report.scan)


_FOLDERS = ("entities", "topics", "indicators")


def pages_astray(fronts: Mapping[str, Front], reports: Collection[str]) -> Iterator[Problem]:
    """Such pages by what their heads say; `fronts` are the pages by path under docs/, those of `reports` have heads of their
    own."""
    for path, front in fronts.items():
        above, _, name = path.rpartition("/")
        if path.partition("/")[0] in (*_FOLDERS, *reports) or name == "index.md" or "report" in front.values:
            continue
        if (found := _meant(front)) is not None:
            folder, key = found
            place, better = f"docs/{path}", f"docs/{folder}/{name}"
            now = f"docs/{above}/" if above else "docs/"
            line, shown = front.place(key)
            yield Problem.of("W219", place, line, excerpt=shown, key=key, folder=now, better=better)


def _meant(front: Front) -> tuple[str, str] | None:
    """The folder that a head is written for, and the key that tells it."""
    values = front.values
    if values.get("type") in ENTITY_TYPES:
        return "entities", "type"
    if "words" in values and isinstance(values["words"], list):
        return "topics", "words"
    if "measures" in values and "points" in values:
        return "indicators", "measures"
    return None
