"""What in a regular expression may take the square of a text's length: read from Python's own parse of it.

Two unbounded repeats that can run over the same characters, with nothing between them that could not be such a
character too, divide a run in as many ways as it is long; a search that begins anew inside the run it has just read
in vain reads it again. Both only where something behind can fail. Characters are judged by a sample of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]
Path = tuple[Node, ...]
SEARCHES = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
_SAMPLE = frozenset(
    chr(code) for code in (*range(0x250), *range(0x2000, 0x2800), *range(0x3000, 0x3100), *range(0xFE30, 0xFFF0))
) | frozenset("一中章年月第图表专栏附科论坛展会〔〕\ue000\u1680")
_MOST = 4_000
"""So many ways through one expression are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """An expression with its flags, whether it is searched for or must match from a place on, and whether to the end."""

    source: str
    flags: int
    searched: bool
    full: bool


def faults(pattern: Pattern) -> list[str]:
    """What may take the square of a text's length, in words."""
    tree = parser.parse(pattern.source, pattern.flags)
    found: dict[str, None] = {}
    for path in _ways(_resolved(list(tree), {})):
        for told in _faults_of(path, pattern, tree.state.flags):
            found.setdefault(told)
    return list(found)


def _faults_of(path: Path, pattern: Pattern, flags: int) -> Iterator[str]:
    for at, (op, value) in enumerate(path):
        if op in (c.ASSERT, c.ASSERT_NOT) and _unbounded([(op, value)]):
            for inner in _ways(list(value[1])):
                yield from _faults_of((*path[:at], *inner), pattern, flags)
        if op is c.ATOMIC_GROUP or (op is c.POSSESSIVE_REPEAT and _unbounded(list(value[2]))):
            body = list(value if op is c.ATOMIC_GROUP else (*value[2], *value[2]))
            for inner in _ways(body):
                yield from _faults_of((*path[:at], *inner), pattern, flags)
        if not _runs((op, value)):
            continue
        own = _chars((op, value), flags)
        if pattern.searched and _fits(path[:at], own, flags) and _can_fail(path[at + 1 :], pattern.full):
            again = _places_inside(path, own, flags)
            if again:
                yield f"search begins again inside {_shown((op, value))}"
        if op is c.POSSESSIVE_REPEAT:
            continue
        for behind in range(at + 1, len(path)):
            other = path[behind]
            both = own & _chars(other, flags) if _runs(other) else frozenset()
            if (
                both
                and _can_fail(path[behind + 1 :], pattern.full)
                and all(_fits([node], both, flags) for node in path[at : behind + 1])
            ):
                yield f"{_shown((op, value))} and {_shown(other)} can meet"


def _places_inside(path: Path, own: frozenset[str], flags: int) -> bool:
    """Whether a search can begin behind a character of a run: what it asks to stand before it can be one."""
    for op, value in path:
        if op is c.AT and value in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
            own = own & frozenset("\n") if flags & re.MULTILINE and value is c.AT_BEGINNING else frozenset()
        elif op in (c.ASSERT, c.ASSERT_NOT) and value[0] < 0:
            before = _chars((c.SUBPATTERN, (None, 0, 0, value[1])), flags)
            own = own & before if op is c.ASSERT else own - before
        elif op not in (c.ASSERT, c.ASSERT_NOT):
            break
    return bool(own)


# --- ways through an expression ---------------------------------------------------------------


def _ways(nodes: Sequence[Node]) -> list[Path]:
    """The ways through a sequence, groups opened; a repeat around repeats is gone through twice."""
    ways: list[Path] = [()]
    for node in nodes:
        parts = _ways_of(node)
        if len(ways) * len(parts) > _MOST:
            raise ValueError("too many ways through the expression")
        ways = [(*one, *other) for one, other in product(ways, parts)]
    return ways


def _resolved(nodes: Sequence[Node], groups: dict[int, Node]) -> list[Node]:
    """The nodes, what repeats a group's text in the group's place."""
    found: list[Node] = []
    for op, value in nodes:
        node: Node = (op, value)
        if op is c.GROUPREF:
            node = groups[value]
        elif op is c.SUBPATTERN:
            node = op, (*value[:3], _resolved(list(value[3]), groups))
            groups[value[0]] = node
        elif op in _REPEATS:
            node = op, (*value[:2], _resolved(list(value[2]), groups))
        elif op is c.BRANCH:
            node = op, (None, [_resolved(list(branch), groups) for branch in value[1]])
        elif op in (c.ASSERT, c.ASSERT_NOT):
            node = op, (value[0], _resolved(list(value[1]), groups))
        elif op is c.ATOMIC_GROUP:
            node = op, _resolved(list(value), groups)
        found.append(node)
    return found


