"""A report as it was taken in the last time, from what its raw text gave then: cleaning, structure and merging are spared.

Only what wrote nothing and left nothing open is kept, so that the record in seeds/.base says the rest; the pages were read and held against it once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annals.clean.metadata import read_metadata
from annals.clean.read import read_again
from annals.edition.kept_blocks import KeptPage, published_again, to_keep
from annals.edition.making import Inputs
from annals.edition.publishing import report_again
from annals.edition.report import ReportPlan
from annals.merge.record import load_record
from annals.model import AppliedCorrection, Change, Entry, Flag, Mending, PageMap, Problem
from annals.text.cuts import cuts_of
from annals.text.veil import NO_VEIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What the record does not say of a report, and what was told of it."""

    year: int | None
    title: str
    printed: PageMap
    sha256: str
    ledger: tuple[Entry, ...]
    corrections: tuple[AppliedCorrection, ...]
    flags: tuple[Flag, ...]
    changes: Mapping[str, tuple[Change, ...]]
    mendings: tuple[Mending, ...]
    pages: tuple[KeptPage, ...]
    problems: tuple[Problem, ...]


def to_recall(plan: ReportPlan) -> Recalled | None:
    """What to keep of a plan; None where a person or a file has still to follow it, or words are withheld."""
    report = plan.report
    if report is None or report.ledger is None or report.source is None or not plan.believed:
        return None
    if plan.writes or plan.conflicts or plan.instead or plan.wanted or plan.veil != NO_VEIL:
        return None
    return Recalled(
        year=report.year,
        title=report.title,
        printed=report.printed,
        sha256=report.sha256,
        ledger=report.ledger,
        corrections=report.corrections,
        flags=report.flags,
        changes=report.changes,
        mendings=report.mendings,
        pages=tuple(map(to_keep, report.pages)),
        problems=plan.problems,
    )


def recalled(inputs: Inputs, kept: Recalled) -> ReportPlan:
    """The plan that the same inputs gave before."""
    metadata, _ = read_metadata(inputs.report, inputs.yml or "", inputs.yml_path)
    record = load_record(inputs.base)
    source = read_again(inputs.report, inputs.raw)
    report = replace(
        report_again(inputs, metadata, record, published_again(kept.pages, record.blocks), source),
        year=kept.year,
        title=kept.title,
        printed=kept.printed,
        sha256=kept.sha256,
        ledger=kept.ledger,
        corrections=kept.corrections,
        flags=kept.flags,
        changes=kept.changes,
        mendings=kept.mendings,
        cuts=cuts_of(source),
    )
    return ReportPlan(report=report, writes=(), problems=kept.problems, drafts=tuple(record.pages().values()))
