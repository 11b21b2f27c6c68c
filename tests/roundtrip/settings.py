"""How a text is set: one value, drawn from a seed or written out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum


class Running(StrEnum):
    """What stands above the text of each page."""

    NONE = "none"
    TITLE = "title"
    CHAPTERS = "title on even pages, chapter on odd ones"


class Folio(StrEnum):
    """How the number of a page is written; N is it, M that of the last page."""

    NONE = ""
    BARE = "N"
    DASHES = "— N —"
    HYPHENS = "-N-"
    DOTS = "·N·"
    WORDS = "第N页"
    WORDS_OF = "第 N 页 共 M 页"
    SLASH = "N / M"
    BESIDE = "N | TITLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """`width`, `height` and `margin` of a page are in mm, `size` in points, `leading` in lines, `gap` between paragraphs
    in em, 0 for none. `indent`: the first line of a paragraph begins two em in."""

    width: int = 210
    height: int = 297
    margin: int = 25
    serif: bool = False
    size: float = 10.5
    leading: float = 1.6
    indent: bool = True
    gap: float = 0
    justify: bool = True
    columns: int = 1
    running: Running = Running.NONE
    folio: Folio = Folio.DASHES
    outer: bool = False
    centred: bool = False
    large: bool = True
    ruled: bool = True

    @property
    def marks(self) -> str:
        """How it tells where a paragraph begins."""
        found = [name for name, has in (("indent", self.indent), ("gap", self.gap > 0)) if has]
        return "+".join(found) or "none"


def drawn_setting(rng: random.Random) -> Setting:
    """Any setting that a report may have."""
    width, height, margin = rng.choice([(210, 297, 25), (210, 297, 32), (184, 260, 20), (148, 210, 16), (176, 250, 18)])
    columns = 2 if width == 210 and rng.random() < 0.15 else 1
    return Setting(
        width=width,
        height=height,
        margin=margin,
        serif=rng.random() < 0.5,
        size=rng.choice([9, 10.5]) if columns == 2 or width < 180 else rng.choice([10.5, 12, 14, 16]),
        leading=rng.choice([1.4, 1.6, 1.9]),
        indent=rng.random() < 0.7,
        gap=rng.choice([0, 0, 0.6, 1.2]),
        justify=rng.random() < 0.6,
        columns=columns,
        running=rng.choice(list(Running)),
        folio=rng.choice(list(Folio)),
        outer=rng.random() < 0.3,
        centred=rng.random() < 0.3,
        large=rng.random() < 0.8,
        ruled=rng.random() < 0.6,
    )
