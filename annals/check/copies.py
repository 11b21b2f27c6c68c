"""Pages that are copies of others, and pages where a page of the program stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from annals.model import PageKind, Phrase, Problem, View

_head = re.compile(r"---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)
_topic = re.compile(r"^topic:\s*(\S+)", re.MULTILINE)
_LEAST = 12
"""A line that is shorter says nothing of where it comes from."""
_MADE = (PageKind.RAW, PageKind.CHAPTER)


def twins(docs: Mapping[str, str], known: Collection[str]) -> dict[str, Problem]:
    """Pages (text by path under docs/) most of whose lines stand on one other page of their folder, each with what to
    tell. `known` are paths that were published before: they are nobody's copy. Entries are left to their names."""
    fresh = sorted((path for path in docs if path not in known and _may_be_copied(path)), key=lambda p: (len(p), p))
    found: dict[str, Problem] = {}
    for path in reversed(fresh):
        folder = path.rpartition("/")[0]
        own = _lines(docs[path])
        for other in docs:
            same = other != path and other not in found and other.rpartition("/")[0] == folder
            if same and (docs[path] == docs[other] or 2 * len(own & _lines(docs[other])) > len(own) > 0):
                equal = docs[other].partition("\n---")[2] == docs[path].partition("\n---")[2]
                topics = _topic.search(docs[path]), _topic.search(docs[other])
                alike = topics[0] and topics[1] and topics[0].group(1) == topics[1].group(1)
                why = Phrase.of("same-topic") if alike and not equal else Phrase.of("same-text")
                found[path] = Problem.of("E220", f"docs/{path}", other=f"docs/{other}", why=why)
                break
    return found


def _may_be_copied(path: str) -> bool:
    return not path.startswith("entities/") and not path.endswith("index.md")


def _lines(text: str) -> frozenset[str]:
    body = _head.sub("", text, count=1)
    return frozenset(line.strip() for line in body.split("\n") if len(line.strip()) >= _LEAST)


def covered(docs: Iterable[str], views: Iterable[View]) -> tuple[Problem, ...]:
    """Editors' pages at the addresses of pages that the program makes of nothing an editor writes."""
    made = {view.path for view in views if view.kind in _MADE}
    return tuple(Problem.of("E224", f"docs/{path}") for path in docs if path in made)
