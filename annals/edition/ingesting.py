"""Reading seeds and docs, and deciding what an edition is and what has to be written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annals.check.live import live_problems
from annals.check.matter import matter_problems
from annals.check.names import registry_problems
from annals.check.topics import reference_problems
from annals.edition.attachments import published_files
from annals.edition.disk import LEXICON, report_inputs, seed_files
from annals.edition.facts import facts_of
from annals.edition.history import signed
from annals.edition.intake import take_in, take_in_folder
from annals.edition.registering import counted, register_writes, registered
from annals.edition.report import plan_report
from annals.edition.shipped import GUIDE, page_templates
from annals.edition.writing import leads_out
from annals.markdown.front import Front, read_fronts
from annals.markdown.live import Inert, make_inert
from annals.model import (
    OTHER,
    OVERVIEW,
    Choice,
    Conflict,
    Edition,
    Entity,
    Problem,
    Report,
    Topic,
    by_year,
    few,
)
from annals.names.linking import link, report_texts
from annals.names.registry import INDEX_PAGES, load_entities
from annals.names.topics import load_topics
from annals.pages.links import labels_of
from annals.pages.moved import moved_problems
from annals.pages.register import draft_addresses, grown, published
from annals.text.lexicon import Lexicon, changed_lexicon, shipped_lexicon, shipped_topics

_SHOWN = 5
"""Files that are named where many need writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What ingest found and would write: paths relative to the root, None to remove; the
    conflicts that are left, each with its report; the pages under docs/ whose front matter can be read;
    all pages under docs/ as their editors have them, of which the edition holds what may be published."""

    edition: Edition
    texts: Mapping[str, str]
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


def ingest(root: Path, choices: Mapping[str, tuple[Choice, ...]] = {}, *, rebuild: bool = False) -> Ingested:
    """Read seeds and docs and decide everything; writes nothing. `choices` are decisions about
    conflicts by report; `rebuild`: records and registers that are not whole are made anew."""
    facts, misread = facts_of(root)
    lexicon, unknown = _lexicon(root)
    taken = take_in_folder(root / "docs", root / "docs", "docs/")
    topics, untold = _topics(root, taken.texts)
    seeds, wrong = seed_files(root)
    templates = page_templates()
    before = registered(root)
    inputs = {
        report: replace(
            report_inputs(root, report, raw, taken.texts, lexicon),
            registered=before.count(report),
            rebuild=rebuild,
        )
        for report, raw in seeds
    }
    by_report = {
        report: plan_report(given, topics, templates, choices.get(report, ())) for report, given in inputs.items()
    }
    plans = list(by_report.values())
    # Pages before the record: killed in between, a rerun finds pages newer than their record,
    # equal to what it generates, and goes on.
    writes = [
        (path if path.startswith("seeds/") else f"docs/{path}", text) for plan in plans for path, text in plan.writes
    ]
    texts = _docs_after(taken.texts, writes)
    writes = [(path, text) for path, text in writes if not leads_out(root, path)]
    fronts, unreadable = read_fronts(texts)
    inert = {path: make_inert(front.body) for path, front in fronts.items()}
    docs = texts | _published(fronts, inert)
    entities, misnamed = _entities(_as_published(fronts, docs), lexicon)
    reports = tuple(signed(root, plan.report, texts) for plan in plans if plan.report is not None)
    files, refused = published_files(root)
    edition = Edition(
        reports=reports,
        files=files,
        labels=labels_of(reports),
        topics=topics,
        docs=docs,
        guide={path: text for path, text in take_in_folder(GUIDE, GUIDE.parent, "").texts.items() if path not in docs},
        register=(),
        registry=link(report_texts(by_year(reports), facts), entities, lexicon),
        facts=facts,
    )
    drafts = tuple(draft for plan in plans for draft in plan.drafts)
    after = grown(before.registers, (*published(edition), *draft_addresses(drafts)))
    distrusted = [report for report, plan in by_report.items() if not plan.believed]
    if rebuild:
        before = replace(before, damaged=frozenset(), problems=())
    writes = counted(writes, {report: given.base for report, given in inputs.items()}, by_report, after)
    writes += register_writes(before, after, distrusted)
    edition = replace(edition, register=tuple(address for name in after for address in after[name]))
    told = [problem for plan in plans for problem in plan.problems]
    live = [problem for path, front in fronts.items() for problem in live_problems(path, front, inert[path])]
    found = (
        *taken.problems,
        *before.problems,
        *misread,
        *unknown,
        *unreadable,
        *untold,
        *wrong,
        *told,
        *live,
        *refused,
        *_duplicates(seeds),
    )
    return Ingested(
        edition=edition,
        texts=texts,
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


def _published(fronts: Mapping[str, Front], inert: Mapping[str, Inert]) -> dict[str, str]:
    """The pages that are published otherwise than they stand."""
    return {path: front.text[: front.after] + inert[path].text for path, front in fronts.items() if inert[path].found}


def _as_published(fronts: Mapping[str, Front], docs: Mapping[str, str]) -> dict[str, Front]:
    return {path: front if docs[path] == front.text else Front.of(docs[path]) for path, front in fronts.items()}


def _problems_of(edition: Edition, fronts: Mapping[str, Front], misnamed: Iterable[Problem]) -> Iterable[Problem]:
    """What is wrong with the pages of an edition; `misnamed`: entries that make none."""
    reports, topics = edition.reports, edition.topics
    yield from reference_problems(topics, reports, fronts)
    yield from misnamed
    yield from registry_problems(reports, edition.registry, fronts)
    yield from moved_problems(edition.docs)
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
