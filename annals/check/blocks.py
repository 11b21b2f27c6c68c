"""Blocks that somebody names and that are not there, and words quoted from a block that has no such words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from annals.markdown.read import text_of
from annals.model import BlockKind, Given, Index, Phrase, Placed, Problem
from annals.text.likeness import most_like
from annals.text.yaml_values import as_value

_SHOWN = 20
"""So many characters of a block are shown."""
_number = re.compile(r"\d+")
_WIDE = {"，": ", ", "、": ", ", "；": ", ", "＃": "#"}
_wide = re.compile(f"[{''.join(_WIDE)}]")
_block = re.compile(r"(?P<sign>年?[\s#＃/-]*+)(?P<kind>[LlSsEe]|[Hh]-)?(?P<number>\d[0-9a-z-]*)")
_bare = re.compile("[lL]\\d{1,6}")
_address = re.compile(r"(?:\S{0,200}/)?(?P<report>[a-z0-9][a-z0-9_-]*)/[a-z0-9-]+\.(?:html|md)#(?P<block>[a-z0-9-]+)")
"""The address of a paragraph as the site has it, of the whole page or below its root."""


def wide_sign(reference: str) -> str:
    """The full-width sign in a reference that has to be a half-width one; empty without."""
    found = _wide.search(reference)
    return found[0] if found else ""


def mended(reference: str) -> str:
    """A reference with half-width signs.

    >>> mended("2011＃l78，2012#l3")
    '2011#l78, 2012#l3'
    """
    return _wide.sub(lambda sign: _WIDE[sign[0]], reference)


def meant(reference: str, indexes: Mapping[str, Index]) -> str | None:
    """The block that is meant where one is named in another way than `2011#l5`: `2011l5`, `2011#5`, `2011 #L5`, its address on
    the site. None where it is no reference to one, such as a year by itself."""
    if address := _address.fullmatch(reference):
        return f"{address['report']}#{address['block']}" if address["report"] in indexes else None
    report = max((report for report in indexes if reference.startswith(report)), key=len, default="")
    found = _block.fullmatch(reference, len(report)) if report else None
    if found is None or not (found["kind"] or {"#", "＃"} & set(found["sign"])):
        return None
    number, index = found["number"], indexes[report]
    # What was typed as the figure one may be the letter.
    if not found["kind"] and number[0] == "1" and index.find(f"l{number}") is None and index.find(f"l{number[1:]}"):
        number = number[1:]
    return f"{report}#{(found['kind'] or 'l').lower()}{number}"


def lost_reference(
    path: str,
    line: int,
    shown: str,
    reference: str,
    indexes: Mapping[str, Index],
    quote: str = "",
    *,
    heading: bool = False,
) -> Problem:
    """What is wrong with a reference that leads nowhere, on a line of a file (path from the root). `indexes`: of the reports
    by id; `quote`: what is quoted from the block, if anything is; `heading`: it has to be one."""
    report, _, name = reference.partition("#")
    better = meant(reference, indexes) or _titled(reference, indexes)
    nearest: Given
    if better and stands(better, indexes):
        sign = wide_sign(reference)
        nearest = Phrase.of("reference-wide", better=better, sign=sign) if sign else better
    elif better or report in indexes:
        # What is merely written as it should be leads nowhere either, and would be told again.
        report, _, name = (reference if report in indexes else better or "").partition("#")
        nearest = nearest_block(report, name or report, indexes, quote, heading=heading)
    elif _bare.fullmatch(reference) and indexes:
        having = (f"{one}#{reference.lower()}" for one in sorted(indexes))
        found = next((one for one in having if stands(one, indexes)), None)
        first = nearest_block(min(indexes), reference, indexes, quote, heading=heading)
        nearest = Phrase.of("reference-bare", better=found) if found else first
    else:
        return missing_report(path, line, shown, report)
    return Problem.of("E203", path, line, excerpt=shown, reference=reference, nearest=nearest)


def _titled(title: str, indexes: Mapping[str, Index]) -> str | None:
    """The first heading with just these words: people write the title of a section."""
    return next(
        (
            f"{report}#{placed.id}"
            for report, index in indexes.items()
            for placed in index.placed.values()
            if placed.is_heading and placed.text == title
        ),
        None,
    )


def stands(reference: str, indexes: Mapping[str, Index]) -> bool:
    """Whether there is what a reference such as `2011#l5` names."""
    report, _, name = reference.partition("#")
    return report in indexes and indexes[report].find(name) is not None


def missing_report(path: str, line: int, shown: str, report: str) -> Problem:
    """A reference to a report that is not there."""
    return Problem.of("W104", path, line, excerpt=shown, report=report, count=1, cure=Phrase.of("report-missing"))


def nearest_block(report: str, name: str, indexes: Mapping[str, Index], quote: str, *, heading: bool) -> Given:
    """The block that holds what is quoted, of a report (by id) or else of another; without one that whose raw line is nearest to
    the one that `name` speaks of, with its beginning, and what an editor wrote there, which may be the block rewritten; with
    `heading` the nearest heading; the report alone where no line is known. Of one with full-width signs what is meant."""
    if sign := wide_sign(name):
        return Phrase.of("reference-wide", better=mended(f"{report}#{name}"), sign=sign)
    if holding := holding_block(quote, report, indexes):
        return holding
    blocks = indexes[report].placed
    digits = _number.search(name)
    with_lines = [
        (placed, placed.origin.lines[0][0])
        for placed in blocks.values()
        if placed.origin and placed.origin.lines and (placed.is_heading or not heading)
    ]
    if digits is None or not with_lines:
        return report
    best, _ = min(with_lines, key=lambda pair: abs(pair[1] - int(digits.group())))
    found = _with_words(report, best)
    own = written_there(int(digits.group()), blocks)
    if own is None or best.id == name or heading:
        return found
    return Phrase.of("reference-rewritten", nearest=found, own=f"{report}#{own.id}", text=own.text[:_SHOWN])


def holding_block(quote: str, report: str, indexes: Mapping[str, Index]) -> str:
    """The block that holds a quotation to the letter, of a report or else of another, with its beginning; empty without one."""
    if not quote:
        return ""
    others: Iterable[str] = (other for other in indexes if other != report)
    return next(
        (
            _with_words(one, placed)
            for one in (report, *others)
            for placed in indexes[one].placed.values()
            if quote in placed.text
        ),
        "",
    )


def _with_words(report: str, placed: Placed) -> str:
    return f"{report}#{placed.id}（“{placed.text[:_SHOWN]}…”）"


def written_there(line: int, blocks: Mapping[str, Placed]) -> Placed | None:
    """The first text of an editor's own behind the last block from before a raw line."""
    found: Placed | None = None
    before, behind = -1, False
    for placed in blocks.values():
        if placed.origin is not None and placed.origin.lines:
            first = placed.origin.lines[0][0]
            behind = before < first <= line
            found, before = (None, first) if behind else (found, before)
        elif behind and not placed.stem.blocks() and placed.kind not in (BlockKind.NOTE, BlockKind.HEADING):
            found = found or placed
    return found


