"""What may look wrong in a text made of a raw one, how it is called, and from which number on it is more than a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annals.model import Block, Phrase

Told = tuple[Block, str]
"""A block with its words."""


class Sign(StrEnum):
    """What looks wrong; the words for each are among the phrases of messages."""

    CUT_HEADING = "cut-heading"
    BARE_HEADING = "bare-heading"
    SENTENCE_HEADING = "sentence-heading"
    TORN = "torn"
    OPEN = "open"
    BEHEADED = "beheaded"
    GLUED = "glued"
    FRAGMENTS = "fragments"
    CHART = "chart"
    UNDIVIDED = "undivided"
    GARBLED = "garbled"
    MARKUP = "markup"
    REPEATED = "repeated"
    SERIES = "series"
    LONG = "long"
    CUT_LINE = "cut-line"
    INNER_MARK = "inner-mark"
    SIBLINGS = "siblings"
    LONE_NUMBER = "lone-number"
    FIGURES = "figures"
    NOTE_MARK = "note-mark"
    FURNITURE = "furniture"
    CELL_HEADING = "cell-heading"
    CODE = "code"
    COLUMNS = "columns"
    JOINED = "joined"
    NUMBER = "number"
    LABEL_HEADING = "label-heading"
    EMPTY_HEADING = "empty-heading"
    PARTED_HEADING = "parted-heading"
    PLAIN_HEADING = "plain-heading"
    UNMARKED = "unmarked"
    DEPTH = "depth"
    UNTITLED = "untitled"
    UNENDED = "unended"
    CONTENTS = "contents"
    UNNUMBERED = "unnumbered"
    MUDDLED = "muddled"


NAMES = {
    Sign.CUT_HEADING: Phrase.of("doubt-cut-heading"),
    Sign.BARE_HEADING: Phrase.of("doubt-bare-heading"),
    Sign.SENTENCE_HEADING: Phrase.of("doubt-sentence-heading"),
    Sign.TORN: Phrase.of("doubt-torn"),
    Sign.OPEN: Phrase.of("doubt-open"),
    Sign.BEHEADED: Phrase.of("doubt-beheaded"),
    Sign.GLUED: Phrase.of("doubt-glued"),
    Sign.FRAGMENTS: Phrase.of("doubt-fragments"),
    Sign.CHART: Phrase.of("doubt-chart"),
    Sign.UNDIVIDED: Phrase.of("doubt-undivided"),
    Sign.GARBLED: Phrase.of("doubt-garbled"),
    Sign.MARKUP: Phrase.of("doubt-markup"),
    Sign.REPEATED: Phrase.of("doubt-repeated"),
    Sign.SERIES: Phrase.of("doubt-series"),
    Sign.LONG: Phrase.of("doubt-long"),
    Sign.CUT_LINE: Phrase.of("doubt-cut-line"),
    Sign.INNER_MARK: Phrase.of("doubt-inner-mark"),
    Sign.SIBLINGS: Phrase.of("doubt-siblings"),
    Sign.LONE_NUMBER: Phrase.of("doubt-lone-number"),
    Sign.FIGURES: Phrase.of("doubt-figures"),
    Sign.NOTE_MARK: Phrase.of("doubt-note-mark"),
    Sign.FURNITURE: Phrase.of("doubt-furniture"),
    Sign.CELL_HEADING: Phrase.of("doubt-cell-heading"),
    Sign.CODE: Phrase.of("doubt-code"),
    Sign.COLUMNS: Phrase.of("doubt-columns"),
    Sign.JOINED: Phrase.of("doubt-joined"),
    Sign.NUMBER: Phrase.of("doubt-number"),
    Sign.LABEL_HEADING: Phrase.of("doubt-label-heading"),
    Sign.EMPTY_HEADING: Phrase.of("doubt-empty-heading"),
    Sign.PARTED_HEADING: Phrase.of("doubt-parted-heading"),
    Sign.PLAIN_HEADING: Phrase.of("doubt-plain-heading"),
    Sign.UNMARKED: Phrase.of("doubt-unmarked"),
    Sign.DEPTH: Phrase.of("doubt-depth"),
    Sign.UNTITLED: Phrase.of("doubt-untitled"),
    Sign.UNENDED: Phrase.of("doubt-unended"),
    Sign.CONTENTS: Phrase.of("doubt-contents"),
    Sign.UNNUMBERED: Phrase.of("doubt-unnumbered"),
    Sign.MUDDLED: Phrase.of("doubt-muddled"),
}

LIMITS = {
    # A share of the headings (of the paragraphs; of the characters, for what stands in stretches), beyond which it is no slip of an author's or a
    # reader's but the text that was not understood; and how many there must be at least, as a share of few is chance.
    Sign.CUT_HEADING: (0.05, 2),
    Sign.BARE_HEADING: (0.05, 2),
    Sign.SENTENCE_HEADING: (0.15, 4),
    Sign.TORN: (0.10, 4),
    Sign.OPEN: (0.04, 3),
    Sign.BEHEADED: (0.04, 3),
    Sign.GLUED: (0.02, 3),
    Sign.FRAGMENTS: (0.08, 3),
    Sign.GARBLED: (0.01, 3),
    Sign.MARKUP: (0.03, 3),
    Sign.REPEATED: (0.01, 2),
    Sign.SERIES: (0.10, 3),
    Sign.LONG: (0.05, 3),
    Sign.CUT_LINE: (0.04, 3),
    Sign.INNER_MARK: (0.04, 3),
    Sign.SIBLINGS: (0.15, 4),
    Sign.LONE_NUMBER: (0.03, 3),
    Sign.FIGURES: (0.02, 3),
    Sign.NOTE_MARK: (0.04, 3),
    Sign.FURNITURE: (0.02, 3),
    Sign.CELL_HEADING: (0.05, 3),
    Sign.CODE: (0.01, 3),
    Sign.COLUMNS: (0.0, 1),
    Sign.JOINED: (0.03, 4),
    Sign.NUMBER: (0.03, 3),
    Sign.LABEL_HEADING: (0.10, 4),
    Sign.EMPTY_HEADING: (0.15, 4),
    Sign.PARTED_HEADING: (0.10, 4),
    Sign.PLAIN_HEADING: (0.10, 4),
    Sign.UNMARKED: (0.05, 4),
    Sign.DEPTH: (0.10, 4),
    Sign.UNENDED: (0.04, 4),
    Sign.CONTENTS: (0.02, 3),
    Sign.UNNUMBERED: (0.10, 4),
}
OF_HEADINGS = (
    Sign.CUT_HEADING,
    Sign.BARE_HEADING,
    Sign.SENTENCE_HEADING,
    Sign.SERIES,
    Sign.CELL_HEADING,
    Sign.LABEL_HEADING,
    Sign.EMPTY_HEADING,
    Sign.PARTED_HEADING,
    Sign.PLAIN_HEADING,
    Sign.DEPTH,
    Sign.UNNUMBERED,
)


MASSES = (Sign.FRAGMENTS, Sign.CHART, Sign.UNDIVIDED, Sign.CODE, Sign.COLUMNS)
"""Signs of a whole stretch: what else is seen in it is a part of the same fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One sign at one place: the raw lines (1-based) to look at, from the first to the last, and the words that show it."""

    sign: Sign
    line: int
    last: int
    text: str

    @property
    def lines(self) -> str:
        """The raw lines as a person reads them: `12`, `120–180`."""
        return str(self.line) if self.last == self.line else f"{self.line}–{self.last}"


def place_of(sign: Sign, block: Block, text: str, *, end: bool = False) -> Place:
    """The place of a block that shows a sign by its beginning or, if asked, by its end."""
    line = block.lines[-1][1] if end and block.lines else block.first_line
    return Place(sign=sign, line=line, last=line, text=text[-24:] if end else text[:24])


def reach(sign: Sign, told: Sequence[tuple[Block, str]]) -> Place:
    """The place of a sign that several blocks give together, told by the words of the first."""
    line = min(block.first_line for block, _ in told)
    last = max((block.lines[-1][1] for block, _ in told if block.lines), default=line)
    return Place(sign=sign, line=line, last=max(line, last), text=told[0][1][:24])
