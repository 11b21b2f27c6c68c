"""What a person says of one line decides that line alone; a box holds what was named, and nothing is thrown out of it or behind it."""

from __future__ import annotations

import pytest

from annals.check.given_levels import outdone
from annals.clean.cleaning import clean_source
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.model import Block, Problem
from annals.structure.document import document_of
from tests.support.places import raw_text
from tests.support.words import LEXICON


def made(report: str, raw: str, *corrections: str) -> tuple[dict[str, Block], list[Problem]]:
    """The blocks of a report by id, and the levels that could not be kept."""
    items = [f"  - {{{item}, cause: layout, certainty: certain, reason: 试}}\n" for item in corrections]
    metadata, wrong = read_metadata(report, "corrections:\n" + "".join(items) if items else "", "x.yml")
    cleaned, problems = clean_source(read_source(report, raw.encode()), LEXICON, metadata.corrections, "x.yml")
    assert not wrong and not problems
    document = document_of(cleaned, LEXICON)[0]
    return {block.id: block for block in document.blocks}, outdone(document, cleaned, "x.yml")


def form(block: Block) -> tuple[object, ...]:
    return block.section, block.level, text_of(block.content)


@pytest.mark.parametrize(
    ("report", "correction", "own"),
    [
        # A lead-in took the unmarked headings behind it along, `科技投入` into a box.
        ("2011", "level: 指导思想：, to: 5", {"l214", "l214-6"}),
        ("2011", "level: 高转项目认定工作稳步推进。, to: 4", {"l222", "l222-14"}),
        ("2017", "level: 科技创新券, line: 27, to: 3", {"l27"}),
        ("2017", "level: 融入全球化创新网络, line: 40, to: text", {"l40"}),
        ("2023", "level: 8.3 国内科技交流合作成果丰硕, to: 5", {"l3"}),
    ],
)
def test_a_given_level_moves_no_other_heading(report: str, correction: str, own: set[str]) -> None:
    raw = raw_text(report)
    plain, _ = made(report, raw)
    found, problems = made(report, raw, correction)
    assert not problems
    changed = {
        name
        for name in plain.keys() | found.keys()
        if name not in plain or name not in found or form(plain[name]) != form(found[name])
    }
    assert changed and changed <= own


TEXT = """第一章 总览

第一节 网络

》》 创新网络

建网一段文字，自成一句。

⊗ 网络图

### 联合研究

- 支持一批项目，共12项

### 创新券

- 通用通兑的试点

- 对接交流的活动

最后一段文字，回到外面来说。

第二节 别的

一段文字，自成一句。
"""


def test_a_box_holds_what_was_named_and_stands_where_the_heading_stood() -> None:
    plain, _ = made("x", TEXT)
    found, problems = made("x", TEXT, "box: 网络图, through: 通用通兑的试点")
    assert not problems
    kinds = {name: block.section for name, block in found.items()}
    assert kinds["l9"] == "box"
    assert {name: block.level for name, block in found.items()} == {name: block.level for name, block in plain.items()}
    # What was named hangs below the box, what follows below the section around it.
    assert [found[name].above for name in ("l11", "l13", "l15", "l17")] == ["l9", "l11", "l9", "l15"]
    assert [found[name].above for name in ("l19", "l21")] == ["l5", "l5"]


def test_prose_that_was_named_stays_in_the_box() -> None:
    found, _ = made("x", TEXT, "box: 网络图, through: 回到外面来说。")
    assert found["l21"].above == "l15"
    assert found["l23"].above == "l1"
    inner, _ = made("x", TEXT, "box: 联合研究, through: 回到外面来说。")
    assert inner["l21"].above == "l15" and inner["l15"].above == "l11" and inner["l11"].above == "l9"


def test_a_section_named_with_a_box_stands_below_its_heading() -> None:
    found, problems = made("x", TEXT, "box: 联合研究, through: 自成一句。, line: 11")
    assert not problems
    inside = [found[name] for name in ("l15", "l23")]
    assert all(block.level > found["l11"].level for block in inside)
    assert found["l25"].above == "l23" and found["l15"].above == "l11"


@pytest.mark.parametrize(
    ("corrections", "why"),
    [
        (("box: 网络图, through: 通用通兑的试点", "level: 创新券, to: 3"), "level-in-box"),
        (("level: 甲, to: 3",), "level-in-table"),
    ],
)
def test_a_level_that_cannot_be_kept_is_told(corrections: tuple[str, ...], why: str) -> None:
    _, problems = made("x", TEXT + "\n| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n", *corrections)
    assert [problem.code for problem in problems] == ["E139"]
    assert why in repr(problems[0].details)
    assert problems[0].line == 1 + len(corrections)
    assert made("x", TEXT, "box: 网络图, through: 通用通兑的试点", "level: 创新券, to: 6")[1] == []


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ("网络图, through: 通用通兑", False),
        ("建网一段文字, line: 7, through: 一句。", True),
        ("支持一批项目, through: 12项", True),
        ("自成一句, line: 7, through: 一句。", True),
        ("研究, line: 11, through: 12项", True),
    ],
)
def test_a_box_quoted_from_within_a_line_is_told(quoted: str, told: bool) -> None:
    found, problems = made("x", TEXT, f"box: {quoted}")
    assert [problem.code for problem in problems] == (["E107"] if told else [])
    assert any(block.section == "box" for block in found.values()) is not told


@pytest.mark.parametrize("mark", ["，", "、", "；", ","])
def test_the_mark_between_a_named_part_and_the_rest_is_neithers(mark: str) -> None:
    text = f"第一章 总览\n\n连续举办4届成果拍卖会{mark}打造交易的品牌。\n"
    found, problems = made("x", text, "level: 连续举办4届成果拍卖会, to: 3")
    assert not problems
    assert [form(block)[1:] for block in found.values()][1:] == [(3, "连续举办4届成果拍卖会"), (0, "打造交易的品牌。")]


def test_a_run_of_lines_is_text_at_one_word() -> None:
    raw = "第一章 总览\n\n一、甲类\n\n举办十场。\n\n## 二、乙类\n\n0.00\n\n三、丙类\n\n9.5\n\n四、丁类\n\n举办八场。\n\n第二章 其余\n"
    plain, _ = made("x", raw)
    assert [name for name, block in plain.items() if block.section is not None] == [
        "l1",
        "l3",
        "l7",
        "l11",
        "l15",
        "l19",
    ]
    found, _ = made("x", raw, "level: 乙类, through: 丙类, to: text")
    assert [name for name, block in found.items() if block.section is not None] == ["l1", "l3", "l15", "l19"]
    assert [text_of(found[name].content) for name in ("l7", "l11")] == ["二、乙类", "三、丙类"]


@pytest.mark.parametrize("text", ["建网一段文字", "通用通兑的试点"])
def test_a_box_makes_no_heading_of_text_and_says_what_does(text: str) -> None:
    """A level for the words that are a heading is the cure that is named."""
    last = "自成一句。, line: 7" if "建网" in text else "对接交流的活动"
    box = f"box: {text}, through: {last}"
    plain, _ = made("x", TEXT)
    found, (problem,) = made("x", TEXT, box)
    assert found == plain and dict(problem.details)["wrong"].key == "box-at-text"  # type: ignore[union-attr]
    found, problems = made("x", TEXT, f"level: {text}, to: 4", box)
    assert not problems
    assert [text_of(block.content) for block in found.values() if block.section == "box"] == [text]
