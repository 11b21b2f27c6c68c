"""Who mended a word on a page: asked of git, once for each page with such words, and of nothing else."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from annals.model import Report

_head = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?")
_NOBODY = re.compile(r"0+")
_MACHINE = "[bot]"


def signed(root: Path, report: Report, docs: Mapping[str, str]) -> Report:
    """A report whose mendings bear the name of the author who changed their line last. `docs` are the pages as published:
    a line that is not committed as it stands there has no author, nor has any where there is no git or no whole history."""
    lines: dict[str, set[int]] = {}
    for mending in report.mendings:
        lines.setdefault(mending.path, set()).add(mending.at)
    if not lines or _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return report
    names = {path: _authors(root, f"docs/{path}", docs[path], numbers) for path, numbers in lines.items()}
    return replace(
        report,
        mendings=tuple(replace(mending, by=names[mending.path].get(mending.at, "")) for mending in report.mendings),
    )


def since(root: Path, paths: Mapping[str, str], words: str) -> list[str]:
    """Of files (by name) those that got some words first, as far as the history tells; all where it tells nothing."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return list(paths)
    when = {}
    for name, path in paths.items():
        told = _git(root, "log", "--reverse", "--format=%ct", f"-S{words}", "--", path).split()
        when[name] = int(told[0]) if told else 0
    return [name for name in paths if when[name] == min(when.values())] if all(when.values()) else list(paths)


def _authors(root: Path, path: str, text: str, lines: set[int]) -> dict[int, str]:
    """The author of each of some lines of a text, as the history of a file knows them."""
    wanted = [f"-L{line},{line}" for line in sorted(lines)]
    told = _git(root, "blame", "--line-porcelain", "--contents", "-", *wanted, "--", path, given=text)
    found: dict[int, str] = {}
    line = 0
    for row in told.split("\n"):
        head = _head.fullmatch(row)
        if head is not None:
            line = 0 if _NOBODY.fullmatch(head[1]) else int(head[2])
        elif line and row.startswith("author ") and not row.endswith(_MACHINE):
            found[line] = "".join(filter(str.isprintable, row.removeprefix("author "))).strip()
    return found


def _git(root: Path, *arguments: str, given: str = "") -> str:
    """What git says in a folder; nothing where it is not there, or refuses."""
    env = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - git itself, its arguments ours
            ["git", *arguments],  # noqa: S607 - wherever it is installed
            cwd=root,
            input=given.encode(),
            capture_output=True,
            env=env,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
