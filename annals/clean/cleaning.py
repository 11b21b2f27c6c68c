"""Raw text to cleaned text with its ledger: corrections first, then the rules in order, last the headings that a person put in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annals.clean.carrying import CarriedJoin, carried_joins, joined
from annals.clean.contract import Rule
from annals.clean.corrections import correct
from annals.clean.ledger import State, run
from annals.clean.order import ONCE, RULES
from annals.clean.put_in import with_headings
from annals.clean.withholding import Withheld
from annals.model import Cleaned, Correction, HintKind, Problem, Source
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
    joins: Iterable[CarriedJoin] = (),
    running: tuple[str, ...] = (),
) -> tuple[Cleaned, tuple[Problem, ...]]:
    """A source cleaned, and what stood in the way. With a problem among the corrections none
    of them is applied, and the caller must not publish the result. `joins` are lines known to be one,
    `running` the running titles that an editor has seen."""
    corrected = correct(source, corrections, yml)
    state = _run_all(joined(corrected.state, joins), Reading(text="", lexicon=lexicon, running=running), rules)
    cleaned = _cleaned(with_headings(state, corrected.headings))
    return replace(cleaned, corrections=corrected.applied, flags=corrected.flags), corrected.problems


def clean_covered(
    true: Source, withheld: Withheld, lexicon: Lexicon, yml: str = "", running: tuple[str, ...] = ()
) -> tuple[Cleaned, tuple[Problem, ...]]:
    """What is to be shown of a source, cleaned, its covered lines joined as the true ones are."""
    joins: tuple[CarriedJoin, ...] = ()
    if withheld.stand_ins:
        joins = carried_joins(clean_source(true, lexicon, withheld.corrections, yml, running=running)[0], withheld)
    return clean_source(withheld.source, lexicon, withheld.corrections, yml, joins=joins, running=running)


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
    return _cleaned(_run_all(state, Reading(text="", lexicon=lexicon), AGAIN))


def _run_all(state: State, given: Reading, rules: tuple[Rule, ...]) -> State:
    """The rules run on a text, with all that is given beside it."""
    reading = _read(given, state)
    for rule in rules:
        state = run(state, rule, reading)
        if state.text != reading.text:
            reading = _read(given, state)
    return state


def _read(given: Reading, state: State) -> Reading:
    moved = (hint for hint in state.hints if hint.kind in (HintKind.MOVED, HintKind.LEFT))
    at = tuple(at for hint in moved for at in (hint.start, hint.end))
    listed = tuple(hint.start for hint in state.hints if hint.kind is HintKind.LISTED)
    return replace(given, text=state.text, moved=at, listed=listed, source=state.source, origins=state.origins)


def _cleaned(state: State) -> Cleaned:
    return Cleaned(source=state.source, text=state.text, origins=state.origins, ledger=state.ledger, hints=state.hints)
