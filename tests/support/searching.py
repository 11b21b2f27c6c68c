"""What the tests of search share: a reader at the search box, and truth found without our code."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from tests.support.browsing import BASE_PATH
from tests.support.places import REPO

SCRIPTS = REPO / "templates" / "theme" / "assets" / "search"

# The texts that a reader sees on a page, by the browser's own parser: what is excluded taken out,
# then the innermost elements that are lines of text.
SCAN = """html => {
  const root = new DOMParser().parseFromString(html, "text/html").getElementById("annals-main");
  if (!root || root.hasAttribute("data-search-exclude")) return null;
  root.querySelectorAll("[data-search-exclude], .headerlink, script, style").forEach(one => one.remove());
  const own = "p, li, tr, h1, h2, h3, h4, h5, h6, dt, dd, caption, figcaption, summary, pre, div";
  const texts = [];
  for (const line of root.querySelectorAll(own)) {
    const copy = line.cloneNode(true);
    const inner = [...copy.querySelectorAll(own + ", ul, ol, table, dl, section, blockquote, details")];
    inner.forEach(one => one.replaceWith("\\n\\n"));
    texts.push(...copy.textContent.split("\\n\\n").map(text => text.trim()).filter(Boolean));
  }
  return texts;
}"""

# Only what the queries of the tests need; read off a printed table, not off OpenCC's.
TRADITIONAL = dict(zip("创论坛国际产业协会发区长实验园进", "創論壇國際產業協會發區長實驗園進", strict=True))
SIMPLE = {old: new for new, old in TRADITIONAL.items()}


def bare(text: str) -> str:
    """What is compared, written down a second time: letters and figures, points between digits."""
    narrow = "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text)
    marked = re.sub(r"(?<=[0-9])\.(?=[0-9])", "\ue000", narrow)
    kept = (SIMPLE.get(char, char) for char in marked if char.isalnum() or char == "\ue000")
    return "".join(kept).lower().replace("\ue000", ".")


# 第一届 … 第三十九届, which are also written with figures.
_ONES = ["", *"一二三四五六七八九"]
_SESSIONS = {
    f"第{tens}{ones}届": f"第{n}届"
    for n, (tens, ones) in enumerate((tens, ones) for tens in ("", "十", "二十", "三十") for ones in _ONES)
    if n
}


def session_forms(word: str) -> set[str]:
    """A word, and the same with the number of a session written the other way, and put behind the name or before it."""
    both = [*_SESSIONS.items(), *((figures, numeral) for numeral, figures in _SESSIONS.items())]
    found = {word, *(word.replace(one, other) for one, other in both)}
    for form in tuple(found):
        before = re.fullmatch("(第[0-9一二三四五六七八九十]+届)(..+)", form)
        behind = re.fullmatch("(..+)(第[0-9一二三四五六七八九十]+届)", form)
        found |= {match.group(2) + match.group(1) for match in (before, behind) if match}
    return found


def is_latin(char: str) -> bool:
    return "LATIN" in unicodedata.name(char, "")


@cache
def bared(line: str) -> tuple[str, tuple[int, ...]]:
    """A line bare, and for each character its place in the line."""
    found = []
    for at, raw in enumerate(line):
        is_point = raw in ".．" and bare(line[at - 1 : at]).isdigit() and bare(line[at + 1 : at + 2]).isdigit()
        found += [(char, at) for char in ("." if is_point else bare(raw))]
    return "".join(char for char, _ in found), tuple(at for _, at in found)


def standing(line: str, form: str) -> int:
    """How a bare form stands in a line at its best: 0 not at all, 1 inside a word of the alphabet, 2 as the beginning
    of one, 3 as whole words. What is no such word has no bounds."""
    flat, places = bared(line)
    best = 0
    for found in re.finditer(f"(?={re.escape(form)})", flat):
        first, last = places[found.start()], places[found.start() + len(form) - 1]
        cut_before = is_latin(form[0]) and first > 0 and is_latin(line[first - 1])
        cut_behind = is_latin(form[-1]) and last + 1 < len(line) and is_latin(line[last + 1])
        best = max(best, 1 if cut_before else 2 if cut_behind else 3)
    return best


@dataclass(frozen=True, kw_only=True)
class Truth:
    """All texts by home page, bare and as they stand there."""

    texts: dict[str, tuple[str, ...]]
    lines: dict[str, tuple[str, ...]]

    def pages(self, query: str) -> set[str]:
        """The pages that hold each word of a query in some line."""
        words = [self.holding(word) for word in map(bare, query.split()) if word]
        return set.intersection(*words) if words else set()

    def holding(self, word: str) -> set[str]:
        """The pages that hold a word: of the alphabet whole, or if it is nowhere whole as the beginning of words, or if
        it is not that either inside of them."""
        forms = session_forms(word)
        found = {url for url, texts in self.texts.items() if any(form in text for text in texts for form in forms)}
        if not word or not (is_latin(word[0]) or is_latin(word[-1])):
            return found
        best = {url: max(standing(line, form) for line in self.lines[url] for form in forms) for url in found}
        return {url for url in found if best[url] == max(best.values())}


def scan(browser: Browser, site: Path) -> dict[str, list[str]]:
    """The visible texts of each home page, as they stand there."""
    page = browser.new_page()
    found = {}
    for path in sorted(site.rglob("*.html")):
        texts = page.evaluate(SCAN, path.read_text("utf-8"))
        if texts is not None:
            found[path.relative_to(site).as_posix()] = texts
    page.close()
    return found


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the box says and lists: `urls` the pages of the full list in order."""

    says: str
    state: str
    urls: list[str]


