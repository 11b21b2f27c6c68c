"""Texts in other encodings and garbled ones are told from sound ones."""

from __future__ import annotations

import pytest

from annals.clean.misread import garbling, other_encoding
from annals.clean.read import MisreadError, NoTextError, decode, read_source
from tests.support.places import REPORTS, raw_text

SIMPLIFIED = (
    "2031年，全市建成实验室12个，引进人才340名。会议指出：“要抓好落实。”成果转化、知识产权与国际合作稳步推进。\n" * 3
)
TRADITIONAL = (
    "2031年，全市建成實驗室12個，引進人才340名。會議指出：「要抓好落實。」成果轉化、國際合作與學術發展穩步推進。\n" * 3
)
SHORT = ("臺灣與香港科技報告", "張三豐、李鐵錚、錢學森、鄧稼先", "国际合作与交流\n", "髒東西驟變籲請魷魚")
"""What some would take for Big5: rare characters, and few."""


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        ("科技報告今年完成投資", "big5"),
        ("國際合作與交流\n", "big5"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (TRADITIONAL, "utf-16-le"),
    ],
)
def test_another_encoding_is_named(text: str, encoding: str) -> None:
    assert other_encoding(text.encode(encoding)) == encoding
    with pytest.raises(MisreadError, match=encoding.upper()):
        decode(text.encode(encoding))


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "Annual report 2031.\n" * 9, "甲乙", *SHORT])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-16"])
def test_what_is_read_is_read_as_before(text: str, encoding: str) -> None:
    if encoding != "utf-8" or not text.isascii():
        assert decode(text.encode(encoding))[0] == text
    assert read_source("甲", text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (SIMPLIFIED.encode().decode("latin-1"), "latin"),
        (SIMPLIFIED.encode().decode("cp1252", "ignore"), "latin"),
        (SIMPLIFIED.encode("gb18030").decode("latin-1"), "latin"),
        (SIMPLIFIED.encode().decode("gb18030", "replace"), "han"),
        (SIMPLIFIED.encode("gb18030").decode("utf-8", "replace"), "lost"),
        (SIMPLIFIED.encode("gb18030").decode("utf-8", "replace").encode().decode("gb18030", "replace"), "lost"),
    ],
)
def test_a_garbled_text_is_told(text: str, kind: str) -> None:
    assert garbling(text) == kind
    with pytest.raises(MisreadError):
        read_source("甲", text.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("start", ["<!DOCTYPE html>\n<html>", "\n<HTML lang=zh>", "<!-- 存于某日 --><html>"])
def test_a_page_of_the_web_is_no_report(start: str, encoding: str) -> None:
    with pytest.raises(NoTextError) as refused:
        decode(f"{start}<body><p>{SIMPLIFIED}</p></body></html>".encode(encoding))
    assert refused.value.problem("seeds/甲.txt").code == "E143"
    assert decode(f"<table><tr><td>{SIMPLIFIED}</td></tr></table>\n".encode(encoding))[0].startswith("<table>")


def test_sound_texts_are_sound() -> None:
    for report in REPORTS:
        assert garbling(raw_text(report)) is None
        assert other_encoding(raw_text(report).encode("gb18030", "ignore")) is None
    assert garbling(SIMPLIFIED * 20 + "网页上的“锟斤拷”是乱码，缺了一个\ufffd。") is None
    assert garbling("Société générale, Zürich: Größe, façade, naïveté.\n" * 9) is None
