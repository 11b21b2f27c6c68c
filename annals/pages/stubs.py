"""Pages at addresses where nothing stands any more: each says so, and leads to where that stands now."""

from __future__ import annotations

from enum import StrEnum

from jinja2 import Environment

from annals.model import PageKind, View
from annals.pages.filling import filled
from annals.pages.links import link


class Gone(StrEnum):
    """What is not at its address any more; the templates have the words for it."""

    PAGE = "page"
    TOPIC = "topic"
    ENTITY = "entity"
    SPAN = "span"


def stub(address: str, template: str, templates: Environment, /, **values: object) -> View:
    """The page at an address (`2031/a.html`) that a template fills in with its title and words."""
    made = filled(templates, template, **values)
    return View(path=source_of(address), title=made.title, kind=PageKind.STUB, made=made.html)


def stub_of(what: Gone, address: str, name: str, path: str, templates: Environment) -> View:
    """The page at an address of what is called `name` and stands on the page `path` now."""
    target = link(source_of(address), path)
    return stub(address, "page_stub.html.j2", templates, what=what, name=name, target=target)


def source_of(address: str) -> str:
    """The path below docs/ of the page at an address.

    >>> source_of("2031/a.html")
    '2031/a.md'
    """
    return address.removesuffix(".html") + ".md"
