"""What ingest would write, decided without touching the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from jinja2 import Environment

from annals.check.given_levels import with_given_level
from annals.check.matter import slips
from annals.clean.metadata import read_metadata, withheld_of
from annals.edition.making import Inputs, Made, UnusableError, make, trusted_source, veil_of
from annals.edition.publishing import published_report, standing_report
from annals.edition.renaming import with_renamed
from annals.edition.standing import as_standing, made_without_faults, noticed_of, record_of
from annals.markdown.read import Reader
from annals.markdown.write import write_page
from annals.merge.edited import EditedPage, read_pages
from annals.merge.rebuilding import proven, rebuilt
from annals.merge.reconcile import Reconciled, reconciled
from annals.merge.record import Damage, DamagedRecordError, Record, dump_record, held, load_record, salvaged
from annals.merge.review import reviews
from annals.merge.stand_in import Standing, standing_pages
from annals.merge.withholding import with_words_again, without_words
from annals.model import Beside, Choice, Conflict, DraftPage, Given, Metadata, Phrase, Problem, Report, Source, Topic
from annals.pages.register import register_damaged
from annals.text.differences import abridged
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
        writes = _withheld_still(inputs)
        return ReportPlan(report=None, writes=writes, problems=(*inputs.problems, *problems), withheld=withheld)
    reader = Reader()
    inputs, given = with_renamed(inputs, topics), inputs
    record = held(inputs.base)
    standing = _standing_pages(inputs, record, templates, reader)
    wrong = (
        *inputs.problems,
        *standing.problems,
        *slips({path: page for path, page in standing.pages.items() if path not in standing.instead}),
    )
    plan = _planned(inputs, (metadata, problems), topics, templates, choices, reader, standing, record, wrong)
    return replace(plan, writes=_settled(given, inputs, plan), instead=standing.instead, wanted=standing.wanted)


def _withheld_still(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """The record of a report that is withheld, saying so: without it the report would be back once its `.yml` is lost."""
    try:
        record = load_record(inputs.base)
    except DamagedRecordError:
        return ()
    text = dump_record(replace(record, beside=Beside.WITHHELD))
    return () if text == inputs.base else ((f"seeds/.base/{inputs.report}.jsonl", text),)


def _settled(given: Inputs, renamed: Inputs, plan: ReportPlan) -> tuple[tuple[str, str | None], ...]:
    """What a plan writes, and, where it writes at all, what renaming has changed before it."""
    if given is renamed or plan.report is None or plan.report.ledger is None or not plan.believed:
        return plan.writes
    before, after, written = dict(given.pages), dict(renamed.pages), dict(plan.writes)
    base = f"seeds/.base/{given.report}.jsonl"
    found: list[tuple[str, str | None]] = [
        *((path, text) for path, text in after.items() if path not in written and before.get(path) != text),
        *((path, None) for path in before if path not in after and path not in written),
    ]
    record = [] if base in written or renamed.base == given.base else [(base, renamed.base)]
    return (*found, *plan.writes, *record)


def _standing_pages(
    inputs: Inputs, held_record: Record | DamagedRecordError, templates: Environment, reader: Reader
) -> Standing:
    """The pages to publish; a damaged record says nothing of those that are not there."""
    texts = {path: text for path, text in inputs.pages if path != _index_path(inputs)}
    record = held_record if isinstance(held_record, Record) else Record()
    write = partial(write_page, templates=templates, reader=reader)
    return standing_pages(texts, record, inputs.committed, inputs.withdrawn, write, reader)


def _planned(
    inputs: Inputs,
    known: tuple[Metadata, tuple[Problem, ...]],
    topics: tuple[Topic, ...],
    templates: Environment,
    choices: tuple[Choice, ...],
    reader: Reader,
    standing: Standing,
    held_record: Record | DamagedRecordError,
    wrong: tuple[Problem, ...],
) -> ReportPlan:
    """The plan for a report whose pages are known; `faults`: some of them are not those on the disk."""
    (metadata, problems), edited, faults = known, standing.pages, bool(standing.instead)
    try:
        if problems or inputs.yml is None:
            raise UnusableError(*problems, source=trusted_source(inputs, metadata))
        made = make(inputs, metadata, topics, templates, reader)
    except UnusableError as stop:
        known_anyway = made_without_faults(inputs, metadata, stop.problems, topics, templates, read=not problems)
        return _stand(inputs, metadata, edited, (*stop.problems, *wrong), stop.source, known_anyway)
    new = record_of(made)
    try:
        old = _believed(inputs, held_record, new, edited, templates, reader)
    except DamagedRecordError as damage:
        # Without knowing what was written last nothing may be written; what stands is published.
        report = published_report(inputs, metadata, new, _veiled(edited, made.veil, reader), made)
        noticed = noticed_of(report, made, new, salvaged(inputs.base), inputs.yml_path, whole=False)
        problems = (*made.problems, *wrong, _damaged(inputs, damage), *noticed)
        return ReportPlan(
            report=report, writes=(), problems=problems, drafts=made.pages, believed=False, veil=made.veil
        )
    if not faults:
        old, edited = _worded(old, new, edited, made.veil, reader)
    if faults and (new.matters, new.blocks, new.paths) != (old.matters, old.blocks, old.paths):
        # What stands on an unreadable page is unknown, so nothing can be merged into the others.
        return _stand(inputs, metadata, edited, (*made.problems, *wrong), made.cleaned.source, made)
    if faults:
        done = Reconciled(writes=(), record=old, conflicts=(), waiting=frozenset(), problems=())
    else:
        given = with_given_level(made.document, made.cleaned)
        done = reconciled(old, new, made.texts, edited, reader, (*old.choices, *choices), given)
    writes = list(done.writes) if faults else _with_rewritten(inputs, edited, done.writes)
    final = {path: page.text for path, page in edited.items()} | dict(writes)
    pages, _ = read_pages({path: made.veil.over(text) for path, text in final.items() if text is not None}, reader)
    matters = {path: page.matter for path, page in pages.items()}
    drafts = done.record.pages()
    blocks = {path: draft.blocks for path, draft in drafts.items()}
    seen = old.reviews if faults else reviews(matters, blocks, old.reviews)
    beside = Beside.GIVEN if metadata != Metadata(report=inputs.report) else None
    record = replace(done.record, reviews=seen, addresses=old.addresses, beside=beside)
    writes = [*writes, *_other_writes(inputs, made, record, templates)]
    report = published_report(inputs, metadata, record, pages, made)
    noticed = noticed_of(report, made, new, record, inputs.yml_path)
    told = (
        *made.problems,
        *wrong,
        *done.problems,
        *noticed,
        *(_told(inputs.report, conflict) for conflict in done.conflicts),
    )
    return ReportPlan(
        report=report,
        writes=tuple(writes),
        problems=(*told, *_waiting(done)),
        drafts=tuple(drafts.values()),
        conflicts=done.conflicts,
        veil=made.veil,
    )


def _worded(
    old: Record, new: Record, edited: dict[str, EditedPage], veil: Veil, reader: Reader
) -> tuple[Record, dict[str, EditedPage]]:
    """The record and the pages without the words that are taken down, and with those that are no longer."""
    shown, texts = with_words_again(old, new, edited)
    if shown is not old:
        edited, _ = read_pages(texts, reader)
    if not veil.secret:
        return shown, edited
    covered, texts = without_words(shown, new, edited, veil)
    return covered, read_pages(texts, reader)[0]


def _veiled(edited: Mapping[str, EditedPage], veil: Veil, reader: Reader) -> dict[str, EditedPage]:
    """Pages as they may be published, whatever they say on the disk."""
    return read_pages({path: veil.over(page.text) for path, page in edited.items()}, reader)[0]


def _with_rewritten(
    inputs: Inputs, edited: Mapping[str, EditedPage], writes: tuple[tuple[str, str | None], ...]
) -> list[tuple[str, str | None]]:
    """What the merge writes, and the pages that lost words before it and that it leaves as they are."""
    given, written = dict(inputs.pages), dict(writes)
    rest = [(path, page.text) for path, page in edited.items() if path not in written and page.text != given.get(path)]
    return [*writes, *rest]


def _believed(
    inputs: Inputs,
    old: Record | DamagedRecordError,
    new: Record,
    edited: Mapping[str, EditedPage],
    templates: Environment,
    reader: Reader,
) -> Record:
    """What was generated last. Raises DamagedRecordError for a record that is not whole, unless it is to be rebuilt."""
    try:
        if isinstance(old, DamagedRecordError):
            raise old
        if edited and not old.matters:
            raise DamagedRecordError(0, Damage.GONE)
        if old.addresses is None and old.matters and inputs.registered is not None:
            raise DamagedRecordError(1)  # Its header is missing: whoever wrote the register wrote one.
    except DamagedRecordError:
        if not inputs.rebuild:
            raise
        left = salvaged(inputs.base)
        return rebuilt(left, new, edited, inputs.registered, proven(left, new, templates, reader))
    if (old.addresses or 0) > len(inputs.registered or ()) and not inputs.rebuild:
        raise DamagedRecordError(0, Damage.SHORT)
    return old


def _damaged(inputs: Inputs, damage: DamagedRecordError) -> Problem:
    path = f"seeds/.base/{inputs.report}.jsonl"
    match damage.damage:
        case Damage.NEWER:
            return Problem.of("E130", path, damage.line)
        case Damage.GONE:
            return Problem.of("E131", path, file=path)
        case Damage.SHORT:
            return register_damaged(f"seeds/.base/{inputs.report}.addresses")
        case Damage.BROKEN:
            return Problem.of("E116", path, damage.line, file=path)


def _index_path(inputs: Inputs) -> str:
    return f"{inputs.report}/index.md"


def _index_title(inputs: Inputs, made: Made) -> str:
    """What the year page is called: which report it is and its title, which may say that itself (`2031年工作报告`)."""
    own = f"{made.year}" if made.year else "" if made.title else inputs.report
    return made.title if own in made.title else f"{own} {made.title}".rstrip()


def _other_writes(inputs: Inputs, made: Made, record: Record, templates: Environment) -> list[tuple[str, str]]:
    """The year page if there is none, and, behind all pages, the record of what they were made from."""
    found = []
    if _index_path(inputs) not in dict(inputs.pages):
        text = templates.get_template("index.md.j2").render(title=_index_title(inputs, made), report=inputs.report)
        found.append((_index_path(inputs), text))
    text = dump_record(record)
    if text != inputs.base:
        found.append((f"seeds/.base/{inputs.report}.jsonl", text))
    return found


def _told(report: str, conflict: Conflict) -> Problem:
    """A conflict as an editor is told of it."""
    lines = [str(low) if low == high else f"{low}–{high}" for low, high in conflict.lines]
    gone = Phrase.of("gone")
    place: Given = ""
    if conflict.pages:  # Else it is a key of the front matter.
        place = Phrase.of("raw-lines", lines=lines) if lines else Phrase.of("put-in")
    base, mine, theirs = abridged((conflict.base, conflict.mine, conflict.theirs))
    return Problem.of(
        "E114",
        f"docs/{conflict.page}",
        conflict.line or None,
        block=f"{report}#{conflict.block}" if conflict.pages else conflict.block,
        place=place,
        page=conflict.page,
        mine=mine or gone,
        theirs=theirs or gone,
        base=base or Phrase.of("nothing-before"),
    )


def _waiting(done: Reconciled) -> list[Problem]:
    """The pages without a conflict of their own that wait for one elsewhere."""
    own = {conflict.page for conflict in done.conflicts} | {
        problem.path.removeprefix("docs/") for problem in done.problems
    }
    others = sorted(path for path in done.waiting if path in done.record.matters and path not in own)
    named = [f"docs/{page}" for page in sorted(own)]
    return [Problem.of("N105", f"docs/{path}", others=named) for path in others]


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
        record, problems, believed = salvaged(inputs.base), (*problems, _damaged(inputs, damage)), False
    veil = veil_of(inputs, metadata)
    blocks = (replace(b, content=replace(b.content, markdown=veil.over(b.content.markdown))) for b in record.blocks)
    record = replace(record, blocks=tuple(blocks))
    pages = _veiled(edited, veil, Reader())
    report = standing_report(inputs, metadata, record, pages, source)
    if made is not None:
        report = as_standing(published_report(inputs, metadata, record, pages, made), report)
        problems = (*problems, *noticed_of(report, made, record_of(made), record, inputs.yml_path))
    return ReportPlan(report=report, writes=(), problems=problems, believed=believed, veil=veil)
