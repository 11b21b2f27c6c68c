"""Any table, in any form and cut anywhere: no two cells run together, no row is text with bars or tags."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from annals.markdown.read import Reader, blocks_of
from annals.model import BlockKind
from tests.stories.test_any_text import made

_NAMES = "东西南北中上下前后左右"
_word = re.compile(rf"[{_NAMES}]区\d\d")
_AFTER = "\n\n以上各数由各区报送，年末核定。"


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A raw text with a table, and the words of its cells that are left."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    grid = [[f"{_NAMES[column]}区{row}{column}" for column in range(columns)] for row in range(rows)]
    words = tuple(word for row in grid for word in row)
    form = draw(st.sampled_from([_html, _html, _pipes, _quoted, _listed, _bare]))
    text = form(draw, grid)
    if form is _html:
        ends = [match.end() for match in re.finditer(r"</?(?:table|tr|td)[^>]*>", text)]
        low, high = draw(st.sampled_from([0, *ends[:-1]])), draw(st.sampled_from([len(text), *ends]))
        text = text[low:high] if low < high else text
    elif form is _pipes:
        # A single line with a bar may be anything; one below a whole row is a row.
        below = [match.end() for match in _word.finditer(text) if "\n" in text[: match.start()]]
        text = text[: draw(st.sampled_from([len(text), *below]))]
    return f"上文一句，说的是各区。\n\n{text}{_AFTER}", tuple(word for word in words if word in text)


def _html(draw: st.DrawFn, grid: list[list[str]]) -> str:
    wrap = draw(st.sampled_from(["{}", "<p>{}</p>", "{}&nbsp;", "<b>{}</b>", "\n{}\n", "{}<br>"]))
    attribute = draw(st.sampled_from(["", ' rowspan="2"', " colspan=2", ' class="x"']))
    gap = draw(st.sampled_from(["", "\n", "\n  "]))
    lines = ["".join(f"<td{attribute}>{wrap.format(word)}</td>{gap}" for word in row) for row in grid]
    blank = draw(st.sampled_from(["", "<tr><td></td></tr>", "<tr></tr>"]))
    return f"<table>{gap}{blank}" + gap.join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _pipes(draw: st.DrawFn, grid: list[list[str]]) -> str:
    rule = [["---"] * len(grid[0])] if draw(st.booleans()) else []
    blank = [[""] * len(grid[0])] if draw(st.booleans()) else []
    return "\n".join("| " + " | ".join(row) + " |" for row in [*blank, *grid[:1], *rule, *grid[1:]])


def _quoted(draw: st.DrawFn, grid: list[list[str]]) -> str:
    return "\n".join(f"> {line}" for line in _pipes(draw, [*grid, *grid[:1]]).split("\n"))


def _listed(draw: st.DrawFn, grid: list[list[str]]) -> str:
    mark = draw(st.sampled_from(["- ", "1. "]))
    return mark + ("\n" + " " * len(mark)).join(_pipes(draw, [*grid, *grid[:1]]).split("\n"))


def _bare(_draw: st.DrawFn, grid: list[list[str]]) -> str:
    if len(grid[0]) < 2:
        return _pipes(_draw, grid)
    return "\n".join("|".join(row) for row in [grid[0], ["---"] * len(grid[0]), *grid[1:]])


@given(tables())
@settings(max_examples=40, deadline=None)
def test_every_cell_stands_alone(case: tuple[str, tuple[str, ...]]) -> None:
    text, words = case
    found = made(text)
    cells: list[str] = []
    for page in found.texts.values():
        for block in blocks_of(Reader().page(page)):
            cells += block.text.split("\t") if block.content.kind is BlockKind.ROW else [block.text]
    assert not [cell for cell in cells if len(_word.findall(cell)) > 1 or re.search(r"[|<>]", cell)], text
    assert not [word for word in words if not any(word in cell for cell in cells)], text
    assert any("年末核定" in cell and not _word.search(cell) for cell in cells), text
