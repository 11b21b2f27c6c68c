"""What a cleaning rule is: a pure function from a text to edits, with a code and a name.

Rules never return text. Their docstrings are Chinese because readers see them: the page on
method prints them as they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annals.model import Edit, Safety

Finder = Callable[[str], Iterable[Edit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`code` is never reused; `name` names the fault. `digits` declares that the rule may
    change digits, `drops` that what it takes out is text no page will carry."""

    code: str
    name: str
    safety: Safety
    find: Finder
    digits: bool = False
    drops: bool = False

    @property
    def doc(self) -> str:
        """What readers are told: the docstring without its doctest."""
        lines = (self.find.__doc__ or "").strip().splitlines()
        return "\n".join(line.strip() for line in lines if ">>>" not in line).strip().partition("\n例：")[0].strip()


def rule(
    code: str, name: str, safety: Safety = Safety.SAFE, *, digits: bool = False, drops: bool = False
) -> Callable[[Finder], Rule]:
    """Turn a finder into a Rule. It registers nothing: only `clean/order.py` says what runs."""

    def wrap(find: Finder) -> Rule:
        return Rule(code, name, safety, find, digits, drops)

    return wrap
