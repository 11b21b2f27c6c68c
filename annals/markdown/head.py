"""What was meant as the head of a page, though it cannot be read as one; what git leaves of an unfinished merge;
and closed forms that are not closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_fence = re.compile(r"\s*[-—–－]{2,}\s*")
_entry = re.compile(r"\s*(?:#.*|[A-Za-z_]+\s*[:：].*|-\s.*|[\]}].*)")
_key = re.compile(r"\s*[a-z_]+\s*[:：]")
_LONGEST = 400
"""No head has more lines."""
# Six signs and full-width ones are what a hand or a translating browser leaves of git's seven.
_SIGNS = r"(?:[<＜]{6,9}|[>＞]{6,9}|《{6,9}|》{6,9})"
_mark = re.compile(rf"(?:{_SIGNS}|\|{{7}})(?:\s.*)?")
_side = re.compile(rf"{_SIGNS}(?:\s.*)?|\|{{7}}\s[^|]+")
"""Of these marks those that are nothing else even where they stand alone."""
_set_in = re.compile(r"[ \t]{0,8}(?:>[ \t]{1,4}){0,3}(?=[<>＜＞《》]{6})")
"""What an editor's program puts before a line, that of a note as well."""
_tail = re.compile(r"(?<=[^\s<>])(?:<{7}|>{7})(?: [\w./-]{1,80})?[ \t]{0,8}$")
"""A mark that was drawn up to the end of a sentence."""
_parts = re.compile(r"={6,9}\s*")
_ENDS = ("。", "！", "？", "；")
_between = re.compile(r"={7}\s*")
_div = re.compile(r"<(/?)div\b[^<>]*>", re.IGNORECASE)
_WIDE, _NARROW = ("div", "details"), ("sup", "sub", "summary")
_paired = re.compile(r"(?<!\\)<(/?)(div|details|sup|sub|summary)\b[^<>]*>", re.IGNORECASE)
_inline_code = re.compile(r"(?<![\\`])(`{1,3})(?!`)[^`]*\1(?!`)")
_code = re.compile(r"\s{0,3}(?:```|~~~)")


def beheaded(text: str) -> str:
    """The body of a page whose head cannot be read: all behind its closing line of dashes, or, where that is not
    there, behind the lines that look like keys.

    >>> beheaded("---\\ntitle：甲\\n---\\n\\n正文。\\n"), beheaded("title: 甲\\nreport: 乙\\n\\n正文。\\n")
    ('\\n正文。\\n', '\\n正文。\\n')
    """
    lines = text.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return text
    opened = _fence.fullmatch(lines[first]) is not None
    if not opened and not _key.match(lines[first]):
        return text
    end = first + opened
    while end < len(lines) and end < _LONGEST and not _fence.fullmatch(lines[end]):
        end += 1
    if end < min(len(lines), _LONGEST) and (
        opened or all(_entry.fullmatch(line.rstrip("\n")) or not line.strip() for line in lines[first:end])
    ):
        return "".join(lines[end + 1 :])
    end = first + opened
    while end < len(lines) and (_entry.fullmatch(lines[end].rstrip("\n")) or lines[end].startswith("  ")):
        end += 1
    return "".join(lines[end:])


def conflict_mark(text: str) -> int | None:
    """The 1-based line of the first mark that git leaves where two versions meet, None without any. Somebody may have
    deleted the others already. A line of equals signs alone may stand below a heading, one of bars alone is a row of
    empty cells.

    >>> conflict_mark("甲\\n<<<<<<< HEAD\\n乙\\n=======\\n丙\\n>>>>>>> 他人\\n"), conflict_mark("题\\n=======\\n")
    (2, None)
    >>> conflict_mark("甲。\\n\\n=======\\n\\n乙。\\n"), conflict_mark("甲。\\n||||||| 3f2a\\n"), conflict_mark("|||||||\\n")
    (3, 2, None)
    >>> conflict_mark("《《《《《《 HEAD\\n"), conflict_mark("甲。\\n> >>>>>>> 他人\\n"), conflict_mark("甲。>>>>>>> fix-1\\n")
    (1, 2, 1)
    """
    if not any(sign * 6 in text for sign in "<>|=＜＞《》"):
        return None
    lines = [_plain(line) for line in text.split("\n")]
    if any(_side.fullmatch(line) or ends_in_mark(line) for line in lines):
        return next(
            n
            for n, line in enumerate(lines, 1)
            if _mark.fullmatch(line) or _between.fullmatch(line) or ends_in_mark(line)
        )
    return next((at + 1 for at in _left_between(lines)), None)


