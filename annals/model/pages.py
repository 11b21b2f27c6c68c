"""Topics, report pages as generated, and report pages as they are published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annals.model.blocks import Block, Placed

OVERVIEW, OTHER = "overview", "other"
FIGURES = "figures"
"""The page with the numbers of a report."""
RESERVED_TITLES = {OVERVIEW: "概览", OTHER: "其他"}
"""What the pages of a report are called that belong to no topic."""
SUBJECTS = ("topics/", "entities/", "indicators/")
"""Folders of docs/ whose pages are each about a subject, with a front matter of its own form."""
RESERVED_FOLDERS = frozenset(
    {
        *("about", "assets", "changes", "chronicle", "compare", "data", "documents", "entities", "export", "feed"),
        *("figures", "guide", "indicators", "llms", "raw", "search", "series", "site", "stylesheets", "tool", "topics"),
    }
)
"""Folders of the site that are no report's; some of them are kept for what is to come."""
_reserved_page = re.compile(rf"index|{OVERVIEW}|{OTHER}|{FIGURES}|(?:full|raw)(?:-\d+)?|.*-l\d+(?:-\d+)?")
_further_page = re.compile(r"(.+)-(l\d+(?:-\d+)?)")


def is_reserved_page(slug: str) -> bool:
    """Whether a page of a report may have that name without any topic, so that no topic can have it.

    >>> [slug for slug in ("other", "full-2", "planning-l78", "fuller", "planning") if is_reserved_page(slug)]
    ['other', 'full-2', 'planning-l78']
    """
    return _reserved_page.fullmatch(slug) is not None


def further_name(path: str) -> tuple[str, str]:
    """The slug of a report page, and the name by which it goes on with it (empty for the first page of a topic).

    >>> further_name("2031/planning-l78.md"), further_name("2031/planning.html")
    (('planning', 'l78'), ('planning', ''))
    """
    stem = path.rpartition("/")[2].rpartition(".")[0]
    match = _further_page.fullmatch(stem)
    return (match[1], match[2]) if match else (stem, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic page's front matter. `sections` and `blocks` are references such as `2011#l78`; `redirect_from` are slugs
    that it had before."""

    slug: str
    title: str
    order: int
    words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()
    body: str = ""

    @property
    def path(self) -> str:
        return topic_path(self.slug)


def topic_path(slug: str) -> str:
    """The page of a topic, below docs/."""
    return f"topics/{slug}.md"


def renamed_topics(topics: Iterable[Topic]) -> dict[str, str]:
    """Slugs that topics had before and that no topic has now, with the topic's present one."""
    topics = tuple(topics)
    slugs = {topic.slug for topic in topics}
    return {old: topic.slug for topic in topics for old in topic.redirect_from if old not in slugs}


class Trust(StrEnum):
    """How far a page can be trusted: nobody read it, one person did, a second one held it to the print."""

    UNREAD = "未校对"
    READ = "已校对"
    COMPARED = "已核对"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What stood on a page when its status was set: `text` is a digest of what the machine had
    written there."""

    status: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """The front matter of a report page; `status` is what an editor wrote, a Trust or a slip of the pen."""

    title: str
    report: str
    topic: str
    status: str = Trust.UNREAD
    reviewed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A report page as generated: its path under docs/, front matter and blocks in order."""

    path: str
    matter: Matter
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPage:
    """`trust` is the status that holds: below that of the front matter where the machine wrote
    the text anew after the review, or a second name is missing."""

    path: str
    matter: Matter
    placed: tuple[Placed, ...]
    trust: Trust
