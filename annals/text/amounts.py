"""Numbers that say how many or how much: 近200个, 500万—1000万, 3、5、8项, 1/6, 10%以上, 1.5倍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from sys import intern

from annals.model import Amount, Approximation, FigureKind
from annals.text.approximations import AFTER, BEFORE, ROUND, approximating
from annals.text.measures import HAN_UNIT, SCALE, SCALES, UNIT, base_of
from annals.text.numerals import value_of

_HAN = "一二三四五六七八九十百千两零〇廿"
_NUMBER = (
    r"(?P<digits>(?<![\d.,])\d++(?:,\d{3})*+(?:\.\d++)?)"
    rf"|(?P<han>(?<![{_HAN}万亿])[{_HAN}]++(?:[万亿]++[{_HAN}]++)*+)|(?P<half>半)"
)
_number = re.compile(_NUMBER)
_scale = rf"(?P<more>[余多几])? ?(?P<scale>{SCALE}(?!瓦|伏|克|米|帕|赫|分))?(?P<most>[余多])?"
_after = r"(?P<after>及?以上|及?以下|以内|之内|左右|上下|余|多(?![个家种项样元方次]))?"
_tail = re.compile(rf"{_scale}(?: ?(?P<unit>个?百分点|{UNIT}|[%％‰]|倍))?(?P<half>半)?{_after}")
_han_tail = re.compile(rf"{_scale}(?:(?P<unit>个?百分点|{HAN_UNIT}|元|期|倍))?(?P<half>半)?{_after}")
_fraction = re.compile(r"[/／](?P<whole>\d+)(?![\d/／.年月日])|[:：∶](?P<other>\d+(?:\.\d+)?)(?![\d:：∶])")
_parted = re.compile(rf"分之(?P<number>[{_HAN}]+|\d+(?:\.\d+)?)")
_between = re.compile(r"\s?(?:[—–－~～至到-]{1,2})\s?")
_list = re.compile(r"[、和与及或]|以及")
_parts = re.compile(r"[（(]\d+(?:[+＋]\d+)+[）)]")
_neighbours = re.compile(r"[一二两三四五六七八九]{2}")
_ordinals = re.compile(rf"第(?:\d+|[{_HAN}]+)(?:[、和至—–-](?:\d+|[{_HAN}]+))*[、和至—–-]$")
_LISTED = frozenset("、和至—–-")
"""The last character of what it finds."""
_JOINED = frozenset("+＋第")
_LONGEST_ORDINALS = 16
_lasting = re.compile("(?:为期|历时|历经|[近约])$")
_cue = re.compile("[比例][^。，；]{0,8}$")
_NO_NUMBER = "第几数首每某上下前后大"
"""What stands before numerals in Han characters that count nothing: 数十家, 首两届, 下半年."""
_NUMBERED = "节章条届期"
"""Of these a number with a point is an address: 2.1节."""
_MOST_GREAT = 10
"""十八大 is a congress."""
_MINUTES, _HOURS = 60, 24
_ONE = Decimal(1)
_KINDS = {
    "%": FigureKind.PERCENT,
    "‰": FigureKind.PERCENT,
    "个百分点": FigureKind.POINTS,
    "倍": FigureKind.MULTIPLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A number with what touches it. `scale` and `unit` are empty where they stand elsewhere; a bare one is no quantity
    unless a list or a range gives it a unit."""

    start: int
    end: int
    value: Decimal
    value_to: Decimal | None = None
    scale: str = ""
    unit: str = ""
    approx: tuple[Approximation, ...] = ()
    kind: FigureKind | None = None


def amounts_in(text: str, closed: bytes = b"") -> tuple[Amount, ...]:
    """The amounts in a text, in order, none over another. `closed` has a byte for each character, 1 where no number
    counts: in dates, names, numbers of documents.

    >>> [(str(a.value), a.unit, str(a.approx)) for a in amounts_in("3、5、8项，近200万元，10%以上，半年")]
    [('3', '项', ''), ('5', '项', ''), ('8', '项', ''), ('200', '万元', 'nearly'), ('10', '%', 'at_least'), ('0.5', '年', '')]
    >>> [(str(a.value), str(a.value_to), str(a.kind)) for a in amounts_in("500万—1000万元，占1/6，三分之二")]
    [('500', '1000', 'amount'), ('1', '6', 'ratio'), ('2', '3', 'ratio')]
    >>> amounts_in("第5届、3.0版、一批、数十家、4+1、G60、十八大")
    ()
    """
    found = [one for one in _numbers(text) if not any(closed[one.start : one.end])]
    return tuple(_amount(one) for one in _shared(text, _ranges(text, found)) if one.unit or one.scale or one.kind)


