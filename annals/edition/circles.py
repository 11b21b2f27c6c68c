"""Values that live to the end of a run and hold each other in no circle. Python looks for circles among all that is young; what
is read from the cache has none, and looking for them took a sixth of reading it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """While values are read that hold each other in no circle: none is looked for, and what there is by the end is never
    gone through again before the run ends, see `run`."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looks:
            gc.enable()


@contextmanager
def run() -> Iterator[None]:
    """A run, after which whatever is left in circles is found again: a process may go on to another."""
    try:
        yield
    finally:
        gc.unfreeze()
