"""Where things lie: the one place in which tests name folders of the checkout."""

from __future__ import annotations

import os
import re
from pathlib import Path

REPO = Path(__file__).resolve().parents[2]
TESTS = REPO / "tests"
TEMPLATES = REPO / "templates" / "pages"
STRANGE = TESTS / "structure" / "strange"
GUIDE = REPO / "annals" / "guide"
"""The guide's pages about the tool."""
FROZEN = Path(os.environ.get("ANNALS_EDITION") or TESTS / "frozen")
"""The edition that no editor touches (tests/frozen/README.md); another one in its place, where tests of what holds of any
edition are to be run on it (tests/stories/test_another_place.py)."""
REPORTS = sorted(path.stem for path in (FROZEN / "seeds").glob("*.yml"))
"""The ids of its reports."""


def raw_file(report: str) -> Path:
    """The raw text of a report of the frozen edition."""
    assert report in REPORTS, report
    return FROZEN / "seeds" / f"{report}.txt"


def raw_text(report: str) -> str:
    """The same as the tool decodes it."""
    return raw_file(report).read_bytes().decode("utf-8-sig")


def raw_lines(report: str) -> list[str]:
    """Its lines: they end at LF, CRLF or a lone CR and nowhere else."""
    return re.split(r"\r\n|\n|\r", raw_text(report))
