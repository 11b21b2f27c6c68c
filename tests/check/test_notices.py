"""Which paragraphs an editor is asked to look at: one that breaks off, not one that announces what follows."""

from __future__ import annotations

import pytest

from annals.check.notices import unfinished
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from tests.support.words import LEXICON

WHOLE = "全年举办培训三十场，参加的有两千多人。学员来自各区，其中半数是第一次参加。"


def told(text: str) -> list[str]:
    """The ends of the paragraphs that are told, as the notice quotes the first of them."""
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    return [dict(problem.details)["end"] for problem in unfinished("seeds/x.txt", document_of(cleaned, LEXICON)[0])]


@pytest.mark.parametrize("end", ["。", "！", "？", "。”", "：", "；", "……", "。）"])
def test_an_end_is_an_end(end: str) -> None:
    text = f"第一章 培训\n\n{WHOLE}\n\n{WHOLE}今年的安排是先讲后练{end}\n\n{WHOLE}\n"
    assert told(text) == []


@pytest.mark.parametrize("end", ["", "，", "、"])
def test_no_end_is_told(end: str) -> None:
    text = f"第一章 培训\n\n{WHOLE}\n\n{WHOLE}今年的安排是先讲后练{end}\n"
    (found,) = told(text)
    assert found.endswith(f"先讲后练{end}")
