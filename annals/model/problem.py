"""Something to tell a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell a person. Its words live in `check/catalogue.py` under `code`;
    `details` fills them in. `path` is relative to the root folder, `line` 1-based or None."""

    code: str
    path: str
    line: int | None = None
    details: tuple[tuple[str, str], ...] = ()
    excerpt: str = ""
