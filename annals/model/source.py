"""A raw report, its lines, and on which printed page each of them stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from annals.model.blocks import Ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A raw report as decoded, its byte order mark taken off.

    `line_starts[i]` is the offset at which raw line i+1 starts."""

    report: str
    text: str
    encoding: str
    sha256: str
    line_starts: tuple[int, ...]

    def line_of(self, offset: int) -> int:
        """The raw line that holds the offset."""
        return max(1, bisect_right(self.line_starts, offset))

    def column_of(self, offset: int) -> int:
        """The 1-based column of the offset in its raw line."""
        return offset - self.line_starts[self.line_of(offset) - 1] + 1

    def line_text(self, line: int) -> str:
        """One raw line with its line end; empty where the text has no such line: what editors keep of a text that became shorter
        stands on its lines."""
        if line > len(self.line_starts):
            return ""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end]


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
