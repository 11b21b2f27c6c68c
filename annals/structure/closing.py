"""The parts without a number that close a text whose chapters have one: an afterword, its sources, who is thanked.

What such a part calls itself is endless. That it stands behind the last chapter, set as chapters are, and that no other heading
is set so, tells."""

from __future__ import annotations

from collections.abc import Sequence

from annals.structure.evidence import Evidence, Role
from annals.structure.heading import Content
from annals.structure.numbered import Styles

_CHAPTERS = 2
"""Fewer chapters do not show how chapters are set."""


def closing_parts(
    lines: Sequence[Evidence],
    roles: Sequence[Role],
    indexes: Sequence[int],
    contents: Sequence[Content],
    styles: Styles,
) -> frozenset[int]:
    """The headings, by their indexes, that stand beside the numbered chapters behind the last of these: with as many # marks as
    each of them and no narrower number, or named with them in the list of contents, or the only one without a number in a text whose chapters have
    no parts. Nothing where headings without a number set so stand between chapters too: such are parts of a chapter."""
    numbered = [at for at in indexes if lines[at].shape.numbering in styles.levels and roles[at] is Role.HEADING]
    if not numbered:
        return frozenset()
    widest = min(styles.ranks[lines[at].shape.numbering] for at in numbered)
    chapters = [at for at in numbered if styles.ranks[lines[at].shape.numbering] == widest]
    free = [at for at in indexes if _is_free(lines[at]) and roles[at] is not Role.MONTH and at > chapters[0]]
    last = _last_of_chapters(lines, roles, indexes, chapters[-1], numbered)
    behind = [at for at in free if at > last]
    if len(chapters) < _CHAPTERS or not behind:
        return frozenset()
    inside = [at for at in free if at < last]
    filled = {at for at, content in zip(indexes, contents, strict=True) if content.any}
    others = {lines[at].shape.hashes for at in (*inside, *numbered) if at not in chapters}
    marks = {lines[at].shape.hashes for at in chapters}
    found = {at for at in behind if marks == {lines[at].shape.hashes} and marks.isdisjoint(others | {0})}
    lone = len(free) == 1 and len(chapters) == len(numbered) and chapters[-1] in filled
    # A list of figures is a list as that of contents, and has gone with it.
    listed = {at for at in behind if lines[at].entry and not any(lines[i].entry for i in inside)}
    return frozenset(found | set(behind if lone else ())) & filled | listed


def _last_of_chapters(
    lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int], chapter: int, numbered: Sequence[int]
) -> int:
    """The last number of the last chapter: those behind what closes a text are of an annex."""
    closed = next(
        (at for at in indexes if at > chapter and roles[at] is Role.LABEL and lines[at].back_matter), numbered[-1]
    )
    return max((at for at in numbered if at <= closed), default=chapter)


def _is_free(line: Evidence) -> bool:
    other = line.glyph or line.colon or line.empty_key or line.box_title or line.bold or line.counted
    return not (line.shape.numbering or other)
