"""In which form a merged block stands: its kind, level, list and box, as the side has it whose text it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from annals.markdown.inline import escape_start
from annals.merge.parts import is_heading, marks_behind, root_of
from annals.model import Content, Passage
from annals.text.sentences import held

_T = TypeVar("_T")
_WHOLE = 0.5
"""A block that holds so much of another one of the same side is not that side's block."""

_strong = re.compile(r"(?<![\\*])\*\*(?!\*)")
_PARTING = "，、；：。,;"
_GOES_ON = ("，", "、", "；", ",", ";")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The three sides of a cluster by key, for what they say of the form of what it becomes."""

    base: Mapping[str, Passage]
    mine: Mapping[str, Passage]
    theirs: Mapping[str, Passage]

    def formed(self, own: Passage) -> Passage:
        """A merged block in its form: each feature that one side changed as that side has it; where
        both did, as the editor has it. What one side parted from a block goes along with what the
        other made of that block, but only a side that has the block as it is can make it a heading or
        text. Untouched lines of an editor stand as they were written."""
        root = root_of(own, self.base)
        base = self.base.get(root)
        mine, theirs = self._holding(self.mine, own, root), self._holding(self.theirs, own, root)
        found = own
        if mine is not None and theirs is not None:
            boxes = _pick(base.boxes if base else theirs.boxes, mine.boxes, theirs.boxes)
            found = replace(self._kind(own, root, base, mine, theirs), boxes=boxes)
        if mine is not None and found.content == mine.content and found.level == mine.level:
            return found
        # What now comes first or last may have stood in the midst of a paragraph before.
        found = self._with_own_ends(found, mine, (base, mine, theirs))
        text = closed(found.content.markdown)
        markdown = text if is_heading(found) else escape_start(text)
        return replace(found, content=replace(found.content, markdown=markdown), written=None)

    def whole_again(self, own: Passage, markdown: str) -> Passage:
        """A merged block for whose words the machine's side was chosen; where an editor had made a heading of a part of it, and
        they are now the machine's, it stands as that does."""
        mine, theirs = self.mine.get(own.key), self.theirs.get(own.key)
        if mine is None or theirs is None or is_heading(mine) == is_heading(theirs):
            return own
        parted = self._parts_a_heading(self.mine.values(), root_of(own, self.base))
        if not parted or markdown == mine.content.markdown or markdown not in theirs.content.markdown:
            return own
        return with_form(replace(own, content=replace(own.content, markdown=markdown)), theirs)

    def _with_own_ends(self, found: Passage, mine: Passage | None, sides: Iterable[Passage | None]) -> Passage:
        """A block without the comma that parted it from what stood before it, and with an editor's mark where the machine goes on
        in a sentence behind which the editor parted it, unless a side begins or ends so."""
        text, texts = found.content.markdown, [side.content.markdown for side in sides if side is not None]
        if is_heading(found):
            return found
        if not any(one.startswith(tuple(_PARTING)) for one in texts):
            text = text.lstrip(_PARTING) or text
        if mine is not None and text.endswith(_GOES_ON) and not any(one.endswith(_GOES_ON) for one in texts):
            text = text.rstrip("".join(_GOES_ON)) + marks_behind(mine.content.markdown)
        return replace(found, content=replace(found.content, markdown=text))

    def _holding(self, side: Mapping[str, Passage], own: Passage, root: str) -> Passage | None:
        """The block of a side that holds a text: under its own name, in what it was made one with, or the part of its root in which
        most of it is."""
        if own.key in side:
            return side[own.key]
        joined = next((p for p in side.values() if any(block.id == own.key for block in p.stem.whole())), None)
        if joined is not None:
            return joined
        parts = [passage for passage in side.values() if root and root_of(passage, self.base) == root]
        return max(parts, key=lambda one: held(own.content.markdown, one.content.markdown), default=side.get(root))

    def _kind(self, own: Passage, root: str, base: Passage | None, mine: Passage, theirs: Passage) -> Passage:
        markdown = own.content.markdown
        if is_heading(mine) != is_heading(theirs):
            side = mine if self._decides(markdown, root, base, mine, theirs) else theirs
            return replace(own, content=replace(side.content, markdown=markdown), level=side.level)
        # A side that makes text of a heading, or a heading of text, starts from nothing that the other has.
        old = base if base is not None and is_heading(base) == is_heading(mine) else theirs
        content = Content(
            kind=_pick(old.content.kind, mine.content.kind, theirs.content.kind),
            markdown=markdown,
            depth=_pick(old.content.depth, mine.content.depth, theirs.content.depth),
            header=_pick(old.content.header, mine.content.header, theirs.content.header),
        )
        return replace(own, content=content, level=_pick(old.level, mine.level, theirs.level))

    def _decides(self, markdown: str, root: str, base: Passage | None, mine: Passage, theirs: Passage) -> bool:
        """Whether the editor decides if a block is a heading: whoever has it as a block of its own,
        then whoever parted a heading from text, then whoever changed it."""
        whole = _has_whole(self.mine, mine, markdown), _has_whole(self.theirs, theirs, markdown)
        if whole[0] != whole[1]:
            return whole[0]
        if self._parts_a_heading(self.mine.values(), root):
            return True
        if self._parts_a_heading(self.theirs.values(), root):
            return False
        return base is None or is_heading(mine) != is_heading(base)

    def _parts_a_heading(self, side: Iterable[Passage], root: str) -> bool:
        return len({is_heading(passage) for passage in side if root_of(passage, self.base) == root}) > 1


