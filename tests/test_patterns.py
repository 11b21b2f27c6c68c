"""No regular expression of the program takes the square of a text's length."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from annals.text.reading import Reading
from tests.support.repeats import SEARCHES, Pattern, faults
from tests.support.sources import MODULES, PACKAGE, nodes, tree
from tests.support.words import LEXICON

METHODS = {*SEARCHES, "match", "fullmatch"}

BOUNDED = {
    "clean/furniture/keys.py WITH_PAGE": "asked of lines of at most SHORT_LINE widths",
    "clean/furniture/repeats.py _continued": "asked of lines of at most SHORT_LINE widths",
    "clean/rules/figures.py _cell": "asked of lines of at most _ROW widths",
    "clean/gutters.py _row": "behind the run stands a line end or the page's end, always",
    "clean/web_page.py anywhere": "asked of lines of at most _CHROME_LINE characters",
    "check/files.py plain": "the text it is asked of ends with */, so that no /* is followed in vain",
    "markdown/live.py _target": "what follows the line is optional",
    "markdown/front.py _idle_end": "asked of the lines of one key; it begins anew at each comment line, not at each character",
    "site/search/fold.py _run": "what follows the digits is optional",
    "site/contents.py _heading": "asked of what our templates make, which close each heading",
    "site/search/page.py _root": "asked of rendered pages, whose tags are closed: a tag is as long as our templates make it",
    "pages/plain/elements.py TAG": "asked of rendered pages, in which each < that opens no tag is escaped, so that each tag is closed",
    "pages/plain/elements.py ATTRIBUTE": "asked of one tag, which is as long as our templates make it",
    "site/tree.py stashed": "the text it is asked of ends with >, so that no < is followed in vain",
    "text/differences.py _word": "what follows the digits is optional",
    "text/lines.py _glyph": "what must follow is no blank: one step back from a run's end is enough",
    "text/lines.py _line": "behind the run stands a line end or the text's end, always",
    "text/sentences.py _cell": "the last alternative takes all that the first looked at in vain",
    "text/sentences.py _sentence": "the last alternative takes all that the first looked at in vain",
}
"""What the analysis refuses and why it takes no square all the same. What it no longer refuses must go."""

MADE = {
    "check/files.py fits": "the first bytes of kinds of files, without a repeat",
    "merge/withholding.py between": "two texts of a dozen characters and a gap of a known length",
    "merge/withholding.py match": "the words of one block and gaps of a known length",
}
"""Expressions that only a run makes, and what they are made of."""


@cache
def uses(private: Path | None = None) -> dict[str, set[str]]:
    """By which methods each name is applied, in one file or wherever in the program."""
    found: dict[str, set[str]] = {}
    for path in [private] if private else MODULES:
        for node in asked(path):
            value = node.value
            name = value.id if isinstance(value, ast.Name) else value.attr if isinstance(value, ast.Attribute) else ""
            found.setdefault(name, set()).add(node.attr)
    return found


def module_of(path: Path) -> Any:
    return importlib.import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))


def calls(path: Path) -> Iterator[tuple[str, ast.Call, dict[str, Any]]]:
    """Each call of `re` in a file: the name it is given or the line's function, and the names that it can see."""
    # Words that only a run gives: a lexicon's, a text's, the places of a registry (a module's own `places` comes first).
    given = {"lexicon": LEXICON, "reading": Reading(text="", lexicon=LEXICON)}
    known = {"places": ("某地", "某州"), **vars(module_of(path)), **given}
    scopes: list[tuple[str, ast.AST, dict[str, Any]]] = [("", tree(path), known)]
    while scopes:
        scope, node, names = scopes.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                scopes.append((child.name, child, locals_of(child, names)))
                continue
            if isinstance(child, ast.Call) and is_of_re(child):
                yield named(node, child, scope), child, names
            scopes.append((named(node, child, scope), child, names))


