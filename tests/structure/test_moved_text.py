"""Whoever moves text from below one heading to another leaves every heading as it was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from annals.model import Block, Correction, Document, Source
from tests.structure.test_gone import below
from tests.structure.test_put_in import REPORTS, corrections, document, forms, printed


def _move(source: Source, blocks: list[Block], behind: Block) -> Correction:
    """All raw lines from the first of some blocks to the last, to behind the last line of another one."""
    places = []
    for first, last in (
        (blocks[0].lines[0][0], max(line for block in blocks for _, line in block.lines)),
        (behind.lines[-1][1], behind.lines[-1][1]),
    ):
        start = source.line_starts[first - 1]
        places.append((start, source.line_starts[last - 1] + len(source.line_text(last).rstrip())))
    return replace(corrections("move: 甲, after: 乙")[0], at=tuple(places))


def _headings(found: Document) -> dict[str, tuple[object, ...]]:
    by_id = {block.id: block for block in found.blocks}
    return {name: form for name, form in forms(found).items() if by_id[name].section and not by_id[name].nameless}


@pytest.mark.parametrize("report", REPORTS)
def test_text_moved_from_below_headings_leaves_the_headings(report: str) -> None:
    source, plain = printed(report)
    before = _headings(plain)
    found = [(heading, blocks) for heading in plain.sections() if (blocks := below(plain, heading))]
    found = [one for one in found if not one[0].nameless]
    drawn = random.Random(f"12 {report}")
    for heading, blocks in drawn.sample(found, min(len(found), 6)):
        # Right below another heading, or at the end of what stands below it.
        other, there = drawn.choice([one for one in found if one[0] is not heading])
        behind = drawn.choice((other, there[-1]))
        after = _headings(document(source, _move(source, blocks, behind)))
        # Which page a heading with nothing of its own goes to, what stands below it says.
        assert {name: form[:4] for name, form in after.items()} == {name: form[:4] for name, form in before.items()}, (
            heading.id,
            behind.id,
        )
