"""What is written for maintainers names files, folders, commands and values that are there."""

from __future__ import annotations

import ast
import posixpath
import re

import pytest

from annals.cli.group import main
from tests.support.places import FROZEN, GUIDE, REPO
from tests.support.sources import MODULES, nodes

WRITTEN = {
    path.relative_to(REPO).as_posix(): path.read_text("utf-8")
    for path in (
        GUIDE / "design-notes.md",
        GUIDE / "measured.md",
        GUIDE / "publishing.md",
        REPO / "README.md",
        REPO / "CONTRIBUTING.md",
    )
}
NOTES = WRITTEN["annals/guide/design-notes.md"]

# Where a path may begin: these texts name the folder first where the last two are meant.
FROM = (
    "",
    "annals",
    "tests",
    "templates/theme/assets/search",
    "templates/theme/assets/quotations",
    ".github/workflows",
)
# What no checkout holds: built, left by a run that was killed, or an edition's to add.
MADE = {
    *(
        "site/",
        "site/.inputs-sha256",
        "site/search/",
        "site/assets/panels/<报告>/<首行>.js",
        "search/",
        "data/",
        "data/pages.jsonl",
        "llms.txt",
        "series/",
        "assets/cards/",
    ),
    "annals.lock",
    ".venv/.annals-site",
    *("index.js", "s0-….js", "t0-….js", "n0-….js", "b0-….js", "y0-….js", "l0-….js"),
    *(
        "seeds/.base/.unfinished",
        "docs/lexicon.yml",
        "docs/about/withdrawn.yml",
        "docs/entities/decisions.yml",
        ".cache/",
        ".cache/annals/",
        ".cache/bench/",
    ),
}
_ENDINGS = (".py", ".md", ".yml", ".js", ".j2", ".txt", ".jsonl", ".in", ".toml")
_fence = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_indented = re.compile(r"^ {4}(.+)$", re.MULTILINE)
_span = re.compile(r"`([^`\n]+)`")
_placeholder = re.compile(r"<[^>]+>|…")
_value = re.compile(r"([A-Z][a-z]\w*)(?:\.(\w+))?")


def spans(text: str) -> list[str]:
    """What stands in backticks, code blocks apart."""
    return _span.findall(_fence.sub("", text))


def code(text: str) -> list[str]:
    """What stands in backticks or in a block of code, piece by piece."""
    return [*spans(text), *_fence.findall(text), *_indented.findall(_fence.sub("", text))]


def is_path(span: str) -> bool:
    """Whether a span means a path of the repository: no ending alone, no address, nothing with spaces."""
    if " " in span or span.startswith("/") or "://" in span or re.fullmatch(r"\.\w+", span):
        return False
    return "/" in span or span.endswith(_ENDINGS)


def is_there(path: str) -> bool:
    """Whether the checkout holds a path; what editors own, who may take it away, the frozen edition has to hold."""
    pattern = _placeholder.sub("*", path)
    owned = pattern.partition("/")[0] in ("docs", "seeds", "mkdocs.yml")
    places = [FROZEN] if owned else [REPO / place for place in FROM]
    if "*" in pattern:
        return any(next(place.glob(pattern), None) is not None for place in places)
    return any((place / pattern).is_dir() if path.endswith("/") else (place / pattern).exists() for place in places)


@pytest.mark.parametrize("name", WRITTEN)
def test_every_path_is_there(name: str) -> None:
    paths = {span for span in spans(WRITTEN[name]) if is_path(span)}
    assert len(paths) > 2
    assert sorted(path for path in paths - MADE if not is_there(path)) == []


def test_every_link_leads_somewhere() -> None:
    links = [
        posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) + ("/" if link.endswith("/") else "")
        for name, text in WRITTEN.items()
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    ]
    assert len(links) > 10
    assert [link for link in links if not is_there(link)] == []


def test_every_exception_is_needed() -> None:
    named = {span for text in WRITTEN.values() for span in spans(text)}
    assert sorted(MADE - named) == []


def test_every_target_of_make_is_one() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPO / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        found for text in WRITTEN.values() for piece in code(text) for found in re.findall(r"\bmake ([a-z-]+)", piece)
    }
    assert {"site", "test", "rules"} <= named
    assert sorted(named - targets) == []


def test_every_command_is_one() -> None:
    named = {
        found
        for text in WRITTEN.values()
        for piece in code(text)
        for found in re.findall(r"build_site\.py ([a-z]+)", piece)
    }
    assert {"add", "serve", "check"} <= named
    assert sorted(named - set(main.commands)) == []


def test_the_layout_names_what_is_there() -> None:
    readme = WRITTEN["README.md"]
    layout = readme.partition("## Layout")[2].partition("\n## ")[0]
    named = re.findall(r"^ {4}([\w./]+) ", layout, re.MULTILINE)
    assert len(named) > 6
    assert [path for path in named if path not in MADE and not is_there(path)] == []
    commands = re.search(r"the command line: (.*)", layout)
    assert commands is not None
    assert set(commands.group(1).replace(" (default)", "").split(", ")) == set(main.commands)


# --- the design notes -------------------------------------------------------------------------


def _rows(heading: str) -> list[list[str]]:
    """The spans of each row of the table below a heading."""
    section = NOTES.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [spans(row) for row in re.findall(r"^\| (`.*) \|$", section, re.MULTILINE)]


def test_every_room_has_a_row_that_names_files_of_it() -> None:
    rows = _rows("哪个文件管什么")
    rooms = {path.parent.name for path in (REPO / "annals").glob("*/__init__.py")} | {"hook.py"}
    assert sorted(row[0] for row in rows) == sorted(rooms)
    for room, *named in rows:
        files = {path.stem for path in (REPO / "annals" / room).rglob("*") if path.suffix in (".py", ".yml")}
        assert [name for name in named if re.fullmatch(r"[a-z_]+", name) and name not in files] == [], room


def _classes() -> dict[str, set[str]]:
    """Every class of the program, with what its body defines."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef):
                inside = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
                inside |= {
                    item.target.id
                    for item in node.body
                    if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
                }
                found.setdefault(node.name, set()).update(inside)
    return found


def test_every_value_is_one() -> None:
    classes = _classes()
    # A call is named with its arguments: `Problem.of(…)`.
    values = [match for span in spans(NOTES) if (match := _value.fullmatch(span.partition("(")[0]))]
    assert len(values) > 20
    unknown = [m.group() for m in values if m[1] not in classes or (m[2] is not None and m[2] not in classes[m[1]])]
    assert unknown == []


def test_values_stand_in_the_files_named() -> None:
    rows = _rows("一段话经过的值")
    assert len(rows) == 7
    for value, file, *_ in rows:
        assert f"\nclass {value}:" in (REPO / "annals" / file).read_text("utf-8"), value
