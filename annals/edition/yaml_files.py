"""The YAML files beside the pages of docs/, as their editors have them: what is wrong with any of them as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from annals.check.misread_yaml import yaml_slips
from annals.check.unseen import unseen_in_values
from annals.edition.disk import LEXICON
from annals.edition.facts import PATH as FACTS
from annals.edition.intake import take_in
from annals.edition.unreadable import marked
from annals.figures.judging import JUDGEMENTS
from annals.markdown.front import Front, FrontError
from annals.markdown.head import conflict_mark
from annals.model import Problem, Report
from annals.names.decisions import DECISIONS
from annals.pages.withdrawn import WITHDRAWN

_LISTS = (JUDGEMENTS, WITHDRAWN)
"""Those that are a list, not keys with values."""


def texts_of_yaml(root: Path, seeds: Sequence[tuple[str, Path]]) -> dict[str, str]:
    """The texts of these files by path from the root; of one that is not there, or no text, none."""
    lists = (root / name for name in (LEXICON, DECISIONS, JUDGEMENTS, WITHDRAWN, FACTS))
    paths = (*lists, *(raw.with_suffix(".yml") for _, raw in seeds))
    read = ((path.relative_to(root).as_posix(), take_in(path, path.name).text) for path in paths)
    return {path: text for path, text in read if text}


def marked_files(files: Mapping[str, str]) -> list[Problem]:
    """Those that hold git's conflict marks; records and registers tell of themselves that they are not whole."""
    found = ((path, text, conflict_mark(text)) for path, text in files.items())
    return [marked(path, text, line) for path, text, line in found if line is not None]


def slips_of_yaml(
    files: Mapping[str, str], fronts: Mapping[str, Front], reports: Collection[Report]
) -> Iterator[Problem]:
    """What YAML reads otherwise than it was meant, in these files and in the heads of pages; the keys of a report's own page
    are told with the page."""

    def stands(text: str) -> bool:
        return any(text in placed.text for report in reports for placed in report.order)

    of_reports = {page.path for report in reports for page in report.pages}
    heads = {f"docs/{path}": front for path, front in fronts.items() if path not in of_reports}
    lists = _read(files)
    for path, front in (heads | lists).items():
        yield from yaml_slips(path, front, stands)
    for path, front in lists.items():
        yield from unseen_in_values(path, front)


def _read(files: Mapping[str, str]) -> dict[str, Front]:
    """The files that can be read; why another cannot is told by whoever asks it for its values."""
    found = {}
    for path, text in files.items():
        try:
            found[path] = Front.listing("list", text) if path in _LISTS else Front.whole(text)
        except FrontError:
            continue
    return found
