"""Problems that only follow from another one: the cause is told, what follows is counted with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from annals.model import Phrase, Problem, yml_file
from annals.text.sentences import held

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
        "E238",
    }
)
"""A file with one of these is not, or not wholly, what the edition is made from."""
_STRAY = "E125"
"""A report says that it is of a series that nobody knows: indicators of a series have nothing to do with it then."""
_MISNAMED = "E233"
"""A file of docs/ that is not published, be it for its ending."""
_MISKEYED, _OF_READERS = "E201", frozenset({"N206", "W204", "W205"})
"""A misspelt `reviewed_by`, and that nobody is named there."""
_TYPED, _BRACKETS = "W253", "()"
"""A link as an input method types it: its brackets are half-width for a reason."""
_NO_RAW = "W203"
"""There are pages of a report whose raw text is gone."""
_OF_FOLDERS = frozenset({"E122", "E220", "E221", _NO_RAW})
"""What is said of pages in a folder that is not theirs."""
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
        "N116",
    }
)
"""What is said of a file as it is read, hence nothing new of one that cannot be read."""
_FIRST = ("E218", "E120", "E121", "E123", "E124", "E143")
"""Told before anything else of a file: bytes that are no text, two versions in one."""
_GONE = ("E221", "E222")
"""Says of a file that cannot be read at all nothing that its cause does not."""
_OF_NAMES = frozenset({"W201", "N201", "N202"})
"""Names that stand in no text: no wonder where text is away."""
OF_BLOCKS = frozenset({"E203", "E210", "E217"})
"""Of references to blocks."""
_LOST = "W202"
"""A link to a place that a page has not."""
_SAME_LINE = frozenset({"E214", "E202"})
"""What is said of a line that is read differently."""
_OF_TOPICS = frozenset({"E216", "E235"})
_VANISHED = "E112"
"""Addresses that would vanish, those of topics among them."""
_topic = re.compile(r"topics/([a-z0-9-]+)\.html")
_entry = re.compile(r"entities/([a-z0-9-]+)\.html")
_OF_YEARS = {"E241": "value", "E242": "year", "E244": "period"}
"""What is said of a year that is not a report's, and the detail that holds it."""
_SECOND_HEAD = "E268"
_STRAYED_PAGE = "W219"
_OF_PLAIN_PAGES = frozenset({"N121", "N207"})
_OF_ENTRIES = frozenset({"E211", "E212"})

Away = Mapping[str, frozenset[str] | None]
"""The reports whose text is not, or not wholly, what it was, each with the blocks of which nothing true can be said; None:
nobody knows its blocks."""
_BEGIN = 8
"""So many characters of a block tell it from others on its page."""
_HELD = 0.5
"""A share of its pairs of characters by which a text counts as part of another."""


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
    topics: frozenset[str] = frozenset()
    """Topics that are there no more under their names."""
    blocks: frozenset[str] | None = None
    """The blocks (`2012#l33`) that are away; None: any of `reports`."""
    words: tuple[str, ...] = ()
    """The texts of such blocks."""
    dated: str = ""
    """The year of a report's text, where another is stated of it."""
    files: frozenset[str] = frozenset()
    """Files (paths from the root) that are there under another name, and one step away."""
    folders: tuple[str, ...] = ()
    """Folders (`docs/2031/`) of which one has the other's pages."""
    whole: bool = False
    """Whether the file is not at all what it was."""
    slight: bool = False
    """Whether its `blocks` are there and have a slip: it explains a quotation that stands in what they would say without it."""
    mended: str = ""
    """What they would say; empty where nobody can know it."""

    def explains(self, problem: Problem) -> bool:
        """Whether another problem follows from this one."""
        if problem == self.problem or self._is_one_slip(problem):
            return problem != self.problem
        if self.blocks is not None and self._tells_of_blocks(problem, self.blocks):
            return True
        if problem.path == self.problem.path and problem.code in _IN_THE_FILE:
            return self.whole or self.problem.code in UNREADABLE
        if problem.code in OF_BLOCKS:
            return self.blocks is None and problem.detail("reference").partition("#")[0] in self.reports
        if problem.code in _OF_NAMES:
            return self.blocks is None and bool(self.reports)
        if problem.code == "W104":
            return problem.detail("report") in self.reports
        if problem.code == _STRAY:
            return problem.path.removeprefix("seeds/").removesuffix(".yml") in self.strays
        if problem.code in _OF_TOPICS and problem.detail("value") in self.topics:
            return problem.detail("key") in ("", "topic")
        if problem.code == "E235":
            return problem.detail("value").partition("（")[0] in self.strays
        if self.dated and problem.code in _OF_YEARS:
            return problem.detail(_OF_YEARS[problem.code]).startswith(self.dated)
        if problem.code in _OF_ENTRIES:
            return problem.detail("slug") in self.entries
        return problem.code == "E213" and problem.detail("target").rpartition("/")[2].partition("#")[0] in self.pages

    def _is_one_slip(self, problem: Problem) -> bool:
        """Whether another problem is the same slip seen again: on its line, of its key, of the file under its right name."""
        if self.problem.code == _MISKEYED:
            return problem.path == self.problem.path and problem.code in _OF_READERS
        if self.problem.code == _SECOND_HEAD:
            first, last = (int(self.problem.detail(key)) for key in ("first", "last"))
            return problem.path == self.problem.path and first <= (problem.line or 0) <= last
        if self.problem.code == _STRAYED_PAGE:
            return problem.path == self.problem.path and problem.code in _OF_PLAIN_PAGES
        if self.problem.code == _TYPED and problem.code == "N204":
            here = (problem.path, problem.line) == (self.problem.path, self.problem.line)
            return here and problem.detail("mark") in _BRACKETS
        if self.folders and problem.code in _OF_FOLDERS and problem.path.startswith(self.folders):
            return True
        return problem.path in self.files and problem.code in (*_GONE, "E148", "W206", "N116")

    def _tells_of_blocks(self, problem: Problem, blocks: frozenset[str]) -> bool:
        """Whether a problem is of one of the blocks that are away, or of a name that stood in it."""
        if self.slight:
            quoted = problem.code == "E210" and problem.detail("reference") in blocks
            return quoted and problem.detail("quote") in self.mended
        if problem.code in OF_BLOCKS:
            return problem.detail("reference") in blocks
        if problem.code == _LOST:
            page, _, anchor = problem.detail("target").partition("#")
            folder = page.split("/")[-2:-1] or problem.path.split("/")[1:2]
            return bool(folder) and f"{folder[0]}#{anchor}" in blocks
        if problem.code in _SAME_LINE:
            here = problem.path == self.problem.path
            read = problem.detail("site") + problem.detail("preview")
            return here and (problem.line == self.problem.line or any(text[:_BEGIN] in read for text in self.words))
        if problem.code in _OF_NAMES:
            return any(problem.detail("name") in text for text in self.words)
        own = {name.partition("#")[0] for name in blocks}
        if problem.code == "N107":
            title = problem.detail("title")
            return problem.path.split("/")[1] in own and any(text.startswith(title) for text in self.words)
        if problem.code == "N110" and problem.path in {yml_file(report) for report in own}:
            # What was to be corrected and the words that came of it differ by what the correction changed.
            return any(held(problem.detail("text"), text) >= _HELD for text in self.words)
        return False


