"""What cleaning left behind for structure: hints of what stood in the text, and the raw lines on which some rules acted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annals.model import Cleaned, Hint, HintKind
from annals.text.grids import grid_lines
from annals.text.lines import Shape

_COLUMNS = "J113"
"""The rule that sets columns of text below each other."""
_TITLES = ("J111", "J114", "J124", "J127")
"""The rules that join the lines of titles."""
_NOTES = "F111"
"""The rule that moves notes out of sentences."""
_PAGE_TITLES = "T122"
"""The rule that marks the titles of pages."""
_CUT_TITLE = "标题折行"
"""What other rules say of such a join."""
_BEFORE = (HintKind.GLYPH, HintKind.ITEM_GLYPH, HintKind.CONTINUED)
"""What a hint before the words of a line may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """The hints of a text, by kind and place."""

    at_body: Mapping[int, Sequence[Hint]]
    ruled: Sequence[int]
    images: Sequence[int]
    set_off: Sequence[int]
    links: frozenset[int]
    inside: Sequence[tuple[int, HintKind]]

    @staticmethod
    def of(hints: Sequence[Hint]) -> Hints:
        at_body: dict[int, list[Hint]] = {}
        for hint in hints:
            if hint.kind in _BEFORE:
                at_body.setdefault(hint.start, []).append(hint)
        return Hints(
            at_body=at_body,
            ruled=[h.start for h in hints if h.kind is HintKind.RULE],
            images=[h.start for h in hints if h.kind is HintKind.IMAGE],
            set_off=[h.start for h in hints if h.kind is HintKind.SET_OFF],
            links=frozenset(h.start for h in hints if h.kind is HintKind.LINK),
            inside=sorted((h.start, h.kind) for h in hints if h.kind in (HintKind.KEY, HintKind.EMPTY_KEY)),
        )

    def before(self, shape: Shape) -> dict[HintKind, str]:
        """What stood before the words of a line."""
        return {h.kind: h.value.strip() for at in {shape.start, shape.body} for h in self.at_body.get(at, ())}

    def keys(self, shape: Shape) -> set[HintKind]:
        """Which kinds of keys stood in a line."""
        low, high = bisect_left(self.inside, (shape.start, "")), bisect_right(self.inside, (shape.end, "~"))
        return {kind for _, kind in self.inside[low:high]}

    def end_between_rules(self, before: int, shape: Shape) -> int | None:
        """The offset of the rule below a line that has one right above; `before` is the end of the line
        before it."""
        at = bisect_left(self.ruled, shape.start)
        return self.ruled[at] if 0 < at < len(self.ruled) and self.ruled[at - 1] >= before else None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuledLines:
    """The numbers of the raw lines that some rules acted on: those of two `columns` of text, whose blanks are the gutter and part no
    cells, of `notes`, of `titles`, which no page's width broke; those of tables that blanks set out; and whether pages have titles."""

    columns: frozenset[int]
    notes: frozenset[int]
    titles: frozenset[int]
    grid: frozenset[int]
    slides: bool

    @staticmethod
    def of(cleaned: Cleaned) -> RuledLines:
        source, columns = cleaned.source, lines_of(cleaned, _COLUMNS)
        cut = (number for entry in cleaned.ledger if entry.reason == _CUT_TITLE for number in entry.lines)
        numbers = range(1, len(source.line_starts) + 1)
        return RuledLines(
            columns=columns,
            notes=lines_of(cleaned, _NOTES),
            titles=lines_of(cleaned, *_TITLES).union(cut),
            grid=grid_lines(["" if number in columns else source.line_text(number) for number in numbers]),
            slides=any(entry.code == _PAGE_TITLES for entry in cleaned.ledger),
        )


def lines_of(cleaned: Cleaned, *codes: str) -> frozenset[int]:
    """The numbers of the raw lines that some rules acted on."""
    return frozenset(number for entry in cleaned.ledger if entry.code in codes for number in entry.lines)


def is_between(places: Sequence[int], low: int, high: int) -> bool:
    return bisect_left(places, low) < bisect_right(places, high)
