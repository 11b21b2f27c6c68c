"""One raw text or a tool's Markdown to clean Markdown: the work of `clean`, without project or topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from annals.check.doubts import doubts_of
from annals.clean.cleaning import clean_again, clean_source
from annals.clean.read import UnreadableError, read_source
from annals.edition.in_order import is_in_order
from annals.edition.making import LONGEST_LINE
from annals.markdown.formulas import formulas_set, formulas_written
from annals.markdown.plain import plain_blocks
from annals.markdown.read import Reader, text_of
from annals.markdown.write import NotReadBackError, write_document
from annals.model import BlockKind, Document, Entry, Flag, Problem, ProblemError, Safety, Source
from annals.structure.document import document_of
from annals.text.lexicon import Lexicon
from annals.text.lexicon.script import in_script_of

_SHOWN = 24
"""Characters of a place that are shown."""
_PASSES = 6
"""So often a text is cleaned at most until cleaning its result changes nothing: of 150 files of another tool 53 needed
one pass, 90 two or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """A file put in order: its `markdown`, the `ledger` from the decoded file (with `encoding`) to the cleaned text that
    it was written from, how many raw `lines` it had, how many headings stand at each depth (1-based: of the `#` marks),
    how many blocks there are of each other kind, the places in doubt, and what else is to be told. `same` says that it was in
    order already."""

    markdown: str
    encoding: str
    lines: int
    ledger: tuple[Entry, ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    blocks: tuple[tuple[BlockKind, int], ...] = ()
    doubts: tuple[Flag, ...] = ()
    problems: tuple[Problem, ...] = ()
    same: bool = False

    @property
    def edits(self) -> tuple[tuple[str, int], ...]:
        """The rules that were at work by code, the busiest first, with the number of their edits."""
        return tuple(Counter(entry.code for entry in self.ledger).most_common())

    @property
    def reviews(self) -> tuple[int, ...]:
        """The raw lines (1-based) of changes that are to be reviewed, each once."""
        return tuple(sorted({entry.lines[0] for entry in self.ledger if entry.safety is Safety.REVIEW}))

    @property
    def dropped(self) -> tuple[Entry, ...]:
        """What was taken out as no text of the report."""
        return tuple(entry for entry in self.ledger if entry.drops)


class UntidyError(ProblemError):
    """A file that cannot be put in order, with the one problem that says why."""


def tidy(name: str, raw: bytes, lexicon: Lexicon, reader: Reader) -> Tidied:
    """The bytes of a file, which problems call `name`, put in order. Raises UntidyError."""
    source = _source(name, raw)
    lexicon = in_script_of(source.text, lexicon)
    lines = len(source.line_starts)
    if source.encoding == "utf-8" and is_in_order(formulas_written(source.text), lexicon):
        return Tidied(markdown=source.text, encoding=source.encoding, lines=lines, same=True)
    cleaned, _ = clean_source(source, lexicon)
    document, doubts = document_of(cleaned, lexicon)
    markdown, plain = _written(name, document, reader)
    for _ in range(_PASSES - 1):
        if plain or is_in_order(markdown, lexicon):
            break
        cleaned = clean_again(cleaned, lexicon)
        document, doubts = document_of(cleaned, lexicon)
        markdown, plain = _written(name, document, reader)
    signs = doubts_of(document, cleaned, lexicon)
    single = tuple(flag for flag in signs.flags() if flag.code != "W302")
    return Tidied(
        markdown=formulas_set(markdown),
        encoding=source.encoding,
        lines=lines,
        ledger=cleaned.ledger,
        headings=_depths(reader, markdown),
        blocks=_kinds(document),
        doubts=(*doubts, *single),
        problems=(*plain, *signs.problems(name)),
    )


def _written(name: str, document: Document, reader: Reader) -> tuple[str, tuple[Problem, ...]]:
    """The Markdown of a document; where it would not read back as it is meant, as plain paragraphs, with what is to
    be told of that."""
    try:
        return write_document(name, document, reader), ()
    except NotReadBackError as error:
        at = error.block
        shown = text_of(at.content)[:_SHOWN] if at is not None else "—"
        line = at.first_line if at is not None else None
        told = Problem.of("W108", name, line, page=name, text=shown)
        blocks = plain_blocks(document.blocks)
        return write_document(name, replace(document, blocks=blocks), reader), (told,)


def _source(name: str, raw: bytes) -> Source:
    if not raw.strip():
        raise UntidyError(Problem.of("W102", name, file=name))
    try:
        source = read_source("file", raw)
    except UnreadableError as error:
        raise UntidyError(error.problem(name)) from error
    longest = max(range(1, len(source.line_starts) + 1), key=lambda line: len(source.line_text(line)))
    length = len(source.line_text(longest))
    if length > LONGEST_LINE:
        raise UntidyError(Problem.of("E109", name, longest, length=length, limit=LONGEST_LINE))
    return source


def _depths(reader: Reader, markdown: str) -> tuple[tuple[int, int], ...]:
    counts = Counter(block.level for block in reader.page(markdown) if block.level)
    return tuple(sorted(counts.items()))


def _kinds(document: Document) -> tuple[tuple[BlockKind, int], ...]:
    counts = Counter(block.content.kind for block in document.blocks if block.section is None)
    return tuple((kind, counts[kind]) for kind in BlockKind if counts[kind])
