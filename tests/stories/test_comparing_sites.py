"""Two built sites are compared page by page: what readers see, where they get to, and what is only how it is made."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.comparing_sites import Aspect, SameChange, compare_sites
from tests.support.small_folder import write
from tests.support.stories import cli

PAGE = """<!doctype html><html><head><title>{title}</title><link href="assets/main.{hash}.css" rel="stylesheet"></head>
<body><p id="{id}" class="{css}">全年<em>新设</em>工作站12个。</p><p>{more}</p><a href="{href}">上一年</a></body></html>"""
SAME = {"title": "甲", "hash": "12ab34cd", "id": "l1", "css": "a", "more": "乙。", "href": "b.html"}


def page(**changed: str) -> str:
    return PAGE.format(**SAME | changed)


def site(folder: Path, **pages: str) -> Path:
    for path in ("index", *pages):
        write(folder, f"{path}.html", pages.get(path, page()))
    write(folder, "assets/main.12ab34cd.css", "a")
    write(folder, "search/s0-aB-_.js", "1")
    write(folder, ".inputs-sha256", str(folder))
    return folder


def test_the_same_site_has_no_change(tmp_path: Path) -> None:
    found = compare_sites(site(tmp_path / "a", x=page()), site(tmp_path / "b", x=page()))
    assert (found.pages, found.alike, found.order) == (2, 2, 0)
    assert not (found.added or found.removed or found.files or any(found.changes.values()))


@pytest.mark.parametrize(
    ("changed", "aspect", "gone", "come"),
    [
        ({"more": "丙。"}, Aspect.TEXT, ("乙。",), ("丙。",)),
        ({"title": "丁"}, Aspect.TEXT, ("甲",), ("丁",)),
        ({"more": ""}, Aspect.TEXT, ("乙。",), ()),
        ({"href": "c.html"}, Aspect.ADDRESSES, ("b.html",), ("c.html",)),
        ({"id": "l2"}, Aspect.ADDRESSES, ("#l1",), ("#l2",)),
        ({"css": "b"}, Aspect.MARKUP, ('<p class="a">',), ('<p class="b">',)),
    ],
)
def test_a_change_is_told_as_what_it_is(
    tmp_path: Path, changed: dict[str, str], aspect: Aspect, gone: tuple[str, ...], come: tuple[str, ...]
) -> None:
    found = compare_sites(site(tmp_path / "a", x=page()), site(tmp_path / "b", x=page(**changed)))
    assert found.changes[aspect] == (SameChange(paths=("x.html",), gone=gone, come=come),)
    assert [other for other in Aspect if other is not aspect and found.changes[other]] == []
    assert (found.pages, found.alike, found.order) == (2, 1, 0)


def test_what_changes_alike_on_many_pages_is_told_once_and_first(tmp_path: Path) -> None:
    before = site(tmp_path / "a", x=page(), y=page(), z=page())
    after = site(
        tmp_path / "b",
        x=page(more="丙。"),
        y=page(more="丙。"),
        z=page().replace("</body>", "<p>末。</p></body>"),
    )
    assert [(len(one.paths), one.gone, one.come) for one in compare_sites(before, after).changes[Aspect.TEXT]] == [
        (2, ("乙。",), ("丙。",)),
        (1, (), ("末。",)),
    ]


def test_names_that_come_from_content_are_the_same_file_changed(tmp_path: Path) -> None:
    before, after = site(tmp_path / "a"), site(tmp_path / "b", index=page(hash="00000000"))
    (after / "assets/main.12ab34cd.css").rename(after / "assets/main.00000000.css")
    (after / "search/s0-aB-_.js").unlink()
    write(after, "search/s0-zzzz.js", "2")
    write(after, "assets/new.js", "")
    found = compare_sites(before, after)
    assert (found.added, found.removed, found.files) == (("assets/new.js",), (), ("search/s0-*.js",))
    assert not any(found.changes.values()) and found.order == 1


def test_the_command_tells_it_in_markdown_that_holds_no_live_word(tmp_path: Path) -> None:
    before, root = site(tmp_path / "a", x=page()), tmp_path / "root"
    assert cli(tmp_path / "a", "compare", str(before)).returncode == 2, "there is no site to compare it with"
    site(root / "site", x=page(more="&lt;img src=x&gt; [a](b)"))
    told = cli(root, "compare", str(before)).stdout
    assert "| 文字 | 1 |" in told and "<code>x&#46;html</code>" in told.replace("x.html", "x&#46;html")
    assert "没有了： 乙。" in told and "<img" not in told and "[a](b)" not in told
