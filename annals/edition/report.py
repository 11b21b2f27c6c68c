"""What ingest would write, decided without touching the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from jinja2 import Environment

from annals.check.given_levels import with_given_level
from annals.check.matter import slips
from annals.check.moved_sections import moved_by_topics
from annals.check.other_reports import as_one
from annals.clean.metadata import read_metadata, withheld_of
from annals.edition.belief import believed, damage_told
from annals.edition.conflicts_told import conflict_told, waiting
from annals.edition.making import Inputs, Made, UnusableError, make, topics_of, trusted_source, veil_of
from annals.edition.publishing import published_report, standing_report
from annals.edition.renaming import in_renamed_topics, with_renamed
from annals.edition.report_writes import index_path, other_writes, with_renaming, with_rewritten, withheld_still
from annals.edition.standing import as_standing, made_without_faults, noticed_of, record_of
from annals.markdown.read import Reader
from annals.markdown.write import write_page
from annals.merge.earlier_words import without_secrets
from annals.merge.edited import EditedPage, read_pages
from annals.merge.from_earlier import reconciled
from annals.merge.goals import goals_of
from annals.merge.heads import without_words_in
from annals.merge.known_raw import raw_mark
from annals.merge.reconcile import Merging, Reconciled
from annals.merge.record import DamagedRecordError, Record, held, load_record, salvaged
from annals.merge.review import reviews
from annals.merge.stand_in import Standing, standing_pages
from annals.merge.withholding import with_words_again, without_words
from annals.model import (
    Beside,
    Choice,
    Conflict,
    DraftPage,
    Metadata,
    Problem,
    Report,
    Review,
    Source,
    Topic,
)
from annals.text.veil import NO_VEIL, Veil


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlan:
    """A report as it will be published, the files to write (None: remove), what is wrong, the conflicts that wait for a
    decision, and whether its record was believed: else nothing may be written that rests on it. `instead` are the texts
    of pages that are published though they do not stand so on the disk, `wanted` the pages for which the last commit
    should be asked, `veil` the words that nobody may see, `withheld` why the whole report is withheld, if it is, `key` a digest of
    all that it was made from, where that is known."""

    report: Report | None
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    drafts: tuple[DraftPage, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    veil: Veil = NO_VEIL
    withheld: str | None = None
    believed: bool = True
    instead: Mapping[str, str] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    key: str = ""


def plan_report(
    inputs: Inputs, topics: tuple[Topic, ...], templates: Environment, choices: tuple[Choice, ...] = ()
) -> ReportPlan:
    """Make a report from its raw text and merge it into its pages. `choices` are decisions about
    conflicts, besides those in the base."""
    metadata, problems = read_metadata(inputs.report, inputs.yml or "", inputs.yml_path)
    withheld = withheld_of(metadata, inputs.yml)
    if withheld is not None:
        writes = withheld_still(inputs)
        return ReportPlan(report=None, writes=writes, problems=(*inputs.problems, *problems), withheld=withheld)
    renamed = with_renamed(inputs, topics)
    plan = _plan_of(renamed, metadata, problems, topics, templates, choices)
    if renamed is inputs:
        return plan
    if plan.report is not None and plan.report.ledger is not None and plan.believed:
        return replace(plan, writes=with_renaming(inputs, renamed, plan.writes))
    # Nothing is written of a report that stands: its pages are published by the names that they have on the disk.
    plan = _plan_of(inputs, metadata, problems, topics, templates, choices)
    return replace(plan, report=plan.report and in_renamed_topics(plan.report, topics))


def _plan_of(
    inputs: Inputs,
    metadata: Metadata,
    problems: tuple[Problem, ...],
    topics: tuple[Topic, ...],
    templates: Environment,
    choices: tuple[Choice, ...],
) -> ReportPlan:
    """The plan for a report that is not withheld, its pages by the names that `inputs` give them; `problems` are those of its `.yml`."""
    reader, record = Reader(), held(inputs.base)
    standing = _standing_pages(inputs, record, templates, reader)
    wrong = (
        *inputs.problems,
        *standing.problems,
        *slips({path: page for path, page in standing.pages.items() if path not in standing.instead}),
    )
    work = _Work(
        inputs=inputs,
        metadata=metadata,
        topics=topics,
        templates=templates,
        reader=reader,
        standing=standing,
        wrong=wrong,
    )
    plan = _planned(work, problems, choices, record)
    return replace(plan, instead=standing.instead, wanted=standing.wanted)


def _standing_pages(
    inputs: Inputs, held_record: Record | DamagedRecordError, templates: Environment, reader: Reader
) -> Standing:
    """The pages to publish; a damaged record says nothing of those that are not there."""
    texts = {path: text for path, text in inputs.pages if path != index_path(inputs)}
    record = held_record if isinstance(held_record, Record) else Record()
    write = partial(write_page, templates=templates, reader=reader)
    return standing_pages(texts, record, inputs.committed, inputs.withdrawn, write, reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What a plan is made from, besides its text: the pages as they stand, and what is `wrong` with them."""

    inputs: Inputs
    metadata: Metadata
    topics: tuple[Topic, ...]
    templates: Environment
    reader: Reader
    standing: Standing
    wrong: tuple[Problem, ...]


