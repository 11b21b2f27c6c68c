"""A raw report and its lines."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


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
        """One raw line with its line end."""
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[self.line_starts[line - 1] : end]
