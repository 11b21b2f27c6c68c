"""Two built sites, page by page: what of a change readers see. For changes that touch no word of an edition: packages,
the theme, the templates."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path

_HASH = re.compile(r"(?<=\.)[0-9a-f]{8}(?=\.)")
"""In the name of a file of the theme: it tells no more than that the file changed, which is told once."""
_SHARD = re.compile(r"^(search/[a-z]\d+)-[\w-]{4}\.js$")
_SILENT = frozenset({"script", "style"})
# A line of text goes on over these.
_WITHIN_WORDS = "a abbr b code del em i ins mark small span strong sub sup time wbr"
_WITHIN = frozenset(_WITHIN_WORDS.split())
_SAID = ("alt", "aria-label", "content", "placeholder", "title", "value")
_LEADS = ("href", "src")


class Aspect(StrEnum):
    """What changed of pages: what is read there, where it leads or can be led to, or only how it is marked up."""

    TEXT = "text"
    ADDRESSES = "addresses"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page: lines of text, addresses that it leads to and ids that can be led to, start tags; each with how often."""

    text: Counter[str]
    addresses: Counter[str]
    markup: Counter[str]

    def of(self, aspect: Aspect) -> Counter[str]:
        found: Counter[str] = getattr(self, aspect.value)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SameChange:
    """What changed on the very same pages: their paths, what is gone there, what has come."""

    paths: tuple[str, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteComparison:
    """`pages` are how many both sites have, `alike` how many of them to the byte; `changes` by what changed, the most pages
    first; added and removed files (pages too) by path, changed ones that are no pages."""

    pages: int
    alike: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    files: tuple[str, ...]
    order: int
    """Of how many pages nothing but the order or the blanks changed."""
    changes: Mapping[Aspect, tuple[SameChange, ...]] = field(default_factory=dict)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.addresses: list[str] = []
        self.tags: list[str] = []
        self._line: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = [(name, _HASH.sub("*", value or "")) for name, value in attrs]
        said = () if "http-equiv" in dict(given) else _SAID
        self._silent += tag in _SILENT
        if tag not in _WITHIN:
            self.end_line()
        for name, value in given:
            if name in _LEADS:
                self.addresses.append(value)
            elif name == "id":
                self.addresses.append(f"#{value}")
            elif name in said and value.strip():
                self.lines.append(value.strip())
        told = "".join(f' {name}="{value}"' for name, value in given if name not in (*_LEADS, *said, "id"))
        self.tags.append(f"<{tag}{told}>")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if tag not in _WITHIN:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def end_line(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self.lines.append(line)


def seen(html: str) -> Seen:
    """What a page shows, where it leads, how it is marked up.

    >>> page = seen('<p id="a" class="b">甲 <em>乙</em></p><img src="x.1234abcd.png" alt="丙"><script>1</script>')
    >>> sorted(page.text), sorted(page.addresses), sorted(page.markup)
    (['丙', '甲 乙'], ['#a', 'x.*.png'], ['<em>', '<img>', '<p class="b">', '<script>'])
    """
    page = _Page()
    page.feed(html)
    page.close()
    page.end_line()
    return Seen(text=Counter(page.lines), addresses=Counter(page.addresses), markup=Counter(page.tags))


def is_site(folder: Path) -> bool:
    """Whether a folder is a site that was built, and not an edition."""
    return (folder / "index.html").is_file() and (folder / "assets").is_dir() and not (folder / "seeds").exists()


def compare_sites(before: Path, after: Path) -> SiteComparison:
    """What of two built sites differs; stamps and packed copies of files that are there are none of it."""
    old, new = _files(before), _files(after)
    both = sorted(old.keys() & new.keys())
    differing = [path for path in both if old[path].read_bytes() != new[path].read_bytes()]
    pages = [path for path in differing if path.endswith(".html")]
    pairs = [(path, seen(old[path].read_text("utf-8")), seen(new[path].read_text("utf-8"))) for path in pages]
    return SiteComparison(
        pages=sum(path.endswith(".html") for path in both),
        alike=sum(path.endswith(".html") for path in both) - len(pages),
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        files=tuple(path for path in differing if not path.endswith(".html")),
        order=sum(before == after for _, before, after in pairs),
        changes={aspect: same_changes(pairs, aspect) for aspect in Aspect},
    )


def _files(folder: Path) -> dict[str, Path]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {_named(name): path for name, path in found.items() if not name.startswith(".") and name[-3:] != ".gz"}


def _named(path: str) -> str:
    """A file's path without what of it comes from its content alone.

    >>> _named("assets/stylesheets/main.57a0d79d.min.css"), _named("search/s12-aB-_.js"), _named("2011/a.html")
    ('assets/stylesheets/main.*.min.css', 'search/s12-*.js', '2011/a.html')
    """
    return _SHARD.sub(r"\1-*.js", _HASH.sub("*", path))


def same_changes(pairs: Iterable[tuple[str, Seen, Seen]], aspect: Aspect) -> tuple[SameChange, ...]:
    """The changes of one aspect of pages (path, before, after): what came and went on the very same pages together."""
    gone: dict[str, list[str]] = defaultdict(list)
    come: dict[str, list[str]] = defaultdict(list)
    for path, before, after in pairs:
        old, new = before.of(aspect), after.of(aspect)
        for line in old - new:
            gone[line].append(path)
        for line in new - old:
            come[line].append(path)
    places = {tuple(paths) for paths in (*gone.values(), *come.values())}
    same = [SameChange(paths=paths, gone=_on(gone, paths), come=_on(come, paths)) for paths in places]
    return tuple(sorted(same, key=lambda change: (-len(change.paths), change.paths)))


def _on(lines: Mapping[str, list[str]], paths: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line, on in lines.items() if tuple(on) == paths)
