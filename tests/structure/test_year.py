"""The year and the title of a report, from its text alone: one case a section of years.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.cover import is_of_issue
from annals.structure.document import document_of
from annals.structure.title import title_of
from annals.structure.year import year_of
from annals.text.lexicon import changed_lexicon
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


@pytest.mark.parametrize(
    ("raw", "words", "years"),
    [
        ("一、2018年盘点\n\n水渠修好。2019年修桥，2019年铺路，2019年植树，2019年通水。\n", "looking-back: {add: [盘点]}", (2019, 2018)),
        ("水渠修好。2018年通水，2018年蓄水。\n\n引书\n\n2019年。\n\n2019年。\n\n2019年。\n", "references: {add: [引书]}", (2019, 2018)),
        ("办法（2019年核准）、细则（2019年核准）、规定（2019年核准、2019年核准）。2018年通水，2018年蓄水。\n", "enacting: {add: [核准]}", (2019, 2018)),
    ],
)  # fmt: skip
def test_words_that_say_whose_a_year_is_are_an_editions_own(raw: str, words: str, years: tuple[int, int]) -> None:
    own, _ = changed_lexicon(LEXICON, words, "docs/lexicon.yml")
    for lexicon, year in zip((LEXICON, own), years, strict=True):
        cleaned, _ = clean_source(read_source("1999", f"# 石桥镇水利情况\n\n{raw}".encode()), lexicon)
        document, _ = document_of(cleaned, lexicon)
        dated = year_of(document, "石桥镇水利情况", lexicon)
        assert dated.year == year, dated.evidence


def test_words_that_say_how_a_law_came_to_be_are_an_editions_own() -> None:
    own, _ = changed_lexicon(LEXICON, "enacting: {add: [核准]}", "docs/lexicon.yml")
    assert [is_of_issue("2001年12月12日甲乙会核准", lexicon) for lexicon in (LEXICON, own)] == [False, True]