def is_of_re(call: ast.Call) -> bool:
    func = call.func
    return (
        isinstance(func, ast.Attribute)
        and isinstance(func.value, ast.Name)
        and func.value.id == "re"
        and func.attr in {*METHODS, "compile"}
    )


def named(node: ast.AST, child: ast.AST, scope: str) -> str:
    """What a call's value is called: the target of its assignment, or the keyword it is given as."""
    if isinstance(child, ast.Assign) and isinstance(child.targets[0], ast.Name):
        return child.targets[0].id
    if isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
        return child.target.id
    if isinstance(child, ast.keyword) and child.arg:
        return child.arg
    return scope


def locals_of(function: ast.FunctionDef, names: dict[str, Any]) -> dict[str, Any]:
    """What the plain assignments of a function give, as far as words alone decide them."""
    known = dict(names)
    for statement in ast.walk(function):
        if isinstance(statement, ast.Assign):
            code = compile(ast.Module(body=[statement], type_ignores=[]), "assignment", "exec")
            try:
                exec(code, known)
            except Exception:  # noqa: BLE001 - it rests on a text, not on words
                continue
    return known


def patterns(path: Path) -> Iterator[tuple[str, Pattern]]:
    for name, call, names in calls(path):
        told = [ast.unparse(argument) for argument in call.args]
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        place = f"{path.relative_to(PACKAGE)} {name}"
        if place in MADE:
            continue
        source = eval(told[0], names)
        given = {word.arg: ast.unparse(word.value) for word in call.keywords}
        flags = eval(given.get("flags") or (told[1] if method == "compile" and told[1:] else "0"), names)
        known = uses(path if name.startswith("_") else None).get(name, set()) | inline_uses(path, call)
        used = {method} if method != "compile" else known or METHODS
        for searched, full in {(way in SEARCHES, way == "fullmatch") for way in used}:
            yield place, Pattern(source=source, flags=int(flags), searched=searched, full=full)


@cache
def asked(path: Path) -> tuple[ast.Attribute, ...]:
    """Wherever a file applies one of the methods to something."""
    return tuple(node for node in nodes(path) if isinstance(node, ast.Attribute) and node.attr in METHODS)


def inline_uses(path: Path, call: ast.Call) -> set[str]:
    """The method asked of an expression where it is made: `re.compile(…).match(…)`."""
    return {node.attr for node in asked(path) if node.value is call}


def found() -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for path in MODULES:
        for place, pattern in patterns(path):
            if wrong := faults(pattern):
                told.setdefault(place, []).extend(wrong)
    return told


@pytest.mark.parametrize(
    "source",
    [
        r"\s*\s*x",
        r".*?(?:\.\s?){3,}$",
        r"(?:a+)+b",
        r"(?:a|b*)*c",
        r".*\d.*$",
        r"x\w*\d+y",
        r"(?=.*a+.*b)c",
        r"((?:\w+ ?)+):",
    ],
)
def test_squares_are_seen(source: str) -> None:
    assert faults(Pattern(source=source, flags=0, searched=False, full=False))


@pytest.mark.parametrize("source", [r" +x", r"<[^>]*>", r"(?m)^\s*x", r"a\w*b", r"(?<=[ab])[abc]+d"])
def test_searches_that_begin_again_are_seen(source: str) -> None:
    assert faults(Pattern(source=source, flags=0, searched=True, full=False))
    assert not faults(Pattern(source=source, flags=0, searched=False, full=False))


@pytest.mark.parametrize(
    "source", [r"\s*+\s*x", r"(?<! ) +x", r"\d+(?:\.\d+)*", r"<[^<>]*>", r"^ *x", r"\s+", r"(?:\w+,)+x"]
)
def test_what_takes_no_square_is_let_pass(source: str) -> None:
    assert not [told for told in faults(Pattern(source=source, flags=0, searched=False, full=False)) if "meet" in told]


def test_no_two_repeats_meet() -> None:
    wrong = found()
    assert not {place: told for place, told in wrong.items() if place not in BOUNDED}
    assert set(BOUNDED) <= set(wrong), "no longer needed"
