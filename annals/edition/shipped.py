"""What ships with the tool, and where it lies: whatever a folder does not bring along comes from here.

Who asks only where it lies has no need of jinja: a run that finds nothing changed never imports it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

VERSION = "1.0.0"
"""Of the tool: CHANGELOG.md tells what each brought, a release bears it as its tag (v1.0.0)."""
TOOL = Path(__file__).resolve().parent.parent
SHIPPED = TOOL.parent if (TOOL.parent / "templates").is_dir() else TOOL
"""A checkout has the templates beside the code, an installed package inside it."""
DEFAULTS = TOOL / "defaults" / "mkdocs.yml"
"""The configuration of a folder that has none; others inherit it."""
GUIDE = TOOL / "guide"
"""The guide's pages about the tool, the same in every edition."""
THEME = SHIPPED / "templates" / "theme"
EXPORT = SHIPPED / "templates" / "export"
"""What an export has in place of the theme."""


def own_root() -> Path:
    """The folder that is meant where none is named: a checkout's own, of an installed tool the one where one stands."""
    return SHIPPED if SHIPPED != TOOL else Path.cwd()


@cache
def page_templates() -> Environment:
    """The templates of generated Markdown; each is compiled once in a process, and again when it changes."""
    from jinja2 import FileSystemLoader

    from annals.markdown.write import environment

    return environment(FileSystemLoader(SHIPPED / "templates" / "pages"))


@cache
def derived_templates() -> Environment:
    """The templates of what is made at build time, as HTML; likewise."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(SHIPPED / "templates" / "derived"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def review_templates() -> Environment:
    """The templates of what a reviewer is told, as Markdown; the filter `inert` makes text of anything."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(  # noqa: S701 (its templates escape by hand: what they write is Markdown)
        loader=FileSystemLoader(SHIPPED / "templates" / "review"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["inert"] = inert
    return found


def collection_templates() -> Environment:
    """The templates of a collection of one's own; the filter `quoted` makes a value of YAML of any text."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(  # noqa: S701 (what they write is YAML and Markdown)
        loader=FileSystemLoader(SHIPPED / "templates" / "collection"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["quoted"] = quoted
    return found


def quoted(text: str) -> str:
    """A text as YAML reads it back, on one line.

    >>> quoted('甲"乙')
    '"甲\\\\"乙"'
    """
    return json.dumps(text, ensure_ascii=False)


_meaning = re.compile(r"[\\`*_{}\[\]<>()#!|&~:@\"']")
_unseen = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def inert(text: str) -> str:
    """A text that is no HTML and no Markdown wherever it is put.

    >>> inert("a|b <b>")
    'a&#124;b &#60;b&#62;'
    """
    return _meaning.sub(lambda match: f"&#{ord(match[0])};", _unseen.sub(" ", text))
