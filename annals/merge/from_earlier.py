"""A report made anew and merged into its edited pages, beginning with these as they were before the machine changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annals.markdown.read import Reader
from annals.merge.beginning import Edited, Result, Start, is_readable
from annals.merge.earlier import changed, with_memory_of, without_memory_of
from annals.merge.edited_since import as_edited_since
from annals.merge.reconcile import Merging, Reconciled
from annals.merge.record import Record
from annals.model import Choice, Earlier, Goal


def reconciled(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: Edited,
    reader: Reader,
    choices: tuple[Choice, ...] = (),
    given: frozenset[str] = frozenset(),
    goals: tuple[Goal, ...] = (),
) -> Reconciled:
    """Merge a report made anew into its edited pages; see `Merging`. Pages that were kept as an editor had them are merged from
    there, unless that would ask what was not asked before: then as they are now."""
    merging = Merging(new=new, texts=texts, reader=reader, given=given, goals=goals)
    # Of what an editor did to the machine's own the pages as they are tell more, as soon as the machine changes them.
    since = [(one, as_edited_since(one, old, edited, merging, choices)) for one in old.earlier]
    known = tuple(now for _, now in since if now is not None)
    untold = tuple(one for one, now in since if now is None)
    due = [(one, is_readable(one, reader)) for one in known if changed(old, new, one.paths)]
    used, out = (tuple(one for one, is_readable in due if is_readable is wanted) for wanted in (True, False))
    out = (*out, *(one for one in untold if changed(old, new, one.paths)))
    while True:
        was = _with_memory_of(out, old, edited, merging, choices)
        start = Start.of(was, edited, used, reader)
        once = merging.once(start.old, start.edited, (*choices, *(c for one in used for c in one.choices)))
        stuck = tuple(one for one in used if one.paths & once.done.waiting)
        out, used = (*out, *stuck), tuple(one for one in used if one not in stuck)
        if stuck:
            continue
        result = Result.of(start, once, edited)
        rest = [one for one in (*known, *untold) if one not in used]
        made = tuple(result.earlier((c for one in used for c in one.choices), merging))
        paths = frozenset(path for one in made for path in one.paths)
        left = tuple(one for one in rest if result.leaves(one, old) and not one.paths & paths)
        met = tuple(one for one in rest if one not in left and one not in out)
        if not met:
            break
        # What was kept is written, or is part of more now: that is merged from the same time on.
        used = (*used, *(one for one in met if one not in untold))
        out = (*out, *(one for one in met if one in untold))
    earlier = tuple(sorted((*left, *made), key=lambda one: min(one.paths)))
    record = replace(without_memory_of(once.done.record, earlier), earlier=earlier)
    # That a page goes is told when its file goes.
    told = (one for one in once.done.problems if one.code != "N119" or one.path.removeprefix("docs/") in edited)
    return replace(once.done, writes=result.writes, record=record, problems=tuple(told))


def _with_memory_of(
    groups: Iterable[Earlier], old: Record, edited: Edited, merging: Merging, choices: tuple[Choice, ...]
) -> Record:
    """The record with what is known of an editor's work on pages from which no merge begins any more."""
    for one in groups:
        if not is_readable(one, merging.reader):
            continue
        start = Start.of(old, edited, (one,), merging.reader)
        now = {page.path: edited[page.path].text for page in one.pages if page.path in edited}
        last = replace(merging, new=old, texts=now, given=frozenset(one.given), goals=one.goals)
        once = last.once(start.old, start.edited, (*choices, *one.choices))
        if not once.done.waiting & one.paths:
            old = with_memory_of(old, one, once.done.record)
    return old
