"""The evidence for every line: what hints and the neighbours say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from annals.model import Cleaned, Hint, HintKind
from annals.structure.evidence import LABEL_WIDTH, MARKED_WIDTH, Evidence, beside_keys
from annals.structure.inserted import own_lines
from annals.structure.listed import CONTENTS, listed_titles, title_key
from annals.structure.siblings import Member, numbered_members
from annals.text.captions import box_label
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.counted import counted_lines
from annals.text.extents import extent
from annals.text.grids import grid_lines, is_parted
from annals.text.lexicon import Lexicon
from annals.text.lines import BOLD, CLAUSE, Shape

_RAGGED = 3.0
"""By so much the widths of full lines differ."""
_SHORT = 6.0
"""A line that leaves so much of the width was not cut."""
_FEWEST = 5
"""Fewer broken lines tell no width."""
_COLUMNS = "J113"
"""The rule that sets columns of text below each other."""
_TITLES = ("J111", "J114", "J124", "J127")
"""The rules that join the lines of titles."""
_NOTES = "F111"
"""The rule that moves notes out of sentences."""
_PAGE_TITLES = "T122"
"""The rule that marks the titles of pages."""
_CUT_TITLE = "标题折行"
"""What other rules say of such a join."""
_BEFORE = (HintKind.GLYPH, HintKind.ITEM_GLYPH, HintKind.CONTINUED)
"""What a hint before the words of a line may be."""


def evidence_of(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """The report's own lines of a cleaned text with their evidence, in order. What a person said of single lines, or put in
    between them, is none: it decides those lines alone."""
    at_body = _by_start(cleaned.hints, _BEFORE)
    ruled = [h.start for h in cleaned.hints if h.kind is HintKind.RULE]
    images = [h.start for h in cleaned.hints if h.kind is HintKind.IMAGE]
    set_off = [h.start for h in cleaned.hints if h.kind is HintKind.SET_OFF]
    links = {h.start for h in cleaned.hints if h.kind is HintKind.LINK}
    inside = sorted((h.start, h.kind) for h in cleaned.hints if h.kind in (HintKind.KEY, HintKind.EMPTY_KEY))
    found = []
    own = own_lines(cleaned)
    known = {(shape.start, shape.end): _raw_lines(cleaned, shape) for shape in own}
    broken = _broken_width(cleaned, known.values())
    short = frozenset(at for at, shape in enumerate(own) if _ends_short(cleaned, known[shape.start, shape.end]))
    lines = _with_titles_cut(own, broken, short)
    raw = [known.get((shape.start, shape.end)) or _raw_lines(cleaned, shape) for shape, _, _ in lines]
    titles, counted = listed_titles(cleaned), counted_titles([shape for shape, _, _ in lines], lexicon)
    listed_at = min(_lines_of(cleaned, CONTENTS), default=0) if titles else 0
    slides = any(entry.code == _PAGE_TITLES for entry in cleaned.ledger)
    noted = _lines_of(cleaned, _NOTES)
    beside, aired = _lines_of(cleaned, _COLUMNS), _is_aired(cleaned.source.text)
    joined = _lines_of(cleaned, *_TITLES)
    joined |= {number for entry in cleaned.ledger if entry.reason == _CUT_TITLE for number in entry.lines}
    grid = grid_lines(
        [
            "" if number in beside else cleaned.source.line_text(number)
            for number in range(1, len(cleaned.source.line_starts) + 1)
        ]
    )
    for index, (shape, run_in, level) in enumerate(lines):
        hints = {h.kind: h for at in {shape.start, shape.body} for h in at_body.get(at, ())}
        before = lines[index - 1][0].end if index else 0
        after = lines[index + 1][0].start if index + 1 < len(lines) else len(cleaned.text)
        glyph = hints[HintKind.GLYPH].value.strip() if HintKind.GLYPH in hints else ""
        keys = {
            kind for _, kind in inside[bisect_left(inside, (shape.start, "")) : bisect_right(inside, (shape.end, "~"))]
        }
        entry = bool(titles) and title_key(shape.text) in titles
        found.append(
            Evidence(
                shape=shape,
                lexicon=lexicon,
                glyph=glyph if glyph != BOLD else "",
                bold=glyph == BOLD,
                full=broken is not None and extent(shape.text) >= broken - _RAGGED,
                listed=entry and not shape.marked,
                entry=entry,
                aired=aired,
                ahead=raw[index][-1] < listed_at if raw[index] else False,
                counted=index in counted,
                slides=slides,
                noted=bool(raw[index]) and noted.issuperset(raw[index]),
                cell=_is_cell(cleaned, shape, raw[index], grid) and beside.isdisjoint(raw[index]),
                item_glyph=hints[HintKind.ITEM_GLYPH].value.strip() if HintKind.ITEM_GLYPH in hints else "",
                key="key" in keys,
                empty_key="empty-key" in keys,
                level=level,
                ruled_end=_end_between_rules(ruled, before, shape),
                wrapped=len(raw[index]) > 1 and not joined.issuperset(raw[index][:-1]),
                printed=_printed(cleaned, shape),
                run_in=run_in,
                continued=HintKind.CONTINUED in hints,
                linked={shape.number_end, shape.end} <= links,
                beside_image=_beside(images, before, shape, after),
                below_image=_is_between(images, before, shape.start) and _is_between(set_off, before, shape.start),
                mark=cleaned.text[shape.start] if shape.bullet else "",
            )
        )
    return tuple(beside_keys(found))


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


def _lines_of(cleaned: Cleaned, *codes: str) -> frozenset[int]:
    """The numbers of the raw lines that rules acted on: those of two columns of text, whose blanks are the gutter and part no
    cells, those of a title, which no page's width broke."""
    return frozenset(number for entry in cleaned.ledger if entry.code in codes for number in entry.lines)


