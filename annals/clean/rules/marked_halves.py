"""Sentences that a page's width broke, whose first line a tool took for a heading: it bears # marks or is bold, or stands apart
behind a glyph.

A tool that goes by the room between lines marks any line with much room above it. What is marked so and does not end goes on
below; that it is no heading of two clauses, the two lines tell together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.clean.furniture.note_marks import mark_of
from annals.clean.rules.interruptions import interrupts
from annals.clean.rules.wraps import glue
from annals.clean.title_lines import MARK
from annals.model import Edit, Safety
from annals.text.captions import is_caption
from annals.text.characters import CLOSERS, HAN, parts_pair, width
from annals.text.cut_words import inside_words
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import begins_inside_a_word
from annals.text.lines import BOLD, CLAUSE, LONG_LABEL, Shape, is_figures, key_value
from annals.text.numerals import COUNTING
from annals.text.reading import Reading
from annals.text.units import COUNTER, starts_with_counter, starts_with_unit

_PIECES = 4
"""A sentence is cut into no more lines with marks."""
_RAGGED = 2
"""By so much the widths of lines that a page's width cut differ."""
_STATES = 30
"""A line with a comma that is wider, above a single short sentence, is no title of it."""
_waits = re.compile(r"[，、]$|(?<![；;，,])[和与及或的在对为]$")
"""How no title ends; `；及` leads to the last item of a list."""
_never_first = re.compile(r"[，。、；：！？）》〉”’%％]")
_closes_row = re.compile(rf"等(?:部门|单位|机构|企业|地|人|[{COUNTING}\d])")
"""What a row of names goes on with."""
_counting = re.compile(rf"[{COUNTING}千万亿\d]$")
_numeral = re.compile(rf"[{COUNTING}千]\n[十百千万亿]|\d[.,]\n\d|百\n分之|百分\n之|分之\n[{COUNTING}]")
"""A line end inside a number."""
_count = re.compile(rf"[{COUNTING}千万亿\d](?:{COUNTER}|[年成%％])")
"""What is counted is stated."""
_clauses = re.compile("[，；]")
_inner_stop = re.compile(rf"。(?=[{HAN}“《\d])")


