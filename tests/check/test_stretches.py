"""Doubts that cover a stretch of lines: tables that fell apart, programs, columns read as one; and how many are told."""

from __future__ import annotations

import pytest

from annals.check.doubts import Doubts, doubts_of
from annals.check.folding import folded
from annals.check.signs import Place, Sign
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from tests.support.words import LEXICON

BODY = "全年举办培训三十场，参加的有两千多人。学员来自各区，其中半数是第一次参加，反映良好。"
NEXT = "教材由市里统一编写，印了三千册，各区都说够用。"
"""A sentence of another width: lines of one width alone say nothing of the page."""


def doubts(text: str) -> Doubts:
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    return doubts_of(document_of(cleaned, LEXICON)[0], cleaned, LEXICON)


def stretches(text: str) -> list[tuple[str, int, int]]:
    """The signs told of lines below a chapter, between sentences, from which raw line to which."""
    found = doubts(f"第一章 培训\n\n{BODY}\n\n{text}\n\n{BODY}\n\n{NEXT}\n").told
    return [(str(place.sign), place.line, place.last) for place in found]


CELLS = "\n\n".join(("项目", "人数", "初级", "1,204", "中级", "350"))
ROWS = "\n\n".join(("初级 1,204 38.5%", "中级 350 11.2%", "高级 18 0.6%"))
CODE = "\n\n".join(("{", '"name": "甲",', '"count": 12,', "},"))


@pytest.mark.parametrize(
    ("text", "sign", "last"),
    [
        (CELLS, "fragments", 15),
        (ROWS, "fragments", 9),
        (CODE, "code", 11),
        (f"{ROWS}\n\n学员的比重\n\n特级 2 0.1%", "fragments", 13),
    ],
    ids=["cells", "rows", "code", "a-line-between"],
)
def test_a_stretch_is_told_from_its_first_line_to_its_last(text: str, sign: str, last: int) -> None:
    assert stretches(text) == [(sign, 5, last)]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(("参加的学校有：", "第三中学", "第五中学", "实验小学", "外国语学校", "师范附小", "机关幼儿园")),
        "\n\n".join(("初级 1,204 38.5%", BODY)),
        "调用的是os.path.join(a, b)，返回值写作x = 1。",
        "\n\n".join(("市教育局", "2031年5月3日")),
    ],
    ids=["announced-list", "one-row", "a-call-in-a-sentence", "who-signs"],
)
def test_what_only_looks_like_a_stretch_is_none(text: str) -> None:
    assert stretches(text) == []


LEFT = [
    "全年举办培训三十场参加学员有两千多人来自",
    "全市各个区县其中有半数是第一次参加反映都",
    "经费由各个区县自行负担教材则由市里统一编",
]
RIGHT = [
    "教材全部重新编写由市里统一印发各区县按照",
    "要求认真组织教学活动学员普遍反映内容实用",
    "写并且在年底之前印发到了每一位学员的手上",
]


def test_lines_of_half_the_width_that_break_off_again_and_again_are_columns() -> None:
    whole = [f"{left}，{right}，" for left, right in zip(LEFT, RIGHT, strict=True)]
    halves = [*LEFT, *RIGHT[:2]]
    mixed = "\n".join(line for pair in zip(whole * 2, halves, strict=False) for line in pair)
    found = doubts(f"第一章 培训\n{mixed}\n")
    assert {place.sign for place in found.places} >= {Sign.COLUMNS}
    assert found.misunderstood
    wrapped = "\n".join([*whole, "学员满意。"] * 3)
    assert Sign.COLUMNS not in {place.sign for place in doubts(f"第一章 培训\n{wrapped}\n").places}


def test_halves_side_by_side_again_and_again_are_columns() -> None:
    rows = "\n".join(f"{left} {right}" for left, right in zip(LEFT * 2, RIGHT * 2, strict=True))
    assert Sign.COLUMNS in {place.sign for place in doubts(f"第一章 培训\n{rows}\n{BODY}\n").places}
    names = "\n".join(f"{left[:5]} {right[:5]}" for left, right in zip(LEFT * 2, RIGHT * 2, strict=True))
    assert Sign.COLUMNS not in {place.sign for place in doubts(f"第一章 培训\n{names}\n{BODY}\n").places}


def test_blanks_that_a_tool_joined_lines_with_are_no_columns() -> None:
    halves = [f"{left} {right}" for left, right in zip(LEFT * 2, RIGHT * 2, strict=True)]
    whole = [f"{BODY}{half}，{NEXT}{half}，{BODY}" for half in halves]
    text = "\n\n".join(["第一章 培训", *(line for pair in zip(whole, halves, strict=True) for line in pair), BODY])
    assert Sign.COLUMNS not in {place.sign for place in doubts(f"{text}\n").places}


AXIS = "\n\n".join(("120", "80", "40", "0", "36.2", "2029年 2030年 2031年", "初级"))


def test_the_text_of_a_chart_is_told_and_no_misreading() -> None:
    assert stretches(AXIS) == [("chart", 5, 17)]
    charts = [f"{BODY}\n\n{AXIS}{at}" for at in "甲乙丙丁戊己庚辛"]
    found = doubts("\n\n".join(["第一章 培训", *charts, NEXT]) + "\n")
    assert sum(place.sign is Sign.CHART for place in found.places) == len(charts)
    assert not found.misunderstood


