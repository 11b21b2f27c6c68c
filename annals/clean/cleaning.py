"""Raw text to cleaned text with its ledger: corrections first, then the rules in order, last the headings that a person put in."""

from __future__ import annotations

from dataclasses import replace

from annals.clean.contract import Rule
from annals.clean.corrections import correct
from annals.clean.ledger import State, run
from annals.clean.order import ONCE, RULES
from annals.clean.put_in import with_headings
from annals.model import Cleaned, Correction, Problem, Source
from annals.text.lexicon import Lexicon
from annals.text.reading import Reading

AGAIN = tuple(rule for rule in RULES if rule not in ONCE)
"""What runs over a text whose escapes are undone."""


def clean_source(
    source: Source,
    lexicon: Lexicon,
    corrections: tuple[Correction, ...] = (),
    yml: str = "",
    rules: tuple[Rule, ...] = RULES,
) -> tuple[Cleaned, tuple[Problem, ...]]:
    """A source cleaned, and what stood in the way. With a problem among the corrections none
    of them is applied, and the caller must not publish the result."""
    corrected = correct(source, corrections, yml)
    cleaned = _cleaned(with_headings(_run_all(corrected.state, lexicon, rules), corrected.headings))
    return replace(cleaned, corrections=corrected.applied, flags=corrected.flags), corrected.problems


def clean_again(cleaned: Cleaned, lexicon: Lexicon) -> Cleaned:
    """A cleaned text cleaned once more, its ledger going on: what one rule has made may be another's that ran before it,
    as a colon behind a bracket is Chinese once the bracket is."""
    state = State(
        source=cleaned.source,
        text=cleaned.text,
        origins=cleaned.origins,
        ledger=cleaned.ledger,
        hints=cleaned.hints,
    )
    return _cleaned(_run_all(state, lexicon, AGAIN))


def _run_all(state: State, lexicon: Lexicon, rules: tuple[Rule, ...]) -> State:
    reading = Reading(text=state.text, lexicon=lexicon)
    for rule in rules:
        state = run(state, rule, reading)
        if state.text != reading.text:
            reading = Reading(text=state.text, lexicon=lexicon)
    return state


def _cleaned(state: State) -> Cleaned:
    return Cleaned(source=state.source, text=state.text, origins=state.origins, ledger=state.ledger, hints=state.hints)
