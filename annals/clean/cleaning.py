"""Raw text to cleaned text with its ledger: corrections first, then the rules in order."""

from __future__ import annotations

from annals.clean.contract import Rule
from annals.clean.corrections import correct
from annals.clean.ledger import run
from annals.clean.order import RULES
from annals.model import Cleaned, Correction, Problem, Source
from annals.text.lexicon import Lexicon
from annals.text.reading import Reading


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
    state = corrected.state
    reading = Reading(text=state.text, lexicon=lexicon)
    for rule in rules:
        state = run(state, rule, reading)
        if state.text != reading.text:
            reading = Reading(text=state.text, lexicon=lexicon)
    cleaned = Cleaned(
        source=source,
        text=state.text,
        origins=state.origins,
        ledger=state.ledger,
        hints=state.hints,
        corrections=corrected.applied,
        flags=corrected.flags,
    )
    return cleaned, corrected.problems
