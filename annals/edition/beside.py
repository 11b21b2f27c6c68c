"""The `.yml` beside a raw file, also where somebody has taken it away: corrections, and what was taken down, do not end because a
file is missing."""

from __future__ import annotations

from pathlib import Path

from annals.edition.intake import Intake, take_in
from annals.edition.last_commit import committed_texts
from annals.edition.restoring import to_restore
from annals.merge.record import salvaged
from annals.model import Beside, Phrase, Problem

_WITHHELD = "withheld:\n"
"""What a lost `.yml` that withheld its report is read as: nobody knows why, and it is withheld all the same."""


def yml_beside(root: Path, path: str, base: str) -> Intake:
    """What the `.yml` at a path from the root says; `base` is the record of what its report was made from last. Where that
    had a `.yml` and there is none now, or an empty one, the last commit's counts (E148); without that the text is None, or says
    only that the report is withheld. One line, a comment too, is enough for a file that has nothing more to say."""
    file = root / path
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        return Intake(text="", problem=Problem.of("W103", path))
    found = take_in(file, path)
    said = salvaged(base).beside if found.text is not None and not found.text.strip() else None
    if said is None:
        return found

    def told(source: Phrase) -> Problem:
        return Problem.of("E148", path, cure=to_restore(root, path), source=source)

    text = committed_texts(root, [path]).get(path, "")
    if text.strip():
        return Intake(text=text, problem=told(Phrase.of("as-committed")))
    return Intake(text=_WITHHELD if said is Beside.WITHHELD else None, problem=told(Phrase.of("as-it-stands")))
