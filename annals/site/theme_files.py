"""Which files of the theme are listed: MkDocs lists all of them and leaves out what stands below a folder with a dot.

Material keeps some fifteen thousand pictures below such a folder (`.icons`): walking over them and holding each name
against fifteen patterns was a quarter of a second in every build, half of a small one.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from mkdocs.theme import Theme


class _Shown(jinja2.FileSystemLoader):
    """Finds every template, lists only those that MkDocs would not leave out for a dot."""

    def list_templates(self) -> list[str]:
        return sorted({name for place in self.searchpath for name in _shown_below(str(place))})


def _shown_below(place: str) -> list[str]:
    """The files below a folder, as templates are named; nothing that begins with a dot, no folder that does is entered."""
    found = []
    for folder, below, names in os.walk(place):
        below[:] = [name for name in below if not name.startswith(".")]
        inside = folder[len(place) :].strip(os.sep).replace(os.sep, "/")
        found += [f"{inside}/{name}".lstrip("/") for name in names if not name.startswith(".")]
    return found


def list_what_is_shown(theme: Theme) -> None:
    """Make the environments of a theme list no hidden files; what they find by name stays the same."""
    make = theme.get_env

    def get_env() -> jinja2.Environment:
        env = make()
        env.loader = _Shown(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]  # no event of MkDocs comes between it and its use
