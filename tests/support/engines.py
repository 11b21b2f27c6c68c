"""A site page by page against the same edition as another engine made it of an export: the words, the addresses, the links.

Nothing here imports the program."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_SILENT = frozenset(("script", "style", "template", "title"))
# What stands around the words, and what a sign of a mark or a footnote adds to them.
_FRAME = frozenset(
    (
        "annals-imprint",
        "annals-crumbs",
        "annals-banner",
        "annals-toc",
        "annals-cite",
        "annals-links",
        "headerlink",
        "annals-sign",
        "footnote",
        "footnote-ref",
        "md-content__button",
        "md-source-file",
    )
)
_HOLDERS = (("id", "annals-main"), ("role", "main"), ("class", "md-content__inner md-typeset"))
EXTRA = frozenset(("404.html", "find.html"))
"""Pages that only one of the two has to have."""


@dataclass(slots=True)
class Said(HTMLParser):
    """The words of a page without any blanks, its addresses and its links."""

    html: str
    words: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)
    _inside: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inside = bool(self._inside)
        silent = bool(self._open and self._open[-1][1]) and inside
        if inside:
            classes = given.get("class", "").split()
            silent = silent or tag in _SILENT - {"title"} or not _FRAME.isdisjoint(classes) or "data-screen" in given
            silent = silent or (tag == "title" and not any(name == "svg" for name, _ in self._open))
            if not silent:
                self.ids |= {given["id"]} if "id" in given else set()
                self.links += [given["href"]] if tag == "a" and given.get("href") else []
        if tag in _VOID:
            return
        if inside:
            self._inside += 1
        elif any(given.get(name) == value for name, value in _HOLDERS):
            self._inside = 1
        self._open.append((tag, silent))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, _ = self._open.pop()
            self._inside = max(0, self._inside - 1)
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._inside and not (self._open and self._open[-1][1]):
            self.words.append("".join(data.split()))

    @property
    def text(self) -> str:
        return "".join(self.words)


def differences(site: Path, other: Path) -> list[str]:
    """What is not the same on a site and on what another engine made of its export; nothing where all is."""
    pages, others = _pages(site), _pages(other)
    found = [f"{name} is missing" for name in sorted(pages - others - EXTRA)]
    found += [f"{name} is too much" for name in sorted(others - pages - EXTRA)]
    said = {name: Said((other / name).read_text("utf-8")) for name in sorted(others)}
    for name in sorted((pages & others) - EXTRA):
        here, there = Said((site / name).read_text("utf-8")), said[name]
        if here.text != there.text:
            found.append(f"{name}: {_parting(here.text, there.text)}")
        if lost := sorted(here.ids - there.ids - {"annals-main"}):
            found.append(f"{name}: no address {', '.join(lost[:5])} ({len(lost)})")
    return found + [fault for name in sorted(said) for fault in _astray(other, name, said)]


def _pages(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def _astray(folder: Path, name: str, said: dict[str, Said]) -> list[str]:
    """Links of a page that lead to no file, or to no place on its page."""
    found = []
    for href in said[name].links:
        address, _, place = unquote(href).partition("#")
        if ":" in address or address.startswith("//"):
            continue
        address = address.partition("?")[0]
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address)) if address else name
        if not (folder / target).is_file():
            found.append(f"{name}: {href} leads nowhere")
        elif place and target in said and place not in said[target].ids:
            found.append(f"{name}: {href} leads to no place")
    return found


def _parting(one: str, other: str) -> str:
    pairs = zip(one, other, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return f"…{one[max(0, at - 10) : at + 30]}… is …{other[max(0, at - 10) : at + 30]}…"
