"""Quantities, dated events and documents of policy, as read from report text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class FigureKind(StrEnum):
    """What a number says: how many or how much, a share, a change of a share, one to another, how many times."""

    AMOUNT = "amount"
    PERCENT = "percent"
    POINTS = "points"
    RATIO = "ratio"
    MULTIPLE = "multiple"


class Approximation(StrEnum):
    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    NEARLY = "nearly"


class Precision(StrEnum):
    """How exactly a date is told."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


class ToldBy(StrEnum):
    """Where a period or a date was read: in the sentence, earlier in the block, in the heading of a timeline's
    place, nowhere but in the report's year."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    LABEL = "label"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its unit at [start:end] of a text (code points). `value` is in `unit` as printed, `value_to` the
    end of a range or the second number of a ratio; `factor` leads to `base_unit`: 万元 has 10000 and 元."""

    start: int
    end: int
    kind: FigureKind
    value: Decimal
    value_to: Decimal | None
    unit: str
    factor: Decimal
    base_unit: str
    approx: Approximation

    @property
    def base_value(self) -> Decimal:
        return self.value * self.factor

    @property
    def base_value_to(self) -> Decimal | None:
        return None if self.value_to is None else self.value_to * self.factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount in the text of `block` of `report`: `of` are the words that say what is counted, empty where nothing
    says it beyond doubt; `period` is ISO 8601, open where it begins with `..`, empty where no year is known;
    `sentence` is the one it stands in."""

    report: str
    block: str
    amount: Amount
    printed: str
    of: str
    period: str
    told_by: ToldBy
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEvent:
    """What happened at a written time: `text` stands at `start_char` of the block; `start` and `end` are ISO 8601,
    `end` empty where the text writes none; `entities` are the slugs of those named in it."""

    report: str
    block: str
    start_char: int
    text: str
    start: str
    end: str
    precision: Precision
    told_by: ToldBy
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocument:
    """A titled document of an authority: `title` without its marks, which open at `start_char` of the block; number, issuer and
    date (ISO 8601) only where they stand with it."""

    report: str
    block: str
    start_char: int
    title: str
    number: str
    issuer: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All that was read from the reports, in reading order."""

    quantities: tuple[Quantity, ...] = ()
    events: tuple[DatedEvent, ...] = ()
    documents: tuple[PolicyDocument, ...] = ()
