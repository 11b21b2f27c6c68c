"""On which page everything stands once a person has given levels and boxes: where it stood without them.

A level says how deep a heading stands, not which topic it belongs to. One that took a section out from under a heading which a
topic names took it, with all below it, to another page, and nobody had asked for that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from annals.markdown.read import text_of
from annals.model import FLAG_CODE, MOVED_CODE, OTHER, OVERVIEW, Block, Cleaned, Document, HintKind, Topic
from annals.structure.document import document_of
from annals.structure.topics import assign, named_sections, worded_sections
from annals.text.lexicon import Lexicon

_GIVEN = (HintKind.LEVEL, HintKind.BOX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A section that stands on another page (a slug each) than it would without the levels and boxes that a person gave;
    `by` is the section whose level or box that was: the last one that was given any."""

    section: Block
    by: Block
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The page slug of each section, and of each paragraph that stands on another page than the section it hangs below;
    `moved` are the topmost sections that went to another page, in order."""

    pages: Mapping[str, str]
    moved: tuple[Moved, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Walk:
    """The work of giving every block its page, its section before itself. `topical` are the pages that topics give to the sections
    as they are, `before` those of the sections in `printed`, the document without what was given."""

    topical: Mapping[str, str]
    before: Mapping[str, str]
    printed: Mapping[str, Block]
    named: frozenset[str]
    worded: frozenset[str]
    pages: dict[str, str] = field(default_factory=dict)
    within: set[str] = field(default_factory=set)

    def page(self, block: Block) -> str:
        """That of a topic which names the section or one above it. Else that of the section above if both stood on one page
        before, or if a person put it below one of a topic's; else where it stood."""
        above, was = block.above, self.printed.get(block.id)
        around = self.pages[above] if above is not None else OVERVIEW
        if block.section is not None and (block.id in self.named or above in self.within):
            self.within.add(block.id)
            return self.topical[block.id]
        if above in self.within:
            return around
        if block.section is not None and block.id in self.worded and (was is None or was.section is None):
            return self.topical[block.id]
        if was is None:
            return around
        stood = self.stood(was)
        beside = self.printed.get(above) if above is not None else None
        follows = beside is not None and self.stood(beside) == stood
        placed = is_given(block, was) and block.id not in self.worded and around not in (OVERVIEW, OTHER)
        return around if follows or placed else stood

    def stood(self, block: Block) -> str:
        """The page of a block of `printed`."""
        if block.section is not None:
            return self.before[block.id]
        return self.before[block.above] if block.above is not None else OVERVIEW

    def moved(self, document: Document) -> Iterator[Moved]:
        """The sections on another page than before, those apart that went with the one above them."""
        gone: dict[str, tuple[str, str]] = {}
        by: Block | None = None
        for section in document.sections():
            was, above = self.printed.get(section.id), section.above
            by = section if by is None or is_given(section, was) else by
            way = (self.stood(was) if was is not None else self.pages[section.id], self.pages[section.id])
            if way[0] != way[1]:
                gone[section.id] = way
                if above is None or gone.get(above) != way:
                    yield Moved(section=section, by=by, before=way[0], after=way[1])


def moved_by_titles(
    document: Document, topics: tuple[Topic, ...], lexicon: Lexicon, stood: Mapping[str, str]
) -> tuple[Moved, ...]:
    """The topmost sections that stand on another page than with the titles that were printed, before a person mended words of
    them: a topic finds its sections by the words of titles. `by` is the section with the mended title."""
    printed = {section.id: _printed_title(document, section) for section in document.sections()}
    mended = {name for name, title in printed.items() if title is not None}
    if not mended:
        return ()
    blocks = (
        replace(block, content=replace(block.content, markdown=title)) if (title := printed.get(block.id)) else block
        for block in document.blocks
    )
    before = assign(replace(document, blocks=tuple(blocks)), topics, lexicon, stood)
    after = assign(document, topics, lexicon, stood)
    gone: dict[str, tuple[str, str]] = {}
    found: list[Moved] = []
    by: Block | None = None
    for section in document.sections():
        by = section if section.id in mended else by
        way = before[section.id], after[section.id]
        if way[0] != way[1] and by is not None:
            gone[section.id] = way
            if section.above is None or gone.get(section.above) != way:
                found.append(Moved(section=section, by=by, before=way[0], after=way[1]))
    return tuple(found)


def _printed_title(document: Document, section: Block) -> str | None:
    """The words of a title without what a person mended; None where nothing was."""
    changes = [one for one in document.changes.get(section.id, ()) if one.code not in (FLAG_CODE, MOVED_CODE)]
    title = text_of(section.content)
    for change in sorted(changes, key=lambda one: one.start, reverse=True):
        title = title[: change.start] + change.old + title[change.end :]
    return title if changes else None


def is_given(block: Block, was: Block | None) -> bool:
    """Whether a person's word made a section what it is now."""
    return block.section is not None and (was is None or (block.section, block.level) != (was.section, was.level))


def pages_kept(
    document: Document, cleaned: Cleaned, topics: tuple[Topic, ...], lexicon: Lexicon, stood: Mapping[str, str]
) -> Kept:
    """Where everything stands in a document, made of `cleaned`; `stood` is as for `assign`."""
    topical = assign(document, topics, lexicon, stood)
    hints = tuple(hint for hint in cleaned.hints if hint.kind not in _GIVEN)
    if len(hints) == len(cleaned.hints):
        return Kept(pages=topical)
    printed, _ = document_of(replace(cleaned, hints=hints), lexicon)
    walk = _Walk(
        topical=topical,
        before=assign(printed, topics, lexicon, stood),
        printed={block.id: block for block in printed.blocks},
        named=named_sections(document, topics),
        worded=worded_sections(document, topics, lexicon),
    )
    for block in document.blocks:
        walk.pages[block.id] = walk.page(block)
    pages = {
        block.id: walk.pages[block.id]
        for block in document.blocks
        if block.section is not None or walk.pages[block.id] != (walk.pages[block.above] if block.above else OVERVIEW)
    }
    return Kept(pages=pages, moved=tuple(walk.moved(document)))
