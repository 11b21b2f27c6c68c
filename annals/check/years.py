"""The year that a person states of a report, held against its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.check.causes import Cause
from annals.markdown.front import Front, FrontError
from annals.markdown.read import text_of
from annals.model import Document, Metadata, Phrase, Problem, Report
from annals.structure.year import DatedReport

_LATE = 3
"""Years after which reports still come out."""


def contradicted(given: int, dated: DatedReport, document: Document, path: str, text: str) -> Iterator[Problem]:
    """That the `year` of a report's `.yml` (its path and text) is not the one its text settles without doubt. Nothing where
    the text leaves it open: to say it then is what the key is for. A title that a person gives and that names the year settles it too."""
    if dated.year is None or dated.doubtful or dated.year == given:
        return
    told = f"{dated.year}年"
    places = (block.lines[0][0] for block in document.blocks if block.lines and told in text_of(block.content))
    line = next(places, None)
    place = Phrase.of("raw-line", line=line) if line is not None else ""
    try:
        front = Front.whole(text)
    except FrontError:
        return
    yield Problem.of(
        "W111",
        path,
        front.line_of("year"),
        excerpt=front.excerpt_of("year"),
        given=given,
        found=dated.year,
        evidence=dated.evidence,
        place=place,
    )


def too_early(metadata: Metadata, year: int | None, path: str, text: str) -> Iterator[Problem]:
    """That a report is said to have been published before the `year` of which it tells."""
    if metadata.published is None or year is None or int(metadata.published[:4]) >= year:
        return
    front = Front.whole(text)
    line, shown = front.place("published")
    how = Phrase.of("published-early", year=str(year))
    yield Problem.of("W112", path, line, excerpt=shown, published=metadata.published, how=how)


def of_the_future(reports: Iterable[Report], committed: str, ymls: Mapping[str, tuple[str, str]]) -> Iterator[Problem]:
    """That a report is said to have been published long after its year and after all that is known of this edition: more than a
    year after the newest commit (its ISO time, empty where there is none), in case nobody has committed for a while. `ymls`: the
    path and text of their YAML files."""
    for report in reports if committed else ():
        if report.year is None or not report.published[:4].isdigit() or report.id not in ymls:
            continue
        given, last = int(report.published[:4]), int(committed[:4])
        if given > last + 1 and given > report.year + _LATE:
            path, text = ymls[report.id]
            try:
                front = Front.whole(text)
            except FrontError:
                continue
            line, shown = front.place("published")
            how = Phrase.of("published-late", last=str(last), year=str(report.year))
            yield Problem.of("W112", path, line, excerpt=shown, published=report.published, how=how)


def misdated(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """Those contradictions as causes: editions and points that name the year of the text are not wrong for them."""
    return tuple(
        Cause(problem=problem, dated=problem.detail("found")) for problem in problems if problem.code == "W111"
    )
