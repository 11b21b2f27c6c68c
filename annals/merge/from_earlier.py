"""A report made anew and merged into its edited pages, beginning with these as they were before the machine changed them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from annals.merge.beginning import Edited, Result, Start, is_readable, sentences_on
from annals.merge.earlier import changed
from annals.merge.edited import EditedPage, read_pages
from annals.merge.edited_since import as_edited_since, made_again
from annals.merge.partly_now import beginning_partly_now, given_up, with_heads_given_up
from annals.merge.reconcile import Merging, Once, Reconciled
from annals.merge.record import Record
from annals.merge.regions import matches
from annals.model import Choice, Conflict, Earlier


def reconciled(old: Record, edited: Edited, merging: Merging, choices: tuple[Choice, ...]) -> Reconciled:
    """Merge a report made anew into its edited pages, which were made as `old` says. Pages that were kept as an editor had them are merged from
    there. Where that asks what nobody has decided, they wait as they are now. Where what an editor did to them since was done to the
    machine's own, they are merged as they are now, as soon as the machine changes them."""
    new, reader = merging.new, merging.reader
    since = [(one, as_edited_since(one, old, edited, merging, choices)) for one in old.earlier]
    known = tuple(now for _, now in since if now is not None)
    untold = tuple(one for one, now in since if now is None)
    used = tuple(one for one in known if changed(old, new, one.paths) and is_readable(one, reader))
    out = tuple(one for one in (*known, *untold) if changed(old, new, one.paths) and one not in used)
    asked: tuple[Conflict, ...] = ()
    waiting = frozenset[str]()
    while True:
        start, stood = Start.of(old, edited, used, reader), sentences_on(edited, used)
        decided = *choices, *(choice for one in used for choice in one.choices)
        once = merging.once(start.old, start.edited, decided, waiting, stood)
        stuck = tuple(one for one in used if one.paths & once.done.waiting)
        out, used = (*out, *stuck), tuple(one for one in used if one not in stuck)
        if stuck:
            told = _asked(once, stuck)
            # A page that is gone does not wait: its text would stand nowhere.
            gone = once.done.waiting & start.edited.keys() - edited.keys()
            if not gone and any(not one.side for one in told):
                asked = (*asked, *(as_it_stands(one, start.edited, edited) for one in told))
                waiting |= once.done.waiting
            continue
        result = Result.of(start, once, edited)
        rest = [one for one in (*known, *untold) if one not in used]
        made = tuple(_kept(result, tuple(c for one in used for c in one.choices), merging))
        paths = frozenset(path for one in made for path in one.paths)
        left = tuple(one for one in rest if result.leaves(one, old) and not one.paths & paths)
        met = tuple(one for one in rest if one not in left and one not in out)
        if not met:
            break
        # What was kept is written, or is part of more now: that is merged from the same time on.
        used = (*used, *(one for one in met if one not in untold))
        out = (*out, *(one for one in met if one in untold))
    earlier = tuple(sorted((*left, *made), key=lambda one: min(one.paths)))
    return _done(result, earlier, asked, edited)


def _done(result: Result, earlier: tuple[Earlier, ...], asked: tuple[Conflict, ...], edited: Edited) -> Reconciled:
    done = result.once.done
    choices = *done.record.choices, *(one.decided(one.side) for one in asked)
    # That a page goes is told when its file goes.
    told = (one for one in done.problems if one.code != "N119" or one.path.removeprefix("docs/") in edited)
    return replace(
        done,
        writes=result.writes,
        record=replace(done.record, choices=choices, earlier=earlier),
        conflicts=(*done.conflicts, *(one for one in asked if not one.side)),
        problems=tuple(told),
    )


def _kept(result: Result, choices: tuple[Choice, ...], merging: Merging) -> Iterator[Earlier]:
    """What is to be kept of where a merge began. Where an editor took the machine's side, its text is where the next one begins."""
    record, reader = result.once.done.record, merging.reader
    for one in (with_heads_given_up(one, result.once) for one in result.earlier(choices, merging)):
        names = given_up(one, result.once)
        if not names:
            yield one
            continue
        now, _ = read_pages({path: text for path, text in result.texts.items() if text is not None}, reader)
        partly = beginning_partly_now(one, names, record, now, reader)
        found = None if partly is None else made_again(partly, record, now, merging, choices, exact=True)
        if found is not None:
            yield found


def _asked(once: Once, stuck: tuple[Earlier, ...]) -> list[Conflict]:
    """What is asked, or was decided, of pages that wait for one of these."""
    paths = frozenset(path for one in stuck for path in one.paths)
    return [one for one, pages in once.told if pages & once.done.waiting and (pages | {one.page}) & paths]


_MARKS = "#… "


def as_it_stands(conflict: Conflict, was: Mapping[str, EditedPage], now: Mapping[str, EditedPage]) -> Conflict:
    """A conflict at the block that holds the editor's text now; else at the line that stands where its line stood."""
    if not conflict.pages:
        return conflict  # A key of the front matter.
    words = conflict.mine.split("\n\n")[0].lstrip(_MARKS)
    for path in sorted(now, key=lambda path: (path != conflict.page, path)):
        line = next((block.line for block in now[path].blocks() if words and words in block.content.markdown), 0)
        if line:
            return replace(conflict, page=path, line=line)
    if conflict.page not in now or conflict.page not in was:
        return replace(conflict, page=min(conflict.pages & now.keys(), default=conflict.page), line=0)
    return replace(conflict, line=_line(conflict.line, was[conflict.page].text, now[conflict.page].text))


def _line(line: int, was: str, now: str) -> int:
    """The line of a text (from 1) that stands where a line of another one stood."""
    found = 0
    for low, there, size in matches(was.split("\n"), now.split("\n")):
        if low >= line:
            break
        found = there + min(size, line - low)
    return found
