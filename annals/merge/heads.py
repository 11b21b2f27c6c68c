"""What an editor's head said of a page that is made no more: under it the page stands again when the machine makes it again."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from annals.markdown.front import Front, FrontError, fenced
from annals.merge.edited import front_of
from annals.merge.matter import merge_matter
from annals.merge.sides import Sides, old_name
from annals.model import Choice, Conflict, KeptHead, Matter, Merged, Passage, Problem, Side
from annals.text.veil import Veil


def goes(sides: Sides, path: str, name: str, content: tuple[Passage, ...]) -> bool:
    """Whether the page `path`, generated last as `name`, goes: it was the machine's, which makes it no more, and nothing is left
    on it."""
    return not content and name not in sides.after and path in sides.edited and name in sides.before


def taken_off(sides: Sides, merged: Merged) -> tuple[KeptHead, ...]:
    """The heads of the pages that go, those that are not as the machine wrote them."""
    found = []
    for path, content in merged.pages:
        name = old_name(path, merged)
        if not goes(sides, path, name, content):
            continue
        made, text = sides.before[name].matter, sides.edited[path].text[: sides.edited[path].front.after]
        if text != fenced(front_of(made)):
            found.append(KeptHead(page=name, path=path, text=text, made=made))
    return tuple(found)


def put_on(sides: Sides, merged: Merged) -> dict[str, KeptHead]:
    """The known heads of the pages that are made again and written now, by the path that the machine gives those; `path` of each
    is where it stands now: where the editor had it, unless another page has that name."""
    there = {path for path, content in merged.pages if path in sides.edited or content}
    return {
        path: replace(sides.heads[path], path=path if sides.heads[path].path in there else sides.heads[path].path)
        for path, content in merged.pages
        if content and path in sides.heads and path in sides.after and path not in sides.edited
    }


def left_off(sides: Sides, merged: Merged) -> tuple[KeptHead, ...]:
    """The heads whose pages are away still, and those whose pages go, by name. A page that is there once more has its own."""
    done = put_on(sides, merged).keys() | (sides.edited.keys() & sides.after.keys())
    found = {name: head for name, head in sides.heads.items() if name not in done}
    found |= {head.page: head for head in taken_off(sides, merged)}
    return tuple(found[name] for name in sorted(found))


def head_again(head: KeptHead, now: Matter, choices: tuple[Choice, ...]) -> tuple[dict[str, str], tuple[Conflict, ...]]:
    """What must become of a head when its page is made again, with front matter as it is `now`; see `merge_matter`."""
    return merge_matter(head.path, front_of(head.made), given_in(head.text), front_of(now), choices)


def open_again(sides: Sides, merged: Merged) -> dict[str, tuple[Conflict, ...]]:
    """The conflicts that nobody has decided in heads that are put on again, by the path that the machine gives their pages. No
    page waits for one: an editor's value stands, and is asked about, as without the page its text would stand nowhere."""
    found = {}
    for name, head in put_on(sides, merged).items():
        _, conflicts = head_again(head, sides.after[name].matter, sides.choices)
        found[name] = tuple(one for one in conflicts if one.side is Side.OPEN)
    return found


def as_asked(matter: Matter, conflicts: Iterable[Conflict]) -> Matter:
    """What is recorded of the front matter of a page with these conflicts: what was generated before, so that they are found
    again."""
    return replace(matter, **{one.block: one.base for one in conflicts})


def gone_with(sides: Sides, merged: Merged) -> tuple[Problem, ...]:
    """What is told of pages that go with an editor's values in their heads."""
    found = []
    for head in taken_off(sides, merged):
        made = front_of(head.made)
        keys = tuple(key for key, value in given_in(head.text).items() if made.get(key) != value)
        if keys:
            found.append(Problem.of("N119", f"docs/{head.path}", keys=keys))
    return tuple(found)


def without_words_in(heads: Iterable[KeptHead], veil: Veil) -> tuple[KeptHead, ...]:
    """The heads without the words that are taken down; one that cannot be read without them is not kept."""
    found = []
    for head in heads:
        covered = replace(head, text=veil.over(head.text), made=replace(head.made, title=veil.over(head.made.title)))
        with suppress(FrontError):
            given_in(covered.text)
            found.append(covered)
    return tuple(found)


def given_in(text: str) -> dict[str, str]:
    """The keys of a head with their values as text. Raises FrontError."""
    return {key: str(value) for key, value in Front.of(text).values.items()}