def _is_cell(cleaned: Cleaned, shape: Shape, raw: Sequence[int], grid: frozenset[int]) -> bool:
    """Whether a line stood in a table that blanks set out, or is a row of two cells by itself."""
    alone = len(raw) == 1 and not shape.marked and is_parted(cleaned.source.line_text(raw[0]))
    return alone or any(number - 1 in grid for number in raw[:1])


def _broken_width(cleaned: Cleaned, raw: Iterable[Sequence[int]]) -> float | None:
    """The usual width of the raw lines that were joined with the next one; None where they are too few or too narrow for a page:
    words around a picture."""
    widths: list[float] = []
    for numbers in raw:
        widths += [extent(cleaned.source.line_text(number).strip()) for number in numbers[:-1]]
    usual = median(widths) if len(widths) >= _FEWEST else 0
    return usual if usual >= CLAUSE else None


def _ends_short(cleaned: Cleaned, raw: Sequence[int]) -> bool:
    """Whether a line was joined of several, the last of which fills no half of the widest: the page did not cut it there."""
    widths = [extent(cleaned.source.line_text(number).strip()) for number in raw]
    return len(widths) > 1 and widths[-1] * 2 < max(widths)


def _beside(images: list[int], before: int, shape: Shape, after: int) -> bool:
    """Whether an image stood between a line and its neighbours, which end and start at `before`, `after`."""
    return _is_between(images, before, shape.start) or _is_between(images, shape.end, after)


def _is_between(places: list[int], low: int, high: int) -> bool:
    return bisect_left(places, low) < bisect_right(places, high)


def _end_between_rules(ruled: list[int], before: int, shape: Shape) -> int | None:
    """The offset of the rule below a line that has one right above; `before` is the end of the line
    before it."""
    at = bisect_left(ruled, shape.start)
    return ruled[at] if 0 < at < len(ruled) and ruled[at - 1] >= before else None


def _with_titles_cut(
    lines: tuple[Shape, ...], broken: float | None, short: frozenset[int]
) -> list[tuple[Shape, bool, str]]:
    """The lines, those that begin with a run-in heading cut in two: `（一）基础研究持续加强。全年…`. One that is a sentence among
    its siblings has the level `text`."""
    members = numbered_members(lines, broken - _SHORT if broken is not None else None, short)
    found: list[tuple[Shape, bool, str]] = []
    for index, shape in enumerate(lines):
        member = members.get(index) or _above_ticks(shape)
        if member is None or member.end is None:
            found.append((shape, False, "text" if member else ""))
            continue
        rest = shape.text[member.end - shape.body :]
        start = member.end + len(rest) - len(rest.lstrip())
        found.append((replace(shape, end=member.end, text=shape.text[: member.end - shape.body]), True, ""))
        text = rest.strip()
        if text:
            found.append((Shape(start=start, end=start + len(text), body=start, text=text), False, ""))
    return found


def _above_ticks(shape: Shape) -> Member | None:
    """A heading that a tool marked together with the row of boxes that answers it: `### 其他说明 □适用 √不适用`."""
    at = shape.ticks if shape.hashes else None
    title = shape.text[:at].rstrip() if at else ""
    heading = title and not is_prose(title) and not ends_sentence(title) and width(title) <= MARKED_WIDTH
    return Member(end=shape.body + len(title)) if heading else None


def _by_start(hints: Iterable[Hint], kinds: tuple[HintKind, ...]) -> dict[int, list[Hint]]:
    table: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.kind in kinds:
            table.setdefault(hint.start, []).append(hint)
    return table


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
