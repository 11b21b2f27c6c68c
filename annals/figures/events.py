"""Dated events: something that happened or is planned at a time that its sentence, or the heading of a timeline, writes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator

from annals.figures.passage import UP_TO, Passage, Sentence, Span
from annals.model import DatedEvent, Precision, ToldBy
from annals.text.periods import Told, times_in

_clause = re.compile("[^，；。！？]+")
_marks = re.compile("[。！？；，]")
_CLAUSES = 8
"""So many clauses tell of one event at most."""
_LONGEST_CLAUSE = 200
"""Characters of a clause that are looked at."""
_bounded = re.compile("年?(?:初|中|底|末)|前后")
_starts = re.compile("(?:年)?(?:起|开始|以来)")


def events_in(passage: Passage) -> tuple[DatedEvent, ...]:
    """In reading order, one for each time; an item of a timeline is one whole."""
    if passage.label:
        return _labelled(passage)
    found: list[DatedEvent] = []
    for sentence in passage.sentences:
        clauses = [match.span() for match in _clause.finditer(passage.text, sentence.start, sentence.end)]
        found.extend(event for told in sentence.times for event in _told(passage, sentence, clauses, told))
    return tuple(found)


def _labelled(passage: Passage) -> tuple[DatedEvent, ...]:
    times = times_in(passage.label, passage.year)
    if not times or not passage.text.strip():
        return ()
    return (_event(passage, (0, len(passage.text)), times[0], ToldBy.LABEL),)


def _event(passage: Passage, span: Span, told: Told, told_by: ToldBy) -> DatedEvent:
    start, end = span
    first = bisect_left(passage.mentions, start, key=lambda mention: mention.start)
    last = bisect_left(passage.mentions, end, key=lambda mention: mention.start)
    inside = (mention for mention in passage.mentions[first:last] if mention.end <= end)
    return DatedEvent(
        report=passage.report,
        block=passage.block,
        start_char=start,
        text=passage.text[start:end],
        start=told.begin,
        end=told.finish if told.precision not in (Precision.QUARTER, Precision.HALF) else "",
        precision=told.precision,
        told_by=told_by,
        entities=tuple(dict.fromkeys(mention.entity for mention in inside)),
    )


def _told(passage: Passage, sentence: Sentence, clauses: list[Span], told: Told) -> Iterator[DatedEvent]:
    text = passage.text
    first = bisect_right(clauses, told.start, key=lambda clause: clause[0]) - 1
    if first < 0 or _sums_up(passage, told):
        return
    last = _happening(passage, clauses, first, told)
    if last is None:
        return
    most = min(first + _CLAUSES, len(clauses))
    while last + 1 < most and text[clauses[last][1]] == "，" and _goes_on(passage, sentence, clauses[last + 1]):
        last += 1
    vague = ToldBy.REPORT if told.vague else ToldBy.SENTENCE
    yield _event(passage, (clauses[first][0], clauses[last][1]), told, vague)


def _sums_up(passage: Passage, told: Told) -> bool:
    """Whether a time is that of a whole year's work or of several years': a year alone, but one in which something
    began or ended."""
    if UP_TO.search(passage.text, max(0, told.start - 3), told.start):
        return True
    if told.precision is not Precision.YEAR:
        return bool(told.finish) and told.precision is not Precision.DAY
    if told.finish:
        return True
    written = passage.text[told.start : told.end]
    return not (_bounded.search(written) or _starts.match(passage.text, told.end))


def _happening(passage: Passage, clauses: list[Span], first: int, told: Told) -> int | None:
    """The clause that says what happened: that of the date, or one right behind it where that has no verb of its own."""
    text = passage.text
    for index in range(first, min(first + _CLAUSES, len(clauses))):
        start, end = clauses[index]
        start = max(start, told.end) if index == first else start
        if index > first and text[clauses[index - 1][1]] != "，":
            return None
        is_aim = index < len(clauses) - 1 and text[start:end].startswith(("为", "进一步", "在"))
        if not is_aim and _verb(passage, start, end):
            return index
    return None


def _verb(passage: Passage, start: int, end: int) -> bool:
    """Whether something happens in [start:end], names and titles apart."""
    return any(
        not all(passage.named[match.start() : match.end()])
        for match in passage.forms.happens.finditer(passage.text, start, min(end, start + _LONGEST_CLAUSE))
    )


def _goes_on(passage: Passage, sentence: Sentence, clause: Span) -> bool:
    """Whether a clause tells one more thing of that time: it ends with what happened, 揭牌, or says who signed what."""
    start, end = clause
    text = passage.text[start:end]
    others = bisect_left(sentence.times, start, key=lambda told: told.start)
    dated = others < len(sentence.times) and sentence.times[others].start < end
    if dated or passage.forms.behind.match(text):
        return False
    verbs = list(passage.forms.happens.finditer(passage.text, start, end))
    return bool(verbs) and (verbs[-1].end() == end or text.startswith("双方"))


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
