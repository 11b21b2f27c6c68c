"""When a quantity holds: a date of its sentence, one earlier in its block, or the report's year."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from annals.figures.passage import UP_TO, Passage, Sentence
from annals.model import ToldBy
from annals.text.periods import Told

_from = re.compile("(?:自从?|从)$")
_since = re.compile("[^，。；]{0,40}?(?:以来|起|至今|开始)|来")
_summed = re.compile("累计|连续")
_own_year = re.compile("今年|本年度?|(?<!年)全年|年内|当年")
_its_own = re.compile("(?:全年|同期)?的?")
_listed = frozenset("、和及")
_key = re.compile("[^，。；：]{2,8}：")
_part = re.compile("其中")

_LOOKED_BACK = 400
"""Characters of a sentence in front of a quantity that are looked at for 累计 and 今年."""

Held = tuple[str, ToldBy]


def held_at(passage: Passage, sentence: Sentence, at: int, earlier: Told | None) -> Held:
    """The period (ISO 8601) of the quantity that stands at `at` in a sentence, and what tells it; `earlier` is the time that
    the sentence carries on."""
    looked = max(sentence.start, at - _LOOKED_BACK)
    before = passage.text[looked:at]
    told = touching(passage, at) or _nearest(passage, sentence, at)
    last_own = looked + max((match.end() for match in _own_year.finditer(before)), default=-1)
    if told is not None and (last_own <= told.start or told.begin == str(passage.year)):
        return _period(passage, told), ToldBy.SENTENCE
    if _summed.search(before):
        return _year(passage, "../"), ToldBy.REPORT
    if told is None and not _own_year.search(before):
        later = _right_behind(passage, sentence, at)
        if later is not None:
            return _period(passage, later), ToldBy.SENTENCE
        if earlier is not None:
            return _period(passage, earlier), ToldBy.PARAGRAPH
    return _year(passage, ""), ToldBy.REPORT


def _year(passage: Passage, prefix: str) -> str:
    return "" if passage.year is None else f"{prefix}{passage.year}"


def touching(passage: Passage, at: int) -> Told | None:
    """A time with which is only compared is that of the amount right behind it: 比上年的6.06亿元增长15%."""
    for end in range(at - 1, max(0, at - len("全年的") - 1), -1):
        told = passage.ends.get(end)
        if told is not None and _its_own.fullmatch(passage.text, end, at):
            return told
    return None


def _nearest(passage: Passage, sentence: Sentence, at: int) -> Told | None:
    """The last time in front of a place that is the time of what follows; 2009年成立的中心 is a centre's. Of a list of days
    (6月17日、7月22日和12月7日) from the first to the last."""
    times = sentence.times
    for place in range(bisect_right(times, at, key=lambda told: told.end) - 1, -1, -1):
        told = times[place]
        if _belongs_to_another(passage, told, at):
            continue
        first = place
        while first and passage.text[times[first - 1].end : times[first].start] in _listed:
            first -= 1
        return told if first == place else replace(told, begin=times[first].begin, finish=told.finish or told.begin)
    return None


def _belongs_to_another(passage: Passage, told: Told, at: int) -> bool:
    """Whether a time is an attribute: the verb stands right behind it, and 的."""
    place = told.end
    while (verb := passage.forms.happens.match(passage.text, place, at)) is not None:
        place = verb.end()
    return place > told.end and passage.text.startswith("的", place)


def _right_behind(passage: Passage, sentence: Sentence, at: int) -> Told | None:
    """A time behind the amount in the same clause: 3259项高转项目在2010年…."""
    for told in sentence.times[bisect_right(sentence.times, at, key=lambda told: told.start) :][:1]:
        if not set(passage.text[at : told.start]) & set("，。；："):
            return told if passage.text[told.start - 1] in "在于" else None
    return None


def _period(passage: Passage, told: Told) -> str:
    before = passage.text[max(0, told.start - 4) : told.start]
    if UP_TO.search(before):
        return f"../{told.finish or told.begin}"
    since = _since.match(passage.text, told.end)
    if since is None or told.finish or passage.year is None:
        return told.period
    # From then on, up to the end of what is reported.
    is_from = _from.search(before) or len(since.group()) <= len("以来")
    return f"{told.begin}/{passage.year}" if is_from else told.period


def carried(passage: Passage, index: int, latest: Sequence[Told]) -> Told | None:
    """The time of an earlier sentence of the block, if the one of that index goes on with the same thing; `latest` are the
    times of the last one in front of it that has any. The report's own year, which says no more than the report, is not
    carried over."""
    sentence = passage.sentences[index]
    if _part.match(sentence.text):
        latest = passage.sentences[index - 1].times if index else ()
    elif not passage.forms.on.search(sentence.text):
        # 总体部署：“十二五”期间…: a key and its time hold for all of the block.
        first = passage.sentences[0]
        latest = first.times if index and _key.match(first.text) else ()
    if not latest or (latest[-1].begin == str(passage.year) and not latest[-1].finish):
        return None
    return latest[-1]
