"""Where the pages with a report's whole text are cut, the raw ones at the same lines: by the raw text alone, which never
changes, so that no correction, topic, rule or mark ever moves what somebody cites."""

from __future__ import annotations

from annals.model import Source

_LONG, _LONGEST = 20_000, 22_000
"""Raw characters behind which the first blank line ends a part, and behind which any line does."""


def cuts_of(source: Source) -> tuple[int, ...]:
    """The raw lines (1-based) with which the parts of a report begin, the first of them 1. A blank line belongs to the
    part that it ends; what is added behind a text moves none of its cuts."""
    found = [1]
    begun = 0
    last = len(source.line_starts)
    for line, start in enumerate(source.line_starts, 1):
        end = source.line_starts[line] if line < last else len(source.text)
        ended = (start - begun >= _LONG and not source.text[start:end].strip()) or end - begun >= _LONGEST
        if ended and end < len(source.text):
            found.append(line + 1)
            begun = end
    return tuple(found)
