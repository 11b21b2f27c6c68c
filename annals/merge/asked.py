"""What is asked of pages as an editor had them, told where it stands on the pages now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annals.merge.edited import EditedPage
from annals.merge.regions import matches
from annals.model import Conflict

_MARKS = "#… "


def as_it_stands(conflict: Conflict, was: Mapping[str, EditedPage], now: Mapping[str, EditedPage]) -> Conflict:
    """A conflict at the block that holds the editor's text now; else at the line that stands where its line stood."""
    if not conflict.pages:
        return conflict  # A key of the front matter.
    words = conflict.mine.split("\n\n")[0].lstrip(_MARKS)
    for path in sorted(now, key=lambda path: (path != conflict.page, path)):
        line = next((block.line for block in now[path].blocks() if words and words in block.content.markdown), 0)
        if line:
            return replace(conflict, page=path, line=line)
    if conflict.page not in now or conflict.page not in was:
        return replace(conflict, page=min(conflict.pages & now.keys(), default=conflict.page), line=0)
    return replace(conflict, line=_line(conflict.line, was[conflict.page].text, now[conflict.page].text))


def _line(line: int, was: str, now: str) -> int:
    """The line of a text (from 1) that stands where a line of another one stood."""
    found = 0
    for low, there, size in matches(was.split("\n"), now.split("\n")):
        if low >= line:
            break
        found = there + min(size, line - low)
    return found
