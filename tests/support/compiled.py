"""What a test process makes of the same text again and again, made once: templates of Material, compiled (two fifths of a small
site, of which a hundred are built), the names of Material's fifteen thousand files, the lists of words that ship and the facts of a folder (half of taking a small folder in, which
happens a thousand times). The same text gives the same; nothing else is kept. A plugin of pytest."""

from __future__ import annotations

import sysconfig
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader

from annals.edition import facts
from annals.text.lexicon import loading

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


_list = FileSystemLoader.list_templates
_INSTALLED = Path(sysconfig.get_path("purelib"))


@cache
def _installed(folder: str) -> tuple[str, ...]:
    return tuple(_list(FileSystemLoader(folder)))


def _list_once(self: FileSystemLoader) -> list[str]:
    """The same, but that what was installed does not change while tests run."""
    folders = [str(folder) for folder in self.searchpath]
    installed = [folder for folder in folders if Path(folder).is_relative_to(_INSTALLED)]
    others = FileSystemLoader([folder for folder in folders if folder not in installed], followlinks=self.followlinks)
    return sorted({*_list(others), *(name for folder in installed for name in _installed(folder))})


def pytest_configure() -> None:
    FileSystemLoader.list_templates = _list_once  # type: ignore[method-assign]
    Environment.compile = _compile_once  # type: ignore[method-assign]
    loading.read_list = cache(loading.read_list)
    facts.read_facts = cache(facts.read_facts)
