"""The lexicon as a value: lists of plain words, each for one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from annals.model import BODIES, ENTITY_TYPES

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of an edition. Each field is a list of the same name (`foreign_publications` is
    `foreign-publications.yml`), whose head says what it is for; `things` and `web_chrome` are (word, type), `asked` is
    (word, words that it stands for), `subtitle_frames` (word, the word that closes what it opens)."""

    addressees: Words
    aims: Words
    announcing: Words
    asked: tuple[tuple[str, str], ...]
    asking_figures: Words
    back_matter: Words
    boxes: Words
    charts: Words
    circulars: Words
    cities: Words
    common: Words
    conditions: Words
    count_edges: Words
    count_inner: Words
    credits: Words
    cut_ends: Words
    cut_starts: Words
    editors_notes: Words
    enacting: Words
    event_behind: Words
    event_words: Words
    farewells: Words
    following: Words
    foreign_publications: Words
    goes_on: Words
    growing: Words
    imprints: Words
    issued_behind: Words
    issuers: Words
    issuing: Words
    issuing_manner: Words
    lead_ins: Words
    leads: Words
    light_verbs: Words
    linking: Words
    local: Words
    looking_back: Words
    loose_things: Words
    money_words: Words
    no_body: Words
    no_candidate: Words
    no_country: Words
    no_edge: Words
    no_name: Words
    no_quantity: Words
    no_title: Words
    notes: Words
    offices: Words
    origins: Words
    overviews: Words
    pictures: Words
    plans: Words
    policy_titles: Words
    provinces: Words
    publications: Words
    questions: Words
    references: Words
    remarks: Words
    salutations: Words
    saying: Words
    statutes: Words
    straddling: Words
    subtitle_frames: tuple[tuple[str, str], ...]
    surnames: Words
    taking_up: Words
    term_ends: Words
    things: tuple[tuple[str, str], ...]
    title_openers: Words
    title_words: Words
    turn_over: Words
    unfinished: Words
    vague_things: Words
    versus: Words
    web_chrome: tuple[tuple[str, str], ...]
    weighty: Words

    def things_of(self, types: Iterable[str]) -> Words:
        """The words at the end of names of things of some types, longest first."""
        wanted = frozenset(types)
        return longest_first(word for word, kind in self.things if kind in wanted)

    @property
    def bodies(self) -> Words:
        """How the names of institutions, companies and those who issue reports end."""
        return (*self.things_of(BODIES), *self.issuers)

    def chrome_of(self, kind: str) -> Words:
        """The words of web pages of one kind, longest first."""
        return longest_first(word for word, own in self.web_chrome if own == kind)


LISTS: dict[str, str] = {field.name.replace("_", "-"): field.name for field in fields(Lexicon)}
"""The field of each list by the name it has in files."""
CHROME = (
    "按钮",
    "计数",
    "题头",
    "出处",
    "同行",
    "路径",
    "首页",
    "主办",
    "联系",
    "版权",
    "备案",
    "提示",
    "导航",
    "索引",
    "站名",
    "链接",
)
"""What the words of a web page are there for."""
TYPED: dict[str, tuple[str, ...]] = {"asked": (), "subtitle-frames": (), "things": ENTITY_TYPES, "web-chrome": CHROME}
"""Lists whose words come with a type, and the types; where there is none, with any words."""


def is_type(name: str, kind: str) -> bool:
    """Whether what comes with a word of a list is what that list has.

    >>> is_type("boxes", ""), is_type("boxes", "会议"), is_type("things", "会议"), is_type("asked", "日期"), is_type("asked", "")
    (True, False, True, True, False)
    """
    known = TYPED.get(name, ("",))
    return kind in known or (not known and bool(kind.strip()))


def longest_first(words: Iterable[str]) -> Words:
    """Words in the order in which a search has to try them."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str], *, spaced: bool = False) -> str:
    """A group of a regular expression that any of the words matches, the longest first; of no
    words one that nothing matches. `spaced` words may have blanks between their characters."""
    return _any_of(tuple(words), spaced)


@lru_cache(maxsize=1024)
def _any_of(words: Words, spaced: bool) -> str:
    """Rules ask for the same lists at each text that they clean. Where case is ignored, words that begin with different Latin
    letters may be one: these stand side by side."""
    between = r"\s*" if spaced else ""
    latin = longest_first(word for word in words if word[:1].isascii())
    found = [between.join(map(re.escape, word)) for word in latin]
    found += _branches([word for word in words if not word[:1].isascii()], between)
    return f"(?:{'|'.join(found) or '(?!)'})"


def _branches(words: Sequence[str], between: str) -> list[str]:
    """Words as the branches of a tree: of hundreds only those are tried that begin as the text does, and what is longer
    before its own beginning."""
    behind: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        behind.setdefault(word[0], []).append(word[1:])
    found = []
    for first, rests in behind.items():
        branches = _branches([rest for rest in rests if rest], between)
        rest = between + (branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})") if branches else ""
        found.append(re.escape(first) + (f"(?:{rest})?" if rest and "" in rests else rest))
    return found


def begins_inside_a_word(text: str, starts: Words, whole: Words) -> bool:
    """Whether a text begins with the second half of a word, one of `starts`, and not with one of the `whole` words.

    >>> [begins_inside_a_word(text, ("措", "略"), ("措施",)) for text in ("措并举", "略布局", "措施与行动")]
    [True, True, False]
    """
    return text.startswith(starts) and text[:2] not in whole


def ending(text: str, words: Words) -> str:
    """The longest of the words that a text ends with, or an empty string.

    >>> ending("科技创新中心", ("中心", "创新中心"))
    '创新中心'
    """
    return max((word for word in words if text.endswith(word)), key=len, default="")
