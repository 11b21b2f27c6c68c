"""The pages of a topic's spans and of a name's, of which one edit touches few: an incremental build gives the bytes of a clean one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.edition.page_groups import PageGroups
from annals.pages import coverage, topic
from tests.stories.test_page_reuse import clean, files
from tests.support.small_folder import swap, write
from tests.support.stories import run

TOPIC = "topics/forums.md"
YEARS = (1998, 1999, 2008, 2009, 2018)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five years in three decades, of which the topic's own page has room for one."""
    monkeypatch.setattr(coverage, "ROOM", 700)
    monkeypatch.setattr(coverage, "_BEGINNINGS", 0)
    monkeypatch.setattr(topic, "ROOM", 2_000)
    root = tmp_path / "root"
    for year in YEARS:
        said = f"江海创新大会在{year}年举行，参加的企业比上年多。" * 8
        write(
            root,
            f"seeds/{year}.txt",
            f"第三章 科技合作\n\n第一节 论坛与展会\n\n{said}\n\n第二节 国内合作\n\n{year}年，与外地签署协议12项。\n",
        )
        write(root, f"seeds/{year}.yml", f"year: {year}\n")
    write(root, f"docs/{TOPIC}", "---\ntitle: 论坛与展会\nwords: [论坛]\n---\n")
    write(root, "docs/topics/domestic-cooperation.md", "---\ntitle: 国内合作\nwords: [国内]\n---\n")
    write(root, "docs/entities/jianghai.md", "---\ntitle: 江海创新大会\ntype: 会议\n---\n")
    run(root)
    # What the first run wrote is read by the second, which has to make some page.
    write(root, "docs/assets/first.css", "p {}\n")
    run(root)
    return root


def page_of(root: Path, year: int) -> str:
    return next(path.relative_to(root).as_posix() for path in (root / "docs" / str(year)).glob("forums*.md"))


@pytest.mark.parametrize("change", ["a word", "a paragraph more", "a title"])
def test_an_edit_makes_the_span_anew_that_shows_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    assert {path.stem for path in (root / "site" / "topics" / "forums").glob("*.html")} == {"1990s", "2000s", "2010s"}
    page, anew = page_of(root, 1999), []
    if change == "a word":
        swap(page, "参加的企业比上年多", "参加的企业比上年更多")(root)
    elif change == "a paragraph more":
        write(root, page, (root / page).read_text("utf-8") + "\n编者另记一段。\n")
    else:
        text = (root / page).read_text("utf-8")
        write(root, page, re.sub(r"(?m)^title: .+$", "title: 论坛和展会", text, count=1))
    views = PageGroups.views

    def watched(groups: PageGroups, name: str, key: str, make):  # type: ignore[no-untyped-def]  # as the method has it
        def told():  # type: ignore[no-untyped-def]
            anew.append(name)
            return make()

        return views(groups, name, key, told)

    monkeypatch.setattr(PageGroups, "views", watched)
    assert run(root).rendered
    spans = [name for name in anew if name.startswith("topic:topics/")]
    monkeypatch.setattr(PageGroups, "views", views)
    _, whole = clean(root, tmp_path)
    assert files(root / "site") == whole
    if change != "a title":
        assert spans == ["topic:topics/forums/1990s.md"]


def test_a_topic_without_room_has_more_spans(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a report gains may take another off the topic's own page, and part a span."""
    page = page_of(root, 2018)
    write(root, page, (root / page).read_text("utf-8") + "\n" + "编者另记的一段。" * 120 + "\n")
    assert run(root).rendered
    _, whole = clean(root, tmp_path)
    assert files(root / "site") == whole
