"""Problems that only follow from another one: the cause is told, what follows is counted with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from annals.model import Problem

UNREADABLE = frozenset(
    {
        "E101",
        "E102",
        "E103",
        "E109",
        "E116",
        "E120",
        "E121",
        "E123",
        "E124",
        "E143",
        "E205",
        "E206",
        "E207",
        "E208",
        "E218",
        "E221",
        "E222",
    }
)
"""A file with one of these is not, or not wholly, what the edition is made from."""
_STRAY = "E125"
"""A report says that it is of a series that nobody knows: indicators of a series have nothing to do with it then."""
_NO_RAW = "W203"
"""There are pages of a report whose raw text is gone."""
_IN_THE_FILE = frozenset(
    {
        "E103",
        "E221",
        "E222",
        "E105",
        "E106",
        "E107",
        "E116",
        "E118",
        "E201",
        "E205",
        "E208",
        "E214",
        "E215",
        "E216",
        "E219",
        "W204",
        "N204",
        "N205",
    }
)
"""What is said of a file as it is read, hence nothing new of one that cannot be read."""
_FIRST = ("E218", "E120", "E121", "E123", "E143")
"""Told before anything else of a file: bytes that are no text, two versions in one."""
_GONE = ("E221", "E222")
"""Says of a file that cannot be read at all nothing that its cause does not."""
_OF_NAMES = frozenset({"W201", "N201", "N202"})
"""Names that stand in no text: no wonder where text is away."""
_OF_BLOCKS = frozenset({"E203", "E210", "E217"})
_OF_ENTRIES = frozenset({"E211", "E212"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A problem that takes something away: reports whose text, entries whose names, pages whose addresses are not there.
    All reports: `text`."""

    problem: Problem
    reports: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    strays: frozenset[str] = frozenset()
    """Reports whose series is not known."""

    def explains(self, problem: Problem) -> bool:
        """Whether another problem follows from this one."""
        if problem.path == self.problem.path and problem.code in _IN_THE_FILE and problem != self.problem:
            return self.problem.code in UNREADABLE
        if problem.code in _OF_BLOCKS:
            return problem.detail("reference").partition("#")[0] in self.reports
        if problem.code in _OF_NAMES:
            return bool(self.reports)
        if problem.code == "W104":
            return problem.detail("report") in self.reports
        if problem.code == "E235":
            return problem.detail("value").partition("（")[0] in self.strays
        if problem.code in _OF_ENTRIES:
            return problem.detail("slug") in self.entries
        return problem.code == "E213" and problem.detail("target").rpartition("/")[2].partition("#")[0] in self.pages


def cause_of(problem: Problem, away: Collection[str]) -> Cause | None:
    """What a problem takes away; None where nothing follows from it. `away` are the reports whose text is not, or not
    wholly, what it was."""
    folder, _, rest = problem.path.partition("/")
    if problem.code == _STRAY:
        return Cause(problem=problem, strays=frozenset({rest.removesuffix(".yml")}))
    if problem.code == _NO_RAW:
        return Cause(problem=problem, reports=frozenset({problem.detail("report")}))
    if problem.code not in UNREADABLE:
        return None
    below, _, name = rest.partition("/")
    stem = name.removesuffix(".md")
    report = below if folder == "docs" else rest.removeprefix(".base/").partition(".")[0]
    return Cause(
        problem=problem,
        reports=frozenset({report} & set(away)),
        entries=frozenset({stem} if folder == "docs" and below == "entities" else ()),
        pages=frozenset({name} if folder == "docs" and name else ()),
    )


def with_followers(problems: Iterable[Problem], away: Collection[str]) -> tuple[Problem, ...]:
    """The problems, causes first, each with what follows from it; every problem once."""
    problems = tuple(dict.fromkeys(problems))
    # Of two causes in one file the first one told is the cause.
    causes: list[Cause] = []
    for problem in sorted(problems, key=lambda one: one.code not in _FIRST):
        cause = cause_of(problem, away)
        if cause is not None and not any(known.explains(problem) for known in causes):
            causes.append(cause)
    followers: dict[Problem, list[Problem]] = {cause.problem: [] for cause in causes}
    rest = []
    for problem in problems:
        if problem in followers:
            continue
        cause = next((cause for cause in causes if cause.explains(problem)), None)
        if cause is None:
            rest.append(problem)
        elif (problem.path, problem.code in _GONE) != (cause.problem.path, True):
            followers[cause.problem].append(problem)
    order = {problem: rank for rank, problem in enumerate(problems)}
    told = sorted(followers, key=lambda problem: order[problem])
    return (*(replace(problem, followers=(*problem.followers, *followers[problem])) for problem in told), *rest)
