"""Signs that a text was not understood: where each one is, and whether there are so many that a person must be told.

Nothing is changed by a sign, and none proves anything: a heading may end in a comma because its author wrote it so. So
the places are told one by one as doubts, and the whole text only where they are more than slips."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.check.catalogue import PHRASES
from annals.check.endings import after_semicolons, swallowed_numbers, unended
from annals.check.folding import Paper, folded
from annals.check.heading_signs import (
    deep_headings,
    empty_headings,
    label_headings,
    number_signs,
    parted_headings,
    plain_headings,
    unmarked,
    unnumbered,
    untitled,
)
from annals.check.lines import line_signs
from annals.check.note_marks import note_signs, skipped_references
from annals.check.notices import is_torn
from annals.check.numbering import broken_series, series_signs
from annals.check.run_signs import cell_headings, furniture_left, lone_numbers, longest, lost_bullets, repeated
from annals.check.scattered import fragments, programs
from annals.check.signs import LIMITS, NAMES, OF_HEADINGS, Place, Sign, place_of
from annals.check.table_signs import around_tables, undivided
from annals.check.word_signs import signs_in
from annals.markdown.read import text_of
from annals.model import VEIL, Block, BlockKind, Cleaned, Document, Flag, Operation, Phrase, Problem, Status, few
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.lexicon import Lexicon
from annals.text.lines import LONG_LABEL, SHORT_LINE

_ALL = 12
"""Places of any kind in 10,000 characters, beyond which a text is told of though no one sign is frequent: clean reports
have at most five."""
_TOLD = 6
"""So many signs are told, the gravest and most frequent: nobody reads a longer list."""
_WHERE = 12
"""So many places are named in one line."""
_REMNANT = 2
_BEGUN = 24
"""So much of a heading is told of it."""
_NO_END = ("，", "、", "（", "《", "“")
_cut_end = re.compile(r"[、，；,;（(《〈“‘【〔—]\s*$|[、，；]\s*$")
_closing_start = re.compile(r"[，。、；：！？）》〉”’】〕,;)]")
_inner_mark = re.compile(
    r"^[—―](?![—―])|(?<=[\d.])[.． ]?\s?\[\d{1,3}\]\s?(?=[A-Z][a-z])|[。；：](?:[●•■◆▪]|[·—―–](?![—―–]))"
    rf"|（单位[：:][^（）]{{1,16}}）(?=[{HAN}])"
)
_cell = re.compile(r"(?<!\S)\d[\d.,]*%?(?!\S)")
_cells = re.compile(r"\d\.\d\s+\d+\.\d|[^\W\d_]\d[\d,]*\.\d+\s+\d[\d.,]*|[\u4e00-\u9fff]\d \d(?![\d年])")
_COUNTED = 3
"""So many paragraphs begin with a word and a number where these count them."""
_counted_word = re.compile(rf"([{HAN}]{{1,4}})\d{{1,3}}[、：:.．]")
_inner_word = re.compile(rf"(?<=[。？！；])([{HAN}]{{1,4}})\d{{1,3}}[、：:.．]")
_half_word = re.compile(r"[a-z]{2,}[ ,.;)]")
_bare = re.compile(r"(?!(?:19|20)\d\d$)[\W\d_]*")
_address = re.compile(r"https?://|www\.|(?i:doi)[:：\s]")
_pairs = (("（(", "）)"), ("《", "》"), ("“", "”"), ("【", "】"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubts:
    """All signs in a document, in the order of the text; `told` are the places that are listed, so many as a person will
    look at; `grave` are the signs that are more than slips, `many` says that all together are."""

    places: tuple[Place, ...]
    told: tuple[Place, ...]
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
                lines=(place.line, place.last),
                text=place.text,
                code="N112" if place.sign is Sign.SERIES else "N111",
                reason=_reason(place.sign),
            )
            for place in self.told
        ]
        if not self.misunderstood:
            return tuple(places)
        summary = self.summary()
        signs = [f"{_reason(sign)}（{count} 处，先看第 {place.line} 行）" for sign, count, place in summary[:_TOLD]]
        if rest := _rest(summary):
            signs.append(PHRASES["doubt-others"].zh.format(count=rest))
        first = summary[0][2]
        reason = f"这份文字有 {len(self.places)} 处像是没有读懂：{'；'.join(signs)}"
        return (Flag(lines=(first.line, first.line), text=first.text, code="W302", reason=reason), *places)

    def problems(self, path: str) -> tuple[Problem, ...]:
        """One thing to tell: that the text is not understood (W302), or which places to look at (N111, N112). Paragraphs
        without an end are then told by a notice of their own (N104)."""
        told = [entry for entry in self.summary() if self.misunderstood or entry[0] not in (Sign.SERIES, Sign.TORN)]
        count, signs = sum(count for _, count, _ in told), [_told(*entry) for entry in told[:_TOLD]]
        if rest := _rest(told):
            signs.append(Phrase.of("doubt-others", count=rest))
        first = told[0][2].line if told else 0
        lines = few([place.lines for place in self.told], _WHERE)
        if self.misunderstood:
            return (Problem.of("W302", path, first, count=count, signs=signs, line=first, lines=lines),)
        found = [Problem.of("N111", path, first, count=count, signs=signs, lines=lines)] if told else []
        for sign, count, place in self.summary():
            if sign is Sign.SERIES:
                found.append(Problem.of("N112", path, place.line, count=count, line=place.line, text=place.text))
        return tuple(found)


def _rest(told: Sequence[tuple[Sign, int, Place]]) -> int:
    """How many places there are of the signs that are not told one by one."""
    return sum(count for _, count, _ in told[_TOLD:])


def _told(sign: Sign, count: int, first: Place) -> Phrase:
    return Phrase.of("doubt", sign=NAMES[sign], count=count, line=first.line, text=first.text)


def _reason(sign: Sign) -> str:
    """The words for a sign as the record of a report has them."""
    return PHRASES[NAMES[sign].key].zh


def doubts_of(document: Document, cleaned: Cleaned, lexicon: Lexicon) -> Doubts:
    """The signs in a document. Its own words are looked at, whoever made them what they are."""
    blocks = [(block, text_of(block.content)) for block in document.blocks if not block.nameless]
    headings = [(block, text) for block, text in blocks if block.section is not None]
    places = [
        *_signs(blocks, cleaned, lexicon),
        *(Place(sign=Sign.SERIES, line=line, last=line, text=text) for line, text in broken_series(document)),
    ]
    # Of words that are covered nothing is known, and ■ is a bullet elsewhere.
    places = _unsaid([place for place in places if VEIL not in place.text], headings, cleaned)
    # That a line is full says nothing more of a part that has no end anyway.
    ends = {(place.line, place.text) for place in places if place.sign in (Sign.TORN, Sign.OPEN, Sign.CUT_HEADING)}
    places = [place for place in places if place.sign is not Sign.CUT_LINE or (place.line, place.text) not in ends]
    characters = sum(len(text) for _, text in blocks)
    # The text of a chart is set down as it was found: what is seen in it was not misread.
    charts = [(place.line, place.last) for place in places if place.sign is Sign.CHART]
    outside = [place for place in places if not any(low <= place.line <= high for low, high in charts)]
    return Doubts(
        places=tuple(sorted(places, key=lambda place: place.line)),
        told=folded(places, blocks),
        grave=_grave(outside, blocks),
        many=len(outside) >= max(_ALL / 2, _ALL * characters / 10_000),
    )


def _signs(blocks: Sequence[tuple[Block, str]], cleaned: Cleaned, lexicon: Lexicon) -> tuple[Place, ...]:
    """What the blocks show one by one, beside each other, and in the lines that they came from. Of several signs in one
    line that is told which stands first here."""
    headings = [(block, text) for block, text in blocks if block.section is not None]
    others = [(block, text) for block, text in blocks if block.section is None]
    return (
        *(place for block, text in headings for place in _in_heading(block, text)),
        *(place for block, text in others for place in _in_block(block, text)),
        *_beheaded(blocks),
        *_inner_heads(others),
        *unended(blocks),
        *after_semicolons(blocks),
        *swallowed_numbers(others),
        *undivided(blocks, cleaned),
        *around_tables(blocks),
        *_remnants(blocks),
        *fragments(blocks),
        *programs(blocks),
        *number_signs(blocks),
        *label_headings(blocks, lexicon),
        *empty_headings(blocks),
        *parted_headings(blocks),
        *plain_headings(blocks, cleaned.source),
        *deep_headings(blocks),
        *unmarked(blocks, lexicon),
        *unnumbered(blocks),
        *untitled(blocks),
        *repeated(blocks, lexicon),
        *longest(others),
        *lost_bullets(others),
        *lone_numbers(blocks),
        *cell_headings(blocks),
        *furniture_left(blocks, cleaned),
        *line_signs(blocks, cleaned.source, lexicon),
        *note_signs(others),
        *skipped_references(others),
        *series_signs(blocks),
    )


_OF_LEVELS = frozenset({*OF_HEADINGS, Sign.UNMARKED, Sign.UNTITLED})
"""What asks whether a line is a heading, and of which level."""


def _unsaid(places: Sequence[Place], headings: Sequence[tuple[Block, str]], cleaned: Cleaned) -> list[Place]:
    """The places without those of headings that a person put in, or whose level a person said: that is no guess of the
    machine's."""
    said = {
        number
        for applied in cleaned.corrections
        if applied.correction.op is Operation.LEVEL
        for low, high in applied.lines
        for number in range(low, high + 1)
    }
    added = {(block.first_line, text[:_BEGUN]) for block, text in headings if block.status is Status.INSERTED}
    return [
        place
        for place in places
        if place.sign not in _OF_LEVELS or (place.line not in said and (place.line, place.text[:_BEGUN]) not in added)
    ]


