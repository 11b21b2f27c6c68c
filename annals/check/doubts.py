"""Signs that a text was not understood: where each one is, and whether there are so many that a person must be told.

Nothing is changed by a sign, and none proves anything: a heading may end in a comma because its author wrote it so. So
the places are told one by one as doubts, and the whole text only where they are more than slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from statistics import median

from annals.check.catalogue import PHRASES
from annals.check.notices import is_torn
from annals.check.numbering import broken_series
from annals.markdown.read import text_of
from annals.model import Block, BlockKind, Document, Flag, Phrase, Problem, SectionKind
from annals.text.characters import ends_sentence, is_prose, width
from annals.text.lines import CLAUSE, SHORT_LINE


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
    GARBLED = "garbled"
    MARKUP = "markup"
    REPEATED = "repeated"
    SERIES = "series"
    LONG = "long"


_NAMES = {
    Sign.CUT_HEADING: Phrase.of("doubt-cut-heading"),
    Sign.BARE_HEADING: Phrase.of("doubt-bare-heading"),
    Sign.SENTENCE_HEADING: Phrase.of("doubt-sentence-heading"),
    Sign.TORN: Phrase.of("doubt-torn"),
    Sign.OPEN: Phrase.of("doubt-open"),
    Sign.BEHEADED: Phrase.of("doubt-beheaded"),
    Sign.GLUED: Phrase.of("doubt-glued"),
    Sign.FRAGMENTS: Phrase.of("doubt-fragments"),
    Sign.GARBLED: Phrase.of("doubt-garbled"),
    Sign.MARKUP: Phrase.of("doubt-markup"),
    Sign.REPEATED: Phrase.of("doubt-repeated"),
    Sign.SERIES: Phrase.of("doubt-series"),
    Sign.LONG: Phrase.of("doubt-long"),
}

_LIMITS = {
    # A share of the headings (of the paragraphs, of all blocks), beyond which it is no slip of an author's or a
    # reader's but the text that was not understood; and how many there must be at least, as a share of few is chance.
    Sign.CUT_HEADING: (0.05, 2),
    Sign.BARE_HEADING: (0.05, 2),
    Sign.SENTENCE_HEADING: (0.15, 4),
    Sign.TORN: (0.10, 4),
    Sign.OPEN: (0.04, 3),
    Sign.BEHEADED: (0.04, 3),
    Sign.GLUED: (0.02, 3),
    Sign.FRAGMENTS: (0.10, 2),
    Sign.GARBLED: (0.01, 3),
    Sign.MARKUP: (0.03, 3),
    Sign.REPEATED: (0.02, 2),
    Sign.SERIES: (0.10, 3),
    Sign.LONG: (0.05, 3),
}
_OF_HEADINGS = (Sign.CUT_HEADING, Sign.BARE_HEADING, Sign.SENTENCE_HEADING, Sign.SERIES)
_ALL = 12
"""Places of any kind in 10,000 characters, beyond which a text is told of though no one sign is frequent: clean reports
have at most five."""
_RUN = 6
"""So many short lines in a row are no list of names under a picture, nor a title block."""
_OFTEN = 3
"""A short line that stands so often is no heading of a form, which has its words below it."""
_LONGEST, _TIMES = 1500, 12
"""A paragraph so wide, in characters of full width, and so many times the usual length, is told of."""

_NO_END = ("，", "、", "（", "《", "“")
_cut_end = re.compile(r"[、，；,;（(《〈“‘【〔—]\s*$|[、，；]\s*$")
_closing_start = re.compile(r"[，。、；：！？）》〉”’】〕,;)]")
_half_word = re.compile(r"[a-z]{2,}[ ,.;)]")
_bare = re.compile(r"(?!(?:19|20)\d\d$)[\W\d_]*")
_figures = re.compile(r"(?<![\d.A-Za-z/_-])\d++(?:\.\d++)++(?![A-Za-z/_-])")
_long_run = re.compile(r"(?<![\d.A-Za-z/_+=-])(?=[01]*[2-9])\d{14,}(?![\dA-Za-z/_-])")
_percents = re.compile(r"\d[%％]\d")
_address = re.compile(r"(?:https?://|www\.|doi|DOI|10\.\d{4,}/)\S*")
_formula = re.compile(r"\$\$?[^$]+\$\$?")
_markup = re.compile(
    r"\\[a-z]{2,}\s?[{^_]|\\(?:times|[gl]eq|sim|circ|pm|cdot|quad|mu|alpha|beta)\b|[\^_]\{"
    r"|</?(?:t[dr]|table|div|span|br|img|li|ul)\b[^<>]*>"
)
_garbled = re.compile(
    r"\ufffd|锟斤拷|烫烫烫|屯屯屯|[(（]cid[:：]\d+[)）]|[\u0080-\u009f]|[\ue000-\uf8ff]"
    r"|[ÃÂâãåæçèéïð][\u0080-\u00bf€™œŸ‹›“”‘’•–—]|[\u00c0-\u00ff]{4,}"
)
_pairs = (("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One sign at one place: the raw line (1-based) to look at, and the words that show it."""

    sign: Sign
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """All signs in a document, in the order of the text; `grave` are those that are more than slips, `many` says that all
    together are."""

    places: tuple[Place, ...]
    grave: tuple[Sign, ...]
    many: bool

    def summary(self) -> tuple[tuple[Sign, int, Place], ...]:
        """Each sign with its number and its first place, the gravest and most frequent first."""
        counts = Counter(place.sign for place in self.places)
        first = {place.sign: place for place in reversed(self.places)}
        order = sorted(counts, key=lambda sign: (sign not in self.grave, -counts[sign], first[sign].line))
        return tuple((sign, counts[sign], first[sign]) for sign in order)

    @property
    def misunderstood(self) -> bool:
        """Whether the text as a whole is to be told of."""
        return bool(self.grave) or self.many

    def flags(self) -> tuple[Flag, ...]:
        """The places as doubts of the report, before them what is to be said of the whole."""
        places = [
            Flag(
                lines=(place.line, place.line),
                text=place.text,
                code="N112" if place.sign is Sign.SERIES else "N111",
                reason=_reason(place.sign),
            )
            for place in self.places
        ]
        if not self.misunderstood:
            return tuple(places)
        signs = [f"{_reason(sign)}（{count} 处，先看第 {place.line} 行）" for sign, count, place in self.summary()]
        first = self.summary()[0][2]
        reason = f"这份文字有 {len(self.places)} 处像是没有读懂：{'；'.join(signs)}"
        return (Flag(lines=(first.line, first.line), text=first.text, code="W302", reason=reason), *places)

    def problems(self, path: str) -> tuple[Problem, ...]:
        """One thing to tell: that the text is not understood (W302), or which places to look at (N111, N112). Paragraphs
        without an end are then told by a notice of their own (N104)."""
        told = [entry for entry in self.summary() if self.misunderstood or entry[0] not in (Sign.SERIES, Sign.TORN)]
        count, signs = sum(count for _, count, _ in told), [_told(*entry) for entry in told]
        first = told[0][2].line if told else 0
        if self.misunderstood:
            return (Problem.of("W302", path, first, count=count, signs=signs, line=first),)
        found = [Problem.of("N111", path, first, count=count, signs=signs, line=first)] if told else []
        for sign, count, place in self.summary():
            if sign is Sign.SERIES:
                found.append(Problem.of("N112", path, place.line, count=count, line=place.line, text=place.text))
        return tuple(found)


