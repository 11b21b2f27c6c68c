"""The files that `clean` reads and writes: which there are, and where what comes of each goes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annals.edition.disk import LEXICON, lexicon_of
from annals.edition.failing import failure
from annals.edition.intake import misnamed, sayable, shown
from annals.edition.tidying import Tidied, UntidyError, tidy
from annals.edition.writing import write_file
from annals.markdown.read import Reader
from annals.model import Problem
from annals.pages.ledger_file import ledger_lines
from annals.text.lexicon import Lexicon, shipped_lexicon

SUFFIXES = (".md", ".txt")
"""What is taken of a folder."""


class CannotTidyError(Exception):
    """The call cannot be meant; `key` names the reason in the command line's words."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file to put in order, as people name it, where the Markdown goes (None: to nobody's disk), and where the ledger."""

    source: Path
    name: str
    target: Path | None
    ledger: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of a job: what was made, or the one problem that kept it from being made or written."""

    job: Job
    tidied: Tidied | None
    problem: Problem | None = None


def jobs_of(source: Path, target: Path | None, ledger: Path | None) -> tuple[Job, ...]:
    """The files of a call: one, or all Markdown and text below a folder but what lies in its target. Raises
    CannotTidyError where a file would be written over what is read, or a folder has no target."""
    if not source.is_dir():
        for place in (target, ledger):
            if place is not None and place.is_dir():
                raise CannotTidyError("clean_into_folder", path=str(place))
        jobs = [Job(source=source, name=shown(source.name), target=target, ledger=ledger)]
    elif target is None:
        raise CannotTidyError("clean_where", path=str(source))
    else:
        jobs = list(_below(source, target, ledger))
    _refuse_overwriting(jobs)
    return tuple(jobs)


def _below(source: Path, target: Path, ledger: Path | None) -> Iterator[Job]:
    for place in (target, ledger):
        if place is not None and place.exists() and not place.is_dir():
            raise CannotTidyError("clean_into_file", path=str(place))
    own = [place.resolve() for place in (target, ledger) if place is not None]
    files = [
        path
        for path in sorted(source.rglob("*"))
        if path.suffix.lower() in SUFFIXES
        and not path.is_dir()
        and not any(
            path.resolve().is_relative_to(place) and not source.resolve().is_relative_to(place) for place in own
        )
    ]
    taken: set[Path] = set()
    for path in sorted(files, key=lambda path: (path.suffix.lower() != ".md", path)):
        below = path.relative_to(source)
        # Of a.md and a.txt in one folder both are kept.
        name = below.with_suffix(".md") if below.with_suffix(".md") not in taken else Path(f"{below}.md")
        taken.add(name)
        yield Job(
            source=path,
            name=shown(below.as_posix()),
            target=target / name,
            ledger=None if ledger is None else ledger / name.with_suffix(".jsonl"),
        )


def _refuse_overwriting(jobs: Sequence[Job]) -> None:
    read = {job.source.resolve() for job in jobs}
    for job in jobs:
        for place in (job.target, job.ledger):
            if place is not None and (place.resolve() in read or (place.exists() and _same(place, job.source))):
                raise CannotTidyError("clean_overwrite", path=str(place))
        if job.ledger is not None and job.target is not None and job.ledger.resolve() == job.target.resolve():
            raise CannotTidyError("clean_one_place", path=str(job.ledger))


def _same(one: Path, other: Path) -> bool:
    return other.exists() and os.path.samefile(one, other)


def project_of(folder: Path) -> Path | None:
    """The edition in which a folder lies, if it has words of its own: the folder itself or the nearest above it."""
    for place in (folder, *folder.parents):
        if (place / LEXICON).is_file() and ((place / "seeds").is_dir() or (place / "mkdocs.yml").is_file()):
            return place
    return None


def words_for(root: Path | None) -> tuple[Lexicon, tuple[Problem, ...]]:
    """The words that count in an edition, or those that ship, and what is wrong with its own."""
    return lexicon_of(root) if root is not None else (shipped_lexicon(), ())


def carry_on(jobs: Sequence[Job], lexicon: Lexicon, root: Path) -> Iterator[Done]:
    """Put the files in order one by one, writing what comes of each; one that fails, even by a fault of the program,
    does not stop the rest. Below `root` the traceback of such a fault is kept."""
    for job in jobs:
        try:
            if not sayable(job.source.name):
                name = job.source.name
                raise UntidyError(misnamed(name, job.name.removesuffix(shown(name))))
            tidied = tidy(job.name, job.source.read_bytes(), lexicon, Reader())
            if job.target is not None:
                write_file(job.target, tidied.markdown.encode())
            if job.ledger is not None:
                write_file(job.ledger, ledger_lines(tidied.ledger).encode())
        except UntidyError as error:
            yield Done(job=job, tidied=None, problem=error.problem)
        except Exception as error:  # noqa: BLE001 (a person's other files shall not wait for this one)
            yield Done(job=job, tidied=None, problem=failure(error, root))
        else:
            yield Done(job=job, tidied=tidied)
