"""Where an address that would vanish stood in the last commit: the file to restore, or the page whose head named it; and which
lines a register had that the last commit has not either."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annals.edition.git import ask_git
from annals.edition.intake import take_in
from annals.edition.last_commit import committed_texts
from annals.markdown.front import Front, FrontError
from annals.model import Edition, Phrase, Problem
from annals.text.page_names import right_ending

_GONE = "E112"
_SHORT = "E132"
_LINES = 12
"""Lines that a person puts back by hand."""
_LED = ("entities/", "topics/")
"""Their pages name former names, not addresses."""


def to_restore(root: Path, path: str) -> Phrase:
    """What to do about a file (path from the root) that is gone: rename the one that is it under another ending, else restore
    it."""
    folder, _, name = path.rpartition("/")
    beside = sorted(one.name for one in (root / folder).glob("*"))
    found = next((one for one in beside if right_ending(one) == name), None)
    if found is None:
        return Phrase.of("restore-file", file=path)
    return Phrase.of("rename-found", found=f"{folder}/{found}" if folder else found, name=name)


def with_sources(root: Path, problems: Iterable[Problem], edition: Edition) -> tuple[Problem, ...]:
    """The problems, those of vanishing addresses (E112) with the way back where the last commit knows one."""
    problems = tuple(problems)
    if not any(problem.code == _GONE for problem in problems):
        return problems
    changed = sorted(path for path in edition.history.unsure if path.startswith("docs/") and path.endswith(".md"))
    before = committed_texts(root, changed)
    return tuple(_with_source(root, problem, before) for problem in problems)


def with_lost_lines(root: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, those of registers that are not whole (E132) with the lines to put back where the last commit has lost them
    as well: a merge may drop what one of its sides added."""
    return tuple(_with_lines(root, problem) if problem.code == _SHORT else problem for problem in problems)


def _with_lines(root: Path, problem: Problem) -> Problem:
    there = set((take_in(root / problem.path, problem.path).text or "").split("\n"))
    head = committed_texts(root, [problem.path]).get(problem.path)
    if head is None or not set(head.split("\n")) <= there:
        return problem
    told = ask_git(root, "log", "--no-color", "--no-ext-diff", "-p", "-U0", "--format=", "--", problem.path) or b""
    added = {line[1:] for line in told.decode("utf-8", "replace").split("\n") if re.match(r"\+[^+]", line)}
    lost = sorted(added - there)
    if not 0 < len(lost) <= _LINES:
        return problem
    cure = Phrase.of("register-lines", lines=" ".join(lost))
    return Problem.of("E132", problem.path, why=Phrase.of("register-short"), cure=cure)


def _with_source(root: Path, problem: Problem, before: Mapping[str, str]) -> Problem:
    urls = dict(problem.details).get("urls", ())
    if problem.code != _GONE or isinstance(urls, (str, Phrase)):
        return problem
    cure = _cure(root, [str(url) for url in urls], before)
    return problem if cure is None else _vanishing(problem, tuple(map(str, urls)), cure)


def _vanishing(problem: Problem, urls: tuple[str, ...], cure: Phrase) -> Problem:
    return Problem.of("E112", problem.path, count=problem.detail("count"), urls=urls, cure=cure)


def _cure(root: Path, urls: list[str], before: Mapping[str, str]) -> Phrase | None:
    """The files to restore; where all of them are there, the page of which one named an address in its head."""
    held = {address: path for path, text in before.items() for address in _addresses(path, text)}
    carriers = {held[url]: url for url in urls if url in held}
    gone = [path for path in carriers if not (root / path).is_file()]
    if len(gone) == 1 and (new := _renamed(root, gone[0], before[gone[0]])):
        # Entries and topics name former file names, other pages former addresses.
        below = gone[0].removeprefix("docs/").removesuffix(".md")
        old = below.rpartition("/")[2] if below.startswith(_LED) else f"{below}.html"
        return Phrase.of("restore-renamed", new=new, old=old, file=gone[0])
    if gone:
        return Phrase.of("restore-files", files=" ".join(f'"{path}"' for path in gone))
    # A page that is there and goes, its text having gone, named nothing in its head.
    former = (path for path, url in carriers.items() if next(_addresses(path, "")) != url)
    return next((Phrase.of("restore-former", file=path) for path in former), None)


def _renamed(root: Path, path: str, text: str) -> str:
    """The page beside one that is gone (`text` as committed) that has all its words; empty without one."""
    words = text.split()
    beside = sorted((root / path).parent.glob("*.md"))
    found = (
        next((one for one in beside if (take_in(one, one.name).text or "").split() == words), None) if words else None
    )
    return found.relative_to(root).as_posix() if found else ""


def _addresses(path: str, text: str) -> Iterator[str]:
    """The addresses of a page of docs/: its own, and those that its head names."""
    below = path.removeprefix("docs/").removesuffix(".md")
    yield f"{below}.html"
    try:
        named = Front.of(text).values.get("redirect_from", [])
    except FrontError:
        return
    folder = f"{below.rpartition('/')[0]}/"
    for former in named if isinstance(named, list) else [named]:
        yield f"{folder}{former}.html" if folder in _LED else str(former)
