"""A level that a person gives to a part of a line: the part becomes a heading, the rest stays text."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.markdown.read import text_of
from annals.structure.document import document_of
from tests.support.words import LEXICON

BODY = "苏州市深度参与走廊建设，与九城市共享仪器1.2万台。"


@pytest.mark.parametrize(
    ("line", "named", "to", "expected"),
    [
        (f"科创走廊。{BODY}", "科创走廊。", "2", [("l3", "2", "科创走廊。"), ("l3-6", "", BODY)]),
        # The mark that closes the heading is not left to the text.
        (f"科创走廊。{BODY}", "科创走廊", "2", [("l3", "2", "科创走廊。"), ("l3-6", "", BODY)]),
        (f"## 科创走廊：{BODY}", "科创走廊：", "3", [("l3", "3", "科创走廊："), ("l3-9", "", BODY)]),
        # A rest that could be a label is text all the same.
        ("科创走廊。共享仪器。", "科创走廊。", "2", [("l3", "2", "科创走廊。"), ("l3-6", "", "共享仪器。")]),
        ("(二)科创走廊", "科创走廊", "4", [("l3", "4", "（二）科创走廊")]),
        ("科创走廊", "科创走廊", "2", [("l3", "2", "科创走廊")]),
        (f"科创走廊。{BODY}", "科创走廊。", "text", [("l3", "", f"科创走廊。{BODY}")]),
        (
            f"建设成效明显。科创走廊。{BODY}",
            "科创走廊。",
            "2",
            [("l3", "", "建设成效明显。"), ("l3-8", "2", "科创走廊。"), ("l3-13", "", BODY)],
        ),
    ],
)
def test_the_named_part_is_the_heading(line: str, named: str, to: str, expected: list[tuple[str, str, str]]) -> None:
    raw = f"第一章 总览\n\n{line}\n\n后面一段文字，自成一句。\n"
    yml = f"corrections:\n  - {{level: {named}, to: {to}, cause: layout, certainty: certain, reason: 试}}\n"
    metadata, wrong = read_metadata("x", yml, "x.yml")
    cleaned, problems = clean_source(read_source("x", raw.encode()), LEXICON, metadata.corrections, "x.yml")
    assert not wrong and not problems
    blocks = document_of(cleaned, LEXICON)[0].blocks
    found = [(b.id, str(b.level) if b.section else "", text_of(b.content)) for b in blocks]
    assert found[1:-1] == expected
    assert found[-1] == ("l5", "", "后面一段文字，自成一句。")
    assert replay(raw, cleaned.ledger) == cleaned.text
    assert undo(cleaned.text, cleaned.ledger) == raw
