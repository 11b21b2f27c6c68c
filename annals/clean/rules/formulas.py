"""LaTeX that formula-minded OCR puts around plain figures, units and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import is_full
from annals.text.latex import FONT_COMMAND, NOTE, SIGNS, circled, plain_latex
from annals.text.reading import Reading

_delimiter = re.compile(r"\$\$?|\\\(")
_LONGEST = 200
"""Characters of a formula that is looked at: longer ones are no figure with its unit."""
_circled = re.compile(r"\\textcircled\s*+\{\s*+(?:\\\w++\s*+)?(?:\{\s*+)?(\w{1,2})\s*+(?:\}\s*+)?\}")
_lone_sign = re.compile(r"(?<! ) *+\$\s*+(?:\^\s*+)?(?:\{\s*+)?([+＋=×→-])\s*+(?:\}\s*+)?\$ *+")
_MARKS = (
    r"bullet|circ|cdot|ast|star|bigstar|[dD]iamond|diamondsuit|(?:black)?lozenge|(?:black)?square|Box|rhd|checkmark|bigcirc"
    r"|(?:black|big|var)?triangle(?:right|up|down)?|odot|oplus|otimes|circledast|circledcirc|boxplus|boxtimes"
    r"|(?:club|spade|heart)suit|maltese|sharp|(?:[lL]ong)?[rR]ightarrow|leadsto"
)
_list_mark = re.compile(
    rf"^[ ]*(?P<head>#{{1,6}} +|[-*+] +)?(?P<mark>(?:\$[ ]*(?:\\(?:{_MARKS})|[•◦▪■●])[ ]*\$|\\(?:item|{_MARKS})(?![A-Za-z]))[ ]*)"
    # Formulas may open the item, but a row of the signs is none.
    rf"(?=[^\s$]|(?<= )\$(?![ ]*\\(?:{_MARKS})(?![A-Za-z])))",
    re.MULTILINE,
)
_environment = re.compile(r"^[ ]*(\\(?:begin|end)\{(?:itemize|enumerate)\}(?:\[[^\]\n]{0,40}\])?)[ ]*$", re.MULTILINE)
_bare = re.compile(
    rf"(?<![A-Za-z\\:])\\(?:(?P<font>{FONT_COMMAND})[ ]*\{{(?P<inner>[^{{}}$\\\n]{{0,80}})\}}"
    r"|(?P<sign>[A-Za-z]{2,20})(?![A-Za-z{]) ?|(?P<percent>(?<=\d\\)%|(?<=\d[ }]\\)%))"
    rf"|\^[ ]?\{{[ ]*+(?:(?P<note>{NOTE})|(?P<degree>\\circ)|(?P<power>[23]))[ ]*\}}"
)
_RELATIONS = frozenset(
    [
        "sim",
        "times",
        "geq",
        "ge",
        "geqslant",
        "geqq",
        "leq",
        "le",
        "leqslant",
        "leqq",
        "neq",
        "ne",
        "pm",
        "approx",
        "div",
        "degree",
        "textdegree",
        "ldots",
        "dots",
        "rightarrow",
    ]
)
_display = re.compile(r"\$\$[^$]{1,2000}\$\$|\\\[[^$]{1,2000}?\\\]")
_inline = re.compile(r"\$[^$\n]{1,2000}\$|\\\([^$\n]{1,400}?\\\)")
_left_over = re.compile(r"\$|\\[A-Za-z]{2}|[_^][ ]?\{")
_amount = re.compile(r"(?<!\\)(?P<escape>\\)\$\s?\d")
_of_formula = re.compile(r"\\[A-Za-z]{2}|[_^]")


@rule("L102", "公式写法的项目符号")
def list_marks(reading: Reading) -> Iterator[Edit]:
    """Yield • for each LaTeX list mark that opens a line (`$\\bullet$`, `\\item`), a deletion where # or a mark stands
    before it, and deletions of the lines that open and close a list.

    The same commands inside a line stay.
    """
    text = reading.text
    for m in _list_mark.finditer(text):
        yield Edit(start=m.start("mark"), end=m.end("mark"), new="" if m.group("head") else "• ")
    for m in _environment.finditer(text):
        yield Edit(start=m.start(1), end=m.end(1), new="")


@rule("L101", "公式记号", digits=True)
def latex(reading: Reading) -> Iterator[Edit]:
    """Yield plain characters for LaTeX that holds no more than figures, units, words and signs.

    What does not come out plain stays as it is, and so do dollars.
    """
    text = reading.text
    taken: set[int] = set()
    for match in _lone_sign.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        raised_beside_latin = "^" in match.group() and before.isascii() and before.isalnum() and match.group()[0] == "$"
        if not raised_beside_latin:
            taken.update(range(match.start(), match.end()))
            left, right = ("" if is_full(before) else " "), ("" if is_full(after) else " ")
            yield Edit(start=match.start(), end=match.end(), new=f"{left}{match.group(1)}{right}")
    for start, end, inner in _formulas(text):
        if start in taken or end - 1 in taken or _stands_between(text, start, inner):
            continue
        found = plain_latex(inner)
        if found is not None:
            taken.update(range(start, end))
            low, high = _with_gaps(text, start, end, found)
            yield Edit(start=low, end=high, new=found)
    for match in _circled.finditer(text):
        sign = circled(match.group(1))
        if match.start() not in taken and sign:
            yield Edit(start=match.start(), end=match.end(), new=sign)


def _with_gaps(text: str, start: int, end: int, found: str) -> tuple[int, int]:
    """A formula's place with the blank that a tool sets between Chinese and any formula, where what it comes to has a sign at that
    end: beside letters and figures blanks are judged as elsewhere."""
    if (
        found
        and not _worded(found[0])
        and text[start - 1 : start] == " "
        and is_full(text[max(0, start - 2) : start - 1])
    ):
        start -= 1
    if found and not _worded(found[-1]) and text[end : end + 1] == " " and is_full(text[end + 1 : end + 2]):
        end += 1
    return start, end


def _worded(char: str) -> bool:
    return char.isascii() and char.isalnum()


_signed = re.compile(r"[ ]*[-–−+~][ ]*\d[^-–~/+]*")


def _stands_between(text: str, start: int, inner: str) -> bool:
    """Whether what two dollars enclose begins or ends with a sign, as what stands between two formulas does; a figure
    with its sign is one where all dollars before it on its line come in pairs and no amount stands before it."""
    if inner.strip() == inner.strip(" -–~/+"):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not _signed.fullmatch(inner) or before.count("$") % 2 == 1 or before[-1:].isdigit()


def _formulas(text: str) -> Iterator[tuple[int, int, str]]:
    """What stands between two dollars or two of another delimiter; where it turns out to be none, the second may open one."""
    at = 0
    while opening := _delimiter.search(text, at):
        mark = opening.group()
        closing = _closing(text, opening)
        at = opening.end()
        if closing < 0:
            continue
        inner = text[opening.end() : closing]
        # Words stand between two formulas, or between two amounts; so does what is apart from the dollar that a word touches.
        touched = _closed.search(text[max(0, opening.start() - 1) : at + 1])
        lopsided = inner[:1] != " " and inner[-1:] == " " and _letter.search(inner)
        words = "\\" not in inner and (_words.search(inner) or lopsided or touched)
        if "\n" in inner or "$" in inner or words:
            continue
        yield opening.start(), closing + len(mark), inner
        # What bears a command is a formula, plain or not: the words behind it stand between two.
        if plain_latex(inner) is not None or _command.search(inner):
            at = closing + len(mark)


_command = re.compile(r"\\[A-Za-z]|[_^]")
_closed = re.compile(r"[A-Za-z\d.)}\]]\$ ")
_letter = re.compile("[A-Za-z]")
_words = re.compile(r"(?<![A-Za-z\\{])[A-Za-z]{2,} [A-Za-z]{2,}")


def _closing(text: str, opening: re.Match[str]) -> int:
    """Where the mark stands that closes a formula, -1 where none does; a dollar behind a backslash is an amount's."""
    mark = "\\)" if opening.group() == "\\(" else opening.group()
    at = text.find(mark, opening.end(), opening.end() + _LONGEST)
    while at > 0 and mark[0] == "$" and text[at - 1] == "\\":
        at = text.find(mark, at + 1, opening.end() + _LONGEST)
    return at


