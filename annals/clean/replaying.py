"""A ledger done again and undone: over the decoded raw text it gives the cleaned text, taken back that gives the raw text, both
to the character."""

from __future__ import annotations

from collections.abc import Sequence

from annals.model import Entry, Op


def replay(raw: str, entries: Sequence[Entry]) -> str:
    """Apply a ledger to the decoded raw text; raises ValueError where an entry does not fit."""
    text = raw
    for batch in _batches(entries):
        text = _redo(text, batch)
    return text


def undo(text: str, entries: Sequence[Entry]) -> str:
    """Take a ledger back, last entry first; raises ValueError where an entry does not fit."""
    for batch in reversed(_batches(entries)):
        if batch[0].op is Op.MOVE:
            entry, to = batch[0], _goal(batch[0])
            cut = text[to : to + len(entry.old)]
            _fits(cut, entry.old, entry)
            rest = text[:to] + text[to + len(cut) :]
            text = rest[: entry.start] + cut + rest[entry.start :]
            continue
        chunks, done = [], 0
        for entry in batch:
            end = entry.start + len(entry.new)
            _fits(text[entry.start : end], entry.new, entry)
            chunks += [text[done : entry.start], entry.old]
            done = end
        text = "".join([*chunks, text[done:]])
    return text


def _redo(text: str, batch: Sequence[Entry]) -> str:
    if batch[0].op is Op.MOVE:
        entry, to = batch[0], _goal(batch[0])
        _fits(text[entry.start : entry.end], entry.old, entry)
        rest = text[: entry.start] + text[entry.end :]
        return rest[:to] + entry.old + rest[to:]
    chunks, done, shift = [], 0, 0
    for entry in batch:
        start, end = entry.start - shift, entry.end - shift
        _fits(text[start:end], entry.old, entry)
        chunks += [text[done:start], entry.new]
        done = end
        shift += len(entry.new) - len(entry.old)
    return "".join([*chunks, text[done:]])


def _goal(entry: Entry) -> int:
    if entry.to is None:
        raise ValueError(f"entry {entry.seq} ({entry.code}) moves nowhere")
    return entry.to


def _fits(found: str, expected: str, entry: Entry) -> None:
    if found != expected:
        raise ValueError(f"entry {entry.seq} ({entry.code}) expects {expected!r}, found {found!r}")


def _batches(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Runs of entries that go forward through the text, so that each run is one pass."""
    batches: list[list[Entry]] = []
    for entry in entries:
        last = batches[-1][-1] if batches else None
        moves = last is None or last.op is Op.MOVE or entry.op is Op.MOVE
        if last is not None and not moves and entry.start >= last.start + len(last.new):
            batches[-1].append(entry)
        else:
            batches.append([entry])
    return batches
