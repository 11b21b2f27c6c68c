"""Words that only blanks part: names and terms in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.text.characters import HAN, is_han
from annals.text.lexicon.words import Words
from annals.text.numerals import TO_TEN, value_of
from annals.text.units import COUNTER

_clause = re.compile(r"[^，。；：、！？,;:!?（）()《》“”\"|\n]+")
_lead = re.compile(
    rf"(?:[为是有由含如即]|包[括含]|涵盖|涉及|分别|授予|表彰|任命|选举|聘请|邀请)(?P<word>[{HAN}·]{{2,4}})$"
)
_as_which = re.compile(rf"以(?P<word>[{HAN}·]{{2,4}})$")
"""`以腰果 海产品 红木制品为大宗`"""
_word = re.compile(rf"[{HAN}·]{{2,12}}")
_counting = rf"等|[{TO_TEN}两几多数\d]{{1,4}}[余多]?(?![倍次亿万期])(?:[类大方所样艘辆]|{COUNTER})"
_head = re.compile(rf"[{HAN}·]{{2,12}}?(?={_counting})")
_bare_count = re.compile(rf"等|(?P<told>[{TO_TEN}两\d]{{1,3}})[余多]?[类项个家名人位种大方所座样]")
_bare_lead = re.compile(r"(?:[为是有由含如即]|包[括含]|涵盖|涉及|分别)$")
_element = re.compile(r"[^ ]+")
_edge_word = re.compile(rf"(?:^|[ ：:、；;，])(?P<word>[{HAN}·]{{2,4}})$")
_first_word = re.compile(rf"(?:[{HAN}·]{{2,4}}|[{HAN}] +[{HAN}])(?=[ ；;。、]|$)")
_spread_name = re.compile(rf"(?<![{HAN}·])([{HAN}]) {{1,2}}([{HAN}])(?![{HAN}·])")
"""A name of two characters, set as wide as those of three."""
_words_alone = re.compile(rf"[{HAN}·]{{2,12}}(?: {{1,3}}[{HAN}·]{{2,12}})*+")
_REACH = 200
SHORT = 4
"""Names and most terms are no longer."""
_LISTED = 3
"""So many words in a row are a list; two are one only where both are short."""


def closes_row(text: str) -> bool:
    """Whether a line ends as the row of a table does whose walls are gone: figures with blanks between, or an exact one behind
    a name. What has a clause says something.

    >>> [closes_row(it) for it in ("财务费用 -19,572.45 -17,828.07", "狂犬疫苗 190.29", "占比，见表 190.29", "截至 2020")]
    [True, True, False, False]
    """
    return not _said.search(text) and _row_end.search(text) is not None


_said = re.compile("[，。；]")
_row_end = re.compile(
    r"(?<=\S)(?:[ \t\u3000]{1,200}[-−]?\d[\d,]{0,20}(?:\.\d{1,8})?[%％]?[ \t\u3000]{1,200}[-−]?\d[\d,.]{0,20}[%％]?"
    r"|[ \t\u3000]{1,200}[-−]?\d[\d,]{0,20}\.\d{1,8}[%％]?)$"
)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of a line between its punctuation marks, as offsets without blanks at their ends."""
    for match in _clause.finditer(text, start, end):
        bare = match.group().strip(" ")
        if bare:
            first = match.start() + len(match.group()) - len(match.group().lstrip(" "))
            yield first, first + len(bare)


def parting_blanks(
    text: str, start: int, end: int, surnames: Words = (), bodies: Words = (), *, rare: bool = False
) -> frozenset[int]:
    """The offsets of the blanks in text[start:end], a line or a part of one, that part words of a row: behind a colon,
    为, 有 or 包括, before 等 or a count, between 以 and 为, filling what stands between two semicolons, names one by one, or names that
    begin or end alike (`东山市 西河市 南岭市`) or as those of `bodies` do; where blanks are `rare` in the text, also between several
    short words, whatever leads to them, and between words of any length that a lead and an end enclose or that blanks set off from these."""
    found: set[int] = set()
    for first, last in clauses(text, start, end):
        places = list(_words(text, first, last, surnames))
        row = len(places) > 1 and (
            _is_row(text, places, start, end, surnames)
            or _end_alike([text[low:high] for low, high in places], bodies)
            or (rare and _is_set_off([text[low:high] for low, high in places], bodies))
            or (rare and len(places) >= _MANY and _are_short(text, places))
        )
        if row:
            for (_, left), (right, _) in pairwise(places):
                found.update(range(left, right))
        elif rare:
            found.update(_enclosed(text, first, last))
    return frozenset(found)


