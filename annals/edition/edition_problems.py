"""What is wrong with an edition as a whole: with its folder, its reports, its pages and what refers to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from annals.check.carried_in import brought_in
from annals.check.causes import Away, Cause
from annals.check.changed_headings import headings_changed
from annals.check.copies import misnamed_folders
from annals.check.corrected_away import with_corrections_named
from annals.check.cut_text import cuts_in
from annals.check.diff_lines import copied_from_diff
from annals.check.facts import home_topics, names_series, no_series, series_problems, story_problems
from annals.check.indicators import indicator_problems
from annals.check.judgements import judgement_problems
from annals.check.live import live_problems, marked_up
from annals.check.lost_text import lost_causes
from annals.check.matter import matter_problems, strayed_topics
from annals.check.names import registry_problems
from annals.check.other_reports import named_where_quoted
from annals.check.page_forms import forms_of_reports
from annals.check.page_places import pages_astray
from annals.check.pasted_heads import second_heads
from annals.check.plain_heads import head_problems
from annals.check.slips_of_hand import hand_slips
from annals.check.stray_marks import left_open, strays
from annals.check.topics import missing_reports, reference_problems, renamed_topics
from annals.check.torn_apart import torn_in
from annals.check.two_versions import both_kept
from annals.check.typed_signs import mistyped
from annals.check.unlike_names import common_names, copied_entries
from annals.check.unseen import unseen_in_pages
from annals.check.written import Written
from annals.check.years import misdated, of_the_future
from annals.edition.assembling import Assembled
from annals.edition.configured import configuration_slips
from annals.edition.facts import PATH
from annals.edition.folder import Folder
from annals.edition.intake import take_in
from annals.edition.missing import missing_files
from annals.edition.report import ReportPlan
from annals.edition.restoring import with_lost_lines
from annals.edition.showing import ShownPages
from annals.edition.taking_down import shown_addresses
from annals.edition.workflow_files import workflow_slips
from annals.edition.yaml_files import marked_files, slips_of_yaml, texts_of_yaml
from annals.markdown.front import Front
from annals.model import OTHER, OVERVIEW, Edition, Problem, Report, Topic, record_file
from annals.pages.moved import moved_problems
from annals.pages.withdrawn import withdrawal_problems


def problems_in(
    folder: Folder,
    plans: Mapping[str, ReportPlan],
    pages: ShownPages,
    made: Assembled,
    edition: Edition,
    registers: Sequence[Problem],
) -> tuple[Problem, ...]:
    """All problems, those of the files first; `edition` is the one that was `made`, with its register and history,
    `registers` is what is wrong with the registers on the disk."""
    # Of a register that is not whole its own reading tells more than the report that misses addresses in it.
    damaged = {problem.path for problem in registers if problem.code == "E132"}
    drafted = {draft.path: draft.matter.topic for item in plans.values() for draft in item.drafts}
    lists = texts_of_yaml(folder.root, folder.seeds)
    raws = {inputs.report: inputs.raw for inputs in folder.given}
    of_reports = named_where_quoted((problem for item in plans.values() for problem in item.problems), raws)
    told = with_lost_lines(folder.root, of_reports)
    return (
        *folder.taken.problems,
        *with_lost_lines(folder.root, registers),
        *marked_files(lists),
        *folder.misread,
        *_unlisted(folder),
        *folder.unknown,
        *pages.open_forms,
        *folder.taken.untold,
        *folder.wrong,
        *(problem for problem in told if problem.code != "E132" or problem.path not in damaged),
        *(p for path, front in pages.fronts.items() for p in live_problems(path, front, pages.inert[path])),
        *made.refused,
        *folder.down.problems,
        *made.misjudged,
        *pages.repeated,
        *_duplicates(folder.seeds),
        *missing_files(folder.root, edition.history),
        *of_the_future(
            edition.reports, edition.history.at, {it.report: (it.yml_path, it.yml or "") for it in folder.given}
        ),
        *configuration_slips(folder.root),
        *workflow_slips(folder.root),
        *unseen_in_pages(folder.taken.texts),
        *slips_of_yaml(lists, pages.fronts, edition.reports),
        *copied_entries(edition.registry, pages.fronts),
        *common_names(edition.registry, pages.fronts, folder.lexicon),
        *_of_pages(edition, pages.fronts, drafted, made.misnamed),
        *brought_in(_written(edition, pages.fronts), folder.lexicon),
    )


def causes_in(
    folder: Folder, edition: Edition, found: Sequence[Problem], fronts: Mapping[str, Front]
) -> tuple[Cause, ...]:
    """What is known to take something away from which some of the problems `found` follow."""
    return (
        *misnamed_folders(folder.taken.all_texts, fronts, [name for name, _ in folder.seeds]),
        *no_series(
            _unlisted(folder),
            folder.facts,
            found,
            sum(names_series(inputs.yml or "") for inputs in folder.given),
            take_in(folder.root / PATH, PATH).text or "",
        ),
        *misdated(found),
        *marked_up(found, fronts),
        *renamed_topics(edition.topics, found, fronts),
        *lost_causes(edition.reports, found, fronts, edition.withdrawn),
        *forms_of_reports(edition.reports, fronts, folder.lexicon),
        *hand_slips(_written(edition, fronts)),
    )


def _written(edition: Edition, fronts: Mapping[str, Front]) -> Written:
    return Written(reports=edition.reports, texts=edition.docs, fronts=fronts)


def away_in(plans: Mapping[str, ReportPlan], withheld: Iterable[str]) -> Away:
    """The reports that stand by another text than the one on the disk, or not at all, with their blocks of which nothing
    true can be said; none of those that are `withheld`."""
    away = {report: _blocks_away(item) for report, item in plans.items() if item.report is None or item.instead}
    held = frozenset(withheld)
    return {report: blocks for report, blocks in away.items() if report not in held}


def _blocks_away(plan: ReportPlan) -> frozenset[str] | None:
    """The blocks of a report of which nothing true can be said: those on pages that stand by another text, all where it was
    not made anew, and those that are on no page; None where nobody knows its blocks."""
    report = plan.report
    if report is None:
        return None
    stands = [p for p in report.order if report.ledger is None or p.page in plan.instead]
    return frozenset({block.id for block in report.deleted} | {placed.id for placed in stands})


def _unlisted(folder: Folder) -> list[Problem]:
    """Reports whose series is none of the site's."""
    return [
        problem
        for inputs in folder.given
        for problem in series_problems(inputs.yml_path, inputs.yml or "", folder.facts)
    ]


