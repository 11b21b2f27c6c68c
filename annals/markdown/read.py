"""Markdown to blocks with line maps, and text to Markdown: the one reader and the one writer.

The dialect is the one that Python-Markdown (the site) and CommonMark (GitHub's preview) render
alike. All our code reads with markdown-it-py; Python-Markdown only renders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annals.markdown.front import Front
from annals.model import FORMS, BlockKind, Box, Content, PageBlock, SectionKind

_open = re.compile(r'<div class="(%s)" markdown="1">\s*\Z' % "|".join(FORMS))
_close = re.compile(r"</div>\s*\Z")
_delimiter = re.compile(r"[\s|:>-]+")


def parser() -> MarkdownIt:
    """The reader: CommonMark with tables, its nesting limit raised for deep lists."""
    return MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")


def read_page(body: str, lines_before: int = 0) -> tuple[PageBlock, ...]:
    """A page as its lines stand, in order: its blocks, and as OPAQUE all else that is neither blank nor the
    mark of a closed form or quotation, so that nothing on a page goes unseen. `lines_before` is what
    front matter takes."""
    lines = body.split("\n")
    free = {number for number, line in enumerate(lines) if line.strip(" \t>")}
    found: list[tuple[int, int, PageBlock]] = []
    for leaf in _leaves(body):
        first, last = leaf.first, leaf.last
        if leaf.content.header and last < len(lines) and _delimiter.fullmatch(lines[last]):
            last += 1
        free -= set(range(first, last))
        if not leaf.mark:
            found.append((first, last, _page_block(leaf, lines, first, last, lines_before)))
    known = sorted(found, key=lambda entry: entry[0])
    for number in sorted(free):
        # What the reader makes no token of, such as the target of a link.
        before = next((block for first, _, block in reversed(known) if first < number), None)
        leaf = _Leaf(first=number, last=number + 1, content=_NO_CONTENT, boxes=before.boxes if before else ())
        found.append((number, number + 1, _page_block(leaf, lines, number, number + 1, lines_before)))
    found.sort(key=lambda entry: entry[0])
    ends = [0, *(last for _, last, _ in found)]
    return tuple(
        replace(block, tight=first > 0 and first == ends[index] and index > 0)
        for index, (first, _, block) in enumerate(found)
    )


class Reader:
    """Reads pages, each text once: a page is read to prove what was written, to merge it, to publish it, and
    as a rule that is the same text."""

    def __init__(self) -> None:
        self._fronts: dict[str, Front] = {}
        self._pages: dict[str, tuple[PageBlock, ...]] = {}

    def front(self, text: str) -> Front:
        """The front matter of a page. Raises FrontError."""
        found = self._fronts.get(text)
        if found is None:
            found = self._fronts[text] = Front.of(text)
        return found

    def page(self, text: str) -> tuple[PageBlock, ...]:
        """A whole page, front matter included, as its lines stand. Raises FrontError."""
        found = self._pages.get(text)
        if found is None:
            front = self.front(text)
            found = self._pages[text] = read_page(front.body, front.lines_before)
        return found


def read_blocks(body: str, lines_before: int = 0) -> tuple[PageBlock, ...]:
    """The blocks of a page alone, in order."""
    return blocks_of(read_page(body, lines_before))


def blocks_of(page: tuple[PageBlock, ...]) -> tuple[PageBlock, ...]:
    """What are blocks of a page as its lines stand."""
    return tuple(block for block in page if block.content.kind is not BlockKind.OPAQUE)


_NO_CONTENT = Content(kind=BlockKind.OPAQUE, markdown="")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leaf:
    """Lines [first, last) of a page that the reader sees as one; `mark`: the beginning or end of a closed form."""

    first: int
    last: int
    content: Content
    text: str = ""
    level: int = 0
    boxes: tuple[Box, ...]
    mark: bool = False


def _page_block(leaf: _Leaf, lines: list[str], first: int, last: int, lines_before: int) -> PageBlock:
    source = "\n".join(lines[first:last]).rstrip("\n")
    return PageBlock(
        content=leaf.content,
        text=leaf.text,
        level=leaf.level,
        boxes=leaf.boxes,
        line=leaf.first + 1 + lines_before,
        end=leaf.last + 1 + lines_before,
        source=source,
        tight=False,
    )


def _leaves(body: str) -> Iterator[_Leaf]:
    """What the reader sees of a page, in order."""
    boxes: list[Box] = []
    opened = 0
    lists, quotes = 0, 0
    first_in_item = False
    tokens = parser().parse(body)
    for index, token in enumerate(tokens):
        first, last = token.map or (0, 0)
        if token.type == "html_block":
            around = tuple(boxes)
            kind = _box_mark(token.content)
            if kind is None:
                yield _Leaf(first=first, last=last, content=_NO_CONTENT, boxes=around)
                continue
            if kind:
                opened += 1
                boxes.append(Box(id=str(opened), kind=SectionKind(kind)))
            elif boxes:
                boxes.pop()
            yield _Leaf(first=first, last=last, content=_NO_CONTENT, boxes=around, mark=True)
        elif token.type in ("fence", "code_block", "hr"):
            yield _Leaf(first=first, last=last, content=_NO_CONTENT, boxes=tuple(boxes))
        elif token.type in _LISTS:
            lists += _LISTS[token.type]
        elif token.type == "list_item_open":
            first_in_item = True
        elif token.type in _QUOTES:
            quotes += _QUOTES[token.type]
        elif token.type == "tr_open":
            yield _row(tokens, index, first, last, tuple(boxes))
        elif token.type in ("heading_open", "paragraph_open"):
            inline = tokens[index + 1]
            level = int(token.tag[1]) if token.type == "heading_open" else 0
            kind_of = BlockKind.NOTE if quotes else BlockKind.ITEM if lists and first_in_item else BlockKind.PARAGRAPH
            if level:
                kind_of = BlockKind.HEADING
            else:
                first_in_item = False
            depth = max(0, lists - 1) if kind_of is BlockKind.ITEM else 0
            content = Content(kind=kind_of, markdown=inline.content, depth=depth)
            yield _Leaf(first=first, last=last, content=content, text=plain(inline), level=level, boxes=tuple(boxes))


_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_QUOTES = {"blockquote_open": 1, "blockquote_close": -1}


def _box_mark(html: str) -> str | None:
    """The class of the closed form that an HTML block opens, nothing if it closes one, None if
    it does neither."""
    match = _open.match(html)
    if match:
        return match.group(1)
    return "" if _close.match(html) else None


def _row(tokens: Sequence[Token], index: int, first: int, last: int, boxes: tuple[Box, ...]) -> _Leaf:
    cells: list[Token] = []
    header = False
    for token in tokens[index + 1 :]:
        if token.type == "tr_close":
            break
        if token.type == "th_open":
            header = True
        if token.type == "inline":
            cells.append(token)
    markdown = " | ".join(cell.content for cell in cells)
    content = Content(kind=BlockKind.ROW, markdown=markdown, header=header)
    return _Leaf(first=first, last=last, content=content, text="\t".join(plain(cell) for cell in cells), boxes=boxes)


def text_of(content: Content) -> str:
    """What a reader sees of a block; of a row, its cells parted by TAB."""
    return plain_text(content.markdown, row=content.kind is BlockKind.ROW)


def plain_text(markdown: str, *, row: bool = False) -> str:
    """The text content of inline Markdown; of a table row, its cells parted by TAB."""
    if row:
        return "\t".join(plain_text(cell) for cell in markdown.split(" | "))
    if not _marked_up.search(markdown):
        return markdown
    return "".join(plain(token) for token in parser().parseInline(markdown))


# Without any of these no inline Markdown is more than its own text.
_marked_up = re.compile(r"[\\`*_\[\]<>&!\n]|  $")


def plain(inline: Token) -> str:
    """The text content of an inline token: what a reader sees, marks and tags apart."""
    parts = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def read_links(body: str, lines_before: int = 0) -> tuple[tuple[int, str], ...]:
    """The targets of a page's links and pictures as (line of their block, target), in order."""
    found = []
    for token in parser().parse(body):
        line = (token.map[0] if token.map else 0) + 1 + lines_before
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target:
                found.append((line, unquote(str(target))))
    return tuple(found)