def _grave(places: Sequence[Place], blocks: Sequence[tuple[Block, str]]) -> tuple[Sign, ...]:
    """The signs that stand in more blocks than slips do. Each cell of a table that fell apart is a block: how much of the text
    such tables are says more than how many there are."""
    counts = Counter(place.sign for place in places)
    of_headings = sum(1 for block, _ in blocks if block.section is not None)
    paper = Paper(blocks)
    scattered = sum(
        paper.upto(place.last) - paper.upto(place.line - 1) for place in places if place.sign is Sign.FRAGMENTS
    )

    def is_grave(sign: Sign, share: float, least: int) -> bool:
        if sign is Sign.FRAGMENTS:
            return counts[sign] >= least and scattered >= share * paper.length
        whole = of_headings if sign in OF_HEADINGS else len(blocks) - of_headings
        return counts[sign] >= max(least, share * whole)

    return tuple(sign for sign, (share, least) in LIMITS.items() if is_grave(sign, share, least))


def _in_heading(block: Block, text: str) -> Iterator[Place]:
    if _bare.fullmatch(text) or _address.match(text):
        yield place_of(Sign.BARE_HEADING, block, text)
    elif width(text) <= 1 or _cut_end.search(text) or _closing_start.match(text) or _is_open(text):
        yield place_of(Sign.CUT_HEADING, block, text, end=True)
    elif (is_prose(text) and width(text) > SHORT_LINE) or (block.numbered and _is_statement(text)):
        yield place_of(Sign.SENTENCE_HEADING, block, text)
    if len(_cell.findall(text)) > 1:
        yield place_of(Sign.FIGURES, block, text)
    yield from signs_in(block, text)


