"""Markdown to blocks with line maps, and text to Markdown: the one reader and the one writer.

The dialect is the one that Python-Markdown (the site) and CommonMark (GitHub's preview) render
alike. All our code reads with markdown-it-py; Python-Markdown only renders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from annals.model import Chunk, PageBlock, Span

# The same loader in C where it was built: front matter of hundreds of pages is read at every run.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BOX_CLASSES = ("box", "infographic", "highlights", "timeline")

_open = re.compile(r'<div class="(%s)" markdown="1">\s*\Z' % "|".join(BOX_CLASSES))
_close = re.compile(r"</div>\s*\Z")
_delimiter = re.compile(r"[\s|:>-]+")
_front = re.compile(r"\A---[ \t]*\n(.*?)(?:\n)?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_special = re.compile(r"[\\`*_\[\]]")
_entity = re.compile(r"&(?=[#\w])", re.ASCII)
# Python-Markdown takes "#甲" for a heading, CommonMark ">甲" for a quotation: neither wants a space.
_line_start = re.compile(r"(#|>|[+-](?=\s|$)|-(?=[-\s]*$)|\d{1,9}(?=[.)](?:\s|$)))")
_tags = {"strong": ("**", "**"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>")}


def parser() -> MarkdownIt:
    """The reader: CommonMark with tables, its nesting limit raised for deep lists."""
    return MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")


def escape(text: str, spans: Sequence[Span] = (), *, row: bool = False) -> str:
    """Published text as inline Markdown that both dialects read back as that text.

    Only ASCII punctuation that both know is escaped with a backslash; the rest with entities."""
    starts = {span.start: span for span in spans}
    ends = {span.end: span for span in spans}
    parts = []
    for offset, char in enumerate(text):
        if offset in ends:
            parts.append(_tags[ends[offset].tag][1])
        if offset in starts:
            parts.append(_tags[starts[offset].tag][0])
        parts.append(char)
        if char == "<":
            parts[-1] = "&lt;"
        elif char == "&":
            parts[-1] = "&amp;" if _entity.match(text, offset) else "&"
        elif _special.match(char):
            parts[-1] = "\\" + char
        elif char == "~" and text[offset + 1 : offset + 2] == "~":
            parts[-1] = "&#126;"
        elif char == "|" and row:
            parts[-1] = "&#124;"
        elif char == "\t" and row:
            parts[-1] = " | "
    if len(text) in ends:
        parts.append(_tags[ends[len(text)].tag][1])
    return escape_start("".join(parts))


def escape_start(markdown: str) -> str:
    """Inline Markdown fit to begin a block: what would make it a heading, list or quotation there is escaped."""
    match = _line_start.match(markdown)
    if match is None:
        return markdown
    if match.group()[0].isdigit():
        return markdown[: match.end()] + "\\" + markdown[match.end() :]
    return "\\" + markdown


def split_front_matter(text: str) -> tuple[dict[str, object], str, int]:
    """Front matter, body, and the number of lines before the body. Raises yaml.YAMLError."""
    match = _front.match(text)
    if match is None:
        return {}, text, 0
    data = yaml.load(match.group(1), Loader=_Loader) or {}
    if not isinstance(data, dict):
        raise yaml.YAMLError("front matter is no mapping")
    return data, text[match.end() :], text[: match.end()].count("\n")


def front_matter(text: str) -> str:
    """The lines of the front matter as they stand, without those of ---; empty if there is none."""
    match = _front.match(text)
    return match.group(1) if match else ""


def read_blocks(body: str, lines_before: int = 0) -> tuple[PageBlock, ...]:
    """The blocks of a page in order; `lines_before` is what front matter takes."""
    return tuple(block for block in _leaves(body, lines_before) if isinstance(block, PageBlock))


def read_chunks(body: str, lines_before: int = 0) -> tuple[Chunk, ...]:
    """A page as its lines stand: the same blocks as `read_blocks`, and all else that is neither
    blank nor the mark of a closed form or quotation, so that nothing on a page goes unseen."""
    lines = body.split("\n")
    free = {number for number, line in enumerate(lines) if line.strip(" \t>")}
    found: list[tuple[int, int, Chunk]] = []
    for leaf in _leaves(body, 0):
        first, last = (leaf.line - 1, leaf.end - 1) if isinstance(leaf, PageBlock) else leaf.lines
        if isinstance(leaf, PageBlock) and leaf.header and last < len(lines) and _delimiter.fullmatch(lines[last]):
            last += 1
        free -= set(range(first, last))
        source = "\n".join(lines[first:last]).rstrip("\n")
        if isinstance(leaf, PageBlock):
            block = replace(leaf, line=leaf.line + lines_before, end=leaf.end + lines_before)
            found.append((first, last, Chunk(source, block, leaf.boxes, leaf.forms)))
        elif not leaf.mark:
            found.append((first, last, Chunk(source, None, leaf.boxes, leaf.forms)))
    known = sorted(found, key=lambda entry: entry[0])
    for number in sorted(free):
        # What the reader makes no token of, such as the target of a link.
        before = next((chunk for first, _, chunk in reversed(known) if first < number), None)
        boxes, forms = (before.boxes, before.forms) if before else ((), ())
        found.append((number, number + 1, Chunk(lines[number], None, boxes, forms)))
    found.sort(key=lambda entry: entry[0])
    ends = [0, *(last for _, last, _ in found)]
    return tuple(
        replace(chunk, tight=first > 0 and first == ends[index] and index > 0)
        for index, (first, _, chunk) in enumerate(found)
    )


@dataclass(frozen=True, slots=True)
class _Other:
    """Lines [first, last) that are no block; `mark`: the beginning or end of a closed form."""

    lines: tuple[int, int]
    mark: bool
    boxes: tuple[str, ...]
    forms: tuple[int, ...]


def _leaves(body: str, lines_before: int) -> Iterator[PageBlock | _Other]:
    """The blocks of a page and what else the reader sees, in order."""
    boxes: list[tuple[str, int]] = []
    opened = 0
    lists, quotes = 0, 0
    first_in_item = False
    tokens = parser().parse(body)
    for index, token in enumerate(tokens):
        first, last = token.map or (0, 0)
        line, end = first + 1 + lines_before, last + 1 + lines_before
        inside, forms = tuple(kind for kind, _ in boxes), tuple(number for _, number in boxes)
        if token.type == "html_block":
            kind = _box_mark(token.content)
            if kind:
                opened += 1
                boxes.append((kind, opened))
            elif kind == "" and boxes:
                boxes.pop()
            yield _Other((first, last), kind is not None, inside, forms)
        elif token.type in ("fence", "code_block", "hr"):
            yield _Other((first, last), False, inside, forms)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type == "list_item_open":
            first_in_item = True
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += 1 if token.type == "blockquote_open" else -1
        elif token.type == "heading_open":
            inline = tokens[index + 1]
            yield PageBlock(
                "heading", plain(inline), inline.content, line, int(token.tag[1]), boxes=inside, forms=forms, end=end
            )
        elif token.type == "paragraph_open":
            inline = tokens[index + 1]
            kind = "note" if quotes else "item" if lists and first_in_item else "paragraph"
            depth = max(0, lists - 1) if kind == "item" else 0
            yield PageBlock(kind, plain(inline), inline.content, line, depth=depth, boxes=inside, forms=forms, end=end)
            first_in_item = False
        elif token.type == "tr_open":
            yield replace(_row(tokens, index, line, inside), forms=forms, end=end)


def _box_mark(html: str) -> str | None:
    """The class of the closed form that an HTML block opens, nothing if it closes one, None if
    it does neither."""
    match = _open.match(html)
    if match:
        return match.group(1)
    return "" if _close.match(html) else None


def _row(tokens: Sequence[Token], index: int, line: int, boxes: tuple[str, ...]) -> PageBlock:
    cells: list[Token] = []
    header = False
    for token in tokens[index + 1 :]:
        if token.type == "tr_close":
            break
        if token.type == "th_open":
            header = True
        if token.type == "inline":
            cells.append(token)
    text = "\t".join(plain(cell) for cell in cells)
    return PageBlock(
        "row", text, " | ".join(cell.content for cell in cells), line, header=header, boxes=boxes, end=line + 1
    )


def plain_text(markdown: str, *, row: bool = False) -> str:
    """The text content of inline Markdown; of a table row, its cells parted by TAB."""
    if row:
        return "\t".join(plain_text(cell) for cell in markdown.split(" | "))
    return "".join(plain(token) for token in parser().parseInline(markdown))


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
