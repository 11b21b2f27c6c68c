"""Topics proposed for a new collection: what the headings of its own reports say it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.markdown.front import fenced
from annals.markdown.read import text_of
from annals.model import Block, Report, SectionKind, is_reserved_page, topic_path
from annals.names.candidates import slug_of
from annals.text.lexicon import Lexicon
from annals.text.lines import label_of

_MOST = 14
"""Topics that an editor looks through at a glance."""
_SHORTEST, _LONGEST = 2, 16
"""Characters of a title that can be a topic's: a longer one is a sentence or one year's own."""
_FEWEST = 3
"""Headings of a level of which topics are made: fewer are parts of a volume."""
_PHRASE = 4
"""Characters of the shortest phrase that says a subject: 工业, 发展 are words of any heading."""
_ALIKE = 5
"""Of so many reports one at least says a topic, where the headings of most are their own."""
_CHAPTERS = 40
"""More headings than this at the widest level, each its own, are the parts of a volume and no subjects."""
_clauses = re.compile(r"[，、；：。！？,;:“”《》（）()\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A topic with its page: `path` below docs/, and of how many reports headings say it."""

    path: str
    title: str
    text: str
    reports: int


def proposed_topics(reports: Sequence[Report], series: str, lexicon: Lexicon) -> tuple[Proposed, ...]:
    """Topics for reports: the headings of the shallowest level of each that has a few, those that several reports share
    alone where they are enough, in the order of the newest; where most headings are one report's own, the phrases with
    which they end alike. A heading with the name of the whole `series` is a title page."""
    found: Counter[str] = Counter()
    sections: dict[str, list[str]] = {}
    ordered = sorted(reports, key=lambda item: (-(item.year or 0), item.id))
    for report in ordered:
        found.update(_titles(report, series, lexicon))
    several = [title for title, count in found.items() if count > 1]
    chosen = several if len(several) >= _FEWEST else [*found] if len(found) <= _CHAPTERS else []
    if 2 * sum(found[title] for title in several) < found.total():
        phrases = _phrases(ordered, series, lexicon)
        if len(phrases) >= _FEWEST:
            chosen, found = [*phrases], phrases
            sections = _sections(ordered, chosen, lexicon)
        elif len(reports) > _ALIKE:
            # What two of many have in common is a form (an author's name, a declaration), what one says its own.
            chosen = [title for title in several if found[title] * _ALIKE >= len(reports)]
    taken: set[str] = set()
    proposed = []
    for order, title in enumerate(chosen[:_MOST], 1):
        slug = slug_of(title, taken, "topic")
        slug = f"{slug}-topic" if is_reserved_page(slug) else slug
        taken.add(slug)
        told = {"title": title, "order": order * 10, "words": [title]}
        text = fenced(told | ({"sections": sections[title]} if sections.get(title) else {}))
        proposed.append(Proposed(path=topic_path(slug), title=title, text=text, reports=found[title]))
    return tuple(proposed)


def _phrases(reports: Sequence[Report], series: str, lexicon: Lexicon) -> Counter[str]:
    """What headings end with that say the same in other words (扎实推进乡村全面振兴, 加快乡村全面振兴), with how many reports
    have each, in reading order: the longest phrase of the most reports first takes the clauses that end with it. Its end
    is that of a word; it begins in the middle of none that titles often have (推进祖国统一, 促进祖国统一)."""
    words = frozenset(lexicon.title_words)
    clauses = [(report.id, clause) for report in reports for clause in _told(report, lexicon) if clause not in series]
    order = {clause: number for number, (_, clause) in reversed([*enumerate(clauses)])}
    phrases: dict[str, tuple[int, int]] = {}
    while clauses and len(phrases) < _MOST:
        said: dict[str, set[str]] = {}
        for report, clause in clauses:
            for start in range(max(0, len(clause) - _LONGEST), len(clause) - _PHRASE + 1):
                if start == 0 or clause[start - 1 : start + 1] not in words:
                    said.setdefault(clause[start:], set()).add(report)
        best = max(said, key=lambda end: (len(said[end]) * (len(end) - 2), end), default="")
        if not best or len(said[best]) < _FEWEST:
            break
        # A longer phrase around it would share its headings: one subject has one topic.
        within = [phrases.pop(longer)[0] for longer in [*phrases] if best in longer]
        first = min(order[clause] for _, clause in clauses if best in clause)
        phrases[best] = (min([first, *within]), len(said[best]))
        clauses = [(report, clause) for report, clause in clauses if best not in clause]
    return Counter({end: count for end, (_, count) in sorted(phrases.items(), key=lambda item: item[1])})


def _sections(reports: Sequence[Report], phrases: Sequence[str], lexicon: Lexicon) -> dict[str, list[str]]:
    """The headings that say each phrase, as a topic's page names them: where most around a heading are one report's own,
    a word alone moves none of them."""
    found: dict[str, list[str]] = {}
    for report in reports:
        for block, title in _numbered(report, lexicon):
            phrase = next((phrase for phrase in phrases if phrase in title), None)
            if phrase is not None:
                found.setdefault(phrase, []).append(f"{report.id}#{block.id}")
    return found


def _numbered(report: Report, lexicon: Lexicon) -> Iterator[tuple[Block, str]]:
    """The numbered headings of a report that may name a topic, each with its title."""
    for block in report.blocks:
        title = text_of(block.content) if block.section is SectionKind.SECTION else ""
        if label_of(title) is not None and not _bare(title).startswith((*lexicon.overviews, *lexicon.back_matter)):
            yield block, _bare(title)


def _told(report: Report, lexicon: Lexicon) -> Iterator[str]:
    """The clauses of the numbered headings of a report, without digits: those are one year's."""
    for _, title in _numbered(report, lexicon):
        for clause in _clauses.split(title):
            if len(clause) >= _PHRASE and not any(char.isdigit() for char in clause):
                yield clause


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
            and title != _bare(report.title)
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
