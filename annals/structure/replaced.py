"""Headings in which a person replaced words: a heading stays one. Whether a line is a heading hangs on its words, such as a
colon at its end; who mends them says nothing of what the line is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annals.model import Cleaned, HintKind, Operation
from annals.structure.evidence import HEADS, Evidence, Role
from annals.structure.roles import roles_of
from annals.text.lexicon import Lexicon


def with_headings_kept(
    lines: tuple[Evidence, ...], roles: tuple[Role, ...], cleaned: Cleaned, lexicon: Lexicon
) -> tuple[tuple[Evidence, ...], tuple[Role, ...]]:
    """The lines and roles from which an outline is to be made: a heading has the words that were printed, unless the
    new ones say more of what it is."""
    printed = dict(_printed(lines, cleaned))
    if not printed:
        return lines, roles
    before = roles_of(tuple(printed.get(index, line) for index, line in enumerate(lines)), lexicon)
    kept = {index for index, line in printed.items() if before[index] in HEADS and not _names_more(lines[index], line)}
    if not kept:
        return lines, roles
    lines = tuple(printed[index] if index in kept else line for index, line in enumerate(lines))
    return lines, roles_of(lines, lexicon)


def _names_more(now: Evidence, before: Evidence) -> bool:
    """Whether the new words say what a line is and those that were printed did not: a misread month or `附录`."""
    return any(
        new and not old
        for new, old in (
            (now.month, before.month),
            (now.year, before.year),
            (now.box_title, before.box_title),
            (now.back_matter, before.back_matter),
        )
    )


def _printed(lines: tuple[Evidence, ...], cleaned: Cleaned) -> Iterator[tuple[int, Evidence]]:
    """The lines in which words were replaced, by index, each at its offsets with the words that were there."""
    replaced = sorted(
        (hint.start, hint.end, " ".join(correction.target.replace("#", "").split()))
        for hint in cleaned.hints
        if hint.kind is HintKind.CHANGE
        and (correction := cleaned.corrections[int(hint.value)].correction).op is Operation.REPLACE
    )
    for index, line in enumerate(lines if replaced else ()):
        shape, text = line.shape, line.text
        for start, end, old in reversed(replaced):
            if shape.start <= start and end <= shape.end and end >= shape.body:
                text = text[: max(0, start - shape.body)] + old + text[end - shape.body :]
        if text != line.text:
            yield index, replace(line, shape=replace(shape, text=text))
