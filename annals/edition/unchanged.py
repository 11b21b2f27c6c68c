"""Whether anything changed since the last run, told without taking anything in: nothing heavy is imported here.

Times of files and sizes are no evidence (git, archives and editors set them as they like): the bytes are."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annals.edition.lock import CACHE
from annals.edition.shipped import SHIPPED
from annals.edition.stamp import dependencies, read_stamp, tool_places
from annals.edition.values import as_problem, plain
from annals.edition.writing import WRITING, recover, write_file
from annals.model import Problem, Settings

KEPT = f"{CACHE}/last-run.jsonl"
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
    """What is known before anything is taken in: the digest of all that a build reads, what was told of a run that was
    killed, and the outcome if nothing has changed since the last run."""

    digest: str
    told: tuple[Problem, ...]
    built: Built | None


def look(root: Path, settings: Settings, target: Path, *, frozen: bool) -> Before:
    """Hold all files against those of the last run. What a killed run left half done is taken back first."""
    told = () if frozen else recover(root)
    digest = everything_digest(root, SHIPPED, settings)
    known = None if told else _last(root, digest, target)
    built = None
    if known is not None:
        built = Built(site=target, problems=known, written=(), rendered=False, pages=0)
    return Before(digest=digest, told=told, built=built)


def everything_digest(root: Path, shipped: Path, settings: Settings) -> str:
    """A digest of every file that a build reads, the tool among them, and of what git knows of them: the last commit
    settles the history, its status what stands otherwise."""
    digest = hashlib.sha256()
    digest.update(repr((settings, os.environ.get("SOURCE_DATE_EPOCH", ""), dependencies())).encode())
    own = (root / "mkdocs.yml", root / ".mailmap", root / "seeds", root / "docs")
    for base, places in ((root, own), (shipped, tool_places(shipped))):
        for place in places:
            for name, data in _files(str(place), len(str(base)) + 1):
                digest.update(b"%d %s\0%s" % (len(name), name, data))
    for arguments in _HISTORY:
        digest.update(_git(root, arguments) + b"\0")
    return digest.hexdigest()


def keep(root: Path, digest: str, stamp: str, problems: Iterable[Problem]) -> None:
    """Leave what a run was made from, the stamp of its site, and what it told. A folder in which nothing can be kept
    is no fault: the next run looks at everything again."""
    lines = [json.dumps([digest, stamp]), *(json.dumps(plain(problem)) for problem in problems)]
    body = "\n".join(lines)
    with suppress(OSError):
        write_file(root / KEPT, f"{_checked(body)}\n{body}".encode())


def _last(root: Path, digest: str, target: Path) -> tuple[Problem, ...] | None:
    """What the last run told, if it was made from the same and its site is in place."""
    try:
        check, _, body = (root / KEPT).read_text(encoding="utf-8").partition("\n")
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


def _files(place: str, start: int) -> Iterator[tuple[bytes, bytes]]:
    """The files at and below a place with a digest of their bytes, in order, by what their paths are behind `start`;
    folders and links count by name and aim."""
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield os.fsencode(place[start:]), _bytes(place)
        return
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(WRITING) or entry.name == "__pycache__":
            continue
        name = os.fsencode(entry.path[start:])
        if entry.is_symlink():
            yield name, os.fsencode(os.readlink(entry.path))
        if entry.is_dir(follow_symlinks=False):
            yield name, b""
            yield from _files(entry.path, start)
        elif entry.is_file():
            yield name, _bytes(entry.path)


def _bytes(path: str) -> bytes:
    """A digest of a file; of one that cannot be read, why."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).digest()
    except OSError as error:
        return str(error.errno).encode()


def _git(root: Path, arguments: Sequence[str]) -> bytes:
    """What git says in a folder, or that it says nothing."""
    env = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, env=env, check=False)  # noqa: S603, S607 - git itself
    except OSError:
        return b""
    return done.stdout + str(done.returncode).encode()
