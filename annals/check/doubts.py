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
from annals.check.exceptions import series_signs
from annals.check.lines import line_signs
from annals.check.note_marks import note_signs
from annals.check.notices import is_torn
from annals.check.numbering import broken_series
from annals.check.run_signs import cell_headings, fragments, furniture_left, lone_numbers, longest, repeated
from annals.check.signs import LIMITS, NAMES, OF_HEADINGS, Place, Sign, place_of
from annals.markdown.read import text_of
from annals.model import VEIL, Block, BlockKind, Cleaned, Document, Flag, Phrase, Problem
from annals.text.characters import ends_sentence, is_prose, width
from annals.text.lexicon import Lexicon
from annals.text.lines import SHORT_LINE

_ALL = 12
"""Places of any kind in 10,000 characters, beyond which a text is told of though no one sign is frequent: clean reports
have at most five."""
_TOLD = 6
"""So many signs are told, the gravest and most frequent: nobody reads a longer list."""
_REMNANT = 2
_NO_END = ("，", "、", "（", "《", "“")
_cut_end = re.compile(r"[、，；,;（(《〈“‘【〔—]\s*$|[、，；]\s*$")
_closing_start = re.compile(r"[，。、；：！？）》〉”’】〕,;)]")
_inner_mark = re.compile(r"^[—―](?![—―])|[。；：](?:[●•■◆▪]|[·—―–](?![—―–]))")
_cell = re.compile(r"(?<!\S)\d[\d.,]*%?(?!\S)")
_cells = re.compile(r"\d\.\d\s+\d+\.\d|[^\W\d_]\d[\d,]*\.\d+\s+\d[\d.,]*|[\u4e00-\u9fff]\d \d(?![\d年])")
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
        told = self.summary()
        signs = [f"{_reason(sign)}（{count} 处，先看第 {place.line} 行）" for sign, count, place in told[:_TOLD]]
        if rest := _rest(told):
            signs.append(PHRASES["doubt-others"].zh.format(count=rest))
        first = told[0][2]
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
        if self.misunderstood:
            return (Problem.of("W302", path, first, count=count, signs=signs, line=first),)
        found = [Problem.of("N111", path, first, count=count, signs=signs, line=first)] if told else []
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
    others = [(block, text) for block, text in blocks if block.section is None]
    places = [
        *(place for block, text in headings for place in _in_heading(block, text)),
        *(place for block, text in others for place in _in_block(block, text)),
        *_beheaded(blocks),
        *_remnants(blocks),
        *fragments(blocks),
        *repeated(blocks),
        *longest(others),
        *lone_numbers(blocks),
        *cell_headings(blocks),
        *furniture_left(blocks, cleaned),
        *line_signs(blocks, cleaned.source, lexicon),
        *note_signs(others),
        *series_signs(blocks),
        *(Place(sign=Sign.SERIES, line=line, text=text) for line, text in broken_series(document)),
    ]
    # Of words that are covered nothing is known, and ■ is a bullet elsewhere.
    places = [place for place in places if VEIL not in place.text]
    # That a line is full says nothing more of a part that has no end anyway.
    ends = {(place.line, place.text) for place in places if place.sign in (Sign.TORN, Sign.OPEN, Sign.CUT_HEADING)}
    places = [place for place in places if place.sign is not Sign.CUT_LINE or (place.line, place.text) not in ends]
    counts = Counter(place.sign for place in places)
    whole = {True: len(headings), False: len(others)}
    grave = [
        sign
        for sign, (share, least) in LIMITS.items()
        if counts[sign] >= max(least, share * whole[sign in OF_HEADINGS])
    ]
    characters = sum(len(text) for _, text in blocks)
    return Doubts(
        places=tuple(sorted(places, key=lambda place: place.line)),
        grave=tuple(grave),
        many=len(places) >= max(_ALL / 2, _ALL * characters / 10_000),
    )


def _in_heading(block: Block, text: str) -> Iterator[Place]:
    if _bare.fullmatch(text):
        yield place_of(Sign.BARE_HEADING, block, text)
    elif _cut_end.search(text) or _closing_start.match(text) or _is_open(text):
        yield place_of(Sign.CUT_HEADING, block, text, end=True)
    elif is_prose(text) and width(text) > SHORT_LINE:
        yield place_of(Sign.SENTENCE_HEADING, block, text)
    if len(_cell.findall(text)) > 1:
        yield place_of(Sign.FIGURES, block, text)
    yield from _in_words(block, text)


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
    yield from _in_words(block, text)


def _in_words(block: Block, text: str) -> Iterator[Place]:
    plain = _address.sub(" ", _formula.sub(" ", text))
    for match in [*_figures.finditer(plain), *_long_run.finditer(plain), *_percents.finditer(plain)]:
        if is_glued(match[0]):
            yield place_of(Sign.GLUED, block, match[0])
            break
    if (garbled := _garbled.search(text)) is not None:
        yield place_of(Sign.GARBLED, block, text[max(0, garbled.start() - 6) :])
    if (left := _markup.search(plain)) is not None:
        yield place_of(Sign.MARKUP, block, plain[left.start() :])


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
