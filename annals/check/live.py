"""HTML and addresses that a page of docs/ may not hold, in its text and in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annals.check.causes import Cause
from annals.markdown.front import At, Front
from annals.markdown.live import Inert, Live, LiveKind, make_inert
from annals.model import Phrase, Problem
from annals.text.characters import excerpt

_tag = re.compile(r"<[^<>\n]{1,200}>")
_BELOW = 2
_INSTEAD = {
    "a": Phrase.of("html-link"),
    "img": Phrase.of("html-picture"),
    "picture": Phrase.of("html-picture"),
    "div": Phrase.of("html-form"),
    "details": Phrase.of("html-plain"),
    "sup": Phrase.of("html-plain"),
    "sub": Phrase.of("html-plain"),
    "br": Phrase.of("html-plain"),
    "summary": Phrase.of("html-plain"),
    "b": Phrase.of("html-bold"),
    "strong": Phrase.of("html-bold"),
    "table": Phrase.of("html-table"),
    "tr": Phrase.of("html-table"),
    "td": Phrase.of("html-table"),
    "th": Phrase.of("html-table"),
    "p": Phrase.of("html-paragraph"),
    "span": Phrase.of("html-paragraph"),
    "!--": Phrase.of("html-comment"),
}
"""What an editor writes instead of a tag."""


def live_problems(path: str, front: Front, inert: Inert) -> Iterator[Problem]:
    """What is told of a page: `inert` is its body as it is published."""
    for live in inert.found:
        line = live.line + front.lines_before
        yield _problem(path, line, excerpt(front.text, line), live)
    for at, value in _texts((), front.values):
        # The program's titles and quotations of reports hold what the raw text holds.
        if at[-1] == "quote" or (at == ("title",) and "report" in front.values):
            continue
        for live in make_inert(value).found:
            line, shown = front.place(*at)
            yield Problem.of("E232", f"docs/{path}", line, excerpt=shown, key=str(at[0]), live=live.shown)


def marked_up(found: Iterable[Problem], fronts: Mapping[str, Front]) -> Iterator[Cause]:
    """Tags on pages of reports (E230 among what was `found`), each with the words around it: a correction of them finds its
    place rewritten, and is told of as not used. `fronts` by path under docs/."""
    for problem in found:
        path = problem.path.removeprefix("docs/")
        if problem.code == "E230" and problem.line and path in fronts and "report" in fronts[path].values:
            # What a form that is none was to hold begins below its line.
            lines = fronts[path].text.split("\n")[problem.line - 1 : problem.line + _BELOW]
            words = tuple(filter(None, (_tag.sub("", line).lstrip("# ") for line in lines)))
            yield Cause(problem=problem, blocks=frozenset({f"{path.partition('/')[0]}#"}), words=words)


def _problem(path: str, line: int, shown: str, live: Live) -> Problem:
    if live.kind is LiveKind.HTML:
        instead = _INSTEAD.get(live.tag, Phrase.of("html-none"))
        return Problem.of("E230", f"docs/{path}", line, excerpt=shown, html=live.shown, instead=instead)
    wanted = Phrase.of("address-picture") if live.kind is LiveKind.PICTURE else Phrase.of("address-link")
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