def _is_statement(text: str) -> bool:
    """Whether a numbered line that is too long for a name says that something was done, and breaks off: `第二章介绍了…首先对`."""
    return width(text) > LONG_LABEL and "了" in text and not ends_sentence(text)


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation is not closed; OCR closes round ones with either width."""
    return any(sum(map(text.count, opening)) > sum(map(text.count, closing)) for opening, closing in _pairs)


def _in_block(block: Block, text: str) -> Iterator[Place]:
    if block.content.kind is BlockKind.PARAGRAPH and is_torn(text):
        yield place_of(Sign.TORN, block, text, end=True)
    elif block.content.kind is BlockKind.PARAGRAPH and text.endswith(_NO_END):
        yield place_of(Sign.OPEN, block, text, end=True)
    if block.content.kind is not BlockKind.ROW and (mark := _inner_mark.search(text)) is not None:
        yield place_of(Sign.INNER_MARK, block, text[mark.start() :])
    if (ends_sentence(text) or "，" in text) and _cells.search(text):
        yield place_of(Sign.FIGURES, block, text)
    yield from signs_in(block, text)


def _inner_heads(others: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The paragraphs that hold behind a stop what others begin with, a word and its number (`…退还。问题11、有人说`): two that
    were joined."""
    heads = Counter(match[1] for _, text in others if (match := _counted_word.match(text)) is not None)
    for block, text in others:
        found = next((it for it in _inner_word.finditer(text) if heads[it[1]] >= _COUNTED), None)
        if found is not None:
            yield place_of(Sign.INNER_MARK, block, text[found.start() :])


def _remnants(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """Headings of a character or two right below a heading: its last ones, on a line of their own."""
    for (above, _), (block, text) in pairwise(blocks):
        if (
            above.section is not None
            and block.section is not None
            and not block.numbered
            and width(text) <= _REMNANT
            and not text[0].isdigit()
        ):
            yield place_of(Sign.CUT_HEADING, block, text)


def _beheaded(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    before = ""
    for block, text in blocks:
        if block.content.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            half = _half_word.match(text) is not None and before[-1:].isalpha() and before[-1:].isascii()
            if _closing_start.match(text) or half:
                yield place_of(Sign.BEHEADED, block, text)
        before = text
