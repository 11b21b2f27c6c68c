"""Words that lead in a paragraph, set apart from its sentence by blanks alone: `化学组成  降水中的主要离子为…`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.characters import HAN, is_han
from annals.text.lines import CLAUSE, Shape

_lead = re.compile(rf"[{HAN}]{{2,12}}( +)(?=[{HAN}\d“《ⅠⅡⅢⅣⅤ])")
_inner = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}\d])|(?<=\d) +(?=[{HAN}])")
_quoted = re.compile(r"《[^《》]*》|“[^“”]*”")
_FEWEST = 3
"""So many paragraphs that begin alike are no chance."""


def blanks_behind_leads(text: str, lines: Sequence[Shape]) -> frozenset[int]:
    """The offsets of the blanks that set the first words of a paragraph apart. Evidence: two blanks or more, where three paragraphs at
    least begin so; or one, where hardly another is left beside a Han character in any paragraph, quotations and titles apart, and
    Chinese follows most of them. Numbered and marked lines have marks of their own."""
    told = [line for line in lines if line.prose and not line.marked and line.width > CLAUSE]
    found = [match for line in told if (match := _lead.match(text, line.body, line.end))]
    wide = [match for match in found if len(match.group(1)) > 1]
    if len(wide) < _FEWEST:
        inner = sum(len(_inner.findall(_quoted.sub("", line.text))) for line in told)
        spoken = sum(1 for match in found if is_han(text[match.end()]))
        wide = found if inner * 4 <= len(found) * 5 and len(found) < 2 * spoken else []
    return frozenset(match.start(1) for match in wide) if len(wide) >= _FEWEST else frozenset()
