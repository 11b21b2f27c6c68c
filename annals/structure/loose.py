"""Levels of headings with neither number nor glyph: they are placed by what hangs below them.

Names of events and bodies stand above slogans and statistics, prose above items; what cannot be decided takes
the lowest level that is plausible and is in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from annals.model import SectionKind
from annals.structure.evidence import Evidence
from annals.structure.heading import Content, Doubt, Heading

_DEEPEST = 12
"""No heading stands lower: what is deeper is a list of names, not an outline."""


class _Sort(Enum):
    """What a loose heading is, by what hangs below it or by what it says."""

    CONTAINER = "nothing but headings"
    PROSE = "prose"
    ITEMS = "items"
    NAME = "an event or body"
    SUB = "a part of one"


@dataclass(slots=True, kw_only=True)
class LooseRun:
    """The loose headings since the last firm one; one run a stretch of the text, made by `outline_of`.

    `inner` says that the firm heading bears a glyph of the second rank: an infographic."""

    firm: Heading | None = None
    inner: bool = False
    _last: tuple[Heading, _Sort] | None = None
    _name: Heading | None = None
    """The first one that is a name."""
    _prose: Heading | None = None
    """The last one with prose."""
    _owner: Heading | None = None
    """The last one that is a name or has prose."""
    _peer: Heading | None = None
    """The last one with prose or nothing but headings that is no infographic."""

    def level_below_firm(self) -> int:
        return self.firm.level + 1 if self.firm else 2

    def box(self, index: int, line: Evidence) -> Heading:
        """A heading that opens a box."""
        below = self.level_below_firm()
        previous = self._last
        level = self._box_level(previous, below, illustrates=line.box_title)
        if previous is not None and previous[1] is _Sort.CONTAINER:
            # The box fills the heading above it, so what follows is no child of that heading.
            self._take(previous[0], _Sort.PROSE)
        return Heading(index=index, level=level, kind=SectionKind.BOX)

    def heading(self, index: int, line: Evidence, content: Content, following: Content | None) -> Heading:
        """A heading with content of its own; `following` is the content of the next heading."""
        below = self.level_below_firm()
        level, sort, doubt = self._place(line, content, following, below)
        kind = _kind(content, sort, inner=level > below)
        heading = Heading(index=index, level=level, kind=kind, doubt=doubt)
        self._take(heading, sort)
        return heading

    def _take(self, heading: Heading, sort: _Sort) -> None:
        """Make a heading the last one of its sort."""
        self._last = heading, sort
        if sort is _Sort.NAME:
            self._name = self._name or heading
        if sort is _Sort.PROSE:
            self._prose = heading
        if sort in (_Sort.NAME, _Sort.PROSE):
            self._owner = heading
        if sort in (_Sort.PROSE, _Sort.CONTAINER) and heading.kind is not SectionKind.INFOGRAPHIC:
            self._peer = heading

    def _place(
        self, line: Evidence, content: Content, following: Content | None, below: int
    ) -> tuple[int, _Sort, Doubt]:
        sort = _Sort.CONTAINER if not content.any else _Sort.PROSE if content.prose else _Sort.ITEMS
        previous = self._last
        if previous is not None and previous[1] is _Sort.CONTAINER:
            return min(previous[0].level + 1, _DEEPEST), sort, Doubt.NONE
        if line.counted:
            return self._counted_level(below), _Sort.SUB, Doubt.NONE
        if line.colon or line.empty_key:
            return self._owner_level(below) + 1, _Sort.SUB, Doubt.NONE
        if line.names_event_or_body:
            return self._name.level if self._name else below, _Sort.NAME, Doubt.NONE
        if sort is _Sort.PROSE:
            level, doubt = self._prose_level(below)
            return level, sort, doubt
        if sort is _Sort.CONTAINER:
            inside = following is not None and not following.prose
            return self._prose.level + 1 if self._prose and inside else below, sort, Doubt.NONE
        return _items_level(previous, below), sort, Doubt.NONE

    def _box_level(self, previous: tuple[Heading, _Sort] | None, below: int, *, illustrates: bool) -> int:
        """A box that calls itself 专栏 illustrates the label it stands under; a feature story of the
        chapter stands beside the labels."""
        if previous is not None and (previous[1] is _Sort.CONTAINER or (illustrates and previous[1] is _Sort.PROSE)):
            return previous[0].level + 1
        return self.firm.level if self.inner and self.firm is not None else below

    def _owner_level(self, below: int) -> int:
        return self._owner.level if self._owner else below - 1

    def _counted_level(self, below: int) -> int:
        """What the text counts stands below the heading it is counted under, beside what was counted there before."""
        return self._owner.level + 1 if self._owner else below

    def _prose_level(self, below: int) -> tuple[int, Doubt]:
        """Prose ends an infographic; otherwise it is a peer of the last heading with prose."""
        if self._peer is not None:
            return self._peer.level, Doubt.LEVEL if self.inner else Doubt.NONE
        if self.inner and self.firm is not None:
            return self.firm.level, Doubt.LEVEL
        return below, Doubt.NONE


def _items_level(previous: tuple[Heading, _Sort] | None, below: int) -> int:
    if previous is None:
        return below
    heading, sort = previous
    return heading.level if sort in (_Sort.ITEMS, _Sort.SUB) else heading.level + 1


def _kind(content: Content, sort: _Sort, *, inner: bool) -> SectionKind:
    if sort is _Sort.CONTAINER and inner:
        return SectionKind.INFOGRAPHIC
    if content.prose or sort in (_Sort.CONTAINER, _Sort.NAME):
        return SectionKind.SECTION
    return SectionKind.LABEL
