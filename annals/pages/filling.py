"""A template filled in: its HTML, and what it says besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """`description` is what who does not see the page is told of it, `banner` what its reader knows before the first word:
    plain text, empty where the template does not set them."""

    html: str
    description: str
    banner: str


def filled(templates: Environment, name: str, **values: object) -> Filled:
    """The template `name` with its values."""
    made: Any = templates.get_template(name).make_module(values)
    return Filled(html=str(made), description=getattr(made, "description", ""), banner=getattr(made, "banner", ""))
