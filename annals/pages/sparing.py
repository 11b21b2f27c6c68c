"""How files of a report that would be made the same are taken from where they stand: whoever makes them is asked first."""

from __future__ import annotations

from collections.abc import Callable

Files = dict[str, str]
"""Texts by path."""
Spare = Callable[[str, str, object, Callable[[], Files]], Files]
"""Gives the files of one kind that a report has, made or as they were: the kind, the report's id, what else besides the
report's pages they are made from, and what makes them."""


def made_anew(_kind: str, _report: str, _told: object, make: Callable[[], Files]) -> Files:
    """Nothing is known of what was made before."""
    return make()
