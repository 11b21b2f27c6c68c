"""Front matter, key by key."""

from __future__ import annotations

from annals.model import Choice, Conflict, Side


def merge_matter(
    page: str, base: dict[str, str], mine: dict[str, str], theirs: dict[str, str], choices: tuple[Choice, ...]
) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """What must become of an editor's front matter: the keys that get another value, and the
    conflicts, decided or not. Keys are never taken out; a page new to the machine is its editor's."""
    known = {(choice.block, choice.base, choice.theirs): choice for choice in choices}
    changes: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for key, value in theirs.items():
        own = mine.get(key, "")
        if key not in base or value in (base[key], own):
            continue
        if own == base[key]:
            changes[key] = value
            continue
        choice = known.get((key, base[key], value))
        side = choice.decided(own) if choice else Side.OPEN
        conflicts.append(Conflict(page=page, line=0, block=key, base=base[key], mine=own, theirs=value, side=side))
        if side is Side.THEIRS:
            changes[key] = value
    return changes, tuple(conflicts)
