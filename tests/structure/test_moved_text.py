"""Whoever moves text leaves every heading, and whatever else was not moved, as it was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from annals.clean.read import read_source
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


@pytest.mark.parametrize("report", REPORTS)
def test_what_is_not_moved_is_what_it_was(report: str) -> None:
    """A key with its value is an item beside another key, whatever a correction puts between the two."""
    source, plain = printed(report)
    kinds = {block.id: block.content.kind for block in plain.blocks}
    single = [block for block in plain.blocks if not block.section and len(block.lines) == 1 and "-" not in block.id]
    single = [block for block in single if block.lines[0][0] == block.lines[0][1]]
    drawn = random.Random(f"37 {report}")
    for block in drawn.sample(single, min(len(single), 12)):
        before = plain.blocks[plain.blocks.index(block) - 1]
        behind = drawn.choice([one for one in single if one is not block and one is not before])
        after = document(source, _move(source, [block], behind)).blocks
        changed = {one.id: one.content.kind for one in after if one.content.kind != kinds.get(one.id)}
        assert changed.keys() <= {block.id}, (block.id, behind.id, changed)


FAIR = """第一节 展会

第五届交易博览会在汽车会展中心举行，设立专家成果展区，展会期间成果交易额累计达3.2亿元，参展企业比上年多一成。

主题:协同创新 一体发展

各类活动:约50场

1+3+N场活动:1场开幕式、3场重点品牌活动、N场分会场活动

- 首次设立“特邀伙伴”机制，进一步扩大朋友圈

第二节 平台

大型仪器共享平台入网仪器3400台，全年服务企业1.2万家次，覆盖各设区市，运行情况良好。
"""


def test_a_key_beside_another_is_one_whatever_is_put_between() -> None:
    source = read_source("x", FAIR.encode())
    blocks = document(source).blocks
    kinds = {block.id: block.content.kind for block in blocks}
    told, item = (next(one for one in blocks if begun in one.content.markdown) for begun in ("各类活动", "首次设立"))
    after = document(source, _move(source, [item], told)).blocks
    assert {one.id: one.content.kind for one in after} == kinds
