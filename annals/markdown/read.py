"""Markdown to blocks with line maps, and text to Markdown: the one reader and the one writer.

The dialect is the one that Python-Markdown (the site) and CommonMark (GitHub's preview) render
alike. All our code reads with markdown-it-py; Python-Markdown only renders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annals.markdown.front import Front
from annals.model import FORMS, BlockKind, Box, Content, PageBlock, SectionKind

_open = re.compile(rf'<div class="({"|".join(FORMS)})" markdown="1">\s*\Z')
_close = re.compile(r"</div>\s*\Z")
_delimiter = re.compile(r"[\s|:>-]+")


def parser() -> MarkdownIt:
    """The reader: CommonMark with tables, its nesting limit raised for deep lists."""
    return MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")


# Made once: building its rules takes as long as reading a short page.
_reader = parser()
_unjoined = parser().disable("text_join")


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
        replace(block, tight=index > 0 and (first == ends[index] or _begins_list(found[index - 1][2], block)))
        for index, (first, _, block) in enumerate(found)
    )


def _begins_list(above: PageBlock, block: PageBlock) -> bool:
    """Whether a block is the first item of a list: the blank line before it parts the list from what is above, and no items."""
    is_item = block.content.kind is BlockKind.ITEM
    return is_item and (above.content.kind is not BlockKind.ITEM or above.boxes != block.boxes)


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


_LISTS = {"bullet_list_open": 1, "ordered_list_open": 1, "bullet_list_close": -1, "ordered_list_close": -1}
_QUOTES = {"blockquote_open": 1, "blockquote_close": -1}
_UNREAD = ("fence", "code_block", "hr")


@dataclass(slots=True)
class _Around:
    """What stands open around a token: closed forms, lists, quotations; `fresh`: an item whose own text is next."""

    boxes: list[Box] = field(default_factory=list)
    numbered: int = 0
    lists: int = 0
    quotes: int = 0
    fresh: bool = False

    def follow(self, token: Token) -> None:
        self.lists += _LISTS.get(token.type, 0)
        self.quotes += _QUOTES.get(token.type, 0)
        self.fresh = self.fresh or token.type == "list_item_open"

    def pass_mark(self, html: str) -> bool:
        """Whether an HTML block opens or closes a closed form."""
        match = _open.match(html)
        if match:
            self.numbered += 1
            self.boxes.append(Box(id=str(self.numbered), kind=SectionKind(match.group(1))))
        elif _close.match(html):
            del self.boxes[-1:]
        else:
            return False
        return True

    def content(self, markdown: str) -> Content:
        """A paragraph, by where it stands."""
        if self.quotes:
            kind = BlockKind.NOTE
        elif self.lists and self.fresh:
            kind = BlockKind.ITEM
        else:
            kind = BlockKind.PARAGRAPH
        self.fresh = False
        depth = max(0, self.lists - 1) if kind is BlockKind.ITEM else 0
        return Content(kind=kind, markdown=markdown, depth=depth)


def _leaves(body: str) -> Iterator[_Leaf]:
    """What the reader sees of a page, in order."""
    around = _Around()
    tokens = _reader.parse(body)
    for index, token in enumerate(tokens):
        first, last = token.map or (0, 0)
        boxes = tuple(around.boxes)
        around.follow(token)
        if token.type == "html_block":
            mark = around.pass_mark(token.content)
            yield _Leaf(first=first, last=last, content=_NO_CONTENT, boxes=boxes, mark=mark)
        elif token.type in _UNREAD:
            yield _Leaf(first=first, last=last, content=_NO_CONTENT, boxes=boxes)
        elif token.type == "tr_open":
            yield _row(tokens, index, first, last, boxes)
        elif token.type == "heading_open":
            inline = tokens[index + 1]
            content = Content(kind=BlockKind.HEADING, markdown=inline.content)
            level = int(token.tag[1])
            yield _Leaf(first=first, last=last, content=content, text=plain(inline), level=level, boxes=boxes)
        elif token.type == "paragraph_open":
            inline = tokens[index + 1]
            content = around.content(inline.content)
            yield _Leaf(first=first, last=last, content=content, text=plain(inline), boxes=boxes)


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
    return _plain(markdown) if _marked_up.search(markdown) else markdown


# The year, the title and each sign of doubt ask for the text of the same blocks, of which one may have 200,000 characters.
@lru_cache(maxsize=1024)
def _plain(markdown: str) -> str:
    return "".join(plain(token) for token in _reader.parseInline(markdown))


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


def marks_of(content: Content) -> tuple[tuple[str, int], ...]:
    """The marks inside a block that are no text (emphasis, links, tags), each with its place in the text (code points)."""
    found: list[tuple[str, int]] = []
    at = 0
    for cell in content.markdown.split(" | ") if content.kind is BlockKind.ROW else [content.markdown]:
        for token in _reader.parseInline(cell):
            for child in token.children or ():
                if child.type in ("text", "text_special", "softbreak", "hardbreak"):
                    # Where a mark stands first, the reader has a text of no characters before it.
                    at += 1 if child.type.endswith("break") else len(child.content)
                    continue
                told = child.attrGet("href") or child.attrGet("src") or child.content
                found.append((f"{child.type} {told}" if child.type != "code_inline" else child.type, at))
                at += len(child.content) if child.type == "code_inline" else 0
        at += 1
    return tuple(found)


_left = re.compile(r"(?<!\*)\*{2,3}(?!\*)|(?<!_)_{2,3}(?!_)|`+|[\[\]]")
_spoken = re.compile(r"\*\*|__|\[|`")


def open_marks(content: Content) -> tuple[str, ...]:
    """The marks of emphasis, code and links in a block that stand in its text because none closes them: `**`, `__`,
    a backtick, `[`. What is escaped is text, and two of a kind that the dialects read differently are none of these."""
    found: list[str] = []
    for left in _left_in(content):
        counts = Counter(mark for mark in left if mark not in "[]")
        found += [mark for mark, count in counts.items() if count % 2]
        found += ["["] * (left.count("[") > left.count("]"))
    return tuple(dict.fromkeys(found))


def left_marks(content: Content) -> Counter[str]:
    """The marks of emphasis and code that stand in the text of a block as they were typed, in pairs or not."""
    return Counter(mark for left in _left_in(content) for mark in left if mark not in "[]")


def _left_in(content: Content) -> Iterator[list[str]]:
    """The marks that are no marks to the parser, cell by cell."""
    if not _spoken.search(content.markdown):
        return
    for cell in content.markdown.split(" | ") if content.kind is BlockKind.ROW else [content.markdown]:
        tokens = [child for token in _unjoined.parseInline(cell) for child in token.children or ()]
        yield [mark[0] for child in tokens if child.type == "text" for mark in _left.finditer(child.content)]


def read_links(body: str, lines_before: int = 0) -> tuple[tuple[int, str], ...]:
    """The targets of a page's links and pictures as (line of their block, target), in order."""
    found = []
    for token in _reader.parse(body):
        line = (token.map[0] if token.map else 0) + 1 + lines_before
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if target:
                found.append((line, unquote(str(target))))
    return tuple(found)
