"""A report made anew from its raw text, before anything is held against what editors have."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from annals.check.doubts import doubts_of
from annals.check.given_levels import outdone
from annals.check.headless import headings_dropped
from annals.check.moved_sections import headings_within
from annals.check.notices import cut_off, proposed, sections_moved, unfinished, unplaced
from annals.check.years import contradicted, too_early
from annals.clean.cleaning import clean_covered
from annals.clean.corrections import unquotable
from annals.clean.furniture.leaves import paged
from annals.clean.read import UnreadableError, read_source
from annals.clean.withholding import Withheld, withhold
from annals.markdown.plain import plain_page
from annals.markdown.read import Reader, text_of
from annals.markdown.write import NotReadBackError, write_page
from annals.merge.known_raw import changed_from, lines_cut_off
from annals.merge.record import DamagedRecordError, Record, load_record, raw_mark_in
from annals.model import Cleaned, Document, DraftPage, Flag, Metadata, Operation, PageMap, Problem, Source, Topic, few
from annals.structure.document import document_of
from annals.structure.keeping import moved_by_titles, pages_kept
from annals.structure.paginate import pages_of
from annals.structure.title import title_of
from annals.structure.topics import contested, proposals
from annals.structure.year import year_of
from annals.text.characters import excerpt
from annals.text.lexicon import Lexicon
from annals.text.lexicon.script import in_script_of
from annals.text.veil import NO_VEIL, Veil

if TYPE_CHECKING:
    # `clean` uses what stands here and has no templates.
    from jinja2 import Environment

LONGEST_LINE = 200_000
"""A longer line is no report's: a data dump, or a file whose line ends were lost."""

_FEW = 5
"""Page numbers that a message names."""
_SHOWN = 20
"""Characters of a block that a message shows."""
WITHHOLDING = "withh"
"""What the keys that take text down begin with: in a `.yml` that cannot be read whole they may say more than was read."""

_numbers = re.compile(r"\d+")


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
    printed: PageMap
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
    source, withheld = _usable_source(inputs, metadata)
    inputs = replace(inputs, lexicon=in_script_of(source.text, inputs.lexicon))
    problems = [Problem.of("N102", path, encoding=source.encoding)] if source.encoding != "utf-8" else []
    changed = _changed(inputs, metadata, source)
    problems += changed
    cleaned, wrong = clean_covered(source, withheld, inputs.lexicon, inputs.yml_path, metadata.running)
    if wrong:
        raise UnusableError(*changed, *wrong, source=withheld.shown())
    cleaned, document, flags = withheld.show(cleaned, *document_of(cleaned, inputs.lexicon))
    if not_kept := outdone(document, cleaned, inputs.yml_path):
        raise UnusableError(*not_kept, source=withheld.shown())
    called = posixpath.splitext(posixpath.basename(metadata.original or ""))[0]
    title = metadata.title or title_of(document, inputs.lexicon, called)
    year, undated = _year(inputs, metadata, document, title)
    problems += [*undated, *too_early(metadata, year, inputs.yml_path, inputs.yml or "")]
    known = {flag.lines[0] for flag in cleaned.flags}
    doubts = tuple(flag for flag in flags if flag.lines[0] not in known)
    problems += [Problem.of("N101", path, flag.lines[0], text=flag.text, yml=inputs.yml_path) for flag in doubts]
    kept = pages_kept(document, cleaned, topics, inputs.lexicon, _stood(inputs, topics))
    retitled = moved_by_titles(document, topics, inputs.lexicon, _stood(inputs, topics))
    for moved, by in ((kept.moved, (Operation.LEVEL, Operation.BOX)), (retitled, (Operation.REPLACE,))):
        problems += sections_moved(inputs.report, inputs.yml_path, moved, cleaned, topics, by)
    signs = doubts_of(document, cleaned, inputs.lexicon)
    problems += [
        *(unplaced(inputs.report, path, document, title, kept.pages) if topics else ()),
        *unfinished(path, document),
        *cut_off(path, inputs.yml_path, document, closed=source.text.endswith(("\n", "\r"))),
        *signs.problems(path),
        *headings_within(document, cleaned, inputs.yml_path),
    ]
    problems += headings_dropped(cleaned, inputs.yml_path)
    problems += proposed(inputs.report, path, proposals(document, topics, inputs.lexicon))
    printed, disordered = _printed(inputs, metadata, cleaned)
    problems += disordered
    ever = (*(a for a in inputs.registered or () if "#" not in a), *(page for page, _ in inputs.pages))
    pages = pages_of(document, kept.pages, topics, str(year) if year else inputs.report, ever)
    pages, texts, plain = _written(path, pages, templates, reader)
    problems += plain
    return Made(
        cleaned=cleaned,
        document=document,
        year=year,
        title=title or document.report,
        pages=pages,
        texts=texts,
        printed=printed,
        flags=(*cleaned.flags, *doubts, *signs.flags()),
        problems=tuple(problems),
        veil=withheld.veil,
    )


