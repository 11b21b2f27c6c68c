"""The effect of every rule on every raw text at hand: `make rules`, `make rules ARGS="folder file …"`.

Real texts are the seeds and whatever is named; made ones are the strange reports. A change to a rule is
reviewed on its whole effect: print the table before and after."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from annals.clean.ledger import State, run
from annals.clean.order import RULES
from annals.clean.read import read_source
from annals.model import Entry, Op
from annals.text.reading import Reading
from tests.support.words import LEXICON

REPO = Path(__file__).resolve().parents[2]
_AROUND, _LONGEST, _LABEL = 12, 30, 32
_unseen = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one rule did to one text: how many edits, and the first of them in words."""

    rule: str
    text: str
    real: bool
    edits: int
    example: str


def effects(name: str, raw: bytes, *, real: bool) -> list[Effect]:
    """What each rule that acts does to a raw text, in the order of the rules."""
    found = []
    state = State.start(read_source(name, raw))
    for rule in RULES:
        before, state = state, run(state, rule, Reading(text=state.text, lexicon=LEXICON))
        if entries := state.ledger[len(before.ledger) :]:
            example = f"{name}:{entries[0].lines[0]}  {_told(entries[0], state.text)}"
            found.append(Effect(rule=rule.code, text=name, real=real, edits=len(entries), example=example))
    return found


def _told(entry: Entry, after: str) -> str:
    """An entry with a little of the text around it; `after` is the text when its rule was done."""
    if entry.op is Op.MOVE:
        return f"[{_shown(entry.old)} ↓ moved]"
    end = entry.start + len(entry.new)
    left, right = after[max(0, entry.start - _AROUND) : entry.start], after[end : end + _AROUND]
    return f"{_shown(left)}[{_shown(entry.old)} → {_shown(entry.new)}]{_shown(right)}"


def _shown(text: str) -> str:
    text = text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}"
    return _unseen.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", text).replace("\n", "⏎")


def table(found: Sequence[Effect], real: int, made: int) -> str:
    """The table: a row and an example a rule, then the rules that act on no real text, apart."""
    head = f"{'':{_LABEL}}{f'real texts ({real})':>18}{'edits':>7}{f'made texts ({made})':>18}{'edits':>7}"
    rows, waiting = [head], []
    for rule in RULES:
        own = [effect for effect in found if effect.rule == rule.code]
        acting = [effect for effect in own if effect.real]
        texts, edits = _sum(acting)
        more_texts, more_edits = _sum(effect for effect in own if not effect.real)
        label = f"{rule.code} {rule.name}"
        label += " " * (_LABEL - sum(1 + (east_asian_width(char) in "WF") for char in label))
        row = f"{label}{texts:>18}{edits:>7}{more_texts:>18}{more_edits:>7}"
        example = [f"      {(acting or own)[0].example}"] if own else []
        (rows if acting else waiting).extend([row, *example])
    if waiting:
        waiting = ["", "waiting for evidence: rules that act on no real text at hand", *waiting]
    return "\n".join([*rows, *waiting])


def _sum(effects_of_rule: Iterable[Effect]) -> tuple[int, int]:
    edits = [effect.edits for effect in effects_of_rule]
    return len(edits), sum(edits)


def texts_in(place: Path) -> list[Path]:
    """A file itself, or all raw texts (.txt, .md) below a folder, hidden ones not; raises SystemExit for anything else."""
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise SystemExit(f"there is no file or folder {place}")
    return sorted(
        path
        for path in place.rglob("*")
        if path.is_file() and path.suffix in (".txt", ".md") and not _hidden(path.relative_to(place))
    )


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for the texts at hand and those named."""
    parser = argparse.ArgumentParser(prog="make rules", description=__doc__)
    parser.add_argument("places", nargs="*", type=Path, help="further raw texts, or folders of them")
    places = parser.parse_args(arguments).places
    real = [*texts_in(REPO / "seeds"), *(path for place in places for path in texts_in(place))]
    made = texts_in(REPO / "tests" / "structure" / "strange" / "raw")
    sys.stdout.write(shown(real, made) + "\n")


def shown(real: Sequence[Path], made: Sequence[Path]) -> str:
    """The table of files."""
    found = [
        effect
        for paths, is_real in ((real, True), (made, False))
        for path in paths
        for effect in effects(path.stem, path.read_bytes(), real=is_real)
    ]
    return table(found, len(real), len(made))


if __name__ == "__main__":
    main()
