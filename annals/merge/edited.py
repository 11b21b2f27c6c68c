"""Report pages as editors have them: Markdown files to front matter and blocks."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import yaml

from annals.markdown.read import read_chunks, split_front_matter
from annals.model import OPAQUE, UNREAD, Box, Chunk, Matter, PageBlock, Pages, Passage, Problem, Stem
from annals.text.characters import line_with

KEYS = ("title", "report", "topic", "status", "reviewed_by")
_NEEDED = KEYS[:4]


@dataclass(frozen=True, slots=True)
class EditedPage:
    """A report page as it stands: its whole text, front matter, and lines as chunks."""

    path: str
    text: str
    matter: Matter
    front: dict[str, str]
    chunks: tuple[Chunk, ...]

    def blocks(self) -> tuple[PageBlock, ...]:
        return tuple(chunk.block for chunk in self.chunks if chunk.block is not None)


def read_pages(texts: dict[str, str]) -> tuple[dict[str, EditedPage], tuple[Problem, ...]]:
    """The pages by path, and what is wrong with those that cannot be read."""
    found: dict[str, EditedPage] = {}
    problems = []
    for path, text in sorted(texts.items()):
        try:
            front, body, before = split_front_matter(text)
        except yaml.YAMLError as error:
            problems.append(Problem("E103", f"docs/{path}", 1, (("detail", str(error).splitlines()[0]),)))
            continue
        matter = _matter(front, path)
        values = {key: str(value) for key, value in front.items()}
        found[path] = EditedPage(path, text, matter, values, read_chunks(body, before))
    return found, tuple(problems)


def _matter(front: dict[str, object], path: str) -> Matter:
    """Front matter; what is missing is what the page's place says, so that a slip of the pen does
    not take a page's text away."""
    report, _, name = path.rpartition("/")
    slug = name.removesuffix(".md")
    given = {"title": slug, "report": report, "topic": slug, "status": UNREAD} | {
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


def passages_of(page: EditedPage, stems: tuple[Stem, ...], base: Pages) -> tuple[Passage, ...]:
    """An edited page for merging: each block with the generated one it stems from, each closed
    form with the name of the generated form that it is."""
    forms = _forms(page, stems, {passage.id: passage.boxes for passages in base.values() for passage in passages})
    left = iter(stems)
    found = []
    for chunk in page.chunks:
        boxes = tuple(
            Box(forms.get(number, f"{page.path}\n{number}"), kind)
            for number, kind in zip(chunk.forms, chunk.boxes, strict=True)
        )
        block = chunk.block
        if block is None:
            found.append(Passage("", OPAQUE, "", boxes=boxes, source=chunk.source, tight=chunk.tight))
            continue
        stem = next(left)
        origin = stem.origin
        found.append(
            Passage(
                origin.id if origin else "",
                block.kind,
                block.markdown,
                block.level,
                block.depth,
                block.header,
                boxes,
                origin.lines if origin else (),
                origin.above if origin else None,
                tuple(part.id for part in stem.others),
                chunk.source,
                chunk.tight,
                block.line,
            )
        )
    return tuple(found)


def _forms(page: EditedPage, stems: tuple[Stem, ...], boxes: dict[str, tuple[Box, ...]]) -> dict[int, str]:
    """Which generated closed form each one on the page is: that of the first block in it that
    stood in such a form."""
    found: dict[int, str] = {}
    used: set[str] = set()
    for block, stem in zip(page.blocks(), stems, strict=True):
        known = boxes.get(stem.origin.id, ()) if stem.origin else ()
        for number, kind, box in zip(block.forms, block.boxes, known, strict=False):
            if number not in found and box.kind == kind and box.id not in used:
                found[number] = box.id
                used.add(box.id)
    return found
