"""Half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import HAN, han_character, is_foreign, is_full, is_han
from annals.text.reading import Reading

_full = str.maketrans(",:;!?()", "，：；！？（）")
_mark = re.compile(r"[,:;!?()]")
_figure_behind_han = re.compile(rf"[{HAN}）”》][ *]*[\d.,+~～\-−–/%％‰℃°²³μA-Za-z]{{1,15}}$")
_capitalised = re.compile(r"(?<![A-Za-z\d.\-/\\_])[A-Z][a-z]{1,15}$")
_LOOKED_AT = 400_000
"""So many characters are looked at again at most for one line: lines of millions occur."""
_ROUNDS = 50
"""So often a line is gone through at most."""
_token = re.compile(
    r"(?<=[^\d\s]\])\([^()\s]{1,300}\)|`[^`\n]{1,200}`|[:;]-[()]|(?:https?://|www\.)[^\s\u3000-\u9fff，。；）]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]+",
    re.ASCII,
)


@rule("P101", "半角标点")
def half_width(reading: Reading) -> Iterator[Edit]:
    """Yield the full-width form of each half-width mark that belongs to Chinese text, judged by its neighbours.

    Brackets are judged as pairs, separators inside a pair together. Between digits, in Latin text, addresses, code, links: left alone.
    """
    text = reading.text
    for found in re.finditer(r"[^\r\n]+", text):
        line, start = found[0], found.start()
        if is_foreign(line):
            continue
        for _ in range(max(1, min(_ROUNDS, _LOOKED_AT // len(line)))):
            # What is full now is a neighbour: of `（甲，1）,(乙，1),(丙，1)` one bracket shows the next.
            edits = list(_line_edits(line))
            if not edits:
                break
            chars = list(line)
            for edit in edits:
                chars[edit.start] = edit.new
                yield Edit(start=start + edit.start, end=start + edit.end, new=edit.new)
            line = "".join(chars)


def _line_edits(line: str) -> Iterator[Edit]:
    """The edits of one line, in one pass over its marks: lines of millions of characters occur."""
    marks = [match.start() for match in _mark.finditer(line)]
    if not marks:
        return
    tokens = iter([(m.start(), m.start() + _token_length(m.group())) for m in _token.finditer(line)])
    token = next(tokens, None)
    inside, pairs = _bracket_pairs(line, marks)
    wide_pairs = {opening for opening, closing in pairs.items() if _pair_is_wide(line, opening, closing)}
    openings = {closing: opening for opening, closing in pairs.items()}
    alike = _wide_separators(line, marks, inside, pairs)
    for at in marks:
        while token is not None and token[1] <= at:
            token = next(tokens, None)
        if token is not None and token[0] <= at:
            continue
        char = line[at]
        if char == "!" and _is_no_exclamation(line, at):
            continue
        if char in "()":
            wide = (at if char == "(" else openings.get(at)) in wide_pairs
        elif line[at - 1 : at].isdigit() and line[at + 1 : at + 2].isdigit():
            wide = False
        elif inside[at] is not None:
            wide = inside[at] in alike
        else:
            wide = _beside_full(line, at, 0, len(line)) or _ends_chinese_line(line, at)
        if wide:
            yield Edit(start=at, end=at + 1, new=char.translate(_full))


def _is_no_exclamation(text: str, at: int) -> bool:
    """Whether ! belongs to a Latin word (`Yahoo!的`, `!important`; not `config.ini!首次`) or follows nothing that could be exclaimed."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    named = is_han(after) and _capitalised.search(text, max(0, at - 20), at) is not None
    return named or (after.isascii() and after.islower()) or not before.strip() or before in "，。；：、"


def _token_length(token: str) -> int:
    """How much of an address is its own: no mark at its end, and no bracket closed that it has
    not opened."""
    opened = 0
    for at, char in enumerate(token):
        opened += (char == "(") - (char == ")")
        if opened < 0:
            token = token[:at]
            break
    return len(token.rstrip(",;:!?(."))


def _ends_chinese_line(line: str, at: int) -> bool:
    """Whether a mark ends its line behind a figure with its unit that follows Chinese text."""
    behind = line[at + 1 : at + 10].strip()
    return not behind and line[at] != ":" and _figure_behind_han.search(line[max(0, at - 20) : at]) is not None


def _bracket_pairs(text: str, marks: list[int]) -> tuple[dict[int, int | None], dict[int, int]]:
    """For each mark the opening bracket of the innermost pair around it, and all pairs by their
    opening; a lone bracket pairs with nothing."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for at in marks:
        if text[at] == "(":
            opened.append(at)
        elif text[at] == ")" and opened:
            pairs[opened.pop()] = at
    inside: dict[int, int | None] = {}
    around: list[int] = []
    for at in marks:
        while around and pairs[around[-1]] <= at:
            around.pop()
        inside[at] = around[-1] if around else None
        if at in pairs:
            around.append(at)
    return inside, pairs


def _wide_separators(text: str, marks: list[int], inside: dict[int, int | None], pairs: dict[int, int]) -> set[int]:
    """The pairs whose separators are Chinese: one Chinese neighbour decides for all of a pair
    (`Global One Health index, GOHI, 全球首个…`)."""
    return {
        opening
        for at in marks
        if text[at] in ",:;!?" and (opening := inside[at]) is not None
        if _beside_full(text, at, opening + 1, pairs[opening])
    }


def _neighbour(text: str, at: int, step: int, low: int, high: int) -> str:
    """The nearest character that is neither space nor emphasis mark, or nothing."""
    while low <= at < high:
        if text[at] not in " *":
            return text[at]
        at += step
    return ""


def _beside_full(text: str, at: int, low: int, high: int) -> bool:
    return is_full(_neighbour(text, at - 1, -1, low, high)) or is_full(_neighbour(text, at + 1, 1, low, high))


def _pair_is_wide(line: str, opening: int, closing: int) -> bool:
    """A pair is Chinese when a character outside it is, or everything inside begins and ends so, or,
    where it holds the whole line, any Han inside."""
    outside = (_neighbour(line, opening - 1, -1, 0, len(line)), _neighbour(line, closing + 1, 1, 0, len(line)))
    if any(is_full(char) for char in outside):
        return True
    if outside == ("", "") and han_character.search(line, opening, closing):
        return True
    first = _neighbour(line, opening + 1, 1, opening + 1, closing)
    last = _neighbour(line, closing - 1, -1, opening + 1, closing)
    return is_full(first) and is_full(last)
