"""A bar while pages are written: in a terminal alone, never in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click


@contextmanager
def progress_bar(label: str, *, shown: bool) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be called with how many are done and how many there are; the bar stands from the first call on."""
    advance: Callable[[int], None] | None = None
    told = 0
    with ExitStack() as stack:

        def follow(done: int, whole: int) -> None:
            nonlocal advance, told
            if advance is None:
                hidden = not (shown and sys.stderr.isatty())
                bar = click.progressbar(length=whole, label=label, file=sys.stderr, hidden=hidden, show_pos=True)
                advance = stack.enter_context(bar).update
            advance(done - told)
            told = done

        yield follow
