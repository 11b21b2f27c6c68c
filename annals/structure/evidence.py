"""The lines of a cleaned text with the evidence that cleaning kept for them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annals.model import Cleaned, Hint
from annals.text.lines import BOLD, Shape, key_value, names_picture, names_series, shapes, starts_with_unit

_month = re.compile(r"(?:1[0-2]|[1-9])月")
_event_or_body = re.compile(
    r"(?:论坛|大会|峰会|年会|研讨会|联席会议|博览会|交易会|展览会|洽谈会|对接会|科技节|大赛"
    r"|协会|学会|基金会|联盟|研究院|研究所|实验室|大学|医院|公司|集团|新区|[^社园地片城校小]区)$"
)
_delimiter = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+")
_decimal = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.])([ \u3000]*)(?=\S)")
_bracketed = re.compile(r"[（(][^（）()]*[)）]$")
_caption = re.compile(r"(?:图表?|表|附[图表])\s?\d+(?:[-－—–.]\d+)*[:：\s\u3000]?(?=\S)")
_reference = re.compile(r"[\[［]\d+[\]］]|[①-⑳]|[¹²³]")
_box_title = re.compile(r"专栏\s?[\d一二三四五六七八九十]+(?:[-—–.]\d+)*(?:[:：\s]|$)|专栏[:：]")
_date = re.compile(
    r"(?:\d{4}|[二〇零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_year = re.compile(r"(?:19|20)\d\d年")
_lead_keys = ("注", "备注", "资料来源", "数据来源", "来源", "说明", "单位")
_back_matter = re.compile(
    r"(?!附件[：:])(?:参考文献|附[录表件图]|后记|结束?语|致谢|名词解释|主要参考文献)(?:[\s\dA-H一二三四五六七八九十：:].*)?"
)
LABEL_WIDTH = 30
"""No label without a mark is wider than this; sentences of infographics are."""
MARKED_WIDTH = 60
RUN_IN_WIDTH = 28
RUN_IN_STYLES = ("一、", "（一）", "1.", "（1）")


class Role(StrEnum):
    HEADING = "heading"
    LABEL = "label"
    MONTH = "month"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ROW = "row"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A shape with what is known of it from hints and from the raw text. `mark` is the bullet; `bold`
    says that the whole line was; `ruled_end` is the offset of the next printed rule, where a rule
    stands right above too."""

    shape: Shape
    glyph: str = ""
    item_glyph: str = ""
    key: bool = False
    empty_key: bool = False
    level: str = ""
    box_end: int | None = None
    wrapped: bool = False
    run_in: bool = False
    continued: bool = False
    beside_key: bool = False
    mark: str = ""
    ruled_end: int | None = None
    beside_image: bool = False
    bold: bool = False

    @property
    def text(self) -> str:
        return self.shape.text

    @property
    def delimiter(self) -> bool:
        """The line of dashes below a table's header; a mark, not text."""
        return self.shape.row and _delimiter.fullmatch(self.text) is not None

    @property
    def month(self) -> bool:
        return _month.fullmatch(self.text) is not None

    @property
    def colon(self) -> bool:
        """A short name that ends in a colon; with a comma it announces a list instead."""
        return self.text.endswith(("：", ":")) and self.shape.width <= 20 and "，" not in self.text

    @property
    def announces(self) -> bool:
        """A clause with a comma that ends in a colon leads up to a list; it is text."""
        return self.text.endswith(("：", ":")) and not self.colon and "，" in self.text

    @property
    def caption(self) -> bool:
        return not self.shape.prose and _caption.match(self.text) is not None

    @property
    def names_picture(self) -> bool:
        """A short line without number or mark that tells what a picture or chart of several years shows."""
        return not self.shape.marked and (names_series(self.shape) or (self.beside_image and names_picture(self.shape)))

    @property
    def reference(self) -> bool:
        return _reference.match(self.text) is not None

    @property
    def aside(self) -> bool:
        """A line all in brackets: `（供稿：科技处）`."""
        return self.text[:1] in "（(" and self.text[-1:] in "）)" and self.shape.numbering == ""

    @property
    def date(self) -> bool:
        return _date.fullmatch(self.text) is not None

    @property
    def year(self) -> bool:
        """`2018年` on a line of its own."""
        return _year.fullmatch(self.text) is not None

    @property
    def tells_of_table(self) -> bool:
        """`单位：亿元`, `注：…`, `资料来源：…`: belongs to a table or picture, names nothing."""
        pair = key_value(self.text)
        return pair is not None and pair[0] in _lead_keys

    @property
    def box_title(self) -> bool:
        """A heading that calls itself a box."""
        return self.shape.width <= MARKED_WIDTH and not self.shape.ended and _box_title.match(self.text) is not None

    @property
    def back_matter(self) -> bool:
        return self.shape.width <= LABEL_WIDTH and _back_matter.fullmatch(self.text) is not None

    @property
    def names_event_or_body(self) -> bool:
        """Whether a line is the name of an event or a body, an edition in brackets apart.

        >>> Evidence(shapes("世界人工智能大会（WAIC 2023）")[0]).names_event_or_body
        True
        """
        return _event_or_body.search(_bracketed.sub("", self.text)) is not None

    @property
    def key_with_value(self) -> bool:
        """A line such as `各类活动：约50场`: short key, a value, no sentence, and not alone."""
        return self.key or (self.beside_key and looks_like_key(self.shape))


