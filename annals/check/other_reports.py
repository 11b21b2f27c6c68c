"""Corrections that quote another report: written into the `.yml` of the wrong year, where near words stand as well, and to mend
the quotation would mend a sentence that has no fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from annals.check.strange_quotations import is_lost
from annals.clean.finding import Finder
from annals.clean.read import UnreadableError, read_source
from annals.model import Phrase, Problem

_LEAST = 6
"""Fewer characters may stand anywhere."""


def named_where_quoted(problems: Iterable[Problem], raws: Mapping[str, bytes]) -> Iterator[Problem]:
    """The problems, each quotation that stands nowhere in its own raw text (E104) with the place where it stands in that of
    another report; `raws` are the raw files' bytes by report."""
    finders: dict[str, Finder] = {}
    for problem in problems:
        yield _named(problem, raws, finders) if is_lost(problem) else problem


def _named(problem: Problem, raws: Mapping[str, bytes], finders: dict[str, Finder]) -> Problem:
    text, how, cure = (dict(problem.details).get(key) for key in ("text", "how", "cure"))
    if not isinstance(text, str) or len(text) < _LEAST or how is None or cure is None:
        return problem
    own = problem.path.rpartition("/")[2].removesuffix(".yml")
    for report, raw in raws.items():
        if report not in finders:
            try:
                finders[report] = Finder(read_source(report, raw))
            except UnreadableError:
                continue
        finder = finders[report]
        if report != own and (places := finder.all(text)):
            line = finder.source.line_of(places[0][0])
            there = Phrase.of("quote-other", report=report, line=str(line), cure=cure)
            return Problem.of(
                "E104", problem.path, problem.line, excerpt=problem.excerpt, text=text, how=how, cure=there
            )
    return problem
