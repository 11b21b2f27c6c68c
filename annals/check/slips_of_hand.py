"""What a slip of the hand, or a program on the way, made of a block that the machine had written: lines wrapped as a letter is,
characters turned into traditional ones, a bracket with a remark, a sign typed full-width inside a number. What is meant is known
from the block as it was made, so that what a report has so itself is none of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from annals.check.causes import Cause
from annals.check.written import Own, Written
from annals.markdown.read import text_of
from annals.model import BlockKind, Phrase, Placed, Problem, Report
from annals.text.characters import HAN, ends_sentence, han_character, letters
from annals.text.han import SIMPLIFIED
from annals.text.sentences import likeness

_AROUND, _SHOWN, _KEY = 8, 24, 3
_FORMS = 4
"""So many characters that became traditional are no longer a name that is written so."""
_COPIED = 0.5
"""How alike what stands in quotation marks and what it took the place of are, of which a message told one."""
_HALF = {"。": ".", "．": ".", "，": ",", "：": ":", "、": ","}
_stop = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}]|\Z)")
_in_number = re.compile(r"(?<=\d)[。．，：、](?=\d)")
_bracket = re.compile(r"(?P<open>[【〔［\[])(?P<said>[^【】〔〕［］\[\]\n^]{1,40})[】〕］\]](?!\()")
_told = re.compile(r"[^。！？“”：:，、\n]{1,6}[：:]“(?P<said>[^“”\n]{4,300})”")
_comment = re.compile(rf"[{HAN}]{{1,4}}\d{{1,3}}")
_hard_break = re.compile(r"(?: {2}|\\|<br ?/?>)\Z")
_number = re.compile(r"(?P<sign>[校疑移编][。，；]?)?[ ]{0,2}(?P<number>\d{1,6})\Z")
_item = re.compile(r"[ ]{0,3}(?P<mark>\d{1,9}[.)])[ ]")
"""What begins an item as a sentence may begin too; who types a dash means a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slip:
    """What was brought in, the `words` where it is, how to mend it; `mended` is the text without it, empty where nobody can
    know it; `sure` where hardly anybody means it so."""

    words: str
    what: Phrase
    cure: Phrase
    mended: str = ""
    sure: bool = True


def hand_slips(written: Written) -> tuple[Cause, ...]:
    """Such slips in blocks of reports that editors changed, each with the quotations that only fail for it."""
    found: list[Cause] = []
    lone = _lone_items(written.reports)
    for own in written.blocks(lambda _: False):
        if own.placed is None or not own.placed.stem.blocks() or own.placed.kind is BlockKind.OPAQUE:
            continue
        made = "".join(text_of(block.content) for block in own.placed.stem.blocks())
        found += (_cause(own, own.placed, slip) for slip in _slips(own.placed, made, lone))
    return tuple(found)


def _cause(own: Own, placed: Placed, slip: _Slip) -> Cause:
    report = placed.page.partition("/")[0]
    place, line, shown = f"docs/{own.path}", own.block.line, own.shown
    if slip.sure:
        problem = Problem.of("W216", place, line, excerpt=shown, words=slip.words, what=slip.what, cure=slip.cure)
    else:
        problem = Problem.of("N128", place, line, excerpt=shown, words=slip.words, what=slip.what, cure=slip.cure)
    blocks = frozenset(f"{report}#{block.id}" for block in placed.stem.blocks())
    return Cause(problem=problem, blocks=blocks, slight=True, mended=slip.mended)


def _slips(placed: Placed, made: str, lone: frozenset[tuple[str, int]]) -> Iterator[_Slip]:
    text = placed.text
    yield from _wrapped(placed, made)
    yield from _traditional(text, made)
    yield from _full_width(text, made)
    yield from _half_stop(text, made)
    yield from _pasted_message(text, made)
    yield from _line_number(placed, made)
    if placed.kind is BlockKind.PARAGRAPH and letters(text) == letters(made):
        yield from _without_stop(placed, made)
    if placed.kind is not BlockKind.NOTE and (match := remark_put_in(text, made)) is not None:
        yield _Slip(
            words=around(text, match),
            what=Phrase.of("brought-remark", said=match[0]),
            cure=Phrase.of("brought-remark-so"),
            mended=text.replace(match[0], ""),
        )
    if (placed.page, placed.block.line) in lone:
        mark = _item.match(placed.block.source)
        if mark is not None:
            yield _Slip(
                words=placed.block.source.strip()[:_SHOWN],
                what=Phrase.of("brought-item", mark=mark["mark"]),
                cure=Phrase.of("brought-item-so"),
                sure=False,
            )


def _wrapped(placed: Placed, made: str) -> Iterator[_Slip]:
    """Line ends inside what was one line: readers see a blank there, be it in a word or in a number."""
    lines = placed.block.source.split("\n")
    plain = [line.strip(" \t>") for line in lines]
    for at, (left, right) in enumerate(pairwise(plain)):
        if not (left[-1:].isalnum() and right[:1].isalnum()) or _hard_break.search(lines[at]):
            continue
        if left[-_KEY:] + right[:_KEY] in made:
            yield _Slip(
                words=f"{left[-_AROUND:]}⏎{right[:_AROUND]}",
                what=Phrase.of("brought-wrap", seen=f"{left[-1]} {right[0]}"),
                cure=Phrase.of(
                    "brought-wrap-so", first=str(placed.block.line), last=str(placed.block.line + len(lines) - 1)
                ),
                mended="".join(plain),
            )
            return


