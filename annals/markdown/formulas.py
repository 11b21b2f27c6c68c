"""Formulas in a file of Markdown as programs that set mathematics read them: between their dollars no sign is escaped."""

from __future__ import annotations

import re

_formula = re.compile(r"(?<![\\$])(\$\$?)(?!\$)((?:[^$\n\\]|\\[^\n$]){1,4000}?)\1(?!\$)")
_escaped = re.compile(r"\\([\\`*_\[\]])|&lt;(?![A-Za-z/!?])|&amp;|&#126;")
_plain = re.compile(r"[\\`*_\[\]]|<|&(?!lt;|#124;)(?=#?\w+;)|~(?=~)")
_entities = {"&lt;": "<", "&amp;": "&", "&#126;": "~"}
_named = {sign: entity for entity, sign in _entities.items()}
_latex = re.compile(r"\\[A-Za-z{}]|[_^]")
_tag = re.compile(r"</?[A-Za-z]")
_said = re.compile("[，。；、]")
"""Two dollars with a clause between them are amounts of money."""


def formulas_set(markdown: str) -> str:
    r"""The Markdown that this program writes, with the formulas as they are set: a less-than sign that would begin a tag, and a bar in
    the row of a table, stay as they are written.

    >>> print(formulas_set(r"取 $x \_ { i } \\leq a\[0\]$，见 \[3\]"))
    取 $x _ { i } \leq a[0]$，见 \[3\]
    """
    return "\n".join(_set(line) if "$" in line else line for line in markdown.split("\n"))


def formulas_written(markdown: str) -> str:
    r"""Markdown with set formulas as this program writes it: what `formulas_set` made of it is undone.

    >>> print(formulas_written(r"取 $x _ { i } \leq 3$"))
    取 $x \_ { i } \\leq 3$
    """
    return _formula.sub(_written_formula, markdown)


def _set(line: str) -> str:
    found = _formula.sub(_set_formula, line)
    if formulas_written(found) == line:
        return found
    # A dollar of a sum, or a formula that a reader broke, leaves the others as they are.
    for match in reversed(list(_formula.finditer(line))):
        one = line[: match.start()] + _set_formula(match) + line[match.end() :]
        line = one if formulas_written(one) == formulas_written(line) else line
    return line


def _set_formula(match: re.Match[str]) -> str:
    inside = _escaped.sub(lambda sign: sign[1] or _entities[sign[0]], match[2])
    return f"{match[1]}{inside}{match[1]}" if _is_formula(inside) else match[0]


def _written_formula(match: re.Match[str]) -> str:
    # What bears no sign but escaped ones is written already.
    if not _is_formula(match[2]) or not _plain.search(_escaped.sub("", match[2])):
        return match[0]
    inside = _plain.sub(lambda sign: _named.get(sign[0]) or f"\\{sign[0]}", match[2])
    return f"{match[1]}{inside}{match[1]}"


def _is_formula(inside: str) -> bool:
    return _latex.search(inside) is not None and _said.search(inside) is None and _tag.search(inside) is None
