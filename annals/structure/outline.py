"""Headings and their levels.

Parent is the nearest enclosing number or glyph. Labels without either are placed by what
hangs below them: names of events and bodies above slogans and statistics, prose above items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annals.model import Cleaned, SectionKind
from annals.structure.evidence import Evidence, Role, evidence_of
from annals.structure.roles import roles_of
from annals.text.lexicon import Lexicon
from annals.text.lines import BOLD, FRAMES, NUMBERINGS

_FIXED_LEVELS = {"章": 1, "节": 2, "X": 1, "X.Y": 2, "X.Y.Z": 3}
_RANKS = {name: rank for rank, (name, _) in enumerate(NUMBERINGS)}
_CHEVRONS = "»›>》〉"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: index into the lines, level (1 chapter …), kind, and the doubt if any."""

    index: int
    level: int
    kind: SectionKind
    numbered: bool = False
    given: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    lines: tuple[Evidence, ...]
    roles: tuple[Role, ...]
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class _Content:
    """What stands between a heading and the next one."""

    prose: bool = False
    any: bool = False
    bullets_only: bool = True


@dataclass(slots=True)
class _Run:
    """The loose headings since the last firm one. Local to one call of `outline`."""

    firm: Heading | None = None
    firm_is_container: bool = False
    firm_is_inner_glyph: bool = False
    loose: list[tuple[Heading, str]] = field(default_factory=list)

    def level_below_firm(self) -> int:
        return self.firm.level + 1 if self.firm else 2


def outline_of(cleaned: Cleaned, lexicon: Lexicon) -> Outline:
    """Roles of all lines and levels of all headings of a cleaned text."""
    lines = evidence_of(cleaned, lexicon)
    found = roles_of(lines, lexicon)
    heading_indexes = [i for i, role in enumerate(found) if role in (Role.HEADING, Role.LABEL, Role.MONTH)]
    contents = _contents(lines, found, heading_indexes)
    levels = _numbering_levels(lines, found)
    highlights = _highlights(lines, found)
    trust = _trusts_hashes(lines, found)
    bold = _bold_is_a_rank(lines, heading_indexes)
    headings: list[Heading] = []
    run = _Run()
    glyphs: dict[str, int] = {}
    numbers: list[tuple[float, int]] = []
    for position, index in enumerate(heading_indexes):
        line, content = lines[index], contents[position]
        if line.level:
            heading = Heading(index, int(line.level), SectionKind.SECTION, given=True)
            run.loose.append((heading, "prose" if content.prose else "items"))
        elif found[index] is Role.MONTH:
            heading = Heading(index, run.level_below_firm() + 1, SectionKind.LABEL)
        elif line.shape.numbering and found[index] is Role.HEADING:
            level = _numbered_level(line, levels, numbers)
            heading = Heading(index, level, SectionKind.SECTION, numbered=True)
            run, glyphs = _Run(heading), {}
        elif (line.glyph or (bold and line.bold)) and line.box_end is None:
            framed = _framed_heading(index, numbers) if line.glyph in FRAMES else None
            heading = framed or _glyph_heading(index, line.glyph or BOLD, headings, glyphs)
            if line.glyph in FRAMES:
                _enclose(numbers, heading.level)
            inner = heading.kind is SectionKind.INFOGRAPHIC and not content.any
            heading = heading if inner else Heading(index, heading.level, SectionKind.SECTION)
            run = _Run(heading, not content.any, inner)
        elif levels and line.box_end is None and (run.firm is None or line.back_matter):
            heading = Heading(index, min(levels.values()), SectionKind.SECTION)
        elif not levels and line.shape.hashes and trust:
            heading = Heading(index, _hash_rank(lines, found, line), SectionKind.SECTION)
            run = _Run(heading)
        else:
            following = contents[position + 1] if position + 1 < len(contents) else None
            heading = _loose_heading(index, line, content, following, run, line.text in highlights or line.box_title)
        headings.append(heading)
    return Outline(lines, found, tuple(headings))