def _traditional(text: str, made: str) -> Iterator[_Slip]:
    """Characters whose simplified forms the block had, as an input method or a program that converts a text writes them."""
    had = set(made)
    turned = {form for form in set(text) - had if SIMPLIFIED.get(form, form) in had and form in SIMPLIFIED}
    if len(turned) >= _FORMS:
        forms = [form for form in dict.fromkeys(text) if form in turned]
        at = text.index(forms[0])
        mended = "".join(SIMPLIFIED[char] if char in turned else char for char in text)
        yield _Slip(
            words=text[max(0, at - _AROUND) : at + _AROUND],
            what=Phrase.of("brought-traditional", forms="".join(forms[:_AROUND])),
            cure=Phrase.of("brought-traditional-so", first="".join(SIMPLIFIED[form] for form in forms[:_AROUND])),
            mended=mended,
        )


def _full_width(text: str, made: str) -> Iterator[_Slip]:
    """A sign between two digits that was a half-width one."""
    for match in _in_number.finditer(text):
        before, after = text[: match.start()][-_KEY:], text[match.end() :][:_KEY]
        if before + _HALF[match[0]] + after in made and before + match[0] + after not in made:
            mended = text[: match.start()] + _HALF[match[0]] + text[match.end() :]
            yield _Slip(
                words=around(text, match),
                what=Phrase.of("brought-full-width", mark=match[0]),
                cure=Phrase.of("brought-full-width-so", mark=_HALF[match[0]]),
                mended=mended,
            )
            return


def _half_stop(text: str, made: str) -> Iterator[_Slip]:
    """The stop of another language behind a sentence that had its own."""
    for match in _stop.finditer(text):
        before, after = text[: match.start()][-_KEY:], text[match.end() :][:_KEY]
        if f"{before}。{after}" in made:
            yield _Slip(
                words=around(text, match),
                what=Phrase.of("brought-half-stop"),
                cure=Phrase.of("brought-half-stop-so"),
                mended=f"{text[: match.start()]}。{text[match.end() :]}",
            )
            return


def _pasted_message(text: str, made: str) -> Iterator[_Slip]:
    """What a message said of a place, pasted with its label and its quotation marks where a part of a sentence was."""
    for match in _told.finditer(text):
        before, after = text[: match.start()][-_AROUND:], text[match.end() :][:_AROUND]
        start = made.find(before) if before else -1
        end = made.find(after, start + len(before)) if start >= 0 and after else -1
        taken = made[start + len(before) : end] if end >= 0 else ""
        if taken and match[0] not in made and likeness(letters(taken), letters(match["said"]), _COPIED):
            yield _Slip(
                words=match[0][:_SHOWN],
                what=Phrase.of("brought-label"),
                cure=Phrase.of("brought-label-so", said=match["said"][:_SHOWN]),
            )
            return


def _line_number(placed: Placed, made: str) -> Iterator[_Slip]:
    """The number of the block's own raw line at its end, where the site shows it, be it behind one of the site's signs."""
    match = _number.search(placed.text)
    if match is None or made.rstrip().endswith(match["number"]):
        return
    ended = match["sign"] or ends_sentence(placed.text[: match.start()])
    if ended and any(block.lines and block.lines[0][0] == int(match["number"]) for block in placed.stem.blocks()):
        yield _Slip(
            words=placed.text[-_SHOWN:],
            what=Phrase.of("brought-pasted", sign=match[0].strip()),
            cure=Phrase.of("brought-delete"),
            mended=placed.text[: match.start()],
        )


def _without_stop(placed: Placed, made: str) -> Iterator[_Slip]:
    """A paragraph that only lost the stop at its end."""
    if ends_sentence(made) and placed.text.rstrip()[-1:].isalnum():
        yield _Slip(
            words=placed.text.rstrip()[-_SHOWN:],
            what=Phrase.of("brought-no-stop"),
            cure=Phrase.of("brought-no-stop-so", mark=made.rstrip()[-1]),
            sure=False,
        )


def remark_put_in(text: str, made: str) -> re.Match[str] | None:
    """A square bracket with words that was put into what stood there without it: print has these brackets at the beginning of a
    text, or with a year or a number inside.

    >>> remark_put_in("资金200【印本作220】万元。", "资金200万元。")["said"]
    '印本作220'
    >>> remark_put_in("水闸[王1]已经完工。", "水匣已经完工。")["said"]
    '王1'
    >>> remark_put_in("甲府发〔2031〕5号文。", "甲府发5号文。") is None
    True
    """
    for match in _bracket.finditer(text):
        before, after = text[: match.start()][-_KEY:], text[match.end() :][:_KEY]
        # What Word writes for a comment says what it is; the word before it is the one that was mended.
        is_new = before + after in made or (
            _comment.fullmatch(match["said"]) and match[0] not in made and after in made
        )
        if before and after and is_new and han_character.search(match["said"]):
            return match
    return None


def _lone_items(reports: Iterable[Report]) -> frozenset[tuple[str, int]]:
    """The page and line of each item that was a paragraph with the same words and has no other item beside it."""
    found = set()
    for report in reports:
        for page in report.pages:
            placed = tuple(page.placed)
            for before, one, behind in zip((None, *placed), placed, (*placed[1:], None), strict=False):
                was = one.origin
                if one.kind is not BlockKind.ITEM or was is None or was.content.kind is not BlockKind.PARAGRAPH:
                    continue
                near = any(other is not None and other.kind is BlockKind.ITEM for other in (before, behind))
                if not near and ends_sentence(one.text) and one.text.strip() == text_of(was.content).strip():
                    found.add((one.page, one.block.line))
    return frozenset(found)


def around(text: str, match: re.Match[str]) -> str:
    """What was found with what stands beside it, for a message."""
    return text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
