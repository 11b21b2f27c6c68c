"""What is wrong with the registry, held against the reports it speaks of."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from annals.check.blocks import nearest_block
from annals.check.topics import missing_report
from annals.markdown.front import At, Front
from annals.model import Cited, Entity, Index, Occasion, Phrase, Problem, Registry, Report, Statement, few
from annals.names.boundaries import Straddled
from annals.names.stated import wrong_value, wrong_year
from annals.text.characters import excerpt
from annals.text.nearness import nearest_name

_reference = r"[a-z0-9][a-z0-9_-]*#(?:[les]|h-)[0-9a-z-]*"
REFERENCES = re.compile(rf"\[({_reference}(?:[,，、]\s*{_reference})*)\](?!\()")
"""Block references in editors' prose: `[2012#l19]`, `[2012#l19, 2017#l5]`."""
_misspelt_reference = _reference.replace("#", r"\s*[#＃]\s*", 1)
_MISSPELT = re.compile(
    rf"[\[［【]\s*({_misspelt_reference}(?:\s*[,，、;；]\s*{_misspelt_reference})*)\s*[\]］】](?!\()"
)
_sign = re.compile("[＃［】【］；]")
"""What an input method puts in the place of a sign: such a reference would be shown as it was typed."""
_TELLING = ("ordinal", "start")
"""What is another in another edition."""
_SHOWN = 5
"""Places that are named of a form that stands in many."""


def prose_references(body: str) -> tuple[str, ...]:
    """The blocks that an entry's prose names.

    >>> prose_references("年度论坛。[2012#l19, 2017#l5]")
    ('2012#l19', '2017#l5')
    """
    return tuple(name for match in REFERENCES.finditer(body) for name in split_references(match.group(1)))


def split_references(inside: str) -> list[str]:
    return re.split(r"[,，、]\s*", inside)


def registry_problems(
    reports: Iterable[Report], registry: Registry, fronts: Mapping[str, Front]
) -> tuple[Problem, ...]:
    """Problems of entity pages; `fronts` are the pages by path under docs/."""
    reports = tuple(reports)
    indexes = {report.id: report.index for report in reports}
    years = {report.id: report.year for report in reports}
    counts = Counter(mention.entity for mention in registry.mentions)
    found: list[Problem] = []
    pages = {
        entity.slug: _Page(entity=entity, front=fronts[f"entities/{entity.slug}.md"]) for entity in registry.entities
    }
    seen: dict[str, set[str]] = {}
    for mention in registry.mentions:
        seen.setdefault(mention.entity, set()).add(mention.surface)
    owners = Counter(name for entity in registry.entities for name in set(entity.names))
    shared = {name for name, count in owners.items() if count > 1}
    for entity in registry.entities:
        page = pages[entity.slug]
        found += [*_references(page, indexes), *_misspelt(page)]
        found += _quotations(page, indexes, years)
        found += _editions(page, indexes, years)
        found += _other_entries(page, set(pages))
        # Of two entries with one name only the first has the mentions; E209 says so.
        if not counts[entity.slug] and not shared & set(entity.names):
            line, shown = page.place("title")
            cure = _where_unseen(entity, indexes)
            found.append(Problem.of("W201", page.path, line, excerpt=shown, name=entity.title, cure=cure))
        found += _unseen(page, seen.get(entity.slug, set()), shared)
        found += _inside(page, registry.entities)
    return (*found, *_undecided(registry, pages))


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
        path = f"entities/{one.entity}.md"
        if path in fronts:
            line, shown = fronts[path].line_of("title"), fronts[path].excerpt_of("title")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """An entry and where its values stand."""

    entity: Entity
    front: Front

    @property
    def path(self) -> str:
        return f"docs/entities/{self.entity.slug}.md"

    def place(self, *at: str | int) -> tuple[int, str]:
        """The line of a value and how it begins."""
        return self.front.line_of(*at), self.front.excerpt_of(*at)

    def name_at(self, name: str) -> At:
        """Where one of the entry's names stands."""
        return ("title",) if name == self.entity.title else self.front.item("aliases", name)

    def form_at(self, form: str) -> At:
        """Where an ambiguous form stands."""
        number = next(number for number, item in enumerate(self.entity.ambiguous) if item.form == form)
        return ("ambiguous", number, "form")

    def references(self) -> Iterator[Cited]:
        """The blocks that the entry names, each with what is quoted from it, if anything is: under ambiguous forms, beside
        quotations, in prose."""
        for number, ambiguous in enumerate(self.entity.ambiguous):
            for position, name in enumerate(ambiguous.blocks):
                yield self._cited(name, "", "ambiguous", number, "blocks", position)
        for occasion in self.entity.occasions:
            for statement in occasion.statements:
                yield self._cited(statement.block, statement.quote, *statement.at, "block")
        for match in REFERENCES.finditer(self.front.body):
            line = self.front.lines_before + self.front.body.count("\n", 0, match.start()) + 1
            for name in split_references(match.group(1)):
                yield Cited(block=name, quote="", line=line, excerpt=excerpt(self.front.text, line))

    def _cited(self, block: str, quote: str, *at: str | int) -> Cited:
        line, shown = self.place(*at)
        return Cited(block=block, quote=quote, line=line, excerpt=shown)


