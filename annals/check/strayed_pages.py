"""Entries, topics and indicators that lie beside their folder: nothing registers them, and they are published as plain pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from annals.markdown.front import Front
from annals.model import ENTITY_TYPES, Problem

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
