"""What is wrong with the registry, held against the reports it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from annals.check.entry import EntryPage
from annals.check.entry_quotations import quoting_problems, unsupported
from annals.markdown.front import Front
from annals.model import Entity, Index, Phrase, Problem, Registry, Report, entity_path, few
from annals.names.boundaries import Straddled
from annals.text.nearness import nearest_name

_SHOWN = 5
"""Places that are named of a form that stands in many."""


def registry_problems(
    reports: Iterable[Report], registry: Registry, fronts: Mapping[str, Front]
) -> tuple[Problem, ...]:
    """Problems of entity pages; `fronts` are the pages by path under docs/."""
    reports = tuple(reports)
    indexes = {report.id: report.index for report in reports}
    years = {report.id: report.year for report in reports}
    counts = Counter(mention.entity for mention in registry.mentions)
    found: list[Problem] = []
    pages = {entity.slug: EntryPage(entity=entity, front=fronts[entity.path]) for entity in registry.entities}
    seen: dict[str, set[str]] = {}
    blocks: dict[str, dict[str, None]] = {}
    for mention in registry.mentions:
        seen.setdefault(mention.entity, set()).add(mention.surface)
        blocks.setdefault(mention.entity, {})[f"{mention.report}#{mention.block}"] = None
    owners = Counter(name for entity in registry.entities for name in set(entity.names))
    shared = {name for name, count in owners.items() if count > 1}
    for entity in registry.entities:
        page = pages[entity.slug]
        found += quoting_problems(page, indexes, years)
        found += _other_entries(page, {name: slug for slug, one in pages.items() for name in one.entity.names})
        # Of two entries with one name only the first has the mentions; E209 says so.
        if not counts[entity.slug] and not shared & set(entity.names):
            line, shown = page.front.place("title")
            cure = _where_unseen(entity, indexes)
            found.append(Problem.of("W201", page.path, line, excerpt=shown, name=entity.title, cure=cure))
        found += _unseen(page, seen.get(entity.slug, set()), shared)
        found += _inside(page, registry.entities)
        found += _idle(page)
        found += unsupported(page, indexes, tuple(blocks.get(entity.slug, ())))
    return (*found, *_undecided(registry, pages), *_circles(pages))


def _circles(pages: Mapping[str, EntryPage]) -> Iterator[Problem]:
    """Entries that are parts of themselves, be it by way of others; each circle once."""
    told: set[str] = set()
    for slug in sorted(pages):
        way = _way_back(slug, pages)
        if way and not told & set(way):
            told |= set(way)
            line, shown = pages[slug].front.place(*pages[slug].front.item("part_of", way[0]))
            circle = " → ".join((slug, *way))
            yield Problem.of("E271", pages[slug].path, line, excerpt=shown, other=way[0], circle=circle)


def _way_back(slug: str, pages: Mapping[str, EntryPage]) -> tuple[str, ...]:
    """The entries by which `part_of` leads from one back to it, which stands last; none where it does not."""
    ways: list[tuple[str, ...]] = [(part,) for part in pages[slug].entity.part_of]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        if way[-1] == slug:
            return way
        if way[-1] in pages and way[-1] not in seen:
            seen.add(way[-1])
            ways += [(*way, part) for part in pages[way[-1]].entity.part_of]
    return ()


def _where_unseen(entity: Entity, indexes: Mapping[str, Index]) -> Phrase:
    """What to do about an entry that is mentioned nowhere: one of its names may stand inside a title or a longer name, where
    it is no mention."""
    for report, index in indexes.items():
        for placed in index.placed.values():
            name = next((name for name in entity.names if name in placed.text), "")
            if name:
                return Phrase.of("unseen-inside", name=name, place=f"{report}#{placed.id}")
    return Phrase.of("unseen-nowhere")


def boundary_problems(found: Iterable[Straddled], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """A notice for each name that may end inside a word, at the entry that would say so."""
    for one in found:
        path = entity_path(one.entity)
        if path in fronts:
            line, shown = fronts[path].place("title")
            yield Problem.of(
                "N117",
                f"docs/{path}",
                line,
                excerpt=shown,
                name=one.name,
                longer=one.longer,
                word=one.word,
                count=len(one.places),
                places=few(one.places, _SHOWN),
            )


def _other_entries(page: EntryPage, titles: Mapping[str, str]) -> Iterator[Problem]:
    """Entries that are named and do not exist, former names that are an entry still; `titles` of all entries, with the name
    of the file of each."""
    slugs = set(titles.values())
    others = {title: slug for title, slug in titles.items() if slug != page.entity.slug}
    for other in page.entity.part_of:
        if other not in slugs:
            line, shown = page.front.place(*page.front.item("part_of", other))
            nearest = nearest_name(other, set(others.values()), others)
            yield Problem.of("E211", page.path, line, excerpt=shown, slug=other, nearest=nearest)
    for old in page.entity.redirect_from:
        if old in slugs:
            line, shown = page.front.place(*page.front.item("redirect_from", old))
            yield Problem.of("E212", page.path, line, excerpt=shown, slug=old)


def _unseen(page: EntryPage, surfaces: set[str], shared: set[str]) -> Iterator[Problem]:
    """Aliases and ambiguous forms that the text never has in this meaning. Of names that are `shared` with another entry,
    which may have all mentions, E209 tells."""
    forms = [
        *((alias, page.name_at(alias)) for alias in page.entity.aliases),
        *((item.form, page.form_at(item.form)) for item in page.entity.ambiguous),
    ]
    for form, at in forms:
        if surfaces and form not in shared and not any(form in surface for surface in surfaces):
            line, shown = page.front.place(*at)
            yield Problem.of("N202", page.path, line, excerpt=shown, name=form)


def _idle(page: EntryPage) -> Iterator[Problem]:
    """Strings of `not` in which none of the entry's names stands: they keep no name from counting."""
    forms = (*page.entity.names, *(item.form for item in page.entity.ambiguous))
    for words in page.entity.not_:
        if not any(form in words for form in forms):
            line, shown = page.front.place(*page.front.item("not", words))
            yield Problem.of("W224", page.path, line, excerpt=shown, words=words, names=few(forms, _SHOWN))


