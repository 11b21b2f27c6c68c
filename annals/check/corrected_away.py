"""Quotations whose words a correction of the `.yml` took away: the correction may have quoted more than it was to change, and nothing
on the page says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annals.model import AppliedCorrection, Operation, Phrase, Placed, Problem, Report
from annals.text.characters import letters

_LEAST = 4
"""Fewer letters stand anywhere."""
_SHOWN = 30
_UNKNOWN = frozenset({"quote-unlike", "quote-alike"})
"""The cures that know nothing of where the words are."""


def with_corrections_named(problems: Iterable[Problem], reports: Sequence[Report]) -> Iterator[Problem]:
    """The problems, each quotation that its block does not hold (E210) with the correction but for which it would."""
    by_id = {report.id: report for report in reports}
    for problem in problems:
        cure = dict(problem.details).get("cure")
        open_ = problem.code == "E210" and isinstance(cure, Phrase) and cure.key in _UNKNOWN
        yield _named(problem, by_id) if open_ else problem


def _named(problem: Problem, reports: dict[str, Report]) -> Problem:
    reference, quote = problem.detail("reference"), problem.detail("quote")
    report = reports.get(reference.partition("#")[0])
    parts: Sequence[Placed] = () if report is None else report.index.parts.get(reference.partition("#")[2], ())
    if report is None or not parts:
        return problem
    lines = [line for part in parts for block in part.stem.blocks() for line in block.lines]
    for applied in report.corrections:
        touched = any(low <= last and first <= high for low, high in applied.lines for first, last in lines)
        if touched and _took(applied, letters(quote), [letters(part.text) for part in parts]):
            one = applied.correction
            place = f"seeds/{report.id}.yml:{one.line_in_yml}"
            cure = Phrase.of("quote-deleted", place=place)
            if one.with_:
                cure = Phrase.of("quote-corrected", place=place, given=one.with_[:_SHOWN])
            return Problem.of(
                "E210",
                problem.path,
                problem.line,
                excerpt=problem.excerpt,
                quote=quote,
                reference=reference,
                cure=cure,
            )
    return problem


def _took(applied: AppliedCorrection, quote: str, texts: Sequence[str]) -> bool:
    """Whether a block would hold a quotation (all as `letters`) without a correction."""
    target, given = letters(applied.correction.target), letters(applied.correction.with_ or "")
    if applied.correction.op is not Operation.REPLACE or len(target) < _LEAST:
        return False
    if quote in target:
        return True
    if not given:
        return target in quote and any(quote.replace(target, "", 1) in text for text in texts)
    return any(quote in text.replace(given, target, 1) for text in texts)
