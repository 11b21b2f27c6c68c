"""The pages of docs/ as they are found, and what stands in for those that cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annals.check.copies import twins
from annals.edition.intake import misnamed, take_in, take_in_folder
from annals.edition.last_commit import committed_texts
from annals.edition.making import Inputs
from annals.edition.owning import owners_of
from annals.edition.registering import Registered
from annals.edition.unreadable import Unreadable, gone_topic, gone_topics, instead_of, marked, stand_in_topics
from annals.figures.judging import JUDGEMENTS, read_judgements
from annals.markdown.front import Front, fenced, read_fronts
from annals.markdown.head import conflict_mark
from annals.model import FIGURES, Entity, Judgement, Problem, Topic, record_file, topic_path
from annals.names.decisions import DECISIONS, decision_problems, read_decisions
from annals.names.registry import is_entity, load_entities
from annals.names.topics import load_topics
from annals.text.lexicon import Lexicon, shipped_topics
from annals.text.page_names import unsayable

_NO_TEXT = ("E121", "E123", "E143")
"""What is told of a file that could not be read at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The pages of docs/ as they were found: those that are used, the `copies` and misnamed ones that are not, `instead` of some of them the texts that stand in,
    the heads of those that are no report's, the topics, the paths that were published before; what is wrong, and (`untold`) what is wrong with topics."""

    all_texts: Mapping[str, str]
    texts: dict[str, str]
    copies: Mapping[str, Problem]
    instead: dict[str, str]
    fronts: Mapping[str, Front]
    topics: tuple[Topic, ...]
    before: frozenset[str]
    problems: tuple[Problem, ...]
    untold: tuple[Problem, ...]


def take_docs(
    root: Path, seeds: tuple[tuple[str, Path], ...], registers: Registered, withdrawn: frozenset[str]
) -> Taken:
    """The pages of docs/; of topics that are gone those that are `withdrawn` (slugs) have nothing stand in."""
    found = take_in_folder(root / "docs", root / "docs", "docs/")
    own = frozenset(report for report, _ in seeds)
    addresses = [address for known in registers.registers.values() for address in known]
    before = frozenset(line.removesuffix(".html") + ".md" for line in addresses if line.endswith(".html"))
    copies = twins(found.texts, before) if before else {}
    copies |= {path: misnamed(path, "docs/") for path in found.texts if path not in copies and unsayable(path)}
    texts = {path: text for path, text in found.texts.items() if path not in copies}
    read = Unreadable.of({path: text for path, text in texts.items() if not _of_report(path, own)})
    unreadable = read.problems
    mute = [problem.path.removeprefix("docs/") for problem in found.problems if problem.code in _NO_TEXT]
    mute = [path for path in mute if not _of_report(path, own) and not path.startswith("topics/")]
    heads = committed_texts(root, [f"docs/{path}" for path in (*unreadable, *mute)])
    instead = {path: instead_of(path, texts[path], heads.get(f"docs/{path}", "")) for path in unreadable}
    # A page that nobody can read keeps its address, under its name alone where git does not know it.
    instead |= {path: heads.get(f"docs/{path}") or fenced({"title": Path(path).stem}) for path in mute}
    headless = {path for path in unreadable if path.startswith("topics/") and f"docs/{path}" not in heads}
    topics, untold = _topics(root, texts | instead, headless, addresses, seeds, withdrawn)
    marks = [
        marked(f"docs/{path}", text, line)
        for path, text in texts.items()
        if _of_report(path, own) and (line := conflict_mark(text)) is not None
    ]
    return Taken(
        all_texts=found.texts,
        texts=texts,
        copies=copies,
        instead=instead,
        fronts=read.fronts,
        topics=topics,
        before=before,
        problems=(*found.problems, *unreadable.values(), *copies.values(), *marks),
        untold=untold,
    )


def _of_report(path: str, reports: frozenset[str]) -> bool:
    """Whether a page is a report's own text; its year page is not."""
    folder, _, name = path.partition("/")
    return folder in reports and name != "index.md"


