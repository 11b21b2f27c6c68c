"""What was copied from a comparison of two versions, with the signs that git puts before its lines: both versions as items, and
its remark on the end of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.check.written import Own, Written
from annals.model import BlockKind, Phrase, Problem

_SHOWN = 40
_LEAST = 6
"""So many characters that two items begin or end with alike make them versions of one."""
git_remark = re.compile(
    r"^(?:[ \t>]{0,4}\\ ?No newline at end of file|@@ -\d{1,6}[^@\n]{0,40} @@|diff --git a/[^\n]{1,300}|\+\+\+ b/[^\n]{1,300})",
    re.MULTILINE,
)
_new = re.compile(r"^\+[ \t]{1,3}\S", re.MULTILINE)


def copied_from_diff(written: Written) -> Iterator[Problem]:
    """Such lines in what editors wrote or changed."""
    before: Own | None = None
    for own in written.blocks(_may_tell):
        if own.block.content.kind is not BlockKind.OPAQUE:
            if (found := git_remark.search(own.block.source)) and found[0] not in own.made:
                line = own.block.line + own.block.source.count("\n", 0, found.start())
                yield _told(own, line, found[0].strip(), Phrase.of("diff-remark"))
            elif before is not None and _are_two(before, own):
                cure = Phrase.of("diff-versions", line=str(before.block.line))
                yield _told(own, own.block.line, own.block.source, cure)
        before = own


def _may_tell(part: str) -> bool:
    return git_remark.search(part) is not None or _new.search(part) is not None


def _told(own: Own, line: int, text: str, cure: Phrase) -> Problem:
    return Problem.of("E267", f"docs/{own.path}", line, excerpt=text[:_SHOWN], text=text[:_SHOWN], cure=cure)


def _are_two(first: Own, second: Own) -> bool:
    """Whether an item with a minus and the one with a plus below it are two versions of one text."""
    if first.path != second.path or second.made:
        return False
    old, new = first.block.source.lstrip(), second.block.source.lstrip()
    if not (old.startswith("- ") and new.startswith("+ ")):
        return False
    old, new = old[2:].strip(), new[2:].strip()
    return old[:_LEAST] == new[:_LEAST] or old[-_LEAST:] == new[-_LEAST:]
