"""Topics held against the reports: references that lead nowhere, sections that two topics claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from annals.check.blocks import lost_reference, mended, wide_sign
from annals.check.causes import Cause
from annals.markdown.front import Front
from annals.markdown.read import text_of
from annals.model import Index, Phrase, Placed, Problem, Report, Topic, topic_path


def reference_problems(
    topics: Iterable[Topic], reports: Iterable[Report], fronts: Mapping[str, Front]
) -> tuple[Problem, ...]:
    """What is wrong with the `sections` and `blocks` of topics; fronts by path under docs/."""
    indexes = {report.id: report.index for report in reports}
    found: list[Problem] = []
    owner: dict[str, str] = {}
    for topic in topics:
        path = topic.path
        front = fronts.get(path)
        if front is None:
            continue  # The shipped topics of a folder without its own name nothing.
        for key, references in (("sections", topic.sections), ("blocks", topic.blocks)):
            for number, reference in enumerate(references):
                line, shown = front.place(key, number)
                found += _reference(f"docs/{path}", line, shown, reference, key == "sections", indexes)
        for number, old in enumerate(topic.redirect_from):
            if topic_path(old) in fronts:
                line, shown = front.place("redirect_from", number)
                found.append(Problem.of("E229", f"docs/{path}", line, excerpt=shown, slug=old))
        for number, reference in enumerate(topic.sections):
            if reference in owner:
                line, shown = front.place("sections", number)
                first = owner[reference]
                found.append(
                    Problem.of(
                        "E204", f"docs/{path}", line, excerpt=shown, reference=reference, first=first, second=topic.slug
                    )
                )
            owner[reference] = topic.slug
    return tuple(dict.fromkeys(found))


def renamed_topics(
    topics: Iterable[Topic], problems: Iterable[Problem], fronts: Mapping[str, Front]
) -> tuple[Cause, ...]:
    """For each topic that has another name now one cause, if anybody still writes the old one."""
    written = Counter(problem.detail("value") for problem in problems if problem.detail("key") == "topic")
    found = []
    for topic in topics:
        front = fronts.get(topic.path)
        for number, old in enumerate(topic.redirect_from):
            if written[old] and front is not None:
                line, shown = front.place("redirect_from", number)
                path = f"docs/{topic.path}"
                problem = Problem.of("E257", path, line, excerpt=shown, old=old, new=topic.slug, count=written[old])
                found.append(Cause(problem=problem, topics=frozenset({old})))
    return tuple(found)


def missing_reports(problems: Iterable[Problem], withdrawn: Mapping[str, str]) -> Iterator[Problem]:
    """Of references to reports that are not there one for each report, at the first, with their number; all else as it
    is. `withdrawn`: the reports that were taken back, and where they lead (empty: nowhere)."""
    counts: Counter[str] = Counter()
    first: dict[str, Problem] = {}
    for problem in problems:
        if problem.code != "W104":
            yield problem
            continue
        report = str(dict(problem.details)["report"])
        counts[report] += 1
        first.setdefault(report, problem)
    for report, problem in first.items():
        cure = Phrase.of("report-missing")
        if sign := wide_sign(report):
            cure = Phrase.of("report-wide", better=mended(report), sign=sign)
        if report in withdrawn:
            to = withdrawn[report].strip("/")
            cure = Phrase.of("report-moved", to=to, report=report) if to else Phrase.of("report-withdrawn")
        yield Problem.of(
            "W104", problem.path, problem.line, excerpt=problem.excerpt, report=report, count=counts[report], cure=cure
        )


def _reference(
    path: str, line: int, shown: str, reference: str, as_section: bool, indexes: Mapping[str, Index]
) -> Iterable[Problem]:
    """What is wrong with one reference; `as_section`: it has to be a heading."""
    report, _, name = reference.partition("#")
    index = indexes.get(report)
    placed = index.find(name) if index else None
    if index is None or placed is None:
        yield lost_reference(path, line, shown, reference, indexes, heading=as_section)
    elif as_section and not placed.is_heading:
        cure = _section_of(report, index, placed)
        yield Problem.of("E217", path, line, excerpt=shown, reference=reference, cure=cure)


def _section_of(report: str, index: Index, placed: Placed) -> Phrase:
    """What to write for a paragraph in a list of sections: the section that it stands in, or again the heading it was."""
    if placed.origin is not None and placed.origin.section is not None:
        place = f"docs/{placed.page}:{placed.block.line}"
        return Phrase.of("section-unmarked", place=place, title=text_of(placed.origin.content))
    title = index.title_of(placed.section or "")[:20]
    return Phrase.of("section-around", nearest=f"{report}#{placed.section}（“{title}”）")
