"""What the entries of the registry refer to and quote, held against the reports: blocks, sentences, editions, and whether what the
text of an entry says of its thing is borne out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annals.check.blocks import lost_reference, meant, misquoted, stands
from annals.check.entry import REFERENCE, REFERENCES, EntryPage, split_references
from annals.model import Index, Occasion, Phrase, Problem, Statement
from annals.names.stated import wrong_value, wrong_year
from annals.text.characters import excerpt

_bracketed = re.compile(r"(?<!\])[\[［【{｛(（〔]([A-Za-z0-9_#＃,，、;；\s-]{3,300})[\]］】}｝)）〕](?!\()")
_parts = re.compile("[,，、;；]")
_reference = re.compile(REFERENCE)
_sign = re.compile("[＃［】【］；｛｝（）〔〕]")
"""What an input method puts in the place of a sign: such a reference would be shown as it was typed."""
_TELLING = ("ordinal", "start")
"""What is another in another edition."""


def quoting_problems(
    page: EntryPage, indexes: Mapping[str, Index], years: Mapping[str, int | None]
) -> Iterator[Problem]:
    """What is wrong with what an entry refers to and quotes; `indexes` and `years` are those of the reports, by id."""
    yield from _references(page, indexes)
    yield from _misspelt(page, indexes)
    yield from _quotations(page, indexes, years)
    yield from _editions(page, indexes, years)


def _references(page: EntryPage, indexes: Mapping[str, Index]) -> Iterator[Problem]:
    """Block references that lead nowhere, each name once."""
    told: set[str] = set()
    for cited in page.references():
        report, _, name = cited.block.partition("#")
        if cited.block in told:
            continue
        told.add(cited.block)
        if report not in indexes or indexes[report].find(name) is None:
            yield lost_reference(page.path, cited.line, cited.excerpt, cited.block, indexes, cited.quote)


def _misspelt(page: EntryPage, indexes: Mapping[str, Index]) -> Iterator[Problem]:
    """Block references in prose that are none for a full-width sign, a space, a sign that is missing, a capital letter
    or other brackets: `[2012l11]`, `[2012#L11]`, `[2012#111]`, `(2012#l11)`."""
    body = page.front.body
    for match in _bracketed.finditer(body):
        parts = _parts.split(match[1])
        blocks = [_one(part.strip(), indexes) for part in parts]
        if REFERENCES.fullmatch(match[0]) or not all(blocks):
            continue
        line = page.front.lines_before + body.count("\n", 0, match.start()) + 1
        shown = excerpt(page.front.text, line)
        lost = (part.strip() for part, one in zip(parts, blocks, strict=True) if one and not stands(one, indexes))
        if (reference := next(lost, None)) is not None:
            yield lost_reference(page.path, line, shown, reference, indexes)
            continue
        better = f"[{', '.join(filter(None, blocks))}]"
        found = _sign.search(match[0])
        nearest = Phrase.of("reference-wide", better=better, sign=found[0]) if found else better
        yield Problem.of("E203", page.path, line, excerpt=shown, reference=match[0], nearest=nearest)


def _one(part: str, indexes: Mapping[str, Index]) -> str | None:
    return part if _reference.fullmatch(part) else meant(part, indexes)


def _quotations(page: EntryPage, indexes: Mapping[str, Index], years: Mapping[str, int | None]) -> Iterator[Problem]:
    for occasion in page.entity.occasions:
        for statement in occasion.statements:
            report, _, name = statement.block.partition("#")
            placed = indexes[report].find(name, statement.quote) if report in indexes else None
            if placed is None:
                continue
            if statement.quote in placed.text:
                yield from _value(page, statement, years[report])
            else:
                line, shown = page.front.place(*statement.at, "quote")
                yield misquoted(page.path, line, shown, statement.quote, statement.block, indexes)


def _value(page: EntryPage, statement: Statement, year: int | None) -> Iterator[Problem]:
    wrong = wrong_value(statement, year)
    if wrong is not None:
        line, shown = page.front.place(*statement.at, "value")
        yield Problem.of("E241", page.path, line, excerpt=shown, value=statement.value, wrong=wrong)


def _editions(page: EntryPage, indexes: Mapping[str, Index], years: Mapping[str, int | None]) -> Iterator[Problem]:
    """Editions of a year that nothing quoted says, and of one edition two rows."""
    rows = sorted(page.entity.occasions, key=lambda one: one.number)
    for index, occasion in enumerate(rows):
        line, shown = page.front.place("editions", occasion.number, "year")
        said = wrong_year(occasion, _quoted(occasion, indexes, years))
        if said:
            known = [str(year) for year in said]
            yield Problem.of("E242", page.path, line, excerpt=shown, year=str(occasion.year), known=known)
        other = next((one for one in rows[:index] if _is_one(one, occasion)), None)
        if other is not None:
            first = str(page.front.place("editions", other.number, "year")[0])
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


_SHOWN = 24
_comment = re.compile(r"<!--(?:[^-]|-(?!->)){0,4000}-->")
_cited = re.compile(r"[\[［【(（][^\[\]\n]{1,200}#[^\[\]\n]{1,200}[\]］】)）]")
"""What may be meant for a reference: of one that is misspelt E203 tells."""


def unsupported(page: EntryPage, indexes: Mapping[str, Index], mentioned: Sequence[str]) -> Iterator[Problem]:
    """Brackets with references none of whose blocks, nor the headings above them, have one of the entry's names, and a text
    without any on a page that quotes no report either. `indexes` are those of the reports by id, `mentioned` the blocks (`2031#l5`) in which the entry is found, in order."""
    body = page.front.body
    for match in REFERENCES.finditer(body):
        cited = split_references(match[1])
        found = [_bears(page, reference, indexes, mentioned) for reference in cited]
        # Of an entry that is found nowhere W201 tells.
        if mentioned and all(one is False for one in found):
            line = page.front.lines_before + body.count("\n", 0, match.start()) + 1
            what = Phrase.of("support-other", blocks=match[0], name=page.entity.title)
            cure = Phrase.of("support-other-so", name=page.entity.title)
            yield _told(page, line, what, cure)
    words = _comment.sub("", body).strip().split("\n", 1)[0]
    if words and _cited.search(body) is None and not any(True for _ in page.references()):
        line = page.front.lines_before + body.count("\n", 0, body.index(words)) + 1
        what = Phrase.of("support-none", begin=words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
        yield _told(page, line, what, Phrase.of("support-none-so", example=next(iter(mentioned), "2031#l5")))


def _told(page: EntryPage, line: int, what: Phrase, cure: Phrase) -> Problem:
    return Problem.of("N132", page.path, line, excerpt=excerpt(page.front.text, line), what=what, cure=cure)


def _bears(page: EntryPage, reference: str, indexes: Mapping[str, Index], mentioned: Sequence[str]) -> bool | None:
    """Whether a block or a heading above it has one of the entry's names; None of a block that is not there, which is told."""
    report, _, name = reference.partition("#")
    placed = indexes[report].find(name) if report in indexes else None
    if placed is None:
        return None
    forms = (*page.entity.names, *(one.form for one in page.entity.ambiguous))
    seen: set[str] = set()
    while placed is not None and placed.id not in seen:
        seen.add(placed.id)
        if f"{report}#{placed.id}" in mentioned or any(form in placed.text for form in forms):
            return True
        placed = indexes[report].placed.get(placed.section) if placed.section else None
    return False
