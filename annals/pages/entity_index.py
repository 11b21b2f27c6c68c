"""Indexes of entities: by type, by pinyin, by the number of reports, English names A–Z.

Not every entry recurs: those in several reports come first, those in one stand folded behind them, and none is left
out, since its address is published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from sys import maxsize

from jinja2 import Environment

from annals.model import ENTITY_TYPES, Edition, Entity, PageKind, View
from annals.names.registry import INDEX_PAGES
from annals.pages.filling import Filled, filled
from annals.pages.hubs import ENTITIES
from annals.pages.links import link
from annals.pages.mentions import named_by_report
from annals.text.pinyin import sorting_keys

_TITLES = {
    "index": "条目：按类别",
    "pinyin": "条目：按拼音",
    "years": "条目：按出现年数",
    "english": "条目：English names",
}
_LETTERED = ("pinyin", "english")
OTHER_LETTER = "#"
_FOLDER, _FIRST = "entities/", ENTITIES.path
LINES = 400
"""Names on one page of an index: thousands of them would make a page that a phone takes long to load."""
LETTERS = "entities/pinyin.md"
"""The index for whoever knows a name and cannot search."""


_NAMED = 6
"""So many reports are named with their counts; of more the first and last, so that no line grows with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entity in an index: `years` are the labels of the reports that name it, each with how often; `period` is their
    first and last year."""

    title: str
    name: str
    href: str
    years: tuple[tuple[str, int], ...]
    period: tuple[int, ...] = ()

    @property
    def mentions(self) -> int:
        return sum(count for _, count in self.years)

    @property
    def is_long(self) -> bool:
        """Whether the reports are too many to name each."""
        return len(self.years) > _NAMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading, by type where `parts` says so; `folded`: a reader opens them."""

    id: str
    title: str
    lines: tuple[Line, ...]
    parts: tuple[Group, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tier:
    """Entries that recur alike: named in `reports` reports and in all in `mentions` places, both at least and less than."""

    id: str
    title: str
    reports: tuple[int, int]
    mentions: tuple[int, int]
    folded: bool = False

    def holds(self, line: Line) -> bool:
        return len(line.years) in range(*self.reports) and line.mentions in range(*self.mentions)


_TIERS = (
    _Tier(id="several", title="见于两份以上报告", reports=(2, maxsize), mentions=(2, maxsize)),
    _Tier(id="same", title="只在一份报告里，不止一次", reports=(1, 2), mentions=(2, maxsize), folded=True),
    _Tier(id="once", title="只见一次", reports=(1, 2), mentions=(1, 2), folded=True),
    _Tier(id="none", title="各报告未提及", reports=(0, 1), mentions=(0, 1), folded=True),
)
"""Each entry is in one of them."""


def has_registry(edition: Edition) -> bool:
    """Whether there are entries, be it that none of them can be read."""
    return any(path.startswith(_FOLDER) for path in edition.docs)


def entity_indexes(
    edition: Edition, templates: Environment, keys: Callable[[Sequence[str]], list[str]] = sorting_keys
) -> tuple[View, ...]:
    """The four index pages; none in an edition without a registry. `keys` gives the pinyin of titles."""
    if not has_registry(edition):
        return ()
    lines = _lines(edition)
    titles = [entity.title for entity in edition.registry.entities]
    pinyin = dict(zip(titles, keys(titles), strict=True))
    entities = sorted(edition.registry.entities, key=lambda entity: pinyin[entity.title])
    tiers = [(tier, [entity for entity in entities if tier.holds(lines[entity.slug])]) for tier in _TIERS]
    groups = {
        "index": _by_type(tiers, lines),
        "pinyin": _by_letter([(_letter(pinyin[entity.title]), lines[entity.slug]) for entity in entities]),
        "years": _by_years(tiers, lines),
        "english": _by_letter(_english(entities, lines)),
    }
    names = [(link(_FIRST, _path(name, 1)), title.partition("：")[2], name) for name, title in _TITLES.items()]
    views = []
    for name, found in groups.items():
        pages = _pages(found)
        letters = _letters(name, pages) if name in _LETTERED else ()
        firsts = [
            (link(_FIRST, _path(name, n)), page[0].lines[0].name if page else "") for n, page in enumerate(pages, 1)
        ]
        for number, page in enumerate(pages, 1):
            made = filled(
                templates,
                "entity_index.html.j2",
                groups=page,
                listed=len({line.href for group in found for line in group.lines}),
                counts={one.id: len(one.lines) for group in found for one in (group, *group.parts)},
                indexes=names,
                here=name,
                pages=firsts,
                letters=letters,
                number=number,
                total=len(entities),
                tiers=[(tier.id, len(held)) for tier, held in tiers],
                english=name == "english",
            )
            views.append(_view(name, number, made))
    return tuple(views)


def index_paths(edition: Edition) -> tuple[str, ...]:
    """The pages of the four indexes below docs/, as many of each as its names fill."""
    if not has_registry(edition):
        return ()
    entities = edition.registry.entities
    held = dict.fromkeys(INDEX_PAGES, len(entities)) | {"english": sum(bool(entity.english) for entity in entities)}
    return tuple(_path(name, n) for name, count in held.items() for n in range(1, max(1, -(-count // LINES)) + 1))


def _letters(name: str, pages: Sequence[tuple[Group, ...]]) -> tuple[tuple[str, str], ...]:
    """The letters of an index, each with the address where its names begin."""
    found: dict[str, tuple[str, str]] = {}
    for number, page in enumerate(pages, 1):
        for group in page:
            found.setdefault(group.id, (group.title, link(_FIRST, _path(name, number), group.id)))
    return tuple(found.values())


def _path(name: str, number: int) -> str:
    """The page of an index with a number, from 1; the first bears the index's name alone."""
    return f"entities/{name}.md" if number == 1 else f"entities/{name}-{number}.md"


def _pages(groups: Sequence[Group]) -> list[tuple[Group, ...]]:
    """The groups cut into pages of so many lines, a group and its parts going on where they must."""
    lines = [(group, part, line) for group in groups for part in group.parts or (group,) for line in part.lines]
    return [_regrouped(lines[start : start + LINES]) for start in range(0, max(1, len(lines)), LINES)]


def _regrouped(lines: Sequence[tuple[Group, Group, Line]]) -> tuple[Group, ...]:
    found = []
    for group, own in groupby(lines, key=itemgetter(0)):
        held = list(own)
        parts = [
            replace(part, lines=tuple(line for _, _, line in items))
            for part, items in groupby(held, key=itemgetter(1))
            if part is not group
        ]
        found.append(replace(group, lines=tuple(line for _, _, line in held), parts=tuple(parts)))
    return tuple(found)


def _view(name: str, number: int, made: Filled) -> View:
    return View(
        path=_path(name, number),
        title=_TITLES[name] if number == 1 else f"{_TITLES[name]}（{number}）",
        kind=PageKind.ENTITIES,
        markdown="",
        made=made.html,
        description=made.description,
    )


def _lines(edition: Edition) -> dict[str, Line]:
    named, years = named_by_report(edition), {report.id: report.year for report in edition.reports}
    found = {}
    for entity in edition.registry.entities:
        own = named.get(entity.slug, {})
        dated = [year for report in own if (year := years.get(report)) is not None]
        found[entity.slug] = Line(
            title=entity.title,
            name=entity.title,
            href=link(_FIRST, entity.path),
            years=tuple((edition.labels.get(report, report), len(mentions)) for report, mentions in own.items()),
            period=(min(dated), max(dated)) if dated else (),
        )
    return found


def _by_type(tiers: Sequence[tuple[_Tier, list[Entity]]], lines: Mapping[str, Line]) -> tuple[Group, ...]:
    """The tiers, each parted by type. The first part of a type bears its id."""
    groups, seen = [], set()
    for tier, entities in tiers:
        parts = []
        for number, kind in enumerate(ENTITY_TYPES, 1):
            held = tuple(lines[entity.slug] for entity in entities if entity.type == kind)
            if held:
                parts.append(
                    Group(id=f"{tier.id}-t-{number}" if kind in seen else f"t-{number}", title=kind, lines=held)
                )
                seen.add(kind)
        if parts:
            every = tuple(line for part in parts for line in part.lines)
            groups.append(Group(id=tier.id, title=tier.title, lines=every, parts=tuple(parts), folded=tier.folded))
    return tuple(groups)


def _by_years(tiers: Sequence[tuple[_Tier, list[Entity]]], lines: Mapping[str, Line]) -> tuple[Group, ...]:
    """The names in several reports by the number of reports, then the tiers behind."""
    (_, several), *others = tiers
    counts = sorted({len(lines[entity.slug].years) for entity in several}, reverse=True)
    groups = [
        Group(
            id=f"n-{count}",
            title=f"见于 {count} 份报告",
            lines=_most_first(lines[entity.slug] for entity in several if len(lines[entity.slug].years) == count),
        )
        for count in counts
    ]
    groups += [
        Group(
            id=tier.id,
            title=tier.title,
            lines=_most_first(lines[entity.slug] for entity in entities),
            folded=tier.folded,
        )
        for tier, entities in others
        if entities
    ]
    return tuple(groups)


def _most_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: -line.mentions))


def _by_letter(pairs: list[tuple[str, Line]]) -> tuple[Group, ...]:
    letters = sorted({letter for letter, _ in pairs}, key=lambda letter: (letter == OTHER_LETTER, letter))
    return tuple(
        Group(
            id=f"a-{letter.lower() if letter != OTHER_LETTER else 'other'}",
            title=letter if letter != OTHER_LETTER else "其他",
            lines=tuple(line for owner, line in pairs if owner == letter),
        )
        for letter in letters
    )


def _english(entities: list[Entity], lines: dict[str, Line]) -> list[tuple[str, Line]]:
    named = sorted((entity for entity in entities if entity.english), key=lambda entity: entity.english.casefold())
    return [(_letter(entity.english), replace(lines[entity.slug], name=entity.english)) for entity in named]


def _letter(key: str) -> str:
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else OTHER_LETTER
