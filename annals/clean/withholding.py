"""Passages taken down: covered in the decoded raw text before anything else, so that no stage sees the words.

While a report is made, Han characters that it does not use stand for each covered one: the rules and structure
read it as the text that it is, not as a designer's square. What leaves this stage bears U+25A0."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from annals.clean.finding import Finder, NoPlaceError, places_of
from annals.model import (
    VEIL,
    Block,
    Change,
    Cleaned,
    Correction,
    Document,
    Flag,
    Operation,
    Problem,
    Source,
)
from annals.text.characters import ends_sentence
from annals.text.veil import NO_VEIL, Veil

_STAND_INS = "龥龤龣龢龠龡龞龝龛龘龗龖"
_layout = re.compile(r"^[\s#]+|\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A source with its passages covered by `stand_ins` (empty: nothing is covered), the corrections as they apply to it,
    the veil over what was covered, and what is wrong."""

    source: Source
    corrections: tuple[Correction, ...]
    stand_ins: str = ""
    veil: Veil = NO_VEIL
    problems: tuple[Problem, ...] = ()

    def shown(self) -> Source:
        """The source as it may be shown. Its digest is that of the text that is shown: with the true one the covered
        words could be guessed and tried."""
        if not self.stand_ins:
            return self.source
        text = self._over(self.source.text)
        return replace(self.source, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())

    def show(
        self, cleaned: Cleaned, document: Document, flags: tuple[Flag, ...]
    ) -> tuple[Cleaned, Document, tuple[Flag, ...]]:
        """What was made of the source as it may be shown: every stand-in becomes U+25A0."""
        if not self.stand_ins:
            return cleaned, document, flags
        over = self._over
        cleaned = replace(
            cleaned,
            source=self.shown(),
            text=over(cleaned.text),
            ledger=tuple(replace(entry, old=over(entry.old), new=over(entry.new)) for entry in cleaned.ledger),
            flags=tuple(self._flag(flag) for flag in cleaned.flags),
        )
        document = replace(
            document,
            blocks=tuple(self._block(block) for block in document.blocks),
            changes={name: tuple(self._change(change) for change in found) for name, found in document.changes.items()},
        )
        return cleaned, document, tuple(self._flag(flag) for flag in flags)

    def _over(self, text: str) -> str:
        if not self.stand_ins:
            return text
        stand_in, last = self.stand_ins[0], self.stand_ins[1]
        return text.replace(last + "。", 2 * VEIL).replace(last, VEIL).replace(stand_in, VEIL)

    def _flag(self, flag: Flag) -> Flag:
        return replace(flag, text=self._over(flag.text))

    def _block(self, block: Block) -> Block:
        return replace(block, content=replace(block.content, markdown=self._over(block.content.markdown)))

    def _change(self, change: Change) -> Change:
        return replace(change, old=self._over(change.old), new=self._over(change.new))


def withhold(source: Source, corrections: tuple[Correction, ...], yml: str) -> Withheld:
    """Cover the passages that are to be withheld, each character of a line between its layout by one. A passage that
    is not found (E104), or that another correction quotes (E136), is a problem; the others are covered all the same.
    `yml` is the path to name in problems."""
    if not any(correction.op is Operation.WITHHOLD for correction in corrections):
        return Withheld(source=source, corrections=corrections)
    finder = Finder(source)
    problems = []
    places: dict[int, tuple[tuple[int, int], ...]] = {}
    passages: list[str] = []
    for number, correction in enumerate(corrections):
        if correction.op is Operation.WITHHOLD:
            try:
                found = places_of(finder, correction)
            except NoPlaceError as error:
                problems.append(error.problem(yml, correction.line_in_yml))
                continue
            passages += [source.text[low:high] for low, high in found]
            places[number] = _by_line(source.text, found)
    ranges = [place for found in places.values() for place in found]
    stand_in, last = [char for char in _STAND_INS if char not in source.text][:2]
    covered = replace(source, text=_covered(source.text, ranges, stand_in, last))
    veil = Veil.of(passages, covered.text)
    problems += _quoting(finder, Finder(covered), corrections, yml)
    return Withheld(
        source=covered,
        corrections=tuple(
            _anonymous(correction, places.get(number, ()), veil) for number, correction in enumerate(corrections)
        ),
        stand_ins=stand_in + last,
        veil=veil,
        problems=tuple(problems),
    )


def _by_line(text: str, places: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Ranges cut at line ends, without the layout of each line: blanks at its ends, # marks before it."""
    found = []
    for start, end in places:
        at = start
        for line in re.split(r"(?<=[\n\r])", text[start:end]):
            opening = _layout.match(line)
            low = at + (opening.end() if opening else 0)
            high = at + len(line.rstrip())
            if low < high:
                found.append((low, high))
            at += len(line)
    return tuple(found)


def _covered(text: str, ranges: list[tuple[int, int]], stand_in: str, last: str) -> str:
    """The text with some ranges covered; of one that ends a sentence the rules still see that it does, by `last` and a
    full stop, so that nothing behind it is joined to it."""
    chars = list(text)
    for low, high in ranges:
        is_end = high - low > 1 and ends_sentence(text[low:high])
        chars[low:high] = stand_in * (high - low - 2) + last + "。" if is_end else stand_in * (high - low)
    return "".join(chars)


def _quoting(before: Finder, after: Finder, corrections: tuple[Correction, ...], yml: str) -> list[Problem]:
    """The corrections whose place is there no longer because it is covered."""
    found = []
    for correction in corrections:
        if correction.op is Operation.WITHHOLD or _is_placed(after, correction):
            continue
        if _is_placed(before, correction):
            found.append(Problem.of("E136", yml, correction.line_in_yml, op=correction.op))
    return found


def _is_placed(finder: Finder, correction: Correction) -> bool:
    try:
        places_of(finder, correction)
    except NoPlaceError:
        return False
    return True


def _anonymous(correction: Correction, places: tuple[tuple[int, int], ...], veil: Veil) -> Correction:
    """A correction as it may be listed: a withheld passage by its length alone, no words of it in any reason."""
    if correction.op is Operation.WITHHOLD:
        length = sum(high - low for low, high in places)
        correction = replace(correction, target=VEIL * length, through=None, at=places)
    elif correction.with_:
        correction = replace(correction, with_=veil.over(correction.with_))
    return replace(correction, reason=veil.over(correction.reason))
