"""Trust states: set by editors, lost when the machine writes the text anew, never rewritten into the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.edition.writing import carry_out
from tests.support import stories
from tests.support.small_folder import PAGE, correct, folder, swap

OTHER = "docs/2031/domestic-cooperation.md"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    run(root)
    return root


def run(root: Path) -> dict[str, str]:
    """One ingest, written; the status that holds for each page."""
    found = ingest(root)
    carry_out(root, found.writes)
    (report,) = found.edition.reports
    return {f"docs/{page.path}": page.trust for page in report.pages}


def codes(root: Path) -> list[str]:
    return [problem.code for problem in ingest(root).problems]


def review(root: Path, path: str, status: str, by: str) -> None:
    swap(path, "status: 未校对", f"status: {status}\nreviewed_by: {by}")(root)


def test_a_reviewed_page_holds_until_its_text_is_written_anew(place: Path) -> None:
    review(place, OTHER, "已校对", "甲")
    assert run(place) == {PAGE: "未校对", OTHER: "已校对"} and codes(place) == []
    text = (place / OTHER).read_text("utf-8")
    correct("replace: 签署协议12项, with: 签署协议21项")(place)
    assert run(place)[OTHER] == "未校对" and codes(place) == ["N205"]
    now = (place / OTHER).read_text("utf-8")
    assert "21项" in now and "status: 已校对" in now, "the page says what the editor said"
    # Whoever looks at it again signs again.
    swap(OTHER, "reviewed_by: 甲", "reviewed_by: 甲 2032-02")(place)
    assert run(place)[OTHER] == "已校对" and codes(place) == []
    assert text != now


def test_an_editors_own_change_takes_nothing_back(place: Path) -> None:
    review(place, OTHER, "已校对", "甲")
    run(place)
    swap(OTHER, "签署协议12项", "签署协议十二项")(place)
    assert run(place)[OTHER] == "已校对"


def test_a_change_elsewhere_takes_nothing_back(place: Path) -> None:
    review(place, OTHER, "已校对", "甲")
    run(place)
    correct("replace: 发布报告10份, with: 发布报告11份")(place)
    assert run(place)[OTHER] == "已校对"


@pytest.mark.parametrize(
    ("by", "holds", "told"), [("甲、乙", "已核对", []), ("甲", "已校对", ["W204"]), ("甲、甲", "已校对", ["W204"])]
)
def test_compared_needs_a_second_name(place: Path, by: str, holds: str, told: list[str]) -> None:
    review(place, OTHER, "已核对", by)
    assert run(place)[OTHER] == holds and codes(place) == told


def test_readers_see_it_on_the_page_and_in_the_list(place: Path) -> None:
    (place / "docs/about").mkdir()
    (place / "docs/about/progress.md").write_text("---\ntitle: 校对进度\n---\n", "utf-8")
    review(place, OTHER, "已核对", "甲、乙")
    assert stories.run(place).rendered
    assert "已核对（甲、乙）：有人逐字对过原文。" in (place / "site/2031/domestic-cooperation.html").read_text("utf-8")
    assert "未校对：由程序整理" in (place / "site/2031/forums-and-expos.html").read_text("utf-8")
    progress = (place / "site/about/progress.html").read_text("utf-8")
    assert "未校对 1 页，已校对 0 页，已核对 1 页" in progress and "甲、乙" in progress
