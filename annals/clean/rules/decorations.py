"""Glyphs that a designer put before headings, items and values, and bold without meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annals.clean.contract import rule
from annals.model import Edit, HintKind
from annals.text.characters import HAN, is_han
from annals.text.lines import FRAMES, Shape
from annals.text.reading import Reading

_end_mark = re.compile(r"(?<=[。！？”）])[ ]*[☐☒□■▪◇◆●▲△]+(?=[ ]*$)", re.MULTILINE)
_hollow = re.compile(rf"^[ ]*(o)(?= +[{HAN}“《])", re.MULTILINE)
_unmapped = re.compile(rf"^[ \f]*(\(cid:\d{{1,5}}\))(?= *[{HAN}A-Za-z\d“《])", re.MULTILINE)
_ruled = re.compile(r"^[ ]*([—–―\-_=─━＿═*~～]{3,}|\+{4,}|([*_-]) +\2 +\2)[ ]*$", re.MULTILINE)
_key_glyph = re.compile(r"(?<=\S) ○ *(?=(\S?))")
_bold = re.compile(r"\*\*([^*\n]+)\*\*")
_blanks = re.compile(r"[ \t\u3000]{1,8}")
_figure = re.compile(r"[A-Za-z\d.,，:：/%％±+\-—～~亿万千百余多元个项家次人场倍吨亩㎡m²N ]+")


@rule("D101", "装饰图形", drops=True)
def heading_glyphs(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the glyphs before headings and items, and of brackets or bold that frame a whole short line.

    Left in, they would read as quotations or lists. A hint keeps where each stood, as evidence for structure.
    The same signs inside a line, closing title marks, numbering and bold sentences stay, and so do stars that rate what stands behind
    them, more of them on one line than on the next.
    """
    for at, shape in enumerate(reading.lines):
        if shape.glyph and not _rates(reading.lines, at):
            kind = HintKind.ITEM_GLYPH if shape.bullet else HintKind.GLYPH
            yield Edit(start=shape.glyph_start, end=shape.body, new="", hint=kind)
            if shape.glyph in FRAMES:
                yield Edit(start=shape.end - len(shape.glyph), end=shape.end, new="")


def _rates(lines: Sequence[Shape], at: int) -> bool:
    """Whether a sign stands before a line as often as the thing there is worth: another number of times before a line beside it, below
    what announces them (`★★★ 甲宾馆`, `★★ 乙招待所`)."""
    signs = set(lines[at].glyph)
    if not signs < _RATING:
        return False
    first, end = at, at + 1
    while first and set(lines[first - 1].glyph) == signs:
        first -= 1
    while end < len(lines) and set(lines[end].glyph) == signs:
        end += 1
    announced = first > 0 and lines[first - 1].text[-1] in "：:"
    return announced and len({len(line.glyph) for line in lines[first:end]}) > 1


_RATING = frozenset("★☆")


@rule("D105", "空心圆项目符号", digits=True)
def hollow_bullets(reading: Reading) -> Iterator[Edit]:
    """Yield `◦` for the letter o that a word processor's hollow bullet became, and for a character of a symbol font that a
    tool could only number (`(cid:132)`).

    Evidence: it opens a line before Chinese text, on two lines at least; a single one may be a word.
    """
    text = reading.text
    for kind in (_hollow, _unmapped):
        found = list(kind.finditer(text))
        for match in found if len(found) > 1 else ():
            spaced = text[match.end(1)] == " "
            yield Edit(start=match.start(1), end=match.end(1), new="◦" if spaced else "◦ ")


@rule("D106", "分隔线", drops=True)
def ruled_lines(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion, with a hint, for each line that is nothing but a rule.

    Where a box begins and ends structure still sees by the hint. Two characters are a dash, not a rule: left alone.
    """
    text = reading.text
    return (Edit(start=m.start(1), end=m.end(1), new="", hint=HintKind.RULE) for m in _ruled.finditer(text))


@rule("D104", "文末的图形", drops=True)
def end_marks(reading: Reading) -> Iterator[Edit]:
    """Yield a deletion for each end mark (☐) behind the last sentence of an article.

    Evidence: the line's end, behind sentence punctuation. A glyph elsewhere may be a ticked box: left alone.
    """
    text = reading.text
    return (Edit(start=m.start(), end=m.end(), new="") for m in _end_mark.finditer(text))


@rule("D102", "键与值之间的圆圈")
def key_glyphs(reading: Reading) -> Iterator[Edit]:
    """Yield a colon for the circle between key and value, a deletion where no value follows; hints tell the two apart.

    A circle without a space before it may be the zero of a year: left alone.
    """
    text = reading.text
    for match in _key_glyph.finditer(text):
        has_value = match.group(1) != ""
        yield Edit(
            start=match.start(),
            end=match.end(),
            new="：" if has_value else "",
            hint=HintKind.KEY if has_value else HintKind.EMPTY_KEY,
        )


@rule("D108", "断成几截的加粗")
def bold_pieces(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the asterisks between two pieces of bold with nothing but blanks between: one run of bold that a word
    processor cut, as it sets digits in another font (`**2** **总体情况**`).

    What stands between the pieces stays, and so does bold with a word or mark between. Two Chinese words in bold may be two; single characters
    are one that was set wide.
    """
    text = reading.text
    for one, other in pairwise(_bold.finditer(text)):
        words = is_han(one[1][-1]) and is_han(other[1][0])
        spread = words and is_han(other[1]) and (len(one[1]) == 1 or not is_han(one[1][-2]))
        if not _blanks.fullmatch(text, one.end(), other.start()) or (words and not spread):
            continue
        yield Edit(start=one.end() - 2, end=other.start() if spread else one.end(), new="")
        yield Edit(start=other.start(), end=other.start() + 2, new="")


@rule("D103", "纯数字加粗")
def bold_figures(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of the asterisks around bold that holds figures and units alone: a large print, not a stress.

    Bold with words in it stays: it names an item.
    """
    text = reading.text
    for match in _bold.finditer(text):
        if _figure.fullmatch(match.group(1)):
            yield Edit(start=match.start(), end=match.start() + 2, new="")
            yield Edit(start=match.end() - 2, end=match.end(), new="")
