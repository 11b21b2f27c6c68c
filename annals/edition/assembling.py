"""An edition from the plans of its reports and the pages that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annals.edition.attachments import published_files
from annals.edition.folder import Folder
from annals.edition.history import signed
from annals.edition.intake import take_in_folder
from annals.edition.kept_plans import KeptPlans
from annals.edition.reading_figures import figures_of
from annals.edition.report import ReportPlan
from annals.edition.shipped import GUIDE
from annals.edition.showing import ShownPages
from annals.edition.taking_down import judgements_without_words, topics_without_words
from annals.edition.taking_in import Entries, entities_of, judgements_of
from annals.edition.working import Crew
from annals.figures.indicators import load_indicators
from annals.model import Edition, Facts, Problem, Report, by_year
from annals.names.linking import link, report_texts
from annals.pages.links import labels_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """An edition whose register and history are empty; the names that editors `decided` about; what is wrong with entries
    and indicators as they are read (`misnamed`), with files (`refused`), with judgements (`misjudged`)."""

    edition: Edition
    decided: frozenset[str]
    misnamed: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    misjudged: tuple[Problem, ...]


def edition_of(
    folder: Folder, plans: Mapping[str, ReportPlan], pages: ShownPages, kept: KeptPlans | None, crew: Crew
) -> Assembled:
    """What will be published; `kept` is asked for figures that were read before, and told of the others, which `crew` reads."""
    shown = pages.as_published()
    indicators, misread = load_indicators(shown)
    entries = entities_of(folder.root, shown, folder.taken.before, folder.lexicon)
    files, refused = published_files(folder.root)
    edition = _texts_and_names(folder, plans, pages, entries)
    judged, misjudged = judgements_of(folder.root)
    edition = replace(
        edition,
        files=files,
        indicators=indicators,
        figures=figures_of(edition, folder.lexicon, kept, crew),
        judgements=judgements_without_words(judged, plans),
    )
    return Assembled(
        edition=edition,
        decided=entries.decided,
        misnamed=(*entries.problems, *misread),
        refused=refused,
        misjudged=misjudged,
    )


def _texts_and_names(folder: Folder, plans: Mapping[str, ReportPlan], pages: ShownPages, entries: Entries) -> Edition:
    """The edition before anything is read from its texts but names."""
    docs, facts, lexicon = pages.docs, folder.facts, folder.lexicon
    made = (plan.report for plan in plans.values() if plan.report is not None)
    reports = tuple(_in_series(signed(folder.root, report, docs), facts) for report in made)
    guide = take_in_folder(GUIDE, GUIDE.parent, "").texts
    return Edition(
        reports=reports,
        labels=labels_of(reports, facts),
        topics=topics_without_words(folder.taken.topics, plans),
        docs=docs,
        guide={path: text for path, text in guide.items() if path not in docs},
        register=(),
        registry=link(report_texts(by_year(reports), facts), entries.entities, lexicon, entries.owners),
        facts=facts,
        questions=lexicon.questions,
        asked=lexicon.asked,
        weighty=lexicon.weighty,
        saying=lexicon.saying,
    )


def _in_series(report: Report, facts: Facts) -> Report:
    """A report whose series, given by its id, is told by its name."""
    return replace(report, series=facts.shelf_of(report.series).name) if report.series else report
