"""Mentions of entities in the text of reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from annals.model import PLACES, RECURRING, Entity, Facts, Mention, Registry, Report, Undecided
from annals.names.context import Forms, Surroundings, alike
from annals.names.editions import Form, edition_form
from annals.text.forms import plain_ideographs
from annals.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A block of report text: where it stands, what it says, which place its report is about, and the names by which
    the registry may know it besides."""

    report: str
    block: str
    section: str
    text: str
    place: str = ""
    names: tuple[str, ...] = ()


class _Names:
    """What each string may mean."""

    def __init__(self, entities: tuple[Entity, ...], forms: Forms, owners: Mapping[str, str]) -> None:
        self.forms = forms
        self.entity: dict[str, Entity] = {}
        self.sharing: dict[str, list[Entity]] = {}
        self.claims: dict[str, list[Entity]] = {}
        self.blocked: set[str] = set()
        for entity in entities:
            self.blocked.update(entity.not_)
            for name in entity.names:
                if owners.get(name) in (None, "", entity.slug):
                    self.entity.setdefault(name, entity)
                if name[0] in forms.local:
                    self.sharing.setdefault(name, []).append(entity)
            for ambiguous in entity.ambiguous:
                self.claims.setdefault(ambiguous.form, []).append(entity)
        # A common noun that only points back (论坛) is in no doubt where nothing was named before.
        self.doubtful = {ambiguous.form for entity in entities for ambiguous in entity.ambiguous if not ambiguous.after}
        self.places = frozenset(name for entity in entities if entity.type in PLACES for name in entity.names)
        # Of what has a short form without its place (市科委 of 甲市科学技术委员会) the place.
        self.homes = {
            entity.slug: forms.home_of(entity.title)
            for entity in entities
            if any(name[0] in forms.local for name in entity.names)
        }
        self.finder = Finder([*self.entity, *self.claims, *self.blocked])

    def meant(self, hit: Hit, around: Surroundings, own: str) -> Entity | None:
        """The entity of a name. A local short form that several have (市科委) is that of the one whose place stands before
        it, else of the one that belongs to the place, `own`, which the report is about."""
        sharing = self.sharing.get(hit.name, ())
        if len(sharing) > 1:
            for entity in sharing:
                if around.is_of(hit.start, self.homes[entity.slug]):
                    return entity
            for entity in sharing:
                if alike(own, self.homes[entity.slug]):
                    return entity
        return self.entity.get(hit.name)

    def listed(self, form: str, places: frozenset[str]) -> Entity | None:
        """The entity that claims an ambiguous form in a block by listing it."""
        for entity in self.claims.get(form, ()):
            if any(ambiguous.form == form and places.intersection(ambiguous.blocks) for ambiguous in entity.ambiguous):
                return entity
        return None


def link(
    texts: Iterable[TextBlock], entities: tuple[Entity, ...], lexicon: Lexicon, owners: Mapping[str, str] | None = None
) -> Registry:
    """All mentions in blocks of text that come in reading order.

    At each place the longest valid name counts; `not` strings and other names around a shorter
    one take its place. Forms that mean several things count where the registry decides. `owners` (slugs) say whose a name
    is that stands in several entries, by mistake; by default it is that of the first."""
    names = _Names(entities, Forms.of(lexicon), owners or {})
    mentions: list[Mention] = []
    undecided: list[Undecided] = []
    # For each section and form, which of a form's entities was named last.
    last: dict[tuple[str, str, str], Entity] = {}
    for block in texts:
        _link_block(block, names, last, mentions, undecided)
    return Registry(entities=entities, mentions=tuple(mentions), undecided=tuple(undecided))


def report_texts(reports: Iterable[Report], facts: Facts) -> Iterable[TextBlock]:
    """The report text in which mentions count: everything but editors' own blocks."""
    for report in reports:
        series = facts.series_of(report.series)
        place = series.place if series else ""
        for placed in report.order:
            if placed.is_report_text:
                yield TextBlock(
                    report=report.id,
                    block=placed.id,
                    section=placed.id if placed.is_heading else placed.section or "",
                    text=placed.text,
                    place=place,
                    names=report.index.names[placed.id],
                )


