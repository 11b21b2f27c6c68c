"""What a file said does not end because the file is gone: it is told, and nothing that was mended or taken down comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.checking import check
from annals.edition.ingesting import Ingested, ingest
from annals.edition.writing import carry_out
from annals.model import Problem
from tests.edition.test_owning import git
from tests.support.provocations import INDICATOR
from tests.support.small_folder import folder, write

YML = "seeds/2031.yml"
MENDED = "corrections:\n  - {replace: 签署协议12项, with: 签订协议12项, cause: slip, certainty: likely, reason: 试}\n"
HIDDEN = "corrections:\n  - {withhold: 签署协议12项, cause: removal, certainty: certain, reason: 试}\n"
SITE = "site_name: 某省年报\nextra: {annals: {series: [{id: a, name: 甲报, place: 某省}]}}\n"


def settled(root: Path) -> Ingested:
    """What is found, after all was written that is to be written."""
    carry_out(root, ingest(root).writes)
    return ingest(root)


def commit(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def words(found: Ingested) -> str:
    """All that may reach a reader: pages, and the raw text."""
    raw = "".join(report.source.text for report in found.edition.reports if report.source is not None)
    return "".join(found.edition.docs.values()) + raw


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    return root


@pytest.mark.parametrize("known", [False, True], ids=["no history", "committed"])
@pytest.mark.parametrize("left", [None, "", " \n"])
def test_corrections_stay_though_their_file_is_gone_or_empty(root: Path, left: str | None, known: bool) -> None:
    write(root, YML, MENDED)
    assert "签订协议12项" in words(settled(root))
    if known:
        commit(root)
    (root / YML).unlink()
    if left is not None:
        write(root, YML, left)
    found = ingest(root)
    assert not found.writes and "E148" in codes(found.problems) and "签订协议12项" in words(found)


def test_one_line_of_comment_says_that_nothing_is_wanted(root: Path) -> None:
    write(root, YML, MENDED)
    settled(root)
    write(root, YML, "# 没有更正\n")
    found = settled(root)
    assert "签署协议12项" in words(found) and "E148" not in codes(found.problems)
    (root / YML).unlink()
    assert "E148" not in codes(ingest(root).problems)


def test_who_never_had_a_file_is_asked_for_none(root: Path) -> None:
    assert not (root / YML).exists() and "E148" not in codes(ingest(root).problems)


@pytest.mark.parametrize("known", [False, True], ids=["no history", "committed"])
@pytest.mark.parametrize("said", ["withheld: 应发布机构的要求\n", HIDDEN], ids=["report", "passage"])
def test_what_was_taken_down_stays_down(root: Path, said: str, known: bool) -> None:
    write(root, YML, said)
    assert "协议12项" not in words(settled(root))
    if known:
        commit(root)
    (root / YML).unlink()
    found = settled(root)
    assert "E148" in codes(found.problems) and "协议12项" not in words(found)


@pytest.mark.parametrize("text", [None, "", SITE.replace("site_name: ", "site_name:")])
def test_facts_that_cannot_be_read_are_those_of_the_last_commit(root: Path, text: str | None) -> None:
    write(root, "mkdocs.yml", SITE)
    write(root, YML, "series: 甲报\nyear: 2031\n")
    write(root, "docs/indicators/agreements.md", INDICATOR)
    settled(root)
    commit(root)
    (root / "mkdocs.yml").unlink()
    if text is not None:
        write(root, "mkdocs.yml", text)
    found = check(root).problems
    assert codes(found) & {"E103", "W206", "E125", "E235"} == ({"E103"} if text else {"W206"})


def test_of_a_series_that_is_not_there_one_thing_is_told(root: Path) -> None:
    write(root, "mkdocs.yml", SITE)
    write(root, YML, "series: 乙报\nyear: 2031\n")
    write(root, "docs/indicators/agreements.md", INDICATOR)
    found = check(root).problems
    told = next(problem for problem in found if problem.code == "E125")
    assert codes(told.followers) == {"E235"} and "E235" not in codes(found)


def test_a_home_page_that_is_gone_is_told_until_that_is_committed(root: Path) -> None:
    write(root, "docs/index.md", "---\ntitle: 首页\n---\n\n编者的话。\n")
    commit(root)
    (root / "docs/index.md").unlink()
    assert [problem.path for problem in check(root).problems if problem.code == "W206"] == ["docs/index.md"]
    git(root, "commit", "-qam", "b")
    assert "W206" not in codes(check(root).problems)


@pytest.mark.parametrize("words", ["", "\n编者的导言。\n"])
def test_the_words_of_a_years_page_are_missed_and_nothing_else_of_it(root: Path, words: str) -> None:
    page = root / "docs/2031/index.md"
    page.write_text(page.read_text("utf-8") + words, "utf-8")
    settled(root)
    commit(root)
    page.unlink()
    told = [problem.path for problem in check(root).problems if problem.code == "W206"]
    assert told == (["docs/2031/index.md"] if words else [])


def test_a_workflow_that_a_commit_took_out_is_told_until_the_next(root: Path) -> None:
    path = ".github/workflows/site.yml"
    write(root, path, "on: push\njobs: {}\n")
    commit(root)
    assert check(root).problems == ()
    (root / path).unlink()
    assert [(problem.code, problem.path) for problem in check(root).problems] == [("W206", path)]
    commit(root)
    assert [(problem.code, problem.path) for problem in check(root).problems] == [("N135", path)]
    git(root, "checkout", "HEAD~1", "--", path)
    assert check(root).problems == ()
    (root / path).unlink()
    write(root, "README.md", "甲\n")
    commit(root)
    assert check(root).problems == ()


def test_the_way_back_to_a_page_that_loses_its_text_is_no_head(root: Path) -> None:
    """Its own address was never in what a page names as its former ones."""
    commit(root)
    text = (root / "seeds/2031.txt").read_text("utf-8")
    write(root, "seeds/2031.txt", text[: text.index("第二节")])
    (problem,) = check(root).problems
    assert problem.code == "E112" and "docs/2031/domestic-cooperation.md" not in str(problem.details)
