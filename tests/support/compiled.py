"""Templates compiled once a test process: a small site is built a hundred times, and two fifths of that is compiling the same
templates of Material again. A plugin of pytest."""

from __future__ import annotations

from types import CodeType
from typing import Any

from jinja2 import Environment

_compile = Environment.compile
_known: dict[tuple[object, ...], CodeType] = {}


def _compile_once(
    self: Environment, source: str, name: Any = None, filename: Any = None, *more: Any, **options: Any
) -> Any:
    """The same, for the same text under the same name in an environment that reads it the same way."""
    if more or options or not isinstance(source, str):
        return _compile(self, source, name, filename, *more, **options)
    ways = (self.trim_blocks, self.lstrip_blocks, self.autoescape, frozenset(self.extensions), frozenset(self.filters))
    key = (source, name, filename, *ways)
    if key not in _known:
        _known[key] = _compile(self, source, name, filename)
    return _known[key]


def pytest_configure() -> None:
    Environment.compile = _compile_once  # type: ignore[method-assign]
