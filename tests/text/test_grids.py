"""Tables and forms that blanks set out: columns of cells, whatever numbers their rows begin with."""

from __future__ import annotations

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
