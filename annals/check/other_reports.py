"""Corrections that quote another text than their report's: written into the `.yml` of the wrong year, where near words stand as well,
and to mend the quotation would mend a sentence that has no fault; or the file was copied from another year, and each of them fails alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annals.clean.finding import Finder
from annals.clean.read import UnreadableError, read_source
from annals.model import Correction, Phrase, Problem

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


_MANY, _SHARE = 3, 0.75
"""So many quotations, and so large a share of all, are not found: who copies one or two wrongly has the others right."""


def as_one(problems: Sequence[Problem], corrections: Sequence[Correction]) -> tuple[Problem, ...]:
    """The problems of a `.yml`, those of quotations that stand nowhere in the raw text told in one sentence (E264) where most
    of its `corrections` have such a one, or all where the digest is another's as well (E245), which that sentence then says; where
    the raw text is another than the last one (W114) that is the reason."""
    lost = [problem for problem in problems if is_lost(problem)]
    digest = next((problem for problem in problems if problem.code == "E245"), None)
    changed = any(problem.code == "W114" for problem in problems)
    enough = len(lost) >= max(_MANY, _SHARE * len(corrections)) or (digest and len(lost) == len(corrections) > 0)
    if changed or not enough:
        return tuple(problems)
    first = lost[0]
    also = Phrase.of("copied-digest", full=digest.detail("full")) if digest is not None else ""
    one = Problem.of(
        "E264", first.path, first.line, excerpt=first.excerpt, count=len(lost), total=len(corrections), also=also
    )
    told = (*lost, digest) if digest is not None else tuple(lost)
    return (replace(one, followers=told), *(problem for problem in problems if problem not in told))


def is_lost(problem: Problem) -> bool:
    """Whether a problem is that a quotation stands nowhere in the raw text (E104)."""
    how = dict(problem.details).get("how")
    return problem.code == "E104" and isinstance(how, Phrase) and dict(how.details).get("found") == "0"
