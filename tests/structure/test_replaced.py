"""What a person replaces inside a heading leaves it a heading, and everything else where it stood."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from annals.markdown.read import text_of
from annals.model import Block, Source
from tests.structure.test_put_in import REPORTS, corrections, document, printed


def _rest(block: Block) -> tuple[object, ...]:
    words = None if block.section else text_of(block.content)
    return block.section, block.level, block.content.kind, block.above, words


def _end_of(source: Source, block: Block) -> int:
    """The offset of the last printed character of a heading on a raw line of its own."""
    line = block.lines[-1][1]
    return source.line_starts[line - 1] + len(source.line_text(line).rstrip(" \r\n#*")) - 1


LONGER = ("（含各区、各部门、各单位报送的全部有关情况和数据）", "，共7项")


# Only one report has headings that lose a colon.
@pytest.mark.parametrize(("report", "words"), [("2022", ""), *product(REPORTS, LONGER)])
def test_headings_whose_last_word_is_replaced_stay_what_they_were(report: str, words: str) -> None:
    source, plain = printed(report)
    given = []
    for block in plain.blocks:
        at = _end_of(source, block) if block.section and block.lines else 0
        last = source.text[at : at + 1]
        # A heading that the rules join out of two lines is none of one line any more when it is too long for that.
        alone = at and len(block.lines) == 1 and block.lines[0][0] == block.lines[0][1]
        if (
            not alone
            or not text_of(block.content).endswith(last.replace(":", "："))
            or (not words and last not in "：:")
        ):
            continue
        item = corrections("replace: 甲, with: 乙")[0]
        with_ = words if last in "：:" else last + words
        given.append(replace(item, target=last, with_=with_ or "　", at=((at, at + 1),)))
    assert given
    found = document(source, *given)
    assert {block.id: _rest(block) for block in found.blocks} == {block.id: _rest(block) for block in plain.blocks}


def test_a_colon_that_is_replaced_away_leaves_the_heading() -> None:
    source, plain = printed("2022")
    found = document(source, *corrections("replace: '世界顶尖科学家协会奖：', line: 118, with: 世界顶尖科学家协会奖"))
    title = next(block for block in found.blocks if block.id == "l118")
    assert text_of(title.content) == "世界顶尖科学家协会奖" and title.section is not None
    assert {block.id: _rest(block) for block in found.blocks} == {block.id: _rest(block) for block in plain.blocks}
