"""The workflows that check and publish an edition: of one that is gone or broken GitHub tells nobody who only edits, and the site
merely stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annals.edition.git import ask_git
from annals.edition.intake import take_in
from annals.edition.restoring import to_restore
from annals.markdown.head import conflict_mark
from annals.model import Phrase, Problem
from annals.text.yaml_nodes import YamlFaultError, keys_of

_FOLDER = ".github/workflows"
_NEEDED = ("on", "jobs")


def workflow_slips(root: Path) -> Iterator[Problem]:
    """Workflows that the last commit has and the folder has not (W206), those that it took out (N135: until the next commit, for it
    may have been meant), and those that GitHub cannot read (E266)."""
    for path in _listed(root, "ls-files", "--deleted"):
        yield Problem.of("W206", path, cure=to_restore(root, path))
    for path in _listed(root, "diff", "--relative", "--name-only", "--no-renames", "--diff-filter=D", "HEAD~1", "HEAD"):
        if not (root / path).exists():
            yield Problem.of("N135", path, file=path)
    for file in sorted((root / _FOLDER).glob("*.y*ml")):
        path = file.relative_to(root).as_posix()
        text = take_in(file, path).text
        if (wrong := _wrong(text or "")) is not None:
            line, why = wrong
            yield Problem.of("E266", path, line, why=why, file=path)


def _listed(root: Path, *command: str) -> list[str]:
    """The workflows (paths from the root) that a command of git names."""
    named = ask_git(root, "-c", "core.quotePath=false", *command, "-z", "--", _FOLDER) or b""
    return [path for path in named.decode("utf-8", "replace").split("\0") if path]


def _wrong(text: str) -> tuple[int, Phrase] | None:
    """The line (1-based) and why a workflow is none; None where it is one."""
    if (marked := conflict_mark(text)) is not None:
        return marked, Phrase.of("workflow-marks")
    try:
        keys = keys_of(text)
    except YamlFaultError as fault:
        return fault.fault.line, Phrase.of("workflow-unread")
    missing = [key for key in _NEEDED if key not in keys]
    return (1, Phrase.of("workflow-keys", keys=missing)) if missing else None
