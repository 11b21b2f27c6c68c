"""What is too much for one page goes on at addresses that nothing moves, and nothing of it is lost."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from annals.edition.deriving import derive
from annals.edition.ingesting import ingest
from annals.edition.shipped import derived_templates
from annals.model import Commit, Edition, History, View
from annals.pages import data_parts, progress
from annals.pages.changelog import changes_page
from annals.pages.data import data_files, data_paths
from annals.pages.links import url
from annals.pages.register import published
from annals.pages.spans import Room, Share, spans_of
from tests.support.stories import short_guide

NAME, TOPIC = "江海创新大会", "论坛与展会"
YEARS = range(1990, 2022)
BOUND = 150_000


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


OFTEN = {2003: 130, 2004: 300}


def sentences(year: int, times: int) -> list[str]:
    return [f"{NAME}第{number}分会场讨论了{year}年的安排，参加的有{number}家企业。" for number in range(1, times + 1)]


def report(root: Path, name: str, year: int, times: int) -> None:
    """A report that names the meeting so many times, one sentence a line."""
    long = "各单位按照部署推进工作，" * 60 + f"{year}年的任务完成。"
    text = "\n\n".join(["第一章 总则", "第一节 " + TOPIC, *sentences(year, times), long])
    write(root, f"seeds/{name}.txt", text + "\n")
    write(root, f"seeds/{name}.yml", f"year: {year}\n")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty years and two, of which two name it very often."""
    root = tmp_path_factory.mktemp("spans")
    for year in YEARS:
        report(root, str(year), year, OFTEN.get(year, 2))
    write(root, "docs/topics/forums.md", f"---\ntitle: {TOPIC}\nwords: [论坛]\n---\n")
    write(root, "docs/entities/jianghai.md", f"---\ntitle: {NAME}\ntype: 会议\n---\n")
    write(root, "docs/about/progress.md", "---\ntitle: 校对进度\n---\n")
    return root


def made(root: Path) -> tuple[Edition, dict[str, View]]:
    with short_guide():
        edition = ingest(root).edition
        views, problems = derive(edition)
    assert [problem.code for problem in problems] == []
    return edition, {view.path: view for view in views}


@pytest.fixture(scope="module")
def whole(root: Path) -> tuple[Edition, dict[str, View]]:
    return made(root)


def table(text: str) -> list[dict[str, str]]:
    """The rows of a table of the open data, which begins with a byte order mark."""
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def quoted(view: View) -> Counter[tuple[str, str]]:
    """The sentences that a page quotes, each with the report below whose heading it stands."""
    parts = re.split(r'<h2 id="y-(\w+)"', view.html)
    return Counter(
        (name, words(sentence).strip())
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
        for sentence in re.findall(r'<span class="annals-source">(.*?)</span></?(?:a|li)', text)
    )


def test_every_mention_of_a_hub_is_quoted_once_on_the_pages_of_its_spans(
    whole: tuple[Edition, dict[str, View]],
) -> None:
    _, views = whole
    spans = {path: view for path, view in views.items() if path.startswith("entities/jianghai/")}
    told = sum((quoted(view) for view in spans.values()), Counter[tuple[str, str]]())
    assert told == Counter((str(year), sentence) for year in YEARS for sentence in sentences(year, OFTEN.get(year, 2)))


def test_a_hub_says_how_often_it_is_named_and_leads_to_all(whole: tuple[Edition, dict[str, View]]) -> None:
    edition, views = whole
    page = views["entities/jianghai.md"]
    total = 130 + 300 + 2 * (len(YEARS) - 2)
    assert f"<dd>{total} 处，见于 {len(YEARS)} 份报告</dd>" in page.html
    reached, waiting = {"entities/jianghai.md"}, ["entities/jianghai.md"]
    while waiting:
        here = waiting.pop()
        folder = here.rpartition("/")[0]
        for target in re.findall(r'href="((?:jianghai/)?[\w-]+)\.html', views[here].html):
            there = f"{folder}/{target}.md"
            if there in views and there.startswith("entities/jianghai") and there not in reached:
                reached.add(there)
                waiting.append(there)
    assert reached == {path for path in views if path.startswith("entities/jianghai")}
    assert {url(path) for path in reached} <= set(published(edition))
    subjects = [view for path, view in views.items() if path.startswith(("entities/", "topics/"))]
    assert max(len(view.html.encode()) for view in subjects) < BOUND


def test_a_report_that_comes_later_moves_no_address(
    root: Path, whole: tuple[Edition, dict[str, View]], tmp_path: Path
) -> None:
    before = set(published(whole[0]))
    copy = tmp_path / "grown"
    shutil.copytree(root, copy)
    report(copy, "2003b", 2003, 90)
    report(copy, "2029", 2029, 125)
    after = set(published(made(copy)[0]))
    assert before <= after
    assert {"entities/jianghai/2020s.html", "entities/jianghai/r-2003b.html", "entities/jianghai/2029.html"} <= after


