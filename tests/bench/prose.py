"""Sentences by chance, and the sheet they are printed on with all that print does to a text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_slot = re.compile(r"\{(\w+)\}")
_han = re.compile(r"[\u4e00-\u9fff]{2}")
_WRAP = 36
"""Characters of a line in a paragraph that is printed with hard breaks."""


@cache
def words() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("words.yml").read_text("utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An invented province: `name` without 省, `id` for file names."""

    name: str
    id: str

    @property
    def title(self) -> str:
        return f"{self.name}省"


def place(number: int) -> Place:
    """The n-th invented province, from 0; the same whatever else is made.

    >>> place(0), place(13)
    (Place(name='翎泽', id='ling-ze'), Place(name='砚汀', id='yan-ting'))
    """
    heads, tails = (list(words()[key].items()) for key in ("place_heads", "place_tails"))
    if number >= len(heads) * len(tails):
        raise ValueError(f"there are {len(heads) * len(tails)} invented places")
    # Along the diagonal, so that neighbours share neither half of their names.
    head = heads[number % len(heads)]
    tail = tails[(number + number // len(heads)) % len(tails)]
    return Place(name=head[0] + tail[0], id=f"{head[1]}-{tail[1]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entry of the registry that texts may name."""

    slug: str
    title: str
    type: str
    alias: str


def shared_entities() -> tuple[Named, ...]:
    return tuple(Named(**entry) for entry in words()["shared"])


def local_entities(where: Place) -> tuple[Named, ...]:
    """The entries of one place, its forum first."""
    return tuple(
        Named(
            slug=f"{where.id}-{entry['slug']}",
            title=entry["title"].format(p=where.name),
            type=entry["type"],
            alias=entry["alias"].format(p=where.name),
        )
        for entry in words()["local"]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes sentences; `names` are the forms of entries that they may name."""

    dice: random.Random
    names: Sequence[str]
    cities: Sequence[str]

    def sentence(self) -> str:
        return _slot.sub(self._fill, self.dice.choice(words()["sentences"]))

    def paragraph(self) -> str:
        return "".join(self.sentence() for _ in range(self.dice.randint(3, 5)))

    def table(self) -> Iterator[str]:
        """Lines of a pipe table."""
        yield f"| {' | '.join(words()['headers'])} |"
        for what in self.dice.sample(words()["counted"], 6):
            now, before = self.dice.randint(20, 9000), self.dice.randint(20, 9000)
            yield f"| {what} | {now} | {before} | {100 * (now - before) / before:.1f} |"

    def _fill(self, slot: re.Match[str]) -> str:
        dice, name = self.dice, slot[1]
        match name:
            case "n":
                return str(dice.randint(100, 4800))
            case "m" | "m2":
                return str(dice.randint(3, 96))
            case "pct":
                return f"{dice.randint(20, 890) / 10:.1f}"
            case "money":
                return f"{dice.randint(11, 990) / 10:.1f}"
            case "month":
                return str(dice.randint(1, 12))
            case "day":
                return str(dice.randint(1, 28))
            case "entity":
                return dice.choice(self.names)
            case "city":
                return dice.choice(self.cities)
            case _:
                return dice.choice(words()[name])


@dataclass(slots=True, kw_only=True)
class Sheet:
    """The raw text line by line, cut into pages of `page` characters, each with its number and running title; about half of
    the breaks fall into a sentence."""

    dice: random.Random
    running: str
    page: int
    number: int = 1
    since: int = 0
    size: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> int:
        """Add a line and a blank one behind it; its number, 1-based."""
        self._put(line)
        at = len(self.lines)
        self._put("")
        if self.since >= self.page:
            self._turn()
        return at

    def rows(self, lines: Iterator[str]) -> None:
        """Add lines that belong together."""
        for line in lines:
            self._put(line)
        self._put("")

    def paragraph(self, text: str) -> None:
        """Add a paragraph as print has it: sometimes with hard breaks, half-width commas or a page break inside."""
        scar = self.dice.random()
        if scar < 0.15:
            text = text.replace("，", ",")
        if self.since + len(text) > self.page and self.dice.random() < 0.5:
            text = self._torn(text)
        if 0.15 < scar < 0.3:
            self.rows(text[at : at + _WRAP] for at in range(0, len(text), _WRAP))
        else:
            self.add(text)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def _torn(self, text: str) -> str:
        """Put the first part of a text at the foot of this page; the rest of it, for the next."""
        cuts = [match.start() + 1 for match in _han.finditer(text, len(text) // 3, 2 * len(text) // 3)]
        if not cuts:
            return text
        cut = self.dice.choice(cuts)
        self._put(text[:cut])
        self._turn()
        return text[cut:]

    def _turn(self) -> None:
        self.since = 0
        for line in ("", f"— {self.number} —", "", *((self.running, "") if self.number % 2 else ())):
            self._put(line)
        self.number += 1
        self.since = 0

    def _put(self, line: str) -> None:
        self.lines.append(line)
        self.since += len(line)
        self.size += len(line) + 1
