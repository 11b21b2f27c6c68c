"""Half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.rule import rule
from annals.model import Edit
from annals.text import is_full

_full = str.maketrans(",:;!?()", "，：；！？（）")
_mark = re.compile(r"[,:;!?()]")
_token = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff，。；）]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)


@rule("P101", "半角标点")
def half_width(text: str) -> Iterator[Edit]:
    """中文里的半角逗号、冒号、分号、叹号、问号和括号改为全角。凭据是最近的非空格邻字：一侧为汉字或全角标点即改；
    括号成对判断，看括号外侧的邻字，内侧全为汉字时看内侧；一对括号里的分隔号同样处理。
    不动：数字之间（1:2.5、1,280）、拉丁文之间（Jordan, Michael）、网址与邮箱。

    例：
    >>> apply(half_width, "增加了12.2%,成交额;大型仪器27479台(套)")
    '增加了12.2%，成交额；大型仪器27479台（套）'
    >>> apply(half_width, "杠杆比例1:2.5，共1,280项")
    '杠杆比例1:2.5，共1,280项'
    """
    for start, end in _lines(text):
        yield from _line_edits(text, start, end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    return ((m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", text))


def _line_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    tokens = [(m.start(), m.start() + len(m.group().rstrip(",;:!?(."))) for m in _token.finditer(text, start, end)]
    pairs = _pairs(text, start, end)
    wide_pairs = [pair for pair in pairs if _pair_is_wide(text, pair, start, end)]
    brackets = {offset for pair in wide_pairs for offset in pair}
    for match in _mark.finditer(text, start, end):
        at, char = match.start(), match.group()
        if any(low <= at < high for low, high in tokens):
            continue
        inside = _innermost(pairs, at)
        if char in "()":
            wide = at in brackets
        elif _between_digits(text, at):
            wide = False
        elif inside is not None:
            wide = _separators_are_wide(text, inside)
        else:
            wide = _beside_full(text, at, start, end)
        if wide:
            yield Edit(at, at + 1, char.translate(_full))


def _between_digits(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _neighbours(text: str, at: int, start: int, end: int) -> tuple[str, str]:
    before = text[start:at].rstrip(" *")[-1:]
    after = text[at + 1 : end].lstrip(" *")[:1]
    return before, after


def _beside_full(text: str, at: int, start: int, end: int) -> bool:
    return any(is_full(char) for char in _neighbours(text, at, start, end))


def _pairs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-width bracket pairs of a line, inner ones first; a lone bracket pairs with nothing."""
    found, opened = [], []
    for at in range(start, end):
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")" and opened:
            found.append((opened.pop(), at))
    return found


def _innermost(pairs: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    around = [pair for pair in pairs if pair[0] < at < pair[1]]
    return min(around, key=lambda pair: pair[1] - pair[0]) if around else None


def _pair_is_wide(text: str, pair: tuple[int, int], start: int, end: int) -> bool:
    """A pair is Chinese when a character outside it is, or everything inside begins so."""
    before, _ = _neighbours(text, pair[0], start, end)
    _, after = _neighbours(text, pair[1], start, end)
    if is_full(before) or is_full(after):
        return True
    inside = text[pair[0] + 1 : pair[1]].strip()
    return bool(inside) and is_full(inside[0]) and is_full(inside[-1])


def _separators_are_wide(text: str, pair: tuple[int, int]) -> bool:
    """The separators inside one pair are judged alike: one Chinese neighbour decides for all
    (`Global One Health index, GOHI, 全球首个…`)."""
    return any(
        text[at] in ",:;!?" and _beside_full(text, at, pair[0] + 1, pair[1]) for at in range(pair[0] + 1, pair[1])
    )
