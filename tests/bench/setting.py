"""A folder with the tool and an invented edition in it, and the same pages as plain MkDocs would build them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.bench.edition import TOOL
from tests.bench.measuring import Taken, environment, measured

JIEBA = TOOL / ".cache" / "bench" / "jieba"
"""Where `make bench` puts jieba: on the path of the runs that are to have it, and of no other."""

_PLAIN = """site_name: 年报
theme: {name: material, language: zh, font: false, features: [navigation.prune]}
use_directory_urls: false
plugins: [search]
markdown_extensions: [tables, md_in_html, sane_lists, {toc: {permalink: true}}]
"""
_SHIPPED = ("annals", "templates")
_FILES = ("build_site.py", "requirements.txt")
_DAY = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """`ours` is the root of an edition with the tool beside it, as in a checkout, `plain` that of plain MkDocs; `first`
    is what the first build of all took, from the raw texts alone."""

    ours: Path
    plain: Path
    first: Taken

    @property
    def site(self) -> Path:
        return self.ours / "site"


def build_command(*words: str) -> list[str]:
    return [sys.executable, "build_site.py", *words]


def prepared(folder: Path, write: Callable[[Path], None]) -> Setting:
    """Put the tool into a folder, let an edition be written beside it, take it in and commit it, as editors have it."""
    ours, plain = folder / "ours", folder / "plain"
    for name in _SHIPPED:
        shutil.copytree(TOOL / name, ours / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(TOOL / name, ours / name)
    write(ours)
    (ours / ".gitignore").write_text("/site/\n/.cache/\n__pycache__/\n.said\n", "utf-8")
    first = measured(build_command(), ours, environment())
    _commit(ours)
    shutil.copytree(ours / "docs", plain / "docs")
    (plain / "mkdocs.yml").write_text(_PLAIN, "utf-8")
    return Setting(ours=ours, plain=plain, first=first)


def whole(setting: Setting) -> Taken:
    """A build of ours with nothing to go by."""
    forget(setting)
    return again(setting)


def forget(setting: Setting) -> None:
    """Put aside the site and all that is kept for the next one."""
    for left in (setting.site, setting.ours / ".cache"):
        _put_aside(left)


def again(setting: Setting) -> Taken:
    """A build of ours on what the last one left."""
    return measured(build_command(), setting.ours, environment())


def plainly(setting: Setting, *, jieba: bool) -> Taken:
    """A build of the same pages by MkDocs and Material as they come."""
    _put_aside(setting.plain / "site")
    # jieba keeps its dictionary, once read, in the folder for temporary files.
    env = environment(TMPDIR=str(setting.plain), **({"PYTHONPATH": str(JIEBA)} if jieba else {}))
    return measured([sys.executable, "-m", "mkdocs", "build", "--quiet"], setting.plain, env)


def _put_aside(left: Path) -> None:
    """Out of the way, not deleted: a file system (ext4) that has just lost thousands of files is slow to make as many, and a
    measured build paid three seconds of twenty for what the measuring itself had done."""
    if left.exists():
        left.rename(Path(tempfile.mkdtemp(prefix="aside-", dir=left.parent.parent)) / left.name)


def _commit(folder: Path) -> None:
    """The edition under version control, so that its pages have dates."""
    git = ["git", "-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "core.autocrlf=false"]
    env = os.environ | {"GIT_AUTHOR_DATE": _DAY, "GIT_COMMITTER_DATE": _DAY}
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Edition"]):
        subprocess.run([*git, *words], cwd=folder, env=env, check=True, stdin=subprocess.DEVNULL)
