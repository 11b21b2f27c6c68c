"""What an exception is to a person: a problem with its place, and the traceback kept where a maintainer finds it."""

from __future__ import annotations

import errno
import os
import re
import sys
import tempfile
import traceback
from pathlib import Path

from annals.edition.facts import facts_of, line_of_key, unfounded
from annals.edition.lock import CACHE
from annals.edition.shipped import SHIPPED, TOOL
from annals.model import Phrase, Problem
from annals.site.refusing import RenderingError

KEPT = f"{CACHE}/last-error.txt"
"""Where the traceback of the last fault of the program is kept, below the root folder."""
_TEMPLATES = SHIPPED / "templates"
_key = re.compile(r"Config value '(\w+)'")
_SYSTEM = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), Phrase.of("system-permission")),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), Phrase.of("system-full")),
    **dict.fromkeys((errno.ENOENT, errno.ESTALE), Phrase.of("system-gone")),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), Phrase.of("system-many")),
    **dict.fromkeys((errno.ENAMETOOLONG, errno.ELOOP), Phrase.of("system-name")),
    errno.EISDIR: Phrase.of("system-folder"),
    errno.ENOTDIR: Phrase.of("system-file"),
    errno.EROFS: Phrase.of("system-read-only"),
    errno.EIO: Phrase.of("system-disk"),
}


def failure(error: Exception, root: Path) -> Problem:
    """An exception as a problem: what the system refuses (E140), what keeps the site from being rendered (E141), and
    for all else a fault of the program (E142), whose traceback is kept below the root."""
    template = _template(error)
    if (template is not None or isinstance(error, RenderingError)) and unfounded(root) is not None:
        return Problem.of("E141", "mkdocs.yml", detail=Phrase.of("inherit-wrong"))
    if isinstance(error, RenderingError):
        return _misconfigured(error, root)
    if template is not None:
        path, line = template
        return Problem.of("E141", _named(path, root), line, detail=_in_short(error))
    if isinstance(error, OSError) and error.filename is not None:
        return Problem.of("E140", _named(Path(os.fsdecode(error.filename)), root), detail=_refusal(error))
    if isinstance(error, MemoryError):
        return Problem.of("E140", ".", detail=Phrase.of("system-memory"))
    if isinstance(error, OSError) and error.errno in _SYSTEM:
        return Problem.of("E140", ".", detail=_refusal(error))
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    own = [item for item in traceback.extract_tb(error.__traceback__) if _is_ours(item.filename)][-1:] or frame
    place = own[0] if own else None
    return Problem.of(
        "E142",
        _named(Path(place.filename), root) if place else "annals",
        place.lineno if place else None,
        error=_in_short(error),
        file=_keep(error, root),
        contact=_contact(root),
    )


def _misconfigured(error: RenderingError, root: Path) -> Problem:
    """MkDocs will not have the configuration: told at the key it names."""
    if not (root / "mkdocs.yml").is_file() or not (root / "mkdocs.yml").stat().st_size:
        return Problem.of("E141", "mkdocs.yml", detail=Phrase.of("file-gone"))
    if error.line is not None:
        return Problem.of("E141", "mkdocs.yml", detail=Phrase.of("not-yaml"))
    found = _key.search(error.detail)
    line = line_of_key(root, found[1]) if found is not None else None
    return Problem.of("E141", "mkdocs.yml", line, detail=error.detail)


def _template(error: Exception) -> tuple[Path, int | None] | None:
    """The template and its line at which an exception was raised; None when it was none."""
    if "jinja2" not in sys.modules:
        # Nothing was rendered, and where it is not installed nothing can be.
        return None
    from jinja2 import TemplateError, TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    frames = traceback.extract_tb(error.__traceback__)
    inside = [item for item in frames if item.filename.endswith((".j2", ".html", ".xml"))]
    if inside and (isinstance(error, TemplateError) or inside[-1] is frames[-1]):
        return Path(inside[-1].filename), inside[-1].lineno
    return (_TEMPLATES, None) if isinstance(error, TemplateError) else None


def _refusal(error: OSError) -> Phrase:
    known = _SYSTEM.get(error.errno or 0)
    return known or Phrase.of("system-other", detail=error.strerror or type(error).__name__)


def _named(path: Path, root: Path) -> str:
    """A path as problems name it: from the root, from the tool's own folder, or in full."""
    for base in (root, SHIPPED):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix() or "."
    return path.as_posix()


def _is_ours(name: str) -> bool:
    return Path(name).is_relative_to(TOOL)


def _in_short(error: Exception) -> str:
    """The kind and the first line of an exception, not too long."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text[:160]}" if text else type(error).__name__


def _keep(error: Exception, root: Path) -> str | Phrase:
    """Write the traceback down; how the file is named, or that there is none."""
    text = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    try:
        folder = (root / KEPT).parent
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        (root / KEPT).write_bytes(text)
    except OSError:
        return _keep_elsewhere(text)
    return KEPT


def _keep_elsewhere(text: bytes) -> str | Phrase:
    try:
        handle, name = tempfile.mkstemp(prefix="annals-error-", suffix=".txt")
        with os.fdopen(handle, "wb") as file:
            file.write(text)
    except OSError:
        return Phrase.of("not-kept")
    return name


def _contact(root: Path) -> Phrase:
    """Whom to tell: as the edition says, or its repository."""
    try:
        where = facts_of(root)[0].contact
    except Exception:  # noqa: BLE001 (what is wrong with the facts is not the question here)
        where = ""
    repo = os.environ.get("ANNALS_REPO", "").rstrip("/")
    where = where or (f"{repo}/issues" if repo else "")
    return Phrase.of("report-to", where=where) if where else Phrase.of("report-to-maintainers")
