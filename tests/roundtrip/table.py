"""The table of a sample: by tool, and by tool and one trait of the setting or the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from tests.roundtrip.sample import Document, Result
from tests.roundtrip.score import Score, Starts, shares

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
_NAMES = ("whole", "tied", "found", "level", "extra", "items", "notes", "inside", "rows", "glued", "left", "lost")


def _row(score: Score) -> str:
    found = shares(score)
    cells = (f"{found[name]:.1f}" if name in found else "–" for name in _NAMES)
    return " ".join(f"{cell:>6}" for cell in cells)


def table_of(results: Sequence[Result]) -> str:
    """In %: paragraphs whole of those that the text parts, those that it does not and that are not whole; headings found, those of them at their level, extra ones among those made; items whole; notes whole, inside other
    text; rows whole, with cells glued; furniture left. And of 10,000 characters those lost."""
    lines = [f"{'':41}" + " ".join(f"{name:>6}" for name in _NAMES)]
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