_ALIKE = 0.4
"""Of `第三届甲乙` and `第3届甲乙` 0.8 is alike, of two sentences of one report that have nothing to do with each other 0.2."""


def misquoted(path: str, line: int, shown: str, quote: str, reference: str, indexes: Mapping[str, Index]) -> Problem:
    """What is wrong with a quotation, on a line of a file (path from the root), that the block it is from does not hold;
    `indexes` of the reports by id, in one of which the block is."""
    report, _, name = reference.partition("#")
    parts = indexes[report].parts[name]
    nearest = most_like(quote, [part.text for part in parts])
    if changed := _changed_on_page(quote, parts):
        place = f"docs/{changed.page}:{changed.block.line}"
        cure = Phrase.of("quote-changed", place=place, nearest=nearest, quote=quote)
    elif holding := holding_block(quote, report, indexes):
        cure = Phrase.of("quote-held", block=holding)
    elif difflib.SequenceMatcher(None, quote, nearest, autojunk=False).ratio() < _ALIKE:
        cure = Phrase.of("quote-unlike")
    else:
        cure = Phrase.of("quote-alike", nearest=as_value(nearest))
    return Problem.of("E210", path, line, excerpt=shown, quote=quote, reference=reference, cure=cure)


def _changed_on_page(quote: str, parts: Iterable[Placed]) -> Placed | None:
    """The block in whose text as it was made a quotation stands, and not in what an editor made of it: the slip may be there."""
    return next((it for it in parts if any(quote in text_of(block.content) for block in it.stem.blocks())), None)
