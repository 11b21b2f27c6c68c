"""Where images stand in a text, in Markdown or HTML: of a line, or over the lines on which a tool set the pieces of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_line = re.compile(r"[^\n]+")
_img = re.compile(r"</?img(?=[\s/>])|<image(?=[\s/>])", re.IGNORECASE)
_described = re.compile(r"<img>[^<>]{1,400}</img>", re.IGNORECASE)
"""What a model says of a picture is no word of the report."""
_over_lines = re.compile(
    r"!\[[^\[\]]{0,400}\]\(\s{0,3}(?:<?data:image/[\w+.-]{1,20};base64,[A-Za-z\d+/=\s]*+>?|[^()\[\]\s]{1,300})\s{0,3}\)"
)
"""What a word processor says of a picture may fill lines, and so may the picture itself."""
_blank_line = re.compile(r"\n[^\S\n]*+\n")
_space = re.compile(r"\s*+")
_name = re.compile(r"[^\s>=/]*+")
_bare_value = re.compile(r"[^\s>]*+")
_ATTRIBUTES = 40
"""No image has more."""


def lines_with_images(text: str) -> Iterator[tuple[Span, list[Span]]]:
    """The lines on which images stand, each with the spans of its images, in order; where an image goes on in the lines below, these
    are one. The spans are offsets in `text` and do not overlap.

    >>> text = "见图<img\\n  alt='a > b'\\n/>。\\n![](a.png)"
    >>> [[text[a:b] for a, b in found] for _, found in lines_with_images(text)]
    [["<img\\n  alt='a > b'\\n/>"], ['![](a.png)']]
    """
    found = _apart(sorted([*_written_images(text), *_tagged_images(text)]))
    at = 0
    while at < len(found):
        begin, end = text.rfind("\n", 0, found[at][0]) + 1, found[at][1]
        own: list[Span] = []
        while at < len(found) and "\n" not in text[end : found[at][0]]:
            own.append(found[at])
            end = found[at][1]
            at += 1
        stop = text.find("\n", end)
        yield (begin, stop if stop >= 0 else len(text)), own


def _written_images(text: str) -> Iterator[Span]:
    for match in _line.finditer(text):
        for start, end in _in_line(match.group()):
            yield match.start() + start, match.start() + end
    yield from (match.span() for match in _over_lines.finditer(text) if "\n" in match.group())


def _in_line(line: str) -> Iterator[Span]:
    """Where `![…](…)` stands in a line, with `{…}` behind it; each mark is looked for once, however many open."""
    start, inner = line.find("!["), -1
    while start >= 0:
        inner = inner if inner >= start + 2 else line.find("]", start + 2)
        outer = line.find(")", inner + 2) if line.startswith("(", inner + 1) else -1
        if inner < 0 or (outer < 0 and line.startswith("](", inner)):
            return
        if outer < 0:
            start = line.find("![", start + 2)
            continue
        brace = line.find("}", outer + 2) if line.startswith("{", outer + 1) else -1
        end = max(outer, brace) + 1
        link = line.find(")", end + 2) if line.startswith("](", end) and line.startswith("[", start - 1) else -1
        yield (start - 1, link + 1) if start and link >= 0 else (start, end)
        start = line.find("![", end)


def _tagged_images(text: str) -> Iterator[Span]:
    """Where `<img …>` stands; an address that holds the whole image may be very long."""
    done = 0
    for match in _img.finditer(text):
        if match.start() < done:
            continue
        described = _described.match(text, match.start())
        end = described.end() if described else _end_of_tag(text, match.end())
        if end is not None:
            done = end
            yield match.start(), end


def _end_of_tag(text: str, at: int) -> int | None:
    """Behind the tag whose name ends at a place, read as a browser does: what is quoted may hold `>` and line ends. A tag that a blank
    line leaves open ends where its last attribute with a value does; None where it has none."""
    blank = _blank_line.search(text, at)
    limit = blank.start() if blank else len(text)
    last: int | None = None
    for _ in range(_ATTRIBUTES):
        at = _behind(_space, text, at, limit)
        if at >= limit:
            break
        if text[at] in "/=":
            at += 1
        elif text[at] == ">":
            return at + 1
        else:
            at = _behind(_name, text, at, limit)
            value = _behind(_space, text, at, limit)
            if text[value : value + 1] == "=":
                at = last = _end_of_value(text, _behind(_space, text, value + 1, limit), limit)
    return last


def _end_of_value(text: str, at: int, limit: int) -> int:
    closing = text.find(text[at], at + 1, limit) if text[at : at + 1] in ('"', "'") else -1
    return closing + 1 if closing >= 0 else _behind(_bare_value, text, at, limit)


def _behind(form: re.Pattern[str], text: str, at: int, limit: int) -> int:
    match = form.match(text, at, limit)
    return match.end() if match else at


def _apart(found: list[Span]) -> list[Span]:
    """Places without those that begin inside the one before."""
    apart: list[Span] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart
