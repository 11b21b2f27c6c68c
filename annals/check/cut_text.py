"""Text of a report that an editor's hand cut in mid-sentence: a page whose end is gone, a paragraph that something was put into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from annals.markdown.front import Front
from annals.markdown.read import text_of
from annals.model import Block, BlockKind, Given, Phrase, Placed, Problem, PublishedPage, Report
from annals.text.characters import ends_sentence, excerpt

_SHOWN = 20
_PAUSES = "，、：,:"
"""Where an editor may part a sentence on purpose; who pressed the key by chance seldom did so behind one."""
_WHOLE = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def cuts_in(reports: Iterable[Report], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Both, of all reports as they are published; `fronts` are the pages by path under docs/."""
    for report in reports:
        for page in report.pages:
            if (front := fronts.get(page.path)) is not None and page.placed:
                yield from _ends_early(report, page, front)
                yield from _parted(page, front)


def _ends_early(report: Report, page: PublishedPage, front: Front) -> Iterator[Problem]:
    """A page that ends in the midst of what was its text there, as one does of which a web editor kept half."""
    last = page.placed[-1]
    origin = last.origin
    if origin is None or not last.edited or last.is_heading != (origin.section is not None):
        return
    if last.kind not in (*_WHOLE, BlockKind.HEADING):
        return
    whole, kept = text_of(origin.content), last.text.rstrip()
    if len(kept) >= len(whole) or not whole.startswith(kept) or ends_sentence(kept):
        return
    if any(placed is not last and origin in placed.stem.blocks() for placed in report.order):
        return
    gone = _gone(report, page, origin)
    # An item or a heading never ended in a stop: one that is merely shorter is meant so. And a stop alone is no text.
    if not gone and not (ends_sentence(whole) and any(map(str.isalnum, whole[len(kept) :]))):
        return
    place, line = f"docs/{page.path}", last.block.line
    yield Problem.of(
        "E260",
        place,
        line,
        excerpt=excerpt(front.text, line),
        kept=kept[-_SHOWN:],
        lost=whole[len(kept) :][:_SHOWN],
        gone=gone,
        page=page.path,
    )


def _gone(report: Report, page: PublishedPage, last: Block) -> Given:
    """That further blocks are gone, which stood on the page behind its last one."""
    behind = report.blocks[report.blocks.index(last) + 1 :] if last in report.blocks else ()
    count = sum(1 for block in behind if report.paths.get(block.id) == page.path and block in report.deleted)
    return Phrase.of("cut-gone", count=count) if count else ""


def _parted(page: PublishedPage, front: Front) -> Iterator[Problem]:
    """A paragraph that goes on in the next one, or behind what was put between, though its sentence has not ended."""
    for at, (placed, below) in enumerate(pairwise(page.placed)):
        if not _breaks_off(placed):
            continue
        between = below if not below.stem.blocks() else None
        rest = page.placed[at + 2] if between is not None and at + 2 < len(page.placed) else below
        # A part that an editor cut off stems from what it was cut from, and is not it.
        if rest.origin is not None or placed.origin not in rest.stem.blocks() or rest.kind not in _WHOLE:
            continue
        line = below.block.line
        how: Given = Phrase.of("parted-by", text=between.text[:_SHOWN]) if between is not None else ""
        yield Problem.of(
            "W215",
            f"docs/{page.path}",
            line,
            excerpt=excerpt(front.text, line),
            before=placed.text[-_SHOWN:],
            behind=rest.text[:_SHOWN],
            how=how,
        )


def _breaks_off(placed: Placed) -> bool:
    """Whether it was whole sentences, and ends in the midst of one: items without a stop may be parted anywhere."""
    ended = ends_sentence(placed.text) or placed.text[-1:] in _PAUSES
    if placed.origin is None or placed.kind not in _WHOLE or not placed.edited or ended:
        return False
    whole, kept = text_of(placed.origin.content), placed.text.rstrip()
    pauses = whole.startswith(kept) and whole[len(kept) :][:1] in (*_PAUSES, "；")
    return ends_sentence(whole) and not pauses
