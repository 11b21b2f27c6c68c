"""What a report says of its series, held against the site's facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annals.check.causes import Cause
from annals.markdown.front import Front, FrontError
from annals.model import Facts, Problem, few
from annals.text.nearness import perhaps

_SHOWN = 3
"""Names that are shown of many."""


def series_problems(path: str, text: str, facts: Facts) -> tuple[Problem, ...]:
    """That the `series` of a report's YAML file names none of the site's; `path` is relative to the root folder."""
    try:
        front = Front.whole(text)
    except FrontError:
        return ()
    value = front.values.get("series")
    if not isinstance(value, str) or facts.series_of(value) is not None:
        return ()
    names = [name for series in facts.series for name in (series.name, series.id)]
    line, shown = front.line_of("series"), front.excerpt_of("series")
    return (Problem.of("E125", path, line, excerpt=shown, value=value, nearest=perhaps(value, names)),)


def no_series(problems: Sequence[Problem], facts: Facts, found: Iterable[Problem]) -> tuple[Cause, ...]:
    """That the site lists no series, where more than one report names one (E125): the list is gone, no report is wrong. Where
    the key above it is misspelt, which is among what was `found`, that is the cause."""
    if facts.series[0].id != Facts().series[0].id or len(problems) < 2:
        return ()
    names = tuple(dict.fromkeys(problem.detail("value") for problem in problems))
    misspelt = (problem for problem in found if problem.code == "E105" and problem.path == "mkdocs.yml")
    problem = next(misspelt, None) or Problem.of("E258", "mkdocs.yml", count=len(problems), names=few(names, _SHOWN))
    return (Cause(problem=problem, strays=frozenset(one.path[6:].removesuffix(".yml") for one in problems)),)
