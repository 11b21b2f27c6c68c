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

_spelt = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    rule: str
    raw: str
    clean: str
    place: str


class Malformed(ValueError):
    """A case file does not follow its format."""


def read_cases(path: Path) -> list[Case]:
    """All cases of a file, in order; raises Malformed with file and line."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cases: list[Case] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("## "):
            case, at = _case(path, lines, at)
            cases.append(case)
        elif line.startswith(("~~~", "rule:")):
            raise Malformed(f"{path.name}:{at + 1}: “{line}” stands outside a case")
        else:
            at += 1
    if not cases:
        raise Malformed(f"{path.name}: no case")
    return cases


def _case(path: Path, lines: list[str], at: int) -> tuple[Case, int]:
    place, name = f"{path.name}:{at + 1}", lines[at][3:].strip()
    at += 1
    if at >= len(lines) or not (match := re.fullmatch(r"rule: ([A-Z]\d{3})", lines[at])):
        raise Malformed(f"{place}: a case begins with “rule: CODE”")
    at += 1
    blocks: dict[str, str] = {}
    while at < len(lines) and not lines[at].startswith("## "):
        line = lines[at]
        if not line.strip():
            at += 1
            continue
        if line not in ("~~~raw", "~~~clean", "~~~same") or line[3:] in blocks:
            raise Malformed(f"{path.name}:{at + 1}: expected ~~~raw, ~~~clean or ~~~same once, found “{line}”")
        try:
            end = lines.index("~~~", at + 1)
        except ValueError:
            raise Malformed(f"{path.name}:{at + 1}: this block is not closed") from None
        blocks[line[3:]] = _spelt.sub(lambda m: chr(int(m.group(1), 16)), "\n".join(lines[at + 1 : end]))
        at = end + 1
    if set(blocks) == {"same"}:
        return Case(name, match.group(1), blocks["same"], blocks["same"], place), at
    if set(blocks) == {"raw", "clean"}:
        if blocks["raw"] == blocks["clean"]:
            raise Malformed(f"{place}: raw and clean are the same; use ~~~same")
        return Case(name, match.group(1), blocks["raw"], blocks["clean"], place), at
    raise Malformed(f"{place}: a case has ~~~raw and ~~~clean, or ~~~same alone")
