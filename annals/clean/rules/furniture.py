"""Page furniture: what belongs to the printed or web page, not to the text.

What stood between the halves of a sentence leaves a form feed behind, as evidence for the
joins; `K107` takes it out in the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from annals.clean.rule import rule
from annals.model import Edit
from annals.shapes import Shape, shapes
from annals.text import width

PAGE_MARK = "\f"

_dressed_number = re.compile(
    r"(?:[—–―\-·•~～*\[（(]\s*)+\d{1,4}(?:\s*[—–―\-·•~～*\]）)])+|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|[Pp]\.?\s?\d{1,4}"
)
_bare_number = re.compile(r"[1-9]\d{0,3}")
_page_label = re.compile(r"[1-9]\d{0,3}|[IVXLC]{1,7}|[ivxlc]{1,7}")
_year = re.compile(r"(?:19|20)\d\d")
_digits = re.compile(r"\d+")
_sequence_step = 4


@rule("F101", "页码", digits=True, drops=True)
def page_numbers(text: str) -> Iterator[Edit]:
    """独占一行的页码不是正文，删去。凭据：带装饰的写法（— 12 —、第 12 页 共 80 页、3/80）；有这种写法时，光秃的数字只有恰好补上其间
    所缺的页次才是页码；没有时，光秃的数字须依次递增至少三个（中间隔着别的数目的，至少五个），或恰把一句没有写完的长句拦腰截断。
    不动：年份；信息图里独占一行的数目；表格里的数字；章号。

    例：
    >>> apply(page_numbers, "全年新增企业数量持续增长，其中高新技术企业达到\\n— 12 —\\n三百家。")
    '全年新增企业数量持续增长，其中高新技术企业达到\\n\\x0c\\n三百家。'
    >>> apply(page_numbers, "专利授权量\\n3500\\n件")
    '专利授权量\\n3500\\n件'
    """
    lines = shapes(text)
    for index in _page_number_lines(text, lines):
        yield Edit(lines[index].start, lines[index].end, PAGE_MARK)


def _whole(text: str, line: Shape) -> str:
    return text[line.start : line.end]


def _page_number_lines(text: str, lines: Sequence[Shape]) -> list[int]:
    dressed, bare = [], []
    for index, line in enumerate(lines):
        whole = _whole(text, line)
        if _dressed_number.fullmatch(whole):
            dressed.append((index, int(_digits.search(whole).group())))
        elif _page_label.fullmatch(whole) and _at_page_end(lines, index):
            dressed.append((index, int(whole) if whole.isdigit() else 0))
        elif _bare_number.fullmatch(whole):
            bare.append((index, int(whole)))
    if dressed:
        return sorted({index for index, _ in dressed} | _missing_between(dressed, bare))
    in_order = _increasing(bare) | _ascending_alone(lines, bare)
    return [i for i, n in bare if i in in_order or (_cuts_a_sentence(lines, i) and not _year.fullmatch(str(n)))]


def _at_page_end(lines: Sequence[Shape], index: int) -> bool:
    """Whether a form feed of the raw text stands beside a line."""
    return lines[index].page_before or (index + 1 < len(lines) and lines[index + 1].page_before)


def _ascending_alone(lines: Sequence[Shape], bare: list[tuple[int, int]]) -> set[int]:
    """The indexes of the longest ascending run among numbers that stand alone between blank
    lines, other numbers passed over: at least five, by small steps, and most of such numbers."""
    alone = [
        (i, n)
        for i, n in bare
        if lines[i].blanks_before and (i + 1 == len(lines) or lines[i + 1].blanks_before) and not _year.fullmatch(str(n))
    ]
    tails: list[int] = []
    back: list[int] = []
    last_at: list[int] = []
    for position, (_, number) in enumerate(alone):
        at = bisect_left(tails, number)
        back.append(last_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(number)
            last_at.append(position)
        else:
            tails[at], last_at[at] = number, position
    chain: list[tuple[int, int]] = []
    position = last_at[-1] if last_at else -1
    while position >= 0:
        chain.append(alone[position])
        position = back[position]
    steady = len(chain) >= 5 and chain[0][1] - chain[-1][1] <= _sequence_step * (len(chain) - 1)
    return {i for i, _ in chain} if steady and len(chain) * 2 >= len(alone) else set()


def _missing_between(dressed: list[tuple[int, int]], bare: list[tuple[int, int]]) -> set[int]:
    """Where pages bear dressed numbers, a bare one is a page number only if it fills a gap: more
    than the dressed number before it, less than the one behind it."""
    found = set()
    for index, number in bare:
        before = max((n for i, n in dressed if i < index), default=None)
        after = min((n for i, n in dressed if i > index), default=None)
        low = before if before is not None else number - 2
        high = after if after is not None else number + 2
        if low < number < high and (before is not None or after is not None) and high - low <= _sequence_step:
            found.add(index)
    return found


def _increasing(numbers: list[tuple[int, int]]) -> set[int]:
    """The indexes of numbers that go up by small steps, far apart, at least three in a row."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, number in [*numbers, (-1, -1)]:
        near = run and (0 < number - run[-1][1] <= _sequence_step * 3) and index - run[-1][0] > 3
        if not near:
            small = run and run[-1][1] - run[0][1] <= _sequence_step * (len(run) - 1)
            if len(run) >= 3 and small and not all(1950 <= n <= 2049 for _, n in run):
                found |= {i for i, _ in run}
            run = []
        run.append((index, number))
    return found


