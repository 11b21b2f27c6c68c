"""Reading seeds and docs, and deciding what an edition is and what has to be written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annals.check.matter import matter_problems
from annals.check.names import registry_problems
from annals.check.topics import missing_reports, reference_problems
from annals.clean.metadata import read_metadata, withheld_of
from annals.edition.disk import LEXICON, report_id, report_inputs, seed_files
from annals.edition.facts import facts_of
from annals.edition.history import signed
from annals.edition.intake import take_in, take_in_folder
from annals.edition.report import ReportPlan, plan_report
from annals.edition.shipped import GUIDE, page_templates
from annals.edition.writing import leads_out
from annals.markdown.front import Front, read_fronts
from annals.model import (
    OTHER,
    OVERVIEW,
    RESERVED_FOLDERS,
    Choice,
    Conflict,
    Edition,
    Entity,
    Problem,
    Report,
    Topic,
    Withdrawal,
    by_year,
    few,
)
from annals.names.linking import link, report_texts
from annals.names.registry import INDEX_PAGES, load_entities
from annals.names.topics import load_topics
from annals.pages.chapter import chapter_of
from annals.pages.links import labels_of, url
from annals.pages.moved import moved_problems
from annals.pages.register import draft_addresses, extend_register, published
from annals.pages.withdrawn import WITHDRAWN, read_withdrawals, withdrawal_problems
from annals.text.lexicon import Lexicon, changed_lexicon, shipped_lexicon, shipped_topics

_REGISTER = "seeds/.base/addresses.txt"
_SHOWN = 5
"""Files that are named where many need writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What ingest found and would write: paths relative to the root, None to remove; the
    conflicts that are left, each with its report; the pages under docs/ whose front matter can be read."""

    edition: Edition
    lexicon: Lexicon
    writes: tuple[tuple[str, str | None], ...]
    problems: tuple[Problem, ...]
    fronts: Mapping[str, Front]
    conflicts: tuple[tuple[str, Conflict], ...] = ()


def _topics(root: Path, docs: Mapping[str, str]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """The folder's topics; a folder without any uses those that ship, by their words alone."""
    if not (root / "docs" / "topics").is_dir():
        return shipped_topics(), ()
    return load_topics(tuple((p, t) for p, t in docs.items() if p.startswith("topics/") and p != "topics/index.md"))


def _lexicon(root: Path) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The words that ship, with what the folder's own file changes of them."""
    own = take_in(root / LEXICON, LEXICON)
    lexicon, problems = changed_lexicon(shipped_lexicon(), own.text or "", LEXICON)
    return lexicon, (*own.problems, *problems)


def _entities(fronts: Mapping[str, Front], lexicon: Lexicon) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """The registry; a folder without docs/entities has no entities."""
    indexes = {f"entities/{name}.md" for name in INDEX_PAGES}
    own = [path for path in sorted(fronts) if path.startswith("entities/") and path not in indexes]
    return load_entities({path: fronts[path] for path in own}, lexicon)


def ingest(root: Path, choices: Mapping[str, tuple[Choice, ...]] = {}) -> Ingested:
    """Read seeds and docs and decide everything; writes nothing. `choices` are decisions about
    conflicts by report."""
    facts, misread = facts_of(root)
    lexicon, unknown = _lexicon(root)
    taken = take_in_folder(root / "docs", root / "docs", "docs/")
    topics, untold = _topics(root, taken.texts)
    seeds, wrong = seed_files(root)
    templates = page_templates()
    plans = [
        plan_report(report_inputs(root, report, raw, taken.texts, lexicon), topics, templates, choices.get(report, ()))
        for report, raw in seeds
    ]
    # Pages before the record: killed in between, a rerun finds pages newer than their record,
    # equal to what it generates, and goes on.
    writes = [
        (path if path.startswith("seeds/") else f"docs/{path}", text) for plan in plans for path, text in plan.writes
    ]
    said = _docs_after(taken.texts, writes)
    withheld = _withheld(root, seeds, plans)
    said = {path: text for path, text in said.items() if path.partition("/")[0] not in withheld}
    docs, repeated = _veiled(said, plans, [report for report, _ in seeds])
    if docs != said:
        topics, untold = _topics(root, docs)
    writes = [(path, text) for path, text in writes if not leads_out(root, path)]
    fronts, unreadable = read_fronts(docs)
    entities, misnamed = _entities(fronts, lexicon)
    reports = tuple(signed(root, plan.report, docs) for plan in plans if plan.report is not None)
    edition = Edition(
        reports=reports,
        labels=labels_of(reports),
        topics=topics,
        docs=docs,
        guide={path: text for path, text in take_in_folder(GUIDE, GUIDE.parent, "").texts.items() if path not in docs},
        register=(),
        registry=link(report_texts(by_year(reports), facts), entities, lexicon),
        facts=facts,
    )
    register = take_in(root / _REGISTER, _REGISTER)
    drafts = tuple(draft for plan in plans for draft in plan.drafts)
    grown = extend_register(register.text or "", (*published(edition), *draft_addresses(drafts)))
    if register.text not in (None, grown):
        writes.append((_REGISTER, grown))
    edition = replace(edition, register=tuple(grown.split("\n")[:-1]))
    withdrawals, unclear = _withdrawn(root)
    held = tuple(Withdrawal(address=f"{report}/", reason=reason) for report, reason in withheld.items())
    edition = replace(edition, withdrawn=(*held, *withdrawals), withheld=tuple(withheld))
    told = [problem for plan in plans for problem in plan.problems]
    found = (
        *taken.problems,
        *register.problems,
        *misread,
        *unknown,
        *unreadable,
        *untold,
        *wrong,
        *told,
        *repeated,
        *unclear,
        *_duplicates(seeds),
    )
    return Ingested(
        edition=edition,
        lexicon=lexicon,
        writes=tuple(writes),
        problems=tuple(dict.fromkeys((*found, *_problems_of(edition, fronts, misnamed)))),
        fronts=fronts,
        conflicts=tuple(
            (report, conflict) for (report, _), plan in zip(seeds, plans, strict=True) for conflict in plan.conflicts
        ),
    )


