"""A text with what is known of it: its lines, found once, and the words of the edition it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from annals.model import Origins, Source
from annals.text.articles import article_series
from annals.text.charts import chart_lines
from annals.text.lexicon import Lexicon
from annals.text.lines import Shape, shapes


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a cleaning rule is given: a text, its lexicon, and the running titles that an editor has seen in it, and
    where a person's corrections moved lines to and from (`moved`, offsets), in which lines stand titles that the list of contents
    names (`listed`, offsets), and the raw text with the place in it that each
    character comes from, where the text has any. Without
    slots, so that its lines are found when they are first asked for, and once."""

    text: str
    lexicon: Lexicon
    running: tuple[str, ...] = ()
    moved: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    source: Source | None = None
    origins: Origins | None = None

    @cached_property
    def lines(self) -> tuple[Shape, ...]:
        """The lines that are not blank, in order."""
        return shapes(self.text)

    @cached_property
    def articles(self) -> frozenset[int]:
        """The places of the lines that begin the articles of a law or contract."""
        return frozenset(chain.from_iterable(article_series([line.text for line in self.lines])))

    @cached_property
    def titles(self) -> frozenset[int]:
        """The places of the lines that are titles, as the list of contents names them."""
        starts = [line.start for line in self.lines]
        found = ((bisect_right(starts, offset) - 1, offset) for offset in self.listed)
        # Where such a line has gone, what stood above it is none.
        return frozenset(at for at, offset in found if at >= 0 and offset <= self.lines[at].end)

    @cached_property
    def charts(self) -> frozenset[int]:
        """The places of the lines that are text of charts, which go on in no other line."""
        return chart_lines(self.lines)

    def is_added(self, at: int) -> bool:
        """Whether a rule put the character at an offset in, which the raw text does not have."""
        return self.origins is not None and not any(piece.exact for piece in self.origins.within(at, at + 1))