def _inside(page: EntryPage, entities: tuple[Entity, ...]) -> Iterator[Problem]:
    """Names inside a name of the same kind whose entry does not say what the two have to do with
    each other: often one thing registered twice, or a part without its whole."""
    own = page.entity
    # Of one name in two entries E209 tells, and nothing else.
    names = [name for name in own.names if not any(name in other.names for other in entities if other.slug != own.slug)]
    for other in entities:
        if other.type != own.type or own.slug in other.part_of or other.slug in own.part_of:
            continue
        if own.slug == other.slug or set(own.names) & set(other.names):
            continue
        longer = next((n for n in other.names for name in names if name in n and name != n and n not in own.not_), "")
        if longer:
            name = next(name for name in names if name in longer)
            line, shown = page.front.place(*page.name_at(name))
            path = f"docs/{other.path}"
            yield Problem.of("N203", page.path, line, excerpt=shown, name=name, longer=longer, other=path)


def _undecided(registry: Registry, pages: Mapping[str, EntryPage]) -> Iterator[Problem]:
    """Ambiguous forms whose context does not decide, one notice a form."""
    places: dict[str, list[str]] = {}
    claimants: dict[str, tuple[str, ...]] = {}
    for item in registry.undecided:
        places.setdefault(item.form, []).append(f"{item.report}#{item.block}")
        claimants[item.form] = item.entities
    for form, found in places.items():
        page = pages[claimants[form][0]]
        line, shown = page.front.place(*page.form_at(form))
        shortened = few(tuple(dict.fromkeys(found)), _SHOWN)
        yield Problem.of("N201", page.path, line, excerpt=shown, form=form, count=len(found), places=shortened)
