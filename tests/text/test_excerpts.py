"""Excerpts of the raw reports themselves: where each ends is judged by what stands on both sides of the cut."""

from __future__ import annotations

import re

import pytest

from annals.text.excerpts import beginning, end_of, start_of, whole_words
from tests.support.places import REPORTS, raw_lines

PARAGRAPHS = [line for report in REPORTS for line in raw_lines(report) if len(line) > 60]


def cuts(longest: int) -> list[tuple[str, str]]:
    """Of every paragraph what its excerpt shows and what it leaves out."""
    found = []
    for text in PARAGRAPHS:
        shown = beginning(text, longest)
        if shown != text:
            assert shown.endswith("…")
            shown = shown[:-1]
            assert text.startswith(shown) and shown
            found.append((shown, text[len(shown) :]))
    return found


@pytest.mark.parametrize("longest", [40, 90, 110, 160])
def test_excerpts_of_the_reports_end_where_a_reader_pauses(longest: int) -> None:
    found = cuts(longest)
    assert len(found) > 30
    for shown, left in found:
        assert len(shown) <= 2 * longest
        # Nothing is cut in a number, before its unit, in a Latin word.
        assert not re.search(r"[0-9A-Za-z.%]$", shown), (shown[-20:], left[:20])
        # No figure stands at the beginning of what is left out, but a date that begins a sentence.
        assert not re.match(r"[0-9]", left) or re.search("[。；！？]”?$", shown), (shown[-20:], left[:20])
        assert re.search("[，,。；;！？…、][”’）》]*$", shown), (shown[-20:], left[:20])
        # No bracket is left open.
        assert shown.count("（") == shown.count("）") and shown.count("《") == shown.count("》"), shown


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("全年签署协议，共33项，比上年多5项，其余从略。", 8, "全年签署协议，共33项，…"),
        ("全年成交（含专项，不含补助）三类，其余从略，另有说明。", 10, "全年成交（含专项，不含补助）三类，…"),
        ("产值12,345万元，其余从略，另有说明。", 6, "产值12,345万元，…"),
        ("第一句讲完了。第二句很长很长很长很长，还没有完。", 9, "第一句讲完了。…"),
        # A sentence end too near the beginning would show too little.
        ("甲。乙丙丁戊己庚辛壬癸，子丑寅卯辰巳午未，申酉。", 15, "甲。乙丙丁戊己庚辛壬癸，…"),
        (
            "没有停顿的一长串汉字一直写下去到了二十个字以外才有2023年的数目又没有停顿",
            18,
            "没有停顿的一长串汉字一直写下去到了二…",
        ),
        ("（只有左括号，没有右括号，照样断开，不受影响。", 9, "（只有左括号，…"),
    ],
)
def test_where_an_excerpt_ends(text: str, longest: int, shown: str) -> None:
    assert beginning(text, longest) == shown


def test_where_an_excerpt_begins() -> None:
    text = "全年成交额，达485.15亿元，其中技术开发一项占去大半，甲乙论坛上签约。"
    at = text.index("甲乙论坛")
    assert text[start_of(text, at, 14) : at] == "其中技术开发一项占去大半，"
    # What 达485.15亿元 says would be lost before it.
    assert text[start_of(text, at, 24) : at] == "其中技术开发一项占去大半，"
    assert start_of(text, at, 40) == 0


def test_a_text_without_any_pause_is_still_cut() -> None:
    address = "https://example.org/" + "a1" * 200
    assert 0 < end_of(address, 0, 60) <= 120
    assert whole_words(address, 60, 1) > 60
