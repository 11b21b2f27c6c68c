"""What the panel at each paragraph tells: files beside the pages, each of which a page asks for when a reader opens the
first panel of its lines, so that no page grows."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment, Template

from annals.model import Edition, Placed, Report, topic_path
from annals.pages.coverage import Coverage, Place
from annals.pages.links import beside, link, origin_lines, part_path, raw_link
from annals.pages.marking import told_lines
from annals.pages.marks import is_supplied
from annals.pages.quoted_at import QuotedAt
from annals.pages.raw_changes import RawChange, RawChanges
from annals.pages.sparing import Files, Spare, made_anew
from annals.pages.standing import CHANGES
from annals.text.citation import Reference, Standard, bibtex, csl_json, gbt, ris

FOLDER = "assets/panels/"
STEP = 50
"""Raw lines whose panels are in one file: the script counts from the number in a block's address to the file's name."""
OWN = "own"
"""The name of the file with the panels of editors' own paragraphs, which come from no raw line."""
_NAME, _PLACE, _ADDRESS = "annals-id", "annals-place", "annals-address"
"""In a reference, what the script puts the paragraph's name for, its page with that behind it, and the whole address where
the site's is not known."""
_YEARS = 12
"""Other years of the same topic that are named, the nearest."""
_address = re.compile(r"(?:l|h-)(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A raw line (1-based) that a paragraph comes from, as readers see it."""

    number: int
    text: str
    href: str
    changes: tuple[RawChange, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A picture of a printed page: one of the edition's own is shown in its place, any other is a link."""

    label: str
    href: str
    own: bool


def panel_files(
    edition: Edition,
    coverage: Coverage,
    references: Mapping[str, Reference],
    address: str,
    templates: Environment,
    spare: Spare = made_anew,
) -> dict[str, str]:
    """The panels of every report by path below the site's root: scripts that hand over `[name, blocks, topics,
    references]`, for a page that is opened from a disk may fetch nothing else. A block is its HTML, its topic, its printed
    pages and the part of the whole text in which it stands. All links are as seen from the report's folder."""
    quoted = QuotedAt.of(edition, coverage)
    found: Files = {}
    by_report = quoted.by_report()
    for report in edition.reports:
        whole = references[part_path(report.id, "full", 1)]
        maker = _Maker(report, edition, coverage, quoted, templates)
        scans = sorted(edition.files) if report.scan else ()
        since = tuple(edition.history.changed((f"docs/{page.path}",)) for page in report.pages)
        told = (whole, address, scans, by_report.get(report.id), since)
        found |= spare("panels", report.id, told, partial(_files_of, maker, whole, report.id, address))
    return found


def _files_of(maker: _Maker, whole: Reference, report: str, address: str) -> Files:
    found = {}
    for name, (blocks, topics) in maker.parts().items():
        pages = dict.fromkeys(told[2] for told in blocks.values())
        told = (name, blocks, topics, {page: _forms(whole, report, page, address) for page in pages})
        handed = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        found[f"{FOLDER}{name}.js"] = f"annalsPanel({handed})\n"
    return found


def first_line(placed: Placed) -> int:
    """The raw line (1-based) by which a block's panel is found: the one in its address, else the first that it comes
    from."""
    named = _address.match(placed.id)
    return int(named[1]) if named else told_lines(placed)[1]


def file_name(report: str, line: int) -> str:
    """The name of the file with the panels of a raw line (1-based).

    >>> file_name("2031", 50), file_name("2031", 51)
    ('2031/1', '2031/51')
    """
    return f"{report}/{(line - 1) // STEP * STEP + 1}"


def _forms(whole: Reference, report: str, page: str, address: str) -> dict[str, str]:
    """How a paragraph is cited in each form; the script knows the paragraph, and the address where none is given."""
    url = f"{address.rstrip('/')}/{report}/{_PLACE}" if address else _ADDRESS
    of_page = replace(whole, key=f"{whole.key}-{_NAME}", url=url, page=page.replace("–", "-"))
    return {
        "GB/T 7714—2025": gbt(of_page),
        "GB/T 7714—2015": gbt(of_page, Standard.FORMER),
        "RIS": ris(of_page),
        "BibTeX": bibtex(of_page),
        "CSL-JSON": csl_json(of_page),
    }


class _Maker:
    """Makes the panels of one report."""

    def __init__(
        self, report: Report, edition: Edition, coverage: Coverage, quoted: QuotedAt, templates: Environment
    ) -> None:
        self._report, self._edition, self._coverage, self._quoted = report, edition, coverage, quoted
        self._here = part_path(report.id, "full", 1)
        self._templates = templates
        self._topics = {topic.slug: topic.title for topic in edition.topics}
        self._topic_of = {page.path: page.matter.topic for page in report.pages}

    @cached_property
    def _changed(self) -> RawChanges:
        return RawChanges.of(self._report)

    @cached_property
    def _panel(self) -> Callable[..., str]:
        """The template as a macro: there are more paragraphs than pages, and to set up a template takes as long as to fill
        this one."""
        made: Any = self._templates.get_template("panel.html.j2").module
        panel: Callable[..., str] = made.panel
        return panel

    @cached_property
    def _editors(self) -> Template:
        return self._templates.get_template("panel_editors.html.j2")

    def parts(self) -> dict[str, tuple[dict[str, tuple[str, str, str, int]], dict[str, str]]]:
        """Blocks and topics by the name of their file."""
        found: dict[str, tuple[dict[str, tuple[str, str, str, int]], dict[str, str]]] = {}
        part = 1
        for placed in self._report.order:
            is_own = not placed.stem.blocks()
            line = 0 if is_own else first_line(placed)
            slug = self._topic_of.get(placed.page, "")
            slug = slug if slug in self._topics else ""
            name = f"{self._report.id}/{OWN}" if is_own else file_name(self._report.id, line)
            blocks, topics = found.setdefault(name, ({}, {}))
            if slug and slug not in topics:
                topics[slug] = self._years(slug)
            if is_own:
                # It stands in the whole text where the paragraph in front of it does.
                blocks[placed.id] = (self._own(placed), slug, "", part)
                continue
            part = self._report.part_of(line)
            pages = self._report.printed.labels(origin_lines(placed.stem))
            span = "" if not pages else pages[0] if len(pages) == 1 else f"{pages[0]}–{pages[-1]}"
            blocks[placed.id] = (self._html(placed, pages), slug, span, part)
        return found

    def _html(self, placed: Placed, pages: tuple[str, ...]) -> str:
        where = self._quoted.of_block(self._report.id, placed.id, self._here)
        lines = tuple(self._lines(placed))
        return self._panel(
            lines=lines,
            changed=any(line.changes or line.flags for line in lines),
            inserted=self._before(placed),
            scans=tuple(self._scans(pages)),
            where=where,
        )

    def _own(self, placed: Placed) -> str:
        """What is true of an editor's own paragraph: whose it is, since when its page stands so, where it is quoted."""
        return self._editors.render(
            changed=self._edition.history.changed((f"docs/{placed.page}",)),
            changes=link(self._here, CHANGES),
            where=self._quoted.of_block(self._report.id, placed.id, self._here),
        )

    def _before(self, placed: Placed) -> tuple[int, str] | None:
        """Of a heading that a person put in, the raw line it stands before and the link to it."""
        line = first_line(placed)
        return (line, raw_link(self._here, self._report, line)) if is_supplied(placed) else None

    def _lines(self, placed: Placed) -> Iterator[Line]:
        for low, high in origin_lines(placed.stem):
            for number in range(low, high + 1):
                text = self._changed.text(number)
                changes, flags = self._changed.changes.get(number, ()), self._changed.flags.get(number, ())
                if text.strip() or changes or flags:
                    href = raw_link(self._here, self._report, number)
                    yield Line(number=number, text=text, href=href, changes=changes, flags=flags)

    def _scans(self, pages: tuple[str, ...]) -> Iterator[Scan]:
        pattern = self._report.scan
        for label in pages if pattern else ():
            path = pattern.replace("{page}", label)
            if "://" in path:
                yield Scan(label=label, href=path, own=False)
            elif path in self._edition.files:
                yield Scan(label=label, href=beside(self._here, path), own=True)

    def _years(self, slug: str) -> str:
        places = self._coverage.places.get(slug, ())
        series = self._coverage.series
        own = series[self._report.id]
        others = [place for place in places if place.report.id != self._report.id and series[place.report.id] == own]
        near = {place.report.id for place in sorted(others, key=self._distance)[:_YEARS]}
        return self._templates.get_template("panel_years.html.j2").render(
            topic=self._topics[slug],
            href=link(self._here, topic_path(slug)),
            years=[(place.label, link(self._here, *place.target)) for place in others if place.report.id in near],
            more=len(others) - len(near),
        )

    def _distance(self, place: Place) -> tuple[bool, int]:
        here, there = self._report.year, place.report.year
        return (here is None or there is None, abs((here or 0) - (there or 0)))