def test_a_few_tables_that_fell_apart_are_no_misunderstood_text() -> None:
    long = "\n\n".join(f"{BODY}第{at}期的教材由第{at}组编写。{NEXT}" for at in range(40))
    apart = "\n\n".join([CELLS, BODY, ROWS, NEXT, CELLS, BODY, ROWS])
    few = doubts(f"第一章 培训\n\n{long}\n\n{apart}\n")
    assert sum(place.sign is Sign.FRAGMENTS for place in few.places) > 2
    assert not few.misunderstood
    assert doubts(f"第一章 培训\n\n{BODY}\n\n{apart}\n").misunderstood


def test_sections_built_alike_and_sources_below_charts_are_no_furniture() -> None:
    parts = [
        f"{number} 培训项目{number[-1]}\n\n{number}.1 场次与人数\n\n{BODY}{number}完成。\n\n资料来源：市教育局\n\n2031年"
        for number in ("1.1", "1.2", "1.3", "1.4")
    ]
    found = doubts("第一章 培训\n\n" + "\n\n".join(parts) + "\n")
    assert not {Sign.FURNITURE, Sign.REPEATED} & {place.sign for place in found.places}


def test_short_lines_that_were_joined_without_a_stop_are_told() -> None:
    items = ["尊重同事，建立良好的工作关系", "积极沟通，主动分享信息与经验", "支持同事的工作，共同完成任务"]
    found = doubts("\n".join(["第一章 培训", "1. 协作", *items, "2. 仪表", "衣着整洁", "3. 考勤", *items[::-1]]) + "\n")
    assert [(place.sign, place.line) for place in found.places] == [(Sign.JOINED, 3), (Sign.JOINED, 9)]
    ended = doubts(
        "\n".join(["第一章 培训", "1. 协作", *items, "2. 仪表", "衣着整洁", "3. 考勤", *items[::-1]]) + "。\n"
    )
    assert ended.places == (), "a single one is no sign"


def test_what_is_seen_in_a_table_is_a_part_of_it() -> None:
    found = doubts(f"第一章 培训\n\n{BODY}\n\n{CELLS}\n\n项目\n\n## 支出、\n\n项目\n\n18\n\n{BODY}\n")
    assert len({place.sign for place in found.places}) > 1
    assert [(place.sign, place.line, place.last) for place in found.told] == [(Sign.FRAGMENTS, 5, 23)]


def place(line: int, last: int = 0, sign: Sign = Sign.TORN) -> Place:
    return Place(sign=sign, line=line, last=last or line, text="")


def blocks_of(lengths: list[int]) -> list[tuple[object, str]]:
    """Blocks of so many characters, each on a line of its own."""
    text = "".join(f"{'字' * length}。\n\n" for length in lengths)
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    return [
        (block, "字" * length) for block, length in zip(document_of(cleaned, LEXICON)[0].blocks, lengths, strict=True)
    ]


def test_the_nearest_are_told_as_one_while_there_are_too_many() -> None:
    blocks = blocks_of([100] * 12)
    lines = [1, 3, 5, 11, 15, 19, 23]
    told = folded([place(line) for line in lines], blocks)  # type: ignore[arg-type]
    assert [(it.line, it.last, it.sign) for it in told] == [
        (1, 5, Sign.TORN),
        (11, 11, Sign.TORN),
        (15, 15, Sign.TORN),
        (19, 19, Sign.TORN),
        (23, 23, Sign.TORN),
    ]
    mixed = folded([place(line, sign=Sign.OPEN if line == 3 else Sign.TORN) for line in lines], blocks)  # type: ignore[arg-type]
    assert [(it.line, it.last, it.sign) for it in mixed][:1] == [(1, 5, Sign.MUDDLED)]


def test_few_are_told_each() -> None:
    blocks = blocks_of([100] * 3)
    assert [it.line for it in folded([place(1), place(3), place(5)], blocks)] == [1, 3, 5]  # type: ignore[arg-type]


def test_what_lies_far_apart_is_never_one_and_the_slightest_are_left_out() -> None:
    blocks = blocks_of([10, 1_600] * 7)
    found = [*(place(line) for line in (1, 5, 9, 13, 17, 21)), place(25, 26, Sign.FRAGMENTS)]
    told = folded(found, blocks)  # type: ignore[arg-type]
    assert [(it.line, it.last) for it in told] == [(1, 1), (5, 5), (9, 9), (13, 13), (25, 26)]


def test_no_more_are_listed_than_five_in_ten_thousand_characters() -> None:
    many = "\n\n".join(f"第{number}批的支出依次为5.27.80246810亿元。{BODY * 4}" for number in range(10, 60))
    found = doubts(f"第一章 培训\n\n{many}\n")
    assert len(found.places) == 50
    assert len(found.told) <= 5 * len(many) / 10_000 + 1
    assert {line for it in found.told for line in range(it.line, it.last + 1)} >= {it.line for it in found.places}
    (problem,) = found.problems("seeds/x.txt")
    assert dict(problem.details)["count"] == "50"
