"""Where the entries of a list of contents come again below it, by what stays of a heading wherever it is printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annals.text.lines import SHORT_LINE, Shape

LEADERS = ".．…·•‧∙・。⋯"
"""What leads from an entry to its page."""
LONGEST = 80
"""No entry is wider, its leaders included, but for those that the leaders themselves fill."""
_LEAD = 6
"""A heading run into its paragraph is known by so many characters."""
_mark = re.compile(rf"[\s{LEADERS}，、：:—–_|/*#()（）\[\]［］【】〔〕-]+")


def key_of(text: str) -> str:
    """What stays of a heading wherever it is printed: no blanks, leaders, marks.

    >>> key_of("- **第一节  概况**…… 4")
    '第一节概况4'
    """
    return _mark.sub("", text.lstrip("*+•●·-# "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Where lines stand, by what stays of them."""

    keys: tuple[tuple[str, int], ...]

    @staticmethod
    def of(text: str, lines: Sequence[Shape]) -> Later:
        keyed = [(key_of(text[line.start : min(line.end, line.start + LONGEST)]), i) for i, line in enumerate(lines)]
        short = [line.width <= SHORT_LINE and not line.prose for line in lines]
        # the word for a part with its title on the line below, and a title of two lines.
        two = [(own + below, i) for (own, i), (below, _) in pairwise(keyed) if short[i] and short[i + 1]]
        return Later(keys=tuple(sorted(pair for pair in (*keyed, *two) if pair[0])))

    def place(self, keys: Sequence[str], index: int, after: int, *, whole: bool = False) -> int | None:
        """The first line behind both `index` and `after` that an entry comes again as, alone (`whole`) or at its beginning."""
        places = (place for key in keys for place in self._places(key, whole=whole) if place > max(index, after))
        return min(places, default=None)

    def first_again(self, keyed: Sequence[Sequence[str]]) -> int | None:
        """The first of several entries, each by its keys, that comes again behind itself."""
        gone: set[str] = set()
        for index, keys in enumerate(keyed):
            # What does not come again behind one line does not behind a later one.
            left = [key for key in keys if key not in gone]
            if self.place(left, index, index) is not None:
                return index
            gone.update(left)
        return None

    def count(self, keys: Sequence[str], index: int) -> int:
        """How many lines behind `index` an entry comes again as."""
        return len({place for key in keys for place in self._places(key, whole=False) if place > index})

    def _places(self, key: str, *, whole: bool) -> Iterator[int]:
        led = not whole and len(key) >= _LEAD
        at = bisect_left(self.keys, (key, -1))
        # Ten thousand notes `① 注1`, `① 注2` … begin with one short word: nobody walks along all of them for each.
        while at < len(self.keys) and (self.keys[at][0].startswith(key) if led else self.keys[at][0] == key):
            own, place = self.keys[at]
            if own == key or len(own) > len(key) * 2:
                yield place
            at += 1