def closed(markdown: str) -> str:
    """A text without a sign of emphasis whose partner went to another block, and without what then stands before its words.

    >>> closed("**甲。"), closed("** 乙**丙**"), closed("**丁**")
    ('甲。', '乙**丙**', '**丁**')
    """
    signs = [match.start() for match in _strong.finditer(markdown)]
    if len(signs) % 2 == 0:
        return markdown
    ends = _strong.match(markdown) is not None and markdown[2:3].isspace()
    at = 0 if ends else signs[-1]
    return (markdown[:at] + markdown[at + 2 :]).strip()


def with_stop(own: Passage, old: Passage | None, new: Passage | None) -> Passage:
    """An editor's heading; where the machine makes it text again (`new`), with the stop that it had as one (`old`), which a heading
    has not."""
    if old is None or new is None or is_heading(new) or not (is_heading(own) and is_heading(old)):
        return own
    text = old.content.markdown
    return replace(own, content=old.content) if text == own.content.markdown + marks_behind(text) else own


def form_of(passage: Passage) -> tuple[object, ...]:
    """How a passage is written, its words apart."""
    return passage.content.kind, passage.level, passage.content.depth, passage.content.header, passage.boxes


def levels_clash(base: Passage | None, mine: Passage, theirs: Passage, *, given: bool) -> bool:
    """Whether an editor and the machine each gave a heading another level, or made it text; `given` says that the machine's is
    a person's. That a heading stands higher on its page, because the section moved to another one, is nothing that the
    machine says of its level; nor is it where the machine finds a heading that the editor made, too."""
    if base is None or not is_heading(base):
        return given and is_heading(mine) and is_heading(theirs) and mine.level != theirs.level
    structural = [passage.stem.origin.level if passage.stem.origin else 0 for passage in (base, theirs)]
    told = structural[0] != structural[1] and (given or base.level != theirs.level)
    return told and mine.level not in (base.level, theirs.level)


def shown(passage: Passage) -> str:
    """A passage as its line on a page, a heading with its marks."""
    return f"{'#' * passage.level} {passage.content.markdown}" if passage.level else passage.content.markdown


def with_form(passage: Passage, other: Passage) -> Passage:
    """A passage that stands as another one does."""
    return replace(
        passage, content=replace(other.content, markdown=passage.content.markdown), level=other.level, written=None
    )


def _has_whole(side: Mapping[str, Passage], own: Passage, markdown: str) -> bool:
    """Whether a text is one block on a side, and not several."""
    return not any(held(other.content.markdown, markdown) >= _WHOLE for other in side.values() if other.key != own.key)


def _pick(base: _T, mine: _T, theirs: _T) -> _T:
    return theirs if mine == base else mine
