"""The score of the round trip sees each fault, and none where there is none; the truth here is written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.model import Cleaned, Document
from annals.structure.document import document_of
from tests.roundtrip.bars import short_of
from tests.roundtrip.printing import Printed
from tests.roundtrip.score import Judge, Score, Starts, scored, shares, starts_of
from tests.roundtrip.texts import MARK, Kind, Part, Text
from tests.support.words import LEXICON

_FIRST = "今年春天，云溪市新建了三十座图书室，每座藏书一千册以上，周末开放到晚上九点，读者比去年多了一倍。"
_SECOND = "夏天雨水偏多，各乡镇提前加固堤坝，二十四小时有人值守，没有发生一处险情，粮食仍然丰收。"
_NOTE = "据市图书馆统计，不含学校图书室。"
TEXT = Text(
    title="云溪市2024年工作报告",
    numbered=True,
    parts=(
        Part(kind=Kind.TITLE, text="云溪市2024年工作报告"),
        Part(kind=Kind.HEADING, text="一、文化", level=1),
        Part(kind=Kind.PARAGRAPH, text=_FIRST.replace("，周末", MARK + "，周末"), notes=(f"① {_NOTE}",)),
        Part(kind=Kind.NOTE, text=_NOTE),
        Part(kind=Kind.HEADING, text="二、水利", level=1),
        Part(kind=Kind.HEADING, text="（一）防汛", level=2),
        Part(kind=Kind.PARAGRAPH, text=_SECOND),
        Part(kind=Kind.ITEM, text="●清理河道三十公里；"),
        Part(kind=Kind.ITEM, text="●更换闸门十二座。"),
        Part(kind=Kind.TABLE, rows=(("指标", "本年"), ("用水量", "31.5"))),
    ),
)
PRINT = Printed(pdf=b"", running=("", ""), folios=("— 1 —", "— 2 —"))
GOOD = f"""云溪市2024年工作报告

一、文化

{_FIRST}

① {_NOTE}

二、水利

（一）防汛

{_SECOND}

● 清理河道三十公里；
● 更换闸门十二座。

| 指标 | 本年 |
| --- | --- |
| 用水量 | 31.5 |
"""


def test_what_is_right_scores_in_full() -> None:
    found = shares(scored(TEXT, PRINT, GOOD))
    full, none = (
        ("whole", "found", "level", "items", "notes", "rows"),
        ("tied", "extra", "inside", "glued", "left", "lost"),
    )
    assert found == {**dict.fromkeys(full, 100.0), **dict.fromkeys(none, 0.0)}


@pytest.mark.parametrize(
    ("old", "new", "worse"),
    [
        ("二十四小时", "二十四\n\n## 小时", {"whole", "extra"}),
        ("二、水利", "二、水利\n\n2.1 堤坝", {"extra"}),
        ("一、文化", "### （一）文化", {"found", "extra"}),
        (f"\n\n① {_NOTE}\n\n二、水利\n\n", f"{_NOTE}", {"whole", "found", "notes", "inside"}),
        ("三十公里；\n● ", "三十公里；", {"items"}),
        ("，没有发生一处险情", "", {"whole"}),
        ("| 用水量 | 31.5 |", "| 用水量31.5 | |", {"rows"}),
    ],
)
def test_each_fault_is_seen(old: str, new: str, worse: set[str]) -> None:
    assert old in GOOD
    right, wrong = (shares(scored(TEXT, PRINT, raw)) for raw in (GOOD, GOOD.replace(old, new)))
    assert {name for name in right if wrong.get(name, 0.0) != right[name]} >= worse, wrong


def document(raw: str) -> tuple[Cleaned, Document]:
    cleaned, _ = clean_source(read_source("x", raw.encode()), LEXICON)
    return cleaned, document_of(cleaned, LEXICON)[0]


def test_what_the_program_does_not_do_is_seen_too() -> None:
    """Cells that it runs together, furniture that it leaves, a level that it mistakes, characters that it loses."""
    cleaned, whole = document(GOOD)
    _, wrong = document(GOOD.replace("| 用水量 | 31.5 |", "用水量31.5\n\n第一面\n").replace("，读者比去年多了一倍", ""))
    judges = [Judge(text=TEXT, blocks=found.blocks) for found in (whole, wrong)]
    assert [judge.rows(GOOD).glued for judge in judges] == [0, 1]
    assert [judge.lost(cleaned).lost for judge in judges] == [0, len("，读者比去年多了一倍")]
    done = Printed(pdf=b"", running=("",), folios=("第一面",))
    assert [judge.furniture(done).furniture for judge in judges] == [0, 1]
    deeper = tuple(replace(block, level=1) if "防汛" in block.content.markdown else block for block in whole.blocks)
    assert [Judge(text=TEXT, blocks=blocks).headings().levels for blocks in (whole.blocks, deeper)] == [3, 2]


def test_what_a_tool_tells_of_paragraphs() -> None:
    lines = [_FIRST[:24], _FIRST[24:], _SECOND[:24], _SECOND[24:]]
    indented = ["  " + line if place % 2 == 0 else line for place, line in enumerate(lines)]
    assert starts_of("\n".join(indented), TEXT) is Starts.TOLD
    assert starts_of("\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:]), TEXT) is Starts.TOLD
    assert starts_of("\n".join(lines), TEXT) is Starts.SILENT
    assert starts_of("\n\n".join(lines), TEXT) is Starts.SILENT
    assert (
        starts_of("\n".join(f"{one}   {other}" for one, other in zip(lines[:2], lines[2:], strict=True)), TEXT)
        is Starts.MIXED
    )


def test_a_bar_holds_up_or_down() -> None:
    bars = {"whole": 90.0, "extra": 10.0, "lost": 0.0}
    score = Score(paragraphs=9, paragraphs_all=10, false_headings=1, made_headings=10, characters=900)
    assert short_of(score, bars) == []
    worse = score + Score(paragraphs_all=1, false_headings=1, made_headings=1, lost=3)
    assert [told.split()[0] for told in short_of(worse, bars)] == ["whole", "extra", "lost"]
