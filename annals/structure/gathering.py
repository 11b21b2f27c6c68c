"""The evidence for every line: what hints and the neighbours say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from annals.model import Cleaned, Hint, HintKind
from annals.structure.evidence import LABEL_WIDTH, Evidence, looks_like_key
from annals.text.lexicon import Lexicon
from annals.text.lines import (
    BOLD,
    Shape,
    shapes,
)
from annals.text.units import starts_with_unit

_decimal = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.])([ \u3000]*)(?=\S)")
RUN_IN_WIDTH = 28
RUN_IN_STYLES = ("一、", "（一）", "1.", "（1）")
_STOPS = "。！？：:"
"""Marks that close a run-in heading and stay with it."""

_BEFORE = (HintKind.GLYPH, HintKind.ITEM_GLYPH, HintKind.BOX, HintKind.CONTINUED)
"""What a hint before the words of a line may be."""


def evidence_of(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """All lines of a cleaned text with their evidence, in order."""
    at_body = _by_start(cleaned.hints, _BEFORE)
    ruled = [h.start for h in cleaned.hints if h.kind is HintKind.RULE]
    images = [h.start for h in cleaned.hints if h.kind is HintKind.IMAGE]
    inside = sorted((h.start, h.kind) for h in cleaned.hints if h.kind in (HintKind.KEY, HintKind.EMPTY_KEY))
    found = []
    lines = _with_levels(_with_run_ins(_with_numbers_in_sequence(shapes(cleaned.text))), cleaned)
    keyed = [looks_like_key(shape, lexicon) for shape, _, _ in lines]
    for index, (shape, run_in, level) in enumerate(lines):
        hints = {h.kind: h for at in {shape.start, shape.body} for h in at_body.get(at, ())}
        before = lines[index - 1][0].end if index else 0
        after = lines[index + 1][0].start if index + 1 < len(lines) else len(cleaned.text)
        glyph = hints[HintKind.GLYPH].value.strip() if HintKind.GLYPH in hints else ""
        keys = {
            kind for _, kind in inside[bisect_left(inside, (shape.start, "")) : bisect_right(inside, (shape.end, "~"))]
        }
        found.append(
            Evidence(
                shape=shape,
                lexicon=lexicon,
                glyph=glyph if glyph != BOLD else "",
                bold=glyph == BOLD,
                item_glyph=hints[HintKind.ITEM_GLYPH].value.strip() if HintKind.ITEM_GLYPH in hints else "",
                key="key" in keys,
                empty_key="empty-key" in keys,
                level=level,
                box_end=hints[HintKind.BOX].end if HintKind.BOX in hints else None,
                ruled_end=_end_between_rules(ruled, before, shape),
                wrapped=_raw_line_count(cleaned, shape) > 1,
                run_in=run_in,
                continued=HintKind.CONTINUED in hints,
                beside_image=_beside(images, before, shape, after),
                mark=cleaned.text[shape.start] if shape.bullet else "",
                beside_key=any(keyed[max(0, index - 1) : index]) or any(keyed[index + 1 : index + 2]),
            )
        )
    return tuple(found)


def _beside(images: list[int], before: int, shape: Shape, after: int) -> bool:
    """Whether an image stood between a line and its neighbours, which end and start at `before`, `after`."""
    gaps = ((before, shape.start), (shape.end, after))
    return any(bisect_left(images, low) < bisect_right(images, high) for low, high in gaps)


def _end_between_rules(ruled: list[int], before: int, shape: Shape) -> int | None:
    """The offset of the rule below a line that has one right above; `before` is the end of the line
    before it."""
    at = bisect_left(ruled, shape.start)
    return ruled[at] if 0 < at < len(ruled) and ruled[at - 1] >= before else None


def _with_numbers_in_sequence(lines: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """`2.4 人员结构` looks like a figure with its unit, and so does `2.4推动…`; where 2.3 numbers a
    heading before it, the short line without a sentence is numbered all the same."""
    found: list[Shape] = []
    last = ""
    for line in lines:
        shape = line
        match = _decimal.match(shape.text)
        spaced = match is not None and (match.group(3) != "" or _is_glued_title(shape, match.end()))
        if (
            match
            and spaced
            and not shape.numbering
            and not shape.prose
            and not shape.ended
            and shape.width <= LABEL_WIDTH
        ):
            before = f"{match.group(1)}.{int(match.group(2)) - 1}"
            if last == before:
                shape = replace(shape, numbering="X.Y", number_end=shape.body + match.end())
        if shape.numbering == "X.Y" and match:
            last = f"{match.group(1)}.{match.group(2)}"
        found.append(shape)
    return tuple(found)


def _is_glued_title(shape: Shape, number_length: int) -> bool:
    """Whether `5.4推动科技金融与成果转化` may be a heading: marked as one, and no figure with its unit."""
    return (
        shape.hashes > 0 and len(shape.text) - number_length >= 4 and not starts_with_unit(shape.text[number_length:])
    )


def _with_run_ins(lines: tuple[Shape, ...]) -> list[tuple[Shape, bool]]:
    """The lines, those that begin with a run-in heading cut in two: `（一）基础研究持续加强。全年…`."""
    found: list[tuple[Shape, bool]] = []
    clauses: set[str] = set()
    for index, shape in enumerate(lines):
        if _is_title_alone(lines, index):
            found.append((shape, True))
            continue
        end = _run_in_end(shape)
        if shape.numbering and shape.text.rstrip().endswith("；"):
            clauses.add(shape.numbering)
        elif end is not None and shape.numbering in clauses:
            # The last clause of an enumeration ends in a full stop.
            clauses.discard(shape.numbering)
            end = None
        if end is None:
            found.append((shape, False))
            continue
        rest = shape.text[end - shape.body :]
        start = end + len(rest) - len(rest.lstrip())
        found.append((replace(shape, end=end, text=shape.text[: end - shape.body]), True))
        text = rest.strip()
        found.append((Shape(start=start, end=start + len(text), body=start, text=text), False))
    return found


def _with_levels(lines: list[tuple[Shape, bool]], cleaned: Cleaned) -> list[tuple[Shape, bool, str]]:
    """The lines with the level that a person gave them, `text` for what is no heading. One of which only a part was
    named is cut around that part: the part is the heading, the rest are paragraphs."""
    hints = sorted((h for h in cleaned.hints if h.kind is HintKind.LEVEL), key=lambda hint: hint.start)
    starts = [hint.start for hint in hints]
    found: list[tuple[Shape, bool, str]] = []
    for shape, run_in in lines:
        own = hints[bisect_left(starts, shape.start) : bisect_left(starts, shape.end)]
        pieces = [(shape, run_in, "")]
        for hint in own:
            pieces[-1:] = _parted(*pieces[-1][:2], hint, cleaned.text)
        found += pieces
    return found


def _parted(shape: Shape, run_in: bool, hint: Hint, text: str) -> list[tuple[Shape, bool, str]]:
    """A line at whose beginning, or in whose midst, the text of a level begins."""
    if hint.value == "text":
        return [(shape, run_in, "text" if hint.start <= max(shape.body, shape.number_end) else "")]
    end = max(hint.end, hint.start + 1)
    while end < shape.end and text[end] in _STOPS:
        end += 1
    start = hint.start if hint.start > max(shape.body, shape.number_end) else shape.start
    parts = []
    if start > shape.start:
        parts.append((_piece(shape, shape.start, start, text), run_in, "text"))
    parts.append((_piece(shape, start, end, text), run_in, hint.value))
    if text[end : shape.end].strip():
        parts.append((_piece(shape, end, shape.end, text), False, "text"))
    return parts


def _piece(shape: Shape, start: int, end: int, text: str) -> Shape:
    """The part of a line between two offsets, white space around it apart; the first part keeps the line's marks."""
    if start == shape.start:
        end = shape.end if not text[end : shape.end].strip() else start + len(text[start:end].rstrip())
        return replace(shape, end=end, text=text[shape.body : end])
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    return Shape(start=start, end=start + len(part.strip()), body=start, text=part.strip())


