"""`docs/entities/decisions.yml`: what editors decided about names that recur, one a line; `candidates` asks no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from annals.markdown.front import Front, FrontError
from annals.model import Entity, Phrase, Problem, entity_path
from annals.text.nearness import nearest_name

DECISIONS = "docs/entities/decisions.yml"
_ENTRY, _ALIAS, _SKIP = "entry", "alias", "skip"
_KINDS = (_ENTRY, _ALIAS, _SKIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided about a name: the `slug` of the entry that has it as its title, or (`alias`) as another form of
    its name; none where it gets no entry. `line` is 1-based in the file, `excerpt` how it begins."""

    name: str
    slug: str
    alias: bool
    line: int
    excerpt: str


def read_decisions(text: str) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """The decisions of the file's text, and its lines that make none (E103, E126)."""
    try:
        front = Front.whole(text)
    except FrontError as error:
        return (), (error.problem(DECISIONS),)
    found: list[Decision] = []
    problems = []
    for name, said in front.values.items():
        line, excerpt = front.place(name)
        read = _read(said)
        if isinstance(read, Phrase):
            problems.append(Problem.of("E126", DECISIONS, line, excerpt=excerpt, name=name, wrong=read))
        else:
            slug, alias = read
            found.append(Decision(name=name, slug=slug, alias=alias, line=line, excerpt=excerpt))
    return tuple(found), tuple(problems)


def decision_problems(
    decisions: Iterable[Decision], entities: Iterable[Entity], broken: Collection[str]
) -> Iterator[Problem]:
    """Decisions that the registry does not bear out: an entry that is not there (E127) or has not the name (E128), a name
    that is refused and registered all the same (E129). `broken`: slugs of pages that make no entry, told of elsewhere."""
    entries = {entity.slug: entity for entity in entities}
    owners = {name: entity.slug for entity in entries.values() for name in (*_forms(entity), entity.title)}
    for said in decisions:
        entity = entries.get(said.slug)
        if not said.slug:
            if said.name in owners:
                path = f"docs/{entity_path(owners[said.name])}"
                yield Problem.of("E129", DECISIONS, said.line, excerpt=said.excerpt, name=said.name, page=path)
        elif entity is None:
            if said.slug not in broken:
                near = nearest_name(said.slug, entries, {one.title: slug for slug, one in entries.items()})
                yield Problem.of("E127", DECISIONS, said.line, excerpt=said.excerpt, slug=said.slug, nearest=near)
        elif said.name not in (_forms(entity) if said.alias else (entity.title,)):
            path = f"docs/{entity_path(said.slug)}"
            cure = Phrase.of("decision-aliases") if said.alias else Phrase.of("decision-title")
            yield Problem.of("E128", DECISIONS, said.line, excerpt=said.excerpt, name=said.name, page=path, cure=cure)


def _forms(entity: Entity) -> tuple[str, ...]:
    return (*entity.aliases, *(item.form for item in entity.ambiguous))


def _read(said: object) -> tuple[str, bool] | Phrase:
    """What is said of one name: a slug, empty for none, and whether the name is an alias there; or what is wrong."""
    if not isinstance(said, dict) or len(said) != 1:
        return Phrase.of("decision-form")
    ((kind, value),) = said.items()
    if kind not in _KINDS:
        return Phrase.of("unknown-key-of", key=str(kind), known=_KINDS)
    if not isinstance(value, str) or not value.strip():
        return Phrase.of("decision-why") if kind == _SKIP else Phrase.of("decision-slug")
    return ("" if kind == _SKIP else value.strip()), kind == _ALIAS
