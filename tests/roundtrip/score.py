"""What came out held against what was set."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, fields
from enum import StrEnum
from itertools import pairwise

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.clean.replaying import undo
from annals.markdown.read import text_of
from annals.model import Block, Cleaned
from annals.structure.document import document_of
from tests.roundtrip.printing import Printed
from tests.roundtrip.texts import ITEM_MARK, MARK, Kind, Part, Text
from tests.support.words import LEXICON

_HELD, _UNMIXED = 0.9, 0.6
"""A tool keeps indents or blank lines if so many of the paragraphs begin with one, and lines in order if of so many the
first sixty characters stand together."""
# Those that fonts give back for characters of words.yml and that NFKC leaves.
_radicals = str.maketrans(
    "⺠⻓⻅⻆⻋⻔⻘⻚⻛⻝⻢⻤⻥⻦⻩⻬⻰⻄⻣⻨⻮⺟⻁", "民长见角车门青页风食马鬼鱼鸟黄齐龙西骨麦齿母虎"
)
_OWN_MARKS = "#-*+•●·—|"
"""Structure takes them off lines, or they are marks of items."""
_BESIDE = 4
"""So few characters beside a note are its mark and what a reader's tool made of it."""
_note_mark = r"(?:[①-⑩]|\[\d+\]|\d+)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over one text or several: `x` of `x_all`, and the rest as they are. `ties` are paragraphs that are not whole and that
    the tool's text does not part from a neighbour. `lost` are characters that the tool
    gave of what was set and that stand nowhere in what came out; `told` the differences in words."""

    paragraphs: int = 0
    paragraphs_all: int = 0
    ties: int = 0
    headings: int = 0
    levels: int = 0
    levels_all: int = 0
    headings_all: int = 0
    false_headings: int = 0
    made_headings: int = 0
    items: int = 0
    items_all: int = 0
    notes: int = 0
    notes_inside: int = 0
    notes_all: int = 0
    rows: int = 0
    glued: int = 0
    rows_all: int = 0
    furniture: int = 0
    furniture_all: int = 0
    lost: int = 0
    characters: int = 0
    told: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(Score)})


def shares(score: Score) -> dict[str, float]:
    """What a bar is set on: shares in % (those of nothing left out) that should be high or low, and `lost` in 10,000 characters."""
    pairs = {
        "whole": (score.paragraphs, score.paragraphs_all - score.ties),
        "tied": (score.ties, score.paragraphs_all),
        "found": (score.headings, score.headings_all),
        "level": (score.levels, score.levels_all),
        "extra": (score.false_headings, score.made_headings),
        "items": (score.items, score.items_all),
        "notes": (score.notes, score.notes_all),
        "inside": (score.notes_inside, score.notes_all),
        "rows": (score.rows, score.rows_all),
        "glued": (score.glued, score.rows_all),
        "left": (score.furniture, score.furniture_all),
    }
    found = {name: 100 * part / whole for name, (part, whole) in pairs.items() if whole}
    return found | ({"lost": 10_000 * score.lost / score.characters} if score.characters else {})


def tight(text: str) -> str:
    """Without blanks."""
    return re.sub(r"\s+", "", text)


def folded(text: str) -> str:
    """Without blanks and with Unicode's own equivalents: to find in a tool's text what was set, whatever its characters."""
    return tight(unicodedata.normalize("NFKC", text).translate(_radicals))


class Starts(StrEnum):
    """What a tool's text still tells of where paragraphs begin."""

    TOLD = "keeps indents or blank lines"
    SILENT = "keeps neither"
    MIXED = "runs columns together"


def starts_of(raw: str, text: Text) -> Starts:
    """What a tool's text tells, by where the paragraphs that were set stand in it."""
    lines = raw.replace("\f", "\n").split("\n")
    wanted = [
        folded(part.text.replace(MARK, "")) for part in text.parts if part.kind is Kind.PARAGRAPH and not part.notes
    ]
    given = folded(raw)
    # Cut by a page, a paragraph has furniture in it; the columns of a page cut them all.
    if sum(one[:60] in given for one in wanted) < _UNMIXED * len(wanted):
        return Starts.MIXED
    starts = {one[:12] for one in wanted}
    begun, shown, inside = 0, 0, 0
    for index, line in enumerate(lines):
        if folded(line)[:12] in starts:
            begun += 1
            shown += line[:1].isspace() or not lines[index - 1].strip()
        elif line.strip():
            inside += not lines[index - 1].strip()
    # Blank lines between all lines tell nothing.
    told = begun > 0 and shown >= _HELD * begun and inside < len(lines) / 4
    return Starts.TOLD if told else Starts.SILENT