def ends_in_mark(line: str) -> str:
    """The mark that a line has behind its words; empty without one."""
    found = _tail.search(line)
    return found[0].rstrip() if found else ""


def _plain(line: str) -> str:
    return _set_in.sub("", line.rstrip("\r"), count=1)


def _left_between(lines: Sequence[str]) -> Iterator[int]:
    """Where (from 0) a line of equals signs underlines no heading: that stands alone, and is no sentence."""
    in_code = False
    for at, line in enumerate(lines):
        if _code.match(line):
            in_code = not in_code
        elif _between.fullmatch(line) and not in_code:
            above, below = (lines[n].strip() if 0 <= n < len(lines) else "" for n in (at - 1, at + 1))
            if not above or below or above.endswith(_ENDS):
                yield at


def ours(text: str) -> str:
    """The first of the versions wherever two meet, without the marks.

    >>> ours("甲\\n<<<<<<< HEAD\\n乙\\n=======\\n丙\\n>>>>>>> 他人\\n")
    '甲\\n乙\\n'
    """
    lines = text.split("\n")
    kept, inside, left = [], "", set(_left_between(lines))
    for at, line in enumerate(lines):
        plain, tail = _plain(line), ends_in_mark(line)
        mark = plain[:1] if _mark.fullmatch(plain) else ""
        if mark:
            inside = "ours" if mark in "<＜《" else "theirs" if mark == "|" and inside else ""
        elif inside and _parts.fullmatch(line):
            inside = "theirs"
        elif inside != "theirs" and at not in left:
            kept.append(line.rstrip().removesuffix(tail) if tail else line)
        if tail:
            inside = "ours" if tail[0] == "<" else ""
    return "\n".join(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stray:
    """A tag without a partner: its line from 1, where in the line it stands, the name, and whether it closes."""

    line: int
    start: int
    end: int
    tag: str
    closes: bool


def unbalanced(body: str) -> tuple[Stray, ...]:
    """The tags of closed forms, of what is folded away and of raised and lowered text that have no partner. The latter
    find theirs in the same paragraph or nowhere."""
    open_at: dict[str, list[Stray]] = {tag: [] for tag in (*_WIDE, *_NARROW)}
    stray: list[Stray] = []
    code = False
    for number, line in enumerate(body.split("\n"), 1):
        code ^= _code.match(line) is not None
        if code:
            continue
        if not line.strip():
            stray += (found for tag in _NARROW for found in open_at[tag])
            open_at |= {tag: [] for tag in _NARROW}
        for match in _paired.finditer(_inline_code.sub(lambda span: " " * len(span[0]), line)):
            tag = match[2].lower()
            found = Stray(line=number, start=match.start(), end=match.end(), tag=tag, closes=bool(match[1]))
            if not found.closes:
                open_at[tag].append(found)
            elif open_at[tag]:
                open_at[tag].pop()
            else:
                stray.append(found)
    left = (found for known in open_at.values() for found in known)
    return tuple(sorted((*stray, *left), key=lambda found: (found.line, found.start)))


def balanced(body: str) -> str:
    """The body with its closed forms closed: those that stand open are closed at the end, what closes nothing goes; of all
    other tags the one without a partner goes, so that it folds away or raises nothing that follows.

    >>> balanced("甲<sup>2。\\n\\n`<sub>`\\n\\n<details>\\n\\n乙<sup>①</sup>。</sub>\\n")
    '甲2。\\n\\n`<sub>`\\n\\n\\n\\n乙<sup>①</sup>。\\n'
    """
    wrong = unbalanced(body)
    if not wrong:
        return body
    lines = body.split("\n")
    for found in reversed(wrong):
        line = lines[found.line - 1]
        if found.tag != "div" or (found.closes and not _div.sub("", line).strip()):
            lines[found.line - 1] = line[: found.start] + line[found.end :]
    missing = sum(found.tag == "div" and not found.closes for found in wrong)
    return "\n".join(lines).rstrip("\n") + "\n" + "\n</div>\n" * missing
