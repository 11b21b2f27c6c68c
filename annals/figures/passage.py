"""A block of a report as figures are read from it: its sentences, times and names, found once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.figures.forms import Forms
from annals.model import Mention
from annals.text.periods import Told, times_in
from annals.text.sentences import sentences_of

_titled = re.compile(r"《[^《》]*》")
_quoted = re.compile("“([^“”]*)”|‘[^‘’]*’")
_spoken = re.compile("[。！？；，]")
_number_of_document = re.compile(r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s?(?:第\s?)?\d+\s?号")
_cell = re.compile("[^\t]+")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """[start:end] of a block's text, a sentence or a cell of a row, with the times in it."""

    start: int
    end: int
    text: str
    times: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`bodies` are the slugs of entities that act and issue; `label` is the heading of its place in a timeline, empty elsewhere; `closed` are the spans in which no number counts and
    `names` those of names and titles alone, `year` is the report's."""

    report: str
    block: str
    text: str
    label: str
    year: int | None
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    bodies: frozenset[str]
    names: tuple[Span, ...]
    closed: tuple[Span, ...]
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
    """Offsets of times are those of the block's text, like all others."""
    names = _names(text, mentions)
    every = times_in(text, year)
    # 2022年某省某某大会: the year opens the name. Behind 2022年8月 or 2012年， stands no name.
    times = tuple(told for told in every if not _inside(told, names) and not _opens_name(text, told, forms))
    spans = _cells(text) if row else _sentences(text)
    return Passage(
        report=report,
        block=block,
        text=text,
        label=label,
        year=year,
        sentences=tuple(
            Sentence(
                start=start,
                end=end,
                text=text[start:end],
                times=tuple(told for told in times if start <= told.start < end and not _is_baseline(text, told)),
            )
            for start, end in spans
        ),
        mentions=tuple(mentions),
        bodies=bodies,
        names=names,
        closed=(
            *names,
            *((told.start, told.end) for told in every),
            *(match.span() for match in _number_of_document.finditer(text)),
            *(match.span() for match in forms.nothing.finditer(text)),
        ),
        forms=forms,
    )


def _names(text: str, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """Where names and titles stand: within 《》, within “” but for speech, and where an entity is named."""
    quoted = (match.span() for match in _quoted.finditer(text) if not _spoken.search(match.group()))
    titled = (match.span() for match in _titled.finditer(text))
    return (*quoted, *titled, *((mention.start, mention.end) for mention in mentions))


def _inside(told: Told, spans: Sequence[Span]) -> bool:
    return any(start <= told.start and told.end <= end for start, end in spans)


def _opens_name(text: str, told: Told, forms: Forms) -> bool:
    written = text[told.start : told.end]
    return written.endswith(("年", "年度")) and not told.finish and bool(forms.occasion.match(text, told.end))


def _is_baseline(text: str, told: Told) -> bool:
    """Whether a time is only compared with: 比2011年增长."""
    before = text[max(0, told.start - 6) : told.start]
    if before.endswith(("比", "较", "相比于")) and not before.endswith(("对比", "评比")):
        return True
    return bool(re.match("相比|同期|的水平", text[told.end : told.end + 4])) or (
        before.endswith(("与", "同", "和")) and "相比" in text[told.end : told.end + 8]
    )


def _sentences(text: str) -> tuple[Span, ...]:
    spans = []
    at = 0
    for sentence in sentences_of(text, "paragraph"):
        spans.append((at, at + len(sentence)))
        at += len(sentence)
    return tuple(spans)


def _cells(text: str) -> tuple[Span, ...]:
    return tuple(match.span() for match in _cell.finditer(text))