def _set_width(line: str) -> float:
    """About how wide a line is set, in Han characters."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line.strip())


def tied_pairs(raw: str, text: Text) -> list[tuple[Part, Part]]:
    """The paragraphs that follow each other and that a tool's text does not part: the first fills its last line, to which not
    one character could be added, and the second begins the next with neither indent nor, where it tells, a blank line."""
    told = starts_of(raw, text) is Starts.TOLD
    every = raw.replace("\f", "\n").split("\n")
    places = [at for at, line in enumerate(every) if line.strip()]
    lines = [folded(every[at]) for at in places]
    widths = sorted(_set_width(every[at]) for at in places)
    full = widths[len(widths) * 9 // 10] if widths else 0.0
    ends = {line[-6:]: number for number, line in enumerate(lines)}
    parts = [part for part in text.parts if part.kind is not Kind.NOTE]
    found = []
    for one, other in pairwise(parts):
        if not one.kind is other.kind is Kind.PARAGRAPH:
            continue
        at = ends.get(folded(one.text.replace(MARK, ""))[-6:], len(lines))
        if at + 1 >= len(lines) or not lines[at + 1].startswith(folded(other.text.replace(MARK, ""))[:6]):
            continue
        shown = every[places[at + 1]][:1].isspace() or (told and places[at + 1] > places[at] + 1)
        if not shown and _set_width(every[places[at]]) + 1 > full:
            found.append((one, other))
    return found


@dataclass(slots=True, kw_only=True)
class Judge:
    """What a document makes of a text, one kind of part after the other; `told` are the differences in words."""

    text: Text
    blocks: tuple[Block, ...]
    told: list[str] = field(default_factory=list)

    def bare(self, part: Part) -> str:
        return tight(part.text.replace(MARK, ""))

    def paragraphs(self) -> Score:
        """Whole if a block is that paragraph to the character, with or without the marks of its notes."""
        got = Counter(tight(text_of(block.content)) for block in self.blocks if block.section is None)
        wanted = [part for part in self.text.parts if part.kind is Kind.PARAGRAPH]
        whole = 0
        for part in wanted:
            marks = [note.split(" ", 1)[0] for note in part.notes]
            bare = self.bare(part)
            forms = {bare, tight(part.text.replace(MARK, "".join(marks)))}
            found = any(form in got for form in forms)
            whole += found
            if not found:
                self.told.append(f"paragraph  {bare[:70]}\n    {self.nearest(bare)}")
        return Score(paragraphs=whole, paragraphs_all=len(wanted))

    def ties(self, raw: str) -> Score:
        """Those that are not whole as nothing tells where they begin or end: a full line ends in 。 and the next paragraph begins
        in the next line, with no indent, and no blank line that stands between paragraphs alone."""
        got = Counter(tight(text_of(block.content)) for block in self.blocks if block.section is None)
        tied: set[str] = set()
        for one, other in tied_pairs(raw, self.text):
            tied |= {bare for part in (one, other) if (bare := self.bare(part)) not in got and not part.notes}
        return Score(ties=len(tied))

    def nearest(self, bare: str) -> str:
        """Where a paragraph begins in what came out, or ends."""
        for name, piece in (("from", folded(bare[:8])), ("to", folded(bare[-8:]))):
            for block in self.blocks:
                shown = tight(text_of(block.content))
                if piece in folded(shown):
                    return f"{name} {block.content.kind.value} {block.id}: {shown[:34]} … {shown[-34:]}"
        return "neither its first nor its last eight characters stand anywhere"

    def headings(self) -> Score:
        """Found if a heading is it to the character; at the right level if its distance to the others is that of most, which
        is asked where numbers tell it."""
        wanted = [part for part in self.text.parts if part.kind is Kind.HEADING]
        # The title, and the head of a box, may be headings of any level.
        free = {folded(part.text) for part in self.text.parts if part.kind in (Kind.TITLE, Kind.BOX)}
        made = [block for block in self.blocks if block.section is not None and not block.nameless]
        level = {tight(text_of(block.content)): block.level for block in made}
        pairs = [(part, level[tight(part.text)]) for part in wanted if tight(part.text) in level]
        for part in wanted:
            if tight(part.text) not in level:
                self.told.append(f"no heading {part.text}\n    {self.nearest(tight(part.text))}")
        judged = pairs if self.text.numbered else []
        shift, right = next(iter(Counter(got - part.level for part, got in judged).most_common(1)), (0, 0))
        self.told += [
            f"level      {part.text}: {got}, not {part.level + shift}"
            for part, got in judged
            if got - part.level != shift
        ]
        # One that is there in other characters is one fault, not two.
        known = {folded(part.text) for part in wanted} | free
        false = [block for block in made if folded(text_of(block.content)) not in known]
        self.told += [f"false head {block.id}: {text_of(block.content)}" for block in false]
        return Score(
            headings=len(pairs),
            levels=right,
            levels_all=len(judged),
            headings_all=len(wanted),
            false_headings=len(false),
            made_headings=len(made),
        )

    def items(self) -> Score:
        """Whole if a block that is no heading is that item to the character, with or without its mark."""
        got = {tight(text_of(block.content)) for block in self.blocks if block.section is None}
        wanted = [tight(part.text) for part in self.text.parts if part.kind is Kind.ITEM]
        torn = [text for text in wanted if not {text, ITEM_MARK.sub("", text)} & got]
        self.told += [f"item       {text[:70]}\n    {self.nearest(text[1:])}" for text in torn]
        return Score(items=len(wanted) - len(torn), items_all=len(wanted))

    def notes(self) -> Score:
        """Whole if a block is it, with or without its mark; inside if it stands in a block with other text."""
        shown = [tight(text_of(block.content)) for block in self.blocks]
        wanted = [tight(part.text) for part in self.text.parts if part.kind is Kind.NOTE]
        # They may stand one behind the other at the foot of a page.
        any_note = re.compile("|".join(rf"{_note_mark}?{re.escape(note)}" for note in wanted))
        whole = inside = 0
        for note in wanted:
            alone = re.compile(rf"{_note_mark}?{re.escape(note)}")
            whole += any(alone.fullmatch(text) for text in shown)
            for text in shown:
                before, _, after = text.partition(note[:12])
                rest = any_note.sub("", text) if note in text else before
                if note[:12] in text and len(rest) > _BESIDE:
                    inside += 1
                    self.told.append(
                        f"note       {note[:40]} in {before[:24]} … {before[-24:]}^{after[:24]} … {after[-24:]}"
                    )
        return Score(notes=whole, notes_inside=inside, notes_all=len(wanted))

    def rows(self, raw: str) -> Score:
        """Whole if a row has just these cells; glued if two of its cells that the tool parted stand without a blank."""
        shown = {text_of(block.content) for block in self.blocks}
        cells = {tuple(map(tight, text.split("\t"))) for text in shown}
        rows = [tuple(map(tight, row)) for part in self.text.parts for row in part.rows]
        out, given = "\n".join(shown), unicodedata.normalize("NFKC", raw)
        glued = {
            one + other
            for row in rows
            for one, other in pairwise(row)
            if one + other in out and folded(one + other) not in given
        }
        self.told += [f"glued      {both}" for both in sorted(glued)]
        return Score(rows=sum(row in cells for row in rows), glued=len(glued), rows_all=len(rows))

    def furniture(self, done: Printed) -> Score:
        """What stood above and below the pages and still stands on its own, or, where no sentence could hold it, in a block."""
        own = Counter(self.bare(part) for part in self.text.parts)
        left = 0
        pages = [tight(text) for text in (*done.running, *done.folios) if text]
        shown = Counter(folded(text_of(block.content)) for block in self.blocks)
        for text, count in Counter(pages).items():
            alone = max(0, shown[folded(text)] - own[text])
            unlike = not text.isdigit() and text not in own and re.search(r"^[^\w]|[^\w]$|页|\|", text)
            within = sum(folded(text) in block and folded(text) != block for block in shown) if unlike else 0
            left += (found := min(count, alone + within))
            if found:
                self.told.append(f"furniture  {text}: {found} of {count}")
        return Score(furniture=left, furniture_all=len(pages))

    def lost(self, cleaned: Cleaned) -> Score:
        """Characters of the text that was set that the tool gave and that no block shows, and those that structure lost."""
        true, given = (Counter(folded(text)) for text in (self.text.bare(), cleaned.source.text))
        shown = Counter(tight("".join(text_of(block.content) for block in self.blocks)))
        alike = Counter(folded("".join(shown.elements())))
        lost = ((true - alike) - (true - given)) | (Counter(tight(cleaned.text)) - shown)
        for mark in _OWN_MARKS:
            del lost[mark]
        if lost:
            self.told.append(f"lost       {''.join(sorted(lost.elements()))[:80]}")
        return Score(lost=lost.total(), characters=true.total())


def mapped(raw: str) -> str:
    """A tool's text with the radicals that fonts give back made characters, as a person would by hand."""
    return re.sub("[\u2e80-\u2fdf]", lambda found: folded(found[0]), raw)


def scored(text: Text, done: Printed, raw: str) -> Score:
    """A tool's text of a print, cleaned and taken apart by the program, against the truth."""
    cleaned, problems = clean_source(read_source("x", raw.encode()), LEXICON)
    assert problems == ()
    assert undo(cleaned.text, cleaned.ledger) == cleaned.source.text
    document, _ = document_of(cleaned, LEXICON)
    judge = Judge(text=text, blocks=document.blocks)
    found = [judge.paragraphs(), judge.headings(), judge.items(), judge.notes(), judge.rows(raw), judge.ties(raw)]
    total = sum((*found, judge.furniture(done), judge.lost(cleaned)), Score())
    return total + Score(told=tuple(judge.told))
