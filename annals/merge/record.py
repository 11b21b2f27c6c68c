"""`seeds/.base/<id>.jsonl`: what was generated last, one JSON line each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annals.merge import earlier_lines, record_lines
from annals.model import (
    Beside,
    Block,
    Choice,
    DraftPage,
    Earlier,
    KeptHead,
    Matter,
    RawMark,
    Review,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was generated last: the report's year and title, what its `.yml` said, the mark of its raw text (None: written before there were such marks), front matter and the digest of the
    whole text by path, all blocks in the source's order with the path of each one's page; the conflicts that
    were told, with what was decided about them; the heads of pages that are made no more; pages as they were before an editor's were changed; by page what was reviewed; and how many addresses the
    report's register held (None: written before there were such registers)."""

    year: int | None = None
    title: str = ""
    beside: Beside | None = None
    raw: RawMark | None = None
    matters: Mapping[str, Matter] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    heads: tuple[KeptHead, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    reviews: Mapping[str, Review] = field(default_factory=dict)
    addresses: int | None = None

    def pages(self) -> dict[str, DraftPage]:
        """The pages by path as they were generated."""
        blocks: dict[str, list[Block]] = {path: [] for path in self.matters}
        for block in self.blocks:
            blocks[self.paths[block.id]].append(block)
        return {
            path: DraftPage(path=path, matter=self.matters[path], blocks=tuple(found)) for path, found in blocks.items()
        }

    @staticmethod
    def of(
        year: int | None,
        title: str,
        pages: Iterable[DraftPage],
        texts: Mapping[str, str],
        order: Iterable[str],
    ) -> Record:
        """The record of pages just generated; `texts` are their whole texts, `order` is the source's."""
        pages = tuple(pages)
        blocks = {block.id: block for page in pages for block in page.blocks}
        return Record(
            year=year,
            title=title,
            matters={page.path: page.matter for page in pages},
            written={path: digest(text) for path, text in texts.items()},
            blocks=tuple(blocks[name] for name in order),
            paths={block.id: page.path for page in pages for block in page.blocks},
        )


def digest(text: str) -> str:
    """A short digest of a page's text: whether it is, to the byte, what was written."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dump_record(record: Record) -> str:
    """JSON lines: the header, the report, each page's front matter, the blocks, the conflicts, what stood before, the reviews."""
    found = [
        record_lines.line_of_report(record.year, record.title, record.beside, record.raw),
        *(record_lines.line_of_matter(path, record.written[path], matter) for path, matter in record.matters.items()),
        *(record_lines.line_of_block(record.paths[block.id], block) for block in record.blocks),
        *(record_lines.line_of_choice(choice) for choice in record.choices),
        *(earlier_lines.line_of_head(head) for head in record.heads),
        *(earlier_lines.line_of_earlier(earlier) for earlier in record.earlier),
        *(record_lines.line_of_review(path, review) for path, review in sorted(record.reviews.items())),
    ]
    rest = "".join(record_lines.written(line) + "\n" for line in found)
    return _headed(len(record.blocks), rest, record.addresses or 0)


def with_addresses(text: str, addresses: int) -> str:
    """The text of a whole record with another number of addresses in its header."""
    header, _, rest = text.partition("\n")
    return _headed(record_lines.header_from(json.loads(header))[0], rest, addresses)


def _headed(blocks: int, rest: str, addresses: int) -> str:
    sha256 = hashlib.sha256(rest.encode()).hexdigest()
    return record_lines.written(record_lines.line_of_header(blocks, sha256, addresses)) + "\n" + rest


class Damage(StrEnum):
    """Why a record is not believed."""

    BROKEN = "broken"
    """It is not as it was written: a line cut, missing, doubled, or merged by hand."""
    NEWER = "newer"
    """Its format has a number that nobody here knows."""
    GONE = "gone"
    """There is none, though there are pages."""
    SHORT = "short"
    """Its report's register holds fewer addresses than it did."""


class DamagedRecordError(ValueError):
    """The record of what was generated last cannot be believed; `line` (1-based) is the first bad one."""

    def __init__(self, line: int, damage: Damage = Damage.BROKEN) -> None:
        super().__init__(f"line {line}: {damage}")
        self.line, self.damage = line, damage


def load_record(text: str) -> Record:
    """What `dump_record` wrote, or the first format, which has no header; an empty text gives an
    empty record. Raises DamagedRecordError for what is not whole."""
    lines = list(filter(lambda item: item[1], enumerate(text.split("\n"), 1)))
    if not lines:
        return Record()
    header = _header(lines[0][1])
    found = _Reading(addresses=header[2] if header else None)
    for number, line in lines[1:] if header else lines:
        try:
            found.take(json.loads(line))
        except _NO_LINE as error:
            raise DamagedRecordError(number) from error
    if header is not None:
        blocks, sha256, _ = header
        rest = text.partition("\n")[2]
        if blocks != len(found.blocks) or sha256 != hashlib.sha256(rest.encode()).hexdigest():
            raise DamagedRecordError(1)
    record = found.record()
    if len(record.paths) < len(record.blocks) or not set(record.paths.values()) <= record.matters.keys():
        raise DamagedRecordError(1)
    if _in_a_ring(record.blocks):
        raise DamagedRecordError(1)
    return record


def raw_mark_in(text: str) -> RawMark | None:
    """The mark of the raw text in a record, read without the rest of it; None where there is none, or no line to be read."""
    for line in text.split("\n", 2)[:2]:
        with suppress(*_NO_LINE):
            found = json.loads(line)
            if "title" in found and "matter" not in found:
                return record_lines.report_from(found)[3]
    return None


def held(text: str) -> Record | DamagedRecordError:
    """A record read once, for all who ask for it: what it holds, or why it cannot be believed."""
    try:
        return load_record(text)
    except DamagedRecordError as damage:
        return damage


def salvaged(text: str) -> Record:
    """Whatever can be read of a damaged record: each line by itself, the first of several with one
    name, and of the blocks those whose page is there and that hang below no block of their own."""
    found = _Reading()
    for line in text.split("\n"):
        with suppress(*_NO_LINE):
            found.take(json.loads(line))
    record = found.record()
    blocks = {block.id: block for block in reversed(record.blocks) if record.paths[block.id] in record.matters}
    ring = _in_a_ring(tuple(blocks.values()))
    kept = tuple(block for block in record.blocks if blocks.get(block.id) is block and block.id not in ring)
    return replace(record, blocks=kept, paths={block.id: record.paths[block.id] for block in kept})


_NO_LINE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def _header(line: str) -> tuple[int, str, int] | None:
    """The header; None for the first line of a record of the first format. Raises DamagedRecordError."""
    try:
        found = json.loads(line)
        if "record" not in found:
            return None
        if found["record"] != record_lines.NUMBER:
            newer = isinstance(found["record"], int) and found["record"] > record_lines.NUMBER
            raise DamagedRecordError(1, Damage.NEWER if newer else Damage.BROKEN)
        return record_lines.header_from(found)
    except DamagedRecordError:
        raise
    except _NO_LINE as error:
        raise DamagedRecordError(1) from error


def _in_a_ring(blocks: tuple[Block, ...]) -> set[str]:
    """The ids of blocks that hang, directly or through others, below themselves."""
    above = {block.id: block.above for block in blocks}
    clear: set[str] = set()
    ring: set[str] = set()
    for name in above:
        way: list[str] = []
        at: str | None = name
        while at is not None and at in above and at not in clear and at not in way and at not in ring:
            way.append(at)
            at = above[at]
        (ring if at in way or at in ring else clear).update(way)
    return ring


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A record while its lines are taken in."""

    addresses: int | None = None
    year: int | None = None
    title: str = ""
    beside: Beside | None = None
    raw: RawMark | None = None
    matters: dict[str, Matter] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    heads: dict[str, KeptHead] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)
    reviews: dict[str, Review] = field(default_factory=dict)

    def take(self, line: record_lines.Line) -> None:
        """Take in a line. Raises what its reader raises."""
        if "earlier" in line:
            self.earlier.append(earlier_lines.earlier_from(line))
        elif "matter" in line:
            path, self.written[line["matter"]], matter = record_lines.matter_from(line)
            self.matters[path] = matter
        elif "reviewed" in line:
            path, review = record_lines.review_from(line)
            self.reviews[path] = review
        elif "conflict" in line:
            self.choices.append(record_lines.choice_from(line))
        elif line.keys() & record_lines.NO_MORE:
            pass
        elif "head" in line:
            head = earlier_lines.head_from(line)
            self.heads.setdefault(head.page, head)
        elif "id" in line:
            path, block = record_lines.block_from(line)
            self.blocks.append(block)
            self.paths.setdefault(block.id, path)
        else:
            self.year, self.title, self.beside, self.raw = record_lines.report_from(line)

    def record(self) -> Record:
        return Record(
            year=self.year,
            title=self.title,
            beside=self.beside,
            raw=self.raw,
            matters=self.matters,
            written=self.written,
            blocks=tuple(self.blocks),
            paths=self.paths,
            choices=tuple(self.choices),
            heads=tuple(self.heads.values()),
            earlier=tuple(self.earlier),
            reviews=self.reviews,
            addresses=self.addresses,
        )
