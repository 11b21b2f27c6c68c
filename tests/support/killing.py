"""Runs that are killed at a given step on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


class Killed(BaseException):
    """Stands for a process that ends at once."""


@dataclass
class Steps:
    """How many renames and removals there were."""

    taken: int = 0


@contextmanager
def counted_steps(monkeypatch: pytest.MonkeyPatch, limit: int | None = None) -> Iterator[Steps]:
    """Each rename and removal on disk is a step; what would be one more than `limit` raises Killed."""
    replace, unlink, steps = os.replace, Path.unlink, Steps()

    def step() -> None:
        if steps.taken == limit:
            raise Killed
        steps.taken += 1

    def counted_replace(*arguments: object) -> None:
        step()
        replace(*arguments)  # type: ignore[arg-type]

    def counted_unlink(path: Path, missing_ok: bool = False) -> None:
        if not path.name.startswith(".writing-"):
            step()
        unlink(path, missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", counted_replace)
        patch.setattr(Path, "unlink", counted_unlink)
        yield steps
