"""Corrections that quote another text than the report's: the file was copied from another year, and each of them fails alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annals.model import Correction, Phrase, Problem

_LEAST, _SHARE = 3, 0.75
"""So many quotations, and so large a share of all, are not found: who copies one or two wrongly has the others right."""


def as_one(problems: Sequence[Problem], corrections: Sequence[Correction]) -> tuple[Problem, ...]:
    """The problems of a `.yml`, those of quotations that stand nowhere in the raw text told in one sentence (E264) where most
    of its `corrections` have such a one, or all where the digest is another's as well (E245), which that sentence then says; where
    the raw text is another than the last one (W114) that is the reason."""
    lost = [problem for problem in problems if is_lost(problem)]
    digest = next((problem for problem in problems if problem.code == "E245"), None)
    changed = any(problem.code == "W114" for problem in problems)
    enough = len(lost) >= max(_LEAST, _SHARE * len(corrections)) or (digest and len(lost) == len(corrections) > 0)
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