def enclosed_blanks(text: str, start: int, end: int) -> frozenset[int]:
    """The offsets of the blanks in text[start:end] between words, perhaps of one character each, that are enclosed by what leads to
    them and what tells how many or as what they are. Without both, single characters are a word set wide.

    >>> text = "主要元素以锂 硼 镁为主，科 技 创 新取得进展。"
    >>> sorted(enclosed_blanks(text, 0, len(text)))
    [6, 8]
    """
    return frozenset(at for first, last in clauses(text, start, end) for at in _enclosed(text, first, last))


def _enclosed(text: str, start: int, end: int) -> Iterator[int]:
    places = [match.span() for match in _element.finditer(text, start, end)]
    words = [text[low:high] for low, high in places]
    if len(words) < _LISTED or not all(_any_word.fullmatch(word) for word in words[1:-1]):
        return
    # A name set wide has one more blank, inside it.
    counted = _any_lead.search(words[0]) and _any_head.match(words[-1])
    if counted or (_as_any.search(words[0]) and _any_as.match(words[-1])):
        for (_, left), (right, _) in pairwise(places):
            yield from range(left, right)


_any_word = re.compile(rf"[{HAN}·]{{1,10}}")
_any_lead = re.compile(rf"(?:[为是有由含如即]|包[括含]|涵盖|涉及|分别)[{HAN}·]{{1,10}}$")
_any_head = re.compile(rf"[{HAN}·]{{1,10}}?(?:{_counting})")
_as_any, _any_as = re.compile(rf"[以由][{HAN}·]{{1,10}}$"), re.compile(rf"[{HAN}·]{{1,10}}?(?:为|[组构]成)")


def blanks_are_rare(text: str) -> bool:
    """Whether few clauses of a text have blanks between Han: a tool that sets one between any two words parts no rows.

    >>> blanks_are_rare("全省 科技 创新 能力 提升，企业 投入 增长 一成。"), blanks_are_rare("出口增长，进口下降，以腰果 海产品 红木为主。")
    (False, True)
    """
    wide = [match.group() for match in _clause.finditer(text) if len(match.group()) >= _WIDE]
    return sum(1 for clause in wide if _blank_inside.search(clause)) * _OFTEN <= len(wide)


_blank_inside = re.compile(rf"[{HAN}] {{1,3}}[{HAN}]")
_OFTEN, _WIDE = 2, 4
"""One clause in so many may have blanks, of those that are so wide."""
_MANY = 4
"""So many words are a row whatever leads to it."""


def _are_short(text: str, places: list[tuple[int, int]]) -> bool:
    """Whether all words but the first and the last, to which what leads to the row and what follows it are glued, are short."""
    words = [text[low:high].replace(" ", "") for low, high in places]
    inner = all(_word.fullmatch(word) and len(word) <= SHORT for word in words[1:-1])
    return inner and all(is_han(word[0]) and is_han(word[-1]) for word in (words[0], words[-1]))


def _words(text: str, start: int, end: int, surnames: Words) -> Iterator[tuple[int, int]]:
    """What stands between blanks; a surname (any character where none are told) and a character that were set apart to
    the width of three are one name, the surname perhaps behind what leads to the row. Beside known names any two single characters are one."""
    places = [(m.start(), m.end()) for m in _element.finditer(text, start, end)]
    known = sum(1 for low, high in places if is_name(text[low:high], surnames))
    known += sum(
        text[high - 1] in surnames and after[1] - after[0] == 1 for (_, high), after in pairwise(places) if surnames
    )
    at = 0
    while at < len(places):
        (low, high), after = places[at], places[at + 1] if at + 1 < len(places) else (0, 0)
        led = not at and known > 1 and _lead.search(text[low:high] + text[after[0] : after[1]]) is not None
        begins = high - low == 1 or (led and text[high - 1] in surnames)
        single = begins and after[1] - after[0] == 1 and is_han(text[high - 1]) and is_han(text[after[0]])
        halves = single and (not surnames or text[high - 1] in surnames or known > 1)
        # `司徒建国 滕  越四位`
        last = at + 2 == len(places) and known > 1 and high - low == 1 and text[low:high] in surnames
        halves = halves or (last and _half_counted.match(text, *after) is not None)
        yield (low, after[1]) if halves else (low, high)
        at += 2 if halves else 1


