"""Lists of names over several lines."""

from __future__ import annotations

from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rows_of_names import cuts_name, name_rows
from annals.model import Edit
from annals.text.reading import Reading


@rule("J122", "名单的折行")
def rows_of_names(reading: Reading) -> Iterator[Edit]:
    """Yield a blank for the line end within a row of names: `委员：丁宁 于海洋` and `任建新 刘畅` below it.

    Evidence: names set apart by blanks and nothing else (see the list surnames), three where no word and colon announces them, and
    such names right below; or names with 、 between them, but for the line end. Names behind the next word, below a blank line
    that cuts no name, other words: left alone.
    """
    lines, surnames = reading.lines, reading.lexicon.surnames
    for at in sorted(name_rows(lines, surnames).going_on):
        cut = lines[at - 1].text.endswith("、") or cuts_name(lines[at - 1], lines[at], surnames)
        between = "" if cut else " "
        yield Edit(start=lines[at - 1].end, end=lines[at].start, new=between, reason="名单的折行")