class Reader:
    """Someone at the search box of an open page."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.box = page.locator("[data-md-component=search-query]")
        # Material hands every component's state to whoever asks.
        page.evaluate("() => component$.subscribe(found => { if (found.annals) window.answered = found })")

    def type(self, query: str) -> Answer:
        """Type a query over whatever stands in the box, key by key, and read the answer. Each key asks anew."""
        self.box.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.press("Delete")
        for char in query:
            self.page.keyboard.type(char)
        return self.answer(query)

    def ask(self, query: str) -> Answer:
        """Put a query in at once, as someone who pastes it; for long lists of queries."""
        self.box.click()
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(query)
        return self.answer(query)

    def answer(self, query: str, **filters: str) -> Answer:
        self.page.wait_for_function(
            "([query, filters]) => window.answered && answered.annals.query === query"
            " && Object.entries(filters).every(([name, value]) => answered.annals.filters[name] === value)",
            arg=[query, filters],
            polling=5,
        )
        # The words of the answer are put in place behind Material's.
        found: dict[str, Any] = self.page.evaluate(
            "() => new Promise(done => setTimeout(() => done({state: answered.annals.state,"
            " places: answered.items.map(item => item[0].location),"
            " says: document.querySelector('.md-search-result__meta').textContent})))"
        )
        return Answer(
            says=found["says"],
            state=found["state"],
            urls=[unquote(place.partition("?")[0]) for place in found["places"]],
        )

    def paragraphs(self) -> list[tuple[str, str, str]]:
        """Address (with its anchor), heading and text of each paragraph below the first result."""
        self.page.wait_for_selector(".md-search-result__item")
        found: list[tuple[str, str, str]] = self.page.evaluate(
            "() => [...document.querySelector('.md-search-result__item').querySelectorAll('a')].map(link => {"
            " const article = link.querySelector('article').cloneNode(true);"
            " const heading = article.querySelector('h2'); if (!heading) return null; heading.remove();"
            " return [link.getAttribute('href'), heading.textContent, article.textContent]; }).filter(Boolean)"
        )
        return [
            (f"{urlsplit(href).path.removeprefix(BASE_PATH)}#{urlsplit(href).fragment}", heading, text)
            for href, heading, text in found
        ]

    def marks(self, count: int) -> list[list[str]]:
        """The marked texts of the first results in the list, as they come into sight."""
        self.page.wait_for_function(
            "count => { const bare = [...document.querySelectorAll('.md-search-result__item')].slice(0, count)"
            ".find(item => item.querySelector('[data-annals-fill]'));"
            " if (bare) bare.scrollIntoView({ block: 'nearest' }); return !bare; }",
            arg=count,
            polling=5,
        )
        found: list[list[str]] = self.page.evaluate(
            "count => [...document.querySelectorAll('.md-search-result__item')].slice(0, count)"
            ".map(item => [...item.querySelectorAll('mark')].map(mark => mark.textContent))",
            count,
        )
        return found


def reader(browser: Browser, base: str, path: str = "index.html", **options: object) -> Reader:
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.goto(base + path, wait_until="load")
    return Reader(page, base)


def read_value(text: str) -> Any:
    """What a file of the index hands over."""
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])[1]
