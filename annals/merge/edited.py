"""Report pages as editors have them: Markdown files to front matter and blocks."""

from __future__ import annotations

from dataclasses import dataclass

from annals.markdown.front import Front, FrontError
from annals.markdown.read import read_chunks
from annals.model import OPAQUE, UNREAD, Box, Chunk, Matter, PageBlock, Pages, Passage, Problem, Stem

KEYS = ("title", "report", "topic", "status", "reviewed_by")
NEEDED = KEYS[:4]


@dataclass(frozen=True, slots=True)
class EditedPage:
    """A report page as it stands: front matter, what it says of the page, and lines as chunks."""

    path: str
    front: Front
    matter: Matter
    chunks: tuple[Chunk, ...]

    @property
    def text(self) -> str:
        return self.front.text

    @property
    def given(self) -> dict[str, str]:
        """The front matter as text."""
        return {key: str(value) for key, value in self.front.values.items()}

    def blocks(self) -> tuple[PageBlock, ...]:
        return tuple(chunk.block for chunk in self.chunks if chunk.block is not None)


def read_pages(texts: dict[str, str]) -> tuple[dict[str, EditedPage], tuple[Problem, ...]]:
    """The pages by path, and what is wrong with those that cannot be read."""
    found: dict[str, EditedPage] = {}
    problems = []
    for path, text in sorted(texts.items()):
        try:
            front = Front.of(text)
        except FrontError as error:
            problems.append(error.problem(f"docs/{path}"))
            continue
        found[path] = EditedPage(path, front, _matter(front, path), read_chunks(front.body, front.lines_before))
    return found, tuple(problems)


def _matter(front: Front, path: str) -> Matter:
    """Front matter; what is missing is what the page's place says, so that a slip of the pen does
    not take a page's text away."""
    report, _, name = path.rpartition("/")
    slug = name.removesuffix(".md")
    given = {"title": slug, "report": report, "topic": slug, "status": UNREAD} | {
        key: str(value) for key, value in front.values.items() if key in KEYS
    }
    return Matter(**given)


def front_of(matter: Matter) -> dict[str, str]:
    """The front matter that the machine writes."""
    return {key: getattr(matter, key) for key in NEEDED}


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
