"""What git has of a folder: the files of its last commit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annals.edition.git import ask_git


def committed(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The files (paths from the root) as the last commit has them; none where there is no git, no commit, no such file."""
    found = {}
    for path in paths:
        # `./`: the folder may lie inside a repository; a path begins at the folder then.
        told = ask_git(root, "-c", "core.quotePath=false", "show", f"HEAD:./{path}")
        if told is not None:
            found[path] = told
    return found


def committed_texts(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Those of the files that are text, line ends made LF."""
    texts = {}
    for path, data in committed(root, paths).items():
        try:
            texts[path] = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return texts


def is_committed(root: Path, path: str) -> bool:
    """Whether the last commit has a file (path from the root)."""
    return bool(ask_git(root, "ls-tree", "--name-only", "-z", "HEAD", "--", path))