def _planned(
    work: _Work,
    problems: tuple[Problem, ...],
    choices: tuple[Choice, ...],
    held_record: Record | DamagedRecordError,
) -> ReportPlan:
    """The plan for a report whose pages are known; `problems` are those of its `.yml`."""
    inputs, metadata, topics, reader = work.inputs, work.metadata, work.topics, work.reader
    edited = work.standing.pages
    try:
        if problems or inputs.yml is None:
            raise UnusableError(*problems, source=trusted_source(inputs, metadata))
        made = make(inputs, metadata, topics, work.templates, reader)
    except UnusableError as stop:
        known_anyway = made_without_faults(inputs, metadata, stop.problems, topics, work.templates, read=not problems)
        told = as_one(stop.problems, metadata.corrections)
        return _stand(inputs, metadata, edited, (*told, *work.wrong), stop.source, known_anyway)
    new = record_of(made)
    try:
        old = believed(inputs, held_record, new, edited, work.templates, reader)
    except DamagedRecordError as damage:
        return _as_it_stands(work, made, new, damage)
    if work.standing.instead:
        return _beside_unread_pages(work, made, old, new)
    old, edited, gone = _worded(old, new, edited, made.veil, reader)
    merging = Merging(
        new=new,
        texts=made.texts,
        reader=reader,
        given=with_given_level(made.document, made.cleaned),
        goals=goals_of(made.document, made.cleaned.corrections),
    )
    done = reconciled(old, edited, merging, (*old.choices, *choices))
    return _carried_out(work, made, old, new, edited, replace(done, problems=(*done.problems, *gone)))


def _as_it_stands(work: _Work, made: Made, new: Record, damage: DamagedRecordError) -> ReportPlan:
    """Without knowing what was written last nothing may be written; what stands is published."""
    inputs = work.inputs
    pages = _veiled(work.standing.pages, made.veil, work.reader)
    report = published_report(inputs, work.metadata, new, pages, made)
    noticed = noticed_of(report, made, new, salvaged(inputs.base), inputs.yml_path, whole=False)
    problems = (*made.problems, *work.wrong, damage_told(inputs, damage), *noticed)
    return ReportPlan(report=report, writes=(), problems=problems, drafts=made.pages, believed=False, veil=made.veil)


def _beside_unread_pages(work: _Work, made: Made, old: Record, new: Record) -> ReportPlan:
    """The plan of a report of which some pages are not those on the disk: nothing is merged. Asked to rebuild, those that are
    nowhere else are written: who deleted what was never committed has no other way back."""
    edited = work.standing.pages
    if (new.matters, new.blocks, new.paths) != (old.matters, old.blocks, old.paths):
        # What stands on an unreadable page is unknown, so nothing can be merged into the others.
        problems = (*made.problems, *work.wrong)
        return _stand(work.inputs, work.metadata, edited, problems, made.cleaned.source, made)
    there = {path for path, text in work.inputs.pages if text.strip()} | work.inputs.committed.keys()
    again = tuple((path, text) for path, text in work.standing.instead.items() if path not in there)
    done = Reconciled(
        writes=again if work.inputs.rebuild else (), record=old, conflicts=(), waiting=frozenset(), problems=()
    )
    return _carried_out(work, made, old, new, edited, done)


