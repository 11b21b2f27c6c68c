"""A bar while pages are written: in a terminal alone, never in a pipe."""

from __future__ import annotations

import sys

_WIDTH = 30


class Bar:
    """Drawn on one line of the terminal and wiped when done."""

    def __init__(self, label: str, shown: bool) -> None:
        self._label, self._shown, self._last = label, shown and sys.stderr.isatty(), -1

    def __call__(self, done: int, whole: int) -> None:
        if not self._shown or not whole:
            return
        filled = _WIDTH * done // whole
        if filled != self._last:
            self._last = filled
            sys.stderr.write(f"\r{self._label} [{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{whole}")
        if done >= whole:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