def _docs_after(before: Mapping[str, str], writes: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """All pages by path under docs/, in order, as they stand once the writes are done."""
    docs: dict[str, str | None] = dict(before)
    docs |= {path.removeprefix("docs/"): text for path, text in writes if path.startswith("docs/")}
    return {path: text for path, text in sorted(docs.items()) if text is not None}


def _veiled(
    docs: Mapping[str, str], plans: Sequence[ReportPlan], reports: Sequence[str]
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The pages without words that were taken down, and where somebody repeats them. What another report says in its
    own text is its own affair; of one that stands as committed the pages are covered, and why it stands is told."""
    shown, problems = dict(docs), []
    for report, plan in zip(reports, plans, strict=True):
        is_made = plan.report is not None and plan.report.ledger is not None
        for path, text in docs.items():
            places = plan.veil.places(text) if path.partition("/")[0] in {report, *RESERVED_FOLDERS, path} else ()
            if places:
                shown[path] = plan.veil.over(shown[path])
            if places and (is_made or not path.startswith(f"{report}/")):
                line = text.count("\n", 0, places[0]) + 1
                problems.append(Problem.of("E137", f"docs/{path}", line, report=report, count=len(places)))
    return shown, tuple(problems)


def _withheld(root: Path, seeds: Sequence[tuple[str, Path]], plans: Sequence[ReportPlan]) -> dict[str, str]:
    """The reports that are withheld whole, each with the reason; also those of whose raw file only the `.yml` is left."""
    found = {report: plan.withheld for (report, _), plan in zip(seeds, plans, strict=True) if plan.withheld is not None}
    for yml in sorted((root / "seeds").glob("*.yml")):
        report = report_id(yml.stem)
        if yml.with_suffix(".txt").exists() or report in found:
            continue
        text = take_in(yml, f"seeds/{yml.name}").text
        metadata, _ = read_metadata(report, text or "", f"seeds/{yml.name}")
        reason = withheld_of(metadata, text)
        if reason is not None:
            found[report] = reason
    return found


def _withdrawn(root: Path) -> tuple[tuple[Withdrawal, ...], tuple[Problem, ...]]:
    """What an edition takes back of its addresses."""
    taken = take_in(root / WITHDRAWN, WITHDRAWN)
    withdrawals, problems = read_withdrawals(taken.text or "")
    return withdrawals, (*taken.problems, *problems)


def _shown(edition: Edition) -> frozenset[str]:
    """The addresses of all that is published: pages, data files, the anchors of report text."""
    anchors = (f"{url(page)}#{name}" for report in edition.reports for name, page in report.index.pages.items())
    chapters = (url(page) for report in edition.reports for page in chapter_of(report).values())
    reports = (url(page.path) for report in edition.reports for page in report.pages)
    return frozenset((*published(edition), *anchors, *chapters, *reports))


def _problems_of(edition: Edition, fronts: Mapping[str, Front], misnamed: Iterable[Problem]) -> Iterable[Problem]:
    """What is wrong with the pages of an edition; `misnamed`: entries that make none."""
    reports, topics = edition.reports, edition.topics
    # A report that a folder takes back leads, for references, where its folder does.
    gone = {item.address.rstrip("/"): item.to for item in edition.withdrawn if item.address.endswith("/")}
    references = (*reference_problems(topics, reports, fronts), *registry_problems(reports, edition.registry, fronts))
    yield from missing_reports(references, gone)
    yield from misnamed
    yield from moved_problems(edition.docs)
    yield from withdrawal_problems(edition.withdrawn, edition.register, _shown(edition))
    yield from _matter_problems(reports, topics, fronts)


def _matter_problems(
    reports: Sequence[Report], topics: Sequence[Topic], fronts: Mapping[str, Front]
) -> Iterable[Problem]:
    known = frozenset(topic.slug for topic in topics) | {OVERVIEW, OTHER}
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
