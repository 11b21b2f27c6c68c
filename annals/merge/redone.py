"""What an editor has done to pages since the machine changed them, done to the pages as they were before that.

Lines are followed wherever they stand: the machine may have put a line on another page, and there the editor mended a word of it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annals.markdown.front import Front, FrontError
from annals.merge.rebased import Files, form_in, with_both
from annals.merge.regions import changes, matches
from annals.text.sentences import bigrams, dice

_ALIKE = 0.6
"""Lines at least so alike are versions of one line."""

OPENS, _CLOSES = "<div ", "</div>"

_At = tuple[str, int]
"""A page and the number of a line on it, blank ones apart."""


def done_again(left: Files, now: Files, were: Files) -> dict[str, str | None] | None:
    """The pages as they `were` with all that became `now` of what the machine `left`; None where a line that an editor touched
    was none of theirs.

    >>> done_again({"a": "甲\\n\\n乙\\n", "b": "丙\\n"}, {"a": "甲\\n", "b": "丙\\n\\n丁\\n"}, {"a": "甲\\n", "b": "丙\\n\\n乙\\n"})
    {'a': '甲\\n', 'b': '丙\\n\\n丁\\n'}
    """
    try:
        sides = _Sides(
            left={path: _Lines.of(text) for path, text in left.items()},
            current={path: _Lines.of(text) for path, text in now.items()},
            were={path: _Lines.of(text) for path, text in were.items()},
        )
    except FrontError:
        return None
    for path, page in sides.current.items():
        old, was = sides.left[path], sides.were[path]
        head = with_both(old.head, page.head, was.head)
        if head is None or ((now[path] is None) != (left[path] is None)):
            return None
        was.head = head if page.head != old.head else was.head
    if not sides.follow():
        return None
    return {path: page.text(were[path] is None) for path, page in sides.were.items()}


@dataclass(slots=True, kw_only=True)
class _Line:
    """A line with the blank ones before it; `ahead` and `behind` are what was put in there."""

    text: str
    gap: str = ""
    is_out: bool = False
    ahead: list[_Line] = field(default_factory=list)
    behind: list[_Line] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Lines:
    """A page: its head, and its lines; `first` is what was put in before them."""

    head: str
    lines: list[_Line]
    end: str
    first: _Line

    @staticmethod
    def of(text: str | None) -> _Lines:
        """Raises FrontError."""
        front = Front.of(text or "")
        found, gap = list[_Line](), ""
        for line in front.body.split("\n"):
            if line.strip():
                found.append(_Line(text=line, gap=gap))
                gap = ""
            else:
                gap += line + "\n"
        return _Lines(head=front.text[: front.after], lines=found, end=gap, first=_Line(text="", is_out=True))

    def __getitem__(self, at: int) -> _Line:
        return self.lines[at]

    def told(self) -> list[str]:
        return [line.text for line in self.lines]

    def text(self, is_new: bool) -> str | None:
        """The page; None where there was no such page and still is none."""
        found = ""
        before: _Line | None = None
        gap = ""
        for line in _all((self.first, *self.lines)):
            if line.is_out:
                gap = gap or line.gap
                continue
            close = before is not None and _is_item(before.text) and _is_item(line.text)
            apart = "\n" if self.head or before else ""
            found += ("\n" if before else "") + (line.gap or ("" if close else gap or apart)) + line.text
            before, gap = line, ""
        if is_new and before is None:
            return None
        return self.head + found + (self.end or "\n")


def _all(lines: Sequence[_Line]) -> Iterator[_Line]:
    for line in lines:
        yield from _all(line.ahead)
        yield line
        yield from _all(line.behind)


def _is_item(line: str) -> bool:
    return (form_in(line).strip()[:1] in (*"-*+0123456789",) and bool(form_in(line))) or line.startswith("|")


@dataclass(slots=True, kw_only=True)
class _Sides:
    left: dict[str, _Lines]
    current: dict[str, _Lines]
    were: dict[str, _Lines]

    def follow(self) -> bool:
        """Do to `were` what was done to `left`; False where that cannot be."""
        there = _versions(self.left, self.were)
        stays, reworded, gone, put = self._since()
        for at, here in reworded.items():
            if not self._reword(there.get(at), self._left(at), self._now(here)):
                return False
        cells = {here: self._were(there[at]) for at, here in (*stays.items(), *reworded.items()) if at in there}
        back = {here: at for at, here in (*_same_words(self.left, self.current, gone, put),)}
        boxes = self._own_boxes({*put}, {*cells})
        for here in put:
            line = replace(self.current[here[0]][here[1]], ahead=[], behind=[])
            if here in back:
                if back[here] not in there:
                    return False
                was = self._were(there[back[here]])
                both = with_both(self._left(back[here]), line.text, was.text)
                if both is None:
                    return False
                line.text = both
            first = next((known for box, known in boxes if here[0] == known[0] and here[1] in box), None)
            if first is not None:
                self._put_with_box(line, here, cells, first)
            else:
                self._put(line, here, cells)
            cells[here] = line
        for at in gone:
            if at in there:
                self._were(there[at]).is_out = True
        return True

    def _since(self) -> tuple[dict[_At, _At], dict[_At, _At], list[_At], list[_At]]:
        """The lines that are as they were left, with where they stand now; those with other words; those that are gone, and those
        that were put in."""
        stays, reworded = dict[_At, _At](), dict[_At, _At]()
        gone, put = list[_At](), list[_At]()
        for path, page in self.left.items():
            one, two = page.told(), self.current[path].told()
            for low, first, size in matches(one, two):
                stays |= {(path, low + n): (path, first + n) for n in range(size)}
            for change in changes(one, two):
                rest = list(range(change.first, change.last))
                for low in range(change.low, change.high):
                    other = next((n for n in rest if _likeness(one[low], two[n]) >= _ALIKE), None)
                    if other is None:
                        gone.append((path, low))
                    else:
                        reworded[path, low] = path, other
                        rest.remove(other)
                put += [(path, n) for n in rest]
        return stays, reworded, gone, put

    def _reword(self, at: _At | None, old: str, new: str) -> bool:
        both = None if at is None else with_both(old, new, self._were(at).text)
        if at is None or both is None:
            return False
        self._were(at).text = both
        return True

    def _own_boxes(self, put: Container[_At], known: Container[_At]) -> list[tuple[range, _At]]:
        """The boxes that an editor put around known lines: where each begins and ends, and the first such line. Outer ones come first."""
        found: list[tuple[range, _At]] = []
        for path, page in self.current.items():
            opened: list[int] = []
            for at, line in enumerate(page.told()):
                if line.startswith(OPENS):
                    opened.append(at)
                elif line.startswith(_CLOSES) and opened:
                    box = range(opened.pop(), at + 1)
                    first = next(((path, n) for n in box if (path, n) in known), None)
                    if first is not None and (path, box[0]) in put and (path, at) in put:
                        found.insert(0, (box, first))
        return found

    def _put_with_box(self, line: _Line, here: _At, cells: Mapping[_At, _Line], first: _At) -> None:
        """Put a line of a box that an editor put around others where these stand: ahead of the first one, or behind the one before it."""
        path, number = here
        if number < first[1]:
            cells[first].ahead.append(line)
        else:
            behind = next(cells[path, n] for n in range(number - 1, -1, -1) if (path, n) in cells)
            behind.behind.insert(0, line)

    def _put(self, line: _Line, here: _At, cells: Mapping[_At, _Line]) -> None:
        """Put a line behind the nearest one before it on its page that stands on that page, too, else that stands anywhere."""
        path, number = here
        before = [cells[path, n] for n in range(number - 1, -1, -1) if (path, n) in cells]
        own = {id(one) for one in _all((self.were[path].first, *self.were[path].lines))}
        beside = next((one for one in before if id(one) in own), None)
        if beside is None:
            beside = before[0] if before and not self.were[path].lines else self.were[path].first
        beside.behind.insert(0, line)

    def _left(self, at: _At) -> str:
        return self.left[at[0]][at[1]].text

    def _now(self, at: _At) -> str:
        return self.current[at[0]][at[1]].text

    def _were(self, at: _At) -> _Line:
        return self.were[at[0]][at[1]]


def _versions(left: Mapping[str, _Lines], were: Mapping[str, _Lines]) -> dict[_At, _At]:
    """Which line of the one is which of the other: in its place, with the same words on another page, or the one most like it."""
    found: dict[_At, _At] = {}
    for path, page in left.items():
        for low, first, size in matches(page.told(), were[path].told()):
            found |= {(path, low + n): (path, first + n) for n in range(size)}
    own = [(path, n) for path, page in left.items() for n in range(len(page.lines)) if (path, n) not in found]
    used = {*found.values()}
    rest = [(path, n) for path, page in were.items() for n in range(len(page.lines)) if (path, n) not in used]
    found |= dict(_same_words(left, were, own, rest))
    used = {*found.values()}
    for at in (at for at in own if at not in found):
        likes = [(_likeness(left[at[0]][at[1]].text, were[p][n].text), (p, n)) for p, n in rest if (p, n) not in used]
        best = max(likes, default=(0.0, at))
        if best[0] >= _ALIKE:
            found[at] = best[1]
            used.add(best[1])
    return found


def _same_words(
    one: Mapping[str, _Lines], other: Mapping[str, _Lines], own: Sequence[_At], rest: Sequence[_At]
) -> list[tuple[_At, _At]]:
    """Lines with the same words, whatever form they have, each with the first one that is left."""
    found, left = list[tuple[_At, _At]](), list(rest)
    for path, n in own:
        words = _words(one[path][n].text)
        there = next((at for at in left if _words(other[at[0]][at[1]].text) == words), None)
        if there is not None:
            found.append(((path, n), there))
            left.remove(there)
    return found


def _words(line: str) -> str:
    return line.removeprefix(form_in(line))


def _likeness(one: str, other: str) -> float:
    one, other = _words(one), _words(other)
    return 1.0 if one == other else dice(bigrams(one), bigrams(other))
