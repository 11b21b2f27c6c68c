"""What a cleaning rule is: a pure function from a text to edits, with a code and a name.

Rules never return text. What readers are told about a rule stands on the page beside it
(`rules/CODE.md`, see `clean/rule_page.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annals.model import Edit, Safety
from annals.text.reading import Reading

_code = re.compile(r"[KSPJDFTL]\d{3}")
"""The families: characters, spaces, punctuation, joins, decorations, furniture and residues, tables, formulas."""

Finder = Callable[[Reading], Iterable[Edit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`code` is never reused; `name` names the fault. `digits` declares that the rule may
    change digits, `drops` that what it takes out is text no page will carry."""

    code: str
    name: str
    safety: Safety
    find: Finder
    digits: bool = False
    drops: bool = False


def rule(
    code: str, name: str, safety: Safety = Safety.SAFE, *, digits: bool = False, drops: bool = False
) -> Callable[[Finder], Rule]:
    """Turn a finder into a Rule; raises ValueError for a code of no family. It registers nothing: only
    `clean/order.py` says what runs."""
    if not _code.fullmatch(code):
        raise ValueError(f"{code} is no letter of a family with three figures")

    def wrap(find: Finder) -> Rule:
        return Rule(code=code, name=name, safety=safety, find=find, digits=digits, drops=drops)

    return wrap
