"""Heads of the pages that have no form of their own: home, years, docs/about and whatever folder an editor makes."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping

from annals.markdown.front import Front
from annals.model import SUBJECTS, Phrase, Problem, few

_OURS = ("title", "redirect_from")
_YEAR = ("title", "report")
_OTHERS = frozenset(
    [
        "description",
        "template",
        "hide",
        "icon",
        "status",
        "search",
        "tags",
        "subtitle",
        "author",
        "authors",
        "date",
        "comments",
        "render_macros",
    ]
)
"""Keys that MkDocs and its theme know, and two that say who wrote a page and when, which harm nobody."""
_NEAR, _SHOWN = 0.6, 4


def head_problems(fronts: Mapping[str, Front], reports: Collection[str]) -> Iterator[Problem]:
    """Keys in such heads that nothing reads: those near to one that is read (E207), and all others (N121). `fronts` are the
    pages by path under docs/; pages of `reports` but their years have heads of their own."""
    for path, front in fronts.items():
        folder, _, name = path.partition("/")
        is_year = folder in reports and name == "index.md"
        # Of a page of a report that lies elsewhere, or whose raw text is gone, other things are told.
        of_report = not is_year and (folder in reports or "report" in front.values)
        if not front.values or path.startswith(SUBJECTS) or of_report:
            continue
        known = _YEAR if is_year else _OURS
        far: list[str] = []
        for key in (key for key in front.values if key not in known and key not in _OTHERS):
            near = difflib.get_close_matches(key.lower().strip(), known, 1, _NEAR)
            far += [] if near else [key]
            for name in near:
                place, nearest = front.place(key), Phrase.of("perhaps", name=name)
                yield Problem.of(
                    "E207", f"docs/{path}", place[0], excerpt=place[1], key=key, nearest=nearest, known=known
                )
        if far:
            line, shown = front.place(far[0])
            own = (*known, "description")
            yield Problem.of("N121", f"docs/{path}", line, excerpt=shown, keys=few(far, _SHOWN), known=own)
