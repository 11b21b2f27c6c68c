"""A block that the site and GitHub's preview read differently, or that stands otherwise on a page than its Markdown says, as an editor is told of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile

from annals.check.lost_reasons import glued_tag
from annals.markdown.front import Front, read_fronts
from annals.markdown.read import read_blocks
from annals.model import Mismatch, Phrase, Problem, Withheld
from annals.site.dialect import Misread, misreadings
from annals.text.characters import excerpt


def told_of(miss: Mismatch | Withheld, docs: Mapping[str, str]) -> Problem:
    """A block that renders as other text than its Markdown says, or what the last gate took out, as an editor is told:
    where the page itself (of `docs`, by path) shows it, or one that a made page has the block from, at its line and as
    `check` says it."""
    if isinstance(miss, Withheld):
        return Problem.of("E230", f"docs/{miss.path}", html=miss.shown, instead=Phrase.of("html-none"))
    fronts, _ = read_fronts({miss.path: docs[miss.path]} if miss.path in docs else _holding(miss, docs))
    for path, front in fronts.items():
        found = tuple(misreadings(front.body, front.lines_before))
        own = next(
            (one for one in found if _is_of(front, one, miss)), found[0] if found and path == miss.path else None
        )
        if own is not None:
            return read_otherwise(path, front, own)
    return Problem.of("E202", f"docs/{miss.path}", index=miss.index, found=miss.found, expected=miss.expected)


def _holding(miss: Mismatch, docs: Mapping[str, str]) -> dict[str, str]:
    """The pages on which the text of a block stands that a made page shows."""
    begins = _letters(miss.expected)
    return {path: text for path, text in sorted(docs.items()) if begins in _letters(text, len(text))} if begins else {}


def _is_of(front: Front, found: Misread, miss: Mismatch) -> bool:
    """Whether a block that is read differently on its page is the one that a made page shows."""
    blocks = read_blocks(front.body, front.lines_before)
    return any(block.line == found.line and _letters(miss.expected) == _letters(block.text) for block in blocks)


def _letters(text: str, length: int = 60) -> str:
    return "".join(filter(str.isalnum, text[:length]))


_fence = re.compile(r" {0,3}```")
# `-碳`, `1.碳`, no figure such as `1.5`, no line of dashes.
_glued_item = re.compile(r"^(?P<mark>[-*+]|\d{1,3}[.)])(?P<rest>[^\s\d*+.)-][^\n]{0,20})", re.MULTILINE)
# `![图](图 1.png)`; what stands behind an address in quotation marks is its title.
_blank_address = re.compile(r"\]\(([^()\s\"'“]{1,200} [^()\n\"'“]{1,200}\.[A-Za-z]{2,4})\)")


def _open_fence(front: Front) -> int:
    """The line in the file of a fence of code that none closes; 0 where there is none."""
    fences = [number for number, line in enumerate(front.body.split("\n"), 1) if _fence.match(line)]
    return front.lines_before + fences[-1] if len(fences) % 2 else 0


def read_otherwise(path: str, front: Front, found: Misread) -> Problem:
    """That the site and GitHub's preview read a block of a page differently."""
    shown = excerpt(front.text, found.line)
    site, preview = found.site or "—", found.preview or "—"
    lines = front.text.split("\n")[found.line - 1 :]
    block = "\n".join(takewhile(str.strip, lines))
    cure = Phrase.of("read-alike")
    if (line := _open_fence(front)) and "```" in site:
        cure, shown = Phrase.of("fence-open"), excerpt(front.text, line)
        return Problem.of("E214", f"docs/{path}", line, excerpt=shown, site=site, preview=preview, cure=cure)
    if parted := glued_tag(front, found.site) or glued_tag(front, found.preview):
        line, cure = parted
        shown = excerpt(front.text, line)
        return Problem.of("E214", f"docs/{path}", line, excerpt=shown, site=site, preview=preview, cure=cure)
    if glued := _glued_item.search(block):
        cure = Phrase.of("list-blank", mark=glued["mark"], better=f"{glued['mark']} {glued['rest']}")
    if blank := _blank_address.search(block):
        cure = Phrase.of("link-blank", better=re.sub(r"\s+", "-", blank[1].strip()))
    return Problem.of("E214", f"docs/{path}", found.line, excerpt=shown, site=site, preview=preview, cure=cure)
