"""What git has of a folder: the files of its last commit."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path


def committed(root: Path, paths: Iterable[str]) -> dict[str, bytes]:
    """The files (paths from the root) as the last commit has them; none where there is no git, no commit, no such file."""
    found = {}
    for path in paths:
        try:
            # `./`: the folder may lie inside a repository; a path begins at the folder then.
            done = subprocess.run(  # noqa: S603 - paths are arguments, not words of a shell
                ["git", "-c", "core.quotePath=false", "show", f"HEAD:./{path}"],  # noqa: S607 - whichever git the machine has
                cwd=root,
                capture_output=True,
                check=False,
                timeout=60,
            )
        except (OSError, subprocess.TimeoutExpired):
            return {}
        if done.returncode == 0:
            found[path] = done.stdout
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
