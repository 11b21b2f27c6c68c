"""Report pages as editors have them: Markdown files to front matter and blocks."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace

import yaml

from annals.markdown.read import Reader, blocks_of, split_front_matter
from annals.model import BlockKind, Box, Matter, PageBlock, Pages, Passage, Problem, Stem, Trust
from annals.text.characters import line_with

KEYS = ("title", "report", "topic", "status", "reviewed_by")
_NEEDED = KEYS[:4]


@dataclass(frozen=True, slots=True)
class EditedPage:
    """A report page as it stands: its whole text, front matter, and its lines as the reader sees them."""

    path: str
    text: str
    matter: Matter
    front: dict[str, str]
    lines: tuple[PageBlock, ...]

    def blocks(self) -> tuple[PageBlock, ...]:
        return blocks_of(self.lines)


def read_pages(texts: Mapping[str, str], reader: Reader) -> tuple[dict[str, EditedPage], tuple[Problem, ...]]:
    """The pages by path, and what is wrong with those that cannot be read."""
    found: dict[str, EditedPage] = {}
    problems = []
    for path, text in sorted(texts.items()):
        try:
            front, _, _ = split_front_matter(text)
        except yaml.YAMLError as error:
            problems.append(Problem("E103", f"docs/{path}", 1, (("detail", str(error).splitlines()[0]),)))
            continue
        matter = _matter(front, path)
        values = {key: str(value) for key, value in front.items()}
        found[path] = EditedPage(path, text, matter, values, reader.page(text))
    return found, tuple(problems)


def _matter(front: dict[str, object], path: str) -> Matter:
    """Front matter; what is missing is what the page's place says, so that a slip of the pen does
    not take a page's text away."""
    report, _, name = path.rpartition("/")
    slug = name.removesuffix(".md")
    given = {"title": slug, "report": report, "topic": slug, "status": Trust.UNREAD} | {
        key: str(value) for key, value in front.items() if key in KEYS
    }
    return Matter(**given)


def _faults(front: dict[str, object]) -> str:
    """Unknown keys with the nearest known one, and missing keys, in a sentence; empty without any."""
    missing = [key for key in _NEEDED if key not in front]
    unknown = []
    for key in (str(key) for key in front if key not in KEYS):
        near = difflib.get_close_matches(key, KEYS, 1, 0.5)
        unknown.append(f"不认识的键 {key}" + (f"（是不是 {near[0]}？）" if near else ""))
        missing = [one for one in missing if one not in near]
    return "；".join([*unknown, *([f"缺少 {'、'.join(missing)}"] if missing else [])])


def front_of(matter: Matter) -> dict[str, str]:
    """The front matter that the machine writes."""
    return {key: getattr(matter, key) for key in _NEEDED}


def slips(pages: dict[str, EditedPage]) -> tuple[Problem, ...]:
    """What is wrong with front matter that could be read all the same."""
    found = []
    for path, page in pages.items():
        front, _, _ = split_front_matter(page.text)
        if detail := _faults(front):
            unknown = next((str(key) for key in front if key not in KEYS), "")
            line, excerpt = line_with(page.text, unknown)
            found.append(Problem("E201", f"docs/{path}", line or 1, (("detail", detail),), excerpt))
    return tuple(found)


def edited_passages(page: EditedPage, stems: tuple[Stem, ...], base: Pages) -> tuple[Passage, ...]:
    """An edited page for merging: each block with the generated one it stems from, each closed
    form with the name of the generated form that it is."""
    forms = _forms(page, stems, {passage.id: passage.boxes for passages in base.values() for passage in passages})
    left = iter(stems)
    return tuple(
        Passage(
            page=page.path,
            at=at,
            stem=Stem(origin=None) if block.content.kind is BlockKind.OPAQUE else next(left),
            content=block.content,
            level=block.level,
            boxes=tuple(replace(box, id=forms.get(box.id, f"{page.path}\n{box.id}")) for box in block.boxes),
            written=block,
        )
        for at, block in enumerate(page.lines)
    )


def _forms(page: EditedPage, stems: tuple[Stem, ...], boxes: dict[str, tuple[Box, ...]]) -> dict[str, str]:
    """Which generated closed form each one on the page is: that of the first block in it that
    stood in such a form."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for block, stem in zip(page.blocks(), stems, strict=True):
        known = boxes.get(stem.origin.id, ()) if stem.origin else ()
        for own, box in zip(block.boxes, known, strict=False):
            if own.id not in found and box.kind is own.kind and box.id not in used:
                found[own.id] = box.id
                used.add(box.id)
    return found
