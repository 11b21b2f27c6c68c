"""Paragraphs set to a width by a typesetter of its own come back whole, whichever way the page parts them."""

from __future__ import annotations

import random
import re

import pytest

from annals.clean.rules.measuring import measured
from annals.clean.rules.wraps import full_lines
from annals.text.reading import Reading
from tests.support.words import LEXICON

_WORDS = (
    "全省",
    "企业",
    "创新",
    "平台",
    "投入",
    "增长",
    "机构",
    "市场",
    "人才",
    "合作",
    "基地",
    "128家",
    "2015年",
    "5G网络",
)
_NO_START = "，。"
_DRESSES = ("indent", "blank line", "blank at the end", "lost indent")


def _paragraph(rng: random.Random) -> str:
    clauses = ["".join(rng.choices(_WORDS, k=rng.randint(3, 9))) for _ in range(rng.randint(4, 14))]
    marks = [rng.choice("，，。") for _ in clauses[1:]]
    return "".join(clause + mark for clause, mark in zip(clauses, [*marks, "。"], strict=True))


def _set(text: str, width: int, first: int, *, whole: bool = False) -> list[str]:
    """Lines of a text, broken where the next character finds no room, or the next figure where these stay `whole`; a mark
    hangs over rather than begins a line."""
    lines, line, room = [], "", float(width - first)
    for char in re.findall(r"[\d.]+|." if whole else ".", text):
        wide = sum(0.5 if each.isascii() else 1.0 for each in char)
        if room < wide and char not in _NO_START:
            lines.append(line)
            line, room = "", float(width)
        line, room = line + char, room - wide
    return [*lines, line]


