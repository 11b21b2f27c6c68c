"""What was generated of the pages as they are published: where the headings and texts of a correction's lines stand on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annals.model import AppliedCorrection, Index, PageBlock, Passage, Placed, SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePages:
    """What was generated, by id, and where it is published."""

    generated: Mapping[str, Passage]
    index: Index

    def at(self, applied: AppliedCorrection, *, section: bool) -> Iterator[tuple[Passage, Placed]]:
        """The headings, or the texts, generated from the lines of a correction that are on a page."""
        for passage in self._from_lines(applied):
            if (passage.level > 0) is section:
                yield from self._first_of(passage)

    def opening(self, applied: AppliedCorrection) -> Iterator[tuple[Passage, Placed]]:
        """What begins the box that a correction makes: its heading, or, where an editor took that out, what comes first below it."""
        yield from self.at(applied, section=True)
        for heading in self._out(applied):
            boxes = made_boxes(heading)
            inside = (one for one in self.generated.values() if one is not heading and boxes & ids_of(one))
            yield from [found for one in inside for found in self._first_of(one)][:1]

    def shows_level_of_what_is_out(self, applied: AppliedCorrection, level: str) -> bool:
        """Whether a heading that an editor took out shows its level all the same: it is the highest of its page, from which the
        others count theirs."""
        for heading in self._out(applied):
            rest = [
                one for one in self.generated.values() if one.page == heading.page and one.level and one is not heading
            ]
            below = bool(rest) and heading.level < min(one.level for one in rest)
            own = heading.stem.origin is not None and str(heading.stem.origin.level) == level
            if own and below and any(p.block.level == one.level for one in rest for _, p in self._first_of(one)):
                return True
        return False

    def out(self, applied: AppliedCorrection) -> Iterator[Passage]:
        """What was generated from the lines of a correction and is on no page."""
        return (one for one in self._from_lines(applied) if not self.index.parts.get(one.key))

    def _from_lines(self, applied: AppliedCorrection) -> Iterator[Passage]:
        for passage in self.generated.values():
            if any(low <= line[0] <= high for line in applied.lines for low, high in passage.lines):
                yield passage

    def _out(self, applied: AppliedCorrection) -> Iterator[Passage]:
        """The headings of a correction's lines that an editor took out."""
        return (one for one in self.out(applied) if one.level)

    def _first_of(self, passage: Passage) -> Iterator[tuple[Passage, Placed]]:
        return ((passage, part) for part in self.index.parts.get(passage.key, ())[:1])


def made_boxes(passage: Passage | PageBlock) -> set[str]:
    """The boxes around a passage that a correction can make: a timeline around them is none."""
    return {box.id for box in passage.boxes if box.kind is SectionKind.BOX}


def ids_of(passage: Passage) -> set[str]:
    return {box.id for box in passage.boxes}