def cause_of(problem: Problem, away: Away) -> Cause | None:
    """What a problem takes away; None where nothing follows from it."""
    folder, _, rest = problem.path.partition("/")
    if problem.code == _MISNAMED and isinstance(instead := dict(problem.details).get("instead"), Phrase):
        name = str(dict(instead.details).get("name", ""))
        whole = name if "/" in name else f"{problem.path.rpartition('/')[0]}/{name}"
        return Cause(problem=problem, files=frozenset({whole} if name else ()))
    if problem.code in (_TYPED, _SECOND_HEAD, _STRAYED_PAGE) or (
        problem.code == _MISKEYED and "'reviewed_by'" in repr(problem.details)
    ):
        return Cause(problem=problem)
    if problem.code == "E106" and problem.detail("key") == "withheld":
        return Cause(problem=problem, reports=frozenset({rest.removesuffix(".yml")}))
    if problem.code == _STRAY:
        return Cause(problem=problem, strays=frozenset({rest.removesuffix(".yml")}))
    if problem.code == _NO_RAW:
        return Cause(problem=problem, reports=frozenset({problem.detail("report")}))
    if problem.code == _VANISHED:
        gone = repr(problem.details)
        return Cause(problem=problem, topics=frozenset(_topic.findall(gone)), entries=frozenset(_entry.findall(gone)))
    if problem.code not in UNREADABLE:
        return None
    below, _, name = rest.partition("/")
    stem = name.removesuffix(".md")
    report = below if folder == "docs" else rest.removeprefix(".base/").partition(".")[0]
    known = away.get(report)
    return Cause(
        problem=problem,
        reports=frozenset({report} & away.keys()),
        blocks=None if known is None else frozenset(f"{report}#{name}" for name in known),
        entries=frozenset({stem} if folder == "docs" and below == "entities" else ()),
        pages=frozenset({name} if folder == "docs" and name else ()),
    )


def with_followers(problems: Iterable[Problem], away: Away, lost: Iterable[Cause] = ()) -> tuple[Problem, ...]:
    """The problems, causes first, each with what follows from it; every problem once. `lost` are causes that are known
    with what they take away."""
    problems = tuple(dict.fromkeys(problems))
    told = {replace(problem, followers=()): problem for problem in problems}
    causes = [replace(cause, problem=told[cause.problem]) for cause in lost if cause.problem in told]
    # Of two causes in one file the first one told is the cause.
    for problem in sorted(problems, key=lambda one: one.code not in (*_FIRST, _MISNAMED)):
        if any(problem == cause.problem for cause in causes):
            continue
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
    first = sorted(followers, key=lambda problem: order[problem])
    return (*(replace(problem, followers=(*problem.followers, *followers[problem])) for problem in first), *rest)
