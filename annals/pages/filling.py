"""A template filled in: its HTML, and what it says besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """`title` is how the page is called, `description` what who does not see it is told of it, `banner` what its reader knows before
    the first word: plain text, empty where the template does not set them."""

    html: str
    title: str
    description: str
    banner: str


def filled(templates: Environment, name: str, /, **values: object) -> Filled:
    """The template `name` with its values."""
    made: Any = templates.get_template(name).make_module(values)
    said = {key: getattr(made, key, "") for key in ("title", "description", "banner")}
    return Filled(html=str(made), **said)
