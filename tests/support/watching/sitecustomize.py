"""Tells of every opening of a file of this checkout that editors own.

Python imports a module of this name when it starts, if it finds one: `tests/support/watch.py` puts this folder on the path of
the processes that tests start. Nothing is imported here that a bare Python lacks."""

import os
import sys

LOG = "ANNALS_WATCH_LOG"
"""The variable that names the file to tell by; without it nothing is watched."""
REPO = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
_ROOMS = ("docs", "seeds", "mkdocs.yml")


def inside(path: str) -> str:
    """A path as it is named in the checkout; whole, if it leads elsewhere."""
    return _real(path).removeprefix(REPO + os.sep)


_folders: "dict[str, str]" = {}
"""Where folders lie, by absolute paths: asking the system at each opening took as long as much of what was watched."""


def _real(path: str) -> str:
    folder, _, name = path.rpartition(os.sep)
    if not folder or not os.path.isabs(path) or name in ("", ".", ".."):
        return os.path.realpath(path)
    if folder not in _folders:
        # By the folder around it: a test's own lies below six that are known.
        _folders[folder] = _real(folder)
    found = _folders[folder] + os.sep + name
    return os.path.realpath(found) if os.path.islink(found) else found


def owned(path: str) -> bool:
    """Whether editors own a path: docs/, seeds/ and mkdocs.yml; the folders themselves included, since their list changes
    with a new report."""
    # Written out: this is asked at each opening of a file, of which there are a million.
    if not ("docs" in path or "seeds" in path) and os.path.isabs(path):
        return False
    return inside(path).partition(os.sep)[0] in _ROOMS


def _hook(event: str, arguments: "tuple[object, ...]") -> None:
    if event not in ("open", "os.listdir", "os.scandir") or LOG not in os.environ:
        return
    path = arguments[0]
    if event == "open" and arguments[1] is None and not os.path.isabs(os.fsdecode(str(path))):
        # `os.open` may name a file from a folder that it was given as a number: so `shutil.rmtree` walks, wherever that is.
        return
    if isinstance(path, (str, bytes, os.PathLike)) and owned(os.fsdecode(path)):
        with open(os.environ[LOG], "a", encoding="utf-8") as log:
            log.write(inside(os.fsdecode(path)) + "\n")


def watch() -> None:
    """Tell of each such opening from now on; there is no way to end it."""
    sys.addaudithook(_hook)


if __name__ == "sitecustomize" and LOG in os.environ:
    watch()