def looks_like_key(shape: Shape) -> bool:
    """Whether a line may be a key with its value; a note or a source line is none."""
    if shape.prose or shape.marked or shape.width > MARKED_WIDTH:
        return False
    pair = key_value(shape.text)
    return pair is not None and pair[1] != "" and pair[0] not in _lead_keys


def evidence_of(cleaned: Cleaned) -> tuple[Evidence, ...]:
    """All lines of a cleaned text with their evidence, in order."""
    at_body = _by_start(cleaned.hints, ("glyph", "item-glyph", "level", "box", "continued"))
    ruled = [h.start for h in cleaned.hints if h.kind == "rule"]
    images = [h.start for h in cleaned.hints if h.kind == "image"]
    inside = sorted((h.start, h.kind) for h in cleaned.hints if h.kind in ("key", "empty-key"))
    found = []
    lines = _with_run_ins(_with_numbers_in_sequence(shapes(cleaned.text)))
    keyed = [looks_like_key(shape) for shape, _ in lines]
    for index, (shape, run_in) in enumerate(lines):
        hints = {h.kind: h for at in {shape.start, shape.body} for h in at_body.get(at, ())}
        before = lines[index - 1][0].end if index else 0
        after = lines[index + 1][0].start if index + 1 < len(lines) else len(cleaned.text)
        glyph = hints["glyph"].value.strip() if "glyph" in hints else ""
        keys = {
            kind for _, kind in inside[bisect_left(inside, (shape.start, "")) : bisect_right(inside, (shape.end, "~"))]
        }
        found.append(
            Evidence(
                shape,
                glyph=glyph if glyph != BOLD else "",
                bold=glyph == BOLD,
                item_glyph=hints["item-glyph"].value.strip() if "item-glyph" in hints else "",
                key="key" in keys,
                empty_key="empty-key" in keys,
                level=hints["level"].value if "level" in hints else "",
                box_end=hints["box"].end if "box" in hints else None,
                ruled_end=_end_between_rules(ruled, before, shape),
                wrapped=_raw_line_count(cleaned, shape) > 1,
                run_in=run_in,
                continued="continued" in hints,
                beside_image=_beside(images, before, shape, after),
                mark=cleaned.text[shape.start] if shape.bullet else "",
                beside_key=any(keyed[max(0, index - 1) : index]) or any(keyed[index + 1 : index + 2]),
            )
        )
    return tuple(found)


def _beside(images: list[int], before: int, shape: Shape, after: int) -> bool:
    """Whether an image stood between a line and its neighbours, which end and start at `before`, `after`."""
    gaps = ((before, shape.start), (shape.end, after))
    return any(bisect_left(images, low) < bisect_right(images, high) for low, high in gaps)


def _end_between_rules(ruled: list[int], before: int, shape: Shape) -> int | None:
    """The offset of the rule below a line that has one right above; `before` is the end of the line
    before it."""
    at = bisect_left(ruled, shape.start)
    return ruled[at] if 0 < at < len(ruled) and ruled[at - 1] >= before else None


