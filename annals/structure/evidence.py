"""The lines of a cleaned text with the evidence that cleaning kept for them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annals.model import Cleaned, Hint, HintKind
from annals.text.dates import is_month, is_month_of_year, is_year
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import ending
from annals.text.lines import (
    BOLD,
    Shape,
    box_label,
    is_caption,
    is_table_rule,
    key_value,
    names_picture,
    names_series,
    shapes,
)
from annals.text.numerals import TO_TEN
from annals.text.units import starts_with_unit

_decimal = re.compile(r"(\d{1,2})\.(\d{1,2})(?![\d.])([ \u3000]*)(?=\S)")
_bracketed = re.compile(r"[（(][^（）()]*[)）]$")
_encloses = re.compile("附件[：:]")
"""A list of what is enclosed: `附件：1. …`."""
_reference = re.compile(r"[\[［]\d+[\]］]|[①-⑳]|[¹²³]")
_annex_number = re.compile(rf"[\s\dA-H{TO_TEN}：:].*")
_NAMED = ("论坛", "会议", "展会", "机构", "企业", "高校", "医院", "联盟", "地方")
"""Types whose names stand as headings above what was done there."""
_KEY_WIDTH = 20
"""No key of a list with colons is wider."""
LABEL_WIDTH = 30
"""No label without a mark is wider than this; sentences of infographics are."""
MARKED_WIDTH = 60
RUN_IN_WIDTH = 28
RUN_IN_STYLES = ("一、", "（一）", "1.", "（1）")

_BEFORE = (HintKind.GLYPH, HintKind.ITEM_GLYPH, HintKind.LEVEL, HintKind.BOX, HintKind.CONTINUED)
"""What a hint before the words of a line may be."""


class Role(StrEnum):
    HEADING = "heading"
    LABEL = "label"
    MONTH = "month"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ROW = "row"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A shape with what is known of it from hints and from the raw text. `mark` is the bullet; `bold`
    says that the whole line was; `ruled_end` is the offset of the next printed rule, where a rule
    stands right above too."""

    shape: Shape
    lexicon: Lexicon
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
        return self.shape.row and is_table_rule(self.text)

    @property
    def month(self) -> bool:
        return is_month(self.text)

    @property
    def colon(self) -> bool:
        """A short name that ends in a colon; with a comma it announces a list instead."""
        return self.text.endswith(("：", ":")) and self.shape.width <= _KEY_WIDTH and "，" not in self.text

    @property
    def announces(self) -> bool:
        """A clause with a comma that ends in a colon leads up to a list; it is text."""
        return self.text.endswith(("：", ":")) and not self.colon and "，" in self.text

    @property
    def caption(self) -> bool:
        return not self.shape.prose and is_caption(self.text)

    @property
    def names_picture(self) -> bool:
        """A short line without number or mark that tells what a picture or chart of several years shows."""
        pictured = self.beside_image and names_picture(self.shape, self.lexicon)
        return not self.shape.marked and (pictured or names_series(self.shape, self.lexicon))

    @property
    def reference(self) -> bool:
        return _reference.match(self.text) is not None

    @property
    def aside(self) -> bool:
        """A line all in brackets: `（供稿：科技处）`."""
        return self.text[:1] in "（(" and self.text[-1:] in "）)" and self.shape.numbering == ""

    @property
    def date(self) -> bool:
        return is_month_of_year(self.text)

    @property
    def year(self) -> bool:
        """`2018年` on a line of its own."""
        return is_year(self.text)

    @property
    def tells_of_table(self) -> bool:
        """`单位：亿元`, `注：…`, `资料来源：…`: belongs to a table or picture, names nothing."""
        pair = key_value(self.text)
        return pair is not None and pair[0] in self.lexicon.notes

    @property
    def box_title(self) -> bool:
        """A heading that calls itself a box."""
        label = box_label(self.text, self.lexicon.boxes)
        if label is None or self.shape.width > MARKED_WIDTH or self.shape.ended:
            return False
        word, end = label
        behind = self.text[end : end + 1]
        return behind in (":", "：") if end == word else not behind or behind in ":：" or behind.isspace()

    @property
    def back_matter(self) -> bool:
        if self.shape.width > LABEL_WIDTH:
            return False
        rests = (self.text[len(word) :] for word in self.lexicon.back_matter if self.text.startswith(word))
        return any(not rest or _annex_number.fullmatch(rest) for rest in rests) and not _encloses.match(self.text)

    @property
    def names_event_or_body(self) -> bool:
        """Whether a line is the name of an event or a body, an edition in brackets apart."""
        name = _bracketed.sub("", self.text)
        word = ending(name, self.lexicon.things_of(_NAMED))
        return word != "" and len(name) > 1 and not name.endswith(self.lexicon.loose_things)

    @property
    def key_with_value(self) -> bool:
        """A line such as `各类活动：约50场`: short key, a value, no sentence, and not alone."""
        return self.key or (self.beside_key and looks_like_key(self.shape, self.lexicon))


