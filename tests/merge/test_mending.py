"""A small change on a page is a correction, what is more is another wording: both sides of the limit, and that nothing of
the reading before is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annals.markdown.read import text_of
from annals.merge.mending import mends_of
from annals.model import BlockKind, Content
from annals.text.differences import words_of

LINE = "2031年，全省与外地签署协议12项，支持甲乙论坛成果落地，科技政策预环境不断完善。归国人员占三成，新设工作站20个。"


def content(markdown: str, kind: BlockKind = BlockKind.PARAGRAPH, depth: int = 0) -> Content:
    return Content(kind=kind, markdown=markdown, depth=depth)


def told(old: Content, new: Content) -> list[tuple[str, str]]:
    return [(mend.old, mend.new) for mend in mends_of(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("政策预环境", "政策与环境", [("预", "与")]),
        ("协议12项", "协议21项", [("12", "21")]),
        ("外地签署", "外地已签署", [("地", "地已")]),
        ("不断完善", "完善", [("境不断", "境")]),
        ("2031年", "于2031年", [("2031", "于2031")]),
        ("外地签署", "外地and签署", [("地", "地and")]),
        ("签署协议", "签订合约", [("署协议", "订合约")]),
        ("支持甲乙论坛", "推动丙丁论坛", []),  # Four in one place, more than three in all.
        ("20个。", "20个！", [("。", "！")]),
        ("20个。", "20个", []),
        ("完善。归国", "完善，归国", []),
        ("支持甲乙论坛成果落地", "支持甲乙论坛成果落地。又一句话", []),
        ("政策预环境", "政策**与**环境", []),
        ("政策预环境", "政策[与](x.md)环境", []),
        ("政策预环境", "**政策**预环境", []),
        ("政策预环境", "政策**预环境", []),
        ("政策预环境", "政策`与环境", []),
        ("政策预环境", "政策\\*\\*预环境", [("策", "策**")]),
    ],
)
def test_the_limit(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert old in LINE
    assert told(content(LINE), content(LINE.replace(old, new))) == expected


def test_a_long_paragraph_may_be_mended_in_more_places_but_none_longer() -> None:
    long = LINE * 3
    assert len(told(content(long), content(long.replace("预", "与").replace("三", "四")))) == 6
    assert told(content(long), content(long.replace("科技政策预环", "创新制度与环", 1))) == []
    assert told(content(long), content(long.replace("科技政策预", "创新制度预", 1))) == [("科技政策", "创新制度")]
    assert told(content(long), content(long.replace("支持甲乙论坛", "推动丙丁论坛", 1))) == [("支持甲乙", "推动丙丁")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("国际和作", "国际合作", [("和", "合")]),
        ("国际合作", "国内外合作", []),
        ("第一节 国际和作交流", "第一节 国际合作交流", [("和", "合")]),
    ],
)
def test_a_heading(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert told(content(old, BlockKind.HEADING), content(new, BlockKind.HEADING)) == expected


def test_of_a_row_the_cells_stand() -> None:
    row = content("上海甲市科委 | 合作项木12个 | 按排资金", BlockKind.ROW)
    assert told(row, content("上海甲市科委 | 合作项目12个 | 安排资金", BlockKind.ROW)) == [("木", "目"), ("按", "安")]
    assert told(row, content("上海甲市科委 合作项木12个 | 按排资金", BlockKind.ROW)) == []


def test_another_form_is_no_mending() -> None:
    assert told(content(LINE), content(LINE.replace("预", "与"), BlockKind.ITEM)) == []
    deep = content(LINE.replace("预", "与"), BlockKind.ITEM, 1)
    assert told(content(LINE, BlockKind.ITEM), deep) == [] and told(content(LINE), content(LINE)) == []


def test_marks_of_both_sides_may_stand_around_a_mending() -> None:
    assert told(content(f"**{LINE[:4]}**{LINE}"), content(f"**{LINE[:4]}**{LINE}".replace("预", "与"))) == [
        ("预", "与")
    ]
    assert told(content(r"1\*" + LINE), content(r"1\*" + LINE.replace("预", "与"))) == [("预", "与")]


WORDS = st.text(alphabet="甲乙丙丁和与12ab。，*_<", min_size=0, max_size=4)


@given(at=st.integers(0, len(LINE)), length=st.integers(0, 5), put=WORDS)
def test_whatever_is_mended_both_readings_stand_in_it(at: int, length: int, put: str) -> None:
    """Put back in their places, the old readings give the old text, the new ones the new text."""
    old, new = content(LINE), content(LINE[:at] + put + LINE[at + length :])
    mends = mends_of(old, new)
    was, now = text_of(old), text_of(new)
    for mend in reversed(mends):
        assert now[mend.start : mend.end] == mend.new and was[mend.was : mend.was + len(mend.old)] == mend.old
        assert mend.old.strip() and mend.new.strip()
    restored = now
    for mend in reversed(mends):
        restored = restored[: mend.start] + mend.old + restored[mend.end :]
    if mends:
        assert restored == was
        assert [was.count(end) for end in "。！？"] and sum(map(was.count, "。！？")) == sum(map(now.count, "。！？"))
        assert sum(len(words_of(mend.old)) for mend in mends) <= 3 * 2
