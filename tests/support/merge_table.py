"""A table of what an editor and the machine do to the same block, and what comes of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from random import Random

from annals.merge.edited import read_pages
from annals.merge.from_earlier import reconciled
from annals.merge.reconcile import Merging, Reconciled
from annals.merge.record import Record
from annals.model import BlockKind, Choice, Conflict, Side
from tests.support.merge_edits import (
    EDITS,
    Edit,
)
from tests.support.merge_reports import (
    HAN,
    READER,
    Report,
    files,
    report,
    sentence,
    texts,
)
from tests.support.merge_runs import (
    RUNS,
    Run,
    put_in_form,
)


@dataclass
class Case:
    """Both operations on one block, and what came of them."""

    edit_name: str
    run_name: str
    report: Report
    old: Record
    new: Record
    made: dict[str, str]
    edited: dict[str, str]
    edit: Edit
    run: Run
    torn: bool
    done: Reconciled
    alike: bool = False
    """Both did the same to the block, but for a word."""

    @property
    def result(self) -> dict[str, str]:
        return applied(self.edited, self.done)


def applied(before: dict[str, str], done: Reconciled) -> dict[str, str]:
    """The files after the writes."""
    found = dict(before)
    for path, text in done.writes:
        if text is None:
            del found[path]
        else:
            found[path] = text
    return found


def merged(
    old: Record, new: Record, made: dict[str, str], edited: dict[str, str], choices: tuple[Choice, ...] = ()
) -> Reconciled:
    pages, problems = read_pages(edited, READER)
    assert not problems
    return reconciled(old, pages, Merging(new=new, texts=made, reader=READER), (*old.choices, *choices))


def operation(name: str) -> str:
    """What is done to the block, a mended word apart."""
    return name.removesuffix(" word")


def case(edit_name: str, run_name: str, seed: int) -> Case:
    random = Random(f"{edit_name} {run_name} {seed}")
    before = report(random)
    torn = run_name == "join" and random.random() < 0.7
    if torn:
        whole, following = sentence(random), before.home.blocks[before.block + 1]
        before.target.sentences.pop()
        middle = random.randrange(5, len(whole) - 4)
        before.target.sentences.append(whole[:middle])
        following.sentences.insert(0, whole[middle:])
    if "part" in (operation(edit_name), operation(run_name)):
        before.target.sentences.insert(0, "".join(random.sample(HAN, 8)) + ".")
    if "text" in (edit_name, run_name):
        before.section = max(1, before.section)
    alike = operation(edit_name) == operation(run_name) and bool(seed % 2)
    if alike:
        before.low, before.title = random.randrange(1, len(before.target.sentences)), "".join(random.sample(HAN, 8))
    if "item" in (edit_name, run_name):
        before.target.kind = random.choice([BlockKind.PARAGRAPH, BlockKind.ITEM])
    if "box" in (edit_name, run_name):
        put_in_form(before.target, random.choice(["", "timeline"]))
    old, written = before.base()
    edit = Edit(files(written))
    EDITS[edit_name](edit, before, random)
    after, run = copy.deepcopy(before), Run()
    RUNS[run_name](run, after, random)
    new, made = after.base()
    edited = texts(edit.files)
    done = merged(old, new, made, edited)
    return Case(edit_name, run_name, before, old, new, made, edited, edit, run, torn, done, alike)


def many(seed: int) -> Case:
    """Several operations of each side on any blocks, before they are merged once."""
    random = Random(f"many {seed}")
    before = report(random)
    old, written = before.base()
    edit, names = Edit(files(written)), []
    for name in random.choices(list(EDITS), k=random.randint(2, 5)):
        step, spot = copy.deepcopy(edit), copy.copy(before)
        spot.section, spot.block = random.randint(0, 4), random.randint(0, 1)
        try:
            EDITS[name](step, spot, random)
        except StopIteration:
            continue  # An edit before has changed what this one looks for.
        names.append(name)
        edit = Edit(
            step.files,
            list(dict.fromkeys((*edit.added, *step.added))),
            list(dict.fromkeys((*edit.removed, *step.removed))),
            renamed=edit.renamed | step.renamed,
        )
    after, run, runs = copy.deepcopy(before), Run(), []
    for name in random.choices(list(RUNS), k=random.randint(1, 4)):
        made_now = Run()
        after.section, after.block = random.randrange(len(after.sections)), random.randint(0, 1)
        if len(after.home.blocks) < after.block + 2 or len(after.target.sentences) < 2 or after.home.level > 2:
            continue
        RUNS[name](made_now, after, random)
        runs.append(name)
        run = Run([*run.added, *made_now.added], [*run.removed, *made_now.removed])
    new, made = after.base()
    now = "".join(made.values())
    run.added = [text for text in run.added if text in now]
    edited = texts(edit.files)
    done = merged(old, new, made, edited)
    return Case("+".join(names), "+".join(runs), before, old, new, made, edited, edit, run, False, done)


def chosen(conflicts: tuple[Conflict, ...], side: str) -> tuple[Choice, ...]:
    return tuple(Choice(block=c.block, base=c.base, mine=c.mine, theirs=c.theirs, side=Side(side)) for c in conflicts)
