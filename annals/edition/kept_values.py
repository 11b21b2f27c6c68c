"""Values by name, one file each below `.cache/annals/`, with a digest of what they were made from: data only.

A file that is damaged, or of anything else, is as good as none. What nobody asked for is removed, so that there are never
more files than names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from annals.edition.circles import lasting
from annals.edition.values import plain
from annals.edition.writing import write_file

_Value = TypeVar("_Value")
Memory = dict[tuple[str, str], tuple[str, Any]]
"""Values as they were read, by folder and name, each with its key: for whoever builds again and again."""


@dataclass(slots=True, kw_only=True)
class KeptValues:
    """The values that were kept in a folder, and those that are to be kept; what was read is in `memory` as well, where one is
    given."""

    folder: Path
    memory: Memory | None = None
    _known: set[str] = field(default_factory=set)
    _fresh: dict[str, bytes] = field(default_factory=dict)

    def find(self, name: str, key: str, read: Callable[[Any], _Value]) -> _Value | None:
        """The value that was made from what `key` is the digest of, as `read` makes it of its plain form; None where there
        is none, or `read` raises for what it is given."""
        place = self.folder.name, name
        known = None if self.memory is None else self.memory.get(place)
        if known is None or known[0] != key:
            try:
                check, _, body = self._file(name).read_bytes().partition(b"\n")
                if check != hashlib.sha256(body).hexdigest().encode():
                    return None
                with lasting():
                    made_from, plain_value = json.loads(body)
                    if made_from != key:
                        return None
                    known = key, read(plain_value)
            except (OSError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError, RecursionError):
                return None
        if self.memory is not None:
            self.memory[place] = known
        self._known.add(name)
        value: _Value = known[1]
        return value

    def keep(self, name: str, key: str, value: object) -> None:
        """Remember a value; one that was found before under its name is forgotten."""
        body = json.dumps([key, plain(value)], ensure_ascii=False, separators=(",", ":")).encode()
        self._fresh[name] = hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    def save(self) -> None:
        """Write what is new and remove what nobody asked for. Where nothing can be written nothing is kept."""
        if self.memory is not None:
            for folder, name in [*self.memory]:
                if folder == self.folder.name and name not in self._known:
                    del self.memory[folder, name]
        with suppress(OSError):
            for name, data in self._fresh.items():
                write_file(self._file(name), data)
            for path in self.folder.glob("*.json"):
                if path.stem not in self._known and path.stem not in self._fresh:
                    path.unlink()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"
