"""The folder of a report's pages under another name: everything in it seems to be a copy, or to belong to a report without raw text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from annals.check.causes import Cause
from annals.markdown.front import Front
from annals.model import RESERVED_FOLDERS, Problem


def misnamed_folders(texts: Iterable[str], fronts: Mapping[str, Front], reports: Collection[str]) -> Iterator[Cause]:
    """For each folder of pages that by their heads are all of one of the `reports`, which has none in its own, one cause
    (E270). `texts` are the paths under docs/ as they are on the disk, `fronts` the heads, by path."""
    found: dict[str, list[str]] = {}
    for path in texts:
        folder, _, name = path.rpartition("/")
        if name and folder not in RESERVED_FOLDERS and "/" not in folder:
            found.setdefault(folder, []).append(path)
    for folder, paths in found.items():
        named = {str(fronts[path].values.get("report", "")) for path in paths if path in fronts}
        report = next(iter(named)) if len(named) == 1 else ""
        if folder not in reports and report in reports and report not in found:
            problem = Problem.of("E270", f"docs/{folder}", folder=folder, report=report)
            yield Cause(problem=problem, folders=(f"docs/{folder}/", f"docs/{report}/"))
