"""The evidence for every line: what hints and the neighbours say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from annals.model import Cleaned, HintKind
from annals.structure.evidence import LABEL_WIDTH, MARKED_WIDTH, Evidence, beside_keys
from annals.structure.inserted import own_lines
from annals.structure.listed import CONTENTS, listed_titles, title_key
from annals.structure.siblings import Member, numbered_members
from annals.structure.traces import Hints, RuledLines, is_between, lines_of
from annals.text.captions import box_label
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.counted import counted_lines
from annals.text.extents import extent
from annals.text.grids import is_parted
from annals.text.lexicon import Lexicon
from annals.text.lines import BOLD, CLAUSE, Shape

_RAGGED = 3.0
"""By so much the widths of full lines differ."""
_SHORT = 6.0
"""A line that leaves so much of the width was not cut."""
_FEW, _WORD = 10, 2.0
"""One in so many of the lines that the page cut may be far narrower; what leaves room for a word more than the others was not cut."""
_FEWEST = 5
"""Fewer broken lines tell no width."""


def evidence_of(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """The report's own lines of a cleaned text with their evidence, in order. What a person said of single lines, or put in
    between them, is none: it decides those lines alone."""
    text = _Text.of(cleaned, lexicon)
    return tuple(beside_keys([text.evidence(index) for index in range(len(text.lines))]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line, or the part of one up to the end of its run-in heading or from there on; `level` is `text` where its siblings say that
    it heads nothing."""

    shape: Shape
    run_in: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What is known of a whole text: its lines with the numbers of the raw lines of each, the usual width of those that a page
    broke, the titles of its list of contents and the raw line at which that begins, which lines a word counts, and whether blanks stand
    beside its figures."""

    cleaned: Cleaned
    lexicon: Lexicon
    lines: Sequence[_Line]
    raw: Sequence[Sequence[int]]
    broken: _Broken | None
    titles: frozenset[str]
    listed_at: int
    counted: frozenset[int]
    aired: bool
    hints: Hints
    rules: RuledLines

    @staticmethod
    def of(cleaned: Cleaned, lexicon: Lexicon) -> _Text:
        own = own_lines(cleaned)
        known = {(shape.start, shape.end): _raw_lines(cleaned, shape) for shape in own}
        broken = _broken_width(cleaned, known.values())
        short = frozenset(at for at, shape in enumerate(own) if _ends_short(cleaned, known[shape.start, shape.end]))
        lines = _with_titles_cut(own, broken, short)
        titles = listed_titles(cleaned)
        return _Text(
            cleaned=cleaned,
            lexicon=lexicon,
            lines=lines,
            raw=[known.get((line.shape.start, line.shape.end)) or _raw_lines(cleaned, line.shape) for line in lines],
            broken=broken,
            titles=frozenset(titles),
            listed_at=min(lines_of(cleaned, CONTENTS), default=0) if titles else 0,
            counted=counted_titles([line.shape for line in lines], lexicon),
            aired=_is_aired(cleaned.source.text),
            hints=Hints.of(cleaned.hints),
            rules=RuledLines.of(cleaned),
        )

    def evidence(self, index: int) -> Evidence:
        """What is known of a line."""
        line, raw, hints, rules = self.lines[index], self.raw[index], self.hints, self.rules
        shape = line.shape
        before = self.lines[index - 1].shape.end if index else 0
        after = self.lines[index + 1].shape.start if index + 1 < len(self.lines) else len(self.cleaned.text)
        ahead, keys = hints.before(shape), hints.keys(shape)
        glyph = ahead.get(HintKind.GLYPH, "")
        entry = bool(self.titles) and title_key(shape.text) in self.titles
        return Evidence(
            shape=shape,
            lexicon=self.lexicon,
            glyph=glyph if glyph != BOLD else "",
            bold=glyph == BOLD,
            full=self.broken is not None and extent(shape.text) >= self.broken.usual - _RAGGED,
            listed=entry and not shape.marked,
            entry=entry,
            aired=self.aired,
            ahead=raw[-1] < self.listed_at if raw else False,
            counted=index in self.counted,
            slides=rules.slides,
            noted=bool(raw) and rules.notes.issuperset(raw),
            cell=_is_cell(self.cleaned, shape, raw, rules.grid) and rules.columns.isdisjoint(raw),
            item_glyph=ahead.get(HintKind.ITEM_GLYPH, ""),
            key=HintKind.KEY in keys,
            empty_key=HintKind.EMPTY_KEY in keys,
            level=line.level,
            ruled_end=hints.end_between_rules(before, shape),
            wrapped=len(raw) > 1 and not rules.titles.issuperset(raw[:-1]),
            printed=_printed(self.cleaned, shape),
            run_in=line.run_in,
            continued=HintKind.CONTINUED in ahead,
            linked={shape.number_end, shape.end} <= hints.links,
            beside_image=is_between(hints.images, before, shape.start) or is_between(hints.images, shape.end, after),
            below_image=is_between(hints.images, before, shape.start)
            and is_between(hints.set_off, before, shape.start),
            mark=self.cleaned.text[shape.start] if shape.bullet else "",
        )


def _is_aired(text: str) -> bool:
    """Whether a text has a blank beside nearly all figures within its clauses, as tools put one where the script changes."""
    apart = len(_apart.findall(text))
    return apart >= _AIRED and len(_together.findall(text)) * _AIRED <= apart * 2


_apart = re.compile(rf"(?<=[{HAN}]) \d[\d,.]*[%％]? (?=[{HAN}])")
_together = re.compile(rf"(?<=[{HAN}])\d[\d,.]*[%％]?(?=[{HAN}])")
_AIRED = 20
"""So many figures tell, and of so many at most two may stand close."""


def _raw_lines(cleaned: Cleaned, shape: Shape) -> list[int]:
    """The numbers of the raw lines that a line came from."""
    line_of = cleaned.source.line_of
    return sorted({line_of(piece.raw) for piece in cleaned.origins.within(shape.start, shape.end)})


def _is_cell(cleaned: Cleaned, shape: Shape, raw: Sequence[int], grid: frozenset[int]) -> bool:
    """Whether a line stood in a table that blanks set out, or is a row of two cells by itself."""
    alone = len(raw) == 1 and not shape.marked and is_parted(cleaned.source.line_text(raw[0]))
    return alone or any(number - 1 in grid for number in raw[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Broken:
    """How wide the raw lines are that were joined with the next one: usually, and at least, a few apart."""

    usual: float
    least: float


def _broken_width(cleaned: Cleaned, raw: Iterable[Sequence[int]]) -> _Broken | None:
    """The width of the raw lines that the page cut; None where they are too few or too narrow for a page: words around a picture."""
    widths: list[float] = []
    for numbers in raw:
        widths += [extent(cleaned.source.line_text(number).strip()) for number in numbers[:-1]]
    usual = median(widths) if len(widths) >= _FEWEST else 0
    least = sorted(widths)[len(widths) // _FEW] - _WORD if widths else 0.0
    return _Broken(usual=usual, least=max(usual - _SHORT, least)) if usual >= CLAUSE else None


def _ends_short(cleaned: Cleaned, raw: Sequence[int]) -> bool:
    """Whether a line was joined of several, the last of which fills no half of the widest: the page did not cut it there."""
    widths = [extent(cleaned.source.line_text(number).strip()) for number in raw]
    return len(widths) > 1 and widths[-1] * 2 < max(widths)


def _with_titles_cut(lines: tuple[Shape, ...], broken: _Broken | None, short: frozenset[int]) -> list[_Line]:
    """The lines, those that begin with a run-in heading cut in two: `（一）基础研究持续加强。全年…`. One that is a sentence among
    its siblings has the level `text`."""
    members = numbered_members(lines, broken.least if broken is not None else None, short)
    found: list[_Line] = []
    for index, shape in enumerate(lines):
        member = members.get(index) or _above_ticks(shape)
        if member is None or member.end is None:
            found.append(_Line(shape=shape, level="text" if member else ""))
            continue
        rest = shape.text[member.end - shape.body :]
        start = member.end + len(rest) - len(rest.lstrip())
        title = replace(shape, end=member.end, text=shape.text[: member.end - shape.body])
        found.append(_Line(shape=title, run_in=True))
        text = rest.strip()
        if text:
            found.append(_Line(shape=Shape(start=start, end=start + len(text), body=start, text=text)))
    return found


def _above_ticks(shape: Shape) -> Member | None:
    """A heading that a tool marked together with the row of boxes that answers it: `### 其他说明 □适用 √不适用`."""
    at = shape.ticks if shape.hashes else None
    title = shape.text[:at].rstrip() if at else ""
    heading = title and not is_prose(title) and not ends_sentence(title) and width(title) <= MARKED_WIDTH
    return Member(end=shape.body + len(title)) if heading else None


def _printed(cleaned: Cleaned, shape: Shape) -> str:
    """The words of a line as the raw text has them, white space apart."""
    pieces = cleaned.origins.within(shape.body, shape.end)
    return "".join("".join(cleaned.source.text[p.raw : p.raw + p.raw_length] for p in pieces).split())


_WIDEST = 90
"""No title of several clauses is wider."""


def counted_titles(lines: Sequence[Shape], lexicon: Lexicon) -> frozenset[int]:
    """The indexes of the lines that a word counts and that are titles: no sentence, nothing announced, a text below them, as most
    of their like have. Boxes and annexes have their own ways."""
    found = counted_lines([_words(line, lexicon) for line in lines])
    titles = {index for index in found if _is_title(lines, index)}
    return frozenset(titles) if len(titles) * 2 > len(found) else frozenset()


def _words(line: Shape, lexicon: Lexicon) -> str:
    own = line.numbering or line.bullet or line.row or line.glyph or line.text.startswith(lexicon.back_matter)
    return "" if own or box_label(line.text, lexicon.boxes) is not None else line.text


def _is_title(lines: Sequence[Shape], index: int) -> bool:
    line, below = lines[index], lines[index + 1 : index + 2]
    said = line.prose or line.ended or line.text[-1] in "，、；：,;:" or line.width > _WIDEST
    return not said and any(_is_text(other) for other in below)


def _is_text(line: Shape) -> bool:
    return not line.row and ((line.prose and line.width >= CLAUSE) or line.width > LABEL_WIDTH)