@rule("L103", "散在文中的公式命令", digits=True)
def bare_commands(reading: Reading) -> Iterator[Edit]:
    """Yield the words of font commands, the sign of relation commands, note marks and degrees that stand in the text
    without dollars, and deletions of the backslash before those of an amount, which opens no formula now that all are read.

    Formulas that stay, paths and unknown commands are left alone.
    """
    text = reading.text
    if "\\" not in text and "^" not in text:
        return
    displayed = [m.span() for m in _display.finditer(text)]
    for shape in reading.lines:
        if ("\\" in shape.text or "^" in shape.text) and not any(a <= shape.start < b for a, b in displayed):
            if not _of_formula.search(shape.text):
                amounts = _amount.finditer(text, shape.start, shape.end)
                yield from (Edit(start=m.start("escape"), end=m.end("escape"), new="") for m in amounts)
            yield from _bare_edits(text, shape.start, shape.end)


def _bare_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    """The edits of one line; none where after them something of a formula were left outside dollars."""
    formulas = [m.span() for m in _inline.finditer(text, start, end)]
    edits = []
    for m in _bare.finditer(text, start, end):
        new = None if any(low <= m.start() < high for low, high in formulas) else _bare_text(m)
        if new is not None:
            edits.append(Edit(start=m.start(), end=m.end(), new=new))
    rest, done = [], start
    for low, high in sorted([*formulas, *((edit.start, edit.end) for edit in edits)]):
        rest.append(text[done:low])
        done = high
    if not _left_over.search("".join([*rest, text[done:end]])):
        yield from edits


def _bare_text(match: re.Match[str]) -> str | None:
    if match.group("font"):
        return plain_latex(match.group())
    if match.group("sign"):
        return SIGNS[match.group("sign")] if match.group("sign") in _RELATIONS else None
    if match.group("percent"):
        return "%"
    if match.group("note"):
        return re.sub(r"\s", "", match.group("note"))
    return "°" if match.group("degree") else {"2": "²", "3": "³"}[match.group("power")]
