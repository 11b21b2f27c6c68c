"""Marks of a tool that agree with each other rank headings without numbers; what names or belongs to a chart is no heading."""

from __future__ import annotations

from tests.support.outlines import DREDGED, headings


def chapters(inner: str = "####") -> list[str]:
    """Four chapters of three sections each, a count of marks for each rank."""
    found = []
    for chapter in ("河道", "林区", "渔场", "草场"):
        found.append(f"## {chapter}")
        for section in ("管护", "建设", "监测"):
            found += [f"{inner} {chapter}{section}", DREDGED]
    return found


def test_marks_that_agree_rank_the_headings_whatever_a_chart_seems_to_number() -> None:
    found = headings("\n\n".join([*chapters(), "Ⅲ 类 3.2% 1.6%", DREDGED]) + "\n")
    assert found[:6] == ["#河道", "##河道管护", "##河道建设", "##河道监测", "#林区", "##林区管护"]
    assert found[-1].startswith(("##草场", "###")), "a number alone stands below"


def test_a_count_that_comes_once_ranks_as_the_next_one() -> None:
    lines = chapters()
    lines[3] = "### 河道建设"
    assert headings("\n\n".join(lines) + "\n")[:4] == ["#河道", "##河道管护", "##河道建设", "##河道监测"]


def test_marks_rank_nothing_where_numbers_do() -> None:
    lines: list[str] = []
    for at, number in enumerate("一二三四五六七八九十"):
        lines += [f"{'#' * (2 + at % 3)} {number}、河段治理", DREDGED]
    assert {line[: len(line) - len(line.lstrip("#"))] for line in headings("\n\n".join(lines) + "\n")} == {"#"}


def test_months_on_the_axis_of_a_chart_are_no_timeline() -> None:
    chart = ["0.5", "1.0", "1.5", "2.0", "1月", "2月", "3月", "12.5"]
    assert headings("\n".join(["一、河道", "", DREDGED, "", *chart, "", DREDGED, ""])) == ["#一、河道"]


def test_what_names_a_chart_of_a_year_heads_no_section_beside_it() -> None:
    rows = "| 县 | 蓄水量 |\n| --- | --- |\n| 丰县 | 12.4 |"
    for marks in ("", "#### "):
        text = f"## 河道\n\n{DREDGED}\n\n{marks}2031年各县蓄水量变化\n\n{rows}\n\n{DREDGED}\n"
        assert headings(text) == ["#河道"]
    alone = f"## 河道\n\n{DREDGED}\n\n### 2031年各县蓄水情况\n\n{DREDGED}\n"
    assert [line.lstrip("#") for line in headings(alone)] == ["河道", "2031年各县蓄水情况"]
