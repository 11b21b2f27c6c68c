"""Numbered lines that say or announce something and name nothing: keys with values, entries of a list, steps, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.structure.evidence import LABEL_WIDTH, Evidence
from annals.structure.same_style import ITEMS, heads_same_style
from annals.text.articles import ARTICLE
from annals.text.blanks import holds_blank
from annals.text.characters import han_character
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.lines import CHAPTERS, OUTLINED, key_value

_DETAILS = ("X.Y", "X.Y.Z", "X.Y.Z.W", "1.", "（1）")
_WIDER = (*CHAPTERS, "条", *OUTLINED, "Ⅰ", "一、", "（一）", "1.", "（1）")
"""The styles of numbers from the widest to the narrowest."""
_displayed = re.compile(r"\$\$|\\\[(?!\d)|\\begin\{")
"""How a line begins in the raw text that sets a formula apart: what is plain loses its marks."""
_address = re.compile(r"https?:|www\.|[?&]\w{1,40}=|%[0-9A-F]{2}|,[^,]{1,80},")
"""An address of the network, or one with a street, a town and a code, where nothing Chinese stands beside it."""


def says(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a numbered line, though no sentence, is no title."""
    return (
        _is_stated(lines, index)
        or _is_filled_in(lines, index)
        or _announces(lines[index])
        or _enumerated(lines, index)
        or _steps(lines, index)
        or _is_address(lines[index].text)
    )


def _announces(line: Evidence) -> bool:
    """Whether a numbered line ends in a colon and tells under which condition a list follows: `1.4.3 投标人不得有下列情形之一：`."""
    if line.leads_to_list and line.shape.width > LABEL_WIDTH:
        return True
    told = line.shape.numbering in (*_DETAILS, "（一）") and not line.shape.hashes and line.text.endswith(("：", ":"))
    clause = line.shape.numbering != "X.Y" and "，" in line.text
    return told and (clause or _states_condition(line.text, line.lexicon))


def _states_condition(text: str, lexicon: Lexicon) -> bool:
    # 须知 and 应知 are nouns.
    return re.search(rf"{any_of(lexicon.conditions)}(?!知)", text) is not None


def _is_address(text: str) -> bool:
    return han_character.search(text) is None and _address.search(text) is not None


def _enumerated(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a line numbered 1. or （1） stands beside another one with nothing between: an
    enumeration, not headings."""
    style = lines[index].shape.numbering
    near = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    beside = any(other.shape.numbering == style and not other.run_in for other in near)
    if style not in ("1.", "（1）") or not beside:
        return False
    first = max(0, index - ITEMS)
    return not heads_same_style([line.shape for line in lines[first : index + 2]], index - first)


def _steps(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a line with half a bracket (`3）`) has no text below it: a step of a procedure, an item."""
    below = lines[index + 1 : index + 2]
    return (
        lines[index].text[:1].isdigit()
        and lines[index].shape.numbering == "（1）"
        and not any(line.shape.prose for line in below)
    )


def _is_stated(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a line with a number tells a key and its value: the value has a figure, or the next number stands right beside
    it (`2.2 招标编号：JS-15`, `2.5 交货地点：某市一矿`). A title may have two halves: `4.1 基础定位：从提示词看`."""
    line = lines[index]
    if line.shape.hashes or line.shape.numbering not in _DETAILS:
        return False
    value = line.text[line.shape.number_end - line.shape.body :].replace(":", "：").partition("：")[2]
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    listed = any(other.shape.numbering == line.shape.numbering and "：" in other.text for other in beside)
    return bool(value) and (listed or any(char.isdigit() for char in value))


def _is_filled_in(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a numbered line labels a blank of a form, or a value with nothing below it, among others that do:
    `（一）联系人：____`, `（二）电话：`, or behind a clause `5.2 适用法律：某国法律`. What has a text below it is its heading:
    `（一）指导思想：`, `（一）创新主体：数量增长`."""
    line = lines[index]
    if holds_blank(line.text):
        return True
    if line.shape.hashes or not is_key(line) or not _has_nothing_below(lines, index):
        return False
    beside = [*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2]]
    alike = [other for other in beside if other.shape.numbering == line.shape.numbering]
    open_end = line.text[-1] in "：:" and line.shape.numbering != "一、"
    clause = line.shape.numbering in _DETAILS and any(other.shape.ended for other in alike)
    return open_end or clause or any(is_key(other) for other in alike)


def is_key(line: Evidence) -> bool:
    """Whether what stands behind a line's number is a name with a colon, a value behind it or none."""
    said = line.text[max(0, line.shape.number_end - line.shape.body) :]
    return said[-1:] in ("：", ":") or key_value(said) is not None


def _has_nothing_below(lines: Sequence[Evidence], index: int) -> bool:
    """Whether the next line begins something that stands beside a line or above it: a mark of a heading, a number of the same or a
    wider style, an article, another key without a value; or there is none."""
    line = lines[index].shape
    return all(
        bool(below.shape.hashes)
        or ARTICLE.match(below.text) is not None
        or (below.colon and not below.shape.marked)
        or (below.shape.numbering != "" and _WIDER.index(below.shape.numbering) <= _WIDER.index(line.numbering))
        for below in lines[index + 1 : index + 2]
    )


def _credits_quotation(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a line says whose words stand in quotation marks right above it, apart from what follows."""
    above, line, after = lines[max(0, index - 1)], lines[index], lines[index + 1 : index + 2]
    quoted = index > 0 and above.text[0] in "“「" and above.text[-1] in "”」" and above.shape.ended
    apart = all(other.shape.blanks_before or other.shape.page_before for other in after)
    return quoted and apart and not (line.shape.blanks_before or line.shape.page_before)


def _leads_to_formula(lines: Sequence[Evidence], index: int) -> bool:
    """Whether the formula of a sentence stands right below a line, which says its beginning: `由此可得`, `其中方差由下式给出`."""
    return any(_displayed.match(below.printed) for below in lines[index + 1 : index + 2])


def _lists_works(lines: Sequence[Evidence], index: int) -> bool:
    """Whether the title of a book is one of several below each other, which a work that is told of has text below it: a list of them.
    At the very top of a text stands what it is about."""
    run = [at for at in (index - 1, index, index + 1) if 0 <= at < len(lines) and _work.fullmatch(lines[at].text)]
    return index in run and len(run) > 1 and run[0] > 0 and not any(lines[at].shape.hashes for at in run)


_work = re.compile("《[^《》]{1,60}》(?:[（(][^（）()]{1,20}[）)])?")


def goes_with_another(lines: Sequence[Evidence], index: int) -> bool:
    """Whether a short line belongs to the one above, whose words it credits, or to the formula below, or is one of several works."""
    return _credits_quotation(lines, index) or _leads_to_formula(lines, index) or _lists_works(lines, index)
