"""The one way out to disk: each file in one stroke, many files all or none, and what a kill leaves behind."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from annals.edition.lock import CACHE
from annals.model import Problem

LOG = "seeds/.base/.unfinished"
WRITING, _BUILDING = ".writing-", ".building-"
_OWN = ("docs", "seeds")
"""The folders in which the program writes beside what people do."""


def write_file(target: Path, data: bytes) -> None:
    """Write a file in one stroke: whoever looks sees the old bytes or the new ones."""
    try:
        _write(target, data)
    except OSError as error:
        # The system names the folder, a name of ours or nothing: a person is told of the file that was meant.
        raise OSError(error.errno, error.strerror, str(target)) from error


def put_file(target: Path, data: bytes, last: Path | None = None) -> None:
    """Write a file where nobody looks yet, as in a site that is not in place: there is no need of one stroke. Where `last`,
    a file of the site in place, is the same to the byte, it gets a second name instead: to make a file and to delete the
    old one takes several times as long."""
    same = last is not None and _holds(last, data)
    try:
        _put_in(target, data, last if same else None)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        _put_in(target, data, last if same else None)


def _holds(path: Path, data: bytes) -> bool:
    with suppress(OSError), open(path, "rb", buffering=0) as file:
        return os.fstat(file.fileno()).st_size == len(data) and file.read() == data
    return False


def _put_in(target: Path, data: bytes, same: Path | None) -> None:
    try:
        if same is not None:
            os.link(same, target)
            return
    except FileNotFoundError:
        raise
    except OSError:
        # Not every disk lets a file have two names.
        pass
    target.write_bytes(data)


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=WRITING)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def carry_out(root: Path, writes: Sequence[tuple[str, str | None]]) -> tuple[str, ...]:
    """Write what ingest decided, each file in one stroke, all or none: until the last one is
    done, what was there before is kept beside the record. Returns the paths."""
    if not writes:
        return ()
    changes = [(path, _bytes(root / path), None if text is None else text.encode()) for path, text in writes]
    log = root / LOG
    write_file(log, _logged(changes))
    for path, _, after in changes:
        _put(root / path, after)
    log.unlink()
    return tuple(path for path, _, _ in changes)


def recover(root: Path) -> tuple[Problem, ...]:
    """Take back what a run that was killed had written so far, but no file that someone changed
    since: half of the pages with all of the record would look like an editor's work. A log that
    is not ours to the byte is put aside unread (W107). What was being written is swept away."""
    for folder in _OWN:
        for left in (root / folder).rglob(f"{WRITING}*"):
            left.unlink(missing_ok=True)
    log = root / LOG
    if not log.is_file():
        return ()
    changes = None if log.is_symlink() else _read_log(log.read_bytes())
    if changes is None or any(leads_out(root, path) for path, _, _ in changes):
        aside = root / CACHE / "unfinished"
        aside.parent.mkdir(parents=True, exist_ok=True)
        os.replace(log, aside)
        return (Problem.of("W107", LOG, aside=f"{CACHE}/unfinished"),)
    for path, before, after in changes:
        if _bytes(root / path) == after and before != after:
            _put(root / path, before)
    log.unlink()
    return ()


def leads_out(root: Path, path: str) -> bool:
    """Whether a path from the root is elsewhere than it says, or not below docs/ and seeds/: by its
    words or by a symbolic link on the way."""
    parts = PurePosixPath(path).parts
    if not parts or parts[0] not in _OWN or ".." in parts or "\0" in path:
        return True
    below = root.resolve()
    return (below / path).parent.resolve() != below.joinpath(*parts[:-1]) or (below / path).is_symlink()


def sweep_sites(folder: Path) -> None:
    """Take away the sites beside one in place that a killed run did not finish."""
    for left in folder.glob(f"{_BUILDING}*"):
        shutil.rmtree(left, ignore_errors=True)


def building_folder(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder beside a site in place, in which the next one is made."""
    return tempfile.TemporaryDirectory(dir=folder, prefix=_BUILDING)


def open_to_all(folder: Path) -> None:
    """Give everything below a folder the modes of published files, whatever the umask was."""
    for place, folders, files in os.walk(folder):
        for names, mode in ((folders, 0o755), (files, 0o644)):
            for name in names:
                os.chmod(os.path.join(place, name), mode)
    folder.chmod(0o755)


_Change = tuple[str, bytes | None, bytes | None]
"""A path from the root, the bytes before and after, None where there is no file."""


def _logged(changes: Sequence[_Change]) -> bytes:
    """The log as bytes: the digest of its second line, and that line."""
    body = json.dumps([[path, _coded(before), _coded(after)] for path, before, after in changes]).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _read_log(data: bytes) -> list[_Change] | None:
    """What `_logged` wrote; None for anything else."""
    digest, _, body = data.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        return [(str(path), _decoded(before), _decoded(after)) for path, before, after in json.loads(body)]
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError):
        return None


def _coded(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _decoded(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _put(target: Path, data: bytes | None) -> None:
    if data is None:
        target.unlink(missing_ok=True)
    else:
        write_file(target, data)
