"""What ships with the tool, and where it lies: whatever a folder does not bring along comes from here."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from annals.markdown.write import environment

TOOL = Path(__file__).resolve().parent.parent
SHIPPED = TOOL.parent
DEFAULTS = TOOL / "defaults" / "mkdocs.yml"
"""The configuration of a folder that has none; others inherit it."""
GUIDE = TOOL / "guide"
"""The guide's pages about the tool, the same in every edition."""
THEME = SHIPPED / "templates" / "theme"


def page_templates() -> Environment:
    """The templates of generated Markdown."""
    return environment(FileSystemLoader(SHIPPED / "templates" / "pages"))


def derived_templates() -> Environment:
    """The templates of what is made at build time, as HTML."""
    return Environment(
        loader=FileSystemLoader(SHIPPED / "templates" / "derived"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def review_templates() -> Environment:
    """The templates of what a reviewer is told, as Markdown."""
    return Environment(  # noqa: S701 (its templates escape by hand: what they write is Markdown)
        loader=FileSystemLoader(SHIPPED / "templates" / "review"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
