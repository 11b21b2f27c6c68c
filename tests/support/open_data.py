"""The open data of a site, its schemas, and its pages as an outside reader reads them.

Nothing here imports the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.support.places import REPORTS, TESTS
from tests.support.published import Record, ledger

SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((TESTS / "pages" / "schemas").glob("*.json"))
}
DOCUMENTED = {
    "reports": "reports.json",
    "report": "reports/<id>.json",
    "topics": "topics.json",
    "ledger": "ledger/<id>.jsonl",
    "pages": "pages.jsonl",
    "entities": "entities.json",
    "datapackage": "datapackage.json",
}
"""Each schema, and the file that its section of the guide names."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ADDED = {"annals-derived", "annals-anchor", "headerlink"}


class Page(HTMLParser):
    """The text of each element with an id, in document order: without nested lists and without
    what the site adds. A class such as `annals-corrected` only wraps text, so it adds nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.forms: dict[str, str] = {}
        self._texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str, bool]] = []
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, classes = given.get("id") or "", (given.get("class") or "").split()
        if name:
            self.ids.append(name)
            self._texts[name] = []
            if tag == "div":
                self.forms[name] = " ".join(classes)
        if tag not in _VOID:
            self._open.append((tag, name, tag in ("ul", "ol") or not _ADDED.isdisjoint(classes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        for _, name, apart in reversed(self._open):
            if name:
                self._texts[name].append(data)
            if apart:
                return

    def text(self, name: str) -> str:
        return "".join(self._texts[name])


class Data:
    """Everything under data/, and the pages it leads to."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site / "data"
        self.reports: list[Record] = self.load("reports.json")
        self.topics: list[Record] = self.load("topics.json")
        self.package: Record = self.load("datapackage.json")
        self.report: dict[str, Record] = {name: self.load(f"reports/{name}.json") for name in REPORTS}
        self._pages: dict[str, Page] = {}

    def load(self, path: str) -> Any:
        return json.loads((self.folder / path).read_text("utf-8"))

    def ledger(self, report: str) -> list[Record]:
        return ledger(self.site, report)

    def page(self, url: str) -> Page:
        path = url.partition("#")[0]
        if path not in self._pages:
            assert (self.site / path).is_file(), f"{url} leads to no file"
            self._pages[path] = Page(self.site / path)
        return self._pages[path]

    def chapter(self, report: str) -> list[Page]:
        """The pages of the whole chapter, in order."""
        more = sorted(self.site.glob(f"{report}/full-*.html"), key=lambda path: int(path.stem.split("-")[1]))
        return [self.page(f"{report}/{name}") for name in ("full.html", *(path.name for path in more))]


def items(report: Record) -> list[Record]:
    return [*report["sections"], *report["blocks"]]


def title_or_text(item: Record) -> str:
    return item["title"] if "title" in item else item["text"]


def objects(schema: Any) -> Iterator[Record]:
    """All parts of a schema that describe an object with its fields."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)
