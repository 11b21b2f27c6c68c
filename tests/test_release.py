"""A release says one version everywhere, and what it says to readers of its text is there."""

from __future__ import annotations

import re

import yaml

from annals.edition.shipped import VERSION
from tests.support.places import REPO
from tests.support.stories import cli

CHANGES = (REPO / "CHANGELOG.md").read_text("utf-8")
_heading = re.compile(r"^## (\d+\.\d+\.\d+)（(未发布|\d{4}-\d{2}-\d{2})）$", re.MULTILINE)


def test_the_version_is_the_same_everywhere() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    cited = yaml.safe_load((REPO / "CITATION.cff").read_text("utf-8"))
    assert cited["version"] == VERSION
    assert [name["name"] for name in cited["authors"]] == ["Annals contributors"]
    assert _heading.findall(CHANGES)[0][0] == VERSION
    assert cli(REPO, "--version").stdout == f"Annals {VERSION}\n"


def test_the_changes_are_told_newest_first_a_sentence_each_with_before_and_after() -> None:
    headings = _heading.findall(CHANGES)
    assert len(headings) == CHANGES.count("\n## "), "a heading is a version and its date"
    versions = [tuple(map(int, version.split("."))) for version, _ in headings]
    assert versions == sorted(set(versions), reverse=True)
    assert "未发布" not in [date for _, date in headings[1:]]
    items = re.findall(r"^- (.+)$", CHANGES, re.MULTILINE)
    assert len(items) > 20
    assert [item for item in items if not re.fullmatch(r"[^：]+：(?!.*。.).*以前.*；现在.*。", item)] == []


def test_whoever_finds_a_hole_is_told_where_to_say_so() -> None:
    said = (REPO / "SECURITY.md").read_text("utf-8")
    named = re.findall(r"`(tests/[\w./]+)`", said)
    assert len(named) >= 4 and [path for path in named if not (REPO / path).is_file()] == []
    assert "Report a vulnerability" in said
