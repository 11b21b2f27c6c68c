"""Pages that are copies of others, pages where a page of the program stands, and the folder of a report's pages under another name,
everything in which seems to be a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from annals.check.causes import Cause
from annals.markdown.front import Front
from annals.model import RESERVED_FOLDERS, PageKind, Phrase, Problem, View

_head = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_topic = re.compile(r"^topic:\s*(\S+)", re.MULTILINE)
_report = re.compile(r"^report:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_title = re.compile(r"^title:\s*(\S.*)$", re.MULTILINE)
_ENTRIES = "entities/"
_LEAST = 12
"""A line that is shorter says nothing of where it comes from."""
_MADE = (PageKind.RAW, PageKind.CHAPTER, PageKind.FIGURES)


def twins(docs: Mapping[str, str], known: Collection[str]) -> dict[str, Problem]:
    """Pages (text by path under docs/) most of whose lines stand on one other page of their folder, or of the report that their
    head names, each with what to tell. `known` are paths that were published before: they are nobody's copy. Of entries a copy has the title, too."""
    fresh = sorted(
        (path for path in docs if path not in known and not path.endswith("index.md")), key=lambda p: (len(p), p)
    )
    found = dict(_strayed(docs, fresh, known))
    for path in reversed(fresh):
        if path in found:
            continue
        folder = path.rpartition("/")[0]
        for other in docs:
            if other == path or other in found or other.rpartition("/")[0] != folder:
                continue
            why = _likeness(path, docs[path], docs[other])
            if why is not None:
                found[path] = Problem.of("E220", f"docs/{path}", other=f"docs/{other}", why=why)
                break
    return found


def _strayed(docs: Mapping[str, str], fresh: Iterable[str], known: Collection[str]) -> Iterator[tuple[str, Problem]]:
    """Pages of a report, by their heads, that lie outside its folder, where a page of it has their text or one with their name is
    gone: published there, its text would stand twice and belong to nothing."""
    for path in fresh:
        head = _head.match(docs[path])
        report = _report.search(head[0]) if head is not None else None
        if report is None or path.startswith(f"{report[1]}/"):
            continue
        home = f"{report[1]}/{path.rpartition('/')[2]}"
        others = [home, *(other for other in docs if other.startswith(f"{report[1]}/"))]
        why = {other: _likeness(path, docs[path], docs[other]) for other in others if other in docs}
        other = next((other for other in why if why[other] is not None), "")
        # A folder of its own may be the report's under a new name.
        strayed = path.rpartition("/")[0] in ("", *RESERVED_FOLDERS)
        if not other and strayed and home in known and home not in docs:
            other, why[home] = home, Phrase.of("moved-away")
        if other:
            yield path, Problem.of("E220", f"docs/{path}", other=f"docs/{other}", why=why[other] or "")


def _likeness(path: str, text: str, other: str) -> Phrase | None:
    """Why the text of a page is that of another one; None where it is not."""
    if path.startswith(_ENTRIES):
        return Phrase.of("same-name") if _is_entry_again(text, other) else None
    own = _lines(text)
    if text != other and not 2 * len(own & _lines(other)) > len(own) > 0:
        return None
    equal = other.partition("\n---")[2] == text.partition("\n---")[2]
    topics = _topic.search(text), _topic.search(other)
    alike = topics[0] and topics[1] and topics[0].group(1) == topics[1].group(1)
    return Phrase.of("same-topic") if alike and not equal else Phrase.of("same-text")


def _is_entry_again(text: str, other: str) -> bool:
    """Whether two entries have one title and most of their lines; two with one name alone are for a person to tell apart."""
    titles = _title.search(text), _title.search(other)
    if titles[0] is None or titles[1] is None or titles[0][1] != titles[1][1]:
        return False
    own, theirs = ({line.strip() for line in page.split("\n") if line.strip()} for page in (text, other))
    return 2 * len(own & theirs) > max(len(own), len(theirs))


def _lines(text: str) -> frozenset[str]:
    body = _head.sub("", text, count=1)
    return frozenset(line.strip() for line in body.split("\n") if len(line.strip()) >= _LEAST)


def covered(docs: Iterable[str], views: Iterable[View]) -> tuple[Problem, ...]:
    """Editors' pages at the addresses of pages that the program makes of nothing an editor writes."""
    made = {view.path for view in views if view.kind in _MADE}
    return tuple(Problem.of("E224", f"docs/{path}") for path in docs if path in made)


def misnamed_folders(texts: Iterable[str], fronts: Mapping[str, Front], reports: Collection[str]) -> Iterator[Cause]:
    """For each folder of pages that by their heads are all of one of the `reports`, which has none in its own, one cause
    (E270). `texts` are the paths under docs/ as they are on the disk, `fronts` the heads, by path."""
    found: dict[str, list[str]] = {}
    for path in texts:
        folder, _, name = path.rpartition("/")
        if name and folder not in RESERVED_FOLDERS and "/" not in folder:
            found.setdefault(folder, []).append(path)
    for folder, paths in found.items():
        named = {str(fronts[path].values.get("report", "")) for path in paths if path in fronts}
        report = next(iter(named)) if len(named) == 1 else ""
        if folder not in reports and report in reports and report not in found:
            problem = Problem.of("E270", f"docs/{folder}", folder=folder, report=report)
            yield Cause(problem=problem, folders=(f"docs/{folder}/", f"docs/{report}/"))
