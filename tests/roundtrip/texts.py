"""Reports with known parts, from a seed: what stands in a text, and what it is."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

_slot = re.compile(r"\{(\w+)\}")
_SURNAMES, _GIVEN = "王李张刘陈杨赵黄周吴徐孙高马龙石金方", "明华建国秀英文斌立新青山海燕长风子见小雨一鸣"
_HAN = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
MARK = "\ue000"
"""Stands in a paragraph where the mark of a note is."""


ITEM_MARK = re.compile(r"^(?:[●·—―]|（\d+）|\d+\.)")


class Kind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"
    TABLE = "table"
    BOX = "box"


class Scheme(StrEnum):
    """How the headings of a text are numbered."""

    CHAPTERS = "第一章 第一节 一、"
    HAN = "一、（一）1."
    DECIMAL = "1 1.1 1.1.1"
    BARE = "no numbers"


class NoteMark(StrEnum):
    CIRCLED = "①"
    BRACKET = "[1]"
    PLAIN = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a text. `text` has all that is printed of it, an item's mark and a heading's number included; `level`
    is that of a heading (1 the highest); `rows` are those of a table; `notes` the texts of its notes, in the order of
    the MARKs in `text`; `boxed`: it stands in the box opened by the BOX part before."""

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A report; `parts` in reading order, the title first, each note behind the part that has its mark; `numbered`: its headings
    tell their levels."""

    title: str
    parts: tuple[Part, ...]
    numbered: bool

    def bare(self) -> str:
        """All that it says, without the marks of items and notes."""
        said = (
            ITEM_MARK.sub("", part.text) if part.kind is Kind.ITEM else part.text + "".join(map("".join, part.rows))
            for part in self.parts
        )
        return "".join(said).replace(MARK, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a text has: its scheme of headings, how many chapters and about how many paragraphs, and whether items, notes, tables, boxes."""

    scheme: Scheme
    chapters: int = 4
    paragraphs: int = 24
    depth: int = 2
    items: bool = True
    notes: bool = False
    mark: NoteMark = NoteMark.CIRCLED
    tables: bool = False
    boxes: bool = False


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text("utf-8"))
    return found


def _number(name: str, rng: random.Random) -> str | None:
    match name:
        case "n":
            return str(rng.choice([rng.randint(11, 99), rng.randint(100, 9999)]))
        case "m":
            return str(rng.randint(2, 20))
        case "pct":
            return f"{rng.randint(1, 98)}.{rng.randint(0, 9)}%"
        case "money":
            return rng.choice([f"{rng.randint(1, 80)}.{rng.randint(1, 9)}亿元", f"{rng.randint(20, 9800)}万元"])
        case "year":
            return str(rng.randint(2016, 2026))
        case "month":
            return str(rng.randint(1, 12))
        case "name":
            return rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice([1, 2, 2])))
        case _:
            return None


def filled(pattern: str, rng: random.Random) -> str:
    """A pattern of words.yml with words in its places; what stands twice in it differs."""
    used: set[str] = set()

    def word(match: re.Match[str]) -> str:
        number = _number(match[1], rng)
        if number is not None:
            return number
        choices = [choice for choice in _words()[match[1]] if choice not in used]
        used.add(chosen := rng.choice(choices))
        return chosen

    return _slot.sub(word, pattern)


def made_of(kind: str, rng: random.Random) -> str:
    return filled(rng.choice(_words()[kind]), rng)


def _prose(rng: random.Random) -> str:
    """A paragraph of one to nine sentences, most of them of two to five."""
    count = rng.choice([1, 2, 2, 3, 3, 4, 5, 7, 9])
    return "".join(filled(pattern, rng) for pattern in rng.sample(_words()["sentences"], count))


def _numbered(scheme: Scheme, numbers: list[int], title: str) -> str:
    """A heading's title behind its number; `numbers` are those of the levels down to its own."""
    level, last = len(numbers), numbers[-1]
    han = _HAN[last - 1]
    match scheme, level:
        case Scheme.CHAPTERS, 1:
            return f"第{han}章 {title}"
        case Scheme.CHAPTERS, 2:
            return f"第{han}节 {title}"
        case (Scheme.CHAPTERS, 3) | (Scheme.HAN, 1):
            return f"{han}、{title}"
        case Scheme.HAN, 2:
            return f"（{han}）{title}"
        case Scheme.HAN, 3:
            return f"{last}.{title}"
        case Scheme.DECIMAL, _:
            return f"{'.'.join(map(str, numbers))} {title}"
        case _:
            return title


