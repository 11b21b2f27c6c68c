"""Pages of slides bear the headings of their text; what stands within them heads nothing, whatever it looks like."""

from __future__ import annotations

from tests.structure.test_chapters import TEXT, headings

NAMES = (
    "蓄水量连续三年增长",
    "漏水的渠道修好一半",
    "东县修好泵站",
    "西县新建调蓄池",
    "南县补种防护林",
    "北县编成用水规划",
)
INNER = "3、水库的水位\n\n水库的水位比上年高，各县的泵站都开了工\n\n万立方米\n\n"


def deck(*, form_feeds: bool = True) -> str:
    pages = ["PART 1\n\n总体情况", *NAMES[:3], "PART 2\n\n各县情况", *NAMES[3:]]
    told = [page if "PART" in page else f"{page}\n\n{INNER}{TEXT[at % 3]}" for at, page in enumerate(pages)]
    return ("\n\f" if form_feeds else "\n\n").join(["水利数据演示稿", *told]) + "\n"


def test_titles_of_pages_stand_below_the_parts_that_have_a_page_of_their_own() -> None:
    wanted = [(1, "总体情况"), *((2, name) for name in NAMES[:3]), (1, "各县情况"), *((2, name) for name in NAMES[3:])]
    assert [one for one in headings(deck()) if one[1] != "水利数据演示稿"] == wanted


def test_without_page_ends_numbers_head_as_they_do_elsewhere() -> None:
    assert "3、水库的水位" in {text for _, text in headings(deck(form_feeds=False))}
