"""When a page changed last, which state of the whole it is and what changed for readers: from the history of the files or not
at all. The dates that are expected are those that the commits here were given."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annals.edition.history import history_of
from annals.edition.ingesting import ingest
from annals.edition.shipped import derived_templates
from annals.model import Commit, History
from annals.pages.changelog import changes_page, feed_files
from annals.pages.changes import latest_changes
from annals.pages.standing import standings
from annals.pages.threads import Threads
from tests.support.dated import ADDRESS, DATES, DOMESTIC, ENTITY, commit, dated_folder, git, settled
from tests.support.small_folder import PAGE, correct, put, swap


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dated_folder((tmp_path_factory.mktemp("told") / "root").resolve())


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """Its like, to change at will."""
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "root")], check=True)
    return (tmp_path / "root").resolve()


def dates(root: Path) -> dict[str, str]:
    edition = ingest(root).edition
    found = standings(edition, Threads.of(edition))
    return {path: found[path].changed for path in DATES}


def test_a_page_has_the_date_of_the_newest_commit_to_what_it_is_made_from(told: Path) -> None:
    assert dates(told) == DATES


def without(*unknown: str) -> dict[str, str]:
    return {path: "" if path in unknown else date for path, date in DATES.items()}


OF_2031 = [path for path in DATES if path.startswith("2031/")]
BOTH = ["topics/forums-and-expos.md", "topics/domestic-cooperation.md", "topics/index.md", "index.md"]
ENTRIES = ["entities/jia-yi.md", "entities/index.md"]


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        (swap(ENTITY, "每年", "各年"), [*ENTRIES, "index.md"]),
        (put("seeds/2031.yml", "year: 2031\n"), [*OF_2031, *BOTH, *ENTRIES]),
        (swap("docs/topics/forums-and-expos.md", "各年的论坛", "论坛"), [BOTH[0], *BOTH[2:]]),
        (put("docs/about/new.md", "---\ntitle: 新\n---\n"), []),
        (lambda root: (root / "docs/index.md").unlink(), ["index.md"]),
    ],
    ids=["entry", "record", "topic", "page that nobody committed", "page that was taken out"],
)
def test_what_is_not_as_committed_has_no_date_and_the_whole_no_version(
    copied: Path, change: Callable[[Path], None], unknown: list[str]
) -> None:
    assert ingest(copied).edition.history.version == f"2031-06-30-{git(copied, 'rev-parse', 'HEAD')[:7]}"
    change(copied)
    assert dates(copied) == without(*unknown)
    assert ingest(copied).edition.history.version == ""


def test_what_waits_to_be_written_is_not_as_committed(copied: Path) -> None:
    correct("replace: 签署协议12项, with: 签署协议31项")(copied)
    commit(copied, "2031-08-08T00:00:00Z", "更正，页面还没有重写")
    before = dates(copied)
    assert (before["2031/forums-and-expos.md"], before["2031/domestic-cooperation.md"]) == ("2031-08-08", "")
    settled(copied)
    assert dates(copied) == before


def test_what_waits_to_be_written_as_it_was_committed_is_as_committed(told: Path, copied: Path) -> None:
    correct("replace: 签署协议12项, with: 签署协议31项")(copied)
    settled(copied)
    git(copied, "checkout", "-q", "--", "seeds/2031.yml")
    # The page still has the corrected word: this run takes it back.
    before = dates(copied)
    assert before == dates(told)
    settled(copied)
    assert dates(copied) == before


def test_nothing_is_known_without_a_whole_history(told: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{told}", "shallow")
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "bare")], check=True)
    subprocess.run(["rm", "-rf", str(tmp_path / "bare" / ".git")], check=True)
    git(tmp_path, "clone", "-q", f"file://{told}", "whole")
    assert history_of(tmp_path / "shallow") == history_of(tmp_path / "bare") == History()
    assert history_of(tmp_path / "whole") == history_of(told)


def test_a_folder_of_a_larger_repository_has_its_own_dates(told: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "年 报")], check=True)
    subprocess.run(["rm", "-rf", str(tmp_path / "年 报" / ".git")], check=True)
    put("docs/outside.md", "甲")(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2031-08-01T00:00:00Z", "放入")
    swap(ENTITY, "每年", "各年")(tmp_path / "年 报")
    found = history_of(tmp_path / "年 报")
    assert set(found.days.values()) == {"2031-08-01"}
    assert {PAGE, "seeds/2031.txt", ENTITY} <= found.days.keys()
    assert "docs/outside.md" not in found.days
    assert found.unsure == {ENTITY}


def test_the_newest_date_counts_whatever_the_order_and_a_merge_where_it_decided(copied: Path) -> None:
    git(copied, "checkout", "-qb", "side", "HEAD~1")
    swap(PAGE, "发布报告10份", "发布报告11份")(copied)
    put("docs/about/引“号 一.md", "---\ntitle: 新\n---\n")(copied)
    commit(copied, "2031-09-09T00:00:00Z", "旁支")
    git(copied, "checkout", "-q", "main")
    swap(PAGE, "发布报告10份", "发布报告12份")(copied)
    # Its clock was slow.
    commit(copied, "2031-03-03T00:00:00Z", "主支")
    assert history_of(copied).days[PAGE] == "2031-05-02"
    subprocess.run(["git", "merge", "-q", "--no-commit", "side"], cwd=copied, check=False, capture_output=True)
    conflicted = (copied / PAGE).read_text("utf-8")
    clean = re.sub(r"<{7}.*?\n(.*?)={7}.*?>{7}.*?\n", r"\1", conflicted, flags=re.DOTALL).replace("12份", "13份")
    (copied / PAGE).write_text(clean, "utf-8")
    commit(copied, "2031-10-10T00:00:00Z", "合并")
    found = history_of(copied)
    assert found.days[PAGE] == "2031-10-10"
    assert found.days["docs/about/引“号 一.md"] == "2031-09-09"
    assert found.days[DOMESTIC] == DATES["2031/domestic-cooperation.md"]
    assert [one.said for one in found.commits][:3] == ["合并", "旁支", "条目改一句"]


def test_what_changed_is_told_as_readers_know_it(told: Path) -> None:
    edition = ingest(told).edition
    entry, second, figure, first = latest_changes(edition, 9)
    assert [change.day for change in (entry, second, figure, first)] == [
        *("2031-06-20", "2031-06-10", "2031-06-03", "2031-05-02"),
    ]
    assert (first.said, figure.said) == ("收入 2031 年报告", "更正一个数字 <b>&")
    assert [(item.report.title, item.new) for item in (*first.reports, *second.reports)] == [
        ("2031", True),
        ("2032", True),
    ]
    (item,) = figure.reports
    assert [page.path for page in item.pages.shown] == ["2031/domestic-cooperation.md"]
    assert [(one.applied.correction.target, one.applied.correction.reason) for one in item.corrections] == [
        ("签署协议12项", "试")
    ]
    assert [place.title for place in entry.entities.shown] == ["甲乙论坛"]
    assert latest_changes(edition, 2) == (entry, second)


def test_words_that_tell_of_the_tool_too_are_not_for_readers(copied: Path) -> None:
    swap(ENTITY, "每年举行一届", "每年办一届")(copied)
    put("README.txt", "乙")(copied)
    commit(copied, "2031-07-02T08:00:00Z", "Entries and the tool")
    edition = ingest(copied).edition
    mixed, before, *_ = latest_changes(edition, 9)
    assert (mixed.said, before.said) == ("", "条目改一句")
    assert [place.title for place in mixed.entities.shown] == ["甲乙论坛"]
    told_of = feed_files(edition, ADDRESS, derived_templates())
    assert "<title>甲乙论坛</title>" in told_of["feed.xml"] and "Entries" not in told_of["feed.xml"]


def test_a_page_of_figures_is_told_as_one(copied: Path) -> None:
    """It counted among the pages that explain the site."""
    put(
        "docs/indicators/agreements.md",
        "---\ntitle: 协议\ntopic: domestic-cooperation\nmeasures: [{id: signed, title: 协议数, unit: 项}]\npoints: []\n---\n",
    )(copied)
    commit(copied, "2031-07-03T08:00:00Z", "添一页数字")
    edition = ingest(copied).edition
    (change,) = latest_changes(edition, 1)
    assert [place.title for place in change.indicators.shown] == ["协议"]
    assert not change.others.shown
    page = changes_page(edition, derived_templates()).html
    assert '<li>数字：<a href="../indicators/agreements.html">协议</a></li>' in page


def test_what_is_taken_down_is_not_told_by_the_commit_that_does_it(copied: Path) -> None:
    record = "corrections:\n  - {withhold: 丹麦担任主宾国, cause: removal, certainty: certain, reason: 应来函要求}\n"
    put("seeds/2031.yml", record)(copied)
    settled(copied)
    taken = commit(copied, "2031-07-07T00:00:00Z", "撤下丹麦担任主宾国")
    newest = latest_changes(ingest(copied).edition, 1)[0]
    assert (newest.hash, newest.said) == (taken, "")


def test_the_page_of_changes_does_not_grow_without_end(told: Path) -> None:
    """Of a history of 400 commits a year thirty are told in full, of each year before sixty in a line."""
    edition = ingest(told).edition
    commits = tuple(
        Commit(hash=f"{year}{number:036}", at=f"{year}-{number // 34 + 1:02}-02T00:00:00Z", said="改", touched=(PAGE,))
        for year in (2033, 2032, 2031)
        for number in reversed(range(400))
    )
    view = changes_page(replace(edition, history=replace(edition.history, commits=commits)), derived_templates())
    assert view.html.count('class="annals-change"') == 30
    assert re.findall(r"<summary>(.*?)</summary>", view.html) == ["2033 年 370 次", "2032 年 400 次", "2031 年 400 次"]
    assert view.html.count(">改</span>") == 180
    assert re.findall(r"更早的 (\d+) 次从略", view.html) == ["310", "340", "340"]


def test_without_a_history_the_page_of_changes_says_so(told: Path) -> None:
    edition = replace(ingest(told).edition, history=History())
    assert "没有带着修改的历史" in changes_page(edition, derived_templates()).html
    assert feed_files(edition, ADDRESS, derived_templates()) == {}


def test_without_an_address_there_is_no_feed(told: Path) -> None:
    assert feed_files(ingest(told).edition, "", derived_templates()) == {}
