"""What a test process makes of the same text again and again, made once: templates of Material, compiled (two fifths of a small
site, of which a hundred are built), the digest of the tool's files, what is made of the lists of words that ship with it,
the facts of a folder (half of taking a small folder in, which happens a thousand times), the pages of the guide as they are
read (a twelfth), the theme's scripts without their comments, what is read of a page and of its head, and a raw text cleaned, read
and looked at for doubts (a third of taking in; most stories change the pages of one text). The same text gives the same;
nothing else is kept; and what is there before the first test is not looked through for garbage again and again (a tenth of the
whole). A plugin of pytest."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache, lru_cache, wraps
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment

from annals.edition import assembling, facts, making, taking_in, unchanged
from annals.edition.intake import Folder
from annals.edition.shipped import GUIDE, SHIPPED
from annals.figures import forms
from annals.markdown import front, read
from annals.model import Cleaned, Document
from annals.names import context
from annals.site import given_files
from annals.text.lexicon.words import Lexicon

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


class _Key:
    """An argument by which a call is known again; what has no value to be told by is known as the object that it is."""

    __slots__ = ("_hash", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self._hash = id(value) if isinstance(value, Lexicon | Cleaned | Document) else hash(value)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Key) or self._hash != other._hash:
            return False
        return self.value is other.value or (
            not isinstance(self.value, Lexicon | Cleaned | Document) and bool(self.value == other.value)
        )


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


_FORGETFUL: list[Any] = []


def forget() -> None:
    """Nothing is known any more of pages and raw texts: what is counted begins anew."""
    for known in _FORGETFUL:
        known.cache_clear()


def _known_again(made: Callable[..., Any], size: int) -> Callable[..., Any]:
    found = lru_cache(maxsize=size)(made)
    _FORGETFUL.append(found)
    return found


def _of_values(made: Callable[..., Any], size: int = 2_000) -> Callable[..., Any]:
    """The same, made once of the same arguments. The lists of words are the same where they are the same object: there are
    thousands of them, and telling that they are equal takes as long as what is saved."""
    known = _known_again(lambda *keys: made(*(key.value for key in keys)), size)
    return wraps(made)(lambda *given: known(*map(_Key, given)))


def pytest_configure() -> None:
    Environment.compile = _compile_once  # type: ignore[method-assign]
    facts.read_facts = cache(facts.read_facts)
    forms.Forms.of = staticmethod(cache(forms.Forms.of))  # type: ignore[method-assign]
    context.Forms.of = staticmethod(cache(context.Forms.of))  # type: ignore[method-assign]
    unchanged.code_digest = _digest_of
    assembling.take_in_folder = _taken_in
    given_files.bare_script = cache(given_files.bare_script)
    taking_in.shipped_topics = cache(taking_in.shipped_topics)
    front._read = _known_again(front._read, 4_000)
    read._leaves = _known_again(lambda body, leaves=read._leaves: tuple(leaves(body)), 4_000)
    making.clean_covered = _of_values(making.clean_covered)
    making.document_of = _of_values(making.document_of)
    making.doubts_of = _of_values(making.doubts_of)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
