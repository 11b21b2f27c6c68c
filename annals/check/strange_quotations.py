"""Corrections that quote another text than the report's: the file was copied from another year, and each of them fails alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annals.model import Correction, Phrase, Problem

_LEAST, _SHARE = 3, 0.75
"""So many quotations, and so large a share of all, are not found: who copies one or two wrongly has the others right."""


def as_one(problems: Sequence[Problem], corrections: Sequence[Correction]) -> tuple[Problem, ...]:
    """The problems of a `.yml`, those of quotations that stand nowhere in the raw text told in one sentence (E264) where most
    of its `corrections` have such a one; where the raw text is another than the last one (W114) that is the reason."""
    lost = [problem for problem in problems if is_lost(problem)]
    changed = any(problem.code == "W114" for problem in problems)
    if changed or len(lost) < max(_LEAST, _SHARE * len(corrections)):
        return tuple(problems)
    first = lost[0]
    one = Problem.of("E264", first.path, first.line, excerpt=first.excerpt, count=len(lost), total=len(corrections))
    rest = (problem for problem in problems if problem not in lost)
    return (replace(one, followers=tuple(lost)), *rest)


def is_lost(problem: Problem) -> bool:
    """Whether a problem is that a quotation stands nowhere in the raw text (E104)."""
    how = dict(problem.details).get("how")
    return problem.code == "E104" and isinstance(how, Phrase) and dict(how.details).get("found") == "0"
