"""Which line is the title of a report, and which is none."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from annals.structure.title import title_of
from tests.support.words import LEXICON

DREDGED = "河道管理所全年清淤九公里，加固堤岸四处。汛期没有出现险情，沿岸居民照常生产。"


def title(text: str) -> str:
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    return title_of(document_of(cleaned, LEXICON)[0], LEXICON)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("一、综合", "二、河道", ""),
        ("第一章 综合", "第二章 河道", "综合"),
        ("一、河道综合治理", "（一）清淤", "河道综合治理"),
        ("# 东岭县河道报告\n\n一、综合", "二、河道", "东岭县河道报告"),
    ],
    ids=["first of several parts", "chapters", "the only part", "a title above"],
)
def test_the_first_of_several_parts_is_no_title(first: str, second: str, found: str) -> None:
    assert title(f"{first}\n\n{DREDGED}\n\n{second}\n\n{DREDGED}\n") == found