@dataclass(slots=True, kw_only=True)
class _Maker:
    shape: Shape
    rng: random.Random
    parts: list[Part]
    titles: set[str]
    noted: int = 0

    def heading(self, numbers: list[int]) -> None:
        title = made_of("headings", self.rng)
        while title in self.titles:
            title = made_of("headings", self.rng)
        self.titles.add(title)
        text = _numbered(self.shape.scheme, numbers, title)
        self.parts.append(Part(kind=Kind.HEADING, text=text, level=len(numbers)))

    def paragraph(self) -> None:
        text = _prose(self.rng)
        stops = [match.end() for match in re.finditer("[，。]", text)]
        if not self.shape.notes or len(stops) < 3 or self.rng.random() > 0.25:
            self.parts.append(Part(kind=Kind.PARAGRAPH, text=text))
            return
        at = self.rng.choice(stops) - 1
        mark, self.noted = _mark(self.shape.mark, self.noted), self.noted + 1
        note = made_of("notes", self.rng)
        self.parts.append(Part(kind=Kind.PARAGRAPH, text=text[:at] + MARK + text[at:], notes=(mark + " " + note,)))
        self.parts.append(Part(kind=Kind.NOTE, text=note))

    def items(self) -> None:
        style, count = self.rng.choice(["●", "·", "—", "（1）", "1."]), self.rng.randint(3, 5)
        if self.shape.scheme is Scheme.HAN and self.shape.depth == 3 and style == "1.":
            style = "（1）"
        for number in range(1, count + 1):
            mark = style.replace("1", str(number))
            end = "。" if number == count else "；"
            self.parts.append(Part(kind=Kind.ITEM, text=f"{mark}{made_of('items', self.rng)}{end}"))

    def table(self) -> None:
        title = f"表{sum(part.kind is Kind.TABLE for part in self.parts) + 1} {made_of('tables', self.rng)}"
        columns = self.rng.randint(3, 5)
        heads = tuple(_words()["columns"][:columns])
        rows = [heads]
        for name in self.rng.sample(_words()["rows"], self.rng.randint(3, 7)):
            figures = [f"{self.rng.randint(2, 999)}.{self.rng.randint(0, 9)}" for _ in range(columns - 2)]
            rows.append((name, self.rng.choice(["万人", "亿元", "家"]), *figures))
        self.parts += [Part(kind=Kind.CAPTION, text=title), Part(kind=Kind.TABLE, rows=tuple(rows))]

    def box(self) -> None:
        self.parts.append(Part(kind=Kind.BOX, text=f"专栏 {made_of('headings', self.rng)}"))
        for _ in range(self.rng.randint(1, 2)):
            self.parts.append(Part(kind=Kind.PARAGRAPH, text=_prose(self.rng), boxed=True))

    def section(self, numbers: list[int], paragraphs: int) -> None:
        self.heading(numbers)
        if len(numbers) < self.shape.depth:
            if self.rng.random() < 0.5:
                self.paragraph()
            below = self.rng.randint(2, 3)
            for number in range(1, below + 1):
                self.section([*numbers, number], max(1, paragraphs // below))
            return
        for _ in range(paragraphs):
            self.paragraph()
        if self.shape.items and self.rng.random() < 0.4:
            self.parts.append(Part(kind=Kind.PARAGRAPH, text=filled("下一步，{place}重点做好以下几项工作：", self.rng)))
            self.items()
        if self.shape.tables and self.rng.random() < 0.4:
            self.table()
            self.paragraph()
        if self.shape.boxes and self.rng.random() < 0.3:
            self.box()
            self.paragraph()


def _mark(style: NoteMark, before: int) -> str:
    """The mark of the note that comes behind so many others."""
    return {
        NoteMark.CIRCLED: _CIRCLED[before % 10],
        NoteMark.BRACKET: f"[{before + 1}]",
        NoteMark.PLAIN: f"{before + 1}",
    }[style]


def made_text(shape: Shape, rng: random.Random) -> Text:
    """A report of this shape."""
    title = made_of("titles", rng)
    maker = _Maker(shape=shape, rng=rng, parts=[Part(kind=Kind.TITLE, text=title)], titles=set())
    for number in range(1, shape.chapters + 1):
        maker.section([number], max(1, shape.paragraphs // shape.chapters))
    return Text(title=title, parts=tuple(maker.parts), numbered=shape.scheme is not Scheme.BARE)
