"""An edition ingested, written back and derived, without a renderer: what its pages and data say, at a tenth of the cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annals.edition.deriving import derive
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import Problem
from annals.pages.data import data_files
from annals.pages.links import url
from annals.pages.withdrawn import withdrawn_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What was told, and the texts of the pages and data files by address: all that the renderer would be given."""

    problems: tuple[Problem, ...]
    written: tuple[str, ...]
    texts: Mapping[str, str]

    @property
    def codes(self) -> set[str]:
        return {problem.code for problem in self.problems}

    def holding(self, chars: str) -> list[str]:
        """The addresses at which one of some characters stands."""
        return sorted(address for address, text in self.texts.items() if set(chars) & set(text))


def settle(root: Path, *, rebuild: bool = False) -> Settled:
    ingested = ingest(root, rebuild=rebuild)
    written = carry_out(root, ingested.writes)
    edition = ingested.edition
    views, vanished = derive(edition)
    data = dict(data_files(edition))
    texts = {url(path): text for path, text in edition.docs.items()}
    texts |= {url(view.path): f"{view.title}\n{view.markdown}\n{view.html}\n{view.marking}" for view in views}
    return Settled(
        problems=(*ingested.problems, *vanished), written=written, texts=texts | data | withdrawn_files(edition, data)
    )
