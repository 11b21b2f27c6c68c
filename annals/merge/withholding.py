"""Words that were taken down, out of what was generated with them and of what editors made of that.

The base and the edited pages get the new text of each passage before they are merged, so that the machine has changed
nothing there and whatever an editor did beside it stays."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from annals.merge.align import stems_of
from annals.merge.edited import EditedPage
from annals.merge.record import Record
from annals.merge.review import digest_of
from annals.model import VEIL, Block, Review, Stem
from annals.text.veil import Veil

_Region = tuple[int, int, str]
"""A range of a block's Markdown as it was generated with the words, and what stands there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Covered:
    """A block whose words were taken down: as it was, as it is in the base from now on, and what changed."""

    before: Block
    after: Block
    regions: tuple[_Region, ...]


def without_words(
    old: Record, new: Record, edited: Mapping[str, EditedPage], veil: Veil
) -> tuple[Record, dict[str, str]]:
    """The record and the texts of the edited pages (by path) without the words that `veil` knows; `new` is what is
    generated now, without them."""
    covered = _covered(old, new, veil)
    if not covered:
        return old, {path: page.text for path, page in edited.items()}
    stems = stems_of(old.blocks, old.paths, {path: page.blocks() for path, page in edited.items()})
    texts = {path: _page(page, stems[path], covered) for path, page in edited.items()}
    blocks = tuple(covered[block.id].after if block.id in covered else block for block in old.blocks)
    record = replace(
        old,
        blocks=blocks,
        choices=tuple(
            choice for choice in old.choices if not any(map(veil.places, (choice.base, choice.mine, choice.theirs)))
        ),
    )
    return replace(record, reviews=_reviews(old, record)), texts


def _covered(old: Record, new: Record, veil: Veil) -> dict[str, _Covered]:
    """The blocks of the base that hold words, by id."""
    now = {block.id: block.content.markdown for block in new.blocks}
    found = {}
    for block in old.blocks:
        before = block.content.markdown
        after = now.get(block.id, "")
        if before == after or not (VEIL in after or veil.places(before)):
            continue
        regions = _regions(before, after)
        if regions is None:
            if not veil.places(before):
                continue
            # Its lines are generated as other blocks now: as much of it goes as tells something.
            regions = ((0, len(before), veil.over(before)),)
        text = before
        for low, high, cover in reversed(regions):
            text = text[:low] + cover + text[high:]
        content = replace(block.content, markdown=text)
        found[block.id] = _Covered(before=block, after=replace(block, content=content), regions=regions)
    return found


def _regions(before: str, after: str) -> tuple[_Region, ...] | None:
    """Where the covered parts of `after` stand in `before`; None where the rest is not the same in both."""
    parts = re.split(f"({VEIL}+)", after)
    if len(parts) == 1:
        return None
    exact = "".join(f"(.{{{len(part)}}})" if VEIL in part else re.escape(part) for part in parts)
    match = re.fullmatch(exact, before, re.DOTALL)
    if match is not None:
        covers = [part for part in parts if VEIL in part]
        return tuple((*match.span(number), cover) for number, cover in enumerate(covers, 1))
    head, tail = parts[0], parts[-1]
    if len(head) + len(tail) <= len(before) and before.startswith(head) and before.endswith(tail):
        return ((len(head), len(before) - len(tail), after[len(head) : len(after) - len(tail)]),)
    return None


def _page(page: EditedPage, stems: tuple[Stem, ...], covered: Mapping[str, _Covered]) -> str:
    """The text of a page with its covered blocks as they are now."""
    lines = page.text.split("\n")
    for block, stem in reversed(list(zip(page.blocks(), stems, strict=True))):
        text = written = "\n".join(lines[block.line - 1 : block.end - 1])
        for stemmed in stem.whole():
            if stemmed.id in covered:
                text = _block(text, covered[stemmed.id])
        if text != written:
            lines[block.line - 1 : block.end - 1] = text.split("\n")
    return "\n".join(lines)


def _block(text: str, covered: _Covered) -> str:
    """A block as it is written on a page, the regions that it has of a covered one replaced; what an editor wrote
    inside a region goes with it, what was written beside it stays."""
    base = covered.before.content.markdown
    at = text.find(base)
    if at >= 0:
        return text[:at] + covered.after.content.markdown + text[at + len(base) :]
    codes = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    for low, high, cover in reversed(covered.regions):
        start, end = _mapped(codes, low, last=False), _mapped(codes, high - 1, last=True)
        if start < end:
            text = text[:start] + cover + text[end:]
    return text


def _mapped(codes: Sequence[tuple[str, int, int, int, int]], offset: int, *, last: bool) -> int:
    """Where a character of the base begins, or ends, in an edited text."""
    for tag, low, high, start, end in codes:
        if low <= offset < high:
            if tag == "equal":
                return start + offset - low + last
            return end if last else start
    raise ValueError(f"offset {offset} is none of the base's")


def _reviews(old: Record, record: Record) -> dict[str, Review]:
    """The reviews, each for the text without the words where it was for that with them: that a passage was taken down
    makes nobody's reading of the rest void."""
    before, after = old.pages(), record.pages()
    return {
        path: replace(review, text=digest_of(after[path].blocks))
        if path in before and review.text == digest_of(before[path].blocks)
        else review
        for path, review in old.reviews.items()
    }