def _topics(
    root: Path,
    docs: Mapping[str, str],
    headless: Collection[str],
    addresses: Sequence[str],
    seeds: tuple[tuple[str, Path], ...],
    withdrawn: frozenset[str],
) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """The folder's topics, with what stands in for those that cannot be read or are gone; a folder without any uses
    those that ship, by their words alone."""
    if not (root / "docs" / "topics").is_dir():
        return shipped_topics(), ()
    pages = [(path, text) for path, text in docs.items() if path.startswith("topics/") and path != "topics/index.md"]
    topics, problems = load_topics(tuple(page for page in pages if page[0] not in headless))
    there = {topic.slug for topic in topics}
    broken = [path for path, _ in pages if path.rpartition("/")[2].removesuffix(".md") not in there]
    bases = _bases(root, seeds)
    answered = withdrawn | {old for topic in topics for old in topic.redirect_from}
    gone = tuple(slug for slug in gone_topics(addresses, docs, bases) if slug not in answered)
    slugs = [*(path.rpartition("/")[2].removesuffix(".md") for path in broken), *gone]
    if not slugs:
        return topics, problems
    found = committed_texts(root, [f"docs/{topic_path(slug)}" for slug in slugs])
    known = {path.removeprefix("docs/"): text for path, text in found.items()}
    # One whose sections all belong to a topic that is there was renamed: it would hold nothing, and be none in the next run.
    stood = [
        topic
        for topic in stand_in_topics(slugs, known, bases, topics)
        if topic.slug not in gone or topic.words or topic.sections
    ]
    left = {topic.slug for topic in stood}
    told = [gone_topic(slug, topic_path(slug) in known) for slug in gone if slug in left]
    both = (*topics, *stood)
    return tuple(sorted(both, key=lambda topic: (topic.order, topic.slug))), (*told, *problems)


def _bases(root: Path, seeds: tuple[tuple[str, Path], ...]) -> dict[str, str]:
    """The records of what was generated last, by report."""
    paths = {report: record_file(report) for report, _ in seeds}
    return {report: take_in(root / path, path).text or "" for report, path in paths.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The entries of the registry by slug, whose a name is that several have (slugs by name), the names that editors
    `decided` about, and what is wrong."""

    entities: tuple[Entity, ...]
    owners: Mapping[str, str]
    decided: frozenset[str]
    problems: tuple[Problem, ...]


def entities_of(root: Path, fronts: dict[str, Front], before: Collection[str], lexicon: Lexicon) -> Entries:
    """The registry; a folder without docs/entities has no entities. An entry that is none now is taken as the last
    commit has it, and its front put in place of the one on the disk. `before`: the paths that were published."""
    own = [path for path in sorted(fronts) if is_entity(path)]
    entities, problems = load_entities({path: fronts[path] for path in own}, lexicon)
    broken = [path for path in own if path.rpartition("/")[2].removesuffix(".md") not in {e.slug for e in entities}]
    if broken:
        texts = committed_texts(root, [f"docs/{path}" for path in broken])
        heads, _ = read_fronts({path.removeprefix("docs/"): text for path, text in texts.items()})
        stood, _ = load_entities(heads, lexicon)
        for entity in stood:
            path = entity.path
            fronts[path] = heads[path]
        entities, _ = load_entities({path: fronts[path] for path in own}, lexicon)
    owners = owners_of(root, entities, before, lexicon)
    again = problems
    if owners or broken:
        _, again = load_entities({path: fronts[path] for path in own}, lexicon, owners)
    known = tuple(problem for problem in problems if problem.code != "E209")
    told = tuple(problem for problem in again if problem not in known)
    decided, wrong = _decided(root, entities, broken)
    return Entries(
        entities=tuple(sorted(entities, key=lambda one: one.slug)),
        owners=owners,
        decided=decided,
        problems=(*known, *told, *wrong),
    )


def _decided(
    root: Path, entities: tuple[Entity, ...], broken: Collection[str]
) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The names that editors decided about, and what is wrong with that; `broken`: pages that make no entry."""
    taken = take_in(root / DECISIONS, DECISIONS)
    decisions, malformed = read_decisions(taken.text or "")
    slugs = {path.rpartition("/")[2].removesuffix(".md") for path in broken}
    against = decision_problems(decisions, entities, slugs)
    return frozenset(one.name for one in decisions), (*taken.problems, *malformed, *against)


def judgements_of(root: Path) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """What editors judged of places that differ, and what is wrong with the file that says so."""
    taken = take_in(root / JUDGEMENTS, JUDGEMENTS)
    judged, malformed = read_judgements(taken.text or "")
    return judged, (*taken.problems, *malformed)


def without_copies(inputs: Inputs, copies: Collection[str]) -> Inputs:
    """The inputs of a report without pages that are copies, or lie where the program puts its own."""
    made = {f"{inputs.report}/{name}.md" for name in ("full", "raw", FIGURES)}
    return replace(inputs, pages=tuple(page for page in inputs.pages if page[0] not in made and page[0] not in copies))
