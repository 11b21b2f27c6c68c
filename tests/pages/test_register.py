"""The register holds every address of the site, and no address in it goes without an answer."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from annals.edition.checking import check
from annals.model import Problem
from tests.support.stories import codes, problem, run, seed, take_in


def lines(root: Path) -> list[str]:
    """All lines of the registers, file by file."""
    files = sorted((root / "seeds/.base").glob("*.addresses"))
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


def registered(root: Path) -> set[str]:
    """The registered pages and files; the anchors on them apart."""
    return {line.partition("#")[0] for line in lines(root)}


def published(site: Path) -> set[str]:
    """What a visitor can be given an address of: pages, the one for addresses that are none apart, data files, and the
    tables beside pages."""
    beside = (*site.rglob("*.html"), *site.glob("indicators/*.csv"))
    found = {path.relative_to(site).as_posix() for path in beside} - {"404.html"}
    return found | {path.relative_to(site).as_posix() for path in (site / "data").rglob("*") if path.is_file()}


def anchors(site: Path, page: str) -> set[str]:
    return set(re.findall(r'id="([^"]+)"', (site / page).read_text("utf-8")))


def test_it_is_the_site(edition: Path, site: Path) -> None:
    assert registered(edition) == published(site)


def test_every_registered_anchor_is_on_its_page(edition: Path, site: Path) -> None:
    found = [line.split("#") for line in lines(edition) if "#" in line]
    there = {page: anchors(site, page) for page in {page for page, _ in found}}
    assert len(found) > 300
    assert [f"{page}#{name}" for page, name in found if name not in there[page]] == []


@pytest.fixture
def story(root: Path) -> Path:
    seed(root)
    (root / "docs/about").mkdir(parents=True)
    (root / "docs/about/index.md").write_text("---\ntitle: 关于\n---\n\n甲。\n", "utf-8")
    (root / "docs/about/.draft").mkdir()
    (root / "docs/about/.draft/x.md").write_text("---\ntitle: 稿\n---\n", "utf-8")
    (root / "docs/note.md").write_text("# 附记\n", "utf-8")
    (root / "docs/entities").mkdir()
    (root / "docs/entities/personnel.md").write_text(
        "---\ntitle: 人才\ntype: 机构\nredirect_from: [people]\n---\n", "utf-8"
    )
    return root


def test_a_small_edition_registers_all_it_publishes(story: Path) -> None:
    assert "E112" not in codes(run(story, every_page=True))
    assert registered(story) == published(story / "site")
    assert {
        "note.html",
        "about/index.html",
        "entities/people.html",
        "guide/index.html",
        "data/mentions.csv",
    } <= registered(story)


@pytest.mark.parametrize("gone", ["docs/note.md", "docs/about/index.md"])
def test_a_page_that_would_vanish_is_an_error(story: Path, gone: str) -> None:
    take_in(story)
    (story / gone).unlink()
    told = [found for found in check(story).problems if found.code == "E112"]
    assert [dict(found.details)["urls"] for found in told] == [(gone.removeprefix("docs/").replace(".md", ".html"),)]


def test_the_data_of_a_report_go_with_its_pages(story: Path) -> None:
    seed(story, "y.txt", text="第一章 甲\n\n2020年，甲乙丙丁。\n")
    take_in(story)
    for path in (story / "seeds/y.txt", *(story / "docs/y").iterdir()):
        path.unlink()
    told = [dict(found.details) for found in check(story).problems if found.code == "E112"]
    assert len(told) == 1
    lost = {address for address in registered(story) if address.startswith(("y/", "data/reports/y.", "data/ledger/y."))}
    assert told[0]["count"] == str(len(lost))


def test_the_ledger_of_a_report_that_stands_as_committed_is_told_of_once(story: Path) -> None:
    take_in(story)
    (story / "seeds/x.yml").write_text("sha256: " + "ab" * 32 + "\n", "utf-8")
    with (story / "seeds/.base/x.addresses").open("a") as register:
        # What a long text is divided into cannot be told without it.
        register.write("x/full-2.html\n")
    built = run(story)
    assert '<a href="full.html">' in (story / "site/x/full-2.html").read_text("utf-8")
    assert not (story / "site/data/ledger/x.jsonl").exists()
    assert codes(built) == ["E245"], built.problems


def test_a_raw_text_in_another_encoding_is_what_changed_not_its_digest(story: Path) -> None:
    raw = story / "seeds/x.txt"
    (story / "seeds/x.yml").write_text(f"sha256: {hashlib.sha256(raw.read_bytes()).hexdigest()}\n", "utf-8")
    take_in(story)
    raw.write_bytes(raw.read_text("utf-8").encode("gb18030"))
    assert codes(run(story)) == ["E101"]


def test_a_page_that_moved_leads_on_from_its_old_address(story: Path) -> None:
    take_in(story)
    (story / "docs/note.md").rename(story / "docs/about/note.md")
    (story / "docs/about/note.md").write_text("---\ntitle: 附记\nredirect_from: [note.html]\n---\n", "utf-8")
    built = run(story, every_page=True)
    assert "E112" not in codes(built)
    stub = (story / "site/note.html").read_text("utf-8")
    assert '这一页现在是<a href="about/note.html">附记</a>' in stub
    assert registered(story) == published(story / "site")


@pytest.mark.parametrize(("value", "line"), [("about/index.html", 3), ("/note.html", 3), ("old", 3)])
def test_an_old_address_that_is_none_is_told(story: Path, value: str, line: int) -> None:
    (story / "docs/about/more.md").write_text(f"---\ntitle: 补记\nredirect_from: [{value}]\n---\n", "utf-8")
    found: Problem = problem(take_in(story))
    assert (found.code, found.path, found.line) == ("E206", "docs/about/more.md", line)
    assert dict(found.details)["value"] == value


def test_what_stands_at_an_old_address_stays(story: Path) -> None:
    (story / "docs/about/more.md").write_text(
        "---\ntitle: 补记\nredirect_from: [about/index.html, /note.html, old]\n---\n", "utf-8"
    )
    assert codes(run(story)).count("E206") == 3
    assert "甲。" in (story / "site/about/index.html").read_text("utf-8")


def test_the_register_only_grows(story: Path) -> None:
    run(story)
    before = lines(story)
    (story / "docs/second.md").write_text("# 再记\n", "utf-8")
    run(story)
    assert sorted(lines(story)) == sorted([*before, "second.html"])
    assert all(file.read_text("utf-8") for file in (story / "seeds/.base").glob("*.addresses"))