def test_a_name_that_is_found_less_often_leaves_ways_on(
    root: Path, whole: tuple[Edition, dict[str, View]], tmp_path: Path
) -> None:
    """Nobody is asked to take the addresses back."""
    _, views = whole
    copy = tmp_path / "less"
    shutil.copytree(root, copy)
    write(
        copy,
        "seeds/.base/entities.addresses",
        "".join(f"{url(path)}\n" for path in sorted(views) if "jianghai" in path),
    )
    write(copy, "docs/entities/jianghai.md", f"---\ntitle: {NAME}\ntype: 会议\nnot: [{NAME}第]\n---\n")
    _, fewer = made(copy)
    for path in views:
        if path.startswith("entities/jianghai/"):
            assert 'href="../jianghai.html"' in fewer[path].html


def test_a_topic_of_many_years_reads_on_by_decade(whole: tuple[Edition, dict[str, View]]) -> None:
    _, views = whole
    spans = {path: view for path, view in views.items() if path.startswith("topics/forums/")}
    told = Counter(year for view in spans.values() for year in re.findall(r'<h2 id="y-(\d+)"', view.html))
    assert set(told) == {str(year) for year in YEARS}
    for decade in ("1990s", "2010s", "2020s"):
        assert f'href="forums/{decade}.html"' in views["topics/forums.md"].html


def test_windows_follow_from_raw_lines_alone(whole: tuple[Edition, dict[str, View]]) -> None:
    edition, _ = whole
    room = Room(weight=10, reports=5)

    def windows(lines: tuple[int, ...]) -> dict[str, tuple[int, int]]:
        share = Share(report=edition.reports[0], weight=len(lines), lines=lines)
        (row,) = spans_of([share], edition, room)
        spans = [span for one in row.spans for span in one.every() if span.lines]
        held = [line for span in spans for line in span.shares[0].lines]
        assert sorted(held) == sorted(lines)
        return {span.name: span.lines for span in spans if span.lines}

    few = windows(tuple(range(1, 100, 5)))
    more = windows((*range(1, 100, 5), *range(100, 130)))
    assert few.keys() <= more.keys()
    assert windows((7,) * 30) == {"r-1990-l7": (7, 7)}, "one line cannot be parted"


def test_long_data_files_are_parted_by_series_then_report(
    whole: tuple[Edition, dict[str, View]], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, _ = whole
    before = dict(data_files(edition))
    assert set(before) == set(data_paths(edition))
    monkeypatch.setattr(data_parts, "MOST_BYTES", 500)
    monkeypatch.setattr("annals.pages.data._FEW_MENTIONS", 0)
    after = dict(data_files(edition))
    assert set(after) == set(data_paths(edition)) >= set(before)
    listed = list(table(after["data/mentions.csv"]))
    rows = [row for part in listed for row in table(after["data/" + part["file"]])]
    assert sorted(map(str, rows)) == sorted(map(str, table(before["data/mentions.csv"])))
    assert {part["report"] for part in listed} == {str(year) for year in YEARS}
    parts = json.loads(after["data/entities.json"])["parts"]
    counts = [json.loads(after["data/" + part["file"]])[0]["mentions"] for part in parts]
    assert sum(counts) == json.loads(before["data/entities.json"])[0]["mentions"]
    described = {resource["path"] for resource in json.loads(after["data/datapackage.json"])["resources"]}
    assert described == {path.removeprefix("data/") for path in after} - {"datapackage.json"}


def test_progress_lists_every_page_once_wherever_it_is_parted(
    whole: tuple[Edition, dict[str, View]], monkeypatch: pytest.MonkeyPatch
) -> None:
    edition, _ = whole
    monkeypatch.setattr(progress, "_ROOM", Room(weight=8, reports=5))
    pages = list(progress.progress_pages(edition, "", derived_templates()))
    assert tuple(view.path for view in pages[1:]) == progress.progress_paths(edition)
    count = sum(1 for path in edition.docs if path.partition("/")[0].isdecimal() and not path.endswith("/index.md"))
    assert count > 30
    assert f"全站 未校对 {count} 页" in pages[0].html
    told = Counter(name for view in pages for name in re.findall(r'<h2 id="p-(\w+)"', view.html))
    assert told == Counter(str(year) for year in YEARS)
    for name in ("1990s", "2000s", "2010s", "2020s"):
        assert f'href="progress/{name}.html"' in pages[0].html


def test_thirty_years_of_changes_are_a_page(whole: tuple[Edition, dict[str, View]]) -> None:
    """The newest in full, some more in a line each, of all others the number in each year."""
    edition, _ = whole
    files = tuple(f"docs/{page.path}" for report in edition.reports for page in report.pages)
    commits = tuple(
        Commit(hash=f"{year}{number:036}", at=f"{year}-05-02T08:00:00Z", said="校对了一页" * 12, touched=files)
        for year in range(2030, 2000, -1)
        for number in range(100)
    )
    page = changes_page(replace(edition, history=History(at=commits[0].at, commits=commits)), derived_templates())
    assert len(page.html.encode()) < BOUND
    full = page.html.count('<div class="annals-change"')
    told = dict(re.findall(r"<summary>(\d{4}) 年 (\d+) 次</summary>", page.html))
    assert 1 <= full <= 30 and told == {str(year): str(100 - full * (year == 2030)) for year in range(2001, 2031)}
