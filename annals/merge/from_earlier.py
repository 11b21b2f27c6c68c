"""A report made anew and merged into its edited pages, beginning with these as they were before the machine changed them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annals.markdown.read import Reader
from annals.merge.earlier import changed, earlier_of, rewound, with_memory_of, without_memory_of
from annals.merge.edited import EditedPage, read_pages
from annals.merge.rebased import with_both, with_hunks
from annals.merge.reconcile import Merging, Once, Reconciled
from annals.merge.record import Record, digest
from annals.model import Choice, Earlier, EarlierPage, Goal

_Edited = Mapping[str, EditedPage]


def reconciled(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: _Edited,
    reader: Reader,
    choices: tuple[Choice, ...] = (),
    given: frozenset[str] = frozenset(),
    goals: tuple[Goal, ...] = (),
) -> Reconciled:
    """Merge a report made anew into its edited pages; see `Merging`. Pages that were kept as an editor had them are merged from
    there, unless that would ask what was not asked before: then as they are now."""
    merging = Merging(new=new, texts=texts, reader=reader, given=given, goals=goals)
    since = [(one, _as_edited_since(one, old, edited, merging, choices)) for one in old.earlier]
    known = tuple(now for _, now in since if now is not None)
    due = [(one, _is_readable(one, reader)) for one in known if changed(old, new, one.paths)]
    used, out = (tuple(one for one, is_readable in due if is_readable is wanted) for wanted in (True, False))
    old = _with_memory_of((one for one, now in since if now is None), old, edited, merging, choices)
    while True:
        was = _with_memory_of(out, old, edited, merging, choices)
        start = _Start.of(was, edited, used, reader)
        once = merging.once(start.old, start.edited, (*choices, *(c for one in used for c in one.choices)))
        stuck = tuple(one for one in used if one.paths & once.done.waiting)
        out, used = (*out, *stuck), tuple(one for one in used if one not in stuck)
        if stuck:
            continue
        result = _Result.of(start, once, edited)
        rest = [one for one in known if one not in used]
        made = tuple(result.earlier((c for one in used for c in one.choices), merging))
        paths = frozenset(path for one in made for path in one.paths)
        left = tuple(one for one in rest if result.leaves(one, old) and not one.paths & paths)
        met = tuple(one for one in rest if one not in left and one not in out)
        if not met:
            break
        # What was kept is written, or is part of more now: that is merged from the same time on.
        used = (*used, *met)
    earlier = tuple(sorted((*left, *made), key=lambda one: min(one.paths)))
    record = replace(without_memory_of(once.done.record, earlier), earlier=earlier)
    # That a page goes is told when its file goes.
    told = (one for one in once.done.problems if one.code != "N119" or one.path.removeprefix("docs/") in edited)
    return replace(once.done, writes=result.writes, record=record, problems=tuple(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """From where a merge begins: what was made, and the edited pages."""

    old: Record
    edited: _Edited

    @staticmethod
    def of(old: Record, edited: _Edited, groups: Sequence[Earlier], reader: Reader) -> _Start:
        pages = {page.path: page.text for one in groups for page in one.pages}
        back, _ = read_pages({path: text for path, text in pages.items() if text is not None}, reader)
        left = {path: page for path, page in edited.items() if path not in pages}
        both = left | back
        return _Start(old=rewound(old, groups), edited={path: both[path] for path in sorted(both)})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """What came of a merge: the files that it leaves (`texts`), those among them to be written or removed, from where it began."""

    start: _Start
    once: Once
    texts: Mapping[str, str | None]
    writes: tuple[tuple[str, str | None], ...]

    @staticmethod
    def of(start: _Start, once: Once, edited: _Edited) -> _Result:
        texts = {path: page.text for path, page in start.edited.items()} | dict(once.done.writes)
        gone = [path for path in edited if texts.get(path) is None]
        writes = [(path, text) for path, text in texts.items() if text is not None]
        return _Result(
            start=start,
            once=once,
            texts=texts | dict.fromkeys(gone),
            writes=(
                *((path, text) for path, text in writes if path not in edited or edited[path].text != text),
                *((path, None) for path in gone),
            ),
        )

    def leaves(self, one: Earlier, old: Record) -> bool:
        """Whether the pages of a group stand as they stood, and so does what was made of them."""
        written = {path for path, _ in self.writes}
        return not (written & one.paths or changed(old, self.once.done.record, one.paths))

    def earlier(self, choices: Iterable[Choice], merging: Merging) -> Iterator[Earlier]:
        """What is to be kept of where it began."""
        record = self.once.done.record
        start = self.start
        for one in earlier_of(start.old, start.edited, record, self.texts, self.once, choices):
            names = {name for name, path in record.paths.items() if path in one.paths}
            given = tuple(sorted(names & merging.given))
            yield replace(one, given=given, goals=tuple(goal for goal in merging.goals if names & {*goal.names}))


def _as_edited_since(
    one: Earlier, old: Record, edited: _Edited, merging: Merging, choices: tuple[Choice, ...]
) -> Earlier | None:
    """Pages that were kept with what an editor did to them since; None where that cannot be told, as it was done to what the machine
    made, or where what was made last would not come of it."""
    now = {page.path: edited[page.path].text if page.path in edited else None for page in one.pages}
    outside = {block.id for block in old.blocks if old.paths[block.id] not in one.paths}
    if outside & {block.id for _, _, block in one.blocks}:
        return None
    if all(_is_as_left(page, now[page.path]) for page in one.pages):
        return one
    pages: list[EarlierPage] = []
    for page in one.pages:
        text = page.text if _is_as_left(page, now[page.path]) else _rebased(page, now[page.path])
        if text is None and not _is_as_left(page, now[page.path]):
            return None
        pages.append(replace(page, text=text))
    since = replace(one, pages=tuple(pages))
    start = _Start.of(old, edited, (since,), merging.reader)
    if not _is_readable(since, merging.reader):
        return None
    patterns = {page.path: text for page in pages if page.text is None and (text := now[page.path]) is not None}
    last = replace(merging, new=old, texts=patterns, given=frozenset(one.given), goals=one.goals)
    once = last.once(start.old, start.edited, (*choices, *one.choices))
    result = _Result.of(start, once, edited)
    if once.done.waiting & one.paths or not all(
        _reads_alike(result.texts.get(path), now[path], merging.reader) for path in now
    ):
        return None
    made = result.earlier(one.choices, last)
    return next((other for other in made if other.paths == one.paths), None)


def _with_memory_of(
    groups: Iterable[Earlier], old: Record, edited: _Edited, merging: Merging, choices: tuple[Choice, ...]
) -> Record:
    """The record with what is known of an editor's work on pages from which no merge begins any more."""
    for one in groups:
        if not _is_readable(one, merging.reader):
            continue
        start = _Start.of(old, edited, (one,), merging.reader)
        now = {page.path: edited[page.path].text for page in one.pages if page.path in edited}
        last = replace(merging, new=old, texts=now, given=frozenset(one.given), goals=one.goals)
        once = last.once(start.old, start.edited, (*choices, *one.choices))
        if not once.done.waiting & one.paths:
            old = with_memory_of(old, one, once.done.record)
    return old


def _is_readable(one: Earlier, reader: Reader) -> bool:
    """Whether all files can be read: they could when they were kept, but what an editor has added since may stand in a head."""
    texts = {page.path: page.text for page in one.pages if page.text is not None}
    return read_pages(texts, reader)[0].keys() == texts.keys()


def _is_as_left(page: EarlierPage, now: str | None) -> bool:
    return page.left == ("" if now is None else digest(now))


def _rebased(page: EarlierPage, now: str | None) -> str | None:
    if page.text is None or now is None or not page.left:
        return None
    left = with_hunks(page.text, page.hunks)
    return with_both(left, now, page.text) if digest(left) == page.left else None


def _reads_alike(one: str | None, other: str | None, reader: Reader) -> bool:
    """Whether two files say the same, whatever their layout."""
    if one is None or other is None or one == other:
        return one == other
    sides, _ = read_pages({"one": one, "other": other}, reader)
    if len(sides) < 2:
        return False
    told = [
        [(b.content, b.level, tuple((box.id, box.kind) for box in b.boxes)) for b in page.lines]
        for page in sides.values()
    ]
    return told[0] == told[1] and sides["one"].given == sides["other"].given
