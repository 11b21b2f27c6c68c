"""What MkDocs takes from docs/ and the theme, made what the edition says it is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from annals.check.files import INPUTS
from annals.model import PageKind, View
from annals.site.colour import STYLE, colour_style

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from annals.site.manuscript import Manuscript

# Material's own search, which ours stands in for; and what an edition tells the tool, not its readers.
_UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", *sorted(INPUTS))


def hand_over_files(files: Files, config: MkDocsConfig, given: Manuscript) -> None:
    """Make MkDocs' files those of a manuscript: merged and derived pages, and nothing that is not published."""
    attached = _attached(files)
    _as_merged(files, config, given)
    if _attached(files) != attached:
        # A file of docs/ that is not published has stood in for the theme's of that name.
        files.add_files_from_theme(config.theme.get_env(), config)
    _make_bare(files, config, given.theme)
    if given.facts.colour:
        files.append(File.generated(config, STYLE, content=colour_style(given.facts.colour)))
    for path in given.views:
        existing = files.get_file_from_path(path)
        if existing is not None:
            files.remove(existing)
        # What it says is given when it is rendered: most are not, since they stand as they were.
        files.append(File.generated(config, path, content=""))
    withheld = tuple(f"{folder}/" for folder in given.withheld)
    for file in [file for file in files if file.src_uri.startswith((*_UNUSED, *withheld))]:
        if file.src_uri in given.views:
            continue
        files.remove(file)


def _make_bare(files: Files, config: MkDocsConfig, theme: Path) -> None:
    """Give the theme's own scripts without their comments, a sixth of what a first query loads."""
    for file in [file for file in files if file.src_uri.endswith(".js") and file.src_dir == str(theme)]:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=bare_script(file.content_string)))


def _attached(files: Files) -> set[str]:
    """The files that are no pages."""
    return {file.src_uri for file in files if not file.is_documentation_page()}


def _as_merged(files: Files, config: MkDocsConfig, given: Manuscript) -> None:
    """Make the files of docs/ what the edition says they are: a page that is not on the disk as merged is given as
    text, one that is no longer there is taken out, and so is a file that is none of those published, or that a link
    brings in from elsewhere."""
    folder, real = Path(config.docs_dir), _Real()
    merged = given.texts
    left_out = {path for path in merged if files.get_file_from_path(path) is None and (folder / path).is_file()}
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        path = file.src_uri
        inside = real.is_inside(str(file.abs_src_path), config.docs_dir)
        stands = (path in merged and merged[path] == _on_disk(file)) if path.endswith(".md") else path in given.files
        if not inside or not stands:
            files.remove(file)
    for path, text in merged.items():
        if path not in given.views and path not in left_out and files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text.encode()))


class _Real:
    """Where files really lie; each folder is asked for once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def is_inside(self, path: str, folder: str) -> bool:
        """Whether a file of a folder lies there, and no link leads to it from elsewhere."""
        place = os.path.realpath(path) if os.path.islink(path) else os.path.join(self._of(os.path.dirname(path)), "")
        return place.startswith(os.path.join(self._of(folder), ""))

    def _of(self, folder: str) -> str:
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return self._folders[folder]


def _on_disk(file: File) -> str | None:
    """A page as MkDocs would read it; None where it could not: what is no UTF-8 was read elsewhere, and is told of there."""
    try:
        return file.content_string
    except (UnicodeDecodeError, OSError):
        return None


def bare_matter(view: View) -> dict[str, object]:
    """The front matter of a page whose content is all derived; raw text and stubs are kept
    out of the search index (partials/content.html), which has each text once, at its home."""
    hidden = view.kind in (PageKind.RAW, PageKind.FIGURES, PageKind.SPAN, PageKind.STUB)
    return {"title": view.title, **({"search": {"exclude": True}} if hidden else {})}


_OPEN, _CLOSE = "/*", "*/"


def bare_script(text: str) -> str:
    """A script without the comments that stand on lines of their own, and without what sets its lines in. What looks like a
    comment inside a line may be part of a text and stays; no text of ours runs over several lines.

    >>> bare_script('/* Why,\\n   and how. */\\nconst a = "/* no */";\\n  /* b */\\n  run(a); /* c */\\n')
    'const a = "/* no */";\\nrun(a); /* c */\\n'
    """
    return "".join(_lines(text))


def _lines(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines(keepends=True):
        code = line.strip()
        if inside or code.startswith(_OPEN):
            inside = not code.endswith(_CLOSE)
        else:
            yield line.lstrip(" ")
