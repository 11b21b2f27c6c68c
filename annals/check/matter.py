"""What is wrong with the front matter of report pages that could be read all the same."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable, Iterator, Mapping

from annals.markdown.front import Front, told
from annals.merge.edited import KEYS, NEEDED, EditedPage
from annals.merge.review import reviewers
from annals.model import OTHER, OVERVIEW, Given, Matter, Phrase, Problem, Report, Trust, few
from annals.text.nearness import perhaps

_SHOWN = 3
"""Sections that a cure names of many."""
_CURLY = "“”‘’「」＂ "
"""Quotation marks that are a part of the value, and not around it."""


def slips(pages: Mapping[str, EditedPage]) -> tuple[Problem, ...]:
    """Keys that no page has, each with the nearest one that it may have, and keys that are missing."""
    found = []
    for path, page in pages.items():
        front = page.front
        missing = [key for key in NEEDED if key not in front.values]
        for key in front.values:
            if key in KEYS:
                continue
            near = difflib.get_close_matches(key, KEYS, 1, 0.5)
            phrase = (
                Phrase.of("unknown-key-near", key=key, nearest=near[0]) if near else Phrase.of("unknown-key", key=key)
            )
            line, shown = front.place(key)
            found.append(Problem.of("E201", f"docs/{path}", line, excerpt=shown, wrong=phrase))
            missing = [one for one in missing if one not in near]
        found += _valueless(path, front)
        if missing:
            found.append(Problem.of("E201", f"docs/{path}", 1, wrong=Phrase.of("missing-keys", keys=missing)))
    return tuple(found)


def _valueless(path: str, front: Front) -> Iterator[Problem]:
    """Keys without a value, and values of which YAML takes a part for a comment: `title: 甲 # 乙`."""
    for key, value in front.values.items():
        line, shown = front.place(key)
        if key in NEEDED and value in (None, ""):
            wrong = Phrase.of("empty-key", key=key)
            yield Problem.of("E201", f"docs/{path}", line, excerpt=shown, wrong=wrong)
        elif key in KEYS and isinstance(value, (list, dict)):
            wrong = Phrase.of("list-for-text", key=key, value=told(value))
            yield Problem.of("E201", f"docs/{path}", line, excerpt=shown, wrong=wrong)
        elif key in KEYS and isinstance(value, str):
            rest = front.text.split("\n")[line - 1].partition(":")[2].strip()
            if rest.startswith(f"{value} #"):
                wrong = Phrase.of("cut-by-comment", key=key, value=value)
                yield Problem.of("E201", f"docs/{path}", line, excerpt=shown, wrong=wrong)


def matter_problems(
    pages: Iterable[tuple[str, Matter, Trust]], topics: Mapping[str, str], fronts: Mapping[str, Front]
) -> Iterable[Problem]:
    """Values that mean nothing: pages as (path, matter, trust), titles of topics by slug, fronts by path."""
    for path, matter, holds in pages:
        report = path.partition("/")[0]
        if matter.report != report:
            line, shown = fronts[path].place("report")
            wrong = Phrase.of("report-elsewhere", value=matter.report, report=report)
            if matter.report.strip(_CURLY) == report:
                wrong = Phrase.of("report-quoted", value=matter.report, report=report)
            yield Problem.of("E201", f"docs/{path}", line, excerpt=shown, wrong=wrong)
        yield from _status_problems(path, matter, holds, fronts[path])
        # Where none is written, that is told; the name of the page stands for it.
        if matter.topic not in topics and "topic" in fronts[path].values:
            slugs = {title: slug for slug, title in topics.items()} | {slug: slug for slug in topics}
            line, shown = fronts[path].place("topic")
            nearest = perhaps(matter.topic, slugs, slugs)
            yield Problem.of("E216", f"docs/{path}", line, excerpt=shown, value=matter.topic, nearest=nearest)


def strayed_topics(
    reports: Iterable[Report], made: Mapping[str, str], topics: Container[str], fronts: Mapping[str, Front]
) -> Iterator[Problem]:
    """Pages whose head names another topic than the one whose sections they hold. `made`: by path the topic that each page was
    made for. That decides which sections stand there; the head only says so."""
    for page in (page for report in reports for page in report.pages):
        own, given = made.get(page.path, page.matter.topic), page.matter.topic
        if given == own or given not in topics or own not in topics:
            continue
        front = fronts[page.path]
        headings = [f"{page.matter.report}#{placed.id}" for placed in page.placed if placed.is_heading]
        cure: Given = ""
        if given not in (OVERVIEW, OTHER) and headings:
            cure = Phrase.of("topic-by-sections", topic=given, sections=few(headings, _SHOWN))
        line, shown = front.place("topic")
        yield Problem.of("E259", f"docs/{page.path}", line, excerpt=shown, given=given, own=own, cure=cure)


def _status_problems(path: str, matter: Matter, holds: Trust, front: Front) -> Iterable[Problem]:
    place, (line, shown) = f"docs/{path}", front.place("status")
    if matter.status not in tuple(Trust):
        nearest = perhaps(matter.status, tuple(Trust))
        yield Problem.of("E215", place, line, excerpt=shown, value=matter.status, nearest=nearest, known=tuple(Trust))
    elif matter.status == Trust.COMPARED and not reviewers(matter):
        yield Problem.of("W205", place, line, excerpt=shown)
    elif matter.status == Trust.COMPARED and len(set(reviewers(matter))) < 2:
        yield Problem.of("W204", place, line, excerpt=shown, names=matter.reviewed_by or "—")
    elif matter.status == Trust.READ and not reviewers(matter):
        yield Problem.of("N206", place, line, excerpt=shown)
    elif matter.status == Trust.UNREAD and reviewers(matter):
        yield Problem.of("N130", place, line, excerpt=shown, names=matter.reviewed_by or "")
    elif matter.status != Trust.UNREAD and holds == Trust.UNREAD:
        yield Problem.of("N205", place, line, excerpt=shown, status=matter.status)
