"""Text of a report as other pages show it: with its marks, its links and its line number, as on its own page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from annals.model import CAPTION, BlockKind, Edition, EntityLink, Mark, Mention, Placed, entity_path
from annals.pages.links import link, raw_link
from annals.pages.marking import kind_of, told_lines
from annals.pages.marks import Marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text that looks alike throughout: `css` are the classes of the marks it is in, `named` says that it is what the
    passage is shown for."""

    text: str
    css: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pieces in one link, or in none, and the marks whose signs stand behind them."""

    pieces: tuple[Piece, ...]
    link: EntityLink | None = None
    signs: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A block or a part of it. `before` and `after` say that something is left out there; `label` are the raw lines
    of the block and `href` leads to them, both empty for an editor's own block; `form` says what it was where that is
    not to be seen."""

    runs: tuple[Run, ...]
    before: bool
    after: bool
    label: str
    href: str
    form: str = ""

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for run in self.runs for piece in run.pieces)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for run in self.runs for piece in run.pieces)

    @property
    def signs(self) -> tuple[Mark, ...]:
        return tuple(mark for run in self.runs for mark in run.signs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """What showing passages needs of an edition, found once; `commonness` is how many blocks name an entity, by its slug."""

    marks: Mapping[str, Marks]
    mentions: Mapping[tuple[str, str], tuple[Mention, ...]]
    commonness: Mapping[str, int]

    @staticmethod
    def of(edition: Edition) -> Passages:
        mentions = edition.registry.by_block
        return Passages(
            marks={report.id: Marks.of(report) for report in edition.reports},
            mentions=mentions,
            commonness=Counter(slug for found in mentions.values() for slug in {mention.entity for mention in found}),
        )

    def passage(
        self,
        report: str,
        placed: Placed,
        here: str,
        *,
        start: int = 0,
        end: int | None = None,
        named: Collection[tuple[int, int]] = (),
        linked: set[str] | None = None,
    ) -> Passage:
        """[start:end] of a block's text on the page `here`, all of it by default; `named` are the places it is shown
        for. `linked` are the slugs that are linked already and get no further link; those linked now join them.
        As on report pages, headings have no links."""
        end = len(placed.text) if end is None else end
        links = () if placed.is_heading else self._links(report, placed, here, start, end, linked)
        has_lines = bool(placed.stem.blocks())
        label, line = told_lines(placed) if has_lines else ("", 0)
        return Passage(
            runs=_runs(placed.text, start, end, self.marks[report].on(placed, here), links, named),
            before=start > 0,
            after=end < len(placed.text),
            label=label,
            href=raw_link(here, self.marks[report].report, line) if has_lines else "",
            form=CAPTION if kind_of(placed) == BlockKind.CAPTION else "",
        )

    def _links(
        self, report: str, placed: Placed, here: str, start: int, end: int, linked: set[str] | None
    ) -> tuple[EntityLink, ...]:
        linked = set() if linked is None else linked
        found = []
        for mention in self.mentions.get((report, placed.id), ()):
            path = entity_path(mention.entity)
            if start <= mention.start and mention.end <= end and mention.entity not in linked and path != here:
                linked.add(mention.entity)
                href = link(here, path)
                found.append(EntityLink(start=mention.start, end=mention.end, slug=mention.entity, href=href))
        return tuple(found)


@dataclass(slots=True, kw_only=True)
class _Filling:
    """A run to which pieces are added, see `Run`."""

    link: EntityLink | None
    pieces: list[Piece] = field(default_factory=list)
    signs: list[Mark] = field(default_factory=list)


def _runs(
    text: str,
    start: int,
    end: int,
    marks: tuple[Mark, ...],
    links: tuple[EntityLink, ...],
    named: Collection[tuple[int, int]],
) -> tuple[Run, ...]:
    """The pieces of [start:end] in runs. A sign never stands inside a link, but behind it: a name is one link."""
    shown = [
        replace(mark, start=max(start, mark.start), end=min(end, mark.end))
        for mark in marks
        if (mark.start < end and mark.end > start) or start <= mark.start == mark.end <= end
    ]
    spans = [*((mark.start, mark.end) for mark in shown), *((found.start, found.end) for found in links), *named]
    places = sorted({start, end, *(at for span in spans for at in span if start < at < end)})
    runs: list[_Filling] = []
    if first := [mark for mark in shown if mark.end == start]:
        runs.append(_Filling(link=None, signs=first))
    for low, high in pairwise(places):
        inside = next((found for found in links if found.start <= low and high <= found.end), None)
        css = dict.fromkeys(f"annals-{mark.kind}" for mark in shown if mark.start <= low and high <= mark.end)
        piece = Piece(
            text=text[low:high].replace("\t", " "),
            css=" ".join(css),
            named=any(begin <= low and high <= finish for begin, finish in named),
        )
        if not runs or runs[-1].link != inside or (inside is None and runs[-1].signs):
            runs.append(_Filling(link=inside))
        runs[-1].pieces.append(piece)
        runs[-1].signs += [mark for mark in shown if mark.end == high]
    return tuple(Run(pieces=tuple(run.pieces), link=run.link, signs=tuple(run.signs)) for run in runs)