def _link_block(
    block: TextBlock,
    names: _Names,
    last: dict[tuple[str, str, str], Entity],
    mentions: list[Mention],
    undecided: list[Undecided],
) -> None:
    hits = names.finder.find(block.text)
    if not hits:
        return
    around = Surroundings.of(block.text, names.forms)
    places = frozenset(f"{block.report}#{name}" for name in (block.block, *block.names))
    for hit in leftmost_longest(hits, lambda hit: _valid(hit, names, around, block)):
        entity = names.meant(hit, around, block.place)
        if entity is None and hit.name in names.claims:
            entity = names.listed(hit.name, places) or last.get((block.report, block.section, hit.name))
            if entity is None and hit.name in names.doubtful:
                claimants = tuple(claimant.slug for claimant in names.claims[hit.name])
                undecided.append(
                    Undecided(
                        form=hit.name, report=block.report, block=block.block, start=hit.start, entities=claimants
                    )
                )
        if entity is None:
            continue
        form = _form(block.text, hit, entity)
        surface = block.text[form.start : form.end]
        mentions.append(
            Mention(
                entity=entity.slug,
                report=block.report,
                block=block.block,
                section=block.section,
                start=form.start,
                surface=surface,
                ordinal=form.ordinal,
                year=form.year,
            )
        )
        for ambiguous in entity.ambiguous:
            if ambiguous.after:
                last[block.report, block.section, ambiguous.form] = entity


def _valid(hit: Hit, names: _Names, around: Surroundings, block: TextBlock) -> bool:
    if not around.is_whole_word(hit.start, hit.end):
        return False
    entity = names.meant(hit, around, block.place)
    form = _form(around.text, hit, entity) if entity else Form(start=hit.start, end=hit.end, ordinal=None, year=None)
    if around.is_part_of_title(form.start, form.end):
        return False
    if entity is None:
        # Only here: a name of its own is not blocked by another entry's "only looks like it".
        places = frozenset(f"{block.report}#{name}" for name in (block.block, *block.names))
        return hit.name in names.blocked or names.listed(hit.name, places) is not None or around.points_back(hit.start)
    if entity.type in PLACES and around.is_part_of_body(hit.end):
        return False
    # Behind the name of its own place it is that place's in any report.
    if names.homes.get(entity.slug) and around.is_of(hit.start, names.homes[entity.slug]):
        return True
    return not around.is_another_place_s(hit.start, names.places, block.place) and not _is_elsewhere(
        hit, names, entity, block.place
    )


def _is_elsewhere(hit: Hit, names: _Names, entity: Entity, own: str) -> bool:
    """Whether a local short form would name what belongs to another place than the one, `own`, that the report is about."""
    home = names.homes.get(entity.slug, "") if hit.name[0] in names.forms.local else ""
    return bool(own and home) and not alike(own, home)


def _form(text: str, hit: Hit, entity: Entity) -> Form:
    if entity.type not in RECURRING:
        return Form(start=hit.start, end=hit.end, ordinal=None, year=None)
    return edition_form(text, hit.start, hit.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """`name` stands at [start:end] of the text."""

    start: int
    end: int
    name: str


class Finder:
    """Finds a fixed set of names; built once, asked for every text."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names) - {""})
        # All hits, overlapping ones too: which are valid depends on what stands around each, and
        # an invalid longer one must not hide a valid shorter one.
        self._automaton = AhoCorasick(map(plain_ideographs, self._names), matchkind=MatchKind.Standard)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All hits by start, the longest first where several start at one place; radicals, which editors paste from
        PDFs, count as the characters meant."""
        found = self._automaton.find_matches_as_indexes(plain_ideographs(text), overlapping=True)
        hits = [Hit(start=start, end=end, name=self._names[number]) for number, start, end in found]
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))


def leftmost_longest(hits: Iterable[Hit], valid: Callable[[Hit], bool]) -> tuple[Hit, ...]:
    """Of sorted hits those that count: from the left, the longest valid one at each place, none
    inside or across one before it.

    >>> long, short = Hit(start=0, end=4, name="甲乙丙丁"), Hit(start=2, end=4, name="丙丁")
    >>> [hit.name for hit in leftmost_longest([long, short], lambda hit: True)]
    ['甲乙丙丁']
    >>> [hit.name for hit in leftmost_longest([long, short], lambda hit: hit is not long)]
    ['丙丁']
    """
    kept: list[Hit] = []
    for hit in hits:
        if (not kept or hit.start >= kept[-1].end) and valid(hit):
            kept.append(hit)
    return tuple(kept)
