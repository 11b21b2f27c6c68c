"""`seeds/.base/<id>.jsonl`: what was generated last, one JSON line each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annals.merge import record_lines
from annals.model import Block, Choice, DraftPage, Matter, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was generated last: the report's year and title, front matter and the digest of the
    whole text by path, all blocks in the source's order with the path of each one's page; the conflicts that
    were told, with what was decided about them; and by page what was reviewed."""

    year: int | None = None
    title: str = ""
    matters: Mapping[str, Matter] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    reviews: Mapping[str, Review] = field(default_factory=dict)

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
    """JSON lines: the report, each page's front matter, the blocks, the conflicts, the reviews."""
    found = [
        record_lines.line_of_report(record.year, record.title),
        *(record_lines.line_of_matter(path, record.written[path], matter) for path, matter in record.matters.items()),
        *(record_lines.line_of_block(record.paths[block.id], block) for block in record.blocks),
        *(record_lines.line_of_choice(choice) for choice in record.choices),
        *(record_lines.line_of_review(path, review) for path, review in sorted(record.reviews.items())),
    ]
    return "".join(record_lines.written(line) + "\n" for line in found)


class DamagedRecordError(ValueError):
    """The record of what was generated last cannot be read; `line` (1-based) is the first bad one."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def load_record(text: str) -> Record:
    """What `dump_record` wrote; an empty text gives an empty record. Raises DamagedRecordError."""
    year, title = None, ""
    matters: dict[str, Matter] = {}
    written: dict[str, str] = {}
    blocks: list[Block] = []
    paths: dict[str, str] = {}
    choices: list[Choice] = []
    reviews: dict[str, Review] = {}
    for number, text_line in enumerate(text.split("\n"), 1):
        if not text_line:
            continue
        try:
            line = json.loads(text_line)
            if "matter" in line:
                path, written_as, matter = record_lines.matter_from(line)
                matters[path], written[path] = matter, written_as
            elif "reviewed" in line:
                path, review = record_lines.review_from(line)
                reviews[path] = review
            elif "conflict" in line:
                choices.append(record_lines.choice_from(line))
            elif "id" in line:
                path, block = record_lines.block_from(line)
                blocks.append(block)
                paths[block.id] = path
            else:
                year, title = record_lines.report_from(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedRecordError(number) from error
    return Record(
        year=year,
        title=title,
        matters=matters,
        written=written,
        blocks=tuple(blocks),
        paths=paths,
        choices=tuple(choices),
        reviews=reviews,
    )
