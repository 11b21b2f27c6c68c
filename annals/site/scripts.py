"""The theme's own scripts as they are published: what is told to whoever reads the code stays where the code is read."""

from __future__ import annotations

import re

_told = re.compile(r"^[ \t]*+(?://[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/[ \t]*+)\n", re.MULTILINE)


def untold(script: str) -> str:
    r"""A script without the comments that have lines of their own, a ninth of all that a reader's search loads.

    >>> untold("/* What it is\n   for. */\nlet a = 1; // one\n  // Two.\n  /* Three. */ let b = '// 4';\n")
    "let a = 1; // one\n  /* Three. */ let b = '// 4';\n"
    """
    return _told.sub("", script)
