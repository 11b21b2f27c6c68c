"""The files of docs/ beside its pages: which of them are published."""

from __future__ import annotations

from pathlib import Path

from annals.check.files import INPUTS, OF_SYSTEMS, file_problems, heavy_picture
from annals.edition.facts import named_assets
from annals.edition.shipped import THEME
from annals.model import Problem


def published_files(root: Path) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The files that are published, by path below docs/, and what is wrong with the others. Hidden files and those of systems are
    nobody's business; what a link brings in from elsewhere is no file of docs/."""
    folder = root / "docs"
    named = frozenset(name for name in named_assets(root) if not (THEME / name).exists())
    kept: set[str] = set()
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hidden = path.name in OF_SYSTEMS or any(part.startswith(".") for part in name.split("/"))
        if path.suffix == ".md" or hidden or name in INPUTS or not path.is_file():
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            continue
        found = tuple(file_problems(name, path.read_bytes(), named))
        problems += found
        if not found:
            kept.add(name)
            problems += heavy_picture(name, path.stat().st_size)
    return frozenset(kept), tuple(problems)
