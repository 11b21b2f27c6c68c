"""What comes out of a file, and how one says that nothing does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annals.model import ProblemError

PAGE = "\f"
"""Stands where a page ends; cleaning reads it as evidence and takes it out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file that somebody handed over: its name (of a folder or archive the path in it), and its bytes."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of one or several files, line ends LF. `originals` are those it was taken from, in this order; `bare` are
    pages (1-based) of a PDF on which no text was found; `left` are files of a folder that hold no text for us."""

    text: str
    originals: tuple[Original, ...]
    bare: tuple[int, ...] = ()
    left: tuple[str, ...] = ()


class UntakenError(ProblemError):
    """Nothing can be taken from a file, and why."""


def joined(parts: Iterable[str]) -> str:
    """Pages as one text, each ended by a line end, with a page break between.

    >>> joined(["甲\\n\\n", "乙"])
    '甲\\n\\x0c乙\\n'
    """
    return PAGE.join(f"{part.strip(chr(10))}\n" for part in parts)
