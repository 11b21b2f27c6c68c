"""Pages that would be made the same are taken from the last site: an incremental build gives the bytes of a clean one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.edition.kept_pages import NAME
from annals.edition.lock import CACHE
from annals.edition.shipped import DEFAULTS
from annals.edition.unchanged import Built
from tests.support.small_folder import PAGE, correct, folder, put, swap
from tests.support.stories import run

COOPERATION = "docs/2031/domestic-cooperation.md"
INDICATOR = """---
title: 协议
topic: domestic-cooperation
measures: [{id: all, title: 签署的协议, unit: 项}]
points:
  - {measure: all, report: 2031, period: 2031, printed: 12项, scope: 与外地, quote: 签署协议12项, block: 2031#l11}
---

与外地签署的协议。
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose pages lead to each other, with its site."""
    root = (tmp_path_factory.mktemp("reuse") / "root").resolve()
    folder(root)
    put("docs/about/x.md", "---\ntitle: 说明\n---\n\n## 一段\n\n[条目](../entities/jia-yi.md)、[没有](gone.md)。\n")(
        root
    )
    put("docs/indicators/agreements.md", INDICATOR)(root)
    put("docs/about/y.md", "---\ntitle: 又一页\n---\n\n[那一段](x.md#一段)，[不在](x.md#nowhere)。\n")(root)
    run(root)
    # What the first run wrote is read by the second, which alone knows what pages are made from together; it has to make some.
    put("docs/assets/first.css", "p {}\n")(root)
    run(root)
    return root


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != ".inputs-sha256"
    }


def inodes(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*.html")}


def clean(root: Path, tmp_path: Path) -> tuple[Built, dict[str, bytes]]:
    """The same folder built where nothing was built before."""
    fresh = tmp_path / "fresh"
    shutil.copytree(root, fresh)
    shutil.rmtree(fresh / "site")
    shutil.rmtree(fresh / ".cache", ignore_errors=True)
    built = run(fresh)
    return built, files(fresh / "site")


def removed(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def nothing(root: Path) -> None:
    put("docs/assets/own.css", "p {}\n")(root)


def cut(root: Path) -> None:
    """A page of the site in place was touched by somebody, and an edit makes the site anew."""
    page = root / "site" / "2031" / "full.html"
    page.unlink()
    page.write_text("<p>别人写的</p>", "utf-8")
    nothing(root)


def damaged(root: Path) -> None:
    kept = root / CACHE / NAME
    kept.write_bytes(kept.read_bytes().replace("论坛".encode(), "会议".encode()))
    nothing(root)


# How many pages at most are made anew.
EDITS = {
    "nothing on a page": (nothing, 0),
    "a word": (swap(PAGE, "发布报告10份", "发布报告十份"), 12),
    # The menus of its neighbours name it.
    # The indicator's page shows the whole sentence of what it quotes.
    "a word beside a figure": (swap(COOPERATION, "成果落地", "成果在外地落地"), 14),
    "a page's title": (swap(PAGE, "title: ", "title: 新"), 60),
    "an alias": (swap("docs/entities/jia-yi.md", "aliases: []", "aliases: [协议]"), 60),
    "a correction": (correct("replace: 签署协议12项, with: 签署协议21项"), 14),
    "an editor's page": (swap("docs/about/x.md", "## 一段", "## 又一段"), 3),
    "a page more": (put("docs/about/gone.md", "---\ntitle: 来了\n---\n\n一段。\n"), 60),
    "a page less": (removed("docs/about/y.md"), 60),
    "a name registered": (
        put("docs/entities/bing.md", "---\ntitle: 协议\ntitle_source: report\ntype: 计划\n---\n\n一句。\n"),
        60,
    ),
    "an entry's title": (swap("docs/entities/jia-yi.md", "title: ", "title: 新"), 60),
    "a topic's title": (swap("docs/topics/domestic-cooperation.md", "国内合作", "国内往来"), 60),
    "the configuration": (put("mkdocs.yml", f"INHERIT: {DEFAULTS}\nsite_name: 另一份年报\n"), 99),
    "a page touched": (cut, 1),
    "a damaged record": (damaged, 99),
}


QUICK = (
    "a word beside a figure",
    "a word",
    "a page's title",
    "an alias",
    "a name registered",
    "an entry's title",
    "a page less",
    "a page touched",
)


@pytest.mark.parametrize(
    "name", [name if name in QUICK else pytest.param(name, marks=pytest.mark.soak) for name in EDITS]
)
def test_an_incremental_build_gives_the_bytes_of_a_clean_one(made: Path, tmp_path: Path, name: str) -> None:
    change, most = EDITS[name]
    root = tmp_path / "root"
    shutil.copytree(made, root)
    change(root)
    before = inodes(root / "site")
    built = run(root)
    assert built.rendered
    after = inodes(root / "site")
    anew = {path for path, inode in after.items() if before.get(path) != inode}
    assert len(anew) <= most + 1, sorted(anew)  # The 404 page is always made.
    wanted, whole = clean(root, tmp_path)
    assert files(root / "site") == whole
    assert list(built.problems) == list(wanted.problems)
