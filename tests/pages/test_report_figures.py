"""The numbers of a long report: as many as its page has room for, and how many there are beside."""

from __future__ import annotations

import re
from pathlib import Path

from annals.edition.shipped import derived_templates
from annals.pages.passage import Passages
from annals.pages.report_figures import report_figure_page, told_by_report
from tests.support.stories import seed, take_in

_LINES = 300


def test_a_page_holds_what_it_has_room_for(tmp_path: Path) -> None:
    body = "\n\n".join(
        f"　　科技企业第{number}组全年申请专利{number + 1000}件，实现产值{number + 3000}万元。"
        for number in range(_LINES)
    )
    (tmp_path / "seeds").mkdir()
    seed(tmp_path, "2031.txt", f"2031年科技进步报告\n\n第一章 专利\n\n{body}\n")
    edition = take_in(tmp_path).edition
    [report], [found] = edition.reports, told_by_report(edition.figures).values()
    page = report_figure_page(report, found, edition, Passages.of(edition), derived_templates())
    listed, count = page.html.count('class="annals-value"'), sum(1 for one in edition.figures.quantities if one.of)
    # Two numbers a sentence are printed, whatever the program reads.
    assert count >= 2 * _LINES
    assert 0 < listed < count
    assert f"另有 {count - listed} 个" in page.html
    # With the frame of a page around it.
    assert 75_000 < len(page.html.encode()) < 130_000
    numbers = re.findall(r'class="annals-value" href="[^"]*">(\d+)件', page.html)
    assert numbers == [str(number + 1000) for number in range(len(numbers))], "the first of them, in order"