def _told(sign: Sign, count: int, first: Place) -> Phrase:
    return Phrase.of("doubt", sign=_NAMES[sign], count=count, line=first.line, text=first.text)


def _reason(sign: Sign) -> str:
    """The words for a sign as the record of a report has them."""
    return PHRASES[_NAMES[sign].key].zh


def doubts_of(document: Document) -> Doubts:
    """The signs in a document. Its own words are looked at, whoever made them what they are."""
    blocks = [(block, text_of(block.content)) for block in document.blocks if not block.nameless]
    headings = [(block, text) for block, text in blocks if block.section is not None]
    others = [(block, text) for block, text in blocks if block.section is None]
    places = [
        *(place for block, text in headings for place in _in_heading(block, text)),
        *(place for block, text in others for place in _in_block(block, text)),
        *_beheaded(blocks),
        *_fragments(blocks),
        *_repeated(blocks),
        *_long(others),
        *(Place(sign=Sign.SERIES, line=line, text=text) for line, text in broken_series(document)),
    ]
    counts = Counter(place.sign for place in places)
    whole = {True: len(headings), False: len(others)}
    grave = [
        sign
        for sign, (share, least) in _LIMITS.items()
        if counts[sign] >= max(least, share * whole[sign in _OF_HEADINGS])
    ]
    characters = sum(len(text) for _, text in blocks)
    return Doubts(
        places=tuple(sorted(places, key=lambda place: place.line)),
        grave=tuple(grave),
        many=len(places) >= max(_ALL / 2, _ALL * characters / 10_000),
    )


