"""The works that a volume consists of, told by their articles: each law, each set of rules counts from 第一条 again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.structure.cover import names_statute, says_how_issued
from annals.structure.evidence import Evidence
from annals.structure.labels import may_be_label
from annals.structure.same_style import number_of
from annals.text.dates import opens_with_day
from annals.text.lines import CHAPTERS, is_figures
from annals.text.numerals import COUNTING

_first_article = re.compile(r"第[一1]条(?=[ \t\u3000])")
_article = re.compile(rf"第[{COUNTING}\d]+条(?=[ \t\u3000])")
_opens = re.compile("[（(]")
_ISSUED = 4
"""So many lines at most tell in brackets how a work was passed and changed."""
_LEAD = 2
"""So many paragraphs at most say what a text is made for, before it counts."""
_FEWEST = 2
"""One text that counts anew may be the annex of another."""
_MOST = 0.75
"""One text in four may bear a title that does not look like one."""


def works_of(lines: Sequence[Evidence]) -> tuple[frozenset[int], frozenset[int]]:
    """The indexes of the titles of the works that a volume consists of, and of the lines that tell of their passing
    (`2017年4月20日 常务委员会通过`): the nearest name above each first article, over the headings of its first part, those lines and
    the paragraphs that lead to it. Empty where several articles count anew without one, or all are called the same: they are
    parts of one text then."""
    begun = [index for index, line in enumerate(lines) if _first_article.match(line.text)]
    above = [_title_above(lines, index) for index in begun]
    titles = frozenset(title for title, _ in above if title is not None)
    if len(titles) < _MOST * len(begun) or len({lines[index].text for index in titles}) < _FEWEST:
        return frozenset(), frozenset()
    return titles, frozenset(index for title, passed in above if title is not None for index in passed)


def _title_above(lines: Sequence[Evidence], start: int) -> tuple[int | None, list[int]]:
    lead = _LEAD
    passed = []
    bracket = False
    for index in range(start - 1, -1, -1):
        line = lines[index]
        bracket = bracket or (line.text[-1] in "）)" and not _opens.search(line.text))
        if bracket:
            passed.append(index)
            bracket = not _opens.match(line.text) and len(passed) < _ISSUED
        elif line.listed:
            return index, passed
        elif line.aside or opens_with_day(line.text) or says_how_issued(line.text, line.lexicon):
            passed.append(index)
        elif _may_name(line):
            return index, passed
        elif not (line.shape.numbering in CHAPTERS and number_of(line.shape) == 1):
            lead -= 1
            if lead < 0 or line.shape.marked or not line.shape.prose or _article.match(line.text):
                break
    return None, passed


def _may_name(line: Evidence) -> bool:
    shape = line.shape
    marked = shape.numbering or shape.bullet or shape.row or line.level or is_figures(line.text)
    return not marked and (names_statute(line, line.lexicon) or may_be_label(line))