def _numbers(text: str) -> Iterator[_Found]:
    at = 0
    for match in _number.finditer(text):
        if match.start() < at or not _stands_alone(text, match):
            continue
        one = _fractions(text, match) or _plain(text, match)
        if one is not None:
            at = one.end
            yield _with_word_before(text, one)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a part of no code, formula or ordinal: G60, 4+1, 第5."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if before in _JOINED or text.endswith(("第 ", "第约"), 0, match.start()):
        return _is_part(text, match)
    if before in _LISTED and _ordinals.search(text, max(0, match.start() - _LONGEST_ORDINALS), match.start()):
        return False
    if after and after in "+＋" and not _is_part(text, match):
        return False
    if match["digits"]:
        return not (before.isascii() and (before.isalpha() or before in "_-#/")) or not before
    return not before or before not in _NO_NUMBER or (match["han"] is not None and match["han"][0] in ROUND)


def _is_part(text: str, match: re.Match[str]) -> bool:
    """Whether a number is one of the parts in brackets behind their total: 60（14+46）家."""
    least = max(0, match.start() - _LONGEST_ORDINALS)
    opening = max(text.rfind("（", least, match.start()), text.rfind("(", least, match.start()))
    if opening < 1 or not text[opening - 1].isdigit():
        return False
    parts = _parts.match(text, opening)
    return parts is not None and match.start() < parts.end()


def _fractions(text: str, match: re.Match[str]) -> _Found | None:
    """1/6, 1:2.5, 三分之一, 百分之三十."""
    parted = _parted.match(text, match.end())
    if parted is not None:
        whole, part = _value(match.group()), _value(parted["number"])
        if whole is None or part is None:
            return None
        if match.group() == "百":
            return _Found(start=match.start(), end=parted.end(), value=part, unit="%")
        return _Found(start=match.start(), end=parted.end(), value=part, value_to=whole, kind=FigureKind.RATIO)
    fraction = _fraction.match(text, match.end()) if match["digits"] else None
    if fraction is None:
        return None
    first, second = Decimal(match["digits"].replace(",", "")), fraction["whole"] or fraction["other"]
    is_time = fraction["other"] and len(second) == 2 and int(second) < _MINUTES and first < _HOURS + 1
    if is_time and not _cue.search(text, max(0, match.start() - _LONGEST_ORDINALS), match.start()):
        return None
    if fraction["whole"] and (first >= Decimal(second) or "." in match["digits"]):
        return None
    return _Found(start=match.start(), end=fraction.end(), value=first, value_to=Decimal(second), kind=FigureKind.RATIO)


def _plain(text: str, match: re.Match[str]) -> _Found | None:
    tail = (_tail if match["digits"] else _han_tail).match(text, match.end())
    if tail is None:
        return None
    unit, scale, value_to = tail["unit"] or "", tail["scale"] or "", None
    approx = [AFTER[word.removeprefix("及")] for word in (tail["more"], tail["most"], tail["after"]) if word]
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", ""))
        if "." in match["digits"] and unit and unit in _NUMBERED:
            return None
        if text[tail.end() : tail.end() + 1].isascii() and text[tail.end() : tail.end() + 1].isalpha() and not unit:
            return None
    elif match["half"]:
        if unit not in ("年", "天", "个月", "小时"):
            return None
        value = Decimal("0.5")
    else:
        numeral = match["han"]
        if _neighbours.fullmatch(numeral):
            value, value_to = (Decimal(value_of(char) or 0) for char in numeral)
            approx.append(Approximation.ABOUT)
            if value >= value_to:
                return None
        else:
            known = _value(numeral)
            if known is None or not _counts(numeral, int(known), unit, scale, bool(approx), text, match.start()):
                return None
            value = known
    if tail["half"]:
        value += Decimal("0.5")
    end = tail.end() if unit or scale or approx else match.end()
    return _Found(
        start=match.start(),
        end=end,
        value=value,
        value_to=value_to,
        scale=scale,
        unit="个百分点" if unit == "百分点" else "%" if unit == "％" else unit,
        approx=tuple(approx),
    )


