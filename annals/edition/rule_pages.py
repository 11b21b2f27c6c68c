"""The cleaning rules' pages, which ship beside the rules."""

from __future__ import annotations

from importlib.resources import files

from annals.clean.order import RULES
from annals.clean.rule_page import RulePage, pages_of


def load_rule_pages() -> tuple[RulePage, ...]:
    """The page of every rule, in the order in which the rules run; raises MalformedError."""
    folder = files("annals.clean.rules")
    found = [(item.name, item.read_text(encoding="utf-8")) for item in folder.iterdir() if item.name.endswith(".md")]
    return pages_of(RULES, sorted(found))
