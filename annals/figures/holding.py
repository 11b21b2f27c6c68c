"""When a quantity holds: a date of its sentence, one earlier in its block, or the report's year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.figures.passage import Passage, Sentence
from annals.model import Precision, ToldBy
from annals.text.periods import Told

_until = re.compile("(?:截至|截止到?|截止至|至|到)$")
_up_to = re.compile("(?:截至|截止到?|截止至)$")
_since = re.compile("(?:年)?(?:以来|起|至今|开始|来)")
_summed = re.compile("累计|连续")
_own_year = re.compile("今年|本年度?|全年|年内|当年")
_of_another = re.compile("^[^，。；：、的]{1,16}?的")

Held = tuple[str, ToldBy]


def held_at(passage: Passage, index: int, at: int) -> Held:
    """The period (ISO 8601) of the quantity that stands at `at` in the sentence of that index, and what tells it."""
    sentence = passage.sentences[index]
    before = passage.text[sentence.start : at]
    told = _nearest(passage, sentence, at)
    if told is not None:
        last_own = max((match.end() for match in _own_year.finditer(before)), default=-1)
        if sentence.start + last_own <= told.start:
            return _period(passage, told), ToldBy.SENTENCE
    if _summed.search(before):
        return _year(passage, "../"), ToldBy.REPORT
    if told is None and not _own_year.search(before):
        earlier = _earlier(passage, index)
        if earlier is not None:
            return _period(passage, earlier), ToldBy.PARAGRAPH
    return _year(passage, ""), ToldBy.REPORT


def _year(passage: Passage, prefix: str) -> str:
    return "" if passage.year is None else f"{prefix}{passage.year}"


def _nearest(passage: Passage, sentence: Sentence, at: int) -> Told | None:
    """The last time in front of a place that is the time of what follows; 2009年成立的中心 is a centre's."""
    for told in reversed(sentence.times):
        if told.end <= at and not _belongs_to_another(passage, passage.text[told.end : at]):
            return told
    return None


def _belongs_to_another(passage: Passage, behind: str) -> bool:
    clause = _of_another.match(behind)
    return clause is not None and passage.forms.happens.search(clause.group()) is not None


def _period(passage: Passage, told: Told) -> str:
    before = passage.text[max(0, told.start - 4) : told.start]
    if _up_to.search(before):
        return f"../{told.finish or told.begin}"
    if _since.match(passage.text, told.end) and not told.finish and passage.year is not None:
        # From then on, up to the end of what is reported.
        return f"{told.begin}/{passage.year}" if told.begin < str(passage.year) else told.begin
    return told.period


def _earlier(passage: Passage, index: int) -> Told | None:
    """The time of an earlier sentence of the block, if this one goes on with the same thing. The report's own year, and
    what only sums it up, is not carried over."""
    if not passage.forms.on.search(passage.sentences[index].text):
        return None
    for sentence in reversed(passage.sentences[:index]):
        if sentence.times:
            return _carried(passage, sentence.times)
    return None


def _carried(passage: Passage, times: Sequence[Told]) -> Told | None:
    told = times[-1]
    plain = told.precision is Precision.YEAR and (told.begin == str(passage.year) or told.finish)
    return None if plain else told
