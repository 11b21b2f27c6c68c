"""Values by name, one file each below `.cache/annals/`, with a digest of what they were made from: data only.

A file that is damaged, or of anything else, is as good as none. What nobody asked for is removed, so that there are never
more files than names."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annals.edition.values import plain
from annals.edition.writing import write_file


@dataclass(slots=True, kw_only=True)
class KeptValues:
    """The values that were kept in a folder, and those that are to be kept."""

    folder: Path
    _known: set[str] = field(default_factory=set)
    _fresh: dict[str, bytes] = field(default_factory=dict)

    def find(self, name: str, key: str) -> Any:
        """The plain form of the value that was made from what `key` is the digest of; None where there is none."""
        try:
            check, _, body = self._file(name).read_bytes().partition(b"\n")
            if check != hashlib.sha256(body).hexdigest().encode():
                return None
            made_from, value = json.loads(body)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        if made_from != key:
            return None
        self._known.add(name)
        return value

    def keep(self, name: str, key: str, value: object) -> None:
        """Remember a value; one that was found before under its name is forgotten."""
        body = json.dumps([key, plain(value)], ensure_ascii=False, separators=(",", ":")).encode()
        self._fresh[name] = hashlib.sha256(body).hexdigest().encode() + b"\n" + body

    def save(self) -> None:
        """Write what is new and remove what nobody asked for. Where nothing can be written nothing is kept."""
        with suppress(OSError):
            for name, data in self._fresh.items():
                write_file(self._file(name), data)
            for path in self.folder.glob("*.json"):
                if path.stem not in self._known and path.stem not in self._fresh:
                    path.unlink()

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"
