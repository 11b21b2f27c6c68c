"""What an editor is told of conflicts: each one, and the pages that wait for one elsewhere."""

from __future__ import annotations

from annals.merge.reconcile import Reconciled
from annals.model import Conflict, Given, Phrase, Problem
from annals.text.differences import abridged


def conflict_told(report: str, conflict: Conflict) -> Problem:
    """A conflict as an editor is told of it."""
    lines = [str(low) if low == high else f"{low}–{high}" for low, high in conflict.lines]
    gone = Phrase.of("gone")
    place: Given = ""
    if conflict.pages:  # Else it is a key of the front matter.
        place = Phrase.of("raw-lines", lines=lines) if lines else Phrase.of("put-in")
    # Who edits on the web copies the program's text from here: were a part of it left out, that part would be lost.
    base, mine, theirs = (*abridged((conflict.base, conflict.mine, conflict.theirs))[:2], conflict.theirs)
    return Problem.of(
        "E114",
        f"docs/{conflict.page}",
        conflict.line or None,
        block=f"{report}#{conflict.block}" if conflict.pages else conflict.block,
        place=place,
        page=conflict.page,
        mine=mine or gone,
        theirs=theirs or gone,
        base=base or Phrase.of("nothing-before"),
    )


def waiting(done: Reconciled) -> list[Problem]:
    """The pages without a conflict of their own that wait for one elsewhere."""
    own = {conflict.page for conflict in done.conflicts} | {
        problem.path.removeprefix("docs/") for problem in done.problems
    }
    others = sorted(path for path in done.waiting if path in done.record.matters and path not in own)
    named = [f"docs/{page}" for page in sorted(own)]
    return [Problem.of("N105", f"docs/{path}", others=named) for path in others]