def _references(page: _Page, indexes: Mapping[str, Index]) -> Iterator[Problem]:
    """Block references that lead nowhere, each name once."""
    told: set[str] = set()
    for cited in page.references():
        report, _, name = cited.block.partition("#")
        if cited.block in told:
            continue
        told.add(cited.block)
        if report not in indexes:
            yield missing_report(page.path, cited.line, cited.excerpt, report)
        elif indexes[report].find(name) is None:
            nearest = nearest_block(report, name, indexes[report].placed, cited.quote)
            yield Problem.of(
                "E203", page.path, cited.line, excerpt=cited.excerpt, reference=cited.block, nearest=nearest
            )


def _misspelt(page: _Page) -> Iterator[Problem]:
    """Block references in prose that are none for a full-width sign or a space."""
    body = page.front.body
    for match in _MISSPELT.finditer(body):
        if REFERENCES.fullmatch(match[0]):
            continue
        line = page.front.lines_before + body.count("\n", 0, match.start()) + 1
        inside = "".join(match[1].split()).replace("＃", "#")
        better = f"[{', '.join(re.split('[,，、;；]', inside))}]"
        found = _sign.search(match[0])
        nearest = Phrase.of("reference-wide", better=better, sign=found[0]) if found else better
        shown = excerpt(page.front.text, line)
        yield Problem.of("E203", page.path, line, excerpt=shown, reference=match[0], nearest=nearest)


def _quotations(page: _Page, indexes: Mapping[str, Index], years: Mapping[str, int | None]) -> Iterator[Problem]:
    for occasion in page.entity.occasions:
        for statement in occasion.statements:
            report, _, name = statement.block.partition("#")
            placed = indexes[report].find(name, statement.quote) if report in indexes else None
            if placed is None:
                continue
            if statement.quote in placed.text:
                yield from _value(page, statement, years[report])
            else:
                line, shown = page.place(*statement.at, "quote")
                yield Problem.of(
                    "E210",
                    page.path,
                    line,
                    excerpt=shown,
                    quote=statement.quote,
                    reference=statement.block,
                    nearest=nearest_quote(statement.quote, indexes[report], name),
                )


def _value(page: _Page, statement: Statement, year: int | None) -> Iterator[Problem]:
    wrong = wrong_value(statement, year)
    if wrong is not None:
        line, shown = page.place(*statement.at, "value")
        yield Problem.of("E241", page.path, line, excerpt=shown, value=statement.value, wrong=wrong)


def _editions(page: _Page, indexes: Mapping[str, Index], years: Mapping[str, int | None]) -> Iterator[Problem]:
    """Editions of a year that nothing quoted says, and of one edition two rows."""
    rows = sorted(page.entity.occasions, key=lambda one: one.number)
    for index, occasion in enumerate(rows):
        line, shown = page.place("editions", occasion.number, "year")
        said = wrong_year(occasion, _quoted(occasion, indexes, years))
        if said:
            known = [str(year) for year in said]
            yield Problem.of("E242", page.path, line, excerpt=shown, year=str(occasion.year), known=known)
        other = next((one for one in rows[:index] if _is_one(one, occasion)), None)
        if other is not None:
            first = str(page.place("editions", other.number, "year")[0])
            yield Problem.of("E243", page.path, line, excerpt=shown, year=str(occasion.year), other=first)


