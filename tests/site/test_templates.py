"""Templates hold words and markup: they cut no text apart, use only what Jinja2 and MiniJinja have in common
(https://docs.rs/minijinja/latest/minijinja/syntax/), and nothing that a strict content security policy refuses."""

from __future__ import annotations

import re

import pytest
from jinja2 import Environment, nodes

from tests.support.places import REPO

FOLDER = REPO / "templates"
TEMPLATES = {
    str(path.relative_to(FOLDER)): path.read_text("utf-8")
    for path in sorted(FOLDER.rglob("*"))
    if path.suffix in (".html", ".j2")
}
# `url` is MkDocs', `front`, `inert` and `quoted` are ours: a filter of that name is given to either engine.
FILTERS = {
    *("d", "e", "first", "join", "last", "length", "list", "map", "rejectattr", "safe", "selectattr", "sort", "sum"),
    *("tojson", "trim", "urlencode", "url", "front", "inert", "quoted"),
}
TESTS = {"defined", "mapping", "none", "sequence", "string", "undefined"}
FUNCTIONS = {"by_whom", "link", "range", "super"}
"""Besides macros; `by_whom` and `link` are handed over by whoever renders."""
NAMESPACES = {"lang", "zh"}
"""Imported templates, whose macros are called by `.`: all else that is called so is a method of Python's."""
# Data that scripts or programs read, which nothing runs.
_data = re.compile(r'type="application/(?:ld\+)?json"')
NODES = {
    *("Template", "Output", "TemplateData", "For", "If", "Macro", "Assign", "AssignBlock", "Include", "Import"),
    *("FromImport", "Extends", "Block", "Call", "Filter", "Test", "Name", "NSRef", "Const", "Getattr", "Getitem"),
    *("Concat", "CondExpr", "Compare", "Operand", "And", "Or", "Not", "Add", "Sub", "Mul", "Mod", "Div", "Neg"),
    *("List", "Tuple", "Dict", "Pair", "Keyword"),
}


def faults(source: str) -> list[str]:
    """What a template has that it must not."""
    tree = Environment(autoescape=True).parse(source)
    macros = {node.name for node in tree.find_all(nodes.Macro)}
    macros |= {name for node in tree.find_all(nodes.FromImport) for name in node.names if isinstance(name, str)}
    found = [
        f"construct {type(node).__name__}" for node in tree.find_all(nodes.Node) if type(node).__name__ not in NODES
    ]
    found += [f"filter {node.name}" for node in tree.find_all(nodes.Filter) if node.name not in FILTERS]
    found += [f"test {node.name}" for node in tree.find_all(nodes.Test) if node.name not in TESTS]
    for call in tree.find_all(nodes.Call):
        called = call.node
        if isinstance(called, nodes.Name):
            if called.name not in FUNCTIONS | macros:
                found.append(f"function {called.name}")
        elif not (
            isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name) and called.node.name in NAMESPACES
        ):
            found.append(f"method {getattr(called, 'attr', '?')}")
    markup = "".join(node.data for node in tree.find_all(nodes.TemplateData))
    scripts = re.findall(r"<script\b([^>]*)>", re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", source, flags=re.DOTALL))
    found += ["inline script" for told in scripts if "src=" not in told and not _data.search(told)]
    found += [f"markup {match}" for match in re.findall(r"<style\b|\sstyle=|\son\w+=|javascript:", markup)]
    return found


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_keeps_to_it(name: str) -> None:
    assert faults(TEMPLATES[name]) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ path | replace('.md', '.html') }}", "filter replace"),
        ("{{ lines.split('、')[0] }}", "method split"),
        ("{% if url.startswith(folder) %}{% endif %}", "method startswith"),
        ("{% if page.content.endswith(made) %}{% endif %}", "method endswith"),
        ("{{ own.strip() }}", "method strip"),
        ("{{ super().split('a', 1) }}", "method split"),
        ("{{ entities[:24] }}", "construct Slice"),
        ("{% set before, after = x %}{{ content[1:(x | length)] }}", "construct Slice"),
        ("{{ dict(cells)['a'] }}", "function dict"),
        ("{{ text | truncate(110, True, '…') }}", "filter truncate"),
        ("{% if x is divisibleby 3 %}{% endif %}", "test divisibleby"),
        ("{{ 2 ** 3 }}", "construct Pow"),
        ("<script>alert(1)</script>", "inline script"),
        ("<script>\nlet a = {{ a }}</script>", "inline script"),
        ("<style>p {}</style>", "markup <style"),
        ('<p style="color: red">', "markup  style="),
        ('<p onclick="f()">', "markup  onclick="),
    ],
)
def test_what_is_refused(source: str, fault: str) -> None:
    assert fault in faults(source)


def test_what_is_not_refused() -> None:
    good = (
        "{% macro a(b) %}{{ b | e }}{% endmacro %}{{ a(lang.t('x')) }}{% include 'y' %}"
        '<script id="c" type="application/json">{{ {"a": none} | tojson }}</script><script src="{{ x | url }}"></script>'
        "{% for a, b in c if b %}{{ loop.index ~ a }}{% else %}{% endfor %}"
    )
    assert faults(good) == []


def test_all_templates_are_read() -> None:
    assert {name.partition("/")[0] for name in TEMPLATES} == {"collection", "derived", "pages", "review", "theme"}
    assert {"theme/main.html", "theme/partials/tabs.html", "derived/entity_page.html.j2"} <= TEMPLATES.keys()


def test_a_script_finds_its_words_by_names_of_their_own() -> None:
    """Two sentences of one name: the answer row once said what is said of a search that found little, braces and all."""
    said = re.findall(r'data-annals-say="([^"]*)"', TEMPLATES["theme/partials/annals-search.html"])
    assert len(said) > 20
    assert len(said) == len(set(said))
