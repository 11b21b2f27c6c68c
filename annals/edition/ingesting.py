"""Reading seeds and docs, and deciding what an edition is and what has to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annals.check.causes import Away, Cause, with_followers
from annals.edition.assembling import edition_of
from annals.edition.edition_problems import away_in, causes_in, problems_in
from annals.edition.folder import Folder
from annals.edition.history import history_of
from annals.edition.kept_plans import KeptPlans
from annals.edition.planning import plans_of
from annals.edition.registering import Registered, counted, register_writes, with_short, without_unpublished
from annals.edition.report import ReportPlan
from annals.edition.showing import Writes, shown_pages
from annals.edition.working import Crew, Workers
from annals.markdown.front import Front
from annals.model import Choice, Conflict, Edition, Problem, few
from annals.pages.register import Registers, draft_addresses, grown, published
from annals.pages.threads import Threads
from annals.text.lexicon import Lexicon

_SHOWN = 5
"""Files that are named where many need writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What ingest found and would write: paths relative to the root, None to remove; the
    conflicts that are left, each with its report; the pages under docs/ whose front matter can be read;
    `threads` are those of the edition;
    all pages under docs/ as their editors have them, of which the edition holds what may be published; the names that
    editors `decided` about; `keys` are digests of what reports were made from, by report, where that is known."""

    edition: Edition
    threads: Threads
    texts: Mapping[str, str]
    lexicon: Lexicon
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    fronts: Mapping[str, Front]
    decided: frozenset[str]
    conflicts: tuple[tuple[str, Conflict], ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    away: Away = field(default_factory=dict)
    lost: tuple[Cause, ...] = ()


def ingest(
    root: Path,
    choices: Mapping[str, tuple[Choice, ...]] = {},
    *,
    rebuild: bool = False,
    kept: KeptPlans | None = None,
    workers: Workers = 1,
) -> Ingested:
    """Read seeds and docs and decide everything; writes nothing. `choices` are decisions about
    conflicts by report; `rebuild`: records and registers that are not whole are made anew; `kept` is asked for reports
    that were taken in before, and told of the others; `workers` are the processes to work in, None: as many as pay."""
    kept = kept if not (choices or rebuild) else None
    folder = Folder.of(root, rebuild=rebuild)
    with Crew(workers) as crew:
        plans = plans_of(root, folder.given, folder.taken.topics, choices, kept, crew)
        plans = folder.down.veiling(folder.given, plans, folder.taken.fronts)
        pages = shown_pages(root, folder.taken, folder.down, plans)
        made = edition_of(folder, plans, pages, kept, crew)
    threads = Threads.of(made.edition)
    after = _addresses(folder, plans, published(made.edition, threads))
    read = folder.before
    before = replace(read, damaged=frozenset(), problems=()) if rebuild else with_short(root, read, after)
    writes = _with_registers(folder, before, plans, pages.writes, after)
    edition = replace(
        folder.down.in_edition(made.edition),
        register=tuple(address for name in after for address in after[name]),
        history=history_of(root, dict(writes)),
    )
    found = problems_in(folder, plans, pages, made, edition, before.problems)
    lost = causes_in(folder, edition, found, pages.fronts)
    away = away_in(plans, folder.down.withheld)
    return Ingested(
        edition=edition,
        threads=threads,
        texts=pages.texts,
        lexicon=folder.lexicon,
        writes=tuple(writes),
        problems=with_followers((*(cause.problem for cause in lost), *found), away, lost),
        fronts=pages.fronts,
        decided=made.decided,
        away=away,
        lost=lost,
        keys={report: item.key for report, item in plans.items() if item.key},
        conflicts=tuple((report, conflict) for report, item in plans.items() for conflict in item.conflicts),
    )


def _addresses(folder: Folder, plans: Mapping[str, ReportPlan], made: Sequence[str]) -> Registers:
    """The registers as they are after this run: what they had, and what is published now; `made` are the addresses of all that
    is no report page."""
    drafts = tuple(draft for item in plans.values() for draft in item.drafts)
    now = (*made, *draft_addresses(drafts))
    unsettled = {report for report, item in plans.items() if not item.believed or not item.drafts}
    settled = folder.before.registers.keys() - unsettled - folder.down.withheld.keys()
    return grown(without_unpublished(folder.root, folder.before, now, settled), now)


def _with_registers(
    folder: Folder, before: Registered, plans: Mapping[str, ReportPlan], writes: Writes, after: Registers
) -> Writes:
    """What is to be written, each record with the number of its addresses, and the registers behind all."""
    distrusted = [report for report, item in plans.items() if not item.believed]
    records = counted(writes, {inputs.report: inputs.base for inputs in folder.given}, plans, after)
    return [*records, *register_writes(before, after, distrusted, plans.keys())]


def not_written(writes: Sequence[tuple[str, str | None]]) -> Problem:
    """That files need writing where nothing may be written."""
    paths = few([path for path, _ in writes], _SHOWN)
    return Problem.of("E111", "docs", count=len(writes), paths=paths)


def reference(report: str, conflict: Conflict) -> str:
    """How a conflict is named: the block as elsewhere, or the front matter key."""
    return f"{report}#{conflict.block}" if conflict.lines else conflict.block
