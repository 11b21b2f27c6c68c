"""Where work on many reports is done: here, or in processes of their own, with the same values in the same order.

The work is a function of the top of a module from one value to another; both can be pickled, so that any executor of
`concurrent.futures` may run it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
Workers = int | str | None
"""The number of processes, None: as many as pay; or the address of a cluster."""
HANDFUL = 16
"""Fewer pieces of work than this are done here: a process takes as long to begin as some reports to be made."""


def processes(asked: int | None) -> int:
    """How many processes to work in: as many as were asked for, else as many as the machine lets us have."""
    if asked is not None:
        return max(1, asked)
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def mapped(work: Callable[[_Given], _Made], items: Sequence[_Given], workers: Workers = 1) -> list[_Made]:
    """What the work makes of each item, in order."""
    if isinstance(workers, str):
        from annals.edition.cluster import on_cluster

        return on_cluster(work, items, workers) if items else []
    count = min(processes(workers), len(items))
    if count <= 1 or (workers is None and len(items) < HANDFUL):
        return [work(item) for item in items]
    # A copy of this process would take its threads' locks along, and the preview has threads.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        return list(pool.map(work, items, chunksize=max(1, len(items) // (4 * count))))
