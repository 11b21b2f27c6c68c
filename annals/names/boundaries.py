"""Mentions that may end inside a word: a university's in 大学生, 科技部 in 科技部门.

No segmenter decides what a name is: readers and index must cut alike. Here only an editor is asked. Two things speak for a
word that goes over the end of a name: that words known to do so (`straddling`) stand there, and that the two characters
around the end stand together elsewhere, behind several others, far more often than by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import add

from annals.model import Mention, Registry
from annals.names.linking import TextBlock
from annals.text.characters import is_han
from annals.text.lexicon import Lexicon

_ELSEWHERE = 3
"""So often two characters stand together apart from ends of names, behind so many others, where they are a word."""
_BY_CHANCE = 20
"""So many times as often as two characters of their frequencies would. Measured on five reports: words have 36 and more
(国家, 市场, 部门), characters that only meet 8 and less."""

_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Straddled:
    """A name of an entity (slug) that stands in the same longer string, `longer`, in some blocks, and the word (two
    characters) in whose middle it may end there."""

    entity: str
    name: str
    longer: str
    word: str
    places: tuple[str, ...]


def straddled(texts: Iterable[TextBlock], registry: Registry, lexicon: Lexicon) -> tuple[Straddled, ...]:
    """The names that may end inside a word, in reading order of their first mention there."""
    blocks = {(block.report, block.block): block.text for block in texts}
    names = {entity.slug: frozenset(entity.names) for entity in registry.entities}
    stops = frozenset((*lexicon.no_name, *lexicon.no_candidate))
    ends: dict[str, list[tuple[Mention, str]]] = {}
    for mention in registry.mentions:
        text, end = blocks.get((mention.report, mention.block), ""), mention.start + len(mention.surface)
        over = text[end - 1 : end + 1]
        # A shorter name of the same thing ends before the word, and the mention is right either way (某市 in 某市场).
        if _is_han(over) and not _stops(text, end, stops) and mention.surface[:-1] not in names[mention.entity]:
            ends.setdefault(over, []).append((mention, text[end : end + _PAIR]))
    known = frozenset(lexicon.straddling)
    if not ends:
        return ()
    counted = _Counted.of("\n".join(blocks.values()))
    found: dict[tuple[str, str], Straddled] = {}
    for word, places in ends.items():
        if word not in known and not counted.is_word(word, len(places)):
            continue
        for mention, behind in places:
            # 银行业务 and not 银行业: what follows is a word of its own, so that the name ends before it.
            if _is_han(behind) and counted.is_word(behind):
                continue
            longer, place = mention.surface + behind[0], f"{mention.report}#{mention.block}"
            before = found.get((mention.entity, longer))
            here = (*before.places, place) if before is not None else (place,)
            found[mention.entity, longer] = Straddled(
                entity=mention.entity,
                name=mention.surface,
                longer=longer,
                word=word,
                places=tuple(dict.fromkeys(here)),
            )
    return tuple(found.values())


def _is_han(pair: str) -> bool:
    return len(pair) == _PAIR and all(map(is_han, pair))


def _stops(text: str, end: int, stops: frozenset[str]) -> bool:
    """Whether a word follows that is never part of a name: there one ends."""
    return any(text[end : end + size] in stops for size in range(1, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """All texts in one, and how often each character and each two in a row stand in it."""

    text: str
    single: Counter[str]
    pairs: Counter[str]

    @staticmethod
    def of(text: str) -> _Counted:
        return _Counted(text=text, single=Counter(text), pairs=Counter(map(add, text, text[1:])))

    def is_word(self, pair: str, at_ends: int = 0) -> bool:
        """Whether two characters are a word of the texts: how they stand apart from the `at_ends` places at ends of
        names tells."""
        together = self.pairs[pair] - at_ends
        chance = self.single[pair[0]] * self.single[pair[1]] / len(self.text)
        if together < _ELSEWHERE or together < _BY_CHANCE * chance:
            return False
        before: set[str] = set()
        at = self.text.find(pair)
        while at >= 0 and len(before) < _ELSEWHERE:
            before.add(self.text[at - 1 : at])
            at = self.text.find(pair, at + 1)
        return len(before) >= _ELSEWHERE