def _counts(numeral: str, value: int, unit: str, scale: str, rounded: bool, text: str, start: int) -> bool:
    """Whether a numeral in Han characters counts: 一批, 百家争鸣, 三期工程, 二元 do not."""
    if not unit or not value:
        return False
    if unit == "大":
        return 1 < value <= _MOST_GREAT and not scale
    if unit == "期":
        return start > 0 and text[start - 1] in "分共计了"
    if unit == "元":
        return bool(scale) or numeral[-1] in "十百千"
    if numeral == "一":
        return bool(scale) or (unit == "年" and _lasting.search(text, max(0, start - 2), start) is not None)
    if len(numeral) > 1 and not set(numeral) & set("十百千廿"):
        return False
    word = text[max(0, start - 2) : start]
    return numeral not in ("百", "千") or rounded or approximating(text, start) != "" or word.endswith("达")


def _value(numeral: str) -> Decimal | None:
    if "." in numeral:
        return Decimal(numeral)
    # 近百位 leaves out its 一.
    known = value_of(f"一{numeral}" if numeral in ("百", "千") else numeral)
    return None if known is None else Decimal(known)


def _with_word_before(text: str, one: _Found) -> _Found:
    word = approximating(text, one.start)
    if not word:
        return one
    return replace(one, start=one.start - len(word), approx=(BEFORE[word], *one.approx))


def _ranges(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Two numbers with a dash between them made one: 500万—1000万, 10—15%. Without a unit they are none, and the second
    alone is none either."""
    made: list[_Found] = []
    for one in found:
        last = made[-1] if made else None
        between = _between.fullmatch(text[last.end : one.start]) if last and 0 < one.start - last.end < 5 else None
        if last is None or between is None or last.kind or one.kind or last.value_to or one.value_to:
            made.append(one)
            continue
        scale, unit = one.scale or last.scale, one.unit or last.unit
        first = last.value * SCALES[last.scale] / SCALES[scale] if last.scale and scale else last.value
        if last.unit and one.unit and last.unit != one.unit:
            made.append(one)
            continue
        approx = (*last.approx, *one.approx)
        joined = replace(one, start=last.start, value=first, value_to=one.value, scale=scale, unit=unit, approx=approx)
        made[-1] = joined
    return made


def _shared(text: str, found: Sequence[_Found]) -> list[_Found]:
    """Numbers of a list, or a total and its parts, with the unit that stands once, at the end."""
    made: list[_Found] = []
    for one in reversed(found):
        follower = made[-1] if made else None
        if not one.unit and not one.kind and follower is not None and not follower.kind:
            between = text[one.end : follower.start]
            if _list.fullmatch(between) and follower.unit:
                scale = one.scale or follower.scale
                made.append(replace(one, unit=follower.unit, scale=scale))
                continue
        made.append(one)
    return _with_parts(text, made[::-1])


def _with_parts(text: str, found: list[_Found]) -> list[_Found]:
    for index, total in enumerate(found):
        parts = _parts.match(text, total.end)
        if parts is None or total.unit:
            continue
        tail = _tail.match(text, parts.end())
        if tail is None or not tail["unit"]:
            continue
        for other in range(index, len(found)):
            if found[other].start < parts.end() and not found[other].unit:
                found[other] = replace(found[other], unit=tail["unit"], scale=tail["scale"] or "")
    return found


def _amount(one: _Found) -> Amount:
    kind = one.kind
    if kind is None:
        kind = _KINDS.get(one.unit, FigureKind.AMOUNT)
    approx = set(one.approx)
    return Amount(
        start=one.start,
        end=one.end,
        kind=kind,
        value=one.value,
        value_to=one.value_to,
        # A hundred reports have forty thousand figures in a few dozen units: each unit is held once.
        unit=intern(one.scale + one.unit),
        factor=SCALES[one.scale] if one.scale else _ONE,
        base_unit=base_of(one.unit),
        # 近20余项 says both a little less and a little more.
        approx=Approximation.EXACT if not approx else approx.pop() if len(approx) == 1 else Approximation.ABOUT,
    )
