"""What a test process makes of the same text again and again, made once: templates of Material, compiled (two fifths of a small
site, of which a hundred are built), the digest of the tool's files, what is made of the lists of words that ship with it,
the facts of a folder (half of taking a small folder in, which happens a thousand times), the pages of the guide as they are
read (a twelfth), and the theme's scripts without their comments. The same text gives the same;
nothing else is kept; and what is there before the first test is not looked through for garbage again and again (a tenth of the
whole). A plugin of pytest."""

from __future__ import annotations

import gc
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

from annals.edition import assembling, facts, unchanged
from annals.edition.intake import Folder
from annals.edition.shipped import GUIDE, SHIPPED
from annals.figures import forms
from annals.names import context
from annals.site import given_files

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


_digest = unchanged.code_digest
_digest_once = cache(_digest)


def _digest_of(shipped: Path) -> str:
    """The same; the tool that runs does not change while its tests do, a copy may."""
    return _digest_once(shipped) if shipped == SHIPPED else _digest(shipped)


_take_in_folder = assembling.take_in_folder
_take_in_once = cache(_take_in_folder)


def _taken_in(folder: Path, base: Path, prefix: str) -> Folder:
    """The same; the guide that ships does not change while its tests run, other folders do."""
    return (_take_in_once if folder == GUIDE else _take_in_folder)(folder, base, prefix)


def pytest_configure() -> None:
    Environment.compile = _compile_once  # type: ignore[method-assign]
    facts.read_facts = cache(facts.read_facts)
    forms.Forms.of = staticmethod(cache(forms.Forms.of))  # type: ignore[method-assign]
    context.Forms.of = staticmethod(cache(context.Forms.of))  # type: ignore[method-assign]
    unchanged.code_digest = _digest_of
    assembling.take_in_folder = _taken_in
    given_files.bare_script = cache(given_files.bare_script)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