def _with_numbers_in_sequence(lines: tuple[Shape, ...]) -> tuple[Shape, ...]:
    """`2.4 人员结构` looks like a figure with its unit, and so does `2.4推动…`; where 2.3 numbers a
    heading before it, the short line without a sentence is numbered all the same."""
    found: list[Shape] = []
    last = ""
    for shape in lines:
        match = _decimal.match(shape.text)
        spaced = match is not None and (match.group(3) != "" or _is_glued_title(shape, match.end()))
        if (
            match
            and spaced
            and not shape.numbering
            and not shape.prose
            and not shape.ended
            and shape.width <= LABEL_WIDTH
        ):
            before = f"{match.group(1)}.{int(match.group(2)) - 1}"
            if last == before:
                shape = replace(shape, numbering="X.Y", number_end=shape.body + match.end())
        if shape.numbering == "X.Y" and match:
            last = f"{match.group(1)}.{match.group(2)}"
        found.append(shape)
    return tuple(found)


def _is_glued_title(shape: Shape, number_length: int) -> bool:
    """Whether `5.4推动科技金融与成果转化` may be a heading: marked as one, and no figure with its unit."""
    return (
        shape.hashes > 0 and len(shape.text) - number_length >= 4 and not starts_with_unit(shape.text[number_length:])
    )


def _with_run_ins(lines: tuple[Shape, ...]) -> list[tuple[Shape, bool]]:
    """The lines, those that begin with a run-in heading cut in two: `（一）基础研究持续加强。全年…`."""
    found: list[tuple[Shape, bool]] = []
    clauses: set[str] = set()
    for index, shape in enumerate(lines):
        if _is_title_alone(lines, index):
            found.append((shape, True))
            continue
        end = _run_in_end(shape)
        if shape.numbering and shape.text.rstrip().endswith("；"):
            clauses.add(shape.numbering)
        elif end is not None and shape.numbering in clauses:
            # The last clause of an enumeration ends in a full stop.
            clauses.discard(shape.numbering)
            end = None
        if end is None:
            found.append((shape, False))
            continue
        rest = shape.text[end - shape.body :]
        start = end + len(rest) - len(rest.lstrip())
        found.append((replace(shape, end=end, text=shape.text[: end - shape.body]), True))
        text = rest.strip()
        found.append((Shape(start, start + len(text), start, text), False))
    return found


def _run_in_end(shape: Shape) -> int | None:
    """Where the title of a run-in heading ends: behind the full stop of a short first sentence
    without figures, in a line numbered 一、（一）1. or （1）, with more text behind it."""
    if shape.numbering not in RUN_IN_STYLES or shape.bullet:
        return None
    stop = shape.text.find("。")
    # "（1）支柱产业过于集中。……；" is one clause of an enumeration.
    if stop < 0 or stop + 1 >= len(shape.text.rstrip()) or shape.text.rstrip()[-1] not in "。！？”）：":
        return None
    title = shape.text[shape.number_end - shape.body : stop]
    if not 2 <= len(title) <= RUN_IN_WIDTH or any(char.isdigit() or char in "；：" for char in title):
        return None
    return shape.body + stop + 1


def _is_title_alone(lines: tuple[Shape, ...], index: int) -> bool:
    """Whether a numbered line `（四）创新创业生态持续优化。` with a heading of a narrower number right
    below has its whole text in that heading: it is a run-in title with nothing run in."""
    shape = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or shape.bullet or shape.numbering not in RUN_IN_STYLES or after.numbering not in RUN_IN_STYLES:
        return False
    narrower = RUN_IN_STYLES.index(after.numbering) > RUN_IN_STYLES.index(shape.numbering)
    title = shape.text[shape.number_end - shape.body :].rstrip()
    one_sentence = (
        title.endswith("。") and title.count("。") == 1 and not any(char.isdigit() or char in "；：" for char in title)
    )
    return (
        narrower and one_sentence and len(title) - 1 <= RUN_IN_WIDTH and not after.ended and after.width <= LABEL_WIDTH
    )


def _by_start(hints: Iterable[Hint], kinds: tuple[str, ...]) -> dict[int, list[Hint]]:
    table: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.kind in kinds:
            table.setdefault(hint.start, []).append(hint)
    return table


def _raw_line_count(cleaned: Cleaned, shape: Shape) -> int:
    line_of = cleaned.source.line_of
    return len({line_of(piece.raw) for piece in cleaned.origins.within(shape.start, shape.end)})
