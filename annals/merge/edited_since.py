"""Pages as an editor had them before the machine changed them, with what the editor has done to them since."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace

from annals.markdown.head import unbalanced
from annals.markdown.read import Reader
from annals.markdown.write import on_page
from annals.merge.beginning import Edited, Result, Start, is_readable, sentences_on
from annals.merge.earlier import blocks_on
from annals.merge.earlier_written import without_written_back
from annals.merge.edited import EditedPage, read_pages
from annals.merge.partly_now import beginning_partly_now, touched
from annals.merge.rebased import Files, hunks_of, with_both, with_hunks
from annals.merge.reconcile import Merging
from annals.merge.record import Record, digest
from annals.merge.redone import OPENS, done_again
from annals.model import Choice, Earlier, EarlierPage, Hunk, Status
from annals.text.sentences import TELLING


def as_edited_since(
    one: Earlier, old: Record, edited: Edited, merging: Merging, choices: tuple[Choice, ...]
) -> Earlier | None:
    """Pages that were kept with what an editor did to them since; None where that cannot be told, as it was done to what the machine
    made, or where what was made last would not come of it."""
    now = {page.path: edited[page.path].text if page.path in edited else None for page in one.pages}
    outside = {block.id for block in old.blocks if old.paths[block.id] not in one.paths}
    if outside & {block.id for _, _, block in one.blocks}:
        return None
    if all(page.left == _digest(now[page.path]) for page in one.pages):
        return one
    met = without_written_back(_with_pages_met(one, old, edited), old, edited, merging.reader)
    if met is None:
        return None
    one = met
    now = {page.path: edited[page.path].text if page.path in edited else None for page in one.pages}
    for since, exact in _ways(one, now, old, edited, merging.reader):
        made = made_again(since, old, edited, merging, choices, exact=exact)
        if made is not None:
            stand = {path: edited[path].text if path in edited else None for path in made.paths}
            left = (replace(p, left=_digest(stand[p.path]), hunks=_hunks(p, stand)) for p in made.pages)
            return replace(made, pages=tuple(left))
    return None


def made_again(
    since: Earlier, old: Record, edited: Edited, merging: Merging, choices: tuple[Choice, ...], *, exact: bool
) -> Earlier | None:
    """Pages from which what was made last gives what stands there now; None where it gives something else, if not `exact` elsewhere
    than in what corrections that are gone now had put somewhere."""
    if not is_readable(since, merging.reader):
        return None
    now = {page.path: edited[page.path].text if page.path in edited else None for page in since.pages}
    start = Start.of(old, edited, (since,), merging.reader)
    patterns = {page.path: text for page in since.pages if page.text is None and (text := now[page.path]) is not None}
    last = replace(merging, new=old, texts=patterns, given=frozenset(since.given), goals=since.goals)
    stood = sentences_on(edited, (since,))
    once = last.once(start.old, start.edited, (*choices, *since.choices), stood=stood)
    # What an editor moved out of a page leaves behind there what the machine put around it.
    result = Result.of(start, replace(once, ties=(*once.ties, since.paths)), edited)
    again = {path: result.texts.get(path) for path in now}
    stand = {path: page.text for path, page in edited.items()}
    led = frozenset[str]() if exact else _led_no_more(old, since, merging)
    put_in = frozenset[str]() if exact else _put_in_no_more(old, merging)
    if once.done.waiting & since.paths or not _read_alike(again, now, led | put_in, merging.reader):
        return None
    if any(_times(text, result.texts) != _times(text, stand) for text in led):
        return None
    taken = {path for other in old.earlier for path in other.paths if not other.paths <= since.paths}
    # What an editor put on another page since ties that to them.
    return next((one for one in result.earlier(since.choices, last) if since.paths <= one.paths - taken), None)


def _with_pages_met(one: Earlier, old: Record, edited: Edited) -> Earlier:
    """The pages, and those on which an editor has put lines of them since; as they were before that."""
    left = {line for page in one.pages if page.left for line in with_hunks(page.text, page.hunks).split("\n")}
    now = {line for path in one.paths & edited.keys() for line in edited[path].text.split("\n")}
    gone = {line for line in left - now if len(line) >= TELLING}
    taken = {path for other in old.earlier for path in other.paths}
    pages: list[EarlierPage] = []
    for path in sorted(edited.keys() - taken if gone else ()):
        lines = edited[path].text.split("\n")
        rest = [
            line
            for at, line in enumerate(lines)
            if not {line, *lines[at - 1 : at]} & gone or (line.strip() and line not in gone)
        ]
        if len(rest) < len(lines):
            text = "\n".join(rest)
            made, written = old.matters.get(path), old.written.get(path, "")
            pages.append(EarlierPage(path=path, made=made, written=written, text=text, left=digest(text)))
    met = {page.path for page in pages}
    return replace(one, pages=(*one.pages, *pages), blocks=(*one.blocks, *blocks_on(old, met)))


def _ways(one: Earlier, now: Files, old: Record, edited: Edited, reader: Reader) -> Iterator[tuple[Earlier, bool]]:
    """What may be the pages with what an editor did to them since; and whether what was made last has to come of them exactly."""
    for texts, exact in _rebased(one, now):
        yield replace(one, pages=tuple(replace(page, text=texts[page.path]) for page in one.pages)), exact
    partly = beginning_partly_now(one, touched(one, old, edited, reader), old, edited, reader)
    if partly is not None:
        yield partly, True


def _rebased(one: Earlier, now: Files) -> Iterator[tuple[Files, bool]]:
    """The pages as they were with what an editor did to them since, in ways that may tell it: line by line, wherever the machine put
    lines; and whether what was made last has to come of them exactly. Where it need not, lines are followed:
    what an editor wrote behind one is of that."""
    were = {page.path: page.text for page in one.pages}
    left = {page.path: with_hunks(page.text, page.hunks) if page.left else None for page in one.pages}
    if any(_digest(left[page.path]) != page.left for page in one.pages):
        return
    # Between the lines around which an editor put a box others may have stood.
    first = (done_again, _page_by_page) if _boxes_in(now) > _boxes_in(left) else (_page_by_page, done_again)
    for way, exact in ((first[0], True), (first[1], True), (done_again, False)):
        found = way(left, now, were)
        if found is not None and not any(_has_half_a_box(found[path]) > _has_half_a_box(now[path]) for path in now):
            yield found, exact


def _boxes_in(files: Files) -> int:
    return sum((text or "").count(OPENS) for text in files.values())


def _has_half_a_box(text: str | None) -> bool:
    return bool(unbalanced(text or ""))


def _page_by_page(left: Files, now: Files, were: Files) -> Files | None:
    found: dict[str, str | None] = {}
    for path, text in were.items():
        before, after = left[path], now[path]
        if before == after:
            found[path] = text
        elif (
            text is None
            or before is None
            or after is None
            or (both := with_both(before, after, text, within=False)) is None
        ):
            return None
        else:
            found[path] = both
    return found


def _digest(text: str | None) -> str:
    return "" if text is None else digest(text)


def _hunks(page: EarlierPage, now: Files) -> tuple[Hunk, ...]:
    text = now[page.path]
    return () if text is None else hunks_of(page.text, text)


def _led_no_more(old: Record, one: Earlier, merging: Merging) -> frozenset[str]:
    """What corrections put beside other blocks and do no more: where an editor moved those away from it, nobody but the machine had
    put it where it stands."""
    still = {name for goal in merging.goals for name in goal.names}
    led = {name for goal in one.goals for name in goal.names} - still
    return frozenset(on_page(block.content).markdown for block in old.blocks if block.id in led)


def _put_in_no_more(old: Record, merging: Merging) -> frozenset[str]:
    """The headings that corrections put in and do no more: they went along with the block below them."""
    out = (block for block in old.blocks if block.status is Status.INSERTED and block.id not in merging.new.paths)
    return frozenset(on_page(block.content).markdown for block in out)


def _times(text: str, files: Files) -> int:
    return sum((page or "").count(text) for page in files.values())


def _read_alike(one: Files, other: Files, apart: Container[str], reader: Reader) -> bool:
    """Whether two sets of files say the same, whatever their layout, and wherever that stands which is told `apart`."""
    if one == other:
        return True
    there = [{path: text for path, text in files.items() if text is not None} for files in (one, other)]
    sides = [read_pages(files, reader)[0] for files in there]
    if sides[0].keys() != sides[1].keys() or any(sides[0][path].given != sides[1][path].given for path in sides[0]):
        return False
    told = [[_told(page, ()) for page in pages.values()] for pages in sides]
    rest = [[_told(page, apart) for page in pages.values()] for pages in sides]
    return told[0] == told[1] or (bool(apart) and rest[0] == rest[1])


def _told(page: EditedPage, apart: Container[str]) -> list[tuple[object, ...]]:
    lines = [line for line in page.lines if line.content.markdown not in apart]
    # Where a heading that was put in parts a box in two, it is one without that.
    return [(b.content, b.level, tuple(box.kind if apart else (box.id, box.kind) for box in b.boxes)) for b in lines]
