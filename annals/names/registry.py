"""Entity pages to entities: the page is the registry entry (DESIGN §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annals.markdown.front import Front
from annals.model import Entity, Occasion, Phrase, Problem, Statement, entity_path
from annals.names.context import Forms
from annals.names.entity_page import HOSTS, EntityError, EntityPage
from annals.text.lexicon import Lexicon

INDEX_PAGES = ("index", "pinyin", "years", "english")
"""Page names below entities/ that are no entity's; nor are those with a number behind them."""
_index = re.compile(rf"entities/(?:{'|'.join(INDEX_PAGES)})(?:-\d+)?\.md")


def is_entity(path: str) -> bool:
    """Whether a page (path below docs/) is an entry's.

    >>> [path for path in ("entities/jia-2.md", "entities/pinyin.md", "entities/pinyin-2.md", "jia.md") if is_entity(path)]
    ['entities/jia-2.md']
    """
    return path.startswith("entities/") and _index.fullmatch(path) is None


def load_entities(
    pages: Mapping[str, Front], lexicon: Lexicon, owners: Mapping[str, str] | None = None
) -> tuple[tuple[Entity, ...], tuple[Problem, ...]]:
    """Entities from their pages by path under docs/, in that order; a page with a fault in its
    front matter is reported and left out. `lexicon` knows which places are no country; `owners` (slugs) whose a name is
    that several have, empty where nobody knows: by default that of the first."""
    places = (*lexicon.no_country, *lexicon.provinces)
    entities, problems = [], []
    fronts: dict[str, Front] = {}
    for path, front in pages.items():
        try:
            entity = EntityPage(path=path, front=front, places=places).entity()
            entities.append(entity)
            fronts[entity.slug] = front
        except EntityError as error:
            problems.append(error.problem)
    problems = [_or_copy(problem, entities) for problem in problems]
    return _with_names(entities), (*problems, *_shared_names(tuple(entities), fronts, owners or {}, lexicon))


def _with_names(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities; their hosts with all names under which these are registered."""
    names = {name: entity.names for entity in entities for name in entity.names}

    def named(said: Statement) -> Statement:
        return replace(said, also=names.get(said.value, ())) if said.field in HOSTS else said

    def known(occasion: Occasion) -> Occasion:
        return replace(occasion, statements=tuple(named(said) for said in occasion.statements))

    return tuple(replace(entity, occasions=tuple(known(one) for one in entity.occasions)) for entity in entities)


def _or_copy(problem: Problem, entities: Iterable[Entity]) -> Problem:
    """Of a place that is no country and has its own entry already that one: put right, the page would be a second one."""
    name, is_title = problem.detail("name"), problem.code == "E223" and problem.excerpt.startswith("title")
    known = next((entity for entity in entities if is_title and name in entity.names), None)
    if known is None:
        return problem
    cure = Phrase.of("no-country-registered", page=f"docs/{known.path}")
    return Problem.of("E223", problem.path, problem.line, excerpt=problem.excerpt, name=name, cure=cure)


def _shared_names(
    entities: tuple[Entity, ...], fronts: Mapping[str, Front], owners: Mapping[str, str], lexicon: Lexicon
) -> tuple[Problem, ...]:
    """Names that stand in two entries: no text could decide between them. Told of the one that had it not before. The
    place that a report is about decides whose a local short form is (市科委), if each entry is of a place of its own."""
    forms = Forms.of(lexicon)
    holders: dict[str, list[Entity]] = {}
    for entity in entities:
        for name in dict.fromkeys(entity.names):
            holders.setdefault(name, []).append(entity)
    found = []
    for name, (first, *others) in holders.items():
        homes = {forms.home_of(entity.title) for entity in (first, *others)}
        if name[0] in forms.local and "" not in homes and len(homes) == 1 + len(others):
            continue
        owner = owners.get(name, first.slug) if others else first.slug
        for entity in (first, *others):
            if entity.slug == owner:
                continue
            other = owner or next(one.slug for one in (first, *others) if one is not entity)
            at = ("title",) if name == entity.title else fronts[entity.slug].item("aliases", name)
            line, shown = fronts[entity.slug].place(*at)
            path, known = f"docs/{entity.path}", f"docs/{entity_path(other)}"
            found.append(Problem.of("E209", path, line, excerpt=shown, name=name, first=known))
    return tuple(found)