@rule("J126", "标成标题的半句", Safety.REVIEW)
def sentence_halves(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the # marks before the halves of a sentence, and the join of these.

    Evidence: a line with marks that says no whole sentence, and what the one below goes on with. What has a number or a glyph keeps
    it: it is an item. Headings of two clauses, and what stands above a text that begins anew, stay.
    """
    lines = reading.lines
    halves = _first_halves(reading)
    # Where a rule set the marks, it knew why.
    halves = frozenset(at for at in halves if not (lines[at].hashes and reading.is_added(lines[at].start)))
    rests = _second_halves(lines, halves)
    for at in sorted(halves | rests):
        line = lines[at]
        if line.hashes and at - 1 not in halves:
            yield Edit(start=line.start, end=line.first, new="", reason="标题的记号")
        if at in rests and at - 1 not in halves and _ends_above(lines, at):
            yield Edit(start=lines[at - 1].end, end=line.start, new="", reason="标题记号后的半句")
        if line.glyph == BOLD:
            yield Edit(start=line.glyph_start, end=line.body, new="", reason="标题的记号")
            yield Edit(start=line.end - len(BOLD), end=line.end, new="", reason="标题的记号")
        if at in halves:
            below = lines[at + 1]
            yield Edit(start=line.end, end=below.first, new=glue(line.text, below.text), reason="标题记号后的半句")


def _first_halves(reading: Reading) -> frozenset[int]:
    """The places of the lines that a tool took for headings and whose sentence goes on in the next line, with marks or without,
    and ends there or some lines further down.

    A heading of two clauses above a text of its own stays, however short that is, and so do couplets, which are of one
    width because they are written so."""
    lines, lexicon = reading.lines, reading.lexicon
    asked = [
        at
        for at, (first, second) in enumerate(pairwise(lines))
        if _may_go_on(first, second) and not (interrupts(first, lexicon) or interrupts(second, lexicon))
    ]
    told = inside_words(reading.text, [(_words(lines[at]), _words(lines[at + 1])) for at in asked])
    torn = {at for at, cut in zip(asked, told, strict=True) if cut and _has_clauses(lines[at])}
    torn |= {at for at in asked if _is_torn(lines[at], lines[at + 1], lexicon)}
    torn |= {at for at in asked if at and _waits_for_more(lines[at - 1]) and _is_piece(lines[at], lines[at + 1])}
    open_ends = torn | {at for at in asked if not lines[at].bullet and _states(lines, at, lexicon)}
    for dress in {_dress(lines[at]) for at in asked}:
        open_ends |= _cut_at_one_width(lines, [at for at in asked if _dress(lines[at]) == dress])
    return frozenset(at for at in open_ends if _ends_below(lines, at, open_ends))


def _waits_for_more(line: Shape) -> bool:
    """Whether a line of a sentence ends where its next clause is due."""
    return _is_open(line) and line.text[-1] in "，、"


def _is_piece(line: Shape, below: Shape) -> bool:
    """Whether a marked line in the midst of a sentence leads on to the plain one below: it ends where a clause is due, or what
    stands below is the end of a clause, as no sentence is (`偿债压力|较大。审计…`)."""
    words = _words(line)
    short = not MARK.search(words) and _end_of_clause.match(below.text) is not None
    return not (line.numbering or below.hashes) and (words[-1] in "，、" or short)


_end_of_clause = re.compile(rf"[{HAN}]{{1,3}}。")


def _may_go_on(first: Shape, second: Shape) -> bool:
    """Whether a line is marked as a heading may be and has no end, and the next one begins nothing of its own."""
    apart = second.blanks_before > 0 and not second.page_before
    marked = first.hashes or first.glyph == BOLD or ((first.glyph or first.bullet) and apart)
    plain = not (first.row or first.ended or is_caption(first.text) or first.ticks is not None)
    free = not (second.bullet or second.glyph not in ("", BOLD) or second.numbering or second.row)
    words = _words(first)
    said = words[-1:] not in ("：", ":", "") and key_value(words) is None
    note = mark_of(second)
    other = is_figures(second.text) or second.ticks is not None or (note is not None and note.form != "plain")
    return bool(marked and plain and free and said and not other)


def _dress(line: Shape) -> tuple[int, bool, str]:
    """How a tool and the print mark a line: what is marked alike is set in one width."""
    return line.hashes, line.bullet, line.glyph


def _has_clauses(line: Shape) -> bool:
    return line.width >= CLAUSE and _clauses.search(_words(line)) is not None


def _words(line: Shape) -> str:
    """What a line says, without its number and the marks of bold around it."""
    text = line.text[max(0, line.number_end - line.body) :]
    return text.removesuffix(BOLD).rstrip() if line.glyph == BOLD else text


def _is_torn(first: Shape, second: Shape, lexicon: Lexicon) -> bool:
    """Whether the line end stands where neither a title nor a sentence has one."""
    before, after = _words(first), _words(second)
    if _never_first.match(after) and before[-1].isalnum():
        return True
    if "、" in before and before[-1].isalnum() and _closes_row.match(after):
        return True
    if parts_pair(before, after):
        return True
    counted = _counting.search(before) and (starts_with_unit(after) or starts_with_counter(after))
    if (counted or _numeral.search(f"{before[-2:]}\n{after[:2]}")) and _has_clauses(first):
        return True
    wide = first.width > LONG_LABEL
    inside = begins_inside_a_word(after, lexicon.cut_starts, lexicon.title_words) and _clauses.search(before)
    return wide and bool(_waits.search(before) or before.endswith(lexicon.asking_figures) or inside)


def _states(lines: Sequence[Shape], at: int, lexicon: Lexicon) -> bool:
    """Whether a line says what no title says, and what ends it stands below: a sentence and the beginning of the next one,
    a clause that takes up the one before, clauses of all lengths above a shorter line, or more than the only short sentence
    below it."""
    first, second = lines[at], lines[at + 1]
    words = _words(first)
    if not (second.ended and first.width > LONG_LABEL):
        return False
    clauses = _clauses.split(words)
    taken_up = any(clause.startswith(lexicon.taking_up) for clause in clauses[1:])
    uneven = len(clauses) > 2 and not _are_even(clauses) and second.width < first.width
    below = lines[at + 2 : at + 3]
    alone = all(line.hashes or line.glyph or line.numbering for line in below)
    # A number makes it one of several titles.
    single = alone and not first.numbering and len(clauses) > 1
    narrow = second.width * 3 <= first.width * 2 or (_count.search(words) and second.width < first.width)
    single = single and first.width >= _STATES and bool(narrow)
    return bool(_inner_stop.search(words) or taken_up or uneven or single)


def _are_even(clauses: Sequence[str]) -> bool:
    """Whether clauses are as wide as each other, as those of a slogan are: `抓改革，促发展，惠民生`."""
    widths = [width(clause) for clause in clauses]
    return max(widths) - min(widths) <= _RAGGED


def _cut_at_one_width(lines: Sequence[Shape], asked: Collection[int]) -> frozenset[int]:
    """The lines of one width that all lines share which are marked alike and below which a shorter line ends or pauses: that
    width is the page's. Couplets have their commas in one place."""
    wide = [at for at in asked if lines[at].width > LONG_LABEL and (lines[at + 1].ended or _pauses(lines[at + 1]))]
    widest = max((_printed(lines[at]) for at in wide), default=0)
    full = [at for at in wide if _printed(lines[at]) + _RAGGED >= widest and lines[at + 1].width < lines[at].width]
    places = {tuple(match.start() for match in MARK.finditer(_words(lines[at]))) for at in full}
    return frozenset(full) if len(full) > 1 and len(full) == len(wide) and len(places) > 1 else frozenset()


def _pauses(line: Shape) -> bool:
    return line.text[-1] in "，、；"


def _printed(line: Shape) -> int:
    """How wide a line was printed, with its glyph."""
    return line.width + (width(line.glyph) + 1 if line.glyph not in ("", BOLD) else 0)


def _ends_below(lines: Sequence[Shape], at: int, open_ends: Collection[int]) -> bool:
    """Whether the sentence that a line leaves open ends in one of the next lines that go on with it."""
    for below in range(at + 1, min(len(lines), at + 1 + _PIECES)):
        line = lines[below]
        if line.ended or _words(line).rstrip(CLOSERS)[-1:] == "；":
            return True
        if below not in open_ends and (line.hashes or (line.width < CLAUSE and not _pauses(line))):
            return False
        if below not in open_ends:
            # The rules that join plain lines go on from here.
            return True
    return False


def _second_halves(lines: Sequence[Shape], halves: Collection[int]) -> frozenset[int]:
    """The places of the lines with # marks that are the ends of sentences which stand open above them, marked or not: a line
    that ends as a sentence does, with a clause in it or where the next clause is due, below text that does not, and a piece from
    within."""
    return frozenset(
        at + 1
        for at, (first, second) in enumerate(pairwise(lines))
        if (second.hashes or second.glyph == BOLD)
        and not second.numbering
        and (
            at in halves
            or (second.hashes and _is_open(first) and second.ended and _clauses.search(second.text))
            or (second.hashes and _waits_for_more(first) and (second.ended or at + 1 in halves))
        )
    )


def _ends_above(lines: Sequence[Shape], at: int) -> bool:
    """Whether a marked line is the last one of a sentence that fills a wider line above it."""
    first, second = lines[at - 1], lines[at]
    return _is_open(first) and not first.bullet and first.width > LONG_LABEL and second.width < first.width


def _is_open(line: Shape) -> bool:
    plain = not (line.hashes or line.row or line.glyph or line.ended or is_caption(line.text))
    return plain and line.width >= CLAUSE and line.text[-1] not in "：:" and _clauses.search(line.text) is not None