def _of_pages(
    edition: Edition, fronts: Mapping[str, Front], drafted: Mapping[str, str], misnamed: Iterable[Problem]
) -> Iterator[Problem]:
    """What is wrong with the pages of an edition; `drafted`: the topics that pages were made for, by path; `misnamed`: entries
    that make none, and what is wrong with indicators as they are read."""
    reports, topics = edition.reports, edition.topics
    # A report that a folder takes back leads, for references, where its folder does.
    gone = {item.address.rstrip("/"): item.to for item in edition.withdrawn if item.address.endswith("/")}
    references = (*reference_problems(topics, reports, fronts), *registry_problems(reports, edition.registry, fronts))
    held = indicator_problems(edition.indicators, reports, topics, edition.facts, fronts)
    references = (*references, *judgement_problems(edition.judgements, reports))
    yield from missing_reports(
        (*with_corrections_named(references, reports), *with_corrections_named(held, reports)), gone
    )
    yield from misnamed
    yield from moved_problems(edition.docs)
    for told_of in (left_open, mistyped, strays, copied_from_diff):
        yield from told_of(_written(edition, fronts))
    yield from second_heads(fronts)
    yield from cuts_in(reports, fronts)
    yield from both_kept(reports, fronts)
    yield from torn_in(reports, fronts)
    yield from headings_changed(reports, fronts)
    yield from head_problems(fronts, [report.id for report in reports])
    yield from pages_astray(fronts, [report.id for report in reports])
    if edition.withdrawn:
        # To know all that is shown takes as long as registering it.
        yield from withdrawal_problems(edition.withdrawn, edition.register, shown_addresses(edition))
    yield from _matter_problems(reports, topics, drafted, fronts)
    yield from story_problems(edition.facts.home, edition.registry)
    yield from home_topics(edition.facts.home, topics)


def _matter_problems(
    reports: Sequence[Report], topics: Sequence[Topic], drafted: Mapping[str, str], fronts: Mapping[str, Front]
) -> Iterable[Problem]:
    known = {topic.slug: topic.title for topic in topics} | {OVERVIEW: "概览", OTHER: "其他"}
    pages = [(page.path, page.matter, page.trust) for report in reports for page in report.pages]
    return (*matter_problems(pages, known, fronts), *strayed_topics(reports, drafted, known, fronts))


def _is_made(report: str, path: Path) -> bool:
    return (path.parents[1] / record_file(report)).exists()


def _duplicates(seeds: tuple[tuple[str, Path], ...]) -> tuple[Problem, ...]:
    """Raw files with the same bytes as one before them."""
    first: dict[str, str] = {}
    found = []
    # The one that was made pages of is no copy, nor the one whose name is as it should be of `2023 (1).txt`, `2023-2.txt`.
    for _, path in sorted(seeds, key=lambda seed: (not _is_made(*seed), seed[0] != seed[1].stem, seed[1].stem)):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest in first:
            found.append(Problem.of("W106", f"seeds/{path.name}", other=f"seeds/{first[digest]}"))
        first.setdefault(digest, path.name)
    return tuple(found)
