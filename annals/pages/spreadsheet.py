"""CSV as the open data write it: RFC 4180, LF, with a byte order mark, without which Excel reads no Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_MARK = "\ufeff"


def csv_of(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A header and its rows as the text of a file."""
    return _MARK + rows_of((columns, *lines))


def rows_of(lines: Iterable[Sequence[str]]) -> str:
    """Rows alone, as they stand below a header."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
