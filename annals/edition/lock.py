"""One run at a time: the operating system's own lock, which ends with the process that holds it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

CACHE = ".cache/annals"
"""What the program keeps for itself below the root; may be deleted at any time, and git does not see it."""


def kept_of(root: Path, site: Path) -> Path:
    """The folder for what is known of a site: that of the root's own in its cache, that of any other, such as a preview's,
    beside it, so that neither takes the place of the other."""
    return root / CACHE if site == root / "site" else site.parent


@contextmanager
def alone(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """While nobody else writes in a root folder. Whoever comes second waits, and `waiting` says so
    before: a run takes seconds, and one that has died holds nothing. A folder in which nothing can
    be written is not locked."""
    try:
        place = root / CACHE
        place.mkdir(parents=True, exist_ok=True)
        file = (place / "lock").open("a+b")
    except OSError:
        yield
        return
    with file:
        if not _taken(file, at_once=True):
            waiting()
            while not _taken(file, at_once=False):
                pass
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[bytes], *, at_once: bool) -> bool:
        file.seek(0)
        try:
            # Without end means ten attempts, a second apart.
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK if at_once else msvcrt.LK_LOCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: IO[bytes], *, at_once: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (fcntl.LOCK_NB if at_once else 0))
        except BlockingIOError:
            return False
        return True
