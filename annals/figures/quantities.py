"""The quantities of a passage, each with what it counts and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from sys import intern

from annals.figures.counting import Before, counted
from annals.figures.holding import carried, held_at
from annals.figures.passage import Passage, Sentence
from annals.model import Amount, Quantity
from annals.text.amounts import amounts_in
from annals.text.measures import base_of
from annals.text.periods import Told

_CLAUSE = 60
"""Characters in front of a number that are looked at for its unit."""
_people = re.compile("人次|人数")


def quantities_in(passage: Passage) -> tuple[Quantity, ...]:
    """In reading order, none over another."""
    found = [*_in_sentences(passage, amounts_in(passage.text, passage.closed))]
    return tuple(found)


def _in_sentences(passage: Passage, amounts: Sequence[Amount]) -> Iterator[Quantity]:
    first = 0
    latest: tuple[Told, ...] = ()
    for index, sentence in enumerate(passage.sentences):
        last = first
        while last < len(amounts) and amounts[last].start < sentence.end:
            last += 1
        own, first = amounts[first:last], last
        earlier = carried(passage, index, latest)
        latest = sentence.times or latest
        before = Before(ended=sentence.start)
        aside, looked = 0, sentence.start
        for place, amount in enumerate(own):
            follower = own[place + 1].start if place + 1 < len(own) else sentence.end
            of = counted(passage, sentence, amount, follower, before)
            period, told_by = held_at(passage, sentence, amount.start, earlier)
            yield Quantity(
                report=passage.report,
                block=passage.block,
                amount=_with_unit(passage, sentence, amount),
                printed=passage.text[amount.start : amount.end],
                # What is counted and when comes again and again: each is held once.
                of=intern(of),
                period=intern(period),
                told_by=told_by,
                sentence=sentence.text,
            )
            # What stands in brackets is an aside: 支出30.6亿元（专项经费16.23亿元…），比上年增加3.5亿元.
            aside += passage.text.count("（", looked, amount.start) - passage.text.count("）", looked, amount.start)
            looked = amount.start
            of_last = before.of if aside > 0 else of or before.of
            of_unit = {**before.of_unit, amount.base_unit: of} if of else before.of_unit
            before = Before(ended=amount.end, of=of_last, of_unit=of_unit)


def _with_unit(passage: Passage, sentence: Sentence, amount: Amount) -> Amount:
    """A number of which only the 万 or 亿 is written, with the unit that its sentence says: 总人次突破6.38亿 are 人次."""
    if amount.base_unit or not amount.unit:
        return amount
    at = amount.start - sentence.start
    before = sentence.text[max(0, at - _CLAUSE) : at]
    clause = re.split("[，；]", before)[-1]
    if word := _people.search(clause):
        unit = "人次" if word.group() == "人次" else "人"
    elif passage.forms.money.search(clause) and "元" in sentence.text:
        unit = "元"
    else:
        return amount
    return replace(amount, unit=amount.unit + unit, base_unit=base_of(unit))
