"""The guide has two parts: the tool's, which every edition publishes as it is, and the edition's own in docs/about/."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from annals.check.links import link_problems
from annals.edition.building import build
from annals.markdown.front import Front
from annals.model import Settings
from annals.site.engine import render_site
from tests.support.places import GUIDE
from tests.support.stories import run, seed

PAGES = {f"guide/{path.name}": path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}


def html(root: Path, page: str) -> str:
    return (root / "site" / page).read_text("utf-8")


def test_the_tool_s_pages_lead_only_to_each_other() -> None:
    """A page of one edition would be missing in the next."""
    ids = {path: frozenset[str]() for path in PAGES}
    assert list(link_problems({path: Front.of(text) for path, text in PAGES.items()}, ids, frozenset())) == []


@pytest.mark.parametrize("path", PAGES)
def test_they_name_no_edition(path: str) -> None:
    assert "上海科技进步报告" not in re.sub(r"```.*?```", "", PAGES[path], flags=re.DOTALL)
    assert Front.of(PAGES[path]).values["title"]


def test_every_edition_publishes_them_and_nobody_edits_them_there(root: Path) -> None:
    seed(root)
    built = build(root, Settings(site_url="", repo="https://forge.example/x", branch="main"), render_site)
    assert [found.code for found in built.problems if found.code == "W301"] == [], built.problems
    for path in PAGES:
        page = html(root, path.replace(".md", ".html"))
        assert "/edit/main/" not in page, path
        assert ">报告错误</a>" in page, path
    assert 'href="https://forge.example/x/edit/main/docs/x/other.md">编辑此页</a>' in html(root, "x/other.html")
    assert 'id="about"' not in html(root, "guide/index.html"), "it has no such pages"
    assert re.search(r'class="md-tabs__link"[^>]*>说明<', html(root, "index.html"))
    assert not re.search(r'class="md-tabs__link"[^>]*>关于<', html(root, "index.html"))


def test_the_hub_leads_on_to_what_an_edition_says_of_itself(root: Path) -> None:
    seed(root)
    about = root / "docs/about"
    about.mkdir(parents=True)
    (about / "zoo.md").write_text("---\ntitle: 另一页\n---\n", "utf-8")
    (about / "index.md").write_text("---\ntitle: 某省年报\n---\n\n这是某省的。\n", "utf-8")
    (about / "method.md").write_text("---\ntitle: 方法\n---\n", "utf-8")
    (about / "progress.md").write_text("---\ntitle: 进度\n---\n", "utf-8")
    run(root)
    part = html(root, "guide/index.html").partition('<h2 id="about">')[2].partition("</ul>")[0]
    assert re.findall(r'href="\.\./about/(\w+)\.html">([^<]+)<', part) == [
        ("index", "某省年报"),
        ("method", "方法"),
        ("progress", "进度"),
        ("zoo", "另一页"),
    ]
    assert re.search(r'class="md-tabs__link"[^>]*>关于<', html(root, "index.html"))
    assert 'id="rules"' in html(root, "about/method.html")
    assert 'id="p-x"' in html(root, "about/progress.html")
    for name in ("method", "progress"):
        crumbs = re.search(r'<nav class="annals-crumbs.*?</nav>', html(root, f"about/{name}.html"), re.DOTALL)
        assert crumbs is not None
        assert '<a href="index.html">关于</a>' in crumbs.group()


def test_a_folder_s_own_page_of_that_name_is_its_editors(root: Path) -> None:
    seed(root)
    (root / "docs/guide").mkdir(parents=True)
    (root / "docs/guide/editing.md").write_text("---\ntitle: 我们的编辑指南\n---\n\n只有一句。\n", "utf-8")
    run(root)
    assert "只有一句。" in html(root, "guide/editing.html")
    assert "只有一句。" not in html(root, "guide/data.html")


def test_the_old_addresses_of_this_edition_lead_on(site: Path) -> None:
    for name in ("method", "progress"):
        stub = (site / f"guide/{name}.html").read_text("utf-8")
        target = re.search(r'这一页现在是<a href="([^"]+)"', stub)
        assert target is not None
        there = posixpath.normpath(posixpath.join("guide", target.group(1)))
        assert there == f"about/{name}.html"
        assert (site / there).is_file()
