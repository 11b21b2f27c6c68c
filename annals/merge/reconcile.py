"""What editors have and what the machine would write, made one, once: which files to write, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from annals.markdown.read import Reader
from annals.markdown.write import NotReadBackError, compose_page
from annals.merge.edited import EditedPage
from annals.merge.heads import gone_with, open_again
from annals.merge.next_record import recorded
from annals.merge.page_writes import writes_of
from annals.merge.record import Record
from annals.merge.sides import Sides, held_back, matter_of, old_name, pages_of, sides_of
from annals.model import Choice, Conflict, Goal, Merged, Pages, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The page files to write (None: remove) and the record behind them; the conflicts that are
    left; the pages that wait for their decision, by their names in the base; other problems."""

    writes: tuple[tuple[str, str | None], ...]
    record: Record
    conflicts: tuple[Conflict, ...]
    waiting: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """What came of one merge; all that was merged, and what it became; the conflicts, decided ones, too, with the pages
    that each concerns; the pages that one change of the machine's ties together."""

    done: Reconciled
    sides: tuple[Pages, ...] = ()
    told: tuple[tuple[Conflict, frozenset[str]], ...] = ()
    ties: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What is merged into a report's edited pages: the record of what is made now (`new`), `texts` its pages as they are written
    where no editor was, `given` the headings whose level a person gave, `goals` where a person's corrections move blocks."""

    new: Record
    texts: Mapping[str, str]
    reader: Reader
    given: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()

    def once(
        self,
        old: Record,
        edited: Mapping[str, EditedPage],
        choices: tuple[Choice, ...],
        waiting: frozenset[str] = frozenset(),
        stood: tuple[str, ...] = (),
    ) -> Once:
        """Merge it into pages that were made as `old` says. A page with an undecided conflict waits as it is, and so do those
        that are known to be `waiting`, with all pages that one of its changes ties to it; the others are merged. `stood` are the
        sentences on the pages until now, where these are others."""
        new, texts = self.new, self.texts
        if _is_untouched(old, new, texts, edited):
            missing = tuple((path, text) for path, text in texts.items() if path not in edited)
            return Once(done=Reconciled(writes=missing, record=new, conflicts=(), waiting=frozenset(), problems=()))
        if not old.matters:
            # Pages without a record of what they were made from: all that differs is the editors'.
            matters = {path: matter for path, matter in new.matters.items() if path in edited}
            blocks = tuple(block for block in new.blocks if new.paths[block.id] in matters)
            old = replace(old, matters=matters, blocks=blocks, paths=new.paths)
        sides = sides_of(old, new, texts, edited, choices)
        return self._settled(old, replace(sides, given=self.given, goals=self.goals, stood=stood), waiting)

    def _settled(self, old: Record, sides: Sides, known: frozenset[str]) -> Once:
        compose = partial(compose_page, reader=self.reader)
        merged = sides.merged()
        known = _closure(known, merged.ties)
        told = (*merged.conflicts, *_matters(sides, merged))
        conflicts = tuple(conflict for conflict in told if not pages_of(conflict, merged) & known)
        stuck = known | {page for conflict in conflicts if not conflict.side for page in pages_of(conflict, merged)}
        problems: list[Problem] = []
        while True:
            waiting = _closure(stuck, merged.ties)
            held = held_back(sides, waiting)
            settled = held.merged() if waiting else merged
            try:
                writes = writes_of(held, settled, waiting, compose)
            except NotReadBackError as error:
                stuck |= {old_name(error.path, settled)}
                problems.append(Problem.of("E115", f"docs/{error.path}", detail=str(error)))
                continue
            break
        again = [conflict for found in open_again(held, settled).values() for conflict in found]
        done = Reconciled(
            writes=writes,
            record=recorded(old, self.new, held, waiting, conflicts, merged, settled),
            conflicts=tuple(conflict for conflict in (*conflicts, *again) if not conflict.side),
            waiting=waiting,
            problems=(*problems, *gone_with(held, settled)),
        )
        return Once(
            done=done,
            sides=(held.base, held.mine, held.theirs, dict(settled.pages)),
            told=tuple((conflict, pages_of(conflict, merged)) for conflict in conflicts),
            ties=settled.ties,
        )


def _is_untouched(old: Record, new: Record, texts: Mapping[str, str], edited: Mapping[str, EditedPage]) -> bool:
    """Whether there is nothing to merge: a report is new, or no editor was on any of its pages and the machine makes what it
    made last."""
    if edited.keys() != old.matters.keys() or old.heads:
        return False
    if not edited:
        return True
    as_made = edited.keys() == texts.keys() and all(page.text == texts[path] for path, page in edited.items())
    return as_made and (old.matters, old.paths, old.blocks) == (new.matters, new.paths, new.blocks)


def _closure(pages: frozenset[str], ties: Iterable[frozenset[str]]) -> frozenset[str]:
    """The pages with all that are tied to them, directly or through others."""
    found, left = set(pages), list(ties)
    while True:
        touching = [tie for tie in left if tie & found and not tie <= found]
        if not touching:
            return frozenset(found)
        for tie in touching:
            found |= tie


def _matters(sides: Sides, merged: Merged) -> tuple[Conflict, ...]:
    return tuple(conflict for path in sides.edited for conflict in matter_of(sides, path, old_name(path, merged))[1])
