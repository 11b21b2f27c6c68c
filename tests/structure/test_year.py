"""The year and the title of a report, from its text alone: one case a section of years.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from annals.structure.title import title_of
from annals.structure.year import year_of
from tests.support.words import LEXICON

_case = re.compile(
    r"^## ([^\n]+)\nyear: ([^\n]+)\ntitle: ([^\n]+)\nlook: (yes|no)\n~~~\n(.*?)^~~~$", re.MULTILINE | re.DOTALL
)
_TEXT = Path(__file__).with_name("years.md").read_text("utf-8")
CASES = _case.findall(_TEXT)


def test_every_section_is_a_case() -> None:
    assert len(CASES) == len(re.findall(r"^## ", _TEXT, re.MULTILINE)) > 10


@pytest.mark.parametrize(("name", "year", "title", "look", "raw"), CASES, ids=[case[0] for case in CASES])
def test_year(name: str, year: str, title: str, look: str, raw: str) -> None:
    cleaned, _ = clean_source(read_source("1999", raw.encode()), LEXICON)
    document, _ = document_of(cleaned, LEXICON)
    found = title_of(document, LEXICON)
    dated = year_of(document, found, LEXICON)
    told = (str(dated.year or "—"), found or "—", "yes" if dated.doubtful else "no")
    assert told == (year, title, look), (name, dated.evidence)