_half_counted = re.compile(rf"[{HAN}](?:{_counting})")


def _is_row(text: str, places: list[tuple[int, int]], start: int, end: int, surnames: Words) -> bool:
    words = [text[low:high].replace(" ", "") for low, high in places]
    before, after = text[start : places[0][0]].rstrip()[-1:], text[places[-1][1] : end].lstrip()[:1]
    counted = _head.match(words[-1])
    if counted:
        words[-1] = counted.group()
    as_which = "为" in words[-1] and len(words) >= _LISTED
    led = _lead.search(words[0]) or (_as_which.search(words[0]) if as_which else None)
    if led and before not in ("：", ":"):
        words[0] = led.group("word")
    if len(words) >= _LISTED and surnames and all(is_name(word, surnames) for word in words[1:-1]):
        return True
    if not all(_word.fullmatch(word) for word in words[1:]):
        return False
    short = all(len(word) <= SHORT for word in words[1:])
    whole = _word.fullmatch(words[0]) is not None
    if before in ("：", ":"):
        return whole and (len(words) >= _LISTED or (short and len(words[0]) <= SHORT))
    if led:
        return short or len(words) >= _LISTED
    if after in ("；", ";"):
        return whole and short and len(words[0]) <= SHORT and (len(words) >= _LISTED or before in ("；", ";"))
    return counted is not None and short and len(words) >= _LISTED


def _end_alike(words: list[str], bodies: Words) -> bool:
    """Whether words in a sentence are names of one kind, by how they begin or end: the first one behind what leads to it, the last before
    what goes on from it (`走访了东山市 西河市 南岭市的企业`)."""
    if len(words) < _LISTED or not all(_named.fullmatch(word) for word in words):
        return False
    if all(word[0] == words[-1][0] for word in words[1:]) and words[-1][0] in words[0][1:-1]:
        return True
    own = words[0][-1:]
    kinds = (own,) if all(word.endswith(own) for word in words[1:-1]) else bodies
    inner = all(word.endswith(kinds) and len(word) > len(own) + 1 for word in words[:-1])
    return inner and any(kind in words[-1][_SHORT_NAME - len(kind) + 1 : _LONG_NAME] for kind in kinds)


def _is_set_off(words: list[str], bodies: Words) -> bool:
    """Whether a blank sets a row of words off from what tells how many they are, and perhaps from what leads to it (`支持 甲业 乙业 丙业
    等三个领域`), or from what leads to names of bodies, of which one in three may be unknown (`由 东山大学 省农科院 盐湖所 联合申报`)."""
    if len(words) <= _LISTED or not all(_word.fullmatch(word.replace(" ", "")) for word in words[1:-1]):
        return False
    told = _bare_count.match(words[-1])
    if told:
        apart = len(words) > _LISTED + 1
        return apart if told["told"] is None else value_of(told["told"]) in (len(words) - 1, len(words) - 2)
    known = sum(word.endswith(bodies) for word in words[1:-1])
    return _bare_lead.search(words[0]) is not None and known * 3 >= (len(words) - 2) * 2 and len(words) - 2 >= _LISTED


_named = re.compile(rf"[{HAN}·]{{3,30}}")
_SHORT_NAME, _LONG_NAME = 2, 16
"""The name of a place or a body has more characters, and so many at most."""


def is_name(word: str, surnames: Words) -> bool:
    """Whether a word may be a person's name: a surname and one or two characters more."""
    # Most words begin with no surname, and to ask for all at once takes a fraction of the time.
    return word.startswith(surnames) and any(
        word.startswith(name) and 1 <= len(word) - len(name) <= 2 for name in surnames
    )


