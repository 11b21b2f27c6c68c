"""What a glyph at the beginning of a line makes of it: an item, a note, or a heading of the text below."""

from __future__ import annotations

from annals.structure.evidence import LABEL_WIDTH, Evidence
from annals.text.characters import NOTE_GLYPH
from annals.text.lines import FRAMES


def is_text(line: Evidence) -> bool:
    """Whether a line is text that a heading may stand above: a sentence, an item, a row, what leads up to a list, what is long."""
    long = line.wrapped or line.shape.width > LABEL_WIDTH
    return line.shape.prose or line.shape.bullet or line.shape.row or line.leads_up or long


def is_note(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether the mark of a reference opens a note (`※ 公示期为5个工作日`): it heads a text only where it stands above one, and
    above another one elsewhere."""
    marked = (
        [at for at, line in enumerate(lines) if line.glyph == NOTE_GLYPH] if lines[index].glyph == NOTE_GLYPH else []
    )
    heads = [at for at in marked if not lines[at].tells_of_table and any(map(_is_told, lines[at + 1 : at + 2]))]
    return bool(marked) and (index not in heads or len(heads) < _HEADS)


_HEADS = 2
"""A single mark of a reference above a text may be that of a note."""


def _is_told(line: Evidence) -> bool:
    return is_text(line) and not (line.shape.marked or line.glyph or line.tells_of_table)


def in_glyph_run(lines: tuple[Evidence, ...], index: int) -> bool:
    """Lines with the same glyph one after the other, with nothing between, are items."""
    line = lines[index]
    if not line.glyph or line.glyph in FRAMES or line.shape.hashes or line.shape.numbering:
        return False
    if line.level:
        return False
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    return any(other.glyph == line.glyph and not other.shape.hashes for other in near)
