"""Something to tell a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Union


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


Detail = Union[str, "Phrase", tuple["Detail", ...]]
"""What fills a hole of a message: data as it stands, words in the reader's language, or a list of such."""
Given = Union[str, int, "Phrase", Sequence["Given"]]
"""What may be handed over as a detail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A piece of a message that is said in the reader's language: its words live under `key` in
    `check/messages/phrases.yml`, `details` fill them in."""

    key: str
    details: tuple[tuple[str, Detail], ...] = ()

    @staticmethod
    def of(key: str, /, **details: Given) -> Phrase:
        return Phrase(key=key, details=_settled(details))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something to tell a person. Its words live in `check/messages/` under `code`; `details` fill
    them in. `path` is relative to the root folder, `line` 1-based or None, `excerpt` what stands there; `followers` are
    problems that go with it, held back so that the cause is seen."""

    code: str
    path: str
    line: int | None = None
    details: tuple[tuple[str, Detail], ...] = ()
    excerpt: str = ""
    followers: tuple[Problem, ...] = ()

    def detail(self, name: str) -> str:
        """A detail that is plain text; empty where there is none such."""
        value = dict(self.details).get(name, "")
        return value if isinstance(value, str) else ""

    @staticmethod
    def of(code: str, path: str, line: int | None = None, /, *, excerpt: str = "", **details: Given) -> Problem:
        """The one way to make a problem: `details` are the holes of its message and its help, all of them."""
        return Problem(code=code, path=path, line=line, details=_settled(details), excerpt=excerpt)


class ProblemError(Exception):
    """What was asked for cannot be, and the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def few(items: Sequence[str], most: int) -> tuple[str, ...]:
    """The first items of a list for a message, with a mark that there are more."""
    return (*items[:most], "…") if len(items) > most else tuple(items)


def _settled(details: dict[str, Given]) -> tuple[tuple[str, Detail], ...]:
    return tuple((key, _detail(value)) for key, value in details.items())


def _detail(value: Given) -> Detail:
    if isinstance(value, (str, Phrase)):
        return value
    return str(value) if isinstance(value, int) else tuple(_detail(item) for item in value)
