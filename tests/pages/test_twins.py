"""The Markdown twins of the pages, and `llms.txt`: read by another reader of Markdown, they say what the pages say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
import yaml

from annals.markdown.front import dumped
from annals.pages.plain.twin import _front_line
from tests.support.engines import Said
from tests.support.places import REPORTS

_WITH = (
    "2011/sci-tech-finance",
    "2012/full",
    "2017/index",
    "2022/districts",
    "topics/sci-tech-finance",
    "entities/pujiang-innovation-forum",
    "entities/index",
    "about/method",
    "about/progress",
    "index",
    "changes/index",
)
"""One page of each kind."""
_marks = re.compile(r"<!-- (/?)annals:(\w+) -->")


class Head(HTMLParser):
    """The address of the page's twin, as the page names it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.twin = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("type") == "text/markdown":
            self.twin = given.get("href") or ""


def parts(text: str) -> tuple[dict[str, str], str]:
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def read(body: str) -> Said:
    html = markdown.markdown(
        body, extensions=["tables", "footnotes", "def_list", "md_in_html", "sane_lists", "fenced_code"]
    )
    return Said(f'<div id="annals-main">{html}</div>')


def test_every_page_has_its_twin_but_pointers_raw_text_tools_and_the_guide(site: Path) -> None:
    without = set()
    for page in site.rglob("*.html"):
        twin = page.with_suffix(".md")
        name = page.relative_to(site).as_posix()
        named = Head(page.read_text("utf-8")).twin
        assert twin.is_file() == bool(named) and (not named or (page.parent / named).resolve() == twin.resolve()), name
        if not named:
            without.add(name)
    assert {f"{report}/raw.html" for report in REPORTS} <= without
    rest = {name for name in without if not re.fullmatch(r"404\.html|\d+/raw(-\d+)?\.html|(guide|tool)/.*", name)}
    assert all("annals-page-stub" in (site / name).read_text("utf-8") for name in rest)
    assert {twin.with_suffix(".html") for twin in site.rglob("*.md")} <= set(site.rglob("*.html"))


@pytest.mark.parametrize("name", _WITH)
def test_a_twin_says_what_its_page_says(name: str, site: Path) -> None:
    html = (site / f"{name}.html").read_text("utf-8")
    # A picture is told by its name, and so is a link that shows a sign and holds no words.
    html = re.sub(r'<svg[^>]*aria-label="([^"]*)".*?</svg>', r"\1", html, flags=re.DOTALL)
    html = re.sub(r'(<a(?![^>]*data-sign)[^>]*aria-label="([^"]*)"[^>]*>)(<span[^>]*></span>)?</a>', r"\1\2</a>", html)
    # What a script needs to be asked is no word of the page.
    html = re.sub(r"<form.*?</form>", "", html, flags=re.DOTALL)
    page = Said(html)
    matter, body = parts((site / f"{name}.md").read_text("utf-8"))
    assert matter["url"] == f"{name}.html" and matter["title"] and matter["notice"] and matter["licence"]
    twin = read(body)
    assert twin.text.replace("→", "") == page.text.replace("→", "")
    lost = page.ids - twin.ids - {"annals-main"}
    assert not lost, sorted(lost)[:5]


@pytest.mark.parametrize("name", _WITH)
def test_marks_of_voices_are_paired(name: str, site: Path) -> None:
    opened: list[str] = []
    for end, voice in _marks.findall((site / f"{name}.md").read_text("utf-8")):
        if end:
            assert opened.pop() == voice
        else:
            opened.append(voice)
    assert not opened


@pytest.mark.parametrize("report", REPORTS)
def test_outside_the_marks_a_report_s_twin_holds_its_words_alone(report: str, data, site: Path) -> None:
    """Held against the open data: each page's blocks, one after the other, and not a word more."""
    pages: dict[str, list[str]] = {}
    for part in (*data.report[report]["sections"], *data.report[report]["blocks"]):
        page = part["url"].partition("#")[0]
        pages.setdefault(page, []).append(part.get("title") or part.get("text") or "")
    for page, said in pages.items():
        _, body = parts((site / page).with_suffix(".md").read_text("utf-8"))
        own = re.sub(
            r"<!-- annals:derived -->.*?<!-- /annals:derived -->|^\[\^\d+\]:.*$",
            "",
            body,
            flags=re.DOTALL | re.MULTILINE,
        )
        found = read(re.sub(r"\[\^\d+\]", "", own)).text
        assert found, page
        assert sorted(found) == sorted("".join("".join(said).split())), page


def test_llms_txt_leads_to_what_is_there(site: Path) -> None:
    text = (site / "llms.txt").read_text("utf-8")
    assert text.startswith("# ") and "\n> " in text and len(text.encode()) < 100_000
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert all((site / link).is_file() for link in links)
    assert {f"{report}/index.md" for report in REPORTS} <= set(links)


@pytest.mark.parametrize(
    "value",
    [
        "甲：乙",
        "甲: 乙",
        "甲 #乙",
        "甲 乙",
        "甲乙 ",
        "甲 - 乙",
        "甲·乙（2012—2015）",
        '甲"乙"',
        "ji-yu-2016/raw.html",
        "n/a: b",
        "https://example.org/a/b.html",
        "https://example.org/a b",
        "2012",
        "null",
        "no",
        "a:",
        "甲,乙",
        "甲\u2028乙",
    ],
)
def test_a_line_of_front_matter_is_written_as_the_writer_of_yaml_writes_it(value: str) -> None:
    assert _front_line("title", value) == dumped({"title": value})
    assert yaml.safe_load(_front_line("title", value)) == {"title": value}
