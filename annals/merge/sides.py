"""The three sides of a merge: what was generated last, what editors have, what is generated now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from annals.markdown.write import passages_of
from annals.merge.edited import EditedPage, edited_passages, front_of
from annals.merge.matter import merge_matter
from annals.merge.record import Record
from annals.merge.whole import merge_pages
from annals.merge.written_back import as_if_made, stems_and_written_back
from annals.model import Choice, Conflict, DraftPage, Goal, KeptHead, Merged, Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Everything that is merged, by path: drafts as generated last and now, texts as written last (their
    digests) and now, pages as edited, and each side as passages; what was decided about conflicts; `given` are the headings whose
    level a person gave, `goals` where corrections move blocks, `heads` those of pages that were made no more, by path, `stood` the sentences
    on the pages until now, where the merge does not begin there."""

    before: Mapping[str, DraftPage]
    after: Mapping[str, DraftPage]
    written: Mapping[str, str]
    texts: Mapping[str, str]
    edited: Mapping[str, EditedPage]
    base: Pages
    mine: Pages
    theirs: Pages
    choices: tuple[Choice, ...]
    given: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()
    heads: Mapping[str, KeptHead] = field(default_factory=dict)
    stood: tuple[str, ...] = ()

    def merged(self) -> Merged:
        return merge_pages(self.base, self.mine, self.theirs, self.choices, self.given, self.stood, self.goals)


def sides_of(
    old: Record,
    new: Record,
    texts: Mapping[str, str],
    edited: Mapping[str, EditedPage],
    choices: tuple[Choice, ...],
) -> Sides:
    """The sides of a report from its records and its edited pages; see `reconciled`."""
    before, after = old.pages(), new.pages()
    stems, again = stems_and_written_back(old, new, edited)
    made = {path: passages_of(path, page.blocks) for path, page in before.items()}
    was = as_if_made(before, again, new)
    return Sides(
        before=before,
        after=after,
        written=old.written,
        texts=texts,
        edited=edited,
        base={path: passages_of(path, page.blocks) for path, page in was.items()} if again else made,
        mine={path: edited_passages(page, stems[path], made) for path, page in edited.items()},
        theirs={path: passages_of(path, page.blocks) for path, page in after.items()},
        choices=choices,
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
