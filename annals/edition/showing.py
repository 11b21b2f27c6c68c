"""The pages of docs/ once the plans of the reports are carried out, and as they may be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annals.edition.report import ReportPlan
from annals.edition.taking_down import TakenDown, without_words
from annals.edition.taking_in import Taken
from annals.edition.unreadable import closed
from annals.edition.writing import leads_out
from annals.markdown.front import Front, read_fronts
from annals.markdown.live import Inert, make_inert
from annals.model import Problem

Writes = list[tuple[str, str | None]]
"""Paths from the root with what is to be written there, None to remove."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPages:
    """Pages by path under docs/: `texts` as they will stand, `docs` as they are published, the fronts that can be read, what is
    made inert of each; the files to write; words that were taken down and are `repeated`, forms that were left open."""

    texts: Mapping[str, str]
    docs: Mapping[str, str]
    fronts: Mapping[str, Front]
    inert: Mapping[str, Inert]
    writes: Writes
    repeated: tuple[Problem, ...]
    open_forms: tuple[Problem, ...]

    def as_published(self) -> dict[str, Front]:
        """The fronts of the pages that are published."""
        return {
            path: front if self.docs[path] == front.text else Front.of(self.docs[path])
            for path, front in self.fronts.items()
        }


def shown_pages(root: Path, taken: Taken, down: TakenDown, plans: Mapping[str, ReportPlan]) -> ShownPages:
    """The pages that were `taken` with what the plans write and what stands in for some of them, without what is taken
    `down`."""
    # Pages before the record: killed in between, a rerun finds pages newer than their record,
    # equal to what it generates, and goes on.
    writes = [
        (path if path.startswith("seeds/") else f"docs/{path}", text)
        for item in plans.values()
        for path, text in item.writes
    ]
    stand_ins = taken.instead | {path: text for item in plans.values() for path, text in item.instead.items()}
    docs = down.shown(dict(sorted((_docs_after(taken.texts, writes) | stand_ins).items())))
    docs, repeated = without_words(docs, plans)
    texts = dict(docs)
    shut, open_forms = closed(docs)
    docs |= shut
    fronts, _ = read_fronts(docs, taken.fronts)
    inert = {path: make_inert(front.body) for path, front in fronts.items()}
    docs |= _published(fronts, inert)
    return ShownPages(
        texts=texts,
        docs=docs,
        fronts=fronts,
        inert=inert,
        writes=[(path, text) for path, text in writes if not leads_out(root, path)],
        repeated=repeated,
        open_forms=open_forms,
    )


def _docs_after(disk: Mapping[str, str], writes: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """All pages by path under docs/, in order, as they stand once the writes are done."""
    docs: dict[str, str | None] = dict(disk)
    docs |= {path.removeprefix("docs/"): text for path, text in writes if path.startswith("docs/")}
    return {path: text for path, text in sorted(docs.items()) if text is not None}


def _published(fronts: Mapping[str, Front], inert: Mapping[str, Inert]) -> dict[str, str]:
    """The pages that are published otherwise than they stand."""
    return {
        path: front.text[: front.after] + inert[path].text
        for path, front in fronts.items()
        if inert[path].text != front.body
    }
