"""Time is bounded by the size of a text, whatever it is made of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from tests.support import shapes
from tests.support.compiled import forget

SOME = (("inside", "dot"), ("line", "digit"))
"""What once took an hour, and what once ended in a traceback."""
GROWTH = 2.6
"""Twice the text adds twice the calls, give or take what grows by a logarithm; the square would add four times."""


@pytest.mark.parametrize(("kind", "name"), SOME)
def test_a_long_line_comes_through(kind: str, name: str) -> None:
    """The limit of CPU time in the child is there against hanging."""
    assert shapes.seconds(kind, name, shapes.LONGEST) is not None


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "name"), shapes.cases())
def test_every_shape_comes_through(kind: str, name: str) -> None:
    assert shapes.seconds(kind, name, shapes.LONGEST) is not None


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "name"), [case for case in shapes.cases() if case[0] in ("inside", "blocks")])
def test_every_shape_makes_a_site(kind: str, name: str) -> None:
    assert shapes.seconds(kind, name, shapes.RENDERED, "site") is not None


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C among them."""
    found = 0
    forget()

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def growth(name: str, length: int) -> float:
    """By how much the calls grow from a double to a fourfold text, measured by what they grew before; what every run
    costs is so taken off."""
    shapes.whole_way(shapes.shape("blocks", name, length))  # what is made once a process
    small, double, four = (
        calls(lambda times=times: shapes.whole_way(shapes.shape("blocks", name, times * length))) for times in (1, 2, 4)
    )
    return (four - double) / (double - small)


@pytest.mark.parametrize("name", ["headings"])
def test_calls_grow_with_the_text(name: str) -> None:
    """Cleaning, structure, writing and merging."""
    assert growth(name, 400) < GROWTH


@pytest.mark.soak
@pytest.mark.parametrize("name", shapes.BLOCKS)
def test_calls_grow_with_every_text(name: str) -> None:
    assert growth(name, 6_000) < GROWTH
