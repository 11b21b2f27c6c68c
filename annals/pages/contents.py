"""The contents of a report: its headings in its own order, of a volume as many levels as one can survey, folded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annals.markdown.write import shallowest
from annals.model import Mark, Report
from annals.pages.links import link, listed
from annals.pages.marking import in_timeline
from annals.pages.marks import Marks
from annals.text.excerpts import beginning

_FLAT = 120
"""How many headings stand in one list without folds."""
_MOST = 400
"""How many headings of a longer report are listed; deeper ones stand in the contents of its pages."""
_ROOTS = 8
"""Headings of the widest levels that are too few to be what the contents are folded by: a title, two volumes."""
_GROUP = 20
"""How many chapters there are in a fold, where more than twice as many stand side by side."""
_NAME = 14
"""Characters of a title that stand on a fold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the contents; `signs` are the marks that the title bears on its page, `more` says how many headings
    behind it stand in the contents of the pages alone."""

    level: int
    title: str
    href: str
    kind: str
    signs: tuple[Mark, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """An entry and those below it, which are folded."""

    entry: Entry
    below: tuple[Entry, ...] = ()

    @property
    def more(self) -> int:
        """How many headings there are below it."""
        return len(self.below) + self.entry.more + sum(entry.more for entry in self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Branches that follow each other; `name` stands on their fold, empty where they have none."""

    name: str
    branches: tuple[Branch, ...]


def contents_of(report: Report, here: str) -> tuple[Group, ...]:
    """The contents of a report for the page `here`."""
    return folded(*_entries(report, here))


def folded(entries: Sequence[Entry], pages: Sequence[str]) -> tuple[Group, ...]:
    """The headings of a report, with the page of each, as one can survey them; of a report that can be read at a glance
    one group without folds."""
    if len(entries) <= _FLAT:
        return (Group(name="", branches=tuple(Branch(entry=entry) for entry in entries)),)
    levels = sorted({entry.level for entry in entries})
    widths = {level: sum(entry.level <= level for entry in entries) for level in levels}
    deepest = max((level for level in levels if widths[level] <= _MOST), default=0)
    if deepest:
        shown = _shown(entries, lambda at: entries[at].level <= deepest)
    else:
        shown = _shown(entries, lambda at: at == 0 or pages[at] != pages[at - 1])
    widest = min((level for level in levels if widths[level] > _ROOTS), default=levels[-1])
    return _groups(_branches(shown, widest))


def _entries(report: Report, here: str) -> tuple[list[Entry], list[str]]:
    """The headings of a report, and the page of each."""
    top = shallowest(report.blocks)
    known = Marks.of(report)
    found = [placed for placed in report.order if placed.is_heading and not in_timeline(placed)]
    entries = [
        Entry(
            level=placed.origin.level - top + 1 if placed.origin else 2,
            title=listed(placed.text),
            href=link(here, placed.page, placed.id),
            kind=placed.section_kind,
            signs=known.on(placed, here),
        )
        for placed in found
    ]
    return entries, [placed.page for placed in found]


def _shown(entries: Sequence[Entry], is_shown: Callable[[int], bool]) -> list[Entry]:
    """The entries that are listed, each with the number of those behind it that are not."""
    found: list[Entry] = []
    for at, entry in enumerate(entries):
        if is_shown(at) or not found:
            found.append(entry)
        else:
            found[-1] = replace(found[-1], more=found[-1].more + 1)
    return found


def _branches(entries: Sequence[Entry], widest: int) -> list[Branch]:
    found: list[Branch] = []
    for entry in entries:
        if entry.level <= widest or not found:
            found.append(Branch(entry=entry))
        else:
            found[-1] = replace(found[-1], below=(*found[-1].below, entry))
    return found


def _groups(branches: Sequence[Branch]) -> tuple[Group, ...]:
    if len(branches) <= 2 * _GROUP:
        return (Group(name="", branches=tuple(branches)),)
    runs = [tuple(branches[at : at + _GROUP]) for at in range(0, len(branches), _GROUP)]
    return tuple(
        Group(name=" — ".join(beginning(one.entry.title, _NAME) for one in (run[0], run[-1])), branches=run)
        for run in runs
    )
