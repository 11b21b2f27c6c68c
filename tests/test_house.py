"""The house (annals/guide/design-notes.md): imports point one way, each library has its room, only the rim touches the world."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.support.sources import MODULES, PACKAGE, imported, nodes, tree

_ground = {"model", "text", "markdown"}
_stages = {"clean", "structure", "merge", "names", "figures"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "text": {"model"},
    "markdown": {"model", "text"},
    **dict.fromkeys(_stages, _ground),
    "check": _ground | _stages,
    "pages": _ground | _stages | {"check"},
    "site": _ground | _stages | {"check", "pages"},
    # Before everything: what people have becomes raw text, which alone the rest knows.
    "extract": _ground | {"clean"},
    "edition": _ground | _stages | {"check", "pages", "site", "extract"},
    **dict.fromkeys(("cli", "hook", "handing"), _ground | _stages | {"check", "pages", "site", "edition"}),
}
"""Each room with all it may use, besides itself: whatever stands on a floor below."""


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_imports_point_one_way() -> None:
    wrong = {}
    for path in (path for path in MODULES if room(path) != "__init__"):
        rooms = {name.split(".")[1] for name in imported(path) if name.startswith("annals.")}
        wrong[path] = rooms - {room(path)} - ALLOWED[room(path)]
    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


def test_every_room_is_listed() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} == set(ALLOWED)


@pytest.mark.parametrize(
    ("package", "rooms"),
    [
        ("mkdocs", {"site", "hook"}),
        ("click", {"cli"}),
        ("markdown_it", {"markdown"}),
        ("markdown", {"site"}),
        ("pypdf", {"extract"}),
    ],
)
def test_each_library_has_its_room(package: str, rooms: set[str]) -> None:
    using = {room(path) for path in MODULES if any(n == package or n.startswith(package + ".") for n in imported(path))}
    assert using == rooms


def test_only_the_rim_prints_and_touches_disk_or_clock() -> None:
    for path in MODULES:
        calls = {n.func.id for n in nodes(path) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        names = imported(path)
        assert "print" not in calls, path
        rim = {
            PACKAGE / "site" / name
            for name in (
                "engine.py",
                "given_files.py",
                "manuscript.py",
                "plugin.py",
                "serving.py",
                "theme_files.py",
                "twins.py",
            )
        }
        if room(path) not in ("edition", "cli", "hook") and path not in rim:
            assert "open" not in calls, path
            assert not names & {"os", "pathlib", "time", "tempfile", "shutil", "subprocess"}, path
            asked = {n.attr for n in nodes(path) if isinstance(n, ast.Attribute)}
            assert not asked & {"now", "today", "utcnow"}, path


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.name == "__init__.py"], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_room_s_face_only_hands_names_on(path: Path) -> None:
    body = tree(path).body
    assert all(
        isinstance(node, ast.ImportFrom)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Assign) and [t.id for t in node.targets if isinstance(t, ast.Name)] == ["__all__"])
        for node in body
    )


_ASKED_BY_OTHERS = {"annals.clean.replaying.replay", "annals.clean.replaying.undo"}
"""What is there for whoever uses the package (DESIGN: cleaning can be replayed and undone), and has no use inside it."""


def _called_by_its_library(node: ast.FunctionDef | ast.ClassDef, path: Path) -> bool:
    return bool(node.decorator_list and room(path) == "cli") or (room(path) == "hook" and node.name.startswith("on_"))


def test_whatever_stands_in_the_program_is_used_by_it() -> None:
    # Functions that only tests called stood here for months, and one that nobody called at all.
    used, there = set(), {}
    for path in MODULES:
        if path.name == "__init__.py":
            continue
        used |= {node.id for node in nodes(path) if isinstance(node, ast.Name)}
        used |= {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not _called_by_its_library(node, path):
                there[".".join((*path.relative_to(PACKAGE.parent).with_suffix("").parts, node.name))] = node.name
    assert {place for place, name in there.items() if name not in used} == _ASKED_BY_OTHERS


def test_nothing_is_named_like_its_module() -> None:
    # `import annals.x.outline as m` gave the function of that name: what a package hands on hides its module.
    for path in MODULES:
        names = {n.name for n in tree(path).body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        assert path.stem not in names, path
