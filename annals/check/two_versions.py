"""Both versions of a paragraph, one below the other, as who merges by hand leaves them: the marks of git are gone, and readers have
the same twice. Of two that are alike to the letter E254 tells on pages of reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from annals.markdown.front import Front
from annals.markdown.read import read_blocks
from annals.model import BlockKind, PageBlock, Problem, Report
from annals.text.characters import excerpt, letters
from annals.text.sentences import held, likeness

_LEAST = 30
"""Letters; shorter lines of a list are alike without being one."""
_ALIKE = 0.8
"""Of two rows of one list 0.6 is alike where only names and figures differ, of a paragraph and what a colleague made of it 0.9."""
_HELD, _RUN = 0.95, 5
"""The share of the shorter one that stands in the longer one in runs; one of its ends or its middle stands there unchanged."""
_SHOWN = 20
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def both_kept(reports: Iterable[Report], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Such pairs on pages (`fronts`, by path under docs/): on those of reports only where an editor added one of the two."""
    of_reports: set[str] = set()
    for report in reports:
        for page in report.pages:
            of_reports.add(page.path)
            for first, second in pairwise(page.placed):
                if page.path in fronts and not (first.stem.blocks() and second.stem.blocks()):
                    yield from _told(page.path, fronts[page.path], first.block, second.block)
    for path, front in fronts.items():
        if path not in of_reports and _may_tell(front.body):
            for upper, lower in pairwise(read_blocks(front.body, front.lines_before)):
                if upper.content.kind is BlockKind.PARAGRAPH:
                    yield from _told(path, front, upper, lower, same=True)


def _told(path: str, front: Front, first: PageBlock, second: PageBlock, *, same: bool = False) -> Iterator[Problem]:
    texts, kind = (letters(first.text), letters(second.text)), first.content.kind
    if kind is not second.content.kind:
        return
    headed = kind is BlockKind.HEADING and texts[0] == texts[1] and first.level == second.level
    if headed or (kind in _KINDS and _are_one(*texts) and (same or texts[0] != texts[1])):
        shown = excerpt(front.text, second.line)
        other = f"docs/{path}:{first.line}"
        text = second.text[:_SHOWN]
        yield Problem.of("W217", f"docs/{path}", second.line, excerpt=shown, other=other, text=text)


def _may_tell(body: str) -> bool:
    parts = [part for part in body.split("\n\n") if part.strip()]
    return any(_are_one(letters(first), letters(second)) for first, second in pairwise(parts))


def _are_one(first: str, second: str) -> bool:
    """Whether two texts are one text with a few words changed, or with a sentence more."""
    small, large = sorted((first, second), key=len)
    if len(small) < _LEAST:
        return False
    # To compare each pair in full would take longer than all else.
    middle = len(small) // 2
    samples = (small[:_RUN], small[middle : middle + _RUN], small[-_RUN:])
    if not any(sample in large for sample in samples):
        return False
    return likeness(small, large, _ALIKE) > 0 or held(small, large) >= _HELD
