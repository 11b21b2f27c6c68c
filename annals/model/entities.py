"""Recurring names: the registry's entries and where each is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

ENTITY_TYPES = (
    "论坛",
    "会议",
    "展会",
    "奖项",
    "机构",
    "企业",
    "高校",
    "医院",
    "计划",
    "项目",
    "文件",
    "平台",
    "基金",
    "联盟",
    "地方",
    "国家",
    "术语",
)
RECURRING = ("论坛", "会议", "展会", "奖项")
"""Types whose things come in editions: 第5届…, 2022年…."""
BODIES = ("机构", "企业", "高校", "医院")
"""Types of those who act: their names stand in rows."""
PLACES = ("地方", "国家")


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguousForm:
    """A form that may mean several things: it means this one in the listed blocks, or (`after`)
    behind the full name in the same section."""

    form: str
    after: bool
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing an edition's row says, with the sentence it was read from.

    `field` is a key of the registry's `editions`, `what` says what a figure counts, `block` is
    a reference such as `2012#l19`; `year_from_report`: the sentence gives month and day alone; `at` is
    the way to it in the front matter, keys and numbers of items; `also` are further names of what the value names, as
    registered."""

    field: str
    value: str
    quote: str
    block: str
    what: str = ""
    year_from_report: bool = False
    at: tuple[str | int, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One edition of a recurring event, the item of that `number` (from 0) under `editions`."""

    year: int
    statements: tuple[Statement, ...]
    number: int = 0

    def said(self, field: str) -> str:
        """What is stated of it first, empty where nothing is."""
        return next((one.value for one in self.statements if one.field == field), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A registry entry: the front matter and body of its page."""

    slug: str
    title: str
    title_source: str
    type: str
    aliases: tuple[str, ...] = ()
    english: str = ""
    english_source: str = ""
    not_: tuple[str, ...] = ()
    ambiguous: tuple[AmbiguousForm, ...] = ()
    part_of: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    body: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.title, *self.aliases)

    @property
    def path(self) -> str:
        return entity_path(self.slug)


def entity_path(slug: str) -> str:
    """The page of an entity, below docs/."""
    return f"entities/{slug}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An entity named in report text: `surface` stands at `start` in the text of `block` (the
    id of a section for its heading), `section` is the section it is named in.

    `surface` holds the edition's form where there is one, `ordinal` and `year` what it says."""

    entity: str
    report: str
    block: str
    section: str
    start: int
    surface: str
    ordinal: int | None = None
    year: int | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.surface)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A form that may mean any of `entities` and whose context does not decide."""

    form: str
    report: str
    block: str
    start: int
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """The entities with everything that names them, in reading order. `by_block` are the mentions by report and block:
    a page looks at its own, for all pages together look at each but once."""

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    by_block: Mapping[tuple[str, str], tuple[Mention, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[tuple[str, str], list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault((mention.report, mention.block), []).append(mention)
        object.__setattr__(self, "by_block", {where: tuple(mentions) for where, mentions in found.items()})
