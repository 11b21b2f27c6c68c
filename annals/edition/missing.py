"""Files of an edition that are gone, or emptied, since the last commit, and whose absence nothing else would tell: the words of the home page,
decisions, the edition's own facts and words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annals.edition.intake import take_in
from annals.edition.last_commit import committed, committed_texts
from annals.edition.restoring import to_restore
from annals.markdown.head import beheaded
from annals.model import History, Problem, record_file

_HOME = "docs/index.md"
_FEW = 100
"""Bytes of blanks that are read before a file counts as one that says something."""


def missing_files(root: Path, history: History) -> Iterator[Problem]:
    """W206 for each. Told by their own messages are the files in seeds/ and the pages in the folders of docs/, whose
    addresses the register holds."""
    for path in sorted(history.unsure):
        folders = path.split("/")[:-1]
        # The page of a year keeps its address without the words that an editor wrote above its table of contents.
        of_year = path.endswith("/index.md") and (root / record_file(folders[-1])).exists()
        own = of_year and not (root / path).exists() and _has_words(root, path)
        registered = len(folders) > 1 and path.endswith(".md") and not own
        told = folders[:1] != ["seeds"] and not registered and (_is_blank(root / path) or _is_speechless(root, path))
        # An empty file that was never committed has lost nothing.
        if told and committed(root, [path]):
            yield Problem.of("W206", path, cure=to_restore(root, path))


def _has_words(root: Path, path: str) -> bool:
    """Whether the last commit's page said something below its head."""
    return bool(beheaded(committed_texts(root, [path]).get(path, "")).strip())


def _is_speechless(root: Path, path: str) -> bool:
    """Whether the home page has its head alone, and had words below it."""
    text = take_in(root / path, path).text if path == _HOME else None
    return text is not None and not beheaded(text).strip() and _has_words(root, path)


def _is_blank(path: Path) -> bool:
    """Whether there is no such file, or nothing in it."""
    return not path.exists() or (path.is_file() and path.stat().st_size < _FEW and not path.read_bytes().strip())
