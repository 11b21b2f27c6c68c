"""What reports and the home page name, held against the site's facts and the other way round: series, entries, topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from annals.check.causes import Cause
from annals.markdown.front import Front, FrontError
from annals.model import Facts, Home, Phrase, Problem, Registry, Topic, few
from annals.text.nearness import nearest_name, perhaps

_SHOWN = 3
"""Names that are shown of many."""


def series_problems(path: str, text: str, facts: Facts) -> tuple[Problem, ...]:
    """That the `series` of a report's YAML file names none of the site's; `path` is relative to the root folder."""
    try:
        front = Front.whole(text)
    except FrontError:
        return ()
    value = front.values.get("series")
    if not isinstance(value, str) or facts.series_of(value) is not None:
        return ()
    names = [name for series in facts.series for name in (series.name, series.id)]
    line, shown = front.place("series")
    return (Problem.of("E125", path, line, excerpt=shown, value=value, nearest=perhaps(value, names)),)


def no_series(
    problems: Sequence[Problem], facts: Facts, found: Iterable[Problem], named: int, configuration: str
) -> tuple[Cause, ...]:
    """That none of the site's series is that of any report, where more than one report names one (E125 of each of the `named`):
    the list is gone or a series renamed, no report is wrong. Where the key above it is misspelt, which is among what was
    `found`, that is the cause. `configuration` is the text of `mkdocs.yml`."""
    if len(problems) < 2:
        return ()
    none = facts.series[0].id == Facts().series[0].id
    if not none and len(problems) < named:
        return ()
    names = tuple(dict.fromkeys(problem.detail("value") for problem in problems))
    listed = tuple(series.name for series in facts.series)
    line = next((at for at, it in enumerate(configuration.split("\n"), 1) if not none and listed[0] in it), None)
    misspelt = (problem for problem in found if problem.code == "E105" and problem.path == "mkdocs.yml")
    problem = next(misspelt, None) or Problem.of(
        "E258",
        "mkdocs.yml",
        line,
        count=len(problems),
        names=few(names, _SHOWN),
        listed=Phrase.of("series-none") if none else Phrase.of("series-other", listed=few(listed, _SHOWN)),
        cure=Phrase.of("series-none-so") if none else Phrase.of("series-other-so", name=names[0]),
    )
    return (Cause(problem=problem, strays=frozenset(one.path[6:].removesuffix(".yml") for one in problems)),)


def names_series(text: str) -> bool:
    """Whether a report's YAML file names a series."""
    try:
        return isinstance(Front.whole(text).values.get("series"), str)
    except FrontError:
        return False


_FACTS = "mkdocs.yml"


def story_problems(home: Home, registry: Registry) -> Iterator[Problem]:
    """Entries whose story home is to tell and that there are not (E211)."""
    known = sorted(entity.slug for entity in registry.entities)
    for slug in home.stories:
        if slug not in known:
            nearest = nearest_name(slug, known, {entity.title: entity.slug for entity in registry.entities})
            yield Problem.of("E211", _FACTS, home.line or None, slug=slug, nearest=nearest)


def home_topics(home: Home, topics: Sequence[Topic]) -> Iterator[Problem]:
    """Topics that home is to show and that there are not (E216)."""
    slugs = {topic.title: topic.slug for topic in topics} | {topic.slug: topic.slug for topic in topics}
    for slug in home.topics:
        if slug not in slugs.values():
            yield Problem.of("E216", _FACTS, home.line or None, value=slug, nearest=perhaps(slug, slugs, slugs))
