"""What an outline consists of: headings with their levels, and what stands below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from annals.model import SectionKind
from annals.structure.evidence import Evidence, Role


class Doubt(Enum):
    """Why a heading's level is not certain."""

    NONE = "none"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading line: index into the lines, level (1 chapter …), kind, and the doubt if any."""

    index: int
    level: int
    kind: SectionKind
    numbered: bool = False
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The lines of a text, what each is, and the headings among them in order."""

    lines: tuple[Evidence, ...]
    roles: tuple[Role, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What stands between a heading and the next one: anything at all, and whether that is prose."""

    any: bool
    prose: bool


def contents_of(lines: Sequence[Evidence], roles: Sequence[Role], indexes: Sequence[int]) -> list[Content]:
    """What stands below each of the headings at `indexes`. A paragraph right behind items belongs to a section
    further up, not to the heading."""
    contents = []
    for start, end in zip(indexes, [*indexes, len(lines)][1:], strict=True):
        inside = range(start + 1, end)
        prose = any(
            _is_prose(lines[index], roles[index]) and not _only_items(roles[start + 1 : index]) for index in inside
        )
        contents.append(Content(any=bool(inside), prose=prose))
    return contents


def _is_prose(line: Evidence, role: Role) -> bool:
    return role is Role.PARAGRAPH and (line.shape.prose or line.announces)


def _only_items(roles: Sequence[Role]) -> bool:
    return bool(roles) and all(role is Role.ITEM for role in roles)
