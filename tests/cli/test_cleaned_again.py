"""What was cleaned once stays as it is: every case of the rules, and files in which a few places would be read otherwise."""

from __future__ import annotations

import pytest

from annals.edition.tidying import Tidied, UntidyError, tidy
from annals.markdown.read import Reader
from tests.support.cases import Case, read_cases
from tests.support.places import TESTS
from tests.support.words import LEXICON

CASES = [case for path in sorted((TESTS / "clean").glob("*.md")) for case in read_cases(path)]
OTHERWISE = {
    "章号依次递增，不是页码；标题在它下面": "numbers beside a 09 make an outline where it is marked as a heading",
    "题目以网站收尾，专栏叫作链接": "two headings of one level may be halves of a title",
    "左右两页的页眉各是一行": "the same",
    "长标题之下是不折行的段落": "above a blank line what bears a number is a heading",
    "空行之后缩进两字的是新的一段，上一段没有收尾的句号也一样": "the indents are gone that told where paragraphs begin",
    "题目之下没有空行，长的在词中断开，编号的一页是一个部分": "the pages of the slides are gone that told which lines are titles",
    "不折行的段落之间的图": "nothing tells any more that the lines are not wrapped",
}
"""Short texts that read otherwise once each of their lines is a paragraph, by the name of their case, and why."""
_HALVES = (
    "各镇在年底以前都完成了渠道整修的验收工作，没有完成的两个村由县里派人督促，",
    "列入下一年的计划并且向社会公布结果。",
)
_SPARE = 2
"""So many chapters make no long file."""


def tidied(text: str) -> Tidied:
    return tidy("x.md", text.encode(), LEXICON, Reader())


def stays(case: Case) -> bool:
    try:
        once = tidied(case.raw).markdown
    except UntidyError:
        return True
    return not once.strip() or tidied(once).markdown == once


@pytest.mark.parametrize(
    "case", [case for case in CASES[::12] if case.name not in OTHERWISE], ids=lambda case: case.place
)
def test_a_case_cleaned_once_stays(case: Case) -> None:
    assert stays(case)


@pytest.mark.soak
def test_all_cases_cleaned_once_stay() -> None:
    assert {case.name for case in CASES if not stays(case)} == set(OTHERWISE)


def chapters(count: int) -> str:
    """A file in order with a sentence that two paragraphs share."""
    parts = []
    for number in "一二三四五六七八九十"[:count]:
        parts += [f"# {number}、水利第{number}片", f"## （一）第{number}片的渠道"]
        parts += [f"第{number}片全年整修渠道{row}千米，效益良好。" for row in ("二", "三", "四")]
    return "\n\n".join([*parts, *_HALVES]) + "\n"


def test_a_long_file_in_order_keeps_a_place_that_would_be_read_otherwise() -> None:
    found = tidied(chapters(10))
    assert found.same and found.markdown == chapters(10)


@pytest.mark.parametrize(
    "text",
    [
        chapters(_SPARE),
        "# 水利\n\n" + "\n\n".join([f"全年整修渠道{row}千米。" for row in range(2, 90)] + [*_HALVES]) + "\n",
    ],
    ids=["short", "of one rank"],
)
def test_what_ranks_too_little_may_be_another_tool_s(text: str) -> None:
    found = tidied(text)
    assert "".join(_HALVES) in found.markdown and not found.same


@pytest.mark.parametrize(
    "text",
    [
        # Characters that no cleaned file has, places by the dozen, and marks that the numbers gainsay.
        chapters(10).replace("效益", "效 益"),
        chapters(10).replace("效益良好。", "效益。").replace("千米，效益。\n", f"千米，{_HALVES[0]}\n\n{_HALVES[1]}\n"),
        chapters(10).replace("## （", "# （").replace("# （", "## （", 2),
    ],
    ids=["characters", "places", "marks"],
)
def test_a_long_file_that_is_not_in_order_is_put_in_order(text: str) -> None:
    assert not tidied(text).same


def test_bold_is_seen_where_a_file_is_in_order() -> None:
    """Without it the blank behind a label would be one between any two words."""
    text = "# 渔港\n\n**泊位名录** 全年整修三处泊位，深度加大，停靠的船只增多。\n"
    assert tidied(tidied(text).markdown).same
    assert "**泊位名录** 全年" in tidied(text).markdown
