"""The table of a sample: by tool, and by tool and one trait of the setting or the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from tests.roundtrip.sample import Document, Result
from tests.roundtrip.score import Score, Starts

_TRAITS: dict[str, Callable[[Document], str]] = {
    "starts": lambda document: document.setting.marks,
    "scheme": lambda document: document.shape.scheme.value,
    "columns": lambda document: str(document.setting.columns),
    "justified": lambda document: "yes" if document.setting.justify else "no",
    "width": lambda document: f"{document.setting.width} mm",
    "size": lambda document: f"{document.setting.size:g} pt",
    "running": lambda document: document.setting.running.value,
    "folio": lambda document: document.setting.folio.value or "none",
    "notes": lambda document: document.shape.mark.value if document.shape.notes else "none",
}
_HEAD = "whole  found  level  false  items  notes inside   rows  glued  furniture  lost"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _row(score: Score) -> str:
    cells = [
        (6, _share(score.paragraphs, score.paragraphs_all)),
        (6, _share(score.headings, score.headings_all)),
        (6, _share(score.levels, score.levels_all)),
        (6, _share(score.false_headings, score.made_headings)),
        (6, _share(score.items, score.items_all)),
        (6, _share(score.notes, score.notes_all)),
        (6, str(score.notes_inside)),
        (6, _share(score.rows, score.rows_all)),
        (6, str(score.glued)),
        (10, f"{score.furniture}/{score.furniture_all}"),
        (5, str(score.lost)),
    ]
    return " ".join(f"{cell:>{width}}" for width, cell in cells)


def table_of(results: Sequence[Result]) -> str:
    """Shares of paragraphs whole, headings found, at their level, false among those made, items, notes and rows whole; counts of
    notes inside other text, cells glued, furniture left, characters lost."""
    lines = [f"{'':42}{_HEAD}"]
    tools = list(dict.fromkeys(result.tool for result in results))
    for tool in tools:
        mine = [result for result in results if result.tool == tool]
        lines.append(f"{tool:41}{_row(sum((one.score for one in mine), Score()))}")
        for starts in Starts:
            part = [one.score for one in mine if one.starts is starts]
            name = f"  where it {starts}"
            if part:
                lines.append(f"{name:41}{_row(sum(part, Score()))}")
    for name, trait in _TRAITS.items():
        lines.append(f"\nby {name}")
        groups: dict[tuple[str, str], Score] = defaultdict(Score)
        for result in results:
            groups[trait(result.document), result.tool] += result.score
        for value, tool in sorted(groups, key=lambda key: (key[0], tools.index(key[1]))):
            label = f"  {value[:20]:<21} {tool}"
            lines.append(f"{label:41}{_row(groups[value, tool])}")
    return "\n".join(lines)