def _carried_out(
    work: _Work,
    made: Made,
    old: Record,
    new: Record,
    edited: dict[str, EditedPage],
    done: Reconciled,
) -> ReportPlan:
    """The plan of what was merged; `old` is the record of what was made last, `new` that of what was made now."""
    inputs, whole = work.inputs, not work.standing.instead
    writes = with_rewritten(inputs, edited, done.writes) if whole else list(done.writes)
    final = {path: page.text for path, page in edited.items()} | dict(writes)
    covered = {path: made.veil.over(text) for path, text in final.items() if text is not None}
    pages, _ = read_pages(covered, work.reader)
    drafts = done.record.pages()
    seen = _reviewed(old, done.record, pages, work.reader) if whole else old.reviews
    beside = Beside.GIVEN if work.metadata != Metadata(report=inputs.report) else None
    # Of a text in which words are taken down nothing stays by which they could be guessed and tried.
    raw = None if made.veil.secret else raw_mark(made.cleaned.source.text)
    heads = without_words_in(done.record.heads, made.veil)
    earlier = without_secrets(done.record.earlier, made.veil)
    record = replace(
        done.record, heads=heads, earlier=earlier, reviews=seen, addresses=old.addresses, beside=beside, raw=raw
    )
    report = published_report(inputs, work.metadata, record, pages, made)
    problems = (
        *made.problems,
        *work.wrong,
        *done.problems,
        *noticed_of(report, made, new, record, inputs.yml_path),
        *moved_by_topics(made.document, work.topics, inputs.lexicon, _titled_places(old), _titled_places(new)),
        *(conflict_told(inputs.report, conflict) for conflict in done.conflicts),
        *waiting(done),
    )
    return ReportPlan(
        report=report,
        writes=(*writes, *other_writes(inputs, made, record, work.templates)),
        problems=problems,
        drafts=tuple(drafts.values()),
        conflicts=done.conflicts,
        veil=made.veil,
    )


def _titled_places(record: Record) -> dict[str, tuple[str, str]]:
    """The page slug and the title of each section."""
    places = topics_of(record)
    return {block.id: (places[block.id], block.content.markdown) for block in record.blocks if block.section}


def _reviewed(old: Record, record: Record, pages: Mapping[str, EditedPage], reader: Reader) -> dict[str, Review]:
    """The reviews of the pages as they will be, and of those that are made no more, for the text that stood on them last."""
    away, _ = read_pages({head.path: head.text for head in record.heads}, reader)
    before, blocks = old.pages(), {path: draft.blocks for path, draft in record.pages().items()}
    last = {head.path: before[head.page].blocks for head in record.heads if head.page in before}
    matters = {path: page.matter for path, page in (away | dict(pages)).items()}
    return reviews(matters, last | blocks, old.reviews)


def _worded(
    old: Record, new: Record, edited: dict[str, EditedPage], veil: Veil, reader: Reader
) -> tuple[Record, dict[str, EditedPage], tuple[Problem, ...]]:
    """The record and the pages without the words that are taken down, and with those that are no longer; what is told of that."""
    shown, texts = with_words_again(old, new, edited, reader)
    if shown is not old:
        edited, _ = read_pages(texts, reader)
    if not veil.secret:
        return shown, edited, ()
    covered, texts, gone = without_words(shown, new, edited, veil, reader)
    return covered, read_pages(texts, reader)[0], gone


def _veiled(edited: Mapping[str, EditedPage], veil: Veil, reader: Reader) -> dict[str, EditedPage]:
    """Pages as they may be published, whatever they say on the disk."""
    return read_pages({path: veil.over(page.text) for path, page in edited.items()}, reader)[0]


def _stand(
    inputs: Inputs,
    metadata: Metadata,
    edited: dict[str, EditedPage],
    problems: tuple[Problem, ...],
    source: Source | None = None,
    made: Made | None = None,
) -> ReportPlan:
    """The report as it was committed last, when it cannot be made anew; `made` tells which corrections its pages show."""
    if not inputs.base:
        return ReportPlan(report=None, writes=(), problems=problems)
    believed = True
    try:
        record = load_record(inputs.base)
    except DamagedRecordError as damage:
        record, problems, believed = salvaged(inputs.base), (*problems, damage_told(inputs, damage)), False
    veil = veil_of(inputs, metadata)
    blocks = (replace(b, content=replace(b.content, markdown=veil.over(b.content.markdown))) for b in record.blocks)
    record = replace(record, blocks=tuple(blocks))
    pages = _veiled(edited, veil, Reader())
    report = standing_report(inputs, metadata, record, pages, _with_lines_of(record, source))
    if made is not None:
        report = as_standing(published_report(inputs, metadata, record, pages, made), report)
        problems = (*problems, *noticed_of(report, made, record_of(made), record, inputs.yml_path))
    return ReportPlan(report=report, writes=(), problems=problems, believed=believed, veil=veil)


def _with_lines_of(record: Record, source: Source | None) -> Source | None:
    """The raw text of a report that stands, if it has the lines that the record names: one that was cut has not."""
    last = max((high for block in record.blocks for _, high in block.lines), default=0)
    return source if source is not None and last <= len(source.line_starts) else None
