"""The insides of a zip, read with care: it may be broken, locked, far larger than it looks, or reach out of its folder."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from annals.extract.contract import UntakenError
from annals.model import Phrase, Problem

MOST_FILES = 20_000
LARGEST, LARGEST_WHOLE = 100_000_000, 400_000_000
"""Bytes of one file and of all that is read together: a page of text has some thousand, a volume some million."""
_LOCKED, _UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An archive that can be read; `names` are its files as people see them, each with what the archive calls it."""

    name: str
    names: dict[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises UntakenError; what a file says of its own size is not believed."""
        try:
            with self.archive.open(self.names[name]) as stream:
                found = stream.read(LARGEST + 1)
        except _BROKEN as error:
            raise broken(self.name, Phrase.of("package-broken")) from error
        if len(found) > LARGEST:
            raise UntakenError(Problem.of("E147", self.name, why=Phrase.of("package-large", file=name)))
        return found

    def read_all(self, names: list[str]) -> Iterator[tuple[str, bytes]]:
        """Files with their bytes, together no more than a volume can have."""
        total = 0
        for name in names:
            found = self.read(name)
            total += len(found)
            if total > LARGEST_WHOLE:
                raise UntakenError(Problem.of("E147", self.name, why=Phrase.of("package-large", file=name)))
            yield name, found


_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


def broken(name: str, why: Phrase) -> UntakenError:
    """That a file cannot be opened, and why."""
    return UntakenError(Problem.of("E145", name, why=why))


def package_of(name: str, raw: bytes) -> Package:
    """An archive, nothing of it unpacked yet. Raises UntakenError."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        infos = [info for info in archive.infolist() if not info.is_dir()]
    except _BROKEN as error:
        raise broken(name, Phrase.of("package-broken")) from error
    if any(info.flag_bits & _LOCKED for info in infos):
        raise broken(name, Phrase.of("file-locked"))
    if len(infos) > MOST_FILES:
        raise UntakenError(Problem.of("E147", name, why=Phrase.of("package-many", count=len(infos))))
    names: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        inside = _name_of(info)
        if _reaches_out(inside) or stat.S_ISLNK(info.external_attr >> 16):
            raise UntakenError(Problem.of("E147", name, why=Phrase.of("package-outside", file=inside)))
        if inside in names:
            raise UntakenError(Problem.of("E147", name, why=Phrase.of("package-twice", file=inside)))
        names[inside] = info
    return Package(name=name, names=names, archive=archive)


def _name_of(info: zipfile.ZipInfo) -> str:
    """A file's name; where the archive does not say that it is UTF-8, Windows wrote it as it writes Chinese."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _reaches_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\0" in name
