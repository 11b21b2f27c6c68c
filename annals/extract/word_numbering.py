"""The numbers of lists and headings, which a Word document does not hold as text: it says how they are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from annals.extract.xml_parts import below, child, is_on, local, number, value
from annals.text.numerals import ONES, in_han

_hole = re.compile(r"%([1-9])")
_HAN = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_DIGITS = ("ideographDigital", "japaneseDigitalTen", "taiwaneseDigital", "chineseDigital")
_LEGAL = str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "- "
"""For any sign of an unordered list: most are of fonts that a text has not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    form: str
    text: str
    start: int
    legal: bool


@dataclass(slots=True, kw_only=True)
class Numbering:
    """The lists of a document, and how far each has counted. Asked for paragraph by paragraph, in their order."""

    lists: dict[str, str]
    levels: dict[str, dict[int, _Level]]
    starts: dict[tuple[str, int], int]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    @staticmethod
    def of(root: Element | None) -> Numbering:
        lists: dict[str, str] = {}
        levels: dict[str, dict[int, _Level]] = {}
        starts: dict[tuple[str, int], int] = {}
        for one in root if root is not None else ():
            name = value(one, key="abstractNumId") or ""
            if local(one) == "abstractNum":
                levels[name] = {number(value(level, key="ilvl")): _level(level) for level in below(one, "lvl")}
            elif local(one) == "num":
                own = value(one, key="numId") or ""
                lists[own] = value(one, "abstractNumId") or ""
                for change in below(one, "lvlOverride"):
                    again = value(change, "startOverride")
                    if again is not None:
                        starts[own, number(value(change, key="ilvl"))] = number(again, 1)
        return Numbering(lists=lists, levels=levels, starts=starts)

    def next(self, own: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a level: a number as Word shows it, a bullet, or nothing."""
        name = self.lists.get(own)
        level = self.levels.get(name or "", {}).get(depth)
        if name is None or level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return BULLET
        counts = self.counted.setdefault(name, {})
        if own not in self.begun:
            self.begun.add(own)
            for (other, at), start in self.starts.items():
                if other == own:
                    counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        return _hole.sub(lambda hole: self._shown(name, int(hole[1]) - 1, plain=level.legal), level.text)

    def _shown(self, name: str, depth: int, *, plain: bool) -> str:
        level = self.levels[name].get(depth)
        if level is None:
            return ""
        count = self.counted[name].get(depth, level.start)
        return str(count) if plain else counted_as(level.form, count)


def _level(level: Element) -> _Level:
    return _Level(
        form=value(level, "numFmt") or value(child(level, "AlternateContent"), "Fallback", "numFmt") or "decimal",
        text=value(level, "lvlText") or "",
        start=number(value(level, "start"), 1),
        legal=is_on(level, "isLgl"),
    )


def counted_as(form: str, count: int) -> str:
    """A number in one of the forms that documents name; digits for those that no Chinese report uses.

    >>> [counted_as(form, 12) for form in ("chineseCounting", "decimalEnclosedCircle", "upperRoman", "lowerLetter", "hex")]
    ['十二', '⑫', 'XII', 'l', '12']
    >>> counted_as("ideographDigital", 20), counted_as("chineseLegalSimplified", 12), counted_as("decimalZero", 5)
    ('二〇', '壹拾贰', '05')
    """
    if form in _HAN and 0 < count < 100:
        return in_han(count)
    if form in _DIGITS:
        return "".join(("〇" + ONES)[int(digit)] for digit in str(max(count, 0)))
    if form == "chineseLegalSimplified" and 0 < count < 100:
        found = in_han(count).translate(_LEGAL)
        return f"壹{found}" if found.startswith("拾") else found
    if form.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(0x2460 + count - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr((ord("A") if form == "upperLetter" else ord("a")) + count - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < count < 400:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalZero":
        return f"{count:02}"
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(max(count, 0)))
    return str(count)


def _roman(count: int) -> str:
    found = ""
    for worth, letters in _ROMAN:
        times, count = divmod(count, worth)
        found += letters * times
    return found
