"""What an edit tore apart or pushed together: notes and their marks, headings and the text under them, a paragraph in the middle of
another. Seen against what the program wrote: what a report has so itself is none of the editor's doing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from annals.markdown.front import Front
from annals.markdown.read import text_of
from annals.model import Block, BlockKind, Phrase, Placed, Problem, Report
from annals.text.characters import excerpt, letters

_LEAST = 30
"""Letters; what is shorter may stand in a paragraph by chance."""
_SHOWN = 20
_sign = re.compile("[①-⑳]")
_code = re.compile(r"`[^`\n]{1,200}`")
_fences = ("```", "~~~")
_named = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s^]{1,20})\](?P<note>:)?")


def torn_in(reports: Iterable[Report], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Such places on pages (`fronts`, by path under docs/)."""
    reports = tuple(reports)
    noted = {path: front for path, front in fronts.items() if "[^" in front.body}
    made = {
        page.path: "\n\n".join(it.content.markdown for it in report.blocks if report.paths[it.id] == page.path)
        for report in reports
        for page in report.pages
        if page.path in noted
    }
    for path, front in noted.items():
        yield from _named_notes(path, front, made.get(path, ""))
    for report in reports:
        texts: dict[str, list[str]] = {}
        for block in report.blocks:
            texts.setdefault(report.paths[block.id], []).append(text_of(block.content))
        follows = {
            first.id: second
            for first, second in pairwise(report.blocks)
            if first.section is not None and second.section is None
        }
        for page in report.pages:
            if page.path in fronts:
                front, placed = fronts[page.path], tuple(page.placed)
                yield from _signed_notes(texts.get(page.path, ()), page.path, front, placed)
                own = {name: block for name, block in follows.items() if report.paths[block.id] == page.path}
                yield from _bare_headings(own, page.path, front, placed)
                yield from _swallowed(page.path, front, placed)


def _named_notes(path: str, front: Front, made: str) -> Iterator[Problem]:
    """Marks as `[^1]` without a note, and notes `[^1]: …` without a mark, but what the program had `made` so."""
    body = _without_code(front.body)
    notes, marks = _names(body)
    told, given = (set(one) for one in (notes & marks, notes ^ marks))
    told |= set.symmetric_difference(*_names(made)) & given
    for one in _named.finditer(body):
        if one["name"] not in told:
            told.add(one["name"])
            line = front.lines_before + body.count("\n", 0, one.start()) + 1
            yield _torn(path, front, line, f"[^{one['name']}]", is_note=_is_note(body, one))


def _without_code(body: str) -> str:
    """The same lines, those of code empty and what is code in others blank."""
    lines, inside = [], False
    for line in body.split("\n"):
        fence = line.lstrip(" ").startswith(_fences)
        lines.append("" if fence or inside else _code.sub(lambda one: " " * len(one[0]), line))
        inside = inside != fence
    return "\n".join(lines)


def _names(body: str) -> tuple[set[str], set[str]]:
    """The names of notes and of marks."""
    found = list(_named.finditer(body))
    notes = {one["name"] for one in found if _is_note(body, one)}
    return notes, {one["name"] for one in found if not _is_note(body, one)}


def _is_note(body: str, match: re.Match[str]) -> bool:
    before = body[body.rfind("\n", 0, match.start()) + 1 : match.start()]
    return match["note"] is not None and not before.strip(" >")


def _torn(path: str, front: Front, line: int, mark: str, *, is_note: bool) -> Problem:
    """That a note is left without its mark, or a mark without its note."""
    what, cure = Phrase.of("torn-mark", mark=mark), Phrase.of("torn-mark-so")
    if is_note:
        what, cure = Phrase.of("torn-note", mark=mark), Phrase.of("torn-note-so")
    return Problem.of("W221", f"docs/{path}", line, excerpt=excerpt(front.text, line), what=what, cure=cure)


def _signed_notes(made: Sequence[str], path: str, front: Front, placed: tuple[Placed, ...]) -> Iterator[Problem]:
    """Signs as ① of which the program had written both the mark and the note in the texts that it `made`, and one is gone."""
    paired = _heads(made) & _inner(made)
    if not paired:
        return
    texts = [one.text for one in placed]
    heads, inner = _heads(texts), _inner(texts)
    for sign in sorted(paired & (heads ^ inner)):
        lost = sign not in heads
        at = next(one for one in placed if sign in one.text[1 if lost else 0 :])
        yield _torn(path, front, at.block.line, sign, is_note=not lost)


def _heads(texts: Iterable[str]) -> set[str]:
    return {match[0] for text in texts if (match := _sign.match(text))}


def _inner(texts: Iterable[str]) -> set[str]:
    return {match[0] for text in texts for match in _sign.finditer(text, 1)}


def _bare_headings(
    follows: Mapping[str, Block], path: str, front: Front, placed: tuple[Placed, ...]
) -> Iterator[Problem]:
    """Headings with nothing under them: whose text, as it was made, stands elsewhere on the page, or that an editor wrote over what
    a correction took out, or below another heading now. `follows`: what was made to follow each heading on it, by its id."""
    standing = {block.id: one for one in placed for block in one.stem.blocks()}
    for one, behind in zip(placed, (*placed[1:], None), strict=False):
        below = follows.get(one.origin.id) if one.is_heading and one.origin is not None else None
        bare = behind is None or (behind.is_heading and (behind.block.level or 0) <= (one.block.level or 0))
        other = standing.get(below.id) if below is not None else None
        shown, why, cure = excerpt(front.text, one.block.line), Phrase.of("torn-bare"), Phrase.of("torn-bare-so")
        # What an editor made a heading of stands where it did.
        if bare and other is not None and not other.is_heading:
            place, begin = f"docs/{path}:{other.block.line}", other.text[:_SHOWN]
            why, cure = Phrase.of("torn-moved", place=place, begin=begin), Phrase.of("torn-moved-so")
        elif not (bare and one.is_heading and not one.stem.blocks()):
            continue
        yield Problem.of(
            "W222", f"docs/{path}", one.block.line, excerpt=shown, title=one.text[:_SHOWN], why=why, cure=cure
        )


def _swallowed(path: str, front: Front, placed: tuple[Placed, ...]) -> Iterator[Problem]:
    """Paragraphs that the program had written as two, of which one stands whole in the middle of the other."""
    for one in placed:
        blocks = one.stem.blocks()
        if len(blocks) < 2 or one.kind is not BlockKind.PARAGRAPH:
            continue
        whole = letters(one.text)
        parts = [(letters(text), text) for text in (text_of(block.content) for block in blocks)]
        for part, text in parts:
            before, found, after = whole.partition(part)
            rest = next((other for other, _ in parts if other != part), "")
            if len(part) >= _LEAST and found and before and after and before + after == rest:
                yield Problem.of(
                    "W223",
                    f"docs/{path}",
                    one.block.line,
                    excerpt=excerpt(front.text, one.block.line),
                    begin=text[:_SHOWN],
                    end=text[-_SHOWN // 2 :],
                )
                break
