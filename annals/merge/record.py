"""`seeds/.base/<id>.jsonl`: what was generated last, one JSON line each."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from annals.merge import record_lines
from annals.model import Choice, DraftPage, Generated, Matter, Review


@dataclass(frozen=True, slots=True)
class Base:
    """What was generated last: the report's year and title, front matter and the digest of the
    whole text by path, all blocks in the source's order; the conflicts that were told, with what
    was decided about them; and by page what was reviewed."""

    year: int | None = None
    title: str = ""
    matters: dict[str, Matter] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    parts: tuple[Generated, ...] = ()
    choices: tuple[Choice, ...] = ()
    reviews: dict[str, Review] = field(default_factory=dict)

    def pages(self) -> dict[str, DraftPage]:
        """The pages by path as they were generated."""
        parts: dict[str, list[Generated]] = {path: [] for path in self.matters}
        for part in self.parts:
            parts[part.page].append(part)
        return {path: DraftPage(path, self.matters[path], tuple(found)) for path, found in parts.items()}

    @staticmethod
    def of(
        year: int | None, title: str, pages: tuple[DraftPage, ...], texts: dict[str, str], order: tuple[str, ...]
    ) -> Base:
        """The base of pages just generated, with their blocks in the source's order."""
        parts = {part.id: part for page in pages for part in page.parts}
        return Base(
            year,
            title,
            {page.path: page.matter for page in pages},
            {path: digest(text) for path, text in texts.items()},
            tuple(parts[name] for name in order),
        )


def digest(text: str) -> str:
    """A short digest of a page's text: whether it is, to the byte, what was written."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def dump_base(base: Base) -> str:
    """JSON lines: the report, each page's front matter, the blocks, the conflicts, the reviews."""
    found = [
        record_lines.line_of_report(base.year, base.title),
        *(record_lines.line_of_matter(path, base.written[path], matter) for path, matter in base.matters.items()),
        *(record_lines.line_of_block(part) for part in base.parts),
        *(record_lines.line_of_choice(choice) for choice in base.choices),
        *(record_lines.line_of_review(path, review) for path, review in sorted(base.reviews.items())),
    ]
    return "".join(record_lines.written(line) + "\n" for line in found)


class DamagedBase(ValueError):
    """The record of what was generated last cannot be read; `line` (1-based) is the first bad one."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def load_base(text: str) -> Base:
    """What `dump_base` wrote; an empty text gives an empty base. Raises DamagedBase."""
    year, title = None, ""
    matters: dict[str, Matter] = {}
    written: dict[str, str] = {}
    parts: list[Generated] = []
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
                parts.append(record_lines.block_from(line))
            else:
                year, title = record_lines.report_from(line)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedBase(number) from error
    return Base(year, title, matters, written, tuple(parts), tuple(choices), reviews)
