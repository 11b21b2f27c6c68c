"""Indexes of entities: by type, by pinyin, by the number of years, English names A–Z."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment

from annals.model import ENTITY_TYPES, Edition, Entity, PageKind, View
from annals.pages.entity_links import about, entity_path
from annals.pages.links import link

_TITLES = {
    "index": "条目：按类别",
    "pinyin": "条目：按拼音",
    "years": "条目：按见于几年",
    "english": "条目：English names",
}
OTHER_LETTER = "#"
_FOLDER = "entities/"
LETTERS = "entities/pinyin.md"
"""The index for whoever knows a name and cannot search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entity in an index."""

    title: str
    name: str
    href: str
    about: str
    years: tuple[str, ...]
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    id: str
    title: str
    lines: tuple[Line, ...]


def has_registry(edition: Edition) -> bool:
    """Whether there are entries, be it that none of them can be read."""
    return any(path.startswith(_FOLDER) for path in edition.docs)


def entity_indexes(edition: Edition, templates: Environment) -> tuple[View, ...]:
    """The four index pages; none in an edition without a registry."""
    if not has_registry(edition):
        return ()
    lines = _lines(edition)
    entities = sorted(edition.registry.entities, key=lambda entity: _pinyin(entity.title))
    groups = {
        "index": _by_type(entities, lines),
        "pinyin": _by_letter([(_letter(_pinyin(entity.title)), lines[entity.slug]) for entity in entities]),
        "years": _by_years(entities, lines),
        "english": _by_letter(_english(entities, lines)),
    }
    names = [
        (link("entities/index.md", f"entities/{name}.md"), title.partition("：")[2], name)
        for name, title in _TITLES.items()
    ]
    views = []
    for name, found in groups.items():
        here = f"entities/{name}.md"
        html = templates.get_template("entity_index.html.j2").render(
            groups=found,
            indexes=names,
            here=name,
            total=len(entities),
            english=name == "english",
        )
        toc = tuple((2, group.id, group.title) for group in found)
        views.append(
            View(
                path=here,
                title=_TITLES[name],
                kind=PageKind.ENTITIES,
                markdown="",
                html=html,
                toc=toc,
                description="反复出现的名称及其全部提及",
            )
        )
    return tuple(views)


def _lines(edition: Edition) -> dict[str, Line]:
    counts: dict[str, dict[str, int]] = {}
    for mention in edition.registry.mentions:
        counts.setdefault(mention.entity, {}).setdefault(mention.report, 0)
        counts[mention.entity][mention.report] += 1
    reports = edition.ordered()
    return {
        entity.slug: Line(
            title=entity.title,
            name=entity.title,
            href=link("entities/index.md", entity_path(entity.slug)),
            about=about(entity),
            years=tuple(edition.labels[report.id] for report in reports if report.id in counts.get(entity.slug, {})),
            mentions=sum(counts.get(entity.slug, {}).values()),
        )
        for entity in edition.registry.entities
    }


def _by_type(entities: list[Entity], lines: dict[str, Line]) -> tuple[Group, ...]:
    groups = []
    for number, kind in enumerate(ENTITY_TYPES, 1):
        found = tuple(lines[entity.slug] for entity in entities if entity.type == kind)
        if found:
            groups.append(Group(id=f"t-{number}", title=kind, lines=found))
    return tuple(groups)


def _by_years(entities: list[Entity], lines: dict[str, Line]) -> tuple[Group, ...]:
    counts = sorted({len(lines[entity.slug].years) for entity in entities}, reverse=True)
    return tuple(
        Group(
            id=f"n-{count}",
            title=f"见于 {count} 份报告" if count else "各报告未提及",
            lines=tuple(
                sorted(
                    (lines[entity.slug] for entity in entities if len(lines[entity.slug].years) == count),
                    key=lambda line: -line.mentions,
                )
            ),
        )
        for count in counts
    )


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
    found = []
    for entity in named:
        line = lines[entity.slug]
        found.append(
            (
                _letter(entity.english),
                Line(
                    title=line.title,
                    name=entity.english,
                    href=line.href,
                    about=line.title,
                    years=line.years,
                    mentions=line.mentions,
                ),
            )
        )
    return found


def _pinyin(title: str) -> str:
    """A title's sorting key: its pinyin, marks at its beginning left out.

    >>> _pinyin("“一带一路”科技创新联盟")[:8], _pinyin("重阳节")
    ('yidaiyil', 'chongyangjie')
    """
    # Its dictionary takes a tenth of a second to load, which a check of one page need not wait for.
    from pypinyin import lazy_pinyin

    bare = "".join(char for char in title if char.isalnum())
    return "".join(lazy_pinyin(bare)).casefold()


def _letter(key: str) -> str:
    first = key[:1].upper()
    return first if "A" <= first <= "Z" else OTHER_LETTER