def _joined(printed: str) -> str:
    reading = Reading(text=printed, lexicon=LEXICON)
    text = printed
    for edit in sorted(full_lines.find(reading), key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@pytest.mark.parametrize("dress", _DRESSES)
@pytest.mark.parametrize("width", [24, 33, 42])
def test_paragraphs_come_back_whole(dress: str, width: int) -> None:
    rng = random.Random(f"{dress} {width}")
    paragraphs = [_paragraph(rng) for _ in range(30)]
    indented = "indent" in dress
    printed: list[str] = []
    for paragraph in paragraphs:
        lines = _set(paragraph, width, 2 if indented else 0)
        if dress == "indent":
            lines[0] = "    " + lines[0]
        if dress == "blank at the end":
            lines[-1] += " "
        printed += [*lines, ""] if dress == "blank line" else lines
    text = _joined("\n".join(printed))
    whole = {line.strip() for line in text.split("\n")}
    lost = [paragraph for paragraph in paragraphs if paragraph not in whole]
    assert len(lost) <= (2 if dress == "lost indent" else 0), lost


def test_short_paragraphs_beside_wider_ones_are_no_wraps() -> None:
    """Entries of one width, unfinished and with a comma each, stand beside lines that the width does not hold."""
    rng = random.Random("entries")
    short = [f"{rng.choice(_WORDS[:11])}情况，共{number}个单位" for number in range(10, 34)]
    long = [_paragraph(rng)[: 24 + 4 * step].rstrip("，。") for step in range(12)]
    text = "\n\n".join(line for pair in zip(short, [*long, *long], strict=True) for line in pair)
    assert not list(full_lines.find(Reading(text=text, lexicon=LEXICON)))


@pytest.mark.parametrize("blank", [False, True], ids=["close", "a blank line behind each"])
def test_a_page_and_boxes_in_smaller_characters_are_each_measured(blank: bool) -> None:
    """As in the PDF of a plan: pages of 29 characters, between them boxes of 36, indents lost; a tool may set a blank line
    between any two lines, so that nothing but the widths tells: not even they tell of a paragraph that ends with its line."""
    rng = random.Random(f"boxes {blank}")
    paragraphs: list[str] = []
    printed: list[str] = []
    tied: set[str] = set()
    for part in range(24):
        boxed = part % 8 > 2
        printed.append(f"{part % 8}. 平台建设" if boxed else f"（{'一二三'[part % 3]}）推进基地建设")
        for _ in range(1 if boxed else 3):
            paragraph, width = _paragraph(rng), 36 if boxed else 29
            lines = _set(paragraph, width, 2)
            if printed[-1][-1] == "。" and len(printed[-1]) >= width - 3:
                tied.update((paragraphs[-1], paragraph))
            paragraphs.append(paragraph)
            printed += lines
    whole = _joined("\n".join(part for line in printed for part in ((line, "") if blank else (line,)))).split("\n")
    lost = [paragraph for paragraph in paragraphs if paragraph not in whole]
    assert len(tied) < len(paragraphs) / 3
    assert set(lost) <= tied and all(any(paragraph in line for line in whole) for paragraph in lost)


@pytest.mark.parametrize("seed", [1, 3, 6, 7])
def test_a_box_set_to_another_width_hides_no_width_around_it(seed: int) -> None:
    """Its lines, as many as the text's among those that are measured together, would leave these without a width."""
    rng = random.Random(seed)
    paragraphs = [_paragraph(rng) for _ in range(24)]
    lines: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        boxed = 12 <= at < 16
        lines += [*([f"{at - 11}. 平台建设"] if boxed else []), *_set(paragraph, 37 if boxed else 29, 2)]
    whole = _joined("\n".join(lines)).split("\n")
    assert [paragraph for paragraph in paragraphs if paragraph not in whole] == []


@pytest.mark.parametrize("seed", [1, 4, 5, 7])
def test_long_figures_hide_no_lost_indent(seed: int) -> None:
    """A line that ends before a long figure leaves much room, and pages put blank lines anywhere; that first lines leave
    more of the width than others shows that they were set in."""
    rng = random.Random(seed)
    paragraphs, printed = [], []
    for _ in range(24):
        named = [rng.choice(_WORDS[:12]) + rng.choice(_WORDS[:12]) for _ in range(rng.randint(2, 5))]
        clauses = [f"{name}产值{rng.randint(100, 999)}.{rng.randint(10, 99)}亿元" for name in named]
        paragraphs.append("，".join(clauses) + "。")
        for line in _set(paragraphs[-1], 20, 2, whole=True):
            printed += [line, ""] if rng.random() < 0.12 else [line]
    whole = _joined("\n".join(printed)).split("\n")
    assert [paragraph for paragraph in paragraphs if paragraph not in whole] == []


def test_a_source_that_stops_short_ends_with_its_line() -> None:
    printed = "资料来源：镇水利站\n沿渠各户按亩分摊水费，全年收齐的有三百二十户，欠费的由村里先垫。\n（见附件）\n"
    assert 2 not in measured(Reading(text=printed, lexicon=LEXICON)).walls
    noted = printed.replace("镇水利站", "镇水利站全年抄表的记录，由各村会计核对，")
    assert 2 in measured(Reading(text=noted, lexicon=LEXICON)).walls


_FULL_STOP = (
    "全县渠道衬砌率居全市首位，灌溉面积占耕地的六成，仍在",
    "增加。各村轮流值守水闸，汛期每日巡查两次，费用由镇里",
    "和村里各出一半。",
)
_ENDS_FULL = (
    "水库的蓄水量比常年多，其中上游三座水库超过了汛限水位。",
    "经县里批准以后提前开闸预泄，下游的六个乡镇没有受淹，",
    "损失比上年少。",
)


def test_a_blank_line_below_a_full_line_that_ends_a_sentence_parts_it_though_no_other_end_tells() -> None:
    chapters = "".join(f"{number}、渠道\n{chr(10).join(_FULL_STOP)}\n" for number in "一二三四五")
    above, *below = _ENDS_FULL
    joined = _joined(f"{chapters}六、水库\n{above}\n\n{chr(10).join(below)}\n")
    assert "汛限水位。\n\n经县里批准" in joined
