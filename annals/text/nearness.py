"""Names that are meant by a misspelt one: proposed where one is near enough, else none."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Collection, Mapping

from annals.model import Given, Phrase
from annals.text.page_names import bare_stem

_NEAR = 0.6
"""Of `nothere` and `index` 0.33 is alike, of `jia-yl` and `jia-yi` 0.83."""
_ALIKE = 0.5
"""Of short names (`host`, `host_country`) half is much; a list of all stands behind the question."""
_FAR = 20
"""So many raw lines away a place is another one."""
_line = re.compile(r"l([0-9]{1,6})")


def nearest_name(name: str, known: Collection[str], titles: Mapping[str, str] = {}) -> Phrase:
    """Which of the known names is meant, or that none is like it. `titles`: what known ones are called, each with its name;
    people write that.

    >>> nearest_name("a.md", ["a", "b"]).details, nearest_name("甲乙论坛", ["a"], {"甲乙论坛": "a"}).details
    ((('name', 'a'),), (('name', 'a'),))
    """
    exact = titles.get(name) or bare_stem(name)
    if exact in known:
        return Phrase.of("nearest-is", name=exact)
    near = difflib.get_close_matches(name, sorted(known), 1, _NEAR)
    return Phrase.of("nearest-is", name=near[0]) if near else Phrase.of("nearest-none")


def perhaps(name: str, known: Collection[str], written: Mapping[str, str] = {}) -> Given:
    """The question whether a known name is meant, with which a help begins that lists them; nothing where none is like it, or
    two are as much like it: of 未校对 and 已校对, which mean the opposite, 校对完 says neither.
    `written` is what to write where a name is another than that.

    >>> perhaps("aliass", ["title", "aliases"]).details, perhaps("zzz", ["title", "aliases"])
    ((('name', 'aliases'),), '')
    >>> perhaps("校对完", ["未校对", "已校对"])
    ''
    """
    near = difflib.get_close_matches(name, sorted(known), 2, _ALIKE)
    alike = [difflib.SequenceMatcher(None, one, name).ratio() for one in near]
    if not near or alike[0] in alike[1:]:
        return ""
    return Phrase.of("perhaps", name=written.get(near[0], near[0]))


def nearest_path(path: str, known: Collection[str], folder: str) -> Phrase:
    """Which of the known files (paths below docs/) a path that is none of them means, as one writes it in `folder`: only
    one of its kind, no page for a picture. Where a whole path stands at its end, as in `docs/2011/overview.md`, that one."""
    stem, kind = posixpath.splitext(path)
    alike = {posixpath.splitext(one)[0]: one for one in known if _kind(one) == _kind(f"x{kind or '.md'}")}
    parts = stem.split("/")
    tails = ("/".join(parts[at:]) for at in range(1, len(parts)))
    found = next((tail for tail in tails if "/" in tail and tail in alike), "") or _like(stem, alike)
    return (
        Phrase.of("nearest-is", name=posixpath.relpath(alike[found], folder or "."))
        if found
        else Phrase.of("nearest-none")
    )


def _like(stem: str, known: Collection[str]) -> str:
    """The path whose name is like that of another, in its folder before others."""
    folder, name = posixpath.split(stem)
    beside = {posixpath.basename(one): one for one in sorted(known) if posixpath.dirname(one) == folder}
    others = {posixpath.basename(one): one for one in sorted(known, reverse=True)}
    for names, cutoff in ((beside, _NEAR), (others, 0.8)):
        if near := difflib.get_close_matches(name, names, 1, cutoff):
            return names[near[0]]
    return ""


def _kind(path: str) -> str:
    kind = posixpath.splitext(path)[1].lower()
    return (
        ""
        if kind in (".md", ".html")
        else "picture"
        if kind in (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg")
        else kind
    )


def nearest_anchor(anchor: str, known: Collection[str]) -> Phrase:
    """Which place of a page is meant: of a raw line the nearest one, if it is not far."""
    number = _line.fullmatch(anchor)
    if number is None:
        found = difflib.get_close_matches(anchor, sorted(known), 1, _NEAR)
    else:
        lines = {int(match[1]): one for one in known if (match := _line.fullmatch(one))}
        near = min(lines, key=lambda line: (abs(line - int(number[1])), line), default=None)
        found = [lines[near]] if near is not None and abs(near - int(number[1])) <= _FAR else []
    return Phrase.of("nearest-is", name=f"#{found[0]}") if found else Phrase.of("nearest-no-place")
