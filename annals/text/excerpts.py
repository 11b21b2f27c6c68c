"""Where an excerpt of a text may begin and end: between sentences, else between clauses, never inside a
bracket, between a word and its figure, or inside a number or a Latin word."""

from __future__ import annotations

import re

from annals.text.characters import CLOSERS, SENTENCE_END

sentence_end = re.compile(rf"[{SENTENCE_END}]+[{re.escape(CLOSERS)}]*")
_clause_end = re.compile(rf"[，,{SENTENCE_END}]+[{re.escape(CLOSERS)}]*")
_item_end = re.compile("、")
# What a figure counts may stand before it, with a comma between: 技术合同成交额，共485.15亿元.
_figure_next = re.compile(
    r"(?:[共约近超逾达计为合]|其中|超过|达到|总计|合计){0,3}[0-9〇一二三四五六七八九十百千万亿两]"
)
_run = re.compile(r"[A-Za-z0-9.,%‰．·+\-–—~／/]")
_QUIET = 6
"""Where an excerpt must break inside a clause, so many characters on either side are free of figures."""
_PAIRS = {
    "（": "）",
    "(": ")",
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}


def beginning(text: str, longest: int, spare: int = 0) -> str:
    """The beginning of a text, `…` behind it where something is left out: all of it where it has at most
    `longest` characters and `spare` more, else as many whole sentences or clauses as `longest` holds; a clause that
    is longer than that is shown whole, up to twice as much.

    >>> beginning("全年签署协议33项。技术合同成交额485.15亿元，比上年增长7.9%。", 24)
    '全年签署协议33项。…'
    >>> beginning("全年签署协议33项。技术合同成交额485.15亿元，比上年增长7.9%。", 28)
    '全年签署协议33项。技术合同成交额485.15亿元，…'
    """
    high = beginning_of(text, longest, spare)
    return text[:high] + ("…" if high < len(text) else "")


def beginning_of(text: str, longest: int, spare: int = 0) -> int:
    """Where that beginning ends."""
    return len(text) if len(text) <= longest + spare else end_of(text, 0, longest)


def end_of(text: str, start: int, longest: int) -> int:
    """Where an excerpt that begins at `start` ends, for preference at most `longest` characters behind it."""
    limit = start + longest
    if limit >= len(text):
        return len(text)
    sentences, clauses = _ends(text, sentence_end), _ends(text, _clause_end)
    found = max((at for at in sentences if start + longest // 2 <= at <= limit), default=0)
    found = found or max((at for at in clauses if start < at <= limit), default=0)
    found = found or min((at for at in clauses if limit < at <= limit + longest), default=0)
    if found:
        return found
    if limit + longest >= len(text):
        return len(text)
    items = _ends(text, _item_end)
    return max((at for at in items if start < at <= limit), default=0) or _quiet(text, limit, -1)


def start_of(text: str, end: int, longest: int) -> int:
    """Where an excerpt begins that must hold what stands before `end`, for preference at most `longest`
    characters of it."""
    limit = end - longest
    if limit <= 0:
        return 0
    clauses = [0, *_ends(text, _clause_end)]
    found = min((at for at in clauses if limit <= at <= end), default=-1)
    if found < 0:
        found = max((at for at in clauses if limit - longest <= at < limit), default=-1)
    if found < 0:
        found = min((at for at in _ends(text, _item_end) if limit <= at <= end), default=-1)
    return found if found >= 0 else _quiet(text, limit, 1)


def whole_words(text: str, at: int, step: int) -> int:
    """The place at or beyond `at` (`step` -1 or 1 says in which direction) that cuts no number and no Latin word.

    >>> whole_words("受训人数达1775人", 7, -1), whole_words("受训人数达1775人", 7, 1)
    (5, 9)
    """
    while 0 < at < len(text) and _run.match(text[at - 1]) and _run.match(text[at]):
        at += step
    return at


def _ends(text: str, pattern: re.Pattern[str]) -> list[int]:
    """The ends of sentences or clauses outside of brackets, none right before the figure of what it says."""
    inside = _inside(text)
    return [
        match.end()
        for match in pattern.finditer(text)
        if not inside[match.end()]
        and not (text[match.start()] in "，,、" and _figure_next.match(text, match.end()))
        and not (text[match.start()] == "," and text[match.end() : match.end() + 1].isdigit())
    ]


def _inside(text: str) -> list[bool]:
    """For each place between two characters whether it is inside a pair of brackets; what is opened and never
    closed encloses nothing."""
    opened: list[int] = []
    spans: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            opened.append(at)
        elif opened and char in _PAIRS.values():
            same = [n for n, start in enumerate(opened) if _PAIRS[text[start]] == char]
            if same:
                spans.append((opened[same[-1]], at))
                del opened[same[-1] :]
    inside = [False] * (len(text) + 1)
    for start, end in spans:
        inside[start + 1 : end + 1] = [True] * (end - start)
    return inside


def _quiet(text: str, at: int, step: int) -> int:
    """The nearest place in a direction with no figure or Latin letter near; else one that cuts none."""
    inside = _inside(text)
    for place in range(at, at + step * 5 * _QUIET, step):
        around = text[max(0, place - _QUIET) : place + _QUIET]
        if 0 < place < len(text) and not inside[place] and not re.search(r"[0-9A-Za-z]", around):
            return place
    place = whole_words(text, at, step)
    # A Latin text without end, such as an address, has no better place than any.
    return place if abs(place - at) <= 5 * _QUIET else at
