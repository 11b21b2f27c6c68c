"""Fences of code blocks, in which tools and language models wrap tables, formulas and whole pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.reading import Reading

_fence = re.compile(
    r"^(?P<indent>[ \t]{0,12})(?P<mark>`{3,20}|~{3,20})[ \t]{0,4}(?P<info>[A-Za-z][\w+.#-]{0,20}|\{[^{}\n]{1,60}\})?[ \t]{0,4}$",
    re.MULTILINE,
)


@rule("F116", "代码块的围栏", digits=True)
def code_fences(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the lines that open and close a block of code (```` ``` ````, ```` ```markdown ````, `~~~`): what stands
    between is text of the report, and is read as it is.

    Evidence: the mark stands alone on its line, or with the name of a language. A line of tildes without a second one is a printed rule; code within a line
    stays.
    """
    found = list(_fence.finditer(reading.text))
    tildes = [match for match in found if match.group("mark")[0] == "~"]
    paired = {match.start() for match in tildes[: len(tildes) // 2 * 2]}
    # A rule of tildes has nobody to open or close.
    for match in found:
        if match.group("mark")[0] == "`" or match.start() in paired:
            yield Edit(start=match.start("mark"), end=match.end(), new="")
