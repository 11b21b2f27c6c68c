"""Which files of a folder are the pages of a volume, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annals.extract.contract import UntakenError
from annals.model import Phrase, Problem, few
from annals.text.numerals import COUNTING, value_of

_KINDS = {"txt": "text", "text": "text", "md": "text", "markdown": "text", "docx": "word", "pdf": "pdf"}
"""What a name's ending says of the file, of those that hold text for us."""
_UNSEEN = ("__macosx", "thumbs.db", "desktop.ini")
"""What systems put into folders, besides all that begins with a dot."""
_number = re.compile(rf"\d+|[{COUNTING}]+")
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The files to read, in the order of their pages, and those left where they are."""

    names: tuple[str, ...]
    left: tuple[str, ...]


def chosen(folder: str, names: Iterable[str]) -> Chosen:
    """The pages among the files of a folder or archive, which is named `folder`. Raises UntakenError where there are none, or
    several kinds: which of them is the text, and which a copy of it, nobody but a person knows."""
    seen = sorted((name for name in names if not _is_unseen(name)), key=page_order)
    kinds = {name: _KINDS.get(name.rpartition("/")[2].rpartition(".")[2].lower(), "") for name in seen}
    held = sorted({kind for kind in kinds.values() if kind})
    left = tuple(name for name in seen if not kinds[name])
    if not held:
        why = Phrase.of("package-nothing", files=few(left, _SHOWN)) if left else Phrase.of("package-empty")
        raise UntakenError(Problem.of("E147", folder, why=why))
    if len(held) > 1:
        examples = [next(name for name in seen if kinds[name] == kind) for kind in held]
        raise UntakenError(Problem.of("E147", folder, why=Phrase.of("package-mixed", files=examples)))
    return Chosen(names=tuple(name for name in seen if kinds[name]), left=left)


def page_order(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """What files are sorted by, so that 第十页 comes behind 第九页 and 10 behind 9.

    >>> sorted(["第十页.txt", "第二页.txt", "第九页.txt"], key=page_order), sorted(["10", "9", "b/1", "a/2"], key=page_order)
    (['第二页.txt', '第九页.txt', '第十页.txt'], ['9', '10', 'a/2', 'b/1'])
    """
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for match in _number.finditer(name):
        value = value_of(match[0])
        if value is None:
            continue
        pieces += [(1, 0, name[at : match.start()].casefold())] * (at < match.start()) + [(0, value, "")]
        at = match.end()
    pieces += [(1, 0, name[at:].casefold())] * (at < len(name))
    return tuple(pieces), name


def _is_unseen(name: str) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in _UNSEEN for part in name.split("/"))
