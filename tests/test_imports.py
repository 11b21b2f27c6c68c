"""Imports point one way (docs/guide/design-notes.md): a module may use only rooms below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "annals"

# Each room with all it may use, besides itself.
_ground = {"model", "text", "shapes", "markdown"}
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "text": set(),
    "shapes": {"text"},
    "markdown": {"model"},
    "read": _ground,
    "year": _ground,
    "metadata": _ground,
    "clean": _ground,
    "structure": _ground,
    "topics": _ground,
    "paginate": _ground,
    "write": _ground,
    "merge": _ground,
    "compose": _ground | {"write"},
    "publish": _ground,
    "base": _ground,
    "load": _ground,
    "link": _ground,
    "notices": _ground,
    "check": _ground,
    # Derived pages tell what rules are called and write the whole chapter as pages are written.
    "derive": _ground | {"clean", "link", "write"},
    "dress": {"model", "markdown"},
    "search": set(),
    "plan": _ground | {
        "base", "clean", "compose", "merge", "metadata", "notices", "paginate", "publish", "read", "review", "structure", "topics",
        "write", "year",
    },
    "compare": {"model"},
    "review": {"model", "text"},
    "survey": _ground | {"link"},
    "trace": _ground,
    "build": _ground | {"base", "check", "clean", "derive", "dress", "link", "load", "plan", "review", "search", "survey", "trace", "write"},
    "plugin": {"model", "dress"},
    "cli": {"build", "check", "clean", "compare", "link", "model", "plugin", "survey", "trace"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: imports are absolute"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) != "__init__"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("annals.")}
    assert rooms - {room(path)} <= ALLOWED[room(path)]


def test_every_room_is_listed() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} == set(ALLOWED)


@pytest.mark.parametrize(
    ("package", "rooms"),
    [("mkdocs", {"plugin"}), ("click", {"cli"}), ("markdown_it", {"markdown"}), ("markdown", {"dress"}), ("merge3", {"merge"})],
)
def test_each_library_has_its_room(package: str, rooms: set[str]) -> None:
    using = {room(path) for path in MODULES if any(n == package or n.startswith(package + ".") for n in imported(path))}
    assert using == rooms


def test_only_the_rim_prints_and_touches_disk_or_clock() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        calls = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        names = imported(path)
        assert "print" not in calls, path
        if room(path) not in ("build", "cli", "plugin"):
            assert "open" not in calls, path
            assert not names & {"os", "pathlib", "time", "tempfile", "shutil", "subprocess"}, path
            asked = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
            assert not asked & {"now", "today", "utcnow"}, path
