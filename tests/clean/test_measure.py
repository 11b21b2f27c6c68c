"""Paragraphs set to a width by a typesetter of its own come back whole, whichever way the page parts them."""

from __future__ import annotations

import random

import pytest

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


def _set(text: str, width: int, first: int) -> list[str]:
    """Lines of a text, broken where the next character finds no room; a mark hangs over rather than begins a line."""
    lines, line, room = [], "", float(width - first)
    for char in text:
        wide = 0.5 if char.isascii() else 1.0
        if room < wide and char not in _NO_START:
            lines.append(line)
            line, room = "", float(width)
        line, room = line + char, room - wide
    return [*lines, line]


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
    reading = Reading(text="\n".join(printed), lexicon=LEXICON)
    text = reading.text
    for edit in sorted(full_lines.find(reading), key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
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