def _place(sign: Sign, block: Block, text: str, *, end: bool = False) -> Place:
    line = block.lines[-1][1] if end and block.lines else block.first_line
    return Place(sign=sign, line=line, text=text[-24:] if end else text[:24])


def _in_heading(block: Block, text: str) -> Iterator[Place]:
    if _bare.fullmatch(text):
        yield _place(Sign.BARE_HEADING, block, text)
    elif _cut_end.search(text) or _closing_start.match(text) or _is_open(text):
        yield _place(Sign.CUT_HEADING, block, text, end=True)
    elif is_prose(text) and width(text) > SHORT_LINE:
        yield _place(Sign.SENTENCE_HEADING, block, text)
    yield from _in_words(block, text)


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation is not closed; OCR closes round ones with either width."""
    return any(sum(map(text.count, opening)) > sum(map(text.count, closing)) for opening, closing in _pairs)


def _in_block(block: Block, text: str) -> Iterator[Place]:
    if block.content.kind is BlockKind.PARAGRAPH and is_torn(text):
        yield _place(Sign.TORN, block, text, end=True)
    elif block.content.kind is BlockKind.PARAGRAPH and text.endswith(_NO_END):
        yield _place(Sign.OPEN, block, text, end=True)
    yield from _in_words(block, text)


def _in_words(block: Block, text: str) -> Iterator[Place]:
    plain = _address.sub(" ", _formula.sub(" ", text))
    for match in [*_figures.finditer(plain), *_long_run.finditer(plain), *_percents.finditer(plain)]:
        if is_glued(match[0]):
            yield _place(Sign.GLUED, block, match[0])
            break
    if (garbled := _garbled.search(text)) is not None:
        yield _place(Sign.GARBLED, block, text[max(0, garbled.start() - 6) :])
    if (left := _markup.search(plain)) is not None:
        yield _place(Sign.MARKUP, block, plain[left.start() :])


def is_glued(figures: str) -> bool:
    """Whether figures with points, percent signs or without either are several run together; numbers of sections,
    addresses, versions and dates are not.

    >>> [is_glued(it) for it in ("5.27.80246810", "3.325.6", "12.5%3", "20112012201320142015")]
    [True, True, True, True]
    >>> [is_glued(it) for it in ("3.25", "4.1.2", "192.168.1.10", "2011.03.05", "10.2.15.1")]
    [False, False, False, False, False]
    """
    parts = figures.split(".")
    if len(parts) == 1:
        return True
    if len(parts) == 2 and "%" not in figures and "％" not in figures:
        return False
    dated = len(parts[0]) == 4 and all(len(part) <= 2 for part in parts[1:])
    numbered = len(parts) <= 5 and all(len(part) <= 2 for part in parts)
    address = len(parts) == 4 and all(part.isdigit() and int(part) < 256 for part in parts)
    return not (dated or numbered or address)


def _beheaded(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    before = ""
    for block, text in blocks:
        if block.content.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            half = _half_word.match(text) is not None and before[-1:].isalpha() and before[-1:].isascii()
            if _closing_start.match(text) or half:
                yield _place(Sign.BEHEADED, block, text)
        before = text


def _fragments(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Runs of short lines that nothing makes a list, a table or a sentence."""
    for short, run in groupby(blocks, key=lambda pair: _is_fragment(*pair)):
        found = list(run)
        if short and len(found) >= _RUN:
            yield from (_place(Sign.FRAGMENTS, block, text) for block, text in found)


def _is_fragment(block: Block, text: str) -> bool:
    return block.content.kind is BlockKind.PARAGRAPH and width(text) <= CLAUSE and not ends_sentence(text)


def _repeated(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Short lines that recur: as text anywhere, as headings without a number below one and the same section."""
    short = [
        (block, text)
        for block, text in blocks
        if 1 < width(text) <= SHORT_LINE
        and not ends_sentence(text)
        and (block.section is SectionKind.SECTION or block.content.kind is BlockKind.PARAGRAPH)
    ]
    counts = Counter(_recurring(*pair) for pair in short)
    yield from (
        _place(Sign.REPEATED, block, text) for block, text in short if counts[_recurring(block, text)] >= _OFTEN
    )


def _recurring(block: Block, text: str) -> tuple[str, str | None]:
    return text, None if block.section is None else block.above or ""


def _long(others: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    paragraphs = [(block, text) for block, text in others if block.content.kind is BlockKind.PARAGRAPH]
    usual = median([width(text) for _, text in paragraphs if is_prose(text)] or [0])
    for block, text in paragraphs:
        if width(text) >= max(_LONGEST, _TIMES * usual):
            yield _place(Sign.LONG, block, text)
