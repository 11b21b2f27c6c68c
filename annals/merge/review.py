"""How far a page can be trusted, and whether what was reviewed still stands there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from annals.model import Block, Matter, Review, Trust

_date = re.compile(r"[（(]?[\d.年月日-]+[)）]?")
_names = re.compile(r"[、，,;；/\s]+")


def reviewers(matter: Matter) -> tuple[str, ...]:
    """The names under a page; the date behind a name is nobody's.

    >>> reviewers(Matter(title="", report="", topic="", reviewed_by="甲、乙 2026-03"))
    ('甲', '乙')
    """
    return tuple(name for name in _names.split(matter.reviewed_by) if name and not _date.fullmatch(name))


def digest_of(blocks: Iterable[Block]) -> str:
    """A digest of what the machine wrote on a page; an editor's own changes are not in it."""
    return hashlib.sha256("\n".join(block.content.markdown for block in blocks).encode()).hexdigest()[:16]


def reviews(
    matters: Mapping[str, Matter], pages: Mapping[str, Iterable[Block]], before: Mapping[str, Review]
) -> dict[str, Review]:
    """The record of reviews: a new status or name records the text that stands there now; an old
    one keeps what it was given for, whatever the machine has written since. `pages` are the generated
    blocks by path."""
    found = {}
    for path, matter in matters.items():
        if matter.status not in (Trust.READ, Trust.COMPARED):
            continue
        old = before.get(path)
        if old is not None and (old.status, old.by) == (matter.status, matter.reviewed_by):
            found[path] = old
        else:
            found[path] = Review(status=matter.status, by=matter.reviewed_by, text=digest_of(pages.get(path, ())))
    return found


def trust(matter: Matter, review: Review | None, blocks: Iterable[Block]) -> Trust:
    """The status that holds for a page: 已核对 needs two names, and without any is nobody's word; text written anew after the review
    takes it back to 未校对."""
    if matter.status not in (Trust.READ, Trust.COMPARED) or review is None or review.text != digest_of(blocks):
        return Trust.UNREAD
    if matter.status == Trust.COMPARED and not reviewers(matter):
        return Trust.UNREAD
    return Trust.COMPARED if matter.status == Trust.COMPARED and len(set(reviewers(matter))) > 1 else Trust.READ
