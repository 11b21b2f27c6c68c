"""Report pages as editors have them: Markdown files to front matter and blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from annals.markdown.front import Front, FrontError
from annals.markdown.head import balanced
from annals.markdown.live import make_inert
from annals.markdown.read import Reader, blocks_of, read_page
from annals.model import BlockKind, Box, Matter, PageBlock, Pages, Passage, Problem, Stem, Trust, further_name

KEYS = ("title", "report", "topic", "status", "reviewed_by")
NEEDED = KEYS[:4]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedPage:
    """A report page as it stands: its front matter, what that says of the page, and its lines as the reader sees them."""

    path: str
    front: Front
    matter: Matter
    lines: tuple[PageBlock, ...]

    @property
    def text(self) -> str:
        return self.front.text

    @property
    def given(self) -> dict[str, str]:
        """The front matter as text."""
        return {key: str(value) for key, value in self.front.values.items()}

    def blocks(self) -> tuple[PageBlock, ...]:
        return blocks_of(self.lines)

    def published(self) -> EditedPage:
        """The page as it may be published: with nothing in it that would do more than be read."""
        body = balanced(self.front.body)
        inert = make_inert(body)
        if inert.text == self.front.body:
            return self
        front = Front.of(self.front.text[: self.front.after] + inert.text)
        return replace(self, front=front, lines=read_page(front.body, front.lines_before))


def read_pages(texts: Mapping[str, str], reader: Reader) -> tuple[dict[str, EditedPage], tuple[Problem, ...]]:
    """The pages by path, and what is wrong with those that cannot be read."""
    found: dict[str, EditedPage] = {}
    problems = []
    for path, text in sorted(texts.items()):
        try:
            front = reader.front(text)
        except FrontError as error:
            problems.append(error.problem(f"docs/{path}"))
            continue
        found[path] = EditedPage(path=path, front=front, matter=_matter(front, path), lines=reader.page(text))
    return found, tuple(problems)


def _matter(front: Front, path: str) -> Matter:
    """Front matter; what is missing is what the page's place says, so that a slip of the pen does
    not take a page's text away."""
    report, _, name = path.rpartition("/")
    slug, _ = further_name(path)
    given = {"title": name.removesuffix(".md"), "report": report, "topic": slug, "status": Trust.UNREAD} | {
        key: str(value) for key, value in front.values.items() if key in KEYS and value not in (None, "")
    }
    return Matter(**given)


def front_of(matter: Matter) -> dict[str, str]:
    """The front matter that the machine writes."""
    return {key: getattr(matter, key) for key in NEEDED}


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
    stood in such a form, unless what opened that stands on the page in none."""
    found: dict[str, str] = {}
    used = _left_open(page, stems, boxes)
    for block, stem in zip(page.blocks(), stems, strict=True):
        known = boxes.get(stem.origin.id, ()) if stem.origin else ()
        for own, box in zip(block.boxes, known, strict=False):
            if own.id not in found and box.kind is own.kind and box.id not in used:
                found[own.id] = box.id
                used.add(box.id)
    return found


def _left_open(page: EditedPage, stems: tuple[Stem, ...], boxes: dict[str, tuple[Box, ...]]) -> set[str]:
    """The generated boxes whose heading stands on the page in no box: one around what stood in them is an editor's own."""
    first: dict[str, str] = {}
    for name, around in boxes.items():
        for box in around:
            first.setdefault(box.id, name)
    bare = {
        stem.origin.id
        for block, stem in zip(page.blocks(), stems, strict=True)
        if stem.origin is not None and block.content.kind is BlockKind.HEADING and not block.boxes
    }
    return {box for box, name in first.items() if name in bare}
