"""A passage that was taken down is as many paragraphs as its words were, though no rule sees the words."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annals.clean.cleaning import clean_covered
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.clean.withholding import withhold
from annals.model import VEIL, Document
from annals.structure.document import document_of
from tests.support.places import raw_file
from tests.support.words import LEXICON


def document(report: str, raw: bytes, passages: Sequence[tuple[str, str]]) -> Document:
    """A report of which some passages, each by its first and its last words, were taken down, as it is shown."""
    items = [f"  - {{withhold: {first}, through: {last}, reason: 试, cause: removal}}\n" for first, last in passages]
    metadata, wrong = read_metadata(report, "corrections:\n" + "".join(items) if items else "", "x.yml")
    assert not wrong
    source = read_source(report, raw)
    withheld = withhold(source, metadata.corrections, "x.yml")
    cleaned, problems = clean_covered(source, withheld, LEXICON, "x.yml")
    assert not problems and not withheld.problems
    shown, found, _ = withheld.show(cleaned, *document_of(cleaned, LEXICON))
    assert replay(shown.source.text, shown.ledger) == shown.text
    assert undo(shown.text, shown.ledger) == shown.source.text
    return found


@pytest.mark.parametrize(
    ("passages", "line"),
    [
        # Five lines around a picture; nothing but their words says that they are one.
        ([("英国皇家航空学", "国赛区活动")], 81),
        # From the second line on, and up to the last but one: the border is joined, too.
        ([("会连续3年组织开展", "科普视频大赛中")], 81),
        ([("英国皇家航空学", "会连续3年组织开展")], 81),
    ],
)
def test_covered_lines_are_the_paragraph_that_they_were(passages: list[tuple[str, str]], line: int) -> None:
    raw = raw_file("2023").read_bytes()
    plain = {block.id: (block.lines, len(block.content.markdown)) for block in document("2023", raw, ()).blocks}
    found = document("2023", raw, passages)
    assert {block.id: (block.lines, len(block.content.markdown)) for block in found.blocks} == plain
    covered = [block.content.markdown for block in found.blocks if VEIL in block.content.markdown]
    assert len(covered) == 1
    assert plain[f"l{line}"][0] == ((line, line + 4),)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_that_were_apart_stay_apart(end: str) -> None:
    lines = [
        "第二章 人才",
        "",
        "全省引进人才320名，其中归国人",
        "员占三成。",
        "",
        "另有在站人员45名，来自七个",
        "国家。",
        "",
    ]
    raw = end.join(lines).encode()
    plain = document("x", raw, ())
    found = document("x", raw, [("全省引进人才", "国家。")])
    assert [(b.id, b.lines) for b in found.blocks] == [(b.id, b.lines) for b in plain.blocks]
    assert [b.lines for b in plain.blocks[1:]] == [((3, 4),), ((6, 7),)]
