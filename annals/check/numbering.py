"""Whether numbered headings that stand beside each other follow each other, and numbers of one series of which some are headings
and some are text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.check.signs import Place, Sign, place_of
from annals.markdown.read import text_of
from annals.model import Block, BlockKind, Document
from annals.text.characters import HAN, is_prose, width
from annals.text.lines import LONG_LABEL, label_of, shapes
from annals.text.numerals import COUNTING, value_of

_digits = re.compile(r"\d+")
_glued = re.compile(rf"\d{{1,2}}(?:\.\d{{1,2}})+(?=[{HAN}])")
_counted = re.compile(rf"[{COUNTING}]+")


def broken_series(document: Document) -> Iterator[tuple[int, str]]:
    """The raw line (1-based) and the words of each numbered heading that does not follow the one of its style before it
    below the same section: a number is left out, or it goes back, unless the series begins anew. Where a series
    begins is not looked at, as an excerpt may begin anywhere."""
    series: dict[tuple[str | None, str], list[tuple[int, int, str]]] = {}
    for block in document.sections():
        if not block.numbered:
            continue
        text = text_of(block.content)
        style, label = label_of(text) or ("", "")
        number = last_number(label)
        if number is not None:
            series.setdefault((block.above, style), []).append((number, block.first_line, text))
    told = _leading_numbers(document)
    for found in series.values():
        for (before, start, _), (number, line, text) in pairwise(found):
            between = {value for at, value in told if start < at < line}
            missing = set(range(before + 1, number)) - between
            if missing or (number <= before and number != 1):
                yield line, text[:24]


def _leading_numbers(document: Document) -> list[tuple[int, int]]:
    """The numbers that blocks of text begin with, each with its raw line: parts that are no headings, and headings with
    their words right behind the number (`1.4土壤`), which have none of their own."""
    found = []
    for block in document.blocks:
        if block.lines and not block.numbered:
            text = text_of(block.content)
            _, label = label_of(text) or ("", "")
            glued = _glued.match(text)
            number = last_number(glued[0] if glued is not None else label)
            if number is not None:
                found.append((block.first_line, number))
    return found


def last_number(label: str) -> int | None:
    """The number by which a heading stands in its series: `2.3` is the third, `第四章` the fourth.

    >>> last_number("2.3 "), last_number("第四章 "), last_number("（十二）")
    (3, 4, 12)
    """
    digits = _digits.findall(label)
    if digits:
        return int(digits[-1])
    counted = _counted.search(label)
    return value_of(counted[0]) if counted is not None else None


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
