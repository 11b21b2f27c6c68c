"""The lines of a cleaned text with the evidence that cleaning kept for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annals.model import Cleaned, Hint
from annals.shapes import Shape, key_value, shapes

_month = re.compile(r"(?:1[0-2]|[1-9])月")
_event_or_body = re.compile(
    r"(?:论坛|大会|峰会|年会|研讨会|联席会议|博览会|交易会|展览会|洽谈会|对接会|科技节|大赛"
    r"|协会|学会|基金会|联盟|研究院|研究所|实验室|大学|医院|公司|集团|新区|[^社园地片城校小]区)$"
)
_bracketed = re.compile(r"[（(][^（）()]*[)）]$")
LABEL_WIDTH = 30
"""No label without a mark is wider than this; sentences of infographics are."""
MARKED_WIDTH = 60


class Role(StrEnum):
    HEADING = "heading"
    LABEL = "label"
    MONTH = "month"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A shape with what is known of it from hints and from the raw text."""

    shape: Shape
    glyph: str = ""
    item_glyph: str = ""
    key: bool = False
    empty_key: bool = False
    level: str = ""
    box_end: int | None = None
    wrapped: bool = False

    @property
    def text(self) -> str:
        return self.shape.text

    @property
    def month(self) -> bool:
        return _month.fullmatch(self.text) is not None

    @property
    def colon(self) -> bool:
        return self.text.endswith(("：", ":")) and self.shape.width <= LABEL_WIDTH

    @property
    def names_event_or_body(self) -> bool:
        """Whether a line is the name of an event or a body, an edition in brackets apart.

        >>> Evidence(shapes("世界人工智能大会（WAIC 2023）")[0]).names_event_or_body
        True
        """
        return _event_or_body.search(_bracketed.sub("", self.text)) is not None

    @property
    def key_with_value(self) -> bool:
        """A line such as `各类活动：约50场`: short key, a value, no sentence."""
        if self.shape.prose or self.shape.hashes or self.shape.bullet:
            return False
        pair = key_value(self.text)
        return self.key or (pair is not None and pair[1] != "" and self.shape.width <= MARKED_WIDTH)


def evidence(cleaned: Cleaned) -> tuple[Evidence, ...]:
    """All lines of a cleaned text with their evidence, in order."""
    at_body = _by_start(cleaned.hints, ("glyph", "item-glyph", "level", "box"))
    inside = sorted((h.start, h.kind) for h in cleaned.hints if h.kind in ("key", "empty-key"))
    found = []
    for shape in shapes(cleaned.text):
        hints = {h.kind: h for at in {shape.start, shape.body} for h in at_body.get(at, ())}
        keys = {kind for start, kind in inside if shape.start <= start <= shape.end}
        found.append(
            Evidence(
                shape,
                glyph=hints["glyph"].value.strip() if "glyph" in hints else "",
                item_glyph=hints["item-glyph"].value.strip() if "item-glyph" in hints else "",
                key="key" in keys,
                empty_key="empty-key" in keys,
                level=hints["level"].value if "level" in hints else "",
                box_end=hints["box"].end if "box" in hints else None,
                wrapped=_raw_line_count(cleaned, shape) > 1,
            )
        )
    return tuple(found)


def _by_start(hints: Iterable[Hint], kinds: tuple[str, ...]) -> dict[int, list[Hint]]:
    table: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.kind in kinds:
            table.setdefault(hint.start, []).append(hint)
    return table


def _raw_line_count(cleaned: Cleaned, shape: Shape) -> int:
    line_of = cleaned.source.line_of
    return len({line_of(piece.raw) for piece in cleaned.origins.within(shape.start, shape.end)})
