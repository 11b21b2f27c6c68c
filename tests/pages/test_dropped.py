"""What reaches no page is listed as the raw text has it."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.pages.ledger_file import as_printed
from tests.support.words import LEXICON

CUT = "全县水库四十二座，总库容三亿立方米，灌溉面积二十万亩，干渠衬砌\n{}\n率六成，支渠衬砌率四成。\n"


@pytest.mark.parametrize("number", ["—　１２　—", "- 12 -", "第１２页"])
def test_a_line_that_is_dropped_is_told_in_the_letters_of_the_raw_text(number: str) -> None:
    source = read_source("x", CUT.format(number).encode())
    cleaned, _ = clean_source(source, LEXICON)
    assert [as_printed(source, entry) for entry in cleaned.ledger if entry.drops] == [number]


def test_without_the_raw_text_the_ledger_tells() -> None:
    cleaned, _ = clean_source(read_source("x", CUT.format("—１２—").encode()), LEXICON)
    assert [as_printed(None, entry) for entry in cleaned.ledger if entry.drops] == ["—12—"]
