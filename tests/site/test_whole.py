"""A folder of the site is complete: what any of its files refers to is in it, or is a link that a reader may follow out."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from tests.support.engines import Said

# What a browser fetches by itself, by the elements and their attributes that make it do so.
_FETCHED = {
    "audio": ("src",),
    "embed": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_LINKS_FETCHED = frozenset(("stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"))
_code = re.compile(r"^(`{3,})\n.*?^\1$|(`+)[^`\n]+\2", re.DOTALL | re.MULTILINE)
_in_style = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")


class References(HTMLParser):
    """What a page fetches, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.leading: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.fetched += [given[name] for name in _FETCHED.get(tag, ()) if given.get(name)]
        if tag == "link":
            fetched = not _LINKS_FETCHED.isdisjoint(given.get("rel", "").split())
            (self.fetched if fetched else self.leading).append(given.get("href", ""))
        if tag in ("a", "area", "form"):
            self.leading += [given[name] for name in ("href", "action") if given.get(name)]


def inside(site: Path, page: str, address: str) -> bool:
    path = unquote(address.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return False
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return not target.startswith("..") and (site / target).is_file()


def foreign(address: str) -> bool:
    return address.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address) is not None


def faults(site: Path) -> list[str]:
    found = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            said = References(path.read_text("utf-8"))
            # The 404 page is served anywhere, so that only it may begin at the root.
            found += [
                f"{name} fetches {one}" for one in said.fetched if name != "404.html" and _is_out(site, name, one)
            ]
            found += [
                f"{name} leads to {one}"
                for one in said.leading
                if name != "404.html" and not foreign(one) and not inside(site, name, one)
            ]
        elif path.suffix in (".css", ".svg"):
            for parts in _in_style.findall(path.read_text("utf-8")):
                one = parts[0] or parts[1]
                if not one.startswith("data:") and _is_out(site, name, one):
                    found.append(f"{name} fetches {one}")
        elif path.suffix == ".md":
            text = _code.sub("", path.read_text("utf-8"))
            links = re.findall(r"(?<!\\)\]\(<?([^)>\s]+)>?\)", text)
            found += [f"{name} leads to {one}" for one in links if not foreign(one) and not inside(site, name, one)]
    return found


def _is_out(site: Path, name: str, address: str) -> bool:
    return not address.startswith("data:") and (foreign(address) or not inside(site, name, address))


def test_a_folder_of_the_site_is_complete(site: Path) -> None:
    assert faults(site) == []


def test_every_page_is_reached_without_scripts(site: Path) -> None:
    """By links in what is read, from the home page on."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        page = waiting.pop()
        for one in References((site / page).read_text("utf-8")).leading:
            if foreign(one) or not one:
                continue
            path = unquote(one.partition("#")[0].partition("?")[0])
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if target.endswith(".html") and target not in seen and (site / target).is_file():
                seen.add(target)
                waiting.append(target)
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    stubs = {name for name in pages - seen if "annals-page-stub" in (site / name).read_text("utf-8")}
    assert pages - seen - stubs == {"404.html"}
    # Words, not a shell that a script fills.
    assert all(len(Said((site / name).read_text("utf-8")).text) > 20 for name in sorted(seen)[::20])


def test_what_is_missing_or_foreign_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html">1</a><img src="//x.example/y.png"><a href="https://x.example/">2</a>'
    )
    (tmp_path / "a.css").write_text("p { background: url(gone.png) }")
    (tmp_path / "a.md").write_text("[1](gone.html)")
    assert faults(tmp_path) == [
        "a.css fetches gone.png",
        "a.html fetches //x.example/y.png",
        "a.html leads to b.html",
        "a.md leads to gone.html",
    ]