def _run_in_end(shape: Shape) -> int | None:
    """Where the title of a run-in heading ends: behind the full stop of a short first sentence
    without figures, in a line numbered 一、（一）1. or （1）, with more text behind it."""
    if shape.numbering not in RUN_IN_STYLES or shape.bullet:
        return None
    stop = shape.text.find("。")
    # "（1）支柱产业过于集中。……；" is one clause of an enumeration.
    if stop < 0 or stop + 1 >= len(shape.text.rstrip()) or shape.text.rstrip()[-1] not in "。！？”）：":
        return None
    title = shape.text[shape.number_end - shape.body : stop]
    if not 2 <= len(title) <= RUN_IN_WIDTH or any(char.isdigit() or char in "；：" for char in title):
        return None
    return shape.body + stop + 1


def _is_title_alone(lines: tuple[Shape, ...], index: int) -> bool:
    """Whether a numbered line `（四）创新创业生态持续优化。` with a heading of a narrower number right
    below has its whole text in that heading: it is a run-in title with nothing run in."""
    shape = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or shape.bullet or shape.numbering not in RUN_IN_STYLES or after.numbering not in RUN_IN_STYLES:
        return False
    narrower = RUN_IN_STYLES.index(after.numbering) > RUN_IN_STYLES.index(shape.numbering)
    title = shape.text[shape.number_end - shape.body :].rstrip()
    one_sentence = (
        title.endswith("。") and title.count("。") == 1 and not any(char.isdigit() or char in "；：" for char in title)
    )
    return (
        narrower and one_sentence and len(title) - 1 <= RUN_IN_WIDTH and not after.ended and after.width <= LABEL_WIDTH
    )


def _by_start(hints: Iterable[Hint], kinds: tuple[HintKind, ...]) -> dict[int, list[Hint]]:
    table: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.kind in kinds:
            table.setdefault(hint.start, []).append(hint)
    return table


def _raw_line_count(cleaned: Cleaned, shape: Shape) -> int:
    line_of = cleaned.source.line_of
    return len({line_of(piece.raw) for piece in cleaned.origins.within(shape.start, shape.end)})