def _cuts_a_sentence(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line stands between an unfinished long line and an unmarked one that goes on."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    if before.ended or before.hashes or before.bullet:
        return False
    return before.width >= 20 and not after.marked and after.width >= 8


@rule("F102", "页眉页脚", digits=True, drops=True)
def running_titles(text: str) -> Iterator[Edit]:
    """每页重复的书名、章名不是正文，删去。凭据须同时成立：同样的短行（数字不计）出现三次以上，或两次而处处紧挨页码或换页；这一处紧挨页码或换页，
    或自带递增的页码，或把一句话拦腰截断。
    不动：第一次出现的章节标题；不靠近换页的重复（各节同名的小标题、重复的表头）。

    例：
    >>> apply(running_titles, "某省年报\\n\\f\\n甲。\\n某省年报\\n\\f\\n乙。\\n某省年报\\n\\f\\n丙。")
    '\\x0c\\n\\x0c\\n甲。\\n\\x0c\\n\\x0c\\n乙。\\n\\x0c\\n\\x0c\\n丙。'
    >>> apply(running_titles, "主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。")
    '主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。'
    """
    lines = shapes(text)
    keys = [_key(_whole(text, line)) for line in lines]
    counts = Counter(keys)
    seen: set[str] = set()
    numbered = _self_numbered(text, lines, keys)
    ends = [*(line.page_before for line in lines[1:]), bool(lines) and PAGE_MARK in text[lines[-1].end :]]
    beside = [line.page_before or end for line, end in zip(lines, ends, strict=True)] if lines else []
    beside_counts = Counter(key for key, near in zip(keys, beside, strict=True) if near)
    for index, line in enumerate(lines):
        key = keys[index]
        first, _ = key not in seen, seen.add(key)
        doubled = beside[index] and index + 1 < len(lines) and keys[index + 1] == key
        repeated = line.numbering in ("编", "部分", "章", "节", "X.Y") and not first and (beside[index] or _unfinished(lines, index))
        if key and not line.bullet and not line.row and (doubled or repeated):
            # A page that opens a chapter has its title twice, as header and as heading; and no
            # number heads two chapters.
            yield Edit(line.start, line.end, PAGE_MARK)
            continue
        if counts[key] < 2 or width(key) < 4 or "：" in key or ":" in key or line.bullet or line.row or width(key) > 40 or line.ended:
            continue
        # The true heading is the one that no page end is near; if all are near, the first.
        if line.numbering and first and beside_counts[key] == counts[key]:
            continue
        near = beside_counts[key]
        if counts[key] < 3 and not (width(key) >= 4 and near == counts[key]):
            continue
        # A heading that recurs in every section stands at a page's head now and then.
        running = near >= counts[key] - 1 if line.numbering else near * 2 > counts[key]
        if (beside[index] and running) or index in numbered or (counts[key] >= 3 and not line.numbering and lines[index - 1].prose and _cuts_a_sentence(lines, index)):
            yield Edit(line.start, line.end, PAGE_MARK)


def _unfinished(lines: Sequence[Shape], index: int) -> bool:
    """Whether the line before is prose without an end."""
    return index > 0 and lines[index - 1].prose and not lines[index - 1].ended


def _key(line: str) -> str:
    return re.sub(r"[\s\d—–\-·|｜/]", "", line)


def _self_numbered(text: str, lines: Sequence[Shape], keys: Sequence[str]) -> set[int]:
    """Lines whose repeated title carries a page number of its own that goes up."""
    found: set[int] = set()
    by_key: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        numbers = [n for n in _digits.findall(_whole(text, line)) if not _year.fullmatch(n)]
        if numbers and keys[index]:
            by_key.setdefault(keys[index], []).append((index, int(numbers[-1])))
    for numbers in by_key.values():
        found |= _increasing(numbers)
    return found
