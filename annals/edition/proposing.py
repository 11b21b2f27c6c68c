"""Topics proposed for a new collection: what the headings of its own reports say it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annals.markdown.front import fenced
from annals.markdown.read import text_of
from annals.model import Report, SectionKind, is_reserved_page
from annals.names.candidates import slug_of
from annals.text.lexicon import Lexicon
from annals.text.lines import label_of

_MOST = 14
"""Topics that an editor looks through at a glance."""
_SHORTEST, _LONGEST = 2, 16
"""Characters of a title that can be a topic's: a longer one is a sentence or one year's own."""
_FEWEST = 3
"""Headings of a level of which topics are made: fewer are parts of a volume."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A topic with its page: `path` below docs/, and of how many reports headings say it."""

    path: str
    title: str
    text: str
    reports: int


def proposed_topics(reports: Sequence[Report], series: str, lexicon: Lexicon) -> tuple[Proposed, ...]:
    """Topics for reports: the headings of the shallowest level of each that has a few, those that several reports share
    alone where they are enough, in the order of the newest. A heading with the name of the whole `series` is a title page."""
    found: Counter[str] = Counter()
    for report in sorted(reports, key=lambda item: (-(item.year or 0), item.id)):
        found.update(_titles(report, series, lexicon))
    several = {title for title, count in found.items() if count > 1}
    chosen = [title for title in found if title in several] if len(several) >= _FEWEST else [*found]
    taken: set[str] = set()
    proposed = []
    for order, title in enumerate(chosen[:_MOST], 1):
        slug = slug_of(title, taken, "topic")
        slug = f"{slug}-topic" if is_reserved_page(slug) else slug
        taken.add(slug)
        text = fenced({"title": title, "order": order * 10, "words": [title]})
        proposed.append(Proposed(path=f"topics/{slug}.md", title=title, text=text, reports=found[title]))
    return tuple(proposed)


def _titles(report: Report, series: str, lexicon: Lexicon) -> list[str]:
    """The titles that may be topics, each once, in reading order."""
    sections = [block for block in report.blocks if block.section is SectionKind.SECTION and block.content.markdown]
    for level in sorted({block.level for block in sections}):
        titles = [_bare(text_of(block.content)) for block in sections if block.level == level]
        fitting = [
            title
            for title in dict.fromkeys(titles)
            if _SHORTEST <= len(title) <= _LONGEST
            and not title.startswith((*lexicon.overviews, *lexicon.back_matter))
            and title not in series
            and series not in title
            and not any(char.isdigit() for char in title)
        ]
        if len(fitting) >= _FEWEST:
            return fitting
    return []


def _bare(title: str) -> str:
    """A title without its number and what closes it.

    >>> _bare("第一节 人才引进"), _bare("（二）水利："), _bare("3. 果品")
    ('人才引进', '水利', '果品')
    """
    label = label_of(title)
    return (title[len(label[1]) :] if label else title).strip(" \u3000：:。．.、")