def _printed(inputs: Inputs, metadata: Metadata, cleaned: Cleaned) -> tuple[PageMap, list[Problem]]:
    """The printed pages, and what to tell of their numbers."""
    found, path, lines = paged(cleaned.source, cleaned.ledger, dict(metadata.pages)), inputs.raw_path, metadata.pages
    problems = []
    if found.misfits:
        first, labels = found.misfits[0], few([number.label for number in found.misfits], _FEW)
        problems.append(
            Problem.of("W110", path, first.line, count=len(found.misfits), labels=labels, yml=inputs.yml_path)
        )
    if found.undecided:
        problems.append(Problem.of("N109", path, yml=inputs.yml_path))
    last = len(cleaned.source.line_starts)
    if beyond := [f"{page}: {line}" for page, line in lines if line > last]:
        problems.append(Problem.of("E144", inputs.yml_path, pages=few(beyond, _FEW), last=last))
    problems += _backwards(inputs.yml_path, lines)
    bare = re.sub(r"\s", "", cleaned.source.text)
    idle = [words for words in metadata.running if re.sub(r"\s", "", words) not in bare]
    if idle:
        problems.append(Problem.of("N124", inputs.yml_path, words=few(idle, _FEW)))
    return found.pages, problems


def _backwards(path: str, given: Iterable[tuple[str, int]]) -> Iterator[Problem]:
    """A page that an editor lets begin above the one before it: a slip in one of both lines."""
    pages = sorted((int(page), line) for page, line in given if page.isdecimal())
    for (before, first), (page, line) in pairwise(pages):
        if line < first:
            yield Problem.of("E261", path, page=page, line=line, before=before, first=first)


def _stood(inputs: Inputs, topics: tuple[Topic, ...]) -> dict[str, str]:
    """On which page (its slug) each section stood, if two topics claim one; nothing where no record tells."""
    if not contested(inputs.report, topics):
        return {}
    try:
        return topics_of(load_record(inputs.base))
    except DamagedRecordError:
        return {}


def topics_of(record: Record) -> dict[str, str]:
    """On which page (its slug) each section stands."""
    return {block.id: record.matters[record.paths[block.id]].topic for block in record.blocks if block.section}


def _written(
    path: str, pages: Iterable[DraftPage], templates: Environment, reader: Reader
) -> tuple[tuple[DraftPage, ...], dict[str, str], list[Problem]]:
    """The pages with their text. One that would not read back as it is meant stands as plain paragraphs, and a person
    is told: no report ends without pages."""
    found: list[DraftPage] = []
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for page in pages:
        try:
            text = write_page(page, templates, reader)
        except NotReadBackError as error:
            page, at = plain_page(page), error.block  # noqa: PLW2901 (the page that is published)
            text = write_page(page, templates, reader)
            line = at.first_line if at is not None else None
            shown = text_of(at.content)[:_SHOWN] if at is not None else "—"
            problems.append(Problem.of("W108", path, line, page=page.path, text=shown))
        found.append(page)
        texts[page.path] = text
    return tuple(found), texts, problems


def _year(inputs: Inputs, metadata: Metadata, document: Document, title: str) -> tuple[int | None, list[Problem]]:
    """The year of a report, from its `.yml` or its text, and what to tell of it."""
    dated = year_of(document, title, inputs.lexicon)
    if metadata.year is not None:
        given = contradicted(metadata.year, dated, document, inputs.yml_path, inputs.yml or "")
        return metadata.year, list(given)
    path, evidence, yml = inputs.raw_path, dated.evidence, inputs.yml_path
    if dated.year is None:
        return None, [Problem.of("W101", path, evidence=evidence, yml=yml)]
    # The name of a file decides nothing, yet whoever chose it says the same: nothing is left to ask.
    if dated.doubtful and str(dated.year) not in _numbers.findall(inputs.report):
        return dated.year, [Problem.of("N108", path, year=dated.year, evidence=evidence, yml=yml)]
    return dated.year, []