def looks_like_key(shape: Shape, lexicon: Lexicon) -> bool:
    """Whether a line may be a key with its value; a note or a source line is none."""
    if shape.prose or shape.marked or shape.width > MARKED_WIDTH:
        return False
    pair = key_value(shape.text)
    return pair is not None and pair[1] != "" and pair[0] not in lexicon.notes


def evidence_of(cleaned: Cleaned, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """All lines of a cleaned text with their evidence, in order."""
    at_body = _by_start(cleaned.hints, _BEFORE)
    ruled = [h.start for h in cleaned.hints if h.kind is HintKind.RULE]
    images = [h.start for h in cleaned.hints if h.kind is HintKind.IMAGE]
    inside = sorted((h.start, h.kind) for h in cleaned.hints if h.kind in (HintKind.KEY, HintKind.EMPTY_KEY))
    found = []
    lines = _with_run_ins(_with_numbers_in_sequence(shapes(cleaned.text)))
    keyed = [looks_like_key(shape, lexicon) for shape, _ in lines]
    for index, (shape, run_in) in enumerate(lines):
        hints = {h.kind: h for at in {shape.start, shape.body} for h in at_body.get(at, ())}
        before = lines[index - 1][0].end if index else 0
        after = lines[index + 1][0].start if index + 1 < len(lines) else len(cleaned.text)
        glyph = hints[HintKind.GLYPH].value.strip() if HintKind.GLYPH in hints else ""
        keys = {
            kind for _, kind in inside[bisect_left(inside, (shape.start, "")) : bisect_right(inside, (shape.end, "~"))]
        }
        found.append(
            Evidence(
                shape=shape,
                lexicon=lexicon,
                glyph=glyph if glyph != BOLD else "",
                bold=glyph == BOLD,
                item_glyph=hints[HintKind.ITEM_GLYPH].value.strip() if HintKind.ITEM_GLYPH in hints else "",
                key="key" in keys,
                empty_key="empty-key" in keys,
                level=hints[HintKind.LEVEL].value if HintKind.LEVEL in hints else "",
                box_end=hints[HintKind.BOX].end if HintKind.BOX in hints else None,
                ruled_end=_end_between_rules(ruled, before, shape),
                wrapped=_raw_line_count(cleaned, shape) > 1,
                run_in=run_in,
                continued=HintKind.CONTINUED in hints,
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
    for line in lines:
        shape = line
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
        found.append((Shape(start=start, end=start + len(text), body=start, text=text), False))
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


def _by_start(hints: Iterable[Hint], kinds: tuple[HintKind, ...]) -> dict[int, list[Hint]]:
    table: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.kind in kinds:
            table.setdefault(hint.start, []).append(hint)
    return table


def _raw_line_count(cleaned: Cleaned, shape: Shape) -> int:
    line_of = cleaned.source.line_of
    return len({line_of(piece.raw) for piece in cleaned.origins.within(shape.start, shape.end)})
