"""The indent of a paragraph within a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.reading import Reading

_tab = re.compile(r"(?<=[。！？…：；”’）)】])\t(?=[^\s|])")
_wide = re.compile(r"(?<=[。！？…：；”’）)】])\u3000\u3000(?=[^\s|])")
_INDENTS = (("\t", _tab), ("\u3000\u3000", _wide))
"""What opens a paragraph and parts nothing within a sentence, and where it stands behind one."""
_FEW = 5
_MOST = 0.8


@rule("J132", "行中的段首缩进")
def indents_in_lines(reading: Reading) -> Iterator[Edit]:
    """Yield a line end before each indent that stands within a line behind a whole sentence or a bracket, where nearly all lines begin
    with that indent: a tool ran one paragraph and the next together.

    Five lines at least tell. A tab behind a word parts cells, and a text that sets its first lines otherwise tells nothing: left alone.
    """
    text = reading.text
    filled = [line for line in text.split("\n") if line.strip()]
    for indent, within in _INDENTS:
        opened = sum(line.startswith(indent) for line in filled)
        if opened >= max(_FEW, _MOST * len(filled)):
            for match in within.finditer(text):
                yield Edit(start=match.start(), end=match.start(), new="\n", reason="段首的缩进")
