"""Names that recur in the reports and that the registry does not hold, for an editor to judge.

Nothing is registered by itself. A name is proposed where its form says that it is one (《…》, “…”, or a word for a
thing or a term at its end), where it is whole at both ends, and where it recurs; a new edition of a known event where
the text states one that the registry lacks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from annals.markdown.front import fenced
from annals.model import PLACES, RECURRING, Entity, Mention, Registry, entity_path
from annals.names.context import Forms, Surroundings
from annals.names.linking import TextBlock
from annals.text.characters import HAN, letter
from annals.text.dates import YEAR
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.pinyin import syllables
from annals.text.units import COUNTER

_marked = re.compile(r"《([^《》]{3,60})》|“([^“”]{3,30})”")
_word = re.compile(rf"[{HAN}A-Za-z0-9“”·（）()—-]+")
_vague = "(?:[多数几][十百千]?|[十百千][余多])[家个项名种批类所]"
_counted = rf"(?<!\d)\d+[余多]?(?:{COUNTER})|{YEAR}(?:年度?)?|{_vague}"
"""What is counted before a name, be it only roughly (多家银行), or dates it, is no part of it."""
_DISTINCTIVE = 2
"""Characters that a name must hold besides common words and the word for its kind."""
_TOLD_APART = 4
"""So many characters of common words alone tell one thing from others (外资研发中心), fewer do not (研发中心)."""
_LEAST, _LONGEST = 4, 24
_OFTEN = 3
"""What stands so often in one paragraph recurs, too."""
_LONGEST_BEFORE = 4
"""A word before a name is no longer."""
_TERM, _DOCUMENT = "术语", "文件"

Span = tuple[str, str, int, int]
"""Report, block and the offsets of a string in the block's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A name to register: suggested type, and the blocks it stands in as references."""

    name: str
    type: str
    places: tuple[str, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.partition("#")[0] for place in self.places))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEdition:
    """An edition that a report states and the entry lacks."""

    entity: Entity
    mention: Mention
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """What a lexicon's words say of names: the word for a thing or a term, where a name cannot go on to the left or right,
    and words that any such thing may bear (国际合作交流平台 names none). `places` may begin a name."""

    forms: Forms
    suffix: re.Pattern[str]
    edge: re.Pattern[str]
    stop: re.Pattern[str]
    common: re.Pattern[str]
    types: dict[str, str]
    places: tuple[str, ...]

    @staticmethod
    def of(lexicon: Lexicon, places: Sequence[str]) -> _Patterns:
        types = dict.fromkeys(lexicon.term_ends, _TERM)
        types |= {word: kind for word, kind in lexicon.things if word not in lexicon.vague_things}
        stops = any_of((*lexicon.no_name, *lexicon.no_candidate))
        # Words and places that hold such a word whole are read over: 对口, 以色列.
        kept = any_of((*lexicon.no_edge, *places, *lexicon.provinces, *lexicon.cities))
        return _Patterns(
            forms=Forms.of(lexicon),
            suffix=re.compile(any_of(types)),
            edge=re.compile(f"{kept}|({stops}|{_counted})"),
            stop=re.compile(f"(?!{kept}){stops}"),
            common=re.compile(any_of(lexicon.common)),
            types=types,
            places=tuple({*places, *lexicon.provinces, *lexicon.cities}),
        )

    def bare(self, name: str) -> str:
        """A name without the word for its kind at its end."""
        ends = [match.start() for match in self.suffix.finditer(name) if match.end() == len(name)]
        return name[: min(ends)] if ends else name

    def tells_apart(self, name: str, reports: int) -> bool:
        """Whether a name of so many reports holds something that tells its thing from others."""
        bare = self.bare(name)
        telling = sum(char.isalnum() for char in self.common.sub("", bare))
        return telling >= _DISTINCTIVE or (len(bare) >= _TOLD_APART and reports > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """How a string stands in one place: whether it begins there as a name can, what follows it (empty where a name can
    end), whether it is all of a 《…》."""

    begins: bool
    behind: str = ""
    titled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A string that may be a name: where it stands, in reading order."""

    spans: dict[Span, _Place] = field(default_factory=dict)

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{report}#{block}" for report, block, _, _ in self.spans))

    @property
    def reports(self) -> int:
        return len({report for report, _, _, _ in self.spans})

    @property
    def recurs(self) -> bool:
        return len(self.blocks) > 1 or len(self.spans) >= _OFTEN

    @property
    def is_whole(self) -> bool:
        """Whether it can be a name from end to end: what always goes on alike is a part of one."""
        after = {place.behind for place in self.spans.values()}
        return self.begun > 0 and ("" in after or len(after) > 1)

    @property
    def begun(self) -> int:
        """In how many places it begins as a name can."""
        return sum(place.begins for place in self.spans.values())


def candidate_names(
    texts: Iterable[TextBlock], registry: Registry, lexicon: Lexicon, decided: Collection[str] = ()
) -> tuple[Candidate, ...]:
    """Unregistered names that recur, those in most reports first, without those that editors have `decided`."""
    places = [name for entity in registry.entities if entity.type in PLACES for name in entity.names]
    patterns = _Patterns.of(lexicon, places)
    seen = _recurring(_all_seen(texts, registry, patterns), patterns)
    held = {name for entity in registry.entities for name in (*entity.names, *entity.not_)}
    held |= {item.form for entity in registry.entities for item in entity.ambiguous}
    chosen: dict[str, _Seen] = {}
    taken: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for name in sorted(seen, key=lambda name: (-len(name), name)):
        # A name that stands in longer ones alone is none of its own.
        free = [span for span in seen[name].spans if not _is_inside(span, taken)]
        if len(free) > 1 and _is_name(name, seen, patterns):
            chosen[name] = seen[name]
            for report, block, start, end in seen[name].spans:
                taken.setdefault((report, block), []).append((start, end))
    found = [
        Candidate(name=name, type=_type(name, one, patterns), places=one.blocks)
        for name, one in chosen.items()
        if name not in held and name not in decided
    ]
    return tuple(sorted(found, key=lambda item: (-len(item.reports), -len(item.places), item.name)))


def new_editions(registry: Registry, years: dict[str, int | None]) -> tuple[NewEdition, ...]:
    """Editions that mentions name by ordinal or year and that no row of the entry holds; `years`
    are the years of the reports. The first mention of each edition stands for it."""
    entities = {entity.slug: entity for entity in registry.entities if entity.type in RECURRING}
    found: dict[tuple[str, int | None], NewEdition] = {}
    for mention in registry.mentions:
        entity = entities.get(mention.entity)
        if entity is None or (mention.ordinal is None and mention.year is None):
            continue
        year = mention.year or years.get(mention.report)
        ordinals = {s.value for occasion in entity.occasions for s in occasion.statements if s.field == "ordinal"}
        if year not in {occasion.year for occasion in entity.occasions} and str(mention.ordinal) not in ordinals:
            found.setdefault((entity.slug, year), NewEdition(entity=entity, mention=mention, year=year))
    return tuple(found.values())


def stub(candidate: Candidate, taken: frozenset[str]) -> tuple[str, str]:
    """Path under docs/ and text of an entity page for a candidate, to be completed by an editor.
    `taken` are slugs that exist."""
    slug = slug_of(candidate.name, taken)
    front = fenced({"title": candidate.name, "title_source": "report", "type": candidate.type})
    return entity_path(slug), front


def slug_of(name: str, taken: Collection[str], otherwise: str = "entry") -> str:
    """A name as the name of a file, in pinyin, that is none of those `taken`; `otherwise` where nothing of it can be read.

    >>> slug_of("果品流通", ()), slug_of("果品流通", {"guo-pin-liu-tong"}), slug_of("……", ())
    ('guo-pin-liu-tong', 'guo-pin-liu-tong-2', 'entry')
    """
    said = [part for part in syllables(name) if part.isascii() and part.isalnum()]
    words = "-".join(said).lower()[:60].rstrip("-") or otherwise
    numbered = (f"{words}-{number}" for number in count(2))
    return next(slug for slug in chain([words], numbered) if slug not in taken)


def _all_seen(texts: Iterable[TextBlock], registry: Registry, patterns: _Patterns) -> dict[str, _Seen]:
    """Every string that may be a name."""
    places = {entity.slug for entity in registry.entities if entity.type in PLACES}
    known: dict[tuple[str, str], list[Mention]] = {}
    for mention in registry.mentions:
        if mention.entity not in places:
            known.setdefault((mention.report, mention.block), []).append(mention)
    seen: dict[str, _Seen] = {}
    for block in texts:
        text = _masked(block.text, known.get((block.report, block.block), []))
        for start, end, place in _names(text, patterns):
            span = (block.report, block.block, start, end)
            seen.setdefault(text[start:end], _Seen()).spans.setdefault(span, place)
    return seen


def _masked(text: str, mentions: list[Mention]) -> str:
    """The text with registered names blotted out, so that no name goes on into one; but names of places may begin one."""
    for mention in mentions:
        text = text[: mention.start] + "\0" * len(mention.surface) + text[mention.end :]
    return text


def _names(text: str, patterns: _Patterns) -> Iterator[tuple[int, int, _Place]]:
    """What may be names in one block: start, end, how they stand there."""
    for match in _marked.finditer(text):
        start, end = match.span(match.lastindex or 1)
        if "\0" not in text[start:end]:
            yield start, end, _Place(begins=True, titled=match.lastindex == 1)
    titles = Surroundings.of(text, patterns.forms).titles
    for run in _word.finditer(text):
        for suffix in patterns.suffix.finditer(text, run.start(), run.end()):
            if not any(low <= suffix.start() < high for low, high in titles):
                yield from _ending_at(text, run.start(), suffix, patterns)


def _ending_at(
    text: str, run_start: int, suffix: re.Match[str], patterns: _Patterns
) -> Iterator[tuple[int, int, _Place]]:
    """All strings that end with a suffix and begin behind the last word no name can hold; which of
    them is the name, recurrence tells."""
    low = max(run_start, suffix.end() - _LONGEST)
    begins = low == run_start
    for match in patterns.edge.finditer(text, low, suffix.start()):
        if match.group(1) is not None:
            low, begins = match.end(), True
    end = suffix.end()
    behind = text[end : end + 1]
    if not letter.match(behind) or patterns.stop.match(text, end):
        behind = ""
    for start in range(low, end - _LEAST + 1):
        if suffix.start() - start >= 2:
            yield start, end, _Place(begins=begins and start == low, behind=behind)


def _recurring(seen: Mapping[str, _Seen], patterns: _Patterns) -> dict[str, _Seen]:
    """The strings that recur. Where a name stands with its place once, and else alone, the place belongs to it."""
    found = {name: one for name, one in seen.items() if one.recurs}
    for name, one in tuple(found.items()):
        placed = [longer for place in patterns.places if (longer := place + name) in seen]
        if len(placed) == 1 and placed[0] not in found and 2 * len(seen[placed[0]].spans) >= len(one.spans):
            found[placed[0]] = one
    return found


def _is_inside(span: Span, taken: Mapping[tuple[str, str], list[tuple[int, int]]]) -> bool:
    report, block, start, end = span
    return any(low <= start and end <= high for low, high in taken.get((report, block), ()))


def _is_name(name: str, seen: Mapping[str, _Seen], patterns: _Patterns) -> bool:
    """Whether a string that recurs can be the name of one thing: whole, its brackets too, with something that tells it
    from others."""
    if not seen[name].is_whole or any(name.count(left) != name.count(right) for left, right in ("“”", "（）", "《》")):
        return False
    return patterns.tells_apart(name, seen[name].reports) and not _holds_more(name, seen, patterns)


def _holds_more(name: str, seen: Mapping[str, _Seen], patterns: _Patterns) -> bool:
    """Whether a string is a name and what stands before it: a character here and there, a word now and then, the place of
    what other places have as well."""
    own = len(seen[name].spans)
    places = [len(place) for place in patterns.places if name.startswith(place)]
    for size in range(1, _LONGEST_BEFORE + 1):
        shorter = seen.get(name[size:])
        if shorter is None or shorter is seen[name] or not shorter.is_whole:
            continue
        if size == 1:
            more = len(shorter.spans) > own
        elif size in places:
            more = len(shorter.spans) >= 2 * own
        else:
            more = shorter.begun >= 3 * own and patterns.tells_apart(name[size:], shorter.reports)
        if more:
            return True
    return False


def _type(name: str, seen: _Seen, patterns: _Patterns) -> str:
    if any(place.titled for place in seen.spans.values()):
        return _DOCUMENT
    return patterns.types.get(name[len(patterns.bare(name)) :], _TERM)
