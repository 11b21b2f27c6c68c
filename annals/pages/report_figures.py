"""The numbers of one report by topic, each with the sentence it stands in: read by the program, judged by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from jinja2 import Environment

from annals.model import (
    FIGURES,
    OTHER,
    RESERVED_TITLES,
    BlockKind,
    Edition,
    Figures,
    PageKind,
    Placed,
    Quantity,
    Report,
    View,
)
from annals.pages.indicators import STYLE
from annals.pages.links import beside, link
from annals.pages.passage import Passage, Passages

_ROOM = 132_000
"""Bytes of HTML that a report's page gives to its sentences; the CSV has every number."""
_OF_SENTENCE, _OF_NUMBER, _OF_RUN, _OF_CHARACTER = 250, 110, 110, 3
"""Bytes of what stands around a sentence, a number and a run of it that may be a link, and of a character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A sentence, or the row of a table, with what it counts: (what, as printed); `href` leads to its paragraph."""

    numbers: tuple[tuple[str, str], ...]
    passage: Passage
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTopic:
    """The sentences with numbers on the pages of one topic; `id` is the place on the page."""

    id: str
    title: str
    sentences: tuple[Numbered, ...]


def size_of(sentence: Numbered) -> int:
    """About how many bytes of HTML a sentence makes."""
    passage, numbers = sentence.passage, sentence.numbers
    characters = len(passage.text) + sum(len(what) + len(printed) for what, printed in numbers)
    return _OF_SENTENCE + _OF_NUMBER * len(numbers) + _OF_RUN * len(passage.runs) + _OF_CHARACTER * characters


def figures_path(report: str) -> str:
    """The page with the numbers of a report."""
    return f"{report}/{FIGURES}.md"


def told_by_report(figures: Figures) -> dict[str, list[Quantity]]:
    """The numbers of each report by its id, as far as the text says what they count."""
    found: dict[str, list[Quantity]] = {}
    for quantity in figures.quantities:
        if quantity.of:
            found.setdefault(quantity.report, []).append(quantity)
    return found


def report_figure_page(
    report: Report, found: list[Quantity], edition: Edition, passages: Passages, templates: Environment
) -> View:
    """The page of a report with the numbers found in it."""
    titles = {topic.slug: topic.title for topic in edition.topics} | RESERVED_TITLES
    here, label = figures_path(report.id), edition.labels[report.id]
    groups = tuple(_groups(report, found, titles, passages, here))
    shown = sum(len(sentence.numbers) for group in groups for sentence in group.sentences)
    html = templates.get_template("report_figures.html.j2").render(
        groups=groups,
        count=len(found),
        more=len(found) - shown,
        report=report,
        home=link(here, report.home),
        data=beside(here, "data/quantities.csv"),
        style=beside(here, STYLE),
    )
    return View(
        path=here,
        title=f"{label} 报告里的数",
        kind=PageKind.FIGURES,
        made=html,
        crumbs=((label, report.home),),
        report=report.id,
    )


def _groups(
    report: Report, found: list[Quantity], titles: dict[str, str], passages: Passages, here: str
) -> Iterator[OnTopic]:
    """By topic, in the order of the report's pages."""
    topics = {page.path: page.matter.topic for page in report.pages}
    placed = report.index.placed
    order = {topic: number for number, topic in enumerate(dict.fromkeys(topics.values()))}

    def topic_of(quantity: Quantity) -> str:
        return topics.get(placed[quantity.block].page, OTHER)

    left = _ROOM
    for topic, own in groupby(sorted(found, key=lambda one: order.get(topic_of(one), len(order))), topic_of):
        sentences = []
        for sentence in _sentences(list(own), report, passages, here):
            left -= size_of(sentence)
            if left < 0:
                break
            sentences.append(sentence)
        if sentences:
            yield OnTopic(id=f"t-{topic}", title=titles.get(topic, topic), sentences=tuple(sentences))


def _sentences(found: list[Quantity], report: Report, passages: Passages, here: str) -> Iterator[Numbered]:
    placed = report.index.placed

    def place(quantity: Quantity) -> tuple[str, int, int]:
        return (quantity.block, *_bounds(placed[quantity.block], quantity))

    linked: set[str] = set()
    for (block, start, end), own in groupby(found, place):
        numbers = list(own)
        marked = [(one.amount.start, one.amount.end) for one in numbers]
        passage = passages.passage(report.id, placed[block], here, start=start, end=end, named=marked, linked=linked)
        yield Numbered(
            numbers=tuple((one.of, one.printed) for one in numbers),
            passage=replace(passage, before=False, after=False),
            href=link(here, placed[block].page, block),
        )


def _bounds(placed: Placed, quantity: Quantity) -> tuple[int, int]:
    """Where the sentence of a quantity stands; of a table's cell the whole row, which says what the cell is."""
    if placed.kind is not BlockKind.ROW:
        start = placed.text.find(quantity.sentence)
        while start >= 0:
            if start <= quantity.amount.start < start + len(quantity.sentence):
                return start, start + len(quantity.sentence)
            start = placed.text.find(quantity.sentence, start + 1)
    return 0, len(placed.text)
