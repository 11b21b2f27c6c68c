"""Why text of a report that stands in the file of a page is no block of it: how the line is read on which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.markdown.front import Front
from annals.markdown.read import read_page
from annals.model import BlockKind, PageBlock, Phrase
from annals.text.characters import letters

_KEY = 24
"""So many letters and digits tell a paragraph from all others."""
_SURE = 10
"""A text with fewer is sought only as a whole line."""
_BEGIN, _SHOWN = 10, 20
"""So many characters of a text tell where it begins, of a heading which it is."""
_indented = re.compile(r" {0,3}\t| {4}")
_fence = re.compile(r" {0,3}(?:```|~~~)")
_target = re.compile(r" {0,3}(\[[^\]\n]{1,80}\]:)")
_tag = re.compile(r" {0,3}(</?[a-z][^<>\n]{0,200}>)[ \t]{0,20}\S")
_alone = re.compile(r"</?(?:div|details)\b[^<>\n]{0,200}>")
_quoted = re.compile(r" {0,3}>")
_listed = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)]) ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a text is not read as a block, the line (1-based) to mend, and how; `meant`: an editor may have wanted it so."""

    why: Phrase
    cure: Phrase
    line: int
    meant: bool = False


def holds(line: str, text: str) -> bool:
    """Whether a line of a page begins or holds a text (both as `letters`)."""
    return text[:_KEY] in line if len(text) >= _SURE else bool(text) and line == text


def line_of(text: str, lines: Sequence[str]) -> int | None:
    """The first of some lines (as `letters`, counted from 0) that holds a text."""
    wanted = letters(text)
    return next((at for at, line in enumerate(lines) if holds(line, wanted)), None)


def glued_tag(front: Front, text: str) -> tuple[int, Phrase] | None:
    """The line (1-based) on which a text of a page stands right behind a tag of a form, or right below one, and how to part them;
    None where it does neither."""
    wanted = letters(text)
    lines = front.text.split("\n")
    for number, line in enumerate(lines, 1):
        if not wanted or wanted[:_KEY] not in letters(line) or number <= front.lines_before:
            continue
        if (tag := _tag.match(line)) is not None and not tag[1].startswith("<summary"):
            return number, Phrase.of("cure-tag", tag=tag[1])
        above = lines[number - 2].strip() if number > 1 else ""
        if _alone.fullmatch(above):
            return number, Phrase.of("cure-apart")
    return None


class PageReading:
    """A page as it is read, line by line."""

    def __init__(self, front: Front) -> None:
        self._before = front.lines_before
        self._lines = front.body.split("\n")
        self._letters = [letters(line) for line in self._lines]
        self._blocks = read_page(front.body, front.lines_before)

    def reason_of(self, text: str, *, is_heading: bool = False) -> Reason | None:
        """Why a text that is none of the blocks is none, where it stands in the file; None where it does not."""
        at = line_of(text, self._letters)
        if at is None and is_heading:
            at = self._headed(letters(text))
        if at is None:
            return None
        number = at + 1 + self._before
        block = next((one for one in self._blocks if one.line <= number < one.end), None)
        if is_heading and block is not None and block.line == number and block.content.kind is BlockKind.PARAGRAPH:
            return Reason(why=Phrase.of("lost-heading"), cure=Phrase.of("cure-heading"), line=number, meant=True)
        line = self._lines[at]
        found = _read(line, number, block, text)
        return found or Reason(
            why=Phrase.of("lost-read"), cure=_parted(line, number, block, text), line=number, meant=True
        )

    def _headed(self, wanted: str) -> int | None:
        """The line (counted from 0) of a heading that begins with another one."""
        headings = (block.line - 1 - self._before for block in self._blocks if block.content.kind is BlockKind.HEADING)
        return next((at for at in headings if wanted and self._letters[at].startswith(wanted)), None)


def _parted(line: str, number: int, block: PageBlock | None, text: str) -> Phrase:
    """How a text comes to stand by itself: an empty line before it helps only where it does not begin its block."""
    there, wanted = letters(line), letters(text)
    if there.startswith(wanted) and there != wanted:
        return Phrase.of("cure-part-behind", end=text[-_BEGIN:])
    if not there.startswith(wanted[:_KEY]):
        return Phrase.of("cure-part", begin=text[:_BEGIN])
    if block is not None and block.line == number:
        return Phrase.of("cure-tell-apart", begin=text[:_BEGIN])
    return Phrase.of("cure-apart")


def _read(line: str, number: int, block: PageBlock | None, text: str) -> Reason | None:
    if block is None:
        return None
    first = block.source.split("\n", 1)[0]
    kind = block.content.kind
    if kind is BlockKind.OPAQUE:
        if _fence.match(first):
            return Reason(why=Phrase.of("lost-fence", mark=first.strip()[:3]), cure=_unfenced(block), line=block.line)
        if (target := _target.match(line)) is not None:
            return Reason(
                why=Phrase.of("lost-target", mark=target[1]), cure=Phrase.of("cure-target", mark=target[1]), line=number
            )
        if _indented.match(line):
            return Reason(why=Phrase.of("lost-code"), cure=Phrase.of("cure-code"), line=number)
        if (tag := _tag.match(line)) is not None:
            return Reason(why=Phrase.of("lost-html"), cure=Phrase.of("cure-tag", tag=tag[1]), line=number)
        return Reason(why=Phrase.of("lost-html"), cure=Phrase.of("cure-apart"), line=number, meant=True)
    runs_on = number > block.line
    if kind is BlockKind.HEADING:
        head, found, _ = block.text.partition(text[:_BEGIN])
        why = Phrase.of("lost-in-heading", head=head[:_SHOWN]) if head and found else Phrase.of("lost-headed")
        return Reason(why=why, cure=_parted(line, number, block, text), line=number)
    if (
        kind is BlockKind.NOTE
        and _quoted.match(line)
        and letters(line).startswith(letters(text)[:_KEY])
        and not runs_on
    ):
        return Reason(why=Phrase.of("lost-quoted"), cure=Phrase.of("cure-quoted"), line=number)
    if kind is BlockKind.NOTE and runs_on and not _quoted.match(line):
        return Reason(why=Phrase.of("lost-note"), cure=Phrase.of("cure-apart"), line=number)
    if kind is BlockKind.ITEM and runs_on and not _listed.match(line):
        return Reason(why=Phrase.of("lost-list"), cure=Phrase.of("cure-apart"), line=number)
    if kind is BlockKind.ROW and not line.lstrip().startswith("|"):
        return Reason(why=Phrase.of("lost-table"), cure=Phrase.of("cure-apart"), line=number)
    return None


def _unfenced(block: PageBlock) -> Phrase:
    """How lines that are code become text: a mark that ends them would begin code itself once the first is gone."""
    lines = block.source.rstrip("\n").split("\n")
    if len(lines) > 1 and _fence.match(lines[-1]):
        return Phrase.of("cure-both-fences", last=str(block.line + len(lines) - 1))
    return Phrase.of("cure-open-fence")
