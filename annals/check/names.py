"""What is wrong with the registry, held against the reports it speaks of."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable

from annals.model import Entity, Placed, Problem, Registry, Report
from annals.text.characters import line_with

_reference = r"[a-z0-9][a-z0-9_-]*#(?:[les]|h-)[0-9a-z-]*"
REFERENCES = re.compile(rf"\[({_reference}(?:[,，、]\s*{_reference})*)\](?!\()")
"""Block references in editors' prose: `[2012#l19]`, `[2012#l19, 2017#l5]`."""


def prose_references(body: str) -> tuple[str, ...]:
    """The blocks that an entry's prose names.

    >>> prose_references("年度论坛。[2012#l19, 2017#l5]")
    ('2012#l19', '2017#l5')
    """
    return tuple(name for match in REFERENCES.finditer(body) for name in split_references(match.group(1)))


def split_references(inside: str) -> list[str]:
    return re.split(r"[,，、]\s*", inside)


def registry_problems(reports: Iterable[Report], registry: Registry, texts: dict[str, str]) -> tuple[Problem, ...]:
    """Problems of entity pages; `texts` is the Markdown by path under docs/."""
    blocks = {report.id: {placed.id: placed for placed in report.order} for report in reports}
    counts = Counter(mention.entity for mention in registry.mentions)
    found: list[Problem] = []
    slugs = {entity.slug for entity in registry.entities}
    seen: dict[str, set[str]] = {}
    for mention in registry.mentions:
        seen.setdefault(mention.entity, set()).add(mention.surface)
    owners = Counter(name for entity in registry.entities for name in set(entity.names))
    shared = {name for name, count in owners.items() if count > 1}
    for entity in registry.entities:
        page = _Page(entity, f"docs/entities/{entity.slug}.md", texts.get(f"entities/{entity.slug}.md", ""))
        found += _references(page, blocks)
        found += _quotations(page, blocks)
        for other in entity.part_of:
            if other not in slugs:
                found.append(page.problem("E211", other, slug=other, nearest=_near(other, slugs)))
        for old in entity.redirect_from:
            if old in slugs:
                found.append(page.problem("E212", old, slug=old))
        # Of two entries with one name only the first has the mentions; E209 says so.
        if not counts[entity.slug] and not shared & set(entity.names):
            found.append(page.problem("W201", "title", name=entity.title))
        found += _unseen(page, seen)
        found += _inside(page, registry.entities)
    return (*found, *_undecided(registry))


class _Page:
    def __init__(self, entity: Entity, path: str, text: str) -> None:
        self.entity, self.path, self.text = entity, path, text

    def problem(self, code: str, needle: str, **details: str) -> Problem:
        line, excerpt = line_with(self.text, needle)
        return Problem(code, self.path, line, tuple(details.items()), excerpt)


def _references(page: _Page, blocks: dict[str, dict[str, Placed]]) -> Iterable[Problem]:
    """Block references that lead nowhere, in the body, ambiguous forms and editions."""
    entity = page.entity
    named = [
        *prose_references(entity.body),
        *(block for ambiguous in entity.ambiguous for block in ambiguous.blocks),
        *(statement.block for occasion in entity.occasions for statement in occasion.statements),
    ]
    for reference in dict.fromkeys(named):
        report, _, name = reference.partition("#")
        if report not in blocks:
            yield page.problem("W104", reference, report=report)
        elif name not in blocks[report]:
            yield page.problem("E203", reference, reference=reference, nearest=_nearest(report, name, blocks[report]))


def _quotations(page: _Page, blocks: dict[str, dict[str, Placed]]) -> Iterable[Problem]:
    for occasion in page.entity.occasions:
        for statement in occasion.statements:
            report, _, name = statement.block.partition("#")
            placed = blocks.get(report, {}).get(name)
            if placed is not None and statement.quote not in placed.text:
                yield page.problem(
                    "E210",
                    statement.quote,
                    quote=statement.quote,
                    reference=statement.block,
                    nearest=_nearest_quote(statement.quote, placed.text),
                )


def _nearest_quote(quote: str, text: str) -> str:
    """The part of a text that is most like a quotation."""
    match = difflib.SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    low = max(0, match.a - match.b)
    return text[low : low + len(quote)]


def _nearest(report: str, name: str, blocks: dict[str, Placed]) -> str:
    """The block whose raw line is nearest to the one named, with its beginning."""
    digits = re.search(r"\d+", name)
    with_lines = [placed for placed in blocks.values() if placed.origin and placed.origin.lines]
    if digits is None or not with_lines:
        return report
    best = min(
        with_lines, key=lambda placed: abs(placed.origin.lines[0][0] - int(digits.group())) if placed.origin else 0
    )
    return f"{report}#{best.id}（“{best.text[:20]}…”）"


def _unseen(page: _Page, seen: dict[str, set[str]]) -> Iterable[Problem]:
    """Aliases and ambiguous forms that the text never has in this meaning."""
    surfaces = seen.get(page.entity.slug, set())
    forms = (*page.entity.aliases, *(ambiguous.form for ambiguous in page.entity.ambiguous))
    if surfaces:
        for form in forms:
            if not any(form in surface for surface in surfaces):
                yield page.problem("N202", form, name=form)


def _inside(page: _Page, entities: Iterable[Entity]) -> Iterable[Problem]:
    """Names inside a name of the same kind whose entry does not say what the two have to do with
    each other: often one thing registered twice, or a part without its whole."""
    own = page.entity
    for other in entities:
        if other.slug == own.slug or other.type != own.type or own.slug in other.part_of or other.slug in own.part_of:
            continue
        longer = next(
            (n for n in other.names for name in own.names if name in n and name != n and n not in own.not_), ""
        )
        if longer:
            name = next(name for name in own.names if name in longer)
            yield page.problem("N203", name, name=name, longer=longer, other=f"docs/entities/{other.slug}.md")


def _near(slug: str, slugs: set[str]) -> str:
    found = difflib.get_close_matches(slug, sorted(slugs), 1, 0)
    return found[0] if found else ""


def _undecided(registry: Registry) -> Iterable[Problem]:
    """Ambiguous forms whose context does not decide, one notice a form."""
    places: dict[str, list[str]] = {}
    claimants: dict[str, tuple[str, ...]] = {}
    for item in registry.undecided:
        places.setdefault(item.form, []).append(f"{item.report}#{item.block}")
        claimants[item.form] = item.entities
    for form, found in places.items():
        shown = "、".join(dict.fromkeys(found[:5])) + ("……" if len(found) > 5 else "")
        details = (
            ("form", form),
            ("count", str(len(found))),
            ("places", shown),
            ("entities", "、".join(claimants[form])),
        )
        yield Problem("N201", f"docs/entities/{claimants[form][0]}.md", None, details)
