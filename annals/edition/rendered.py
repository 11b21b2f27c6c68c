"""What MkDocs warns of while it renders, told as a slip of the page that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annals.markdown.front import Front, FrontError
from annals.markdown.read import read_links
from annals.model import Phrase, Problem
from annals.text.characters import excerpt

_anchor = re.compile(
    r"Doc file '(?P<page>[^']{1,300})' contains a link '(?P<target>[^']{1,600})', but the doc '[^']{1,300}' does not contain an anchor"
)


def warned(messages: Iterable[str], docs: Mapping[str, str]) -> Iterator[Problem]:
    """Each message as a problem; `docs` are the texts of pages by path under docs/. A link to a place that no page has is told
    where it stands (W202), as `check` tells of those it can know; all else as it is (W301)."""
    for message in messages:
        match = _anchor.search(message)
        yield (_anchorless(match, docs) if match else None) or Problem.of("W301", "mkdocs.yml", detail=message)


def _anchorless(match: re.Match[str], docs: Mapping[str, str]) -> Problem | None:
    page, target = match["page"], match["target"]
    try:
        front = Front.of(docs.get(page, ""))
    except FrontError:
        return None
    line = next((line for line, found in read_links(front.body, front.lines_before) if found == target), None)
    if line is None:
        return None
    shown, anchor = excerpt(front.text, line), target.partition("#")[2]
    nearest = Phrase.of("nearest-no-place")
    return Problem.of("W202", f"docs/{page}", line, excerpt=shown, target=target, anchor=anchor, nearest=nearest)
