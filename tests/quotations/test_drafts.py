"""The sentences out of drafts: are they what they say they are? Nothing here uses the code under test."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.quotations.test_sentences import HERE, Sentence, bare, blocks, raw_blocks, told

__all__ = ["blocks", "raw_blocks"]
_elision = re.compile("…+")


@pytest.fixture(scope="module")
def drafts() -> list[Sentence]:
    read: list[Sentence] = yaml.load((HERE / "drafts.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    return read


def quoted(draft: Sentence) -> list[str]:
    """What is the report's in a sentence, bare and in its order: what is left of it without the writer's own words, cut
    where something is left out."""
    rest, found = str(draft["says"]), []
    for own in told(draft, "own"):
        before, own_here, rest = rest.partition(own)
        assert own_here, draft
        found += _elision.split(before)
    return [one for one in map(bare, [*found, *_elision.split(rest)]) if one]


def test_half_of_them_have_a_slip(drafts: list[Sentence]) -> None:
    assert len(drafts) >= 40
    slips = sum("wrong" in draft for draft in drafts)
    assert 2 * slips == len(drafts)
    assert all(
        {"says", "own", "stands"} <= set(draft) <= {"says", "own", "stands", "right", "wrong"} for draft in drafts
    )
    assert sum("…" in str(draft["says"]) for draft in drafts) >= 8


def test_what_is_not_their_own_stands_in_the_block_but_for_the_slip(
    drafts: list[Sentence], blocks: dict[str, str]
) -> None:
    for draft in drafts:
        parts = quoted(draft)
        if "wrong" in draft:
            right, wrong = bare(str(draft["right"])), bare(str(draft["wrong"]))
            assert sum(part.count(wrong) for part in parts) == 1, draft
            assert not all(part in blocks[str(draft["stands"])] for part in parts), draft
            parts = [part.replace(wrong, right) for part in parts]
        at = 0
        for part in parts:
            found = blocks[str(draft["stands"])].find(part, at)
            assert found >= 0, (draft, part)
            at = found + len(part)
