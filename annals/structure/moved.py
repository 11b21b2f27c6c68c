"""Text that a person moved: every heading stays what it was before, and so does whatever else was not moved.

Who moves text from below one heading to another one says nothing of the headings: the one is not higher for having none left,
nor the other for having some now. A line may become a title all the same where the text below it had stood in another column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from annals.model import Cleaned, Hint, HintKind
from annals.structure.evidence import HEADS, Evidence, Role, beside_keys
from annals.structure.heading import Outline

_PART = -1
"""In place of the index of a line that is a part of one now: a rule joined it to what it was moved to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """Lines that were moved, with their indices, from an offset; and what is without them of the lines that they are parts of."""

    left: int
    lines: tuple[tuple[int, Evidence], ...]
    rest: tuple[tuple[int, Evidence], ...]


def with_moves(
    lines: tuple[Evidence, ...], cleaned: Cleaned, outline: Callable[[tuple[Evidence, ...]], Outline]
) -> Outline:
    """The outline of some lines, which `outline` finds, with the headings as they are where text that was moved still stands in
    its old place. Moves of headings are none of these."""
    moves = sorted(_moves(lines, cleaned), key=lambda move: move.left)
    while moves:
        order = _order(lines, moves)
        before = outline(tuple(line for _, line in order))
        heads = {line.text for (_, line), role in zip(order, before.roles, strict=True) if role in HEADS}
        text = [move for move in moves if not any(line.text in heads for _, line in move.lines)]
        if text == moves:
            return _with_headings(outline(lines), before, [index for index, _ in order], _indices(moves))
        moves = text
    return outline(lines)


def _moves(lines: tuple[Evidence, ...], cleaned: Cleaned) -> Iterator[_Move]:
    """None from the midst of a line: its halves are one."""
    left = {hint.value: hint.start for hint in cleaned.hints if hint.kind is HintKind.LEFT}
    for hint in cleaned.hints:
        at = left.get(hint.value, -1) if hint.kind is HintKind.MOVED else -1
        if at >= 0 and not any(line.shape.start < at < line.shape.end for line in lines):
            inside = [(index, _part(line, hint)) for index, line in enumerate(lines)]
            moved = [(index if part == lines[index] else _PART, part) for index, part in inside if part is not None]
            rest = [(index, _without(lines[index], hint)) for index, part in inside if part not in (None, lines[index])]
            if moved:
                yield _Move(left=at, lines=tuple((index, _put(line, at)) for index, line in moved), rest=tuple(rest))


def _part(line: Evidence, hint: Hint) -> Evidence | None:
    """What of a line stands in the range of a hint; None if nothing."""
    shape = line.shape
    text = shape.text[max(0, hint.start - shape.body) : max(0, hint.end - shape.body)].strip()
    return replace(line, shape=replace(shape, text=text)) if text else None


def _without(line: Evidence, hint: Hint) -> Evidence:
    shape = line.shape
    text = shape.text[: max(0, hint.start - shape.body)] + shape.text[max(0, hint.end - shape.body) :]
    return replace(line, shape=replace(shape, text=text.strip()))


def _put(line: Evidence, at: int) -> Evidence:
    return replace(line, shape=replace(line.shape, start=at, end=at, body=at, glyph_start=at, number_end=at))


def _indices(moves: list[_Move]) -> set[int]:
    return {index for move in moves for index, _ in move.lines} - {_PART}


def _order(lines: tuple[Evidence, ...], moves: list[_Move]) -> list[tuple[int, Evidence]]:
    """The lines with their indices as they stood before the moves."""
    apart = _indices(moves)
    found: list[tuple[int, Evidence]] = []
    left = list(moves)
    rest = dict(line for move in moves for line in move.rest)
    for index, line in enumerate(lines):
        while left and left[0].left <= line.shape.start and index not in apart:
            found += left.pop(0).lines
        found += [(index, rest.get(index, line))] if index not in apart else []
    found += [line for move in left for line in move.lines]
    return [*zip([index for index, _ in found], beside_keys([line for _, line in found]), strict=True)]


def _with_headings(now: Outline, before: Outline, order: list[int], moved: set[int]) -> Outline:
    """An outline with the headings of that from before the moves, whose lines have these indices now. A line that is a title only
    now stays one if it was a paragraph, and what it stands above was moved there."""
    was = {order[heading.index]: replace(heading, index=order[heading.index]) for heading in before.headings}
    roles_before = dict(zip(order, before.roles, strict=True))
    new = (one for one in now.headings if one.index + 1 in moved and roles_before.get(one.index) is Role.PARAGRAPH)
    heads = {one.index: one for one in (*new, *was.values()) if one.index not in moved}
    roles = tuple(
        role if index in moved or (index in heads and index not in was) else roles_before.get(index, role)
        for index, role in enumerate(now.roles)
    )
    return Outline(lines=now.lines, roles=roles, headings=tuple(heads[index] for index in sorted(heads)))
