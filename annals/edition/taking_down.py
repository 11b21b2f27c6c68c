"""What an edition takes back: addresses, reports withheld whole, words that nobody may repeat."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annals.clean.metadata import read_metadata, withheld_of
from annals.clean.read import UnreadableError, decode
from annals.edition.beside import yml_beside
from annals.edition.disk import report_id
from annals.edition.intake import sayable, take_in
from annals.edition.making import Inputs
from annals.edition.report import ReportPlan
from annals.markdown.front import Front, FrontError
from annals.markdown.head import beheaded
from annals.model import RESERVED_FOLDERS, Edition, Judgement, Problem, Topic, Withdrawal, record_file, yml_file
from annals.pages.links import url
from annals.pages.register import published
from annals.pages.withdrawn import WITHDRAWN, read_withdrawals
from annals.text.veil import NO_VEIL, Veil

_CALLED = ("title", "english", "aliases", "not")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """The withdrawals that are written down, and why each report is withheld that is."""

    withdrawn: tuple[Withdrawal, ...]
    withheld: Mapping[str, str]
    problems: tuple[Problem, ...]

    @staticmethod
    def of(root: Path) -> TakenDown:
        """Read what `docs/about/withdrawn.yml` and the `.yml` of the reports say, those too whose raw file is gone."""
        taken = take_in(root / WITHDRAWN, WITHDRAWN)
        withdrawn, problems = read_withdrawals(taken.text or "")
        withheld = {}
        files = (file for ending in ("yml", "txt") for file in (root / "seeds").glob(f"*.{ending}"))
        for stem in sorted({file.stem for file in files if sayable(file.name)}):
            report, path = report_id(stem), yml_file(stem)
            base = record_file(report)
            text = yml_beside(root, path, take_in(root / base, base).text or "").text
            metadata, _ = read_metadata(report, text or "", path)
            reason = withheld_of(metadata, text)
            if reason is not None:
                withheld[report] = reason
        return TakenDown(withdrawn=withdrawn, withheld=withheld, problems=(*taken.problems, *problems))

    def in_edition(self, edition: Edition) -> Edition:
        """The edition with what it takes back."""
        held = (Withdrawal(address=f"{report}/", reason=reason) for report, reason in self.withheld.items())
        return replace(edition, withdrawn=(*held, *self.withdrawn), withheld=tuple(self.withheld))

    def shown(self, docs: Mapping[str, str]) -> dict[str, str]:
        """The pages without those of reports that are withheld."""
        return {path: text for path, text in docs.items() if path.partition("/")[0] not in self.withheld}

    def veiling(
        self, given: Iterable[Inputs], plans: Mapping[str, ReportPlan], fronts: Mapping[str, Front]
    ) -> dict[str, ReportPlan]:
        """The plans of the reports, those of reports that are withheld whole with a veil over all that they say and no other one
        does: quotations from them stand on the pages of names and figures, and these are published. The names themselves (of `fronts`,
        by path) are no secret."""
        if not self.withheld:
            return dict(plans)
        inputs = {one.report: one for one in given}
        open_texts = [text for report, one in inputs.items() if report not in self.withheld for text in _texts(one)]
        rest = "\n".join((*open_texts, *_names(fronts)))
        return {
            report: replace(plan, veil=Veil.of(_texts(inputs[report]), rest)) if report in self.withheld else plan
            for report, plan in plans.items()
        }

    def pages(self) -> frozenset[str]:
        """The paths below docs/ of pages that are withdrawn."""
        return frozenset(
            item.address.removesuffix(".html") + ".md" for item in self.withdrawn if item.address.endswith(".html")
        )

    def topics(self) -> frozenset[str]:
        """The slugs of topics that are withdrawn."""
        return frozenset(
            item.address.removeprefix("topics/").removesuffix(".html")
            for item in self.withdrawn
            if item.address.startswith("topics/")
        )


def _texts(inputs: Inputs) -> Iterator[str]:
    """What a report says, raw, where it can be read, and on its pages."""
    with suppress(UnreadableError):
        yield decode(inputs.raw)[0]
    yield from (_body(text) for _, text in inputs.pages)


def _body(text: str) -> str:
    """What a page says below its head, whether that can be read or not: a slip in it hides no word and shows none."""
    try:
        return Front.of(text).body
    except FrontError:
        return beheaded(text)


def _names(fronts: Mapping[str, Front]) -> Iterator[str]:
    """What things are called: each value of these keys, however it is nested."""
    for front in fronts.values():
        for key in _CALLED:
            given = front.values.get(key)
            yield from map(str, given if isinstance(given, list) else [given])


def without_words(
    docs: Mapping[str, str], plans: Mapping[str, ReportPlan]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The pages without words that were taken down, and where somebody repeats them. What another report says in its
    own text is its own affair; of one that stands as committed the pages are covered, and why it stands is told."""
    shown, problems = dict(docs), []
    for report, plan in plans.items():
        if plan.veil == NO_VEIL:
            continue
        is_made = plan.report is not None and plan.report.ledger is not None
        for path, text in docs.items():
            places = plan.veil.places(text) if path.partition("/")[0] in {report, *RESERVED_FOLDERS, path} else ()
            if places:
                shown[path] = plan.veil.over(shown[path])
            if places and (is_made or not path.startswith(f"{report}/")):
                line = text.count("\n", 0, places[0]) + 1
                problems.append(Problem.of("E137", f"docs/{path}", line, report=report, count=len(places)))
    return shown, tuple(problems)


def topics_without_words(topics: tuple[Topic, ...], plans: Mapping[str, ReportPlan]) -> tuple[Topic, ...]:
    """The topics as they may be published; what they take in was decided by what they say."""
    for plan in plans.values():
        topics = tuple(
            replace(topic, title=plan.veil.over(topic.title), body=plan.veil.over(topic.body)) for topic in topics
        )
    return topics


def judgements_without_words(
    judgements: tuple[Judgement, ...], plans: Mapping[str, ReportPlan]
) -> tuple[Judgement, ...]:
    """The judgements as they may be published."""
    for plan in plans.values():
        over = plan.veil.over
        judgements = tuple(replace(one, subject=over(one.subject), reason=over(one.reason)) for one in judgements)
    return judgements


def shown_addresses(edition: Edition) -> frozenset[str]:
    """The addresses of all that is published: pages, data files, the anchors of report text."""
    anchors = (f"{url(page)}#{name}" for report in edition.reports for name, page in report.index.pages.items())
    reports = (url(page.path) for report in edition.reports for page in report.pages)
    return frozenset((*published(edition), *anchors, *reports))