def _contents(lines: tuple[Evidence, ...], found: tuple[Role, ...], indexes: list[int]) -> list[_Content]:
    contents = []
    for start, end in zip(indexes, [*indexes, len(lines)][1:], strict=True):
        content = _Content()
        for index in range(start + 1, end):
            content.any = True
            # Prose that follows items belongs to a section further up, not to the label.
            is_prose = found[index] is Role.PARAGRAPH and (lines[index].shape.prose or lines[index].announces)
            if is_prose and (content.prose or not _only_items(found, start + 1, index)):
                content.prose = True
            content.bullets_only = content.bullets_only and found[index] is Role.ITEM
        contents.append(content)
    return contents


def _only_items(found: tuple[Role, ...], start: int, end: int) -> bool:
    return end > start and all(role is Role.ITEM for role in found[start:end])


def _numbering_levels(lines: tuple[Evidence, ...], found: tuple[Role, ...]) -> dict[str, int]:
    """The level of each numbering style that headings of this text use."""
    used = {line.shape.numbering for line, role in zip(lines, found, strict=True) if role is Role.HEADING}
    levels: dict[str, int] = {}
    shift = sum(1 for wider in ("编", "部分") if wider in used)
    for name, _ in NUMBERINGS:
        if name not in used:
            continue
        if name in ("编", "部分"):
            levels[name] = len(levels) + 1
        elif name in _FIXED_LEVELS:
            levels[name] = _FIXED_LEVELS[name] + shift
        else:
            levels[name] = max(levels.values(), default=0) + 1
    return levels


def _numbered_level(line: Evidence, levels: dict[str, int], enclosing: list[tuple[float, int]]) -> int:
    """The level of a numbered heading: one below the number that encloses it, whatever styles
    other chapters put between; chapters and 节 keep theirs. `enclosing` holds (rank of style,
    level) of the open ones and is brought up to date. A framed heading encloses the numbers that
    begin anew below it."""
    style = line.shape.numbering
    rank = _RANKS[style]
    framed = enclosing and enclosing[-1][0] % 1
    if framed and enclosing[-1][0] < rank and not _first_number.match(line.text):
        enclosing.pop()
    while enclosing and enclosing[-1][0] >= rank:
        enclosing.pop()
    if style in _FIXED_LEVELS and enclosing and enclosing[-1][0] % 1:
        enclosing.pop()
    fixed = style in _FIXED_LEVELS or not enclosing
    level = levels[style] if fixed else enclosing[-1][1] + 1
    enclosing.append((rank, level))
    return level


_first_number = re.compile(r"[（(]?[一1][)）、.．]")
_BESIDE = 0.5
"""How far below the rank of the number that encloses it a framed heading stands."""


def _framed_heading(index: int, enclosing: list[tuple[float, int]]) -> Heading | None:
    """A framed heading beside the one before it that numbers have stood below since, if any."""
    level = next((level for rank, level in reversed(enclosing) if rank % 1), None)
    return None if level is None else Heading(index, level, SectionKind.SECTION)


def _enclose(enclosing: list[tuple[float, int]], level: int) -> None:
    """Open a framed heading below the number that is open, in place of the last one."""
    while any(rank % 1 for rank, _ in enclosing):
        enclosing.pop()
    enclosing.append(((enclosing[-1][0] if enclosing else -1) + _BESIDE, level))


def _glyph_class(glyph: str) -> str:
    return "chevron" if set(glyph) <= set(_CHEVRONS) else glyph


def _bold_is_a_rank(lines: tuple[Evidence, ...], indexes: list[int]) -> bool:
    """Whether being bold says something of a heading's rank: where other headings without number or
    glyph are not bold, it does not."""
    loose = [lines[i] for i in indexes if not (lines[i].shape.numbering or lines[i].glyph or lines[i].level)]
    return len(loose) >= 3 and all(line.bold for line in loose)


def _glyph_heading(index: int, glyph: str, before: list[Heading], ranks: dict[str, int]) -> Heading:
    """A heading with a glyph stands below the last number; another glyph below the first one.
    `ranks` are the glyphs met since that number."""
    numbered = next((h.level for h in reversed(before) if h.numbered), 1)
    rank = ranks.setdefault(_glyph_class(glyph), len(ranks))
    kind = SectionKind.INFOGRAPHIC if rank else SectionKind.SECTION
    return Heading(index, numbered + 1 + rank, kind)


