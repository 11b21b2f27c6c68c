"""`seeds/.base/`: what was generated last, one JSON line each, and the register of addresses."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from annals.model import Choice, DraftPage, Generated, Matter, Review

_DEFAULTS = {f.name: f.default for f in fields(Generated)}


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
    lines = [json.dumps({"year": base.year, "title": base.title}, ensure_ascii=False)]
    lines += [
        json.dumps({"matter": path, "written": base.written[path], **asdict(matter)}, ensure_ascii=False)
        for path, matter in base.matters.items()
    ]
    for part in base.parts:
        record = {key: value for key, value in asdict(part).items() if value != _DEFAULTS.get(key)}
        lines.append(json.dumps(record, ensure_ascii=False))
    for choice in base.choices:
        record = asdict(choice)
        lines.append(json.dumps({"conflict": record.pop("block"), **record}, ensure_ascii=False))
    for path, review in sorted(base.reviews.items()):
        lines.append(json.dumps({"reviewed": path, **asdict(review)}, ensure_ascii=False))
    return "".join(line + "\n" for line in lines)


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
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        try:
            record = json.loads(line)
            _take(record, matters, written, parts, choices, reviews)
            if record.keys() == {"year", "title"}:
                year, title = record["year"], record["title"]
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedBase(number) from error
    return Base(year, title, matters, written, tuple(parts), tuple(choices), reviews)


def _take(
    record: dict[str, Any],
    matters: dict[str, Matter],
    written: dict[str, str],
    parts: list[Generated],
    choices: list[Choice],
    reviews: dict[str, Review],
) -> None:
    """Put one line of the base where it belongs; the report's own line is none of these."""
    if "matter" in record:
        path = record.pop("matter")
        written[path] = record.pop("written")
        matters[path] = Matter(**record)
    elif "reviewed" in record:
        path = record.pop("reviewed")
        reviews[path] = Review(**record)
    elif "conflict" in record:
        choices.append(Choice(record.pop("conflict"), **record))
    elif "id" in record:
        record["lines"] = tuple((first, last) for first, last in record["lines"])
        record["anchors"] = tuple(record.get("anchors", ()))
        parts.append(Generated(**record))
    elif record.keys() != {"year", "title"}:
        raise KeyError("id")


def addresses(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    """The published addresses of generated pages: each page, and each anchor on it."""
    found = []
    for page in pages:
        url = page.path.removesuffix(".md") + ".html"
        found.append(url)
        for part in page.parts:
            found.extend(f"{url}#{name}" for name in (part.id, *part.anchors))
    return tuple(found)


def extend_register(register: str, pages: tuple[DraftPage, ...], others: tuple[str, ...]) -> str:
    """The register with the addresses of generated pages and some others at its end, where they
    are new; what is in it stays for ever."""
    known = set(register.split("\n"))
    new = [address for address in dict.fromkeys((*others, *addresses(pages))) if address not in known]
    return register + "".join(address + "\n" for address in new)