def _usable_source(inputs: Inputs, metadata: Metadata) -> tuple[Source, Withheld]:
    """The raw text, and what is to be withheld of it covered. Raises UnusableError when it is none, another than was recorded,
    has a line without end, or what is to be withheld cannot be found."""
    path = inputs.raw_path
    try:
        source = read_source(inputs.report, inputs.raw)
    except UnreadableError as error:
        raise UnusableError(error.problem(path)) from error
    if metadata.sha256 is not None and metadata.sha256 != source.sha256:
        told = _other_digest(inputs, metadata.sha256, source)
        # A digest of another raw text and quotations from it: the file is the one of another year.
        quoting = unquotable(source, metadata.corrections, inputs.yml_path) if told.code == "E245" else ()
        raise UnusableError(told, *quoting)
    longest = max(range(1, len(source.line_starts) + 1), key=lambda line: len(source.line_text(line)))
    length = len(source.line_text(longest))
    if length > LONGEST_LINE:
        raise UnusableError(Problem.of("E109", path, longest, length=length, limit=LONGEST_LINE))
    withheld = withhold(source, metadata.corrections, inputs.yml_path)
    if withheld.problems:
        # A passage that is not found is not covered.
        found_all = all(problem.code == "E136" for problem in withheld.problems)
        raise UnusableError(*withheld.problems, source=withheld.shown() if found_all else None)
    return source, withheld


def _other_digest(inputs: Inputs, given: str, source: Source) -> Problem:
    """What is told where the raw text and its registered digest do not agree: it is the digest that was changed if the text is
    the one that was made a report last, and the digest not that of the same text with other line ends or in another encoding."""
    mark, full, path = raw_mark_in(inputs.base), source.sha256, inputs.raw_path
    lines = source.text.replace("\r\n", "\n"), source.text.replace("\r\n", "\n").replace("\n", "\r\n")
    encoded = (text.encode(encoding, "replace") for text in lines for encoding in ("utf-8", "utf-8-sig", "gb18030"))
    known = {hashlib.sha256(raw).hexdigest() for raw in encoded}
    if mark is not None and changed_from(mark, source.text) is None and given not in known:
        line = next((n for n, text in enumerate((inputs.yml or "").split("\n"), 1) if text.startswith("sha256")), 1)
        return Problem.of("E245", inputs.yml_path, line, excerpt=excerpt(inputs.yml or "", line), full=full)
    expected, found = (given[:8], full[:8]) if given[:8] != full[:8] else (given, full)
    return Problem.of("E101", path, expected=expected, found=found, full=full, yml=inputs.yml_path, file=path)


def _changed(inputs: Inputs, metadata: Metadata, source: Source) -> list[Problem]:
    """Told once of a raw text that is another than the last one and whose `.yml` does not say so: a new edition is taken in,
    a slip of whoever edits the wrong file is seen before it is published. Raises UnusableError where it merely lost its end, as
    what an upload that broke off leaves: to publish that would take the rest away."""
    mark = raw_mark_in(inputs.base) if metadata.sha256 is None and not inputs.rebuild else None
    line = changed_from(mark, source.text) if mark is not None else None
    if line is None:
        return []
    path = inputs.raw_path
    cut = lines_cut_off(mark, source.text) if mark is not None else 0
    if cut:
        last = Problem.of(
            "E265", path, len(source.line_starts), count=cut, file=path, full=source.sha256, yml=inputs.yml_path
        )
        raise UnusableError(last)
    return [Problem.of("W114", path, line, file=path, full=source.sha256, yml=inputs.yml_path)]


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
    if inputs.yml is None or WITHHOLDING in inputs.yml:
        return None
    try:
        source = read_source(inputs.report, inputs.raw)
    except UnreadableError:
        return None
    return source if metadata.sha256 in (None, source.sha256) else None
