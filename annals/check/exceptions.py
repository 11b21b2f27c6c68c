"""Numbers of one series of which some are headings and some are text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from annals.check.numbering import last_number
from annals.check.signs import Place, Sign, place_of
from annals.model import Block, BlockKind
from annals.text.characters import is_prose, width
from annals.text.lines import LONG_LABEL, label_of, shapes

_FEW = 3
"""So many times as many of the other kind make one an exception."""


def series_signs(blocks: Sequence[tuple[Block, str]]) -> Iterator[Place]:
    """The numbered parts that are text where nearly all of their style are headings, and those that are headings where
    nearly all are text."""
    shown = [(block, " ".join(text.split())) for block, text in blocks if text.strip()]
    styles: dict[str, list[tuple[Block, str]]] = defaultdict(list)
    for (block, text), shape in zip(shown, shapes("\n".join(text for _, text in shown)), strict=True):
        if shape.numbering and block.content.kind is not BlockKind.ROW:
            styles[shape.numbering].append((block, text))
    for parts in styles.values():
        headings = [part for part in parts if part[0].section is not None]
        texts = [part for part in parts if part[0].section is None]
        few: Sequence[tuple[Block, str]] = ()
        if len(headings) >= _FEW * len(texts):
            few = texts
        elif len(texts) >= _FEW * len(headings):
            few = headings
        runs = list(_runs(parts)) if few else []
        alike = {
            (block.first_line, text) for run in runs if _is_whole(run) or _is_mostly(run, few) for block, text in run
        }
        yield from (
            place_of(Sign.SIBLINGS, block, text)
            for block, text in few
            if (block.first_line, text) not in alike and not _is_title(block, text)
        )


def _is_title(block: Block, text: str) -> bool:
    """Whether a heading is one by itself, a name and no sentence: among numbered clauses one may have a title of its own
    (`2.2.1 分值构成` between `2.1.1 评标由…负责。`), and nine of ten such headings were right."""
    return block.section is not None and width(text) <= LONG_LABEL and not set(text) & set("，。：；:;")


def _runs(parts: Sequence[tuple[Block, str]]) -> Iterator[Sequence[tuple[Block, str]]]:
    """The parts of one style cut where their numbers begin anew."""
    run: list[tuple[Block, str]] = []
    for block, text in parts:
        if run and _number(text) == 1:
            yield run
            run = []
        run.append((block, text))
    yield run


def _is_whole(run: Sequence[tuple[Block, str]]) -> bool:
    """Whether parts count from one without a gap and are all headings, or all sentences: no exceptions, but a series of
    its own, as the headings of accounts are that explain their terms in numbered sentences (一、财政拨款收入：指…。)."""
    counted = len(run) > 1 and [_number(text) for _, text in run] == list(range(1, len(run) + 1))
    headed = [block.section is not None for block, _ in run]
    return counted and (all(headed) or (not any(headed) and all(is_prose(text) for _, text in run)))


def _is_mostly(run: Sequence[tuple[Block, str]], few: Sequence[tuple[Block, str]]) -> bool:
    """Whether most parts of a series are what few are elsewhere: `（一）…。（二）…。（三）培训（四）补贴` of one chapter, where only
    its first two had no more than a sentence to say."""
    own = {block.first_line for block, _ in few}
    return len(run) >= _FEW and 2 * sum(block.first_line in own for block, _ in run) > len(run)


def _number(text: str) -> int | None:
    _, label = label_of(text) or ("", "")
    return last_number(label)
