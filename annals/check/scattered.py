"""Stretches of lines that are no text: the cells of a table that fell apart, the lines of a program."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.check.signs import Place, Sign, Told, reach
from annals.model import Block, BlockKind
from annals.text.characters import HAN, ends_sentence, is_prose, width
from annals.text.lines import CLAUSE, SHORT_LINE

_RUN = 6
"""So many short lines in a row are no list of names under a picture, nor a title block."""
_ROWS, _HALF = 3, 4
"""So many lines are enough where two are rows of figures, and so many where half of them hold figures."""
_BRIDGE = 2
"""So many blocks of another look may stand between cells: a cell that was long, a heading made of one."""
_LONGEST = 2 * SHORT_LINE
"""No row is wider; a paragraph of names and years is."""
_CODE = 4
_figure = re.compile(r"(?<!\S)[-+−(（]?\d[\d.,]*[%％)）]?(?!\S)")
_last = re.compile(r"[\d%％]$|[\U0001d400-\U0001d7ff∑∏∫√]")
_gap = re.compile(rf"[{HAN}）)%％\d] (?=[{HAN}（(\d-])")
_spaced = re.compile(r"[A-Za-z] [A-Z]|\d 年|年 \d")
_code_begins = re.compile(
    r"[}\]]|[\[\]{}(),;:'\"\\.…+=]+$|[\"“]?[A-Za-z_]{1,30}[\"”]? ?[:：] ?[\"“\[{\d]"
    r"|(?:[A-Za-z]\w{0,30} )?[A-Za-z_][\w.]{0,40} ?[+-]?= ?\S"
    r"|(?:def|class|import|from|for|with|return|print|select|where|order by)\b[ (]"
)
_line_number = re.compile(r"^\d{1,3} ")
_code_ends = re.compile(r"[{\[;][,.]{0,3}$|[\"')]\)?;$|^[A-Za-z_][\w.]{0,40}\([^，。]{0,80}\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """How a block looks as part of a table: a short line, a row of several cells, and whether it holds figures."""

    short: bool
    row: bool
    figures: bool


def fragments(blocks: Sequence[Told]) -> Iterator[Place]:
    """The stretches that look like a table of which each cell or row has become a paragraph: short lines in a row that
    nothing makes a list or a sentence, and lines of figures side by side. A list that is announced stays one, however
    short its items; a row that was recognised is none of it."""
    looks = [_look(block, text) for block, text in blocks]
    for first, last in _runs(blocks, lambda at: looks[at] is not None):
        found = [look for look in looks[first : last + 1] if look is not None]
        rows = sum(look.row and look.figures for look in found)
        figures = sum(look.figures for look in found)
        enough = len(found) >= _RUN or (len(found) >= _ROWS and rows > 1)
        if (enough or (len(found) >= _HALF and 2 * figures >= len(found))) and not _is_list(blocks, first, last):
            charted = has_axis([text for _, text in blocks[first : last + 1]])
            yield reach(Sign.CHART if charted else Sign.FRAGMENTS, blocks[first : last + 1])


def has_axis(texts: Sequence[str]) -> bool:
    """Whether the axis of a chart is among lines: years or months that go up by one in a line, or figures with equal steps below
    each other. What stands around it is set down as a tool found it: no fault of reading.

    >>> has_axis(["120", "80", "40", "3.1"]), has_axis(["2019年 2020年 2021年"]), has_axis(["12", "35", "8"])
    (True, True, False)
    """
    for text in texts:
        cells = [match[1] for cell in text.split() if (match := _step.fullmatch(cell))]
        if (
            len(cells) >= _AXIS
            and len(cells) == len(text.split())
            and _steps([float(cell) for cell in cells], one=True)
        ):
            return True
    column = [float(match[0].replace(",", "")) for text in texts if (match := _scale.match(text))]
    return any(_steps(column[at : at + _AXIS], one=False) for at in range(len(column) - _AXIS + 1))


_AXIS = 3
_step = re.compile(r"(\d{1,4})[年月]?(?:[-\d]{1,4}月)?")
_scale = re.compile(r"-?\d[\d,]{0,12}(?:\.\d{1,4})?(?=[%％]?$|\s)")


def _steps(values: Sequence[float], *, one: bool) -> bool:
    """Whether each value is as far from the one before it, by one (`one`) or by any step."""
    steps = [after - before for before, after in pairwise(values)]
    return (
        bool(steps) and all(abs(step - steps[0]) < 1e-9 for step in steps) and (steps[0] == 1 if one else steps[0] != 0)
    )


def _look(block: Block, text: str) -> _Look | None:
    """How a paragraph looks as part of a table; None if it does not."""
    if block.section is not None or block.content.kind is not BlockKind.PARAGRAPH or not text:
        return None
    if ends_sentence(text) or is_prose(text) or width(text) > _LONGEST:
        return None
    numbers = len(_figure.findall(text))
    figures = numbers > 0 or _last.search(text) is not None
    row = numbers > 1 or (_gap.search(text) is not None and "，" not in text and _spaced.search(text) is None)
    short = width(text) <= CLAUSE
    return _Look(short=short, row=row, figures=figures) if short or row else None


def _is_list(blocks: Sequence[Told], first: int, last: int) -> bool:
    """Whether short lines are the items of a list that a colon above announces: words alone, none a single character."""
    if not blocks[first][1].endswith(("：", ":")):
        first -= 1
    announced = first >= 0 and blocks[first][1].endswith(("：", ":"))
    items = [text for _, text in blocks[first + 1 : last + 1]]
    return announced and all(width(text) > 3 and not any(map(str.isdigit, text)) and " " not in text for text in items)


def programs(blocks: Sequence[Told]) -> Iterator[Place]:
    """The stretches of lines that look like a program or its data; a formula or a call in a sentence is none."""

    def is_code(at: int) -> bool:
        block, text = blocks[at]
        plain = _line_number.sub("", text)
        code = _code_begins.match(plain) or _code_ends.search(plain)
        return block.content.kind is not BlockKind.ROW and code is not None

    for first, last in _runs(blocks, is_code):
        if sum(map(is_code, range(first, last + 1))) >= _CODE:
            yield reach(Sign.CODE, blocks[first : last + 1])


def _runs(blocks: Sequence[Told], is_one: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The first and the last index of each run of blocks that are of a kind, over few others between them."""
    first = last = -1
    for at, (block, text) in enumerate(blocks):
        if is_one(at):
            first, last = (at if last < 0 else first), at
        elif last >= 0 and (at - last > _BRIDGE or not _may_lie_between(block, text)):
            yield first, last
            first = last = -1
    if last >= 0:
        yield first, last


def _may_lie_between(block: Block, text: str) -> bool:
    """Whether a block may stand in a table or a program though it does not look so: no sentences, and no heading but a
    short one without a number."""
    if block.section is not None:
        return not block.numbered and width(text) <= SHORT_LINE
    return not is_prose(text)
