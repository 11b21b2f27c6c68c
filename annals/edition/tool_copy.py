"""The tool's copy in a collection of one's own: which files it is, and the record by which a newer one may take its place.

The record (`annals.lock`) names each file with its digest: what differs was changed by hand."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annals.edition.git import ask_git
from annals.edition.shipped import SHIPPED
from annals.edition.writing import put_file

LOCK = "annals.lock"
_FOLDERS = ("annals", "templates")
_FILES = (
    *("build_site.py", "start.py", "requirements.in", "requirements.txt", "LICENSE"),
    *(".github/workflows/site.yml", ".github/workflows/ingest.yml"),
)
_OWN = ("Makefile", "tests/__init__.py", "tests/test_collection.py")
"""What a collection has instead of the tool's own; kept with its templates."""
TEMPLATES = SHIPPED / "templates" / "collection"
_left_over = re.compile(r"(?:^|/)__pycache__/|\.py[cod]$|(?:^|/)\.(?:DS_Store|writing-)")
_version_line = re.compile(r"^version (\S+)$", re.MULTILINE)
_file_line = re.compile(r"^([0-9a-f]{64})  (\S.*)$", re.MULTILINE)
_HEAD = """# 程序的副本：版本，每个文件的校验值。由 build_site.py new 写下，upgrade 更新，请不要改。
# 与这里不同的文件，upgrade 当作有人改过，不会覆盖。
"""


class NoToolError(Exception):
    """The tool that is running has not all its files; `missing` names them."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolRecord:
    """What is on record of a copy: its version (empty where nobody knows) and the digest of each file by its path."""

    version: str
    files: Mapping[str, str]

    @property
    def digest(self) -> str:
        """One digest for all files, whatever the version is called."""
        lines = "".join(f"{name} {held}\n" for name, held in sorted(self.files.items()))
        return "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def tool_files() -> dict[str, bytes]:
    """The files of the running tool as a collection has them, by path. Raises NoToolError."""
    found = {name: path.read_bytes() for name, path in _below(SHIPPED) if not name.startswith("tests/")}
    found |= {name: (TEMPLATES / name).read_bytes() for name in _OWN if (TEMPLATES / name).is_file()}
    wanted = (*_FILES, *_OWN, "annals/__init__.py")
    missing = tuple(name for name in wanted if name not in found)
    if missing:
        raise NoToolError(missing)
    return found


def _below(root: Path) -> list[tuple[str, Path]]:
    """The files of a copy with their paths from its root, in order."""
    places = [path for folder in _FOLDERS for path in (root / folder).rglob("*")]
    places += [root / name for name in (*_FILES, *_OWN)]
    named = [(path.relative_to(root).as_posix(), path) for path in places if path.is_file()]
    return sorted((name, path) for name, path in named if not _left_over.search(name))


def record_of(files: Mapping[str, bytes]) -> ToolRecord:
    """The record of the running tool's files."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    return ToolRecord(version=_version(), files=digests)


def standing(root: Path) -> dict[str, str]:
    """The digest of each file of the copy as it stands in a collection now."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _below(root)}


def recorded(root: Path) -> ToolRecord | None:
    """What is on record in a collection; None where there is no record that can be read."""
    try:
        text = (root / LOCK).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    version = _version_line.search(text)
    files = {name: held for held, name in _file_line.findall(text)}
    return ToolRecord(version=version[1] if version else "", files=files) if files else None


def put_tool(root: Path, files: Mapping[str, bytes], before: Mapping[str, str]) -> None:
    """Put the running tool's files into a folder, take out those on record `before` that it no longer has, and leave the
    record."""
    for name in before.keys() - files.keys():
        (root / name).unlink(missing_ok=True)
    for folder in _FOLDERS:
        for cache in (root / folder).rglob("__pycache__"):
            shutil.rmtree(cache, ignore_errors=True)
    for name, data in files.items():
        put_file(root / name, data)
    record = record_of(files)
    lines = [f"version {record.version}".rstrip(), f"digest {record.digest}"]
    lines += [f"{held}  {name}" for name, held in record.files.items()]
    put_file(root / LOCK, (_HEAD + "\n".join(lines) + "\n").encode())


def _version() -> str:
    """What the running tool is called: the day and the name of its commit; of a copy, what is on record of it. Empty where
    neither tells, and where the tool stands otherwise than either says."""
    known = recorded(SHIPPED)
    if known is not None:
        return known.version if standing(SHIPPED) == known.files else ""
    if _git("status", "--porcelain", "--", *_FOLDERS, *_FILES) != "":
        return ""
    return _git("log", "-1", "--format=%cd-%h", "--date=format-local:%Y-%m-%d", "--abbrev=7") or ""


def _git(*arguments: str) -> str | None:
    """What git says in the running tool's folder; None where it says nothing of it."""
    told = ask_git(SHIPPED, *arguments)
    return None if told is None else told.decode(errors="replace").strip()
