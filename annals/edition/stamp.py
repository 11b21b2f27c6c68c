"""The stamp on a built site: what it was made from, so that nothing is made twice."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from annals.edition.writing import WRITING, write_file
from annals.model import Edition, Given, History, Phrase, Problem, Settings

_NAME = ".inputs-sha256"
_INSTALLED = (".dist-info", ".egg-info")


def inputs_digest(root: Path, code: str, settings: Settings, edition: Edition) -> str:
    """A digest of everything that a site is made from; `code` is that of the tool, environment included."""
    digest = hashlib.sha256()
    digest.update(repr((settings, os.environ.get("SOURCE_DATE_EPOCH", ""), code)).encode())
    paths = [root / "mkdocs.yml", *(root / "seeds").glob("*"), *(root / "docs").rglob("*")]
    for path in sorted(path for path in paths if _counts(path, path.relative_to(root).parts)):
        name = path.relative_to(root).as_posix()
        digest.update(os.fsencode(name) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    digest.update(
        repr(
            (
                edition.docs,
                edition.register,
                _told_of(edition.history),
                [(r.id, r.year, r.title, r.ledger is None, r.mendings) for r in edition.reports],
            )
        ).encode()
    )
    return digest.hexdigest()


def dependencies() -> tuple[str, ...]:
    """The version of Python and of every package it finds: the folders that say so, read no further."""
    folders = (place for place in sys.path if os.path.isdir(place))
    return (
        sys.version,
        *sorted({name for place in folders for name in os.listdir(place) if name.endswith(_INSTALLED)}),
    )


def code_digest(shipped: Path) -> str:
    """A digest of the tool: code, templates, packages."""
    digest = hashlib.sha256(repr(dependencies()).encode())
    for place in tool_places(shipped):
        for name, data in files_below(str(place), len(str(shipped)) + 1):
            digest.update(b"%d %s\0%s" % (len(name), name, data))
    return digest.hexdigest()


def tool_places(shipped: Path) -> tuple[Path, ...]:
    """Where the tool's own files lie: of a checkout in folders beside each other, of an installed one all in one."""
    code = shipped / "annals"
    return (code, shipped / "templates", shipped / "requirements.txt") if code.is_dir() else (shipped,)


def files_below(place: str, start: int) -> Iterator[tuple[bytes, bytes]]:
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
            yield from files_below(entry.path, start)
        elif entry.is_file():
            yield name, _bytes(entry.path)


def _bytes(path: str) -> bytes:
    """A digest of a file; of one that cannot be read, why."""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.sha256(file.read()).digest()
    except OSError as error:
        return str(error.errno).encode()


def site_digest(root: Path, settings: Settings, code: str) -> str:
    """A digest of what every page is made from, whatever it says: the tool (`code`), the configuration, the settings."""
    config = root / "mkdocs.yml"
    said = config.read_bytes() if config.is_file() else b""
    return hashlib.sha256(repr((code, settings, os.environ.get("SOURCE_DATE_EPOCH", ""), said)).encode()).hexdigest()


def _told_of(history: History) -> tuple[object, ...]:
    """What a history tells, in an order of its own: a commit alone changes the dates of pages."""
    files = sorted(history.days.items()), sorted(history.unsure), sorted(history.brought.items())
    return history.version, history.at, history.commits, files


def _counts(path: Path, parts: tuple[str, ...]) -> bool:
    """Whether a site is made from a file as it stands: pages are among the texts of the edition, and
    what begins with a dot, such as a half-written file of a run that was killed, is nobody's."""
    hidden = any(part.startswith(".") for part in parts)
    page = parts[0] == "docs" and path.suffix == ".md"
    return not (hidden or page or path.suffix == ".pyc") and path.is_file()


def read_stamp(site: Path) -> tuple[str, tuple[Problem, ...]] | None:
    """The digest of the site in place and the problems its rendering had; None if unknown."""
    stamp = site / _NAME
    if not stamp.is_file() or not (stamp.parent / "index.html").is_file():
        return None
    lines = stamp.read_text(encoding="utf-8").split("\n")
    try:
        told = [json.loads(line) for line in filter(None, lines[1:])]
    except ValueError:
        return None
    return lines[0], tuple(_told(code, path, details) for code, path, details in told)


def write_stamp(site: Path, digest: str, problems: Iterable[Problem]) -> None:
    """Leave the digest of what the site was made from, and the problems its rendering had."""
    told = (
        json.dumps([problem.code, problem.path, dict(problem.details)], ensure_ascii=False, default=_written)
        for problem in problems
    )
    lines = [digest, *told]
    write_file(site / _NAME, "\n".join([*lines, ""]).encode())


def _told(code: str, path: str, details: dict[str, Any]) -> Problem:
    given = {key: _detail(value) for key, value in details.items()}
    return Problem.of(code, path, None, excerpt="", **given)


def _written(phrase: Phrase) -> dict[str, object]:
    """A phrase among the details of a problem, as the stamp holds it."""
    return {"phrase": phrase.key, "details": dict(phrase.details)}


def _detail(value: Any) -> Given:
    if isinstance(value, dict):
        return Phrase.of(value["phrase"], **{key: _detail(item) for key, item in value["details"].items()})
    return [_detail(item) for item in value] if isinstance(value, list) else str(value)


def forget_stamp(site: Path) -> None:
    """Take the stamp off a site that was written over by somebody who leaves none."""
    (site / _NAME).unlink(missing_ok=True)
