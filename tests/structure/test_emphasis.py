"""Words that the raw text has in bold are in bold on the page, and no reader sees the marks."""

from __future__ import annotations

import markdown
import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.structure.document import document_of
from tests.support.words import LEXICON


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        ("全年**产值增长**，势头良好。", "全年<strong>产值增长</strong>，势头良好。"),
        # Marks that meet, as a tool leaves them where a bold run goes over a line: one run, not four stars.
        ("全年**产值增长****较快平稳**，势头良好。", "全年<strong>产值增长较快平稳</strong>，势头良好。"),
        (
            "全年**产值增长，****较快平稳**，势头良好。",
            "全年<strong>产值增长</strong>，<strong>较快平稳</strong>，势头良好。",
        ),
    ],
    ids=["alone", "meeting", "parted"],
)
def test_bold_is_bold_for_both_readers(raw: str, html: str) -> None:
    cleaned, _ = clean_source(read_source("x", raw.encode()), LEXICON)
    (block,) = document_of(cleaned, LEXICON)[0].blocks
    assert "*" not in text_of(block.content)
    assert markdown.markdown(block.content.markdown) == f"<p>{html}</p>"
