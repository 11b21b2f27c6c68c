"""Reading seeds and docs, and deciding what an edition is and what has to be written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment

from annals.check.causes import Away, Cause, with_followers
from annals.check.home import story_problems
from annals.check.indicators import indicator_problems
from annals.check.judgements import judgement_problems
from annals.check.live import live_problems
from annals.check.lost_text import lost_causes
from annals.check.matter import matter_problems
from annals.check.names import registry_problems
from annals.check.open_marks import left_open
from annals.check.page_forms import forms_of_reports
from annals.check.series import no_series, series_problems
from annals.check.topics import missing_reports, reference_problems, renamed_topics
from annals.edition.attachments import published_files
from annals.edition.disk import lexicon_of, report_inputs, seed_files
from annals.edition.facts import facts_of
from annals.edition.history import history_of, signed
from annals.edition.intake import take_in_folder
from annals.edition.kept_plans import KeptPlans
from annals.edition.last_commit import committed_texts
from annals.edition.making import Inputs
from annals.edition.missing import missing_files
from annals.edition.reading_figures import figures_of
from annals.edition.registering import counted, register_writes, registered, without_unpublished
from annals.edition.report import ReportPlan, plan_report
from annals.edition.shipped import GUIDE, page_templates
from annals.edition.taking_down import (
    TakenDown,
    judgements_without_words,
    shown_addresses,
    topics_without_words,
    without_words,
)
from annals.edition.taking_in import Entries, entities_of, judgements_of, marked_files, take_docs, without_copies
from annals.edition.unreadable import closed
from annals.edition.working import Workers, mapped
from annals.edition.writing import leads_out
from annals.figures.indicators import load_indicators
from annals.markdown.front import Front, read_fronts
from annals.markdown.live import Inert, make_inert
from annals.model import (
    OTHER,
    OVERVIEW,
    Choice,
    Conflict,
    Edition,
    Facts,
    Problem,
    Report,
    Topic,
    by_year,
    few,
)
from annals.names.linking import link, report_texts
from annals.pages.links import labels_of
from annals.pages.moved import moved_problems
from annals.pages.register import draft_addresses, grown, published
from annals.pages.withdrawn import withdrawal_problems
from annals.text.lexicon import Lexicon

_SHOWN = 5
"""Files that are named where many need writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What ingest found and would write: paths relative to the root, None to remove; the
    conflicts that are left, each with its report; the pages under docs/ whose front matter can be read;
    all pages under docs/ as their editors have them, of which the edition holds what may be published; the names that
    editors `decided` about; `keys` are digests of what reports were made from, by report, where that is known."""

    edition: Edition
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
    facts, misread = facts_of(root)
    lexicon, unknown = lexicon_of(root)
    before, (seeds, wrong) = registered(root), seed_files(root)
    down = TakenDown.of(root)
    taken = take_docs(root, seeds, before, down.topics())
    given = [
        replace(
            without_copies(report_inputs(root, report, raw, taken.all_texts, lexicon), taken.copies),
            registered=before.believed(report),
            rebuild=rebuild,
            withdrawn=down.pages(),
        )
        for report, raw in seeds
    ]
    kept = kept if not (choices or rebuild) else None
    # What a topic says of itself makes no report.
    plans = _plans(root, given, tuple(replace(topic, body="") for topic in taken.topics), choices, kept, workers)
    # Pages before the record: killed in between, a rerun finds pages newer than their record,
    # equal to what it generates, and goes on.
    writes = [
        (path if path.startswith("seeds/") else f"docs/{path}", text)
        for item in plans.values()
        for path, text in item.writes
    ]
    stand_ins = taken.instead | {path: text for item in plans.values() for path, text in item.instead.items()}
    docs = down.shown(dict(sorted((_docs_after(taken.texts, writes) | stand_ins).items())))
    docs, repeated = without_words(docs, plans)
    writes = [(path, text) for path, text in writes if not leads_out(root, path)]
    texts = dict(docs)
    shut, open_forms = closed(docs)
    docs |= shut
    fronts, _ = read_fronts(docs, taken.fronts)
    inert = {path: make_inert(front.body) for path, front in fronts.items()}
    docs |= _published(fronts, inert)
    shown = _as_published(fronts, docs)
    indicators, misread_points = load_indicators(shown)
    entries = entities_of(root, shown, taken.before, lexicon)
    files, refused = published_files(root)
    edition = _edition(root, plans.values(), topics_without_words(taken.topics, plans), docs, entries, facts, lexicon)
    judged, misjudged = judgements_of(root)
    judged = judgements_without_words(judged, plans)
    figures = figures_of(edition, kept, workers)
    edition = replace(edition, files=files, indicators=indicators, figures=figures, judgements=judged)
    drafts = tuple(draft for item in plans.values() for draft in item.drafts)
    now = (*published(edition), *draft_addresses(drafts))
    unsettled = {report for report, item in plans.items() if not item.believed or not item.drafts}
    settled = before.registers.keys() - unsettled - down.withheld.keys()
    after = grown(without_unpublished(root, before, now, settled), now)
    distrusted = [report for report, item in plans.items() if not item.believed]
    if rebuild:
        before = replace(before, damaged=frozenset(), problems=())
    writes = counted(writes, {inputs.report: inputs.base for inputs in given}, plans, after)
    writes += register_writes(before, after, distrusted)
    edition = down.in_edition(edition)
    history = history_of(root, dict(writes))
    edition = replace(edition, register=tuple(address for name in after for address in after[name]), history=history)
    live = [problem for path, front in fronts.items() for problem in live_problems(path, front, inert[path])]
    # Reports that stand by another text than the one on the disk, or not at all.
    away = {report: _blocks_away(item) for report, item in plans.items() if item.report is None or item.instead}
    away = {report: blocks for report, blocks in away.items() if report not in down.withheld}
    unlisted = [problem for inputs in given for problem in series_problems(inputs.yml_path, inputs.yml or "", facts)]
    # Of a register that is not whole its own reading tells more than the report that misses addresses in it.
    damaged = {problem.path for problem in before.problems if problem.code == "E132"}
    told = [
        problem
        for item in plans.values()
        for problem in item.problems
        if problem.code != "E132" or problem.path not in damaged
    ]
    marks = marked_files(root, seeds)
    found = (*taken.problems, *before.problems, *marks, *misread, *unlisted, *unknown, *open_forms)
    found = (
        *found,
        *taken.untold,
        *wrong,
        *told,
        *live,
        *refused,
        *down.problems,
        *misjudged,
        *repeated,
        *_duplicates(seeds),
        *missing_files(root, history),
    )
    found = (*found, *_problems_of(edition, fronts, (*entries.problems, *misread_points)))
    lost = (
        *no_series(unlisted, facts),
        *renamed_topics(edition.topics, found, fronts),
        *lost_causes(edition.reports, found, fronts, edition.withdrawn),
        *forms_of_reports(edition.reports, fronts, lexicon),
    )
    return Ingested(
        edition=edition,
        texts=texts,
        lexicon=lexicon,
        writes=tuple(writes),
        problems=with_followers((*(cause.problem for cause in lost), *found), away, lost),
        fronts=fronts,
        decided=entries.decided,
        away=away,
        lost=lost,
        keys={report: item.key for report, item in plans.items() if item.key},
        conflicts=tuple((report, conflict) for report, item in plans.items() for conflict in item.conflicts),
    )


def _blocks_away(plan: ReportPlan) -> frozenset[str] | None:
    """The blocks of a report of which nothing true can be said: those on pages that stand by another text, all where it was
    not made anew, and those that are on no page; None where nobody knows its blocks."""
    report = plan.report
    if report is None:
        return None
    stands = [p for p in report.order if report.ledger is None or p.page in plan.instead]
    return frozenset({block.id for block in report.deleted} | {placed.id for placed in stands})


def _edition(
    root: Path,
    plans: Iterable[ReportPlan],
    topics: tuple[Topic, ...],
    docs: Mapping[str, str],
    entries: Entries,
    facts: Facts,
    lexicon: Lexicon,
) -> Edition:
    """What will be published, its register still empty."""
    reports = tuple(_in_series(signed(root, plan.report, docs), facts) for plan in plans if plan.report is not None)
    guide = take_in_folder(GUIDE, GUIDE.parent, "").texts
    return Edition(
        reports=reports,
        labels=labels_of(reports, facts),
        topics=topics,
        docs=docs,
        guide={path: text for path, text in guide.items() if path not in docs},
        register=(),
        registry=link(report_texts(by_year(reports), facts), entries.entities, lexicon, entries.owners),
        facts=facts,
        questions=lexicon.questions,
        asked=lexicon.asked,
        weighty=lexicon.weighty,
        saying=lexicon.saying,
        figure_words=lexicon.figure_words,
    )


def _in_series(report: Report, facts: Facts) -> Report:
    """A report whose series, given by its id, is told by its name."""
    return replace(report, series=facts.shelf_of(report.series).name) if report.series else report


def _plans(
    root: Path,
    given: Sequence[Inputs],
    topics: tuple[Topic, ...],
    choices: Mapping[str, tuple[Choice, ...]],
    kept: KeptPlans | None,
    workers: Workers,
) -> dict[str, ReportPlan]:
    """The plans of all reports, in order."""
    found = [] if kept is None else [(inputs.report, kept.find(inputs, topics)) for inputs in given]
    plans = {report: plan for report, plan in found if plan is not None}
    rest = [inputs for inputs in given if inputs.report not in plans]
    work = partial(_plan, topics=topics, choices=choices)
    for inputs, found_plan in zip(rest, mapped(work, rest, workers), strict=True):
        plan = _with_commit(root, inputs, found_plan, work)
        plans[inputs.report] = plan if kept is None else kept.keep(inputs, topics, plan)
    return {inputs.report: plans[inputs.report] for inputs in given}


def _plan(inputs: Inputs, *, topics: tuple[Topic, ...], choices: Mapping[str, tuple[Choice, ...]]) -> ReportPlan:
    """The plan for a report, from values alone: it may be made on another machine."""
    return plan_report(inputs, topics, _templates(), choices.get(inputs.report, ()))


def _with_commit(root: Path, inputs: Inputs, plan: ReportPlan, work: Callable[[Inputs], ReportPlan]) -> ReportPlan:
    """The plan with what it lacks asked of the last commit, and only then."""
    found = committed_texts(root, [f"docs/{path}" for path in plan.wanted])
    if not found:
        return plan
    return work(replace(inputs, committed={path.removeprefix("docs/"): text for path, text in found.items()}))


@cache
def _templates() -> Environment:
    """Read once in each process."""
    return page_templates()


def _docs_after(disk: Mapping[str, str], writes: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """All pages by path under docs/, in order, as they stand once the writes are done."""
    docs: dict[str, str | None] = dict(disk)
    docs |= {path.removeprefix("docs/"): text for path, text in writes if path.startswith("docs/")}
    return {path: text for path, text in sorted(docs.items()) if text is not None}


def _published(fronts: Mapping[str, Front], inert: Mapping[str, Inert]) -> dict[str, str]:
    """The pages that are published otherwise than they stand."""
    return {path: front.text[: front.after] + inert[path].text for path, front in fronts.items() if inert[path].found}


def _as_published(fronts: Mapping[str, Front], docs: Mapping[str, str]) -> dict[str, Front]:
    return {path: front if docs[path] == front.text else Front.of(docs[path]) for path, front in fronts.items()}


def _problems_of(edition: Edition, fronts: Mapping[str, Front], misnamed: Iterable[Problem]) -> Iterable[Problem]:
    """What is wrong with the pages of an edition; `misnamed`: entries that make none,
    and what is wrong with indicators as they are read."""
    reports, topics = edition.reports, edition.topics
    # A report that a folder takes back leads, for references, where its folder does.
    gone = {item.address.rstrip("/"): item.to for item in edition.withdrawn if item.address.endswith("/")}
    references = (*reference_problems(topics, reports, fronts), *registry_problems(reports, edition.registry, fronts))
    held = indicator_problems(edition.indicators, reports, topics, edition.facts, fronts)
    references = (*references, *judgement_problems(edition.judgements, reports))
    yield from missing_reports((*references, *held), gone)
    yield from misnamed
    yield from moved_problems(edition.docs)
    yield from left_open(reports, edition.docs, fronts)
    if edition.withdrawn:
        # To know all that is shown takes as long as registering it.
        yield from withdrawal_problems(edition.withdrawn, edition.register, shown_addresses(edition))
    yield from _matter_problems(reports, topics, fronts)
    yield from story_problems(edition.facts.home, edition.registry)


def _matter_problems(
    reports: Sequence[Report], topics: Sequence[Topic], fronts: Mapping[str, Front]
) -> Iterable[Problem]:
    known = {topic.slug: topic.title for topic in topics} | {OVERVIEW: "概览", OTHER: "其他"}
    pages = [(page.path, page.matter, page.trust) for report in reports for page in report.pages]
    return matter_problems(pages, known, fronts)


def not_written(writes: Sequence[tuple[str, str | None]]) -> Problem:
    """That files need writing where nothing may be written."""
    paths = few([path for path, _ in writes], _SHOWN)
    return Problem.of("E111", "docs", count=len(writes), paths=paths)


def reference(report: str, conflict: Conflict) -> str:
    """How a conflict is named: the block as elsewhere, or the front matter key."""
    return f"{report}#{conflict.block}" if conflict.lines else conflict.block


def _duplicates(seeds: tuple[tuple[str, Path], ...]) -> tuple[Problem, ...]:
    """Raw files with the same bytes as one before them."""
    first: dict[str, str] = {}
    found = []
    for _, path in seeds:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in first:
            found.append(Problem.of("W106", f"seeds/{path.name}", other=f"seeds/{first[digest]}"))
        first.setdefault(digest, path.name)
    return tuple(found)
