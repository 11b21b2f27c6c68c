"""Residues of conversion tools: image links, comments.

What stood on a line of its own between the halves of a sentence leaves a form feed behind, as
page furniture does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.image_marks import lines_with_images
from annals.clean.rules.furniture import PAGE_MARK
from annals.model import Edit, HintKind
from annals.text.captions import is_caption
from annals.text.characters import ends_sentence
from annals.text.reading import Reading

_comment = re.compile(
    r"<!--(?:(?!-->)[\s\S]){0,2000}-->|^\[(?://|comment)\]: {0,4}(?:#|<>) {0,4}(?:\([^()\n]{0,200}\)|\"[^\"\n]{0,200}\")$",
    re.MULTILINE,
)
_front_matter = re.compile(r"\A\s*---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n|[ \t][^\n]*\n)++---[ \t]*\n")


@rule("F103", "图片链接", digits=True, drops=True)
def images(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each image, in Markdown or HTML, a form feed where images alone make up the line, as
    they may cut a sentence.

    The files do not exist. Captions and plain links stay.
    """
    text = reading.text
    for (begin, stop), places in lines_with_images(text):
        line, found = text[begin:stop], [(start - begin, end - begin) for start, end in places]
        alone = _covers(found, line)
        if alone and line[: found[0][0]].strip():
            found[0] = (0, found[0][1])
        for number, (start, end) in enumerate(found):
            new = PAGE_MARK if number == 0 and alone else "\n" if not alone and _parts(line, start, end) else ""
            yield Edit(start=begin + start, end=begin + end, new=new, hint=HintKind.IMAGE)


def _parts(line: str, start: int, end: int) -> bool:
    """Whether an image stands between paragraphs that a tool set on one line: behind a whole sentence, or above its caption."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    return bool(before and after) and (ends_sentence(before) or is_caption(after[:_CAPTION]))


_CAPTION = 20
_head = re.compile(r"#{1,6}\s*")


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
