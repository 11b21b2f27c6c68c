"""Tables and forms that blanks set out: columns of cells, whatever numbers their rows begin with."""

from __future__ import annotations

import pytest

from annals.text.grids import grid_lines

ROWS = (
    "条款           名称              内容",
    "",
    "                               名称：石桥镇水利站",
    "1.1.2        业主",
    "                               地址：石桥镇河东路四号",
    "1.1.4      工程名称           东渠改造",
    "",
    "1.2.1      资金              已经落实",
    "",
    "1.9.1      踏勘              不组织",
)
TEXT = (
    "1.1    总则",
    "        全镇各村按照统一安排分批修整水渠，先干渠后支渠，完工一处验收一处，由水利",
    "站登记造册。",
    "1.2    管护",
    "        水渠由所在的村民小组管护，汛期每日巡查两次，冬灌以前清淤一次，费用由镇里",
    "和村里各出一半。",
    "1.3    检查",
    "        镇里每季检查一次，检查的结果在各村公布，管护不力的扣减下一年的补助，连续",
    "两次的更换管护人。",
)


def told(lines: tuple[str, ...]) -> list[str]:
    return [lines[at].split()[0] for at in sorted(grid_lines(lines))]


def test_rows_and_the_lines_of_their_cells_are_a_table() -> None:
    assert {"1.1.2", "1.1.4", "1.2.1", "1.9.1", "地址：石桥镇河东路四号"} <= set(told(ROWS))


def test_headings_with_a_wide_blank_and_indented_paragraphs_are_none() -> None:
    assert told(TEXT) == []


def test_a_heading_between_two_tables_is_no_row() -> None:
    lines = (*ROWS, "", "2.1 验收的程序和要求由镇水利站会同各村共同商定", "", *ROWS)
    assert "2.1" not in told(lines)


def test_two_columns_of_text_are_no_table() -> None:
    side = "全镇各村按照统一安排分批修整水渠，先干渠后支渠，完工"
    assert told(tuple(f"{side}    {side}" for _ in range(6))) == []


def test_one_cell_of_many_lines_is_a_row() -> None:
    lines = tuple(f"                           （{number}）到场签名" for number in range(1, 9))
    assert "5.2" in told((*lines[:4], "5.2        程序", *lines[4:]))


def test_two_rows_are_no_table_whatever_stands_between() -> None:
    assert told(("甲村              东渠", "                三里", "乙村              西渠")) == []


def test_a_line_of_text_that_reaches_into_the_columns_ends_a_table_and_a_row_of_another_shape_does_not() -> None:
    text = "水利站会同各村共同商定验收的程序和要求，各村派代表参加"
    assert text not in told((*ROWS, text, *ROWS))
    assert "附注" in told((*ROWS[:4], "附注      说明见第九页", *ROWS[4:]))


CLAUSES = tuple(
    line
    for number, word in enumerate(("业主", "工程", "资金", "踏勘"), 1)
    for line in (f"1.1.{number}{{}}{word}", "{}名称：石桥镇水利站")
)


@pytest.mark.parametrize(
    ("gap", "indent", "rows"),
    [(8, 14, 7), (3, 14, 0), (8, 8, 0)],
    ids=["words-far-behind-their-number", "close-behind-it", "indented-paragraphs"],
)
def test_numbers_with_words_far_behind_them_and_cells_far_to_the_right_are_rows(
    gap: int, indent: int, rows: int
) -> None:
    lines = tuple(line.format(" " * (gap if line[0] == "1" else indent)) for line in CLAUSES)
    assert len(grid_lines(lines)) == rows


def test_chapters_and_articles_with_a_wide_blank_are_no_rows() -> None:
    assert told(tuple(f"第{number}章          管护" for number in "一二三四")) == []
    articles = [(f"第{number}条        管护", " " * 14 + "水渠由各村管护") for number in "一二三四"]
    assert told(tuple(line for pair in articles for line in pair)) == []


def test_cells_that_do_not_stand_below_each_other_are_no_column() -> None:
    assert told(("甲村        东渠", "乙村          西渠", "丙村            南渠", "丁村              北渠")) == []


GRID = (
    "        产品                产量（吨）       比上年增长（%）",
    "        粮食                   1424.3             4.6",
    "        油料                     14.6             5.0",
    "        水果                    947.1             9.8",
)


@pytest.mark.parametrize(("blanks", "rows"), [(2, 4), (0, 5)], ids=["apart", "close"])
def test_what_blank_lines_part_from_rows_that_stand_close_is_no_cell_of_theirs(blanks: int, rows: int) -> None:
    lines = (*GRID, *[""] * blanks, " " * 31 + "三、水闸")
    assert len(grid_lines(lines)) == rows
