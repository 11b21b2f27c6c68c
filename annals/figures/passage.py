"""A block of a report as figures are read from it: its sentences, times and names, found once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annals.figures.forms import Forms
from annals.model import Mention
from annals.text.periods import Told, times_in
from annals.text.sentences import sentences_of

_titled = re.compile(r"《[^《》]*》")
_quoted = re.compile("“[^“”]*”|‘[^‘’]*’")
_spoken = re.compile("[。！？；，]")
_number_of_document = re.compile(r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s?(?:第\s?)?\d+\s?号")
_cell = re.compile("[^\t]+")
_compared = re.compile("相比|同期|的水平")
_compared_later = 8
"""So many characters behind a time 相比 may stand: 与2010年的情况相比."""

UP_TO = re.compile("(?:截至|截止到?|截止至)$")
"""What stands in front of a time up to which something holds."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """[start:end] of a block's text, a sentence or a cell of a row, with the times in it that are more than compared with."""

    start: int
    end: int
    text: str
    times: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`label` is the heading of its place in a timeline, empty elsewhere; `year` is the report's. `ends` are all times by where they end;
    `bodies` where those that act and issue are named, start to end, and `bodies_back` end to start; `named` marks each
    character that belongs to a name or title, `closed` each in which no number counts."""

    report: str
    block: str
    text: str
    label: str
    year: int | None
    sentences: tuple[Sentence, ...]
    ends: Mapping[int, Told]
    mentions: tuple[Mention, ...]
    bodies: Mapping[int, int]
    bodies_back: Mapping[int, int]
    named: bytes
    closed: bytes
    forms: Forms


def passage_of(
    report: str,
    block: str,
    text: str,
    *,
    row: bool,
    label: str,
    year: int | None,
    mentions: Sequence[Mention],
    bodies: frozenset[str],
    forms: Forms,
) -> Passage:
    """`bodies` are the slugs of entities that act and issue. Offsets of times are those of the block's text, like all others."""
    named = _marked(text, _names(text, mentions))
    every = times_in(text, year)
    nothing = (
        *((told.start, told.end) for told in every),
        *(match.span() for match in _number_of_document.finditer(text)),
        *(match.span() for match in forms.nothing.finditer(text)),
    )
    # 2022年某省某某大会: the year opens the name. Behind 2022年8月 or 2012年， stands no name.
    times = [told for told in every if not all(named[told.start : told.end]) and not _opens_name(text, told, forms)]
    acting = [mention for mention in mentions if mention.entity in bodies]
    return Passage(
        report=report,
        block=block,
        text=text,
        label=label,
        year=year,
        sentences=_sentences(text, _cells(text) if row else _spans(text), times),
        ends={told.end: told for told in times},
        mentions=tuple(sorted(mentions, key=lambda mention: mention.start)),
        bodies={mention.start: mention.end for mention in acting},
        bodies_back={mention.end: mention.start for mention in acting},
        named=named,
        closed=_marked(text, nothing, named),
        forms=forms,
    )


def _names(text: str, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """Where names and titles stand: within 《》, within “” but for speech, and where an entity is named."""
    quoted = (match.span() for match in _quoted.finditer(text) if not _spoken.search(match.group()))
    titled = (match.span() for match in _titled.finditer(text))
    return (*quoted, *titled, *((mention.start, mention.end) for mention in mentions))


def _marked(text: str, spans: Iterable[Span], before: bytes = b"") -> bytes:
    """One byte a character, 1 within any of the spans and where it was 1 before."""
    marks = bytearray(before or len(text))
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return bytes(marks)


def _opens_name(text: str, told: Told, forms: Forms) -> bool:
    written = text[told.start : told.end]
    return written.endswith(("年", "年度")) and not told.finish and bool(forms.occasion.match(text, told.end))


def _is_baseline(text: str, told: Told) -> bool:
    """Whether a time is only compared with: 比2011年增长."""
    before = text[max(0, told.start - 2) : told.start]
    if before.endswith(("比", "较")) and before not in ("对比", "评比"):
        return True
    if _compared.match(text, told.end):
        return True
    return before.endswith(("与", "同", "和")) and "相比" in text[told.end : told.end + _compared_later]


def _sentences(text: str, spans: Sequence[Span], times: Sequence[Told]) -> tuple[Sentence, ...]:
    told = [one for one in times if not _is_baseline(text, one)]
    starts = [one.start for one in told]
    return tuple(
        Sentence(
            start=start,
            end=end,
            text=text[start:end],
            times=tuple(told[bisect_left(starts, start) : bisect_left(starts, end)]),
        )
        for start, end in spans
    )


def _spans(text: str) -> tuple[Span, ...]:
    spans = []
    at = 0
    for sentence in sentences_of(text, "paragraph"):
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    return tuple(spans)


def _cells(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _cell.finditer(text))
