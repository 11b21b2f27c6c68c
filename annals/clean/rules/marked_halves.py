"""Halves of sentences that a tool marked as headings."""

from __future__ import annotations

from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.marked_halves import ends_above, first_halves, second_halves
from annals.clean.rules.interruptions import interrupts
from annals.clean.rules.wraps import glue
from annals.model import Edit, Safety
from annals.text.lines import BOLD
from annals.text.reading import Reading


@rule("J126", "标成标题的半句", Safety.REVIEW)
def sentence_halves(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the # marks before the halves of a sentence, and the join of these.

    Evidence: see clean/marked_halves.py. What has a number or a glyph keeps it: it is an item. Headings of two clauses, and what stands
    above a text that begins anew, stay.
    """
    lines = reading.lines
    halves = first_halves(reading.text, lines, reading.lexicon, lambda line: interrupts(line, reading.lexicon))
    # Where a rule set the marks, it knew why.
    halves = frozenset(at for at in halves if not (lines[at].hashes and reading.is_added(lines[at].start)))
    rests = second_halves(lines, halves)
    for at in sorted(halves | rests):
        line = lines[at]
        if line.hashes and at - 1 not in halves:
            yield Edit(start=line.start, end=line.first, new="", reason="标题的记号")
        if at in rests and at - 1 not in halves and ends_above(lines, at):
            yield Edit(start=lines[at - 1].end, end=line.start, new="", reason="标题记号后的半句")
        if line.glyph == BOLD:
            yield Edit(start=line.glyph_start, end=line.body, new="", reason="标题的记号")
            yield Edit(start=line.end - len(BOLD), end=line.end, new="", reason="标题的记号")
        if at in halves:
            below = lines[at + 1]
            yield Edit(start=line.end, end=below.first, new=glue(line.text, below.text), reason="标题记号后的半句")
