"""Pages that editors gave another address: `redirect_from` in the front matter names those they had.

Entries of the registry, whose old names are those of pages beside them, look after themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jinja2 import Environment

from annals.markdown.front import Front, FrontError
from annals.model import Problem, View
from annals.pages.links import url
from annals.pages.stubs import Gone, stub_of
from annals.text.page_names import unsayable

_KEY = "redirect_from"
_OTHERS = ("entities/", "topics/")


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPage:
    """A page of docs/ with the addresses that it had (below the site's root), and what else stands there."""

    path: str
    front: Front
    title: str
    addresses: tuple[str, ...]
    wrong: tuple[str, ...]


def moved_pages(docs: Mapping[str, str]) -> tuple[MovedPage, ...]:
    """The pages of docs/ (text by path) that name former addresses."""
    found = []
    for path, text in docs.items():
        if path.startswith(_OTHERS) or _KEY not in text:
            continue
        try:
            front = Front.of(text)
        except FrontError:
            continue
        named = front.values.get(_KEY, [])
        said = [str(item) for item in (named if isinstance(named, list) else [named])]
        good = tuple(item for item in said if _is_address(item))
        wrong = tuple(item for item in said if item not in good)
        if said:
            found.append(
                MovedPage(path=path, front=front, title=str(front.values.get("title", "")), addresses=good, wrong=wrong)
            )
    return tuple(found)


def _is_address(said: str) -> bool:
    return said.endswith(".html") and not said.startswith(("/", ".")) and not unsayable(said)


def moved_views(docs: Mapping[str, str], taken: Collection[str], templates: Environment) -> tuple[View, ...]:
    """A page at each former address that leads to the new one; none where a page stands (`taken`)."""
    found = []
    for page in moved_pages(docs):
        for address in page.addresses:
            if address not in taken:
                found.append(stub_of(Gone.PAGE, address, page.title, page.path, templates))
    return tuple(found)


def moved_problems(docs: Mapping[str, str]) -> tuple[Problem, ...]:
    """Former addresses that are none: no address of a page, or that of a page which is still there."""
    there = {url(path) for path in docs}
    found = []
    for page in moved_pages(docs):
        for value in (*page.wrong, *(address for address in page.addresses if address in there)):
            front = page.front
            at = front.item(_KEY, value)
            line, shown = front.place(*at)
            example = f"{_KEY}: [guide/method.html]"
            found.append(
                Problem.of("E206", f"docs/{page.path}", line, excerpt=shown, key=_KEY, value=value, example=example)
            )
    return tuple(found)
