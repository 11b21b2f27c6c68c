"""A report made anew from its raw text, before anything is held against what editors have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Environment

from annals.check.doubts import doubts_of
from annals.check.notices import unfinished, unplaced
from annals.clean.cleaning import clean_source
from annals.clean.read import UnreadableError, read_source
from annals.clean.withholding import Withheld, withhold
from annals.clean.year import recognise_year
from annals.markdown.read import Reader, text_of
from annals.markdown.write import NotReadBackError, write_page
from annals.model import Cleaned, Document, DraftPage, Flag, Metadata, Problem, Source, Topic
from annals.structure.document import document_of
from annals.structure.paginate import pages_of
from annals.structure.topics import assign
from annals.text.lexicon import Lexicon
from annals.text.numerals import TO_TEN
from annals.text.veil import NO_VEIL, Veil

LONGEST_LINE = 200_000
"""A longer line is no report's: a data dump, or a file whose line ends were lost."""

_WITHHOLDING = "withh"
"""What the keys that take text down begin with: in a `.yml` that cannot be read whole they may say more than was read."""
_number = re.compile(rf"^(?:第[^\s]{{1,4}}[编章节]|\d{{1,2}}(?:\.\d{{1,2}})*|[{TO_TEN}]{{1,3}}、)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What one report is made from. `pages` are the Markdown files of docs/<id>/ by path, `committed` those that the
    last commit has of pages that were asked for; `yml` is None where its bytes are no text, `problems` are those of
    reading it and the record; `registered` are the addresses that its own register holds (None: it has none);
    `rebuild`: a record that is not whole is made anew; `withdrawn` are pages that an
    editor took away and said so."""

    report: str
    raw_path: str
    raw: bytes
    yml_path: str
    yml: str | None
    base: str
    pages: tuple[tuple[str, str], ...]
    lexicon: Lexicon
    committed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    registered: tuple[str, ...] | None = None
    rebuild: bool = False
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A report made anew from its raw text."""

    cleaned: Cleaned
    document: Document
    year: int | None
    title: str
    pages: tuple[DraftPage, ...]
    texts: Mapping[str, str]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]
    veil: Veil


class UnusableError(Exception):
    """The raw text cannot be used; the committed pages stand."""

    def __init__(self, *problems: Problem, source: Source | None = None) -> None:
        self.problems, self.source = problems, source


def make(inputs: Inputs, metadata: Metadata, topics: tuple[Topic, ...], templates: Environment, reader: Reader) -> Made:
    """Everything that the raw text gives. Raises UnusableError when it cannot be used."""
    path = inputs.raw_path
    withheld = _usable_source(inputs, metadata)
    source = withheld.source
    problems = [Problem.of("N102", path, encoding=source.encoding)] if source.encoding != "utf-8" else []
    cleaned, wrong = clean_source(source, inputs.lexicon, withheld.corrections, inputs.yml_path)
    if wrong:
        raise UnusableError(*wrong, source=withheld.shown())
    year, evidence = (metadata.year, "") if metadata.year is not None else recognise_year(source.text)
    if year is None:
        problems.append(Problem.of("W101", path, evidence=evidence, yml=inputs.yml_path))
    cleaned, document, flags = withheld.show(cleaned, *document_of(cleaned, inputs.lexicon))
    known = {flag.lines[0] for flag in cleaned.flags}
    doubts = tuple(flag for flag in flags if flag.lines[0] not in known)
    problems += [Problem.of("N101", path, flag.lines[0], text=flag.text, yml=inputs.yml_path) for flag in doubts]
    places = assign(document, topics, inputs.lexicon)
    signs = doubts_of(document)
    problems += [*unplaced(inputs.report, path, document, places), *unfinished(path, document), *signs.problems(path)]
    pages = pages_of(document, places, topics, str(year) if year else inputs.report)
    try:
        texts = {page.path: write_page(page, templates, reader) for page in pages}
    except NotReadBackError as error:
        raise UnusableError(Problem.of("E113", path, detail=str(error)), source=withheld.shown()) from error
    return Made(
        cleaned=cleaned,
        document=document,
        year=year,
        title=metadata.title or _title(document),
        pages=pages,
        texts=texts,
        flags=(*cleaned.flags, *doubts, *signs.flags()),
        problems=tuple(problems),
        veil=withheld.veil,
    )


def _usable_source(inputs: Inputs, metadata: Metadata) -> Withheld:
    """The raw text, what is to be withheld covered. Raises UnusableError when it is none, another than was recorded,
    has a line without end, or what is to be withheld cannot be found."""
    path = inputs.raw_path
    try:
        source = read_source(inputs.report, inputs.raw)
    except UnreadableError as error:
        raise UnusableError(Problem.of("E102", path, detail=str(error))) from error
    if metadata.sha256 is not None and metadata.sha256 != source.sha256:
        expected, found = metadata.sha256[:8], source.sha256[:8]
        raise UnusableError(
            Problem.of("E101", path, expected=expected, found=found, full=source.sha256, yml=inputs.yml_path)
        )
    longest = max(range(1, len(source.line_starts) + 1), key=lambda line: len(source.line_text(line)))
    length = len(source.line_text(longest))
    if length > LONGEST_LINE:
        raise UnusableError(Problem.of("E109", path, longest, length=length, limit=LONGEST_LINE))
    withheld = withhold(source, metadata.corrections, inputs.yml_path)
    if withheld.problems:
        # A passage that is not found is not covered.
        found_all = all(problem.code == "E136" for problem in withheld.problems)
        raise UnusableError(*withheld.problems, source=withheld.shown() if found_all else None)
    return withheld


def veil_of(inputs: Inputs, metadata: Metadata) -> Veil:
    """The words that are to be withheld, of a report that cannot be made anew."""
    try:
        source = read_source(inputs.report, inputs.raw)
    except UnreadableError:
        return NO_VEIL
    return withhold(source, metadata.corrections, inputs.yml_path).veil


def trusted_source(inputs: Inputs, metadata: Metadata) -> Source | None:
    """The raw text if it can be read, is the one that was recorded, and what is to be withheld in it is known to be
    covered."""
    if inputs.yml is None or _WITHHOLDING in inputs.yml:
        return None
    try:
        source = read_source(inputs.report, inputs.raw)
    except UnreadableError:
        return None
    return source if metadata.sha256 in (None, source.sha256) else None


def _title(document: Document) -> str:
    """The title of the first section at the highest level, its number taken off."""
    named = [section for section in document.sections() if not section.nameless]
    if not named:
        return document.report
    top = min(section.level for section in named)
    first = next(section for section in named if section.level == top)
    title = text_of(first.content)
    return _number.sub("", title) or title
