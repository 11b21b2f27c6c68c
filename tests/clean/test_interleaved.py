"""Two columns given in turn are told apart on a page, not in a text that is set as one page."""

from __future__ import annotations

import pytest

from annals.clean.interleaved import is_shuffled, pieces, second_column
from annals.clean.read import read_source
from annals.text.lines import shapes

LEFT = "渠道清淤由各乡镇组织，每年春秋两季各清一次，淤泥就近堆放，晾干之后由村民自行运走，用作菜地的底肥，不得倒入河道，也不得堆在路边妨碍行人，违者由乡镇责令清走。"
RIGHT = "泵站的机电设备由水利站统一保管，汛期之前逐台试车，有毛病的当场修好，修不好的报县里调换，备用的油料按七天的用量储存，值班的人员名单贴在门口，换班要当面交接。"


def page(times: int) -> str:
    """Both texts in lines of eight characters, given in turn, again and again."""
    one, other = (
        [text[at : at + 8] for at in range(0, len(text) - len(text) % 8, 8)] for text in (LEFT * times, RIGHT * times)
    )
    return "\n\n".join(line for pair in zip(one, other, strict=False) for line in pair) + "\n"


@pytest.mark.parametrize(("times", "told"), [(1, True), (12, False)], ids=["a page", "a book set as one page"])
def test_only_what_may_be_a_page_is_weighed(times: int, told: bool) -> None:
    lines = shapes(read_source("x", page(times).encode()).text)
    known = pieces([LEFT, RIGHT])
    assert bool(second_column(lines, known)) is told


def test_entries_of_a_list_whose_numbers_stand_alone_are_in_order() -> None:
    titles = [
        "水渠的管护",
        "水渠的清淤",
        "水费的收取",
        "水费的使用",
        "泵站的机电",
        "泵站的油料",
        "闸门的启闭",
        "闸门的检修",
    ]
    entries = [f"{at}.\n\n{title} {'.' * 40} {at + 2}" for at, title in enumerate(titles, 1)]
    lines = shapes(read_source("x", "\n\n".join(entries).encode()).text)
    assert second_column(lines, pieces([line.text for line in lines])) == frozenset()
    assert not is_shuffled(lines)
