"""What is published of report pages that cannot be read or are not there (DESIGN §5, What cannot be read)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from annals.markdown.front import FrontError, fenced
from annals.markdown.head import beheaded, conflict_mark
from annals.markdown.read import Reader
from annals.merge.align import stems_of
from annals.merge.edited import NEEDED, EditedPage, front_of, read_pages
from annals.merge.record import Record
from annals.model import DraftPage, Matter, Phrase, Problem, Trust, further_name

_Write = Callable[[DraftPage], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The pages by path, those included that stand in; which those are, with their texts; the causes. `wanted` are
    the paths for which the last commit was asked for."""

    pages: dict[str, EditedPage]
    instead: Mapping[str, str]
    problems: tuple[Problem, ...]
    wanted: tuple[str, ...]


def standing_pages(
    texts: Mapping[str, str],
    record: Record,
    committed: Mapping[str, str],
    withdrawn: Collection[str],
    write: _Write,
    reader: Reader,
) -> Standing:
    """The pages of a report from their texts. In place of one whose head is broken: its own body under the head that
    place and record give. Of one that git's marks cut up, or that is not there: the last commit's (`committed`, by
    path), else the record's; an empty file is none, and for a `withdrawn` one
    (path) nothing stands in."""
    texts = {path: text for path, text in texts.items() if text.strip() or path not in record.matters}
    marked = {path for path, text in texts.items() if conflict_mark(text)}
    pages, faults = read_pages({path: text for path, text in texts.items() if path not in marked}, reader)
    broken = {path for path in texts if path not in pages and path not in marked}
    hollow = {path: page for path, page in pages.items() if path in record.matters and not page.blocks()}
    pages = {path: page for path, page in pages.items() if path not in hollow}
    headless = {path for path, page in pages.items() if _is_headless(page)}
    instead = {path: _under_known_head(path, texts[path], record) for path in sorted(broken | headless)}
    known, _ = read_pages(instead, reader)
    pages |= known
    lost = {path: page for path, page in _lost(record, pages, marked).items() if path not in withdrawn}
    pages |= {path: page for path, page in hollow.items() if path not in lost}
    drafts = record.pages()
    for path in sorted(marked | lost.keys()):
        whole = path in marked or len(lost[path].blocks) == len(drafts[path].blocks)
        text = _usable(committed.get(path, ""), reader) if whole else ""
        if not text and path in drafts:
            text = write(lost.get(path, drafts[path]))
        if text:
            instead[path] = text
    stood, _ = read_pages({path: text for path, text in instead.items() if path not in pages}, reader)
    unfenced = [Problem.of("E201", f"docs/{path}", 1, wrong=_no_head(texts[path])) for path in sorted(headless)]
    gone = [_gone(path, path in committed) for path in sorted(lost.keys() - marked)]
    wanted = tuple(sorted((marked | lost.keys()) - committed.keys()))
    return Standing(
        pages=dict(sorted((pages | stood).items())),
        instead=instead,
        problems=(*gone, *faults, *unfenced),
        wanted=wanted,
    )


def _gone(path: str, has_commit: bool) -> Problem:
    source = Phrase.of("as-committed") if has_commit else Phrase.of("as-recorded")
    cure = Phrase.of("page-restore", page=path) if has_commit else Phrase.of("page-again", page=path)
    return Problem.of("E221", f"docs/{path}", page=path, source=source, cure=cure)


def _is_headless(page: EditedPage) -> bool:
    """Whether a page begins with a head whose lines of dashes are no such lines."""
    return not page.front.values and beheaded(page.text) != page.text


def _no_head(text: str) -> Phrase:
    """Why a page has no head: it is not where a head is looked for, or is none."""
    if text[:1].isspace() and text.lstrip().startswith("---"):
        return Phrase.of("head-not-first")
    if _begun.match(text):
        return Phrase.of("head-not-closed")
    return Phrase.of("missing-keys", keys=NEEDED)


_begun = re.compile(r"(?:[ \t]*+[-—–－]{2,}[ \t]*+\n)?[ \t]*+[a-z_]+[ \t]*+[:：]")
"""A line of dashes or a key: a head was meant."""


def _usable(text: str, reader: Reader) -> str:
    if not text or conflict_mark(text):
        return ""
    try:
        front = reader.front(text)
    except FrontError:
        return ""
    return text if all(key in front.values for key in NEEDED) else ""


def _under_known_head(path: str, text: str, record: Record) -> str:
    report, _, name = path.rpartition("/")
    slug, _ = further_name(path)
    known = record.matters.get(path) or Matter(title=name.removesuffix(".md"), report=report, topic=slug)
    # Whoever read the page named it in a head that nobody can read.
    return fenced(front_of(replace(known, status=Trust.UNREAD))) + "\n" + beheaded(text).lstrip("\n")


def _lost(record: Record, pages: Mapping[str, EditedPage], marked: set[str]) -> dict[str, DraftPage]:
    """What the record has of pages that are not there, and whose blocks stand on no other page."""
    away = {path: page for path, page in record.pages().items() if path not in pages}
    if not away:
        return {}
    stems = stems_of(record.blocks, record.paths, {path: page.blocks() for path, page in pages.items()})
    kept = {block.id for found in stems.values() for stem in found for block in stem.blocks()}
    found = {}
    for path, page in away.items():
        names = {block.id for block in page.blocks if block.id not in kept and not block.nameless}
        above = {block.above for block in page.blocks if block.id in names}
        blocks = tuple(b for b in page.blocks if b.id in names or (b.nameless and b.id in above))
        if names or path in marked:
            found[path] = replace(page, blocks=blocks if names else page.blocks)
    return found
