"""The bars of bars.yml, and what falls short of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from tests.roundtrip.score import Score, shares

_LOW = ("extra", "inside", "glued", "left", "lost")
"""What a bar holds down; it holds the others up."""


@cache
def bars() -> dict[str, dict[str, dict[str, float]]]:
    """The bars by sample, then by what of it they are for."""
    found: dict[str, dict[str, dict[str, float]]] = yaml.safe_load(
        (Path(__file__).parent / "bars.yml").read_text("utf-8")
    )
    return found


def short_of(score: Score, wanted: Mapping[str, float]) -> list[str]:
    """What of a score is worse than its bar, a sentence each; a bar on what there is none of is a fault of its own."""
    found, told = shares(score), []
    for name, bar in wanted.items():
        assert name in found, f"there is nothing of which {name} could be a share"
        if (found[name] > bar) if name in _LOW else (found[name] < bar):
            told.append(f"{name} is {found[name]:.2f}, the bar {bar}")
    return told
