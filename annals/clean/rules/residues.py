"""Residues of conversion tools and web pages: image links, contents lists, chrome, comments.

What stood on a line of its own between the halves of a sentence leaves a form feed behind, as
page furniture does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.model import Edit, HintKind
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import CHROME, any_of
from annals.text.lines import Shape
from annals.text.reading import Reading

_comment = re.compile(r"<!--(?:(?!-->).){0,2000}-->", re.DOTALL)
_front_matter = re.compile(r"\A\s*---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n)+---[ \t]*\n")
# Read from the end of a line: the page number, then at least three dots.
_leaders_backwards = re.compile(r"\s*+(?:\d{1,4}|[IVXivx]{1,5})?\s*+[.．…·。](?:\s?+[.．…·。]){2}")
_letter = re.compile(r"[^\W\d_]")
_spaced_entry = re.compile(r"\S.*?\S[ ]{3,}+\d{1,4}\s*+$")
_contents_title = re.compile(r"目\s*[录次]|CONTENTS|Contents")
_image = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?")


@rule("F103", "图片链接", digits=True, drops=True)
def images(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each image link, a form feed where it has a line of its own, as it may cut a sentence.

    The files do not exist. Captions and plain links stay.
    """
    text = reading.text
    for match in _image.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        rest = text[line_start : match.start()] + text[match.end() : line_end if line_end >= 0 else len(text)]
        yield Edit(start=match.start(), end=match.end(), new="" if rest.strip() else PAGE_MARK, hint=HintKind.IMAGE)


@rule("F104", "目录", digits=True, drops=True)
def contents(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the lines of a printed contents list, which the site replaces.

    Evidence: two lines at least with leaders to a page number. An ellipsis in prose stays.
    """
    text, lines = reading.text, reading.lines
    entries = [i for i, line in enumerate(lines) if _is_entry(text[line.start : line.end])]
    for run in _runs(entries):
        first, last = run[0], run[-1]
        while last + 1 < len(lines) and _spaced_entry.match(text[lines[last + 1].start : lines[last + 1].end]):
            last += 1
        while first and (_contents_title.fullmatch(lines[first - 1].text) or _is_wrapped_entry(lines[first - 1])):
            first -= 1
        if len(run) >= 2:
            for line in lines[first : last + 1]:
                yield Edit(start=line.start, end=line.end, new="")


def _is_entry(line: str) -> bool:
    told = re.search(r"\d|[IVX]", line[-6:]) and _leaders_backwards.match(line[::-1])
    return bool(told) and _letter.search(line) is not None


def _runs(entries: list[int]) -> list[list[int]]:
    """Entries of one contents list: a wrapped entry or a page's end may stand between two."""
    runs: list[list[int]] = []
    for index in entries:
        if runs and index - runs[-1][-1] <= _CONTENTS_GAP:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


_CONTENTS_GAP = 5
_WRAPPED_ENTRY = 20
"""The first line of an entry that went on to a second one is wider."""


def _is_wrapped_entry(line: Shape) -> bool:
    return bool(line.numbering) and not line.ended and not line.prose and line.width > _WRAPPED_ENTRY


@rule("F105", "网页残留", digits=True, drops=True)
def web_chrome(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of navigation, print buttons, dates of publication and the like, copied from a web page.

    Only whole lines that are no sentences; the same words in prose stay.
    """
    chrome = _chrome_of(reading.lexicon)
    for line in reading.lines:
        whole = reading.text[line.start : line.end]
        if len(whole) <= _CHROME_LINE and not line.prose and chrome.fullmatch(whole):
            yield Edit(start=line.start, end=line.end, new="")


_CHROME_LINE = 120
"""A longer line is a paragraph, whatever it begins with."""


def _chrome_of(lexicon: Lexicon) -> re.Pattern[str]:
    """What a whole line of a web page's own looks like."""
    of = {kind: any_of(lexicon.chrome_of(kind), spaced=True) for kind in CHROME}
    button = rf"[【\[]?(?:{of['按钮']}|{of['计数']}[：:]?\s*\d*)[】\]]?[\s|｜/]*"
    forms = (
        rf"(?:{button})+",
        rf"[【\[（(]?\s*(?:{of['题头']}|{of['计数']})[：:].*",
        rf"{of['首页']}\s*[>＞»/].*",
        rf"{of['主办']}[：:].{{0,60}}(?:{of['联系']}|{of['版权']}).{{0,60}}",
        rf"{of['版权']}[：:© ].{{0,80}}",
        rf".{{0,30}}{of['备案']}.{{0,60}}",
        rf"{of['提示']}.{{0,30}}",
    )
    return re.compile("|".join(forms))


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
