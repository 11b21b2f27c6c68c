"""Places of reports that do not tell the same alike: what the machine proposes, what an editor judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What an editor found of two places: they cannot both be right; they count differently; they say the same twice;
    they speak of two things."""

    CONTRADICTION = "contradiction"
    SCOPE = "scope"
    REPEAT = "repeat"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A quotation and the block it stands in, such as `2012#l19`; `line` is 1-based in the file that cites it, `excerpt` how
    that begins."""

    block: str
    quote: str
    line: int = 0
    excerpt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an editor says of two places: `subject` is what they speak of."""

    a: Cited
    b: Cited
    subject: str
    verdict: Verdict
    reason: str


class Unlike(StrEnum):
    """Why two places are held against each other: one long number stands in both, in other words; one subject has two
    values; one occasion two dates; one document two numbers or dates."""

    TWICE = "twice"
    VALUES = "values"
    DATES = "dates"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one place says: `printed` stands in the text of `block`."""

    report: str
    block: str
    printed: str

    @property
    def reference(self) -> str:
        return f"{self.report}#{self.block}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two places that somebody should read beside each other; `subject` is what seems to be one and the same."""

    kind: Unlike
    subject: str
    a: Saying
    b: Saying
