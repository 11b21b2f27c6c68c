"""The three sides of a merge: what was generated last, with all that is known of it, what editors have, what is generated now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annals.markdown.write import passages_of
from annals.merge.agreed import agreed_before, as_put_now
from annals.merge.boxes import boxes_of, without
from annals.merge.edited import EditedPage, edited_passages, front_of
from annals.merge.former import as_before, with_taken_out
from annals.merge.goals import Leads, as_not_led
from annals.merge.kept import as_taken_out, due, put_back, still_away
from annals.merge.matter import merge_matter
from annals.merge.recalling import Recalled, recalled
from annals.merge.record import Record
from annals.merge.whole import merge_pages
from annals.merge.written_back import stems_and_written_back
from annals.model import Choice, Conflict, DraftPage, Former, Goal, KeptHead, Merged, Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Everything that is merged, by path: drafts as generated last and now, texts as written last (their
    digests) and now, pages as edited, and each side as passages; what was decided about conflicts; and what is known of blocks
    that the machine leaves as they are. `goals` are where corrections move blocks, `led` the blocks that stood there beside what an
    editor put elsewhere: in `mine` they stand as if nobody had led them. `alike` were put in the same place by both. `stood` are the edited pages as passages without what is put back into `mine`;
    `heads` are those of pages that were made no more, by path."""

    before: Mapping[str, DraftPage]
    after: Mapping[str, DraftPage]
    written: Mapping[str, str]
    texts: Mapping[str, str]
    edited: Mapping[str, EditedPage]
    base: Pages
    mine: Pages
    theirs: Pages
    choices: tuple[Choice, ...]
    stood: Pages
    recalled: Recalled
    formers: tuple[Former, ...] = ()
    alike: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()
    led: frozenset[str] = frozenset()
    heads: Mapping[str, KeptHead] = field(default_factory=dict)

    def merged(self) -> Merged:
        leads = Leads(goals=self.goals, led=self.led)
        return merge_pages(self.base, self.mine, self.theirs, self.choices, self.given, self._recalled_from(), leads)

    def _recalled_from(self) -> Pages | None:
        return self.stood if self.recalled.used else None


def sides_of(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: Mapping[str, EditedPage],
    choices: tuple[Choice, ...],
) -> Sides:
    """The sides of a report from its records and its edited pages; see `reconciled`."""
    before, after = old.pages(), new.pages()
    base = {path: passages_of(path, page.blocks) for path, page in before.items()}
    theirs = {path: passages_of(path, page.blocks) for path, page in after.items()}
    stems, by_hand = stems_and_written_back(old, new, edited)
    mine = {path: edited_passages(page, stems[path], base) for path, page in edited.items()}
    made = {block.id: block for block in new.blocks}
    kept = tuple(one for one in old.kept if not any(one.led))
    back = due(kept, made, (*old.paths, *(block.id for former in by_hand for block in former.blocks)))
    stood = mine
    mine, led = as_not_led(mine, old.kept, base)
    mine = put_back(mine, back, made, still_away(kept, made))
    again = recalled(before, mine, old.arranged, made, (base, theirs))
    mine = again.mine
    was = with_taken_out(again.pages, (*old.formers, *as_taken_out(back, made), *by_hand), made, new.paths)
    used = {name for one in again.used for name in one.names}
    known = (former for former in old.formers if former.names and not used & set(former.names))
    was, formers = as_before(was, known, made, mine, base)
    alike = agreed_before(kept, stood, base) & made.keys()
    if was != before:
        last = boxes_of(base)
        base = again.boxed_as(base, {path: passages_of(path, page.blocks) for path, page in was.items()})
        # What an editor wrote into a box that the machine made is in none when all that was generated is recalled out of it.
        filled = {box.id for passages in mine.values() for passage in passages if passage.id for box in passage.boxes}
        mine = without(mine, last - boxes_of(base) - boxes_of(theirs) - filled)
    base = as_put_now(base, alike, theirs)
    return Sides(
        before=before,
        after=after,
        written=old.written,
        texts=texts,
        edited=edited,
        base=base,
        mine=mine,
        theirs=theirs,
        choices=(*choices, *(choice for one in again.used for choice in one.choices)),
        stood=stood,
        recalled=again,
        formers=formers,
        alike=alike,
        led=led,
        heads={head.page: head for head in old.heads},
    )


def pages_of(conflict: Conflict, merged: Merged) -> frozenset[str]:
    """The pages that wait for a conflict, by their names in the base."""
    old_names = {new: old for old, new in merged.renamed}
    return conflict.pages or frozenset({old_names.get(conflict.page, conflict.page)})


def held_back(sides: Sides, waiting: frozenset[str]) -> Sides:
    """The sides as if the machine had changed nothing on the waiting pages."""
    after = {path: page for path, page in sides.after.items() if path not in waiting}
    after |= {path: page for path, page in sides.before.items() if path in waiting}
    theirs = {path: sides.base[path] if path in waiting else sides.theirs[path] for path in after}
    return replace(sides, after=after, theirs=theirs)


def old_name(path: str, merged: Merged) -> str:
    """The name in the base of a page that an editor may have renamed."""
    return next((old for old, new in merged.renamed if new == path), path)


def matter_of(sides: Sides, path: str, name: str) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """What must become of the front matter of a page (`path`, in the base `name`); see `merge_matter`."""
    before, after = sides.before.get(name), sides.after.get(name)
    if before is None or after is None:
        return {}, ()
    return merge_matter(path, front_of(before.matter), sides.edited[path].given, front_of(after.matter), sides.choices)
