"""What a subject has in too many reports for one page, by series, decade, year and report: pages whose addresses nothing
that is added later moves.

The overview of a subject leads to its spans; a span that is too long leads to those below it and keeps its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from annals.model import Edition, Report, Series

_DECADE = 10
_WINDOW = 64
"""Raw lines of a report that a window has at least, doubled until one holds the report: bounds that follow from the raw
text alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one report has of a subject: `weight` in the measure that bounds its pages, `lines` the raw line (1-based) of
    each thing counted, empty where a report is never parted."""

    report: Report
    weight: int
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some of a subject's reports, the newest first. `name` is that of its page in the subject's folder; `parts` are the
    spans below one that is too long for a page; `lines` are the first and last raw line of a part of one report, `years` the first and last year of
    one by years."""

    name: str
    title: str
    shares: tuple[Share, ...]
    parts: tuple[Span, ...] = ()
    lines: tuple[int, int] | None = None
    years: tuple[int, int] | None = None

    @property
    def weight(self) -> int:
        return sum(share.weight for share in self.shares)

    def every(self) -> Iterator[Span]:
        """It and all spans below."""
        yield self
        for part in self.parts:
            yield from part.every()

    def of_report(self, report: str) -> Iterator[Span]:
        """It and the spans below that hold a report, down to the first that has no parts or several for it."""
        if any(share.report.id == report for share in self.shares):
            yield self
            within = [part for part in self.parts if any(share.report.id == report for share in part.shares)]
            if len(within) == 1:
                yield from within[0].of_report(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The spans of one series that readers choose from, the newest first. In an edition of several series `top` holds all
    years of the series: it is the only choice where it fits on a page, else it leads to the others as well."""

    series: Series
    spans: tuple[Span, ...]
    top: Span | None = None

    @property
    def roots(self) -> tuple[Span, ...]:
        """The spans that no other holds."""
        return (self.top,) if self.top else self.spans

    def every(self) -> Iterator[Span]:
        """All spans."""
        for span in self.roots:
            yield from span.every()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much a page holds: so many in weight, of so many reports; `whole` says that below a year nothing is parted,
    since each report has a page of its own on the subject."""

    weight: int
    reports: int
    whole: bool = False

    def holds(self, shares: Sequence[Share]) -> bool:
        """Whether they fit on one page."""
        return sum(share.weight for share in shares) <= self.weight and len(shares) <= self.reports


def spans_of(shares: Iterable[Share], edition: Edition, room: Room) -> tuple[Row, ...]:
    """The spans of a subject by series; its shares in the order in which years are listed."""
    held: dict[Series, list[Share]] = {}
    for share in shares:
        held.setdefault(edition.series_of(share.report), []).append(share)
    several = len(edition.shelves()) > 1
    return tuple(_row(series, own, edition, room, several=several) for series, own in held.items())


def _row(series: Series, shares: list[Share], edition: Edition, room: Room, *, several: bool) -> Row:
    if not several:
        return Row(series=series, spans=tuple(_decades(series, shares, edition, room)))
    title = f"{series.short or series.name}各年"
    top = Span(name=f"in-{address_word(series.id)}", title=title, shares=tuple(shares))
    if not room.holds(shares):
        top = replace(top, parts=tuple(_decades(series, shares, edition, room)))
    return Row(series=series, spans=top.parts or (top,), top=top)


def _decades(series: Series, shares: Iterable[Share], edition: Edition, room: Room) -> Iterator[Span]:
    # The first series has no name in addresses: those of an edition of one stay when another comes.
    prefix = "" if series == edition.facts.series[0] else f"{address_word(series.id)}-"
    for decade, own in groupby(
        shares, lambda share: None if share.report.year is None else share.report.year // _DECADE
    ):
        yield _decade(prefix, decade, list(own), edition, room)


def span_path(subject: str, name: str) -> str:
    """The page of a span of the subject whose own page, below docs/, is `subject`.

    >>> span_path("topics/parks.md", "2010s")
    'topics/parks/2010s.md'
    """
    return f"{subject.removesuffix('.md')}/{name}.md"


def address_word(name: str) -> str:
    """A series' id as a part of an address.

    >>> address_word("js"), address_word("甲-2")
    ('js', '7532-2')
    """
    return "".join(char if char.isascii() and (char.isalnum() or char in "-_") else f"{ord(char):x}" for char in name)


def _decade(prefix: str, decade: int | None, shares: list[Share], edition: Edition, room: Room) -> Span:
    if decade is None:
        name, title = f"{prefix}undated", "年份未定"
    else:
        first = decade * _DECADE
        name, title = f"{prefix}{first}s", f"{first}—{first + _DECADE - 1} 年"
    whole = Span(name=name, title=title, shares=tuple(shares))
    if room.holds(shares) or decade is None:
        return replace(whole, parts=() if room.holds(shares) else _reports(shares, edition, room))
    years = [(year, list(own)) for year, own in groupby(shares, lambda share: share.report.year)]
    return replace(
        whole, parts=tuple(_year(f"{prefix}{year}", f"{year} 年", own, edition, room) for year, own in years)
    )


def _year(name: str, title: str, shares: list[Share], edition: Edition, room: Room) -> Span:
    whole = Span(name=name, title=title, shares=tuple(shares))
    return whole if room.holds(shares) else replace(whole, parts=_reports(shares, edition, room))


def _reports(shares: Sequence[Share], edition: Edition, room: Room) -> tuple[Span, ...]:
    """The spans below a year: one a report, or at once the windows of the only one."""
    if room.whole:
        return ()
    if len(shares) == 1:
        return tuple(_windows(shares[0], edition, room)) if shares[0].lines else ()
    return tuple(_report(share, edition, room) for share in shares)


def _report(share: Share, edition: Edition, room: Room) -> Span:
    """The span of one report, which is parted by raw lines where it is too long."""
    whole = Span(name=_report_name(share), title=edition.labels[share.report.id], shares=(share,))
    return (
        whole
        if room.holds((share,)) or not share.lines
        else replace(whole, parts=tuple(_windows(share, edition, room)))
    )


def _report_name(share: Share) -> str:
    return f"r-{share.report.id}"


def _windows(share: Share, edition: Edition, room: Room) -> Iterator[Span]:
    """Halves of halves, so that what one gains never moves the bounds of another."""
    size = _WINDOW
    while size < max(share.lines, default=1):
        size *= 2
    waiting = [(1, size)]
    while waiting:
        first, size = waiting.pop()
        last = first + size - 1
        lines = tuple(line for line in share.lines if first <= line <= last)
        if len(lines) > room.weight and size > 1:
            waiting += [(first + size // 2, size // 2), (first, size // 2)]
        elif lines:
            part = replace(share, weight=len(lines), lines=lines)
            title = f"{edition.labels[share.report.id]} 原文第 {first}—{last} 行"
            yield Span(name=f"{_report_name(share)}-l{first}", title=title, shares=(part,), lines=(first, last))
