"""The raw report as a page: every line with its number, what was changed in it, where it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment

from annals.model import PageKind, Report, View
from annals.pages.chapter import chapter_of
from annals.pages.filling import filled
from annals.pages.links import link, origin_lines, part_path
from annals.pages.parts import parts_of
from annals.pages.raw_changes import RawChange, RawChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """One raw line: its text, the address of what it became and those of more that it became, where that is published,
    what was changed."""

    number: int
    text: str
    id: str
    anchors: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    changes: tuple[RawChange, ...]
    flags: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen on it."""
        return not self.text.strip()


def raw_pages(report: Report, label: str, templates: Environment) -> tuple[View, ...]:
    """The raw pages of a report, `raw`, and `raw-2` … of a long one. When its raw file could not be used, the page says so
    and keeps the addresses of all lines that were published from it."""
    found: list[list[RawLine]] = [[] for _ in report.cuts]
    for line in _lines(report, part_path(report.id, "raw", 1)):
        found[report.part_of(line.number) - 1].append(line)
    return tuple(_view(report, label, number, lines, templates) for number, lines in enumerate(found, 1))


def _view(report: Report, label: str, number: int, lines: Sequence[RawLine], templates: Environment) -> View:
    here = part_path(report.id, "raw", number)
    made = filled(
        templates,
        "raw_page.html.j2",
        report=report,
        edition=label,
        lines=lines,
        missing=report.source is None,
        parts=parts_of(report, "raw", number),
        full=link(here, part_path(report.id, "full", number)),
        link=partial(link, here),
    )
    return View(
        path=here,
        title=f"{label} 原文" + (f"（{number}/{len(report.cuts)}）" if len(report.cuts) > 1 else ""),
        kind=PageKind.RAW,
        markdown="",
        made=made.html,
        crumbs=((label, report.home),),
        description=made.description,
        report=report.id,
    )


def _lines(report: Report, here: str) -> tuple[RawLine, ...]:
    source = report.source
    ids, targets, changed = _ids(report), _targets(report, here), RawChanges.of(report)
    return tuple(
        RawLine(
            number=number,
            text=changed.text(number),
            id=next(iter(ids.get(number, ())), ""),
            anchors=tuple(dict.fromkeys(ids.get(number, ())))[1:],
            targets=tuple(dict.fromkeys(targets.get(number, ()))),
            changes=changed.changes.get(number, ()),
            flags=changed.flags.get(number, ()),
        )
        for number in (range(1, len(source.line_starts) + 1) if source else sorted(ids))
    )


def _ids(report: Report) -> dict[int, list[str]]:
    """The addresses of what each raw line became."""
    found: dict[int, list[str]] = {}
    for block in report.blocks:
        found.setdefault(block.first_line, []).append(block.id)
        for anchor in block.anchors:
            found.setdefault(int(anchor.removeprefix("l")), []).append(anchor)
    return found


def _targets(report: Report, here: str) -> dict[int, list[tuple[str, str]]]:
    """Id and link of the blocks in which each raw line is published."""
    chapters = chapter_of(report)
    found: dict[int, list[tuple[str, str]]] = {}
    for placed in report.order:
        for low, high in origin_lines(placed.stem):
            for line in range(low, high + 1):
                found.setdefault(line, []).append((placed.id, link(here, chapters[placed.id], placed.id)))
    return found
