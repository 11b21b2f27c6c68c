"""The files of the last site that stand beside its pages, a group a report: a group that would be made from the same is read
back from the site. What does not fit to the byte is made anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from annals.edition.writing import write_file
from annals.pages.sparing import Files
from annals.site.reuse import digest_of

NAME = "files.json"

_Group = tuple[str, dict[str, str]]
"""What the files were made from, and the sha256 of each by path."""


@dataclass(slots=True, kw_only=True)
class KeptFiles:
    """The groups of the last `site`, of which what is known lies in `folder`; `prints` are the digests of what each
    report's pages are made from, by its id."""

    folder: Path
    site: Path
    prints: Mapping[str, str]
    _before: dict[str, _Group] = field(default_factory=dict)
    _now: dict[str, _Group] = field(default_factory=dict)

    @staticmethod
    def of(folder: Path, site: Path, prints: Mapping[str, str]) -> KeptFiles:
        return KeptFiles(folder=folder, site=site, prints=prints, _before=_read(folder / NAME))

    def spare(self, kind: str, report: str, told: object, make: Callable[[], Files]) -> Files:
        """The files of one kind of a report, see `Spare`."""
        pages = self.prints.get(report, "")
        if not pages:
            return make()
        name, key = f"{kind}/{report}", digest_of((pages, told))
        before, sums = self._before.get(name, ("", {}))
        found = self._standing(sums) if before == key else None
        if found is None:
            found = make()
            sums = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in found.items()}
        self._now[name] = (key, sums)
        return found

    def save(self) -> None:
        """Leave what is known of the files that were made. A folder in which nothing can be kept is no fault."""
        body = json.dumps(self._now, ensure_ascii=False, separators=(",", ":")).encode()
        with suppress(OSError):
            write_file(self.folder / NAME, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)

    def _standing(self, sums: Mapping[str, str]) -> Files | None:
        """The files as they stand on the site, if they are as they were written."""
        found = {}
        for path, check in sums.items():
            if path.startswith("/") or ".." in path.split("/"):
                return None
            try:
                data = (self.site / path).read_bytes()
            except OSError:
                return None
            if hashlib.sha256(data).hexdigest() != check:
                return None
            found[path] = data.decode()
        return found


def _read(path: Path) -> dict[str, _Group]:
    """What was kept; nothing if it is not whole."""
    try:
        check, _, body = path.read_bytes().partition(b"\n")
        if check != hashlib.sha256(body).hexdigest().encode():
            return {}
        given = json.loads(body)
        return {
            name: (key, {str(path): str(digest) for path, digest in sums.items()})
            for name, (key, sums) in given.items()
        }
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}