def _highlights(lines: tuple[Evidence, ...], found: tuple[Role, ...]) -> frozenset[str]:
    """The items before the first heading: they name the chapter's feature stories."""
    texts = []
    for line, role in zip(lines, found, strict=True):
        if role is not Role.ITEM:
            break
        texts.append(line.text)
    return frozenset(texts)


def _trusts_hashes(lines: tuple[Evidence, ...], found: tuple[Role, ...]) -> bool:
    """Whether # marks agree with the numbers: none above the number that encloses it, and one
    count for each numbering style."""
    counts: dict[str, set[int]] = {}
    enclosing = 0
    for line, role in zip(lines, found, strict=True):
        if role is not Role.HEADING or not line.shape.hashes:
            continue
        if line.shape.numbering:
            counts.setdefault(line.shape.numbering, set()).add(line.shape.hashes)
            enclosing = line.shape.hashes
        elif line.shape.hashes <= enclosing:
            return False
    return all(len(found_counts) == 1 for found_counts in counts.values())


def _hash_rank(lines: tuple[Evidence, ...], found: tuple[Role, ...], line: Evidence) -> int:
    used = sorted({e.shape.hashes for e, role in zip(lines, found, strict=True) if role is Role.HEADING} - {0})
    return used.index(line.shape.hashes) + 1


def _loose_heading(
    index: int, line: Evidence, content: _Content, following: _Content | None, run: _Run, highlighted: bool
) -> Heading:
    """A heading with neither number nor glyph."""
    below = run.level_below_firm()
    previous = run.loose[-1] if run.loose else None
    if highlighted or line.box_end is not None:
        level = _box_level(previous, below, run, illustrates=line.box_title and line.box_end is None)
        if previous is not None and previous[1] == "container":
            # The box fills the heading above it, so what follows is no child of that heading.
            run.loose[-1] = (previous[0], "prose")
        return Heading(index, level, SectionKind.BOX)
    sort = _sort(content)
    doubt = ""
    if previous is not None and previous[1] == "container":
        level = previous[0].level + 1
    elif line.colon or line.empty_key:
        level, sort = _owner_level(run, below) + 1, "sub"
    elif line.names_event_or_body:
        level = next((h.level for h, s in run.loose if s == "name"), below)
        sort = "name"
    elif sort == "prose":
        level, doubt = _prose_level(run, below)
    elif sort == "container":
        prose = next((h for h, s in reversed(run.loose) if s == "prose"), None)
        level = prose.level + 1 if prose and following and not following.prose else below
    else:
        level = _items_level(previous, below)
    heading = Heading(index, level, _loose_kind(content, sort, level, below), doubt=doubt)
    run.loose.append((heading, sort))
    return heading


def _sort(content: _Content) -> str:
    if not content.any:
        return "container"
    return "prose" if content.prose else "items"


def _box_level(previous: tuple[Heading, str] | None, below: int, run: _Run, illustrates: bool) -> int:
    """A box that calls itself 专栏 illustrates the label it stands under; a feature story of the
    chapter stands beside the labels."""
    if previous is not None and (previous[1] == "container" or (illustrates and previous[1] == "prose")):
        return previous[0].level + 1
    if run.firm_is_inner_glyph and run.firm is not None:
        return run.firm.level
    return below


def _owner_level(run: _Run, below: int) -> int:
    return next((h.level for h, s in reversed(run.loose) if s in ("name", "prose")), below - 1)


def _prose_level(run: _Run, below: int) -> tuple[int, str]:
    """Prose ends an infographic; otherwise it is a peer of the last heading with prose."""
    for heading, sort in reversed(run.loose):
        if sort in ("prose", "container") and heading.kind is not SectionKind.INFOGRAPHIC:
            return heading.level, "level" if run.firm_is_inner_glyph else ""
    if run.firm_is_inner_glyph and run.firm is not None:
        return run.firm.level, "level"
    return below, ""


def _items_level(previous: tuple[Heading, str] | None, below: int) -> int:
    if previous is None:
        return below
    heading, sort = previous
    return heading.level if sort in ("items", "sub") else heading.level + 1


def _loose_kind(content: _Content, sort: str, level: int, below: int) -> SectionKind:
    if sort == "container" and level > below:
        return SectionKind.INFOGRAPHIC
    if content.prose or sort in ("container", "name"):
        return SectionKind.SECTION
    return SectionKind.LABEL
