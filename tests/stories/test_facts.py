"""The site's facts: mkdocs.yml says what an edition is called, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annals.edition.deriving import derive
from annals.edition.facts import read_facts
from annals.edition.ingesting import ingest
from annals.model import Series
from annals.pages.data import data_files
from tests.support.small_folder import folder, write

OURS = """site_name: 甲省科技年报（整理版）
theme:
  custom_dir: !ENV [SOMEWHERE, there]
extra:
  annals:
    series:
      - {id: jia, name: 甲省科技年报, short: 甲, place: 甲省}
      - {id: yi, name: 乙市科技年报}
    official: true
    licence: {editors: CC0}
    home: {topics: [planning]}
markdown_extensions:
  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}
"""


def test_facts_are_read_beside_tags_that_only_mkdocs_knows() -> None:
    facts, problems = read_facts(OURS)
    assert problems == ()
    assert (facts.site_name, facts.official, facts.licence.editors) == ("甲省科技年报（整理版）", True, "CC0")
    assert (facts.home.topics, facts.home.stories, facts.notice) == (("planning",), (), "")
    assert facts.series[0] == Series(id="jia", name="甲省科技年报", short="甲", place="甲省")
    assert [facts.series_of(given) for given in ("", "jia", "乙市科技年报", "丙")] == [
        facts.series[0],
        facts.series[0],
        facts.series[1],
        None,
    ]


def test_without_a_list_there_is_one_series_named_as_the_site() -> None:
    facts, problems = read_facts("site_name: 甲省科技年报\n")
    assert (problems, [series.name for series in facts.series]) == ((), ["甲省科技年报"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("site_name: 甲\nextra: {annals: {seris: []}}\n", ("E105", 2)),
        ("site_name:\n  - 甲\n", ("E106", 2)),
        ("extra:\n  annals: 甲\n", ("E106", 2)),
        ("extra:\n  annals:\n    official: 是\n", ("E106", 3)),
        ("extra:\n  annals:\n    home: {topics: 甲}\n", ("E106", 3)),
        ("extra:\n  annals:\n    colour: 红色\n", ("E106", 3)),
        ("site_name: 甲\ncopyright: 甲<img src=x onerror=alert(1)>\n", ("E106", 2)),
        ("copyright: <a href='javascript:alert(1)'>甲</a>\n", ("E106", 1)),
        ("extra:\n  annals:\n    colour: '#1a6b3'\n", ("E106", 3)),
        ("extra:\n  annals:\n    series:\n      - {id: jia, nmae: 甲}\n", ("E105", 4)),
        ("extra:\n  annals:\n    series:\n      - {id: jia}\n", ("E119", 4)),
        ("extra:\n  annals:\n    series:\n      - {id: jia, name: 甲}\n      - {id: yi, name: 甲}\n", ("E119", 5)),
        ("site_name: [甲\n", ("E103", 1)),
        ("site_name: 2031-02-30\n", ("E106", 1)),
        ("copyright: 甲\nsite_name：乙\n", ("E103", 2)),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_left_out(text: str, told: tuple[str, int]) -> None:
    facts, problems = read_facts(text)
    assert (problems[0].code, problems[0].line) == told
    assert {problem.path for problem in problems} == {"mkdocs.yml"}
    assert facts.series
    assert not facts.official


def test_a_site_is_called_as_its_facts_say(tmp_path: Path) -> None:
    folder(tmp_path)
    write(tmp_path, "mkdocs.yml", OURS)
    edition = ingest(tmp_path.resolve()).edition
    views, _ = derive(edition)
    assert next(view.title for view in views if view.path == "index.md") == "甲省科技年报（整理版）"
    package = json.loads(dict(data_files(edition))["data/datapackage.json"])
    assert package["title"] == "甲省科技年报（整理版）开放数据"


def test_what_a_folder_does_not_name_is_named_as_the_tool_names_it(tmp_path: Path) -> None:
    folder(tmp_path)
    write(tmp_path, "mkdocs.yml", "extra: {annals: {official: true}}\n")
    facts = ingest(tmp_path.resolve()).edition.facts
    assert facts.official
    assert facts.site_name
    assert facts.series[0].name == facts.site_name


def test_a_folder_without_the_file_has_no_place_of_its_own(tmp_path: Path) -> None:
    folder(tmp_path)
    assert {series.place for series in ingest(tmp_path.resolve()).edition.facts.series} == {""}
