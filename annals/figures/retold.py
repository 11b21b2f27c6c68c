"""What a timeline of months names and the text of the same report tells with its day: one event, not two."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from annals.model import DatedEvent, Precision, ToldBy


def told_exactly(events: Iterable[DatedEvent], occasions: Collection[str]) -> dict[DatedEvent, DatedEvent]:
    """The entries of timelines that another event of their report tells more exactly, each with that one: both name the
    same of `occasions` (slugs), and the day lies in the month. Running text that names a month may mean another thing."""
    exact: dict[tuple[str, str, str], DatedEvent] = {}
    named: list[tuple[DatedEvent, list[tuple[str, str, str]]]] = []
    for event in events:
        keys = [(event.report, slug, _month(event.start)) for slug in event.entities if slug in occasions]
        if event.precision is Precision.DAY and event.told_by is not ToldBy.LABEL:
            for key in keys:
                exact.setdefault(key, event)
        elif event.precision is Precision.MONTH and event.told_by is ToldBy.LABEL:
            named.append((event, keys))
    return {event: exact[key] for event, keys in named for key in reversed(keys) if key in exact}


def _month(date: str) -> str:
    return date[: len("2031-01")]
