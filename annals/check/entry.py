"""An entry of the registry and where its values stand on its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annals.markdown.front import At, Front
from annals.model import Cited, Entity
from annals.text.characters import excerpt

REFERENCE = r"[a-z0-9][a-z0-9_-]*#(?:[les]|h-)[0-9a-z-]*"
REFERENCES = re.compile(rf"\[({REFERENCE}(?:[,，、]\s*{REFERENCE})*)\](?!\()")
"""Block references in editors' prose: `[2012#l19]`, `[2012#l19, 2017#l5]`."""


def split_references(inside: str) -> list[str]:
    return re.split(r"[,，、]\s*", inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """An entry and where its values stand."""

    entity: Entity
    front: Front

    @property
    def path(self) -> str:
        return f"docs/{self.entity.path}"

    def name_at(self, name: str) -> At:
        """Where one of the entry's names stands."""
        return ("title",) if name == self.entity.title else self.front.item("aliases", name)

    def form_at(self, form: str) -> At:
        """Where an ambiguous form stands."""
        number = next(number for number, item in enumerate(self.entity.ambiguous) if item.form == form)
        return ("ambiguous", number, "form")

    def references(self) -> Iterator[Cited]:
        """The blocks that the entry names, each with what is quoted from it, if anything is: under ambiguous forms, beside
        quotations, in prose."""
        for number, ambiguous in enumerate(self.entity.ambiguous):
            for position, name in enumerate(ambiguous.blocks):
                yield self._cited(name, "", "ambiguous", number, "blocks", position)
        for occasion in self.entity.occasions:
            for statement in occasion.statements:
                yield self._cited(statement.block, statement.quote, *statement.at, "block")
        for match in REFERENCES.finditer(self.front.body):
            line = self.front.lines_before + self.front.body.count("\n", 0, match.start()) + 1
            for name in split_references(match.group(1)):
                yield Cited(block=name, quote="", line=line, excerpt=excerpt(self.front.text, line))

    def _cited(self, block: str, quote: str, *at: str | int) -> Cited:
        line, shown = self.front.place(*at)
        return Cited(block=block, quote=quote, line=line, excerpt=shown)
