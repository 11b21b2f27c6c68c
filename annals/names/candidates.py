"""Names that recur in the reports and that the registry does not hold, for an editor to judge.

Nothing is registered by itself. A name is proposed where its form says that it is one (《…》,
“…” before or with the word for a thing, or such a word at its end) and it stands in at least two
places; a new edition of a known event where the text states one that the registry lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annals.markdown.front import fenced
from annals.model import RECURRING, Entity, Mention, Registry
from annals.names.context import Forms, Surroundings
from annals.names.linking import TextBlock
from annals.text.characters import HAN
from annals.text.dates import YEAR
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.units import COUNTER

_title = re.compile(r"《([^《》]{3,60})》")
_word = re.compile(rf"[{HAN}A-Za-z0-9“”·（）()—-]+")
_counted = rf"(?<!\d)\d+(?:{COUNTER})|{YEAR}年?"
"""What is counted before a name, or dates it, is no part of it."""
_DISTINCTIVE = 2
"""Characters that a name must hold besides common words and the word for its kind."""
_LEAST, _LONGEST = 4, 24


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
    """What a lexicon's words say of names: the word for a thing, where a name cannot go on to the
    left, and words that any such thing may bear (国际合作交流平台 names none)."""

    forms: Forms
    suffix: re.Pattern[str]
    edge: re.Pattern[str]
    common: re.Pattern[str]
    types: dict[str, str]

    @staticmethod
    def of(lexicon: Lexicon) -> _Patterns:
        return _Patterns(
            forms=Forms.of(lexicon),
            suffix=re.compile(any_of(word for word, _ in lexicon.things if word not in lexicon.vague_things)),
            edge=re.compile(f"{any_of((*lexicon.no_name, *lexicon.no_candidate))}|{_counted}"),
            common=re.compile(any_of(lexicon.common)),
            types=dict(lexicon.things),
        )


def candidate_names(texts: Iterable[TextBlock], registry: Registry, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Unregistered names in at least two places, those in most reports first."""
    patterns = _Patterns.of(lexicon)
    known: dict[tuple[str, str], list[Mention]] = {}
    for mention in registry.mentions:
        known.setdefault((mention.report, mention.block), []).append(mention)
    places: dict[str, list[str]] = {}
    for block in texts:
        text = _masked(block.text, known.get((block.report, block.block), []))
        for name in sorted(_names(text, patterns)):
            places.setdefault(name, []).append(f"{block.report}#{block.block}")
    recurring = {name: found for name, found in places.items() if len(found) > 1}
    registered = {name for entity in registry.entities for name in (*entity.names, *entity.not_)}
    chosen = [
        Candidate(name=name, type=_type(name, patterns), places=tuple(found))
        for name, found in recurring.items()
        if name not in registered and _is_distinctive(name, patterns) and not _in_longer(name, found, recurring)
    ]
    return tuple(sorted(chosen, key=lambda item: (-len(item.reports), -len(item.places), item.name)))


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
    # Its dictionary takes a tenth of a second to load, which other commands need not wait for.
    from pypinyin import lazy_pinyin

    syllables = [part for part in lazy_pinyin(candidate.name) if part.isascii() and part.isalnum()]
    words = "-".join(syllables).lower()[:60].rstrip("-") or "entry"
    slug = next(name for name in (words, *(f"{words}-{number}" for number in range(2, 10**6))) if name not in taken)
    front = fenced({"title": candidate.name, "title_source": "report", "type": candidate.type})
    return f"entities/{slug}.md", front


def _masked(text: str, mentions: list[Mention]) -> str:
    """The text with registered names blotted out, so that no name goes on into one."""
    for mention in mentions:
        text = text[: mention.start] + "\0" * len(mention.surface) + text[mention.end :]
    return text


def _names(text: str, patterns: _Patterns) -> set[str]:
    """What may be names in one block, each once."""
    found = {match.group(1) for match in _title.finditer(text) if "\0" not in match.group(1)}
    found |= {match.group(1) for match in patterns.forms.quoted_title.finditer(text) if "\0" not in match.group(1)}
    titles = Surroundings.of(text, patterns.forms).titles
    for run in _word.finditer(text):
        for suffix in patterns.suffix.finditer(text, run.start(), run.end()):
            if not any(low <= suffix.start() < high for low, high in titles):
                found |= _ending_at(text, run.start(), suffix, patterns)
    return found


def _ending_at(text: str, run_start: int, suffix: re.Match[str], patterns: _Patterns) -> set[str]:
    """All strings that end with a suffix and begin behind the last word no name can hold; which of
    them is the name, recurrence tells."""
    low = max(run_start, suffix.end() - _LONGEST)
    for match in patterns.edge.finditer(text, low, suffix.start()):
        low = match.end()
    return {
        text[start : suffix.end()] for start in range(low, suffix.end() - _LEAST + 1) if suffix.start() - start >= 2
    }


def _is_distinctive(name: str, patterns: _Patterns) -> bool:
    """Whether a string can be the name of one thing, brackets whole."""
    if any(name.count(left) != name.count(right) for left, right in ("“”", "（）", "《》")):
        return False
    bare = patterns.common.sub("", name)
    return sum(char.isalnum() for char in patterns.suffix.sub("", bare)) >= _DISTINCTIVE


def _in_longer(name: str, found: list[str], recurring: dict[str, list[str]]) -> bool:
    """Whether a longer recurring string holds a name wherever it stands: then that is the name."""
    return any(name != other and name in other and len(places) == len(found) for other, places in recurring.items())


def _type(name: str, patterns: _Patterns) -> str:
    last = next((m.group() for m in patterns.suffix.finditer(name) if m.end() == len(name)), "")
    return patterns.types.get(last, "文件")
