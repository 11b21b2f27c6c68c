"""The entries of a list of references, each of which its number begins, however its lines are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.captions import is_caption
from annals.text.lines import Shape
from annals.text.reading import Reading

_entry = re.compile(r"[\[［【〔]?(\d{1,3})[\]］】〕]\s?[^\s，。、；：！？）等的和与及]")
_bibliographic = re.compile(r"\[[A-Z](?:/OL)?\]|\b(?:19|20)\d\d\b|et al|\bdoi|https?://")
_of_work = re.compile(r"[\[［][A-Z](?:/OL)?[\]］]")
_LINES = 8
"""An entry has no more lines."""
_FEWEST = 3
"""So many entries that count on are a list."""
_ended = re.compile(r"[。.．]$")
_abbreviated = re.compile(r"\b(?:pp?|vols?|nos?|eds?|al|[A-Z])\.$", re.IGNORECASE)
_goes_on = re.compile(r"[a-z\d(（]|[A-Z][a-z]")
_rest = re.compile(r"[a-z\d]")
_apart = re.compile(r"[A-Za-z\d,.;)&”\"]$")
_apart_before = re.compile(r"[A-Za-z\d(“\"&]")


@rule("J118", "文献条目的分行")
def entry_lines(reading: Reading) -> Iterator[Edit]:
    """Yield joins of the lines between two numbers of a list of references that count on: they belong to the first of both.

    Evidence: at least three entries count on and most of them name a year, an address or the kind of a work. The last entry has
    no number behind it: it goes on only in the midst of a word or figure. Over a blank line words in Latin letters go on.
    """
    lines = reading.lines
    for entries in _lists(lines):
        texts = [" ".join(line.text for line in lines[one:other]) for one, other in pairwise(entries)]
        if sum(1 for text in texts if _bibliographic.search(text)) * 2 <= len(texts):
            continue
        for one, other in pairwise(entries):
            for at in range(one, other - 1):
                first, second = lines[at], lines[at + 1]
                if second.marked or is_caption(second.text) or is_caption(first.text):
                    break
                if _is_one(first, second):
                    yield _join(first, second)
        for first, second in pairwise(lines[entries[-1] : entries[-1] + _LINES]):
            if not _is_close(second) or second.marked or _is_whole(first) or not _rest.match(second.text):
                break
            yield _join(first, second)


def ends_entry(first: Shape, second: Shape) -> bool:
    """Whether a line ends an entry of a list of references that has no numbers: it ends with a stop of any kind, says when
    or as what the work came out, and one of both lines bears the mark of a kind of work (`[J]`, `[M]`)."""
    told = _of_work.search(first.text) or (_bibliographic.search(first.text) and _of_work.search(second.text))
    return told is not None and not second.marked and _is_whole(first)


def _lists(lines: Sequence[Shape]) -> Iterator[list[int]]:
    """The places of entries that count on, each list by itself."""
    found: list[int] = []
    number = 0
    for at, line in enumerate(lines):
        match = None if line.marked else _entry.match(line.text)
        if match is None:
            continue
        follows = found and int(match[1]) == number + 1 and at - found[-1] <= _LINES
        if not follows:
            if len(found) >= _FEWEST:
                yield found
            found = []
        found.append(at)
        number = int(match[1])
    if len(found) >= _FEWEST:
        yield found


def _is_one(first: Shape, second: Shape) -> bool:
    return _is_close(second) or not _is_whole(first) or _goes_on.match(second.text) is not None


def _is_close(second: Shape) -> bool:
    return not second.blanks_before and not second.page_before


def _is_whole(first: Shape) -> bool:
    return _ended.search(first.text) is not None and _abbreviated.search(first.text) is None


def _join(first: Shape, second: Shape) -> Edit:
    return Edit(start=first.end, end=second.start, new=_glue(first.text, second.text), reason="文献折行")


def _glue(before: str, after: str) -> str:
    """A blank between two Latin words; none within an address, behind a hyphen or in Chinese."""
    within = before.rsplit(" ", 1)[-1].startswith(("http", "www."))
    colon = before[-1] == ":" and after[0].isalpha()
    words = _apart.search(before) is not None and _apart_before.match(after) is not None
    return " " if (words or colon) and not within else ""
