"""The data alone are enough: with them and the standard library every Markdown page is written again to the byte, and every
report's text.

Nothing here imports the program."""

from __future__ import annotations

import hashlib
import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import REPORTS

_front = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
# What stands on a page besides the blocks: the tags of a closed form, the rule below a table's head, a comment.
_between = re.compile(r"\s*(<div class=\"[a-z]+\" markdown(=\"1\")?>|</div>|\|(\s*:?-+:?\s*\|)+|<!--.*-->)?\s*")
_begins = re.compile(r"\s*(#{1,6}\s+|[-*]\s+|\d+[.)]\s+)")
_escaped = re.compile(r"\\([!-/:-@\[-`{-~])")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """What the data say of each page, by its path; each as long and as it says itself."""
    lines = (site / "data" / "pages.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    for page in found:
        assert hashlib.sha256(page["markdown"].encode()).hexdigest() == page["sha256"], page["path"]
    return {page["path"]: page["markdown"] for page in found}


def test_the_data_write_every_page_again(pages: dict[str, str], edition: Path) -> None:
    stands = {path.relative_to(edition / "docs").as_posix(): path for path in (edition / "docs").rglob("*.md")}
    assert pages.keys() == stands.keys() and len(pages) > 100
    for name, path in stands.items():
        assert pages[name].encode() == path.read_bytes(), name


@pytest.mark.parametrize("report", REPORTS)
def test_the_blocks_write_every_page_of_a_report_again(report: str, pages: dict[str, str], site: Path) -> None:
    """In their order, and nothing stands between them that is a word."""
    parts: dict[str, list[dict[str, Any]]] = {}
    whole = json.loads((site / "data" / "reports" / f"{report}.json").read_text("utf-8"))
    for part in (*whole["sections"], *whole["blocks"]):
        if part["markdown"]:
            parts.setdefault(part["page"], []).append(part)
    assert parts
    for path, found in parts.items():
        body = _front.sub("", pages[path], count=1)
        places = sorted((_place(body, part["markdown"], found, part["id"]), part["markdown"]) for part in found)
        at = 0
        for start, markdown in places:
            assert all(_between.fullmatch(line) for line in body[at:start].split("\n")), f"{path}: {body[at:start]!r}"
            at = start + len(markdown)
        assert not body[at:].replace("</div>", "").strip(), path


@pytest.mark.parametrize("report", REPORTS)
def test_the_markdown_of_a_block_says_its_text(report: str, site: Path) -> None:
    whole = json.loads((site / "data" / "reports" / f"{report}.json").read_text("utf-8"))
    for part in (*whole["sections"], *whole["blocks"]):
        said = part["title"] if "title" in part else part["text"]
        assert _bare(_plain(part["markdown"])) == _bare(said), part["id"]


def _place(body: str, markdown: str, parts: list[dict[str, Any]], name: str) -> int:
    """Where a block stands: of several that are alike the one that is as manieth there as among the blocks."""
    alike = [part["id"] for part in parts if part["markdown"] == markdown]
    lines = re.compile(rf"^{re.escape(markdown)}$", re.MULTILINE)
    starts = [found.start() for found in lines.finditer(body)]
    assert len(starts) == len(alike), (name, markdown[:40], len(starts))
    return starts[alike.index(name)]


def _plain(markdown: str) -> str:
    if markdown.startswith("|"):
        markdown = " ".join(re.split(r"(?<!\\)\|", markdown.strip().strip("|")))
    markdown = _begins.sub("", markdown, count=1)
    for sign in ("**", "<sup>", "</sup>", "<sub>", "</sub>"):
        markdown = markdown.replace(sign, "")
    return html.unescape(_escaped.sub(r"\1", markdown))


def _bare(text: str) -> str:
    return "".join(text.split())
