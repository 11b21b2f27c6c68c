"""HTML and addresses that a page of docs/ may not hold, in its text and in its front matter."""

from __future__ import annotations

from collections.abc import Iterator

from annals.markdown.front import At, Front
from annals.markdown.live import Inert, Live, LiveKind, make_inert
from annals.model import Phrase, Problem
from annals.text.characters import excerpt

_INSTEAD = {
    "a": "html-link",
    "img": "html-picture",
    "picture": "html-picture",
    "div": "html-form",
    "details": "html-plain",
    "sup": "html-plain",
    "sub": "html-plain",
    "br": "html-plain",
    "summary": "html-plain",
    "b": "html-bold",
    "strong": "html-bold",
    "table": "html-table",
    "tr": "html-table",
    "td": "html-table",
    "th": "html-table",
    "p": "html-paragraph",
    "span": "html-paragraph",
    "!--": "html-comment",
}
"""What an editor writes instead of a tag."""


def live_problems(path: str, front: Front, inert: Inert) -> Iterator[Problem]:
    """What is told of a page: `inert` is its body as it is published."""
    for live in inert.found:
        line = live.line + front.lines_before
        yield _problem(path, line, excerpt(front.text, line), live)
    for at, value in _texts((), front.values):
        for live in make_inert(value).found:
            line, shown = front.line_of(*at), front.excerpt_of(*at)
            yield Problem.of("E232", f"docs/{path}", line, excerpt=shown, key=str(at[0]), live=live.shown)


def _problem(path: str, line: int, shown: str, live: Live) -> Problem:
    if live.kind is LiveKind.HTML:
        instead = Phrase.of(_INSTEAD.get(live.tag, "html-none"))
        return Problem.of("E230", f"docs/{path}", line, excerpt=shown, html=live.shown, instead=instead)
    wanted = Phrase.of("address-picture" if live.kind is LiveKind.PICTURE else "address-link")
    return Problem.of("E231", f"docs/{path}", line, excerpt=shown, target=live.shown, wanted=wanted)


def _texts(at: At, value: object) -> Iterator[tuple[At, str]]:
    """Every text in front matter with the way to it."""
    if isinstance(value, str):
        if "<" in value or "](" in value:
            yield at, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts((*at, str(key)), item)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts((*at, number), item)
