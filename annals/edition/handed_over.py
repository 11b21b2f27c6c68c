"""What a person names to be taken in, read from disk: files as they are, of a folder the pages of its volume."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annals.extract.contract import Extracted, Original, UntakenError
from annals.extract.taking import extract, is_plain
from annals.extract.volumes import chosen
from annals.markdown.front import dumped
from annals.model import Phrase, Problem, few

_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """The raw text of a report to be, and what is recorded of where it came from."""

    raw: bytes
    facts: str
    bare: tuple[int, ...] = ()
    left: tuple[str, ...] = ()


def read_handed(paths: Sequence[Path]) -> Handed:
    """Read files and folders as one report. A text alone is taken as it stands, byte for byte. Raises UntakenError."""
    originals: list[Original] = []
    left: list[str] = []
    for path in paths:
        if path.is_dir():
            pages, others = _pages(path)
            originals += pages
            left += others
        else:
            originals.append(Original(name=path.name, raw=path.read_bytes()))
    name = "、".join(few([path.resolve().name for path in paths], _SHOWN))
    if len(originals) == 1 and is_plain(originals[0]):
        raw = originals[0].raw
        return Handed(raw=raw, facts=_facts(name, raw, ()), left=tuple(left))
    found: Extracted = extract(originals)
    raw = found.text.encode()
    return Handed(raw=raw, facts=_facts(name, raw, found.originals), bare=found.bare, left=(*left, *found.left))


def _pages(folder: Path) -> tuple[list[Original], tuple[str, ...]]:
    """The pages of a folder, as `chosen` orders them, and what is left in it."""
    own = folder.resolve()
    files = sorted(path for path in own.rglob("*") if path.is_file() or path.is_symlink())
    for path in files:
        if not path.resolve().is_relative_to(own):
            why = Phrase.of("package-outside", file=path.relative_to(own).as_posix())
            raise UntakenError(Problem.of("E147", own.name, why=why))
    choice = chosen(own.name, [path.relative_to(own).as_posix() for path in files])
    pages = [Original(name=f"{own.name}/{name}", raw=(own / name).read_bytes()) for name in choice.names]
    return pages, choice.left


def _facts(name: str, raw: bytes, originals: Sequence[Original]) -> str:
    """The facts that are certain, as lines of a .yml; `sha256` is always that of the raw text."""
    facts: dict[str, object] = {"original": name, "sha256": hashlib.sha256(raw).hexdigest()}
    if originals:
        digests = [{"file": one.name, "sha256": hashlib.sha256(one.raw).hexdigest()} for one in originals]
        facts["originals"] = digests
    return dumped(facts)
