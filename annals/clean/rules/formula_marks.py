"""Formulas in which nothing is left, and small characters that Markdown sets between marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import is_full
from annals.text.latex import FONT_COMMAND, NOTE, lowered, raised
from annals.text.reading import Reading

_formula = re.compile(r"(?<![\\$])\$\$?(?P<inside>[^$\n]{0,120}?)(?<!\\)\$\$?(?!\$)|\\\((?P<other>[^$\n]{0,120}?)\\\)")
_gap = re.compile(r"\\(?:q?quad(?![A-Za-z])|[hv]space\*?\{[^{}]{0,20}\}|[ ,;:!])|~")
_nothing = re.compile(
    rf"\\(?:{FONT_COMMAND}|phantom|hphantom|vphantom|boxed|stackrel|overline|overset|underset|left\.|right\.)(?![A-Za-z])|[_^{{}}\s]"
)
_phantom = re.compile(r"\\[hv]?phantom\{[^{}]{0,40}\}")
_bare = re.compile(rf"(?<!\\)\\(?:{FONT_COMMAND})[ ]?\{{[ ]*\}}|[_^]\{{[ ]*\}}")
_bare_gap = re.compile(r"[ ]?(?<!\\)\\q?quad(?![A-Za-z])[ ]?")
_thousands = re.compile(r"(?<![\d.])\d{1,3}(?P<gap>\\,)(?=\d{3}(?!\d))")
_small = re.compile(r"(?<![\^~\\])(?P<mark>[\^~])(?P<inside>\\?[\[（(]?[\dn+−①-⑳-][^\s^~\n]{0,9})(?P=mark)(?![\^~])")
_note = re.compile(rf"{NOTE}|[①-⑳]")
_BLANK = "underline"
"""Around a gap it is a blank to be filled in."""
_lettered = re.compile(r"[A-Za-z)\]]")


@rule("L104", "空的公式", digits=True)
def empty_formulas(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of formulas that hold nothing but empty groups (`$ _{} $`), a blank where they hold a gap, of empty groups
    without dollars, and of the gap in `12\\,000`.

    A formula that shows anything stays, and so do dollars that enclose none.
    """
    text = reading.text
    done = 0
    for match in _formula.finditer(text):
        inside = match["inside"] if match["inside"] is not None else match["other"]
        left = _nothing.sub("", _gap.sub("", _phantom.sub("", inside)))
        if left or (not inside.strip() and match["other"] is None) or _BLANK in inside:
            continue
        start, end = _with_blanks(text, *match.span())
        if start >= done:
            yield Edit(start=start, end=end, new=_between(text, start, end, gap=_gap.search(inside) is not None))
            done = end
    if "\\" not in text and "{" not in text:
        return
    formulas = [m.span() for m in _formula.finditer(text)]
    for form in (_bare, _bare_gap):
        for match in form.finditer(text):
            if not any(low < match.end() and match.start() < high for low, high in formulas):
                new = "" if form is _bare else _between(text, *match.span(), gap=True)
                yield Edit(start=match.start(), end=match.end(), new=new)
    for match in _thousands.finditer(text):
        if not any(low <= match.start() < high for low, high in formulas):
            yield Edit(start=match.start("gap"), end=match.end("gap"), new="")


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with the blanks on both sides of it, on its line."""
    while text[start - 1 : start] == " ":
        start -= 1
    while text[end : end + 1] == " ":
        end += 1
    return start, end


def _between(text: str, start: int, end: int, *, gap: bool) -> str:
    """What stays between two neighbours: a blank where the formula held a gap, or two Latin words were apart."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.strip() or not after.strip():
        return ""
    apart = text[start] == " " and not (is_full(before) or is_full(after))
    return " " if gap or apart else ""


@rule("L105", "上下标的记号", digits=True)
def small_characters(reading: Reading) -> Iterator[Edit]:
    """Yield small characters for what pandoc sets between `^` or `~` (`m^2^`, `CO~2~`); the mark of a note keeps its brackets.

    Where there is no such character, in formulas and addresses, and between two figures, where ~ reads "to", all stays.
    """
    text = reading.text
    for match in _small.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.strip() or (match["mark"] == "~" and not _lettered.match(before)):
            continue
        inside = match["inside"].replace("\\", "")
        if match["mark"] == "^" and _note.fullmatch(inside):
            yield Edit(start=match.start(), end=match.end(), new=inside)
            continue
        small = (raised if match["mark"] == "^" else lowered)(inside)
        if small:
            yield Edit(start=match.start(), end=match.end(), new=small)
