"""A newer tool for a collection: its copy changed whole, or not at all, and what that changes for readers."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.shipped import SHIPPED
from annals.edition.tool_copy import LOCK, NoToolError, ToolRecord, put_tool, record_of, recorded, standing, tool_files

_GUIDE = "guide/"
_MAIN = "annals-main"
_BUILD = ("build_site.py", "--frozen", "-q", "build")


class CannotUpgradeError(Exception):
    """The collection stays as it is; `key` names the reason in the command line's words, `files` those it is about."""

    def __init__(self, key: str, *files: str, **values: str | int) -> None:
        super().__init__(key)
        self.key, self.files, self.values = key, files, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """What was on record and is now; the pages whose words differ, by path below the site, those about the tool apart
    (`guide`, how many); None where the former tool made no site to compare with. `pending`: the files of editors' folders
    that the next build brings up to date."""

    before: ToolRecord
    after: ToolRecord
    pages: tuple[str, ...] | None
    guide: int
    pending: tuple[str, ...]


def upgrade(root: Path, *, force: bool) -> Upgraded:
    """Put the running tool in the place of a collection's copy. Raises CannotUpgradeError; then all is as before."""
    root = root.resolve()
    before = recorded(root)
    if before is None:
        raise CannotUpgradeError("upgrade_no_record", folder=str(root))
    if root == SHIPPED.resolve():
        raise CannotUpgradeError("upgrade_itself")
    try:
        files = tool_files()
    except NoToolError as error:
        raise CannotUpgradeError("new_no_tool", missing="、".join(error.missing)) from error
    stands = standing(root)
    after = record_of(files)
    changed = sorted(name for name in stands.keys() | before.files.keys() if stands.get(name) != before.files.get(name))
    if changed and not force:
        raise CannotUpgradeError("upgrade_changed", *changed, count=len(changed))
    if after.files == stands and not changed:
        raise CannotUpgradeError("upgrade_same", version=before.version)
    with tempfile.TemporaryDirectory(prefix="annals-upgrade-") as folder:
        old = _site(root)
        kept = Path(folder)
        _copy(root, kept, {*stands, LOCK})
        if (root / "site").exists():
            shutil.move(root / "site", kept / "site")
        try:
            put_tool(root, files, stands)
            new = _site(root)
        except BaseException:
            _take_back(root, kept, stands.keys() | files.keys())
            raise
        if new is None:
            _take_back(root, kept, stands.keys() | files.keys())
            raise CannotUpgradeError("upgrade_failed")
    differing = (
        () if old is None else sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    )
    return Upgraded(
        before=before,
        after=after,
        pages=None if old is None else tuple(path for path in differing if not path.startswith(_GUIDE)),
        guide=sum(path.startswith(_GUIDE) for path in differing),
        pending=tuple(path for path, _ in ingest(root).writes),
    )


def _copy(root: Path, goal: Path, names: Iterable[str]) -> None:
    for name in names:
        (goal / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, goal / name)


def _take_back(root: Path, kept: Path, names: Iterable[str]) -> None:
    """Put everything back as it was."""
    for name in {*names, LOCK}:
        if (kept / name).is_file():
            shutil.copyfile(kept / name, root / name)
        else:
            (root / name).unlink(missing_ok=True)
    shutil.rmtree(root / "site", ignore_errors=True)
    if (kept / "site").exists():
        shutil.move(kept / "site", root / "site")


def _site(root: Path) -> dict[str, str] | None:
    """A digest of the words of each page of the site that a collection's own copy makes; None where it makes none. What is
    wrong with its reports is told elsewhere."""
    env = {name: value for name, value in os.environ.items() if name not in ("CI", "GITHUB_ACTIONS")}
    done = subprocess.run(  # noqa: S603 - the collection's own program
        [sys.executable, *_BUILD], cwd=root, capture_output=True, check=False, env={**env, "PYTHONUTF8": "1"}
    )
    if done.returncode not in (0, 1) or not (root / "site" / "index.html").is_file():
        return None
    pages = sorted((root / "site").rglob("*.html"))
    return {path.relative_to(root / "site").as_posix(): _words(path.read_text("utf-8")) for path in pages}


def _words(html: str) -> str:
    reader = _Words()
    reader.feed(html)
    return hashlib.sha256("".join("".join(reader.found).split()).encode()).hexdigest()


class _Words(HTMLParser):
    """The words in the middle of a page: what stands around them on every page is not its own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (self._depth or ("id", _MAIN) in attrs):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.found.append(data)
