"""Whoever drops all the text below a heading leaves every other heading, box and page where it was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from annals.model import Block, Correction, Document, Source
from tests.structure.test_put_in import REPORTS, corrections, document, forms, printed


def below(found: Document, heading: Block) -> list[Block]:
    """The text right below a heading, as far as it stands on raw lines of its own."""
    at = found.blocks.index(heading) + 1
    blocks = []
    while at < len(found.blocks) and found.blocks[at].section is None and found.blocks[at].lines:
        blocks.append(found.blocks[at])
        at += 1
    return blocks


def _drop(source: Source, blocks: list[Block]) -> Correction:
    """All raw lines from the first of some blocks to the last."""
    first, last = blocks[0].lines[0][0], max(line for block in blocks for _, line in block.lines)
    start = source.line_starts[first - 1]
    end = source.line_starts[last - 1] + len(source.line_text(last).rstrip())
    return replace(corrections("drop: 甲")[0], at=((start, end),))


@pytest.mark.parametrize("report", REPORTS)
def test_text_dropped_below_headings_leaves_the_headings(report: str) -> None:
    source, plain = printed(report)
    before = forms(plain)
    found = [(heading, blocks) for heading in plain.sections() if (blocks := below(plain, heading))]
    found = [one for one in found if not one[0].nameless]
    for heading, blocks in random.Random(f"25 {report}").sample(found, min(len(found), 5)):
        after = forms(document(source, _drop(source, blocks)))
        # A heading with nothing of its own goes to the page of what stands below it.
        apart = {heading.id, *(block.id for block in blocks)}
        rest = {name: form for name, form in before.items() if name not in apart}
        assert {name: form for name, form in after.items() if name not in apart} == rest, heading.id
        assert after[heading.id][:3] == before[heading.id][:3], heading.id
