"""Parts without a number behind the last chapter stand beside the chapters, where nothing shows that they belong to one."""

from __future__ import annotations

from itertools import chain

import pytest

from annals.markdown.read import text_of
from annals.text.lines import shapes
from tests.support.outlines import DREDGED, document


def levels(*titles: str, contents: str = "") -> dict[str, int]:
    """The level of each heading of a text that has a paragraph below each of some titles."""
    body = "\n\n".join(chain.from_iterable((title, DREDGED) for title in titles))
    return {text_of(section.content): section.level for section in document(f"{contents}{body}\n").sections()}


CHAPTERS = ("第一章 管护", "第二章 用水", "第三章 水费")


def test_a_word_of_back_matter_stands_beside_the_chapters() -> None:
    assert levels(*CHAPTERS, "获奖名录", "跋", "编后记") == dict.fromkeys((*CHAPTERS, "跋", "编后记"), 1) | {
        "获奖名录": 2
    }


@pytest.mark.parametrize("title", ["编纂始末", "谁编了这本书"])
def test_the_only_title_without_a_number_stands_beside_the_chapters(title: str) -> None:
    assert levels(*CHAPTERS, title)[title] == 1
    assert levels(*CHAPTERS[:2], "第一节 水权", title)[title] > 1, "the parts of a chapter may go on without numbers"
    assert levels(CHAPTERS[0], "堤防", CHAPTERS[1], title)[title] > 1, "so may those of another one"
    assert levels("第一章 管护", title)[title] > 1, "one chapter does not show how chapters are set"


def test_what_bears_the_marks_of_all_chapters_stands_beside_them() -> None:
    marked = [f"## {title}" for title in (*CHAPTERS, "编纂始末", "经费来源")]
    assert set(levels(*marked).values()) == {1}
    assert levels("## 第一章 管护", "## 堤防", *marked[1:])["经费来源"] == 2, (
        "one that stands between chapters bears them too"
    )
    narrow = levels("## 第一章 管护", "## 第一节 堤防", *marked[1:])
    assert narrow["经费来源"] > 1, "all headings bear them"


def test_what_the_list_of_contents_names_beside_the_chapters_stands_beside_them() -> None:
    listed = (*CHAPTERS, "编纂始末", "经费来源")
    contents = "目录\n\n" + "".join(f"{title}……{page}\n\n" for page, title in enumerate(listed, 3))
    assert levels(*listed, contents=contents) == dict.fromkeys(listed, 1)
    assert levels(*listed)["经费来源"] == 2


def test_numbers_of_an_annex_part_no_list_of_figures_from_the_chapters() -> None:
    listed = (*CHAPTERS, "插图一览", "参考文献", "附录 A 测点", "A.1 河道", "A.1.1 断面", "A.2 水库", "编纂声明")
    contents = "目录\n\n" + "".join(f"{title}……{page}\n\n" for page, title in enumerate(listed, 3))
    found = levels(*listed, contents=contents)
    assert found == dict.fromkeys(listed, 1) | {"A.1 河道": 2, "A.1.1 断面": 3, "A.2 水库": 2}


def test_numbers_of_an_annex_count_on() -> None:
    styles = {
        text: [line.numbering for line in shapes(text)]
        for text in ("A.1 河道\nA.2 水库", "A.1 河道\nA.4 水库", "A.2 水库")
    }
    assert list(styles.values()) == [["X.Y", "X.Y"], ["", ""], [""]]
