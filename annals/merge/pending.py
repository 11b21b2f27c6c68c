"""What of a report has still to come in: its pages wait for an editor's decision."""

from __future__ import annotations

from collections.abc import Container, Iterable

from annals.markdown.read import text_of
from annals.merge.carrying import standing_in
from annals.merge.record import Record
from annals.model import MOVED_CODE, Document


def pending_lines(made: Record, published: Record, *, order: bool) -> frozenset[int]:
    """The raw lines (1-based) of all blocks that stand otherwise in what was made now than in what the pages were made from: with
    other words, in another form, on another page or, where the `order` is known, behind another block."""
    now, then = _standing(made, order), _standing(published, order)
    changed = {name for name in now.keys() | then.keys() if now.get(name) != then.get(name)}
    spans = (
        span for record in (made, published) for block in record.blocks if block.id in changed for span in block.lines
    )
    return frozenset(line for low, high in spans for line in range(low, high + 1))


def has_come_in(number: int, document: Document, published: Record) -> bool:
    """Whether words that a correction changed or doubts (it is the one of that number) stand so in what the pages were made
    from, whatever else of their block has still to come in."""
    then = {block.id: text_of(block.content) for block in published.blocks}
    now = {block.id: text_of(block.content) for block in document.blocks}
    own = [
        (name, change)
        for name, changes in document.changes.items()
        for change in changes
        if change.number == number and change.code != MOVED_CODE
    ]
    return bool(own) and all(name in then and standing_in((change,), now[name], then[name]) for name, change in own)


def touches(spans: Iterable[tuple[int, int]], lines: Container[int]) -> bool:
    return any(line in lines for low, high in spans for line in range(low, high + 1))


def _standing(record: Record, order: bool) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    before = ""
    for block in record.blocks:
        found[block.id] = block.content, block.level, block.section, block.above, record.paths[block.id], before
        before = block.id if order else ""
    return found