def _quoted(
    occasion: Occasion, indexes: Mapping[str, Index], years: Mapping[str, int | None]
) -> Iterator[tuple[int | None, str]]:
    """The paragraphs that are quoted for an edition, each with the year of its report."""
    for statement in occasion.statements:
        report, _, name = statement.block.partition("#")
        placed = indexes[report].find(name, statement.quote) if report in indexes else None
        if placed is not None:
            yield years[report], placed.text


def _is_one(first: Occasion, second: Occasion) -> bool:
    """Whether nothing tells two rows of one year apart, be it the ordinal or the day of a fair in spring and in autumn."""
    told = (("" not in (said := {first.said(field), second.said(field)}) and len(said) > 1) for field in _TELLING)
    return first.year == second.year and not any(told)


def nearest_quote(quote: str, index: Index, name: str) -> str:
    """What is most like a quotation in a block or, where it was parted, in all its parts."""
    return _nearest(quote, [part.text for part in index.parts[name]])


def _nearest(quote: str, texts: Iterable[str]) -> str:
    """The part of one of the texts that is most like a quotation.

    >>> _nearest("争取资金200万元", ["资金到位", "为此争取资金二百万元。"])
    '争取资金二百万元。'
    """
    found = [(difflib.SequenceMatcher(None, t, quote, autojunk=False).find_longest_match(), t) for t in texts]
    match, text = max(found, key=lambda one: one[0].size)
    low = max(0, match.a - match.b)
    return text[low : low + len(quote)]


def _other_entries(page: _Page, slugs: set[str]) -> Iterator[Problem]:
    """Entries that are named and do not exist, former names that are an entry still."""
    for other in page.entity.part_of:
        if other not in slugs:
            line, shown = page.place(*page.front.item("part_of", other))
            nearest = nearest_name(other, slugs)
            yield Problem.of("E211", page.path, line, excerpt=shown, slug=other, nearest=nearest)
    for old in page.entity.redirect_from:
        if old in slugs:
            line, shown = page.place(*page.front.item("redirect_from", old))
            yield Problem.of("E212", page.path, line, excerpt=shown, slug=old)


def _unseen(page: _Page, surfaces: set[str], shared: set[str]) -> Iterator[Problem]:
    """Aliases and ambiguous forms that the text never has in this meaning. Of names that are `shared` with another entry,
    which may have all mentions, E209 tells."""
    forms = [
        *((alias, page.name_at(alias)) for alias in page.entity.aliases),
        *((item.form, page.form_at(item.form)) for item in page.entity.ambiguous),
    ]
    for form, at in forms:
        if surfaces and form not in shared and not any(form in surface for surface in surfaces):
            line, shown = page.place(*at)
            yield Problem.of("N202", page.path, line, excerpt=shown, name=form)


def _inside(page: _Page, entities: tuple[Entity, ...]) -> Iterator[Problem]:
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
            line, shown = page.place(*page.name_at(name))
            path = f"docs/entities/{other.slug}.md"
            yield Problem.of("N203", page.path, line, excerpt=shown, name=name, longer=longer, other=path)


def _undecided(registry: Registry, pages: Mapping[str, _Page]) -> Iterator[Problem]:
    """Ambiguous forms whose context does not decide, one notice a form."""
    places: dict[str, list[str]] = {}
    claimants: dict[str, tuple[str, ...]] = {}
    for item in registry.undecided:
        places.setdefault(item.form, []).append(f"{item.report}#{item.block}")
        claimants[item.form] = item.entities
    for form, found in places.items():
        page = pages[claimants[form][0]]
        line, shown = page.place(*page.form_at(form))
        shortened = few(tuple(dict.fromkeys(found)), _SHOWN)
        yield Problem.of("N201", page.path, line, excerpt=shown, form=form, count=len(found), places=shortened)
