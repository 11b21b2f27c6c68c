"""What a command takes: time of the processors, time on the wall, memory at its highest."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory of a command's processes."""
_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes of the unit in which the system tells the peak of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """CPU and wall seconds, all processes that the command started included, and the peak of memory in bytes."""

    cpu: float
    wall: float
    peak: int


class CommandFailedError(Exception):
    """A measured command ended otherwise than it should."""


def environment(**more: str) -> dict[str, str]:
    """The environment of a measured command: as at an editor's desk, compiled code kept."""
    left_out = ("CI", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "SITE_URL", "SOURCE_DATE_EPOCH")
    kept = {key: value for key, value in os.environ.items() if key not in left_out and not key.startswith("ANNALS_")}
    return kept | more


def measured(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Taken:
    """Run a command in a folder. Raises CommandFailedError with what it said last."""
    with (folder / ".said").open("w+b") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(env), stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watch.stop()
        # Popen is told what was found, so that it does not wait for a process that is gone.
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise CommandFailedError(f"{' '.join(command)}: {said.read().decode(errors='replace')[-3000:]}")
    return Taken(cpu=usage.ru_utime + usage.ru_stime, wall=wall, peak=max(usage.ru_maxrss * _UNIT, watch.peak))


class _Watch(threading.Thread):
    """Follows the memory of a process and of those it starts: the system tells only that of the largest. Where /proc
    does not say, it finds nothing."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid, self._done = pid, threading.Event()

    def run(self) -> None:
        while not self._done.wait(_EVERY):
            family = _family(self._pid)
            # Of one process the system's own figure is exact, and looking costs time.
            if len(family) > 1:
                self.peak = max(self.peak, sum(map(_held, family)))

    def stop(self) -> None:
        self._done.set()
        self.join()


def _family(pid: int) -> list[int]:
    """A process and all that come from it."""
    found = [pid]
    with suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            children = Path(f"/proc/{pid}/task/{task}/children").read_text("ascii").split()
            found += [one for child in children for one in _family(int(child))]
    return found


def _held(pid: int) -> int:
    """Bytes that a process holds; what it shares counts in parts."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
