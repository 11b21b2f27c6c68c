"""What ingest would write, decided without touching the disk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jinja2 import Environment

from annals.check.matter import slips
from annals.clean.metadata import read_metadata
from annals.edition.making import Inputs, Made, UnusableError, make, trusted_source
from annals.merge.align import stems_of
from annals.merge.edited import EditedPage, read_pages
from annals.merge.placing import deleted, publish_page, reading_order
from annals.merge.reconcile import Reconciled, reconciled
from annals.merge.record import Base, DamagedBase, dump_base, load_base
from annals.merge.review import reviews, trust
from annals.model import (
    Block,
    Change,
    Choice,
    Conflict,
    DraftPage,
    Generated,
    Metadata,
    Phrase,
    Problem,
    PublishedPage,
    Report,
    Section,
    Source,
    Topic,
)


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """A report as it will be published, the files to write (None: remove), what is wrong, and
    the conflicts that wait for a decision."""

    report: Report | None
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    drafts: tuple[DraftPage, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def plan_report(
    inputs: Inputs, topics: tuple[Topic, ...], templates: Environment, choices: tuple[Choice, ...] = ()
) -> ReportPlan:
    """Make a report from its raw text and merge it into its pages. `choices` are decisions about
    conflicts, besides those in the base."""
    metadata, problems = read_metadata(inputs.report, inputs.yml, inputs.yml_path)
    edited, faults = read_pages({path: text for path, text in inputs.pages if path != _index_path(inputs)})
    wrong = (*faults, *slips(edited))
    try:
        if problems:
            raise UnusableError(*problems, source=trusted_source(inputs, metadata))
        made = make(inputs, metadata, topics, templates)
    except UnusableError as stop:
        return _stand(inputs, metadata, edited, (*stop.problems, *wrong), stop.source)
    texts = dict(made.texts)
    new = Base.of(made.year, made.title, made.pages, texts, made.document.order)
    try:
        old = load_base(inputs.base)
    except DamagedBase as damage:
        # Without knowing what was written last nothing may be written; what stands is published.
        report = _publish(inputs, metadata, new, edited, made)
        return ReportPlan(report, (), (*made.problems, *wrong, _damaged(inputs, damage)), made.pages)
    if faults and (new.matters, new.parts) != (old.matters, old.parts):
        # What stands on an unreadable page is unknown, so nothing can be merged into the others.
        return _stand(inputs, metadata, edited, (*made.problems, *wrong), made.cleaned.source)
    if faults:
        done = Reconciled((), old, (), frozenset(), ())
    else:
        done = reconciled(old, new, texts, edited, templates, (*old.choices, *choices))
    final = {path: page.text for path, page in edited.items()} | dict(done.writes)
    pages, _ = read_pages({path: text for path, text in final.items() if text is not None})
    matters = {path: page.matter for path, page in pages.items()}
    base = replace(done.base, reviews=reviews(matters, done.base.parts, old.reviews))
    writes = [*done.writes, *_other_writes(inputs, made, base, templates)]
    report = _publish(inputs, metadata, base, pages, made)
    told = (*made.problems, *wrong, *done.problems, *(_told(inputs.report, conflict) for conflict in done.conflicts))
    drafts = tuple(done.base.pages().values())
    return ReportPlan(report, tuple(writes), (*told, *_waiting(done)), drafts, done.conflicts)


def _damaged(inputs: Inputs, damage: DamagedBase) -> Problem:
    return Problem.of("E116", f"seeds/.base/{inputs.report}.jsonl", damage.line)


def _index_path(inputs: Inputs) -> str:
    return f"{inputs.report}/index.md"


def _other_writes(inputs: Inputs, made: Made, base: Base, templates: Environment) -> list[tuple[str, str]]:
    """The year page if there is none, and, behind all pages, the record of what they were made from."""
    found = []
    if _index_path(inputs) not in dict(inputs.pages):
        edition = f"{made.year}" if made.year else inputs.report
        text = templates.get_template("index.md.j2").render(title=f"{edition} {made.title}", report=inputs.report)
        found.append((_index_path(inputs), text))
    text = dump_base(base)
    if text != inputs.base:
        found.append((f"seeds/.base/{inputs.report}.jsonl", text))
    return found


def _told(report: str, conflict: Conflict) -> Problem:
    """A conflict as an editor is told of it."""
    lines = [str(low) if low == high else f"{low}–{high}" for low, high in conflict.lines]
    gone = Phrase.of("gone")
    return Problem.of(
        "E114",
        f"docs/{conflict.page}",
        conflict.line or None,
        block=f"{report}#{conflict.block}" if conflict.lines else conflict.block,
        lines=lines or "—",
        page=conflict.page,
        mine=conflict.mine or gone,
        theirs=conflict.theirs or gone,
        base=conflict.base or Phrase.of("nothing-before"),
    )


def _waiting(done: Reconciled) -> list[Problem]:
    """The pages without a conflict of their own that wait for one elsewhere."""
    own = {conflict.page for conflict in done.conflicts} | {
        problem.path.removeprefix("docs/") for problem in done.problems
    }
    others = sorted(path for path in done.waiting if path in done.base.matters and path not in own)
    named = [f"docs/{page}" for page in sorted(own)]
    return [Problem.of("N105", f"docs/{path}", others=named) for path in others]


def _stand(
    inputs: Inputs,
    metadata: Metadata,
    edited: dict[str, EditedPage],
    problems: tuple[Problem, ...],
    source: Source | None = None,
) -> ReportPlan:
    """The report as it was committed last, when it cannot be made anew."""
    if not inputs.base:
        return ReportPlan(None, (), problems)
    try:
        base = load_base(inputs.base)
    except DamagedBase as damage:
        return ReportPlan(None, (), (*problems, _damaged(inputs, damage)))
    report = _publish(inputs, metadata, base, edited, None)
    report = replace(report, year=metadata.year or base.year, title=metadata.title or base.title)
    return ReportPlan(replace(report, source=source), (), problems)


def _publish(
    inputs: Inputs, metadata: Metadata, base: Base, edited: dict[str, EditedPage], made: Made | None
) -> Report:
    parts = base.parts
    stems = stems_of(parts, {path: page.blocks() for path, page in edited.items()})
    seen: set[str] = set()
    pages: tuple[PublishedPage, ...] = tuple(
        replace(
            publish_page(path, page.matter, page.blocks(), stems[path], parts, seen),
            trust=trust(page.matter, base.reviews.get(path), (part for part in parts if part.page == path)),
        )
        for path, page in edited.items()
    )
    rank = {part.id: index for index, part in enumerate(parts)}
    pages = tuple(
        sorted(pages, key=lambda page: min((rank[b.base.id] for b in page.placed if b.base), default=len(rank)))
    )
    return Report(
        inputs.report,
        inputs.report,
        made.year if made else metadata.year,
        made.title if made else (metadata.title or inputs.report),
        metadata.title is not None,
        metadata.series or "",
        metadata.original or inputs.raw_path,
        made.cleaned.source.sha256 if made else (metadata.sha256 or ""),
        made.cleaned.source if made else None,
        made.cleaned if made else None,
        parts,
        pages,
        reading_order(parts, pages),
        deleted(parts, pages),
        made.flags if made else (),
        _changes(made, parts) if made else (),
    )


def _changes(made: Made, parts: tuple[Generated, ...]) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """A person's corrections by block; not for a block that waits in its old wording, to which
    their offsets do not apply."""
    now = {part.id: part.markdown for page in made.pages for part in page.parts}
    current = {part.id for part in parts if now.get(part.id) == part.markdown}
    items: tuple[Section | Block, ...] = (*made.document.sections, *made.document.blocks)
    return tuple((item.id, item.changes) for item in items if item.changes and item.id in current)
