"""`docs/about/contradictions.yml`: what editors judged of places that do not tell the same alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annals.markdown.front import At, Front, FrontError, above, is_dashless
from annals.model import Cited, Judgement, Phrase, Problem, Verdict

JUDGEMENTS = "docs/about/contradictions.yml"
_LIST = "contradictions"
_SIDES, _WORDS = ("a", "b"), ("subject", "reason")
_KEYS = (*_SIDES, "subject", "verdict", "reason")
_CITED = ("block", "quote")


def read_judgements(text: str) -> tuple[tuple[Judgement, ...], tuple[Problem, ...]]:
    """The judgements of the file's text, and its items that make none (E103, E238)."""
    try:
        front = Front.listing(_LIST, text)
    except FrontError as error:
        if is_dashless(text, error):
            wrong = Phrase.of("judgement-form")
            before, told = read_judgements(above(text, error))
            return before, (*told, Problem.of("E238", JUDGEMENTS, error.line, excerpt=error.excerpt, wrong=wrong))
        return (), (error.problem(JUDGEMENTS),)
    items = front.values.get(_LIST)
    if items is None:
        return (), ()
    if not isinstance(items, list):
        # Without its dash an item is no list.
        return (), (_wrong(front, (_LIST,), Phrase.of("judgement-form")),)
    found, problems = [], []
    for number, item in enumerate(items):
        fault = _fault(item)
        if fault is None:
            found.append(_judgement(front, number, item))
        else:
            at, phrase = fault
            problems.append(_wrong(front, (_LIST, number, *at), phrase))
    return tuple(found), tuple(problems)


def _judgement(front: Front, number: int, item: Mapping[str, Any]) -> Judgement:
    a, b = (
        Cited(
            block=item[side]["block"],
            quote=item[side]["quote"],
            line=front.line_of(_LIST, number, side),
            excerpt=front.excerpt_of(_LIST, number, side),
        )
        for side in _SIDES
    )
    words = {key: str(item[key]) for key in _WORDS}
    return Judgement(a=a, b=b, verdict=Verdict(item["verdict"]), **words)


def _fault(item: object) -> tuple[At, Phrase] | None:
    """The first fault of an item: where it shows, and what it is."""
    if not isinstance(item, dict):
        return (), Phrase.of("judgement-form")
    if (unknown := _unknown(item, _KEYS)) is not None:
        return unknown
    for side in _SIDES:
        cited = item.get(side)
        if not isinstance(cited, dict):
            return (side,) if side in item else (), Phrase.of("judgement-side", key=side)
        if (unknown := _unknown(cited, _CITED)) is not None:
            return (side, *unknown[0]), unknown[1]
        for key in _CITED:
            if not isinstance(cited.get(key), str) or not cited[key].strip():
                return (side,), Phrase.of("missing-key", key=key)
    for key in (*_WORDS, "verdict"):
        if not isinstance(item.get(key), str) or not item[key].strip():
            return (), Phrase.of("missing-key", key=key)
    if item["verdict"] not in tuple(Verdict):
        return ("verdict",), Phrase.of("judgement-verdict", value=item["verdict"], known=tuple(map(str, Verdict)))
    return None


def _unknown(item: Mapping[object, object], known: tuple[str, ...]) -> tuple[At, Phrase] | None:
    key = next((str(key) for key in item if key not in known), None)
    return None if key is None else ((key,), Phrase.of("unknown-key-of", key=key, known=known))


def _wrong(front: Front, at: At, phrase: Phrase) -> Problem:
    return Problem.of("E238", JUDGEMENTS, front.line_of(*at), excerpt=front.excerpt_of(*at), wrong=phrase)
