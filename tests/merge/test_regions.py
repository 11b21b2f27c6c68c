"""The regions of a three-way merge: cases, laws, and how the work grows."""

from __future__ import annotations

import difflib
import random
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.merge import regions as own_regions
from annals.merge.regions import Kind, Region, changes, regions_of
from annals.text import sequences

MANY = settings(max_examples=100)


def told(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Region]:
    return list(regions_of(base, mine, theirs, changes(base, mine), changes(base, theirs)))


def merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The merged tokens; a conflict as `<`, mine, `|`, base, `>`, theirs, `=`."""
    found: list[str] = []
    for region in told(base, mine, theirs):
        if region.kind is Kind.CONFLICT:
            found += ["<", *mine[region.mine], "|", *base[region.base], ">", *theirs[region.theirs], "="]
        else:
            found += theirs[region.theirs] if region.kind is Kind.THEIRS else mine[region.mine]
    return found


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        # One side, the other, both far apart, both alike.
        ("春夏秋冬", "春暑秋冬", "春夏秋冬", "春暑秋冬"),
        ("春夏秋冬", "春夏秋冬", "春夏秋寒", "春夏秋寒"),
        ("春夏秋冬", "暖夏秋冬", "春夏秋寒", "暖夏秋寒"),
        ("春夏秋冬", "春暑秋冬", "春暑秋冬", "春暑秋冬"),
        ("春夏秋冬", "春冬", "春冬", "春冬"),
        # Neighbours do not disturb each other, whoever stands first.
        ("春夏秋冬", "春暑秋冬", "春夏凉冬", "春暑凉冬"),
        ("春夏秋冬", "春夏凉冬", "春暑秋冬", "春暑凉冬"),
        ("春夏秋冬", "春秋冬", "春夏冬", "春冬"),
        ("春夏秋冬", "秋冬", "春夏", ""),
        ("春夏秋冬", "春秋冬", "春夏凉爽冬", "春凉爽冬"),
        # What is put beside a token that the other side changes or takes out.
        ("春夏秋冬", "春夏梅秋冬", "春暑秋冬", "春暑梅秋冬"),
        ("春夏秋冬", "春梅夏秋冬", "春秋冬", "春梅秋冬"),
        ("春夏秋冬", "春夏梅秋冬", "春秋冬", "春梅秋冬"),
        # The same token, differently; more of it on one side; taken out here and changed there.
        ("春夏秋冬", "春暑秋冬", "春炎秋冬", "春<暑|夏>炎=秋冬"),
        ("春夏秋冬", "暖暑秋冬", "春炎秋冬", "<暖暑|春夏>春炎=秋冬"),
        ("春夏秋冬", "春秋冬", "春炎秋冬", "春<|夏>炎=秋冬"),
        ("春夏秋冬", "春暑凉冬", "春夏爽寒", "春<暑凉冬|夏秋冬>夏爽寒="),
        # Into one gap: both alike, both differently; into a gap that the other side takes out.
        ("春夏", "春梅夏", "春梅夏", "春梅夏"),
        ("春夏", "春梅夏", "春雨夏", "春<梅|>雨=夏"),
        ("春夏", "春夏梅", "春夏雨", "春夏<梅|>雨="),
        ("春夏秋冬", "春夏梅秋冬", "春冬", "春<夏梅秋|夏秋>=冬"),
        # A chain of overlaps is one region; what only touches it is another.
        ("一二三四五六", "甲乙三丙丁六", "一子丑寅五己", "<甲乙三丙丁|一二三四五>一子丑寅五=己"),
        # Nothing there.
        ("", "", "", ""),
        ("", "春", "", "春"),
        ("", "春", "夏", "<春|>夏="),
        ("春", "", "", ""),
        ("春", "", "夏", "<|春>夏="),
        # Tokens that stand more than once: put behind the last one, which the other side takes out.
        ("甲乙甲乙", "甲乙甲乙甲乙", "甲乙甲", "甲乙甲甲乙"),
    ],
)
def test_case(base: str, mine: str, theirs: str, expected: str) -> None:
    assert "".join(merge(base, mine, theirs)) == expected


# --- laws -------------------------------------------------------------------------------------

few = st.lists(st.sampled_from("甲乙丙丁"), max_size=14)
"""Sequences in which much is there more than once."""


@st.composite
def one_owner_each(draw: st.DrawFn) -> tuple[list[str], list[str], list[str], list[str]]:
    """A base without repeats, two sides of which at most one changed each token and the gap behind it, and what both
    changes make together."""
    base, mine, theirs, both = [], [], [], []
    for number in range(draw(st.integers(0, 90))):
        token = f"b{number}"
        kept, put = draw(st.sampled_from([(True, 0), (True, 1), (False, 0), (False, 1), (False, 2)]))
        new = [token] * kept + [f"{token}+{n}" for n in range(put)]
        owner = draw(st.sampled_from(["mine", "theirs", "nobody", "nobody"]))
        base.append(token)
        mine += new if owner == "mine" else [token]
        theirs += new if owner == "theirs" else [token]
        both += [token] if owner == "nobody" else new
    return base, mine, theirs, both


@MANY
@given(one_owner_each())
def test_what_one_side_alone_changed_is_taken(case: tuple[list[str], list[str], list[str], list[str]]) -> None:
    base, mine, theirs, both = case
    assert merge(base, mine, theirs) == both


@MANY
@given(st.data())
def test_what_both_kept_is_kept_and_what_one_put_in_is_there(data: st.DataObject) -> None:
    base = [f"b{number}" for number in range(data.draw(st.integers(0, 30)))]

    def side(name: str) -> list[str]:
        kept = [token for token in base if data.draw(st.booleans())]
        for number in range(data.draw(st.integers(0, 8))):
            kept.insert(data.draw(st.integers(0, len(kept))), f"{name}{number}")
        return kept

    mine, theirs = side("m"), side("t")
    found = merge(base, mine, theirs)
    assert [token for token in base if token in mine and token in theirs and found.count(token) != 1] == []
    assert [token for token in (*mine, *theirs) if token not in base and found.count(token) != 1] == []
    if "<" not in found:
        assert [token for token in found if token in base and not (token in mine and token in theirs)] == []


@MANY
@given(few, few)
def test_one_version_that_stayed_gives_the_other(base: list[str], side: list[str]) -> None:
    assert merge(base, side, base) == side
    assert merge(base, base, side) == side
    assert merge(base, side, side) == side


@MANY
@given(few, few, few)
def test_regions_cover_all_three_and_say_what_is_so(base: list[str], mine: list[str], theirs: list[str]) -> None:
    at = [0, 0, 0]
    for region in told(base, mine, theirs):
        spans = [region.base, region.mine, region.theirs]
        assert [span.start for span in spans] == at
        at = [span.stop for span in spans]
        old, one, two = base[region.base], mine[region.mine], theirs[region.theirs]
        assert {
            Kind.UNCHANGED: old == one == two != [],
            Kind.SAME: old != one == two,
            Kind.MINE: one != old == two,
            Kind.THEIRS: one == old != two,
            Kind.CONFLICT: one != two,
        }[region.kind]
    assert at == [len(base), len(mine), len(theirs)]


@MANY
@given(few, few, few)
def test_both_sides_are_treated_alike(base: list[str], mine: list[str], theirs: list[str]) -> None:
    swapped = {Kind.MINE: Kind.THEIRS, Kind.THEIRS: Kind.MINE}
    assert [
        (swapped.get(region.kind, region.kind), region.base, region.theirs, region.mine)
        for region in told(base, mine, theirs)
    ] == [(region.kind, region.base, region.mine, region.theirs) for region in told(base, theirs, mine)]


@MANY
@given(few, few)
def test_changes_make_the_side_of_the_base(base: list[str], side: list[str]) -> None:
    made, at = [], 0
    for change in changes(base, side):
        made += [*base[at : change.low], *side[change.first : change.last]]
        at = change.high
    assert [*made, *base[at:]] == side


def test_a_long_text_with_many_changes_is_merged_as_finely_as_a_short_one() -> None:
    dice = random.Random(7)
    base, mine, theirs, both = list[str](), list[str](), list[str](), list[str]()
    for number in range(3_000):
        token = f"b{number}" if number % 10 else "---"
        new, owner = [f"{token} by {number}"], dice.choice([mine, theirs, None, None])
        base.append(token)
        for side in (mine, theirs, both):
            side += new if owner is side or (owner and side is both) else [token]
    assert merge(base, mine, theirs) == both
    assert merge(base, both[:1_500] + base[1_500:], base[:1_500] + both[1_500:]) == both


# --- work -------------------------------------------------------------------------------------


Versions = Callable[[int, random.Random], tuple[list[str], list[str]]]
"""A base of so many tokens or about so many, the same each time, and what a side made of it."""


def _numbered(length: int) -> list[str]:
    return [f"b{number}" for number in range(length)]


def every_second_changed(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    return _numbered(length), [f"b{n}" if n % 2 else f"new {dice.random()}" for n in range(length)]


def halves_swapped(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    base = _numbered(length)
    return base, base[length // 2 :] + base[: length // 2]


def shuffled(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    return _numbered(length), dice.sample(_numbered(length), length)


def of_three(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    """Nothing stands there once."""
    return ["甲", "乙", "丙"] * (length // 3), [dice.choice("甲乙丙") for _ in range(length)]


def mostly_one(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    return ["甲" if n % 7 else f"b{n}" for n in range(length)], [
        "甲" if dice.random() < 0.8 else f"b{n}" for n in range(length)
    ]


def chained(length: int, dice: random.Random) -> tuple[list[str], list[str]]:
    """Each token stands once only when the run is cut at the one before it: t2 t1 t3 t2 t4 t3."""
    base = [f"b{n // 2 + 2 - n % 2}" for n in range(length)]
    return base, [entry for token in base for entry in (f"new {dice.random()}", token)]


def _steps(run: Callable[[], object]) -> int:
    """The lines of Python that ran in what finds regions."""
    files = {own_regions.__file__, sequences.__file__, difflib.__file__}
    count = 0

    def line(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(frame: FrameType, event: str, arg: object) -> Any:
        return line if frame.f_code.co_filename in files else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "versions",
    [every_second_changed, halves_swapped, shuffled, of_three, mostly_one, chained],
    ids=lambda versions: versions.__name__,
)
def test_work_grows_with_length_not_with_its_square(versions: Versions) -> None:
    """Counted, not timed, on eight times as many tokens. A quadratic step would make sixty-four times the steps."""

    def steps(length: int) -> int:
        base, mine = versions(length, random.Random(1))
        _, theirs = versions(length, random.Random(2))
        return _steps(lambda: told(base, mine, theirs))

    assert steps(10_000) < 12 * steps(1_250)
