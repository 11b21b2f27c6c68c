"""How the reader of a message calls the program, so that what a message proposes can be typed as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _any(_: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """`program` stands before a command's name; `site` builds the site, `serve` previews it; `python` is what Python
    itself is called there; `in_git`: git knows the folder, and `is_kept` says of a file (path from the root) whether its
    last commit has it, so that it can be had back from there."""

    program: str
    site: str
    serve: str
    python: str = "python"
    in_git: bool = True
    is_kept: Callable[[str], bool] = _any

    def holes(self) -> dict[str, str]:
        """What fills the holes of words that are about the reader and not about the edition, by name."""
        return {
            "program": self.program,
            "make_site": self.site,
            "make_serve": self.serve,
            "python": self.python,
        }


BY_MAKE = Calling(program=".venv/bin/python build_site.py", site="make site", serve="make serve")
"""In a checkout, where nothing else is known."""
BY_NAME = Calling(program="annals", site="annals build", serve="annals serve")
"""Installed as a package."""
CHECKOUT = "checkout"
"""The hole before the name of a file that is to be restored: the command that does it."""
HOLES = frozenset({*BY_MAKE.holes(), CHECKOUT})
"""What nobody who tells of a problem has to give."""


def by_start(typed: str) -> Calling:
    """Through start.py; `typed` is how it was called: `py start.py`."""
    return Calling(
        program=typed, site=f"{typed} site", serve=f"{typed} serve", python=typed.partition(" ")[0] or "python"
    )
