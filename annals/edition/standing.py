"""What is told of the corrections of a report that stands as it was committed last: those that the published pages show.

One line of a `.yml` that is wrong stops the whole report; that takes no correction off the pages, and none off their lists."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Environment

from annals.check.headless import headings_gone, never_headings, without_effect
from annals.edition.making import WITHHOLDING, Inputs, Made, UnusableError, make
from annals.markdown.read import Reader
from annals.merge.pending import has_come_in, pending_lines, touches
from annals.merge.record import Record
from annals.model import Metadata, Operation, Problem, Report, Topic


def made_without_faults(
    inputs: Inputs,
    metadata: Metadata,
    problems: tuple[Problem, ...],
    topics: tuple[Topic, ...],
    templates: Environment,
    *,
    read: bool,
) -> Made | None:
    """A report made of its raw text with those corrections that are not wrong; None where that cannot be done, or words may be
    withheld by one that is. `problems` are those that stopped it; `read` says that the `.yml` could be read whole."""
    if inputs.yml is None or (WITHHOLDING in inputs.yml and not read):
        return None
    left, wrong = metadata.corrections, problems
    withholding = {one.line_in_yml for one in left if one.op is Operation.WITHHOLD}
    while True:
        faults = {problem.line for problem in wrong if problem.path == inputs.yml_path}
        if faults & withholding:
            return None
        kept = tuple(correction for correction in left if correction.line_in_yml not in faults)
        if kept == left and wrong is not problems:
            return None
        left = kept
        try:
            return make(inputs, replace(metadata, corrections=left), topics, templates, Reader())
        except UnusableError as stop:
            wrong = stop.problems


def as_standing(told: Report, standing: Report) -> Report:
    """A standing report with what is told of the corrections on its pages; `told` is the same record and the same pages, held
    against what the corrections that are not wrong make."""
    return replace(
        told,
        year=standing.year,
        title=standing.title,
        source=standing.source,
        sha256=standing.sha256,
        cuts=standing.cuts,
        ledger=None,
    )


def record_of(made: Made) -> Record:
    """What the record is of what was made now, if all of it comes in."""
    order = (block.id for block in made.document.blocks)
    return Record.of(made.year, made.title, made.pages, made.texts, order)


def noticed_of(
    report: Report, made: Made, new: Record, published: Record, yml: str, *, whole: bool = True
) -> tuple[Problem, ...]:
    """What to tell of headings that are gone and of corrections without effect; `report` is as published, made from `published`.
    What has still to come in of `new` is not without effect, nor, where the record is not `whole` and `report` was made from
    `new`, gone."""
    due = pending_lines(new, published, order=whole)
    asked = [
        one
        for number, one in enumerate(made.cleaned.corrections)
        if not touches(one.lines, due) or (whole and has_come_in(number, made.document, published))
    ]
    never = never_headings(asked, report, made.document.blocks) | (frozenset() if whole else due)
    return (*headings_gone(report, never), *without_effect(asked, report, yml))
