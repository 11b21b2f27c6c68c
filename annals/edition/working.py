"""Where work on many reports is done: here, or in processes of their own, with the same values in the same order.

The work is a function of the top of a module from one value to another; both can be pickled, so that any executor of
`concurrent.futures` may run it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self, TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
Workers = int | str | None
"""The number of processes, this one among them, None: as many as pay; or the address of a cluster."""
HANDFUL = 16
"""Fewer pieces of work than this are done here: a process takes as long to begin as some reports to be made."""
_SHARES = 8
"""Shares of the work for each process: the last to be done is waited for, and each share is a parcel to be packed."""


class Crew:
    """The processes that do the work of one run, this one among them. The others begin with the first work that pays
    and stay until the run is over: each reads the program and the lexicon anew, which takes as long as twenty reports."""

    def __init__(self, workers: Workers = 1) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool is not None:
            # What nobody waits for any more is not begun.
            self._pool.shutdown(cancel_futures=True)

    def mapped(self, work: Callable[[_Given], _Made], items: Sequence[_Given]) -> list[_Made]:
        """What the work makes of each item, in order."""
        if isinstance(self._workers, str):
            from annals.edition.cluster import on_cluster

            return on_cluster(work, items, self._workers) if items else []
        count = min(processes(self._workers), len(items))
        if count <= 1 or (self._workers is None and len(items) < HANDFUL):
            return [work(item) for item in items]
        if self._pool is None:
            self._pool = _pool(count - 1)
        size = max(1, len(items) // (_SHARES * count))
        shares = [items[start : start + size] for start in range(0, len(items), size)]
        return _shared(self._pool, partial(_each, work), shares)


def processes(asked: int | None) -> int:
    """How many processes to work in: as many as were asked for, else as many as the machine lets us have."""
    if asked is not None:
        return max(1, asked)
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed is not None else os.cpu_count() or 1


def apart(work: Callable[[_Given], _Made], item: _Given) -> _Made:
    """What the work makes of an item, in a process that ends with it: what it had to hold for that is held no longer.
    Raises EOFError where the work fails."""
    # An executor would have threads; once a process had one, its allocator takes locks to its end, some 4 % of a build.
    context = get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(there, work, item))
    process.start()
    there.close()
    with here:
        made: _Made = here.recv()
    process.join()
    return made


def _answer(there: Connection, work: Callable[[_Given], _Made], item: _Given) -> None:
    there.send(work(item))


def _pool(count: int) -> ProcessPoolExecutor:
    # A copy of this process would take its threads' locks along, and the preview has threads.
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def _each(work: Callable[[_Given], _Made], share: Sequence[_Given]) -> list[_Made]:
    return [work(item) for item in share]


def _shared(
    pool: ProcessPoolExecutor, work: Callable[[Sequence[_Given]], list[_Made]], shares: Sequence[Sequence[_Given]]
) -> list[_Made]:
    """What becomes of each share: the pool works from the front, this process from the back on what the pool has not
    begun."""
    asked = [pool.submit(work, share) for share in shares]
    own: dict[Future[list[_Made]], list[_Made]] = {}
    for share, future in zip(reversed(shares), reversed(asked), strict=True):
        if future.cancel():
            own[future] = work(share)
    return [made for future in asked for made in (own[future] if future in own else future.result())]
