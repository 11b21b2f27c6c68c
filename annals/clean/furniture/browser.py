"""What a browser prints around a web page: the moment of printing and the page's title above, its address and `1/3` below.

The moment is to the minute and the same on every sheet; no report says one twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from annals.text.lines import Shape

_date = r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日)"
_half = r"(?:[AaPp]\.?[Mm]\.?|[上下]午|凌晨|早上|中午|晚上)"
_moment = re.compile(rf"{_date}[,，]? {{0,4}}{_half}? ?\d{{1,2}}:\d\d(?::\d\d)?(?: ?{_half})?(?=\s|$)")
_address = re.compile(r"(?:https?|file|ftp)://\S+(?P<sheet>\s+\d{1,3}\s?/\s?\d{1,3})?")
_blank = re.compile(r"\s+")


def printed_by_browser(lines: Sequence[Shape]) -> set[int]:
    """The indexes of the lines that a browser printed around its sheets: moment, title, address. The number of a sheet
    that stands alone is a page number."""
    feet = {i for i, line in enumerate(lines) if _is_foot(lines, i, line)}
    stamps: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        match = _moment.match(line.text)
        if match is not None and not line.marked and not line.ended:
            stamps.setdefault(match[0], []).append(index)
    found: set[int] = set()
    for stamp, own in stamps.items():
        titles = {_blank.sub("", lines[i].text[len(stamp) :]) for i in own}
        if len(titles) == 1 and (len(own) > 1 or (feet and _at_edge(lines, own[0]))):
            found |= {*own, *(_titles_beside(lines, own) if titles == {""} else ())}
    return found | (feet if found else set())


def _is_foot(lines: Sequence[Shape], index: int, line: Shape) -> bool:
    """Whether a line is the address of the page, with the number of the sheet behind it or where a sheet ends."""
    match = _address.fullmatch(line.text)
    return match is not None and (match["sheet"] is not None or _at_edge(lines, index))


def _at_edge(lines: Sequence[Shape], index: int) -> bool:
    """Whether a sheet begins or ends at a line."""
    return lines[index].page_before or not index or all(line.page_before for line in lines[index + 1 : index + 2])


def _titles_beside(lines: Sequence[Shape], stamps: Sequence[int]) -> set[int]:
    """The line above or below each moment that is the same beside several."""
    near = [(at, _blank.sub("", lines[at].text)) for i in stamps for at in (i - 1, i + 1) if 0 <= at < len(lines)]
    counts = Counter(text for _, text in near)
    return {at for at, text in near if counts[text] > 1 and not lines[at].marked}
