"""Residues of conversion tools: image links, comments.

What stood on a line of its own between the halves of a sentence leaves a form feed behind, as
page furniture does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.model import Edit, HintKind
from annals.text.captions import is_caption
from annals.text.characters import ends_sentence
from annals.text.reading import Reading

_comment = re.compile(r"<!--(?:(?!-->).){0,2000}-->", re.DOTALL)
_front_matter = re.compile(r"\A\s*---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n|[ \t][^\n]*\n)++---[ \t]*\n")


@rule("F103", "图片链接", digits=True, drops=True)
def images(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each image, in Markdown or HTML, a form feed where images alone make up the line, as
    they may cut a sentence.

    The files do not exist. Captions and plain links stay.
    """
    text = reading.text
    for begin, line in _lines(text):
        found = _apart(sorted([*_images(line), *_tagged_images(line)]))
        alone = _covers(found, line)
        if alone and found and line[: found[0][0]].strip():
            found[0] = (0, found[0][1])
        for number, (start, end) in enumerate(found):
            new = PAGE_MARK if number == 0 and alone else "\n" if not alone and _parts(line, start, end) else ""
            yield Edit(start=begin + start, end=begin + end, new=new, hint=HintKind.IMAGE)


def _parts(line: str, start: int, end: int) -> bool:
    """Whether an image stands between paragraphs that a tool set on one line: behind a whole sentence, or above its caption."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    return bool(before and after) and (ends_sentence(before) or is_caption(after[:_CAPTION]))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line and where it begins; the attributes of an image that stand on lines of their own belong to the first."""
    done = 0
    for match in _line.finditer(text):
        if match.start() < done:
            continue
        opened = max((image.start() for image in _img.finditer(match.group())), default=-1)
        end = match.end()
        if opened >= 0 and ">" not in match.group()[opened:]:
            for _ in range(_TAG_LINES):
                if ">" in text[match.start() + opened : end] or not _attribute.match(text, end + 1):
                    break
                end = next(stop for stop in (text.find("\n", end + 1), len(text)) if stop >= 0)
        done = end
        yield match.start(), text[match.start() : end]


_line = re.compile(r"[^\n]+")
_attribute = re.compile(r"[ \t]*(?:[\w-]{1,40} ?=|/?>)")
_TAG_LINES = 8
_CAPTION = 20
_head = re.compile(r"#{1,6}\s*")


def _images(line: str) -> Iterator[tuple[int, int]]:
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


def _tagged_images(line: str) -> Iterator[tuple[int, int]]:
    """Where `<img …>` stands in a line; an address that holds the whole image may be very long."""
    last = line.rfind(">")
    for match in _img.finditer(line):
        if match.end() <= last:
            described = _described.match(line, match.start())
            yield match.start(), described.end() if described else line.find(">", match.end()) + 1


_described = re.compile(r"<img>[^<>]{1,400}</img>", re.IGNORECASE)
"""What a model says of a picture is no word of the report."""
_img = re.compile(r"</?img(?=[\s/>])|<image(?=[\s/>])", re.IGNORECASE)


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places without those that begin inside the one before."""
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _covers(found: list[tuple[int, int]], line: str) -> bool:
    """Whether nothing but the images found stands on a line."""
    done, rest = 0, ""
    for start, end in found:
        rest += line[done:start]
        done = end
    return not _head.sub("", rest + line[done:], count=1).strip()


@rule("F107", "转换软件的注释", digits=True, drops=True)
def comments(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each comment that a conversion tool wrote, a form feed where it has a line of its own."""
    text = reading.text
    for match in _comment.finditer(text):
        alone = text[match.start() - 1 : match.start()] in ("\n", "") and text[match.end() : match.end() + 1] in (
            "\n",
            "",
        )
        yield Edit(start=match.start(), end=match.end(), new=PAGE_MARK if alone else "")


@rule("F106", "转换软件的文件头", digits=True, drops=True)
def front_matter(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion of the front matter that a conversion tool put at the top of the file.

    Rules elsewhere in the text stay.
    """
    text = reading.text
    match = _front_matter.match(text)
    if match:
        yield Edit(start=match.start(), end=match.end(), new="")
