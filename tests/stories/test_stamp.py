"""A site is made anew when anything it was made from changed, and only then."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.shipped import SHIPPED
from annals.edition.stamp import code_digest, inputs_digest
from annals.edition.writing import carry_out
from annals.model import Settings
from tests.support.small_folder import PAGE, correct, folder, put, swap


def digest(root: Path, settings: Settings, shipped: Path = SHIPPED) -> str:
    return inputs_digest(root, code_digest(shipped), settings, ingest(root).edition)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    return root


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_another_publication_is_another_site(place: Path, name: str) -> None:
    settings = Settings(site_url="https://one.example/a/", repo="one/a", branch="main")
    before = digest(place, settings)
    assert digest(place, settings) == before
    assert digest(place, replace(settings, **{name: "other"})) != before


@pytest.mark.parametrize(
    "change",
    [
        swap(PAGE, "发布报告10份", "发布了报告10份"),
        correct("replace: 签署协议12项, with: 签署协议21项"),
        put("mkdocs.yml", "site_name: 另一份年报\n"),
        put("docs/assets/style.css", "p {}\n"),
        put("docs/guide/index.md", "---\ntitle: 说明\n---\n\n一段。\n"),
    ],
    ids=["page", "correction", "configuration", "asset", "guide"],
)
def test_another_input_is_another_site(place: Path, change: Callable[[Path], None]) -> None:
    before = digest(place, Settings())
    change(place)
    assert digest(place, Settings()) != before


@pytest.mark.parametrize("path", ["annals/model/site.py", "templates/pages/report.md.j2", "requirements.txt"])
def test_another_program_is_another_site(place: Path, tmp_path: Path, path: str) -> None:
    shipped = tmp_path / "shipped"
    for name in ("annals", "templates"):
        shutil.copytree(SHIPPED / name, shipped / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SHIPPED / "requirements.txt", shipped / "requirements.txt")
    before = digest(place, Settings(), shipped)
    with (shipped / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert digest(place, Settings(), shipped) != before


def test_a_folder_that_moved_is_another_site(place: Path) -> None:
    put("docs/a/pic.svg", "<svg/>")(place)
    before = digest(place, Settings())
    (place / "docs/a").rename(place / "docs/b")
    assert digest(place, Settings()) != before


def test_what_a_kill_left_is_no_input(place: Path) -> None:
    before = digest(place, Settings())
    put("docs/2031/.writing-x1", "甲")(place)
    put("seeds/.writing-x2", "甲")(place)
    assert digest(place, Settings()) == before


def test_the_clock_that_a_build_is_told_counts(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(place, Settings())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert digest(place, Settings()) != before