def counts_names(text: str, surnames: Words) -> int:
    """How many names a text is, set apart by blanks and nothing else; 0 where it is anything more. One in three may have a
    surname that is not known.

    >>> counts_names("丁 宁 于海洋 司马光远", ("丁", "于", "司马")), counts_names("组织 机构 于海洋", ("于",))
    (3, 0)
    """
    text = _told_of.sub("", text)
    words = [text[low:high].replace(" ", "") for low, high in _words(text, 0, len(text), ())]
    if not all(_any_name.fullmatch(word) for word in words):
        return 0
    known = sum(1 for word in words if is_name(word, surnames))
    return len(words) if known * 3 >= len(words) * 2 else 0


_told_of = re.compile(rf"(?<=[{HAN}])[ ]?[（(][{HAN}]{{1,6}}[)）]")
"""What is told of a person behind the name: （女）."""
_any_name = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}·[{HAN}·]{{1,12}}")


def parts_row(before: str, after: str) -> bool:
    """Whether the line end between two lines parts two words of a row rather than one word.

    >>> parts_row("完成人：张建国 李明", "王卫东 欧阳海；"), parts_row("推动科技", "创新发展")
    (True, False)
    >>> parts_row("编辑：马  骏 陈立新 孙  燕 何其昌", "周  伟 郭晓东")
    True
    >>> parts_row("石油工程系 机电工程系 图书馆", "基建处 附属中学")
    True
    >>> parts_row("设有苗圃 鱼塘 茶园", "果林四座，"), parts_row("设有苗圃 鱼塘 茶叶", "加工三座，")
    (True, False)
    """
    before, after = _closed_up(before[-_REACH:]), _closed_up(after[: _REACH // 2])
    if (
        _words_alone.fullmatch(before)
        and before.count(" ") >= _LISTED - 1
        and " " in after
        and _words_alone.fullmatch(after)
    ):
        return True
    if _cuts_row_set_off(before, after):
        return True
    last = _edge_word.search(before)
    if last is None or not (_first_word.match(after) or _closes_count(before, after)):
        return False
    joined = f"{before} {after}"
    return len(before) in parting_blanks(joined, 0, len(joined))


def _closes_count(before: str, after: str) -> bool:
    """Whether a line begins with the last word of a row and how many there are: by that it is a word of its own, before 等 where two
    stand above."""
    last, row = _counted_word.match(after), _clause.findall(before)[-1:]
    words = len(row[0].split()) + 1 if row else 0
    return last is not None and words >= _LISTED and (last["told"] is None or value_of(last["told"]) == words)


_counted_word = re.compile(rf"[{HAN}·]{{2,4}}?(?:{_bare_count.pattern})")


def _cuts_row_set_off(before: str, after: str) -> bool:
    """Whether a line end parts two words of a row that blanks set off at both its ends: it has words on both sides, and one of both
    together would be longer than any of them. Whether the row is one, the line tells when it is whole (see `parting_blanks`)."""
    left, right = _clause.findall(before)[-1:], _clause.match(after)
    words = [*(left[0].split() if left and before.endswith(left[0]) else ()), "", *(right[0].split() if right else ())]
    cut = words.index("")
    if not (1 < cut < len(words) - 2 and len(words) - 1 > _LISTED + 1):
        return False
    inner = [word for word in words[1:-1] if word]
    joined = len(words[cut - 1]) + len(words[cut + 1])
    return all(_word.fullmatch(word) for word in inner) and joined > max(map(len, inner))


def _closed_up(text: str) -> str:
    """A text with its spread names in one."""
    return _spread_name.sub(r"\1\2", text) if " " in text else text


def begins_register(lines: Sequence[str], surnames: Words) -> bool:
    """Whether two lines are rows of short cells, the first of one a name: what stands above announces who they are.

    >>> begins_register(["石磊 林科院", "诸葛文达 海关学会"], ("石",)), begins_register(["创新引领 开放合作", "增长一成。"], ("石",))
    (True, False)
    """
    rows = [line for line in lines if _cells_of_words.fullmatch(line)]
    named = [row for row in rows if is_name(row.partition(" ")[0], surnames) or _half_name.match(row)]
    return len(rows) == len(lines) > 1 and bool(named)


_cells_of_words = re.compile(rf"[{HAN}·]{{1,12}}(?:[ \u3000]{{1,8}}[{HAN}·（）()]{{1,20}}){{1,6}}")
_half_name = re.compile(rf"[{HAN}][ \u3000]{{1,2}}[{HAN}][ \u3000]")