def _ways_of(node: Node) -> list[Path]:
    op, value = node
    if op is c.SUBPATTERN:
        return _ways(list(value[3]))
    if not _unbounded([node]):
        return [(node,)]
    if op is c.BRANCH:
        return [way for branch in value[1] for way in _ways(list(branch))]
    if op in (c.MAX_REPEAT, c.MIN_REPEAT) and _unbounded(list(value[2])):
        body = _ways(list(value[2]))
        ways = [(*one, *other) for one, other in product(body, body)] if value[1] > 1 else body
        return [*ways, ()] if value[0] == 0 else ways
    return [(node,)]


def _unbounded(nodes: Sequence[Node]) -> bool:
    return any(
        (op in _REPEATS and (value[1] is c.MAXREPEAT or _unbounded(list(value[2]))))
        or (op is c.SUBPATTERN and _unbounded(list(value[3])))
        or (op is c.BRANCH and any(_unbounded(list(branch)) for branch in value[1]))
        or (op is c.ATOMIC_GROUP and _unbounded(list(value)))
        or (op in (c.ASSERT, c.ASSERT_NOT) and _unbounded(list(value[1])))
        for op, value in nodes
    )


def _runs(node: Node) -> bool:
    return node[0] in _REPEATS and node[1][1] is c.MAXREPEAT


def _can_fail(path: Sequence[Node], full: bool) -> bool:
    """Whether what is left may not match: it asks for a character, a place, or the end."""
    return full or any(op not in _REPEATS or value[0] > 0 for op, value in path)


# --- characters -------------------------------------------------------------------------------


def _fits(nodes: Sequence[Node], chars: frozenset[str], flags: int) -> bool:
    """Whether nodes can match with nothing but some characters."""
    return all(_fits_one(node, chars, flags) for node in nodes)


def _fits_one(node: Node, chars: frozenset[str], flags: int) -> bool:
    op, value = node
    if op in _REPEATS:
        return value[0] == 0 or _fits(list(value[2]), chars, flags)
    if op is c.SUBPATTERN:
        return _fits(list(value[3]), chars, flags)
    if op is c.ATOMIC_GROUP:
        return _fits(list(value), chars, flags)
    if op is c.BRANCH:
        return any(_fits(list(branch), chars, flags) for branch in value[1])
    if op in (c.ASSERT, c.ASSERT_NOT, c.AT):
        return True
    return bool(_chars(node, flags) & chars)


def _chars(node: Node, flags: int) -> frozenset[str]:
    """All characters of the sample that may stand in what a node matches."""
    op, value = node
    if op in _REPEATS:
        return frozenset().union(*(_chars(inner, flags) for inner in value[2]))
    if op is c.SUBPATTERN:
        return frozenset().union(*(_chars(inner, flags) for inner in value[3]))
    if op is c.ATOMIC_GROUP:
        return frozenset().union(*(_chars(inner, flags) for inner in value))
    if op is c.BRANCH:
        return frozenset().union(*(_chars(inner, flags) for branch in value[1] for inner in branch))
    if op is c.ANY:
        return _SAMPLE if flags & re.DOTALL else _SAMPLE - {"\n"}
    if op in (c.LITERAL, c.NOT_LITERAL, c.IN):
        items = tuple(value) if op is c.IN else ((op, value),)
        return _class_of(items, bool(flags & re.IGNORECASE), bool(flags & re.ASCII))
    return frozenset()


@cache
def _class_of(items: tuple[Node, ...], ignore_case: bool, ascii_only: bool) -> frozenset[str]:
    negated = bool(items) and items[0] == (c.NEGATE, None)
    wanted = items[1:] if negated else items
    found = set().union(*(_chars_of(item, ascii_only) for item in wanted))
    if ignore_case:
        found |= {char for char in _SAMPLE if char.lower() in found or char.upper() in found}
    return _SAMPLE - found if negated else frozenset(found)


@cache
def _chars_of(item: Node, ascii_only: bool) -> frozenset[str]:
    op, value = item
    if op is c.LITERAL:
        return frozenset(chr(value))
    return frozenset(char for char in _SAMPLE if _is(char, item, ascii_only))


def _is(char: str, item: Node, ascii_only: bool) -> bool:
    op, value = item
    if op is c.NOT_LITERAL:
        return ord(char) != value
    if op is c.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    name = str(value).removeprefix("CATEGORY_")
    kind = name.removeprefix("NOT_")
    letter = char.isalnum() or char == "_"
    known = {"DIGIT": unicodedata.category(char) == "Nd", "SPACE": char.isspace(), "WORD": letter}[kind]
    known = known and (char.isascii() or not ascii_only)
    return known != name.startswith("NOT_")


def _shown(node: Node) -> str:
    """A repeat as one can find it again: its bounds and some of its characters."""
    chars = sorted(_chars(node, 0))
    some = "".join(char for char in "\n \t .…|-*#1aA中一（(，。：$<>[]_\"'" if char in chars) or "".join(chars[:5])
    return f"({some!r}){'*' if node[1][0] == 0 else '+'}"
