"""The way of one paragraph: raw lines, each change to them, the page it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annals.model import AppliedCorrection, Edition, Entry, Flag, Mention, Operation, Placed, Report
from annals.pages.links import origin_lines

_reference = re.compile(r"([\w-]+)#([a-z][\w-]*)")
_raw_line = re.compile(r"(?:seeds/)?([\w-]+)(?:\.txt)?:(\d+)")
_page_line = re.compile(r"(?:docs/)?([\w./-]+\.md):(\d+)")
_address = re.compile(r"(?<![\w-])([\w-]+)/(full|raw)[\w-]*\.html#[ln](\d+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A block with what it was made from: `raw` are (number, text) of its raw lines, `entries`
    the ledger's entries on them in order, `flags` doubts about them, `said` a person's corrections of their level or
    box, which change no text."""

    report: Report
    placed: Placed
    raw: tuple[tuple[int, str], ...]
    entries: tuple[Entry, ...]
    flags: tuple[Flag, ...]
    said: tuple[AppliedCorrection, ...]
    mentions: tuple[Mention, ...]


def trace(edition: Edition, place: str) -> tuple[Trace, ...]:
    """The blocks that a place names, at most five; none when there is no such place.

    A place is a reference (`2012#l33`), a raw line (`seeds/2012.txt:33`), a line of a page
    (`docs/2012/x.md:12`), an address copied from the site, or words that stand in a block."""
    found = [_trace(edition, report, placed) for report, placed in _placed(edition, place.strip())]
    return tuple(found[:5])


def _placed(edition: Edition, place: str) -> list[tuple[Report, Placed]]:
    reports = {report.id: report for report in edition.reports}
    everything = [(report, placed) for report in edition.reports for placed in report.order]
    if (match := _page_line.fullmatch(place)) is not None:
        line = int(match[2])
        on_page = [(r, p) for r, p in everything if p.page == match[1] and p.block.line <= line]
        return [max(on_page, key=lambda pair: pair[1].block.line)] if on_page else []
    line_match = _raw_line.fullmatch(place) or _address.search(place)
    if line_match is not None and line_match[1] in reports:
        line = int(line_match[line_match.lastindex or 2])
        return [(r, p) for r, p in everything if r.id == line_match[1] and _holds(p, line)]
    match = _reference.fullmatch(place)
    if match is not None and match[1] in reports:
        names = [(r, p) for r, p in everything if r.id == match[1]]
        return [(r, p) for r, p in names if match[2] in (p.id, *r.index.names[p.id])]
    bare = "".join(place.split())
    return [(r, p) for r, p in everything if bare and bare in "".join(p.text.split())]


def _holds(placed: Placed, line: int) -> bool:
    return any(low <= line <= high for low, high in origin_lines(placed.stem))


def _trace(edition: Edition, report: Report, placed: Placed) -> Trace:
    lines = origin_lines(placed.stem)
    numbers = [number for low, high in lines for number in range(low, high + 1)]
    raw = tuple((number, report.source.line_text(number)) for number in numbers) if report.source else ()
    ledger = report.ledger or ()
    entries = tuple(e for e in ledger if any(low <= e.lines[1] and e.lines[0] <= high for low, high in lines))
    flags = tuple(f for f in report.flags if any(low <= f.lines[1] and f.lines[0] <= high for low, high in lines))
    said = tuple(
        applied
        for applied in report.corrections
        if applied.correction.op in (Operation.LEVEL, Operation.BOX)
        and any(low <= last and first <= high for first, last in applied.lines for low, high in lines)
    )
    mentions = tuple(m for m in edition.registry.mentions if (m.report, m.block) == (report.id, placed.id))
    return Trace(report=report, placed=placed, raw=raw, entries=entries, flags=flags, said=said, mentions=mentions)
