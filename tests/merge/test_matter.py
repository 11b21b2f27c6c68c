"""Front matter of three sides, key by key: every pattern of values that may differ."""

from __future__ import annotations

from itertools import product

import pytest

from annals.merge.matter import merge_matter
from annals.model import Choice, Side

VALUES = ("甲", "乙", "丙")


@pytest.mark.parametrize(("base", "mine", "theirs"), list(product(VALUES, repeat=3)))
def test_every_pattern(base: str, mine: str, theirs: str) -> None:
    changes, conflicts = merge_matter("r/one.md", {"title": base}, {"title": mine}, {"title": theirs}, ())
    result = {"title": mine} | changes
    told = [(conflict.base, conflict.mine, conflict.theirs, conflict.side) for conflict in conflicts]
    if mine == theirs or theirs == base:
        assert (result["title"], told) == (mine, [])
    elif mine == base:
        assert (result["title"], told) == (theirs, [])
    else:
        assert (result["title"], told) == (mine, [(base, mine, theirs, "")])


@pytest.mark.parametrize(("side", "becomes"), [("mine", "乙"), ("theirs", "丙")])
def test_a_decision_holds(side: str, becomes: str) -> None:
    known = (Choice(block="title", base="甲", mine="乙", theirs="丙", side=Side(side)),)
    changes, conflicts = merge_matter("r/one.md", {"title": "甲"}, {"title": "乙"}, {"title": "丙"}, known)
    assert ({"title": "乙"} | changes)["title"] == becomes
    assert [conflict.side for conflict in conflicts] == [side]


def test_keys_of_one_side_alone_are_left_to_it() -> None:
    # An editor's own key stays, one that the machine never wrote before is not put in, one taken out is told.
    assert merge_matter("r/one.md", {}, {"note": "甲"}, {"topic": "乙"}, ()) == ({}, ())
    _, (told,) = merge_matter("r/one.md", {"topic": "甲"}, {}, {"topic": "乙"}, ())
    assert (told.block, told.base, told.mine, told.theirs) == ("topic", "甲", "", "乙")
