"""Whether anything changed since the last run, told without taking anything in: nothing heavy is imported here.

Times of files and sizes are no evidence (git, archives and editors set them as they like): the bytes are."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annals.edition.git import ask_git
from annals.edition.lock import kept_of
from annals.edition.shipped import SHIPPED
from annals.edition.stamp import code_digest, files_below, read_stamp
from annals.edition.values import as_problem, plain
from annals.edition.writing import recover, write_file
from annals.model import Problem, Settings

NAME = "last-run.jsonl"
"""What the last run was made from and what it told. Not in the site: problems may quote what nobody is to see."""
_HISTORY = (
    ("rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix"),
    ("status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", "docs", "seeds", "mkdocs.yml"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The outcome of a build. `rendered` is false when nothing had changed, or when the site could not be made:
    then `failed` says why, one of the problems tells it, and the site in place is the last one."""

    site: Path
    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    rendered: bool
    pages: int
    failed: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What is known before anything is taken in: the digest of the tool and of all that a build reads, what was told of a
    run that was killed, and the outcome if nothing has changed since the last run."""

    code: str
    digest: str
    told: tuple[Problem, ...]
    built: Built | None


def look(root: Path, settings: Settings, target: Path, *, frozen: bool) -> Before:
    """Hold all files against those of the last run. What a killed run left half done is taken back first."""
    told = () if frozen else recover(root)
    code = code_digest(SHIPPED)
    digest = everything_digest(root, code, settings)
    known = None if told else _last(root, digest, target)
    built = None
    if known is not None:
        built = Built(site=target, problems=known, written=(), rendered=False, pages=0)
    return Before(code=code, digest=digest, told=told, built=built)


def everything_digest(root: Path, code: str, settings: Settings) -> str:
    """A digest of every file that a build reads, `code` that of the tool, and of what git knows of them: the last commit
    settles the history, its status what stands otherwise."""
    digest = hashlib.sha256()
    digest.update(repr((settings, os.environ.get("SOURCE_DATE_EPOCH", ""), code)).encode())
    for place in (root / "mkdocs.yml", root / ".mailmap", root / "seeds", root / "docs"):
        for name, data in files_below(str(place), len(str(root)) + 1):
            digest.update(b"%d %s\0%s" % (len(name), name, data))
    for arguments in _HISTORY:
        told = ask_git(root, *arguments)
        digest.update(b"\1" if told is None else told + b"\0")
    return digest.hexdigest()


def keep(folder: Path, digest: str, stamp: str, problems: Iterable[Problem]) -> None:
    """Leave in a folder what a run was made from, the stamp of its site, and what it told. A folder in which nothing can be kept
    is no fault: the next run looks at everything again."""
    lines = [json.dumps([digest, stamp]), *(json.dumps(plain(problem)) for problem in problems)]
    body = "\n".join(lines)
    with suppress(OSError):
        write_file(folder / NAME, f"{_checked(body)}\n{body}".encode())


def _last(root: Path, digest: str, target: Path) -> tuple[Problem, ...] | None:
    """What the last run told, if it was made from the same and its site is in place."""
    try:
        check, _, body = (kept_of(root, target) / NAME).read_text(encoding="utf-8").partition("\n")
        if check != _checked(body):
            return None
        first, *lines = body.split("\n")
        known = read_stamp(target)
        if known is None or json.loads(first) != [digest, known[0]]:
            return None
        return tuple(as_problem(json.loads(line)) for line in lines)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _checked(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
