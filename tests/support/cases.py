"""Reads cleaning cases from Markdown. Strict: a malformed case is an error, never left out.

    ## 名称
    rule: S110
    ~~~raw
    经 济 增 长⟨U+3000⟩率
    ~~~
    ~~~clean
    经济增长率
    ~~~

One `~~~same` block instead of the two says that the text must not change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from annals.clean.rule_page import MalformedError, read_examples


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    rule: str
    raw: str
    clean: str
    place: str


def read_cases(path: Path) -> list[Case]:
    """All cases of a file, in order; raises MalformedError with file and line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cases: list[Case] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("## "):
            case, at = _case(path, lines, at)
            cases.append(case)
        elif line.startswith(("~~~", "rule:")):
            raise MalformedError(f"{path.name}:{at + 1}: “{line}” stands outside a case")
        else:
            at += 1
    if not cases:
        raise MalformedError(f"{path.name}: no case")
    return cases


def _case(path: Path, lines: list[str], at: int) -> tuple[Case, int]:
    place, name = f"{path.name}:{at + 1}", lines[at][3:].strip()
    at += 1
    if at >= len(lines) or not (match := re.fullmatch(r"rule: ([A-Z]\d{3})", lines[at])):
        raise MalformedError(f"{place}: a case begins with “rule: CODE”")
    examples, at = read_examples(path.name, lines, at + 1)
    if len(examples) != 1:
        raise MalformedError(f"{place}: a case has ~~~raw and ~~~clean, or ~~~same alone")
    return Case(name=name, rule=match.group(1), raw=examples[0].raw, clean=examples[0].clean, place=place), at
