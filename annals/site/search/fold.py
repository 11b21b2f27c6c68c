"""What search compares: text as it is written, less what readers write in several ways.

`templates/theme/assets/search/fold.js` does the same in the browser; `tests/site/fold_cases.md` holds both to it."""

from __future__ import annotations

import re
from unicodedata import category

from annals.text.han import SIMPLIFIED

# A point between digits parts 1.5 from 15; every other punctuation mark only parts words.
_decimal_point = re.compile(r"(?<=[0-9０-９])[.．](?=[0-9０-９])")
# Newer Han characters are letters here before every Python and every browser has heard of them.
_NEWER_HAN = range(0x20000, 0x40000)


class _Folded(dict[int, str]):
    """Folded forms by code point, found when first asked for."""

    def __missing__(self, code: int) -> str:
        narrow = chr(code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else code)
        kept = code in _NEWER_HAN or category(narrow)[0] in "LMN"
        # The table first: a radical is a symbol to Unicode.
        self[code] = SIMPLIFIED.get(narrow) or (narrow.lower() if kept else "")
        return self[code]


_folded = _Folded()

# A run of figures (with its points, and its commas by thousands) or of letters of an alphabet: what a reader takes for
# a number or a word. Han characters, in which words have no bounds, are in none.
_run = re.compile(
    r"[0-9０-９]+(?:[.．][0-9０-９]+|,[0-9]{3}(?![0-9]))*|[A-Za-zＡ-Ｚａ-ｚ\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+"
)


def folded(text: str) -> str:
    """Letters, marks and numbers alone: half width, lower case, simplified, a point between
    digits kept.

    >>> folded("Ｇ６０創新走廊"), folded("约 1.5亿元，同比+8％。")
    ('g60创新走廊', '约1.5亿元同比8')
    """
    return ".".join(part.translate(_folded) for part in _decimal_point.split(text))


def folded_runs(text: str) -> tuple[str, list[int], list[int]]:
    """A text folded, with the offsets in it of the first and of the last character of each number and each word of an
    alphabet.

    >>> folded_runs("Ｇ60：R&D 1.5亿")
    ('g60rd1.5亿', [0, 1, 3, 4, 5], [0, 2, 3, 4, 7])
    """
    parts: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    at, done = 0, 0
    for run in _run.finditer(text):
        # Every point between digits stands in a run, so that the parts fold as the whole does.
        before, within = text[done : run.start()].translate(_folded), folded(run.group())
        parts += (before, within)
        firsts.append(at + len(before))
        at += len(before) + len(within)
        lasts.append(at - 1)
        done = run.end()
    parts.append(text[done:].translate(_folded))
    return "".join(parts), firsts, lasts
