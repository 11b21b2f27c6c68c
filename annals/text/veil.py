"""Words that were taken down, as they are looked for wherever somebody may have repeated them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from annals.model import VEIL
from annals.text.forms import plain_ideographs

_RUN = 8
"""Letters that a longer passage is recognised by; a shorter one must be there whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Veil:
    """What may be shown nowhere: runs of letters and figures, of as many lengths as `lengths` says."""

    secret: frozenset[str] = frozenset()
    lengths: tuple[int, ...] = ()

    @staticmethod
    def of(passages: Iterable[str], rest: str) -> Veil:
        """The veil over some passages; what `rest`, the text that stays, says as well is no secret."""
        wanted: dict[int, set[str]] = {}
        for passage in passages:
            bare, _ = _bare(passage)
            length = min(_RUN, len(bare))
            if length:
                wanted.setdefault(length, set()).update(_runs(bare, length))
        shown, _ = _bare(rest)
        secret = {run for length, runs in wanted.items() for run in runs - _runs(shown, length)}
        return Veil(secret=frozenset(secret), lengths=tuple(sorted({len(run) for run in secret})))

    def places(self, text: str) -> tuple[int, ...]:
        """The offsets (code points) of the characters of a text that would tell something.

        >>> veil = Veil.of(["甲乙丙丁戊己庚辛壬"], "甲乙丙。")
        >>> veil.places("他说：甲乙丙丁，戊己庚辛！")
        (3, 4, 5, 6, 8, 9, 10, 11)
        """
        if not self.secret:
            return ()
        bare, offsets = _bare(text)
        found: set[int] = set()
        for length in self.lengths:
            for at in range(len(bare) - length + 1):
                if bare[at : at + length] in self.secret:
                    found.update(offsets[at : at + length])
        return tuple(sorted(found))

    def over(self, text: str) -> str:
        """A text with what would tell something covered, as long as before.

        >>> Veil.of(["甲乙"], "").over("甲 乙丙甲")
        '■ ■丙甲'
        """
        places = self.places(text)
        if not places:
            return text
        chars = list(text)
        for place in places:
            chars[place] = VEIL
        return "".join(chars)


NO_VEIL = Veil()
"""Where nothing was taken down."""


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, whatever their width and case, and where each stands."""
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(text):
        for plain in unicodedata.normalize("NFKC", plain_ideographs(char)).casefold():
            if plain.isalnum():
                chars.append(plain)
                offsets.append(offset)
    return "".join(chars), offsets


def _runs(text: str, length: int) -> set[str]:
    return {text[at : at + length] for at in range(len(text) - length + 1)}
