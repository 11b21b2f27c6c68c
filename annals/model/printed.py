"""Which printed page each raw line stood on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annals.model.blocks import Ranges


class Known(StrEnum):
    """How a page is known: its number was read, it follows from its neighbours, or an editor gave it."""

    READ = "read"
    INFERRED = "inferred"
    GIVEN = "given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A printed page: the raw lines (1-based, both counted) on which its text stands, and its number as printed."""

    label: str
    first: int
    last: int
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """The printed pages that are known, in the order of raw lines; where none stands, the page is not known."""

    leaves: tuple[Leaf, ...] = ()

    def labels(self, lines: Ranges) -> tuple[str, ...]:
        """The pages of some raw lines, in order, each once.

        >>> found = PageMap(leaves=(Leaf(label="58", first=3, last=9, known=Known.READ),))
        >>> found.labels(((1, 4), (8, 8))), found.labels(((10, 12),))
        (('58',), ())
        """
        found = (leaf.label for low, high in lines for leaf in self.leaves if leaf.first <= high and leaf.last >= low)
        return tuple(dict.fromkeys(found))
