"""LaTeX that holds no more than figures, units, signs and words, read as plain characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annals.text.characters import HAN

_ALPHABETS = frozenset(["mathbb", "Bbb", "mathcal", "mathscr", "mathfrak"])
"""Fonts in which a letter of its own is a sign of its own: the real numbers are no R."""
_FONT_NAMES = (
    "mathrm text mathbf mathit textrm textbf textit textsf textsl textsc textup textmd texttt mathsf mathtt "
    "operatorname boldsymbol pmb bm mbox hbox textnormal mathnormal mathop mathord mathbin mathrel mathinner emph "
    "underline boxed fbox"
)
_FONTS = _ALPHABETS | frozenset(_FONT_NAMES.split())
_COLOURS = ("textcolor", "colorbox")
"""Fonts that name a colour before what they are applied to."""
FONT_COMMAND = "|".join(sorted(_FONTS, key=len, reverse=True))
"""Commands that only say how their argument looks, as a part of a regular expression."""
_SWITCH_NAMES = (
    "rm bf it sf tt em sl sc bfseries mdseries itshape slshape scshape upshape rmfamily sffamily ttfamily normalfont"
)
_FONT_SWITCHES = frozenset(_SWITCH_NAMES.split())
"""Commands that say how the rest of their group looks; what they stand before is text, as an argument of _FONTS is."""
_SWITCHES = frozenset(
    [
        *_FONT_SWITCHES,
        "scriptstyle",
        "displaystyle",
        "textstyle",
        "scriptscriptstyle",
        "scriptsize",
        "footnotesize",
        "small",
        "normalsize",
        "tiny",
        "large",
        "Large",
        "LARGE",
        "huge",
        "Huge",
        "boldmath",
        "left",
        "right",
        "big",
        "Big",
        "bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "limits",
        "smash",
    ]
)
SIGNS = {
    **dict(pair.split() for pair in (
        "sim ～", "times ×", "geq ≥", "ge ≥", "geqslant ≥", "geqq ≥", "leq ≤", "le ≤", "leqslant ≤", "leqq ≤", "neq ≠", "ne ≠",
        "pm ±", "mp ∓", "mu μ", "cdot ·", "circ °", "degree °", "textdegree °", "approx ≈", "sharp #", "div ÷", "equiv ≡",
        "ll ≪", "gg ≫", "lt <", "gt >", "infty ∞", "propto ∝", "permil ‰", "prime ′", "bullet •", "star ★", "ast *",
        "ldots …", "dots …", "cdots …", "permille ‰", "textperthousand ‰", "perthousand ‰", "yen ¥", "textyen ¥",
        "pounds £", "euro €", "texteuro €", "copyright ©", "circledR ®", "textregistered ®", "texttrademark ™", "S §", "P ¶",
        "dagger †", "dag †", "ddagger ‡", "ddag ‡", "surd √", "angle ∠", "perp ⊥", "because ∵", "therefore ∴", "cong ≅",
        "simeq ≃", "in ∈", "notin ∉", "subset ⊂", "cup ∪", "cap ∩", "maltese ✠",
        "rightarrow →", "to →", "leftarrow ←", "gets ←", "uparrow ↑", "downarrow ↓", "updownarrow ↕", "Rightarrow ⇒",
        "Leftarrow ⇐", "leftrightarrow ↔", "Leftrightarrow ⇔", "longrightarrow →", "longleftarrow ←", "Longrightarrow ⇒",
        "longleftrightarrow ↔", "leadsto ⇝", "nearrow ↗", "searrow ↘", "nwarrow ↖", "swarrow ↙", "mapsto ↦",
        "checkmark ✓", "square □", "Box □", "blacksquare ■", "diamond ◇", "Diamond ◇", "diamondsuit ◇", "lozenge ◇",
        "blacklozenge ◆", "bigstar ★", "bigcirc ○", "circledcirc ◎", "odot ⊙", "oplus ⊕", "ominus ⊖", "otimes ⊗", "oslash ⊘",
        "circledast ⊛", "boxplus ⊞", "boxtimes ⊠", "clubsuit ♣", "spadesuit ♠", "heartsuit ♥", "triangle △", "bigtriangleup △",
        "vartriangle △", "blacktriangle ▲", "bigtriangledown ▽", "triangledown ▽", "blacktriangledown ▼", "triangleright ▷",
        "rhd ▷", "blacktriangleright ▶", "triangleleft ◁", "lhd ◁", "blacktriangleleft ◀",
        "parallel ∥", "mid |", "vert |", "backslash \\", "AA Å", "ell l",
        "alpha α", "beta β", "gamma γ", "delta δ", "epsilon ε", "varepsilon ε", "zeta ζ", "eta η", "theta θ", "kappa κ",
        "lambda λ", "nu ν", "xi ξ", "pi π", "rho ρ", "sigma σ", "tau τ", "phi φ", "varphi φ", "chi χ", "psi ψ", "omega ω",
        "Gamma Γ", "Delta Δ", "Theta Θ", "Lambda Λ", "Pi Π", "Sigma Σ", "Phi Φ", "Psi Ψ", "Omega Ω",
    )),
    "%": "%", "#": "#", "&": "&", "_": "_", "$": "$", "{": "{", "}": "}",
}  # fmt: skip
"""What commands for single signs stand for."""
_BLANK, _GAP, _WIDE, _KEPT = "\x1c", "\x1d", "\x1e", "\x1f"
"""A blank between tokens, one that LaTeX sets, a wide one, one between words of a text."""
_GAPS = {",": _GAP, ";": _GAP, ":": _GAP, " ": _GAP, "!": "", "quad": _WIDE, "qquad": _WIDE}
_up = str.maketrans("0123456789+-−n()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ⁽⁾")
_down = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_UP, _DOWN = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ⁽⁾°μ′*"), frozenset("₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
NOTE = r"[\[（(]?\s*\d{1,3}(?:\s*[-–—,，~～、]\s*\d{1,3}){0,9}\s*[\]）)]"
"""A mark that leads to a note, as a part of a regular expression."""
_between_words = re.compile(r"(?<=[A-Za-z]) {2,}(?=[A-Za-z])")
_note = re.compile(rf"(?:{NOTE}[-–—,，~～]?){{1,4}}|[①-⑳]")
_signs = "".join(sorted({re.escape(sign) for sign in SIGNS.values()} - {r"\$", r"\{", r"\}", r"\\"}))
_units = "℃℉％\u3300-\u33ff"
"""Signs of units that have a character of their own, as ㎡ and ㎏ do: a tool may write them inside a font command."""
_plain = re.compile(rf"[\w.,%‰()\[\]/+\-−:=⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ⁽⁾₀-₉₊₋₍₎①-⑳ⓐ-ⓩ{HAN}，。；：（）、“” {_units}{_signs}]+")
_name = re.compile(r"[A-Za-z]{2}$")
_index = re.compile(r"[A-Za-z]{1,3}|\d{1,3}\.\d{1,2}")
_FRACTIONS = ("frac", "dfrac", "tfrac")
_fraction = re.compile(r"\s?\{\s?(\d{1,3})\s?\}\s?\{\s?(\d{1,3})\s?\}")
_mixed = re.compile(r"[\d./][\x1c\x1d]*$")
"""Behind a figure a fraction has a blank, or both would run together."""
_command = re.compile(r"\\([A-Za-z]+|.)")
_split_number = re.compile(r"\d(?:[\x1c\x1d.,]*\d)+")
_thousands = re.compile(r"\d{1,3}(?:\x1d\d{3})+(?:\.\d+)?")
_per_mille = re.compile(r"(?<=\d)%₀")
_han = re.compile(f"[{HAN}，。；：（）、]")
_side_by_side = re.compile(rf"{_han.pattern}{{2}}")
_NAMED = 12
"""So many characters and blanks before an index tell whether it is that of a name."""
_MOST = 8
"""Groups are nested no deeper in what is plain."""


class _FormulaError(ValueError):
    """It is more than plain characters."""


def circled(number: str) -> str | None:
    """The circled character for a number up to 20 or a letter, else None."""
    if number.isdecimal() and 1 <= int(number) <= 20:
        return chr(0x2460 + int(number) - 1)
    if len(number) == 1 and "a" <= number <= "z":
        return chr(0x24D0 + ord(number) - ord("a"))
    return None


def plain_latex(formula: str) -> str | None:
    """A formula, without its dollars, as plain characters; None where it is more than that, or where its blanks may part
    two figures.

    >>> plain_latex(r"1 0 0 \\mathrm { 人 }"), plain_latex(r"\\frac{a}{b}"), plain_latex(r"5.2 \\quad 7.8")
    ('100人', None, None)
    >>> plain_latex(r"2 . 5 8 \\%_{0}")
    '2.58‰'
    >>> plain_latex(r"\\mathfrak { 1 2 }"), plain_latex(r"\\mathbb{R}")
    ('12', None)
    >>> plain_latex(r"\\textcolor{red}{12}"), plain_latex(r"\\pmb \\mathrm{12}")
    ('12', '12')
    >>> plain_latex(r"( 含 坝 \\ 3 \\ 座 )"), plain_latex("4 万元 , 每片")
    ('(含坝3座)', None)
    """
    # A tool sets the words of a formula character by character; what stands between two amounts is written as usual.
    set_wide = len(_han.findall(formula)) > 1 and not _side_by_side.search(formula)
    try:
        read = _read(formula, 0, in_text=set_wide)
    except _FormulaError:
        return None
    figures = [part for m in _split_number.finditer(read) for part in m.group().split(",")]
    if any(_parts_figures(part.strip("\x1c\x1d")) for part in figures) or re.search(r"\d\x1c*\x1e[\x1c\x1e]*\d", read):
        return None
    text = re.sub(r"[\x1c\x1d]", "", read).replace(_WIDE, " ").replace(_KEPT, " ").strip()
    # A reader of shapes takes the second circle of ‰ for an index.
    text = _per_mille.sub("‰", text)
    return text if text and _plain.fullmatch(text) else None


def _parts_figures(run: str) -> bool:
    """Whether the blanks inside a run of digits part two figures: one of them is in one piece, or there are two points."""
    if _BLANK not in run and _GAP not in run:
        return False
    bare = run.replace(_BLANK, "")
    whole = any(len(part) > 1 for part in re.split(r"[\x1c\x1d.,]+", run))
    if _GAP in bare:
        return _thousands.fullmatch(re.sub(r"\x1d+", _GAP, bare)) is None
    return bare.count(".") > 1 or (whole and re.search(r"\d\x1c+\d", run) is not None)


def _read(text: str, depth: int, *, in_text: bool) -> str:
    if depth > _MOST:
        raise _FormulaError
    out: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char == "\\":
            switch = _command.match(text, at - 1)
            in_text = in_text or (switch is not None and switch.group(1) in _FONT_SWITCHES)
            read, at = _command_at(text, at - 1, depth)
            if "/" in read and switch is not None and switch.group(1) in _FRACTIONS and _mixed.search("".join(out)):
                raise _FormulaError
            out.append(read)
        elif char == "{":
            group, at = _argument(text, at - 1)
            out.append(_read(group, depth + 1, in_text=in_text))
        elif char in "^_":
            group, at = _argument(text, at)
            read = _read(group, depth + 1, in_text=False)
            out.append(_index_of(out, read) or _shifted(read, up=False) if char == "_" else _shifted(read, up=True))
        elif char == _KEPT:
            out.append(char)
        elif char.isspace():
            out.append(_BLANK)
        elif char == "~":
            out.append(_GAP)
        elif char in "}$&" or (not in_text and _han.match(char)):
            raise _FormulaError
        else:
            out.append(char)
    return "".join(out)


def _argument(text: str, at: int) -> tuple[str, int]:
    """What a command or shift applies to, without its braces, and where it ends."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at == len(text):
        raise _FormulaError
    if text[at] == "\\":
        match = _command.match(text, at)
        if match is None:
            raise _FormulaError
        # A font inside a font: `\pmb\mathrm{12}`.
        end = _argument(text, match.end())[1] if match.group(1) in _FONTS else match.end()
        return text[at:end], end
    if text[at] != "{":
        return text[at], at + 1
    opened, start = 0, at
    while at < len(text):
        opened += (text[at] == "{") - (text[at] == "}")
        at += 1
        if opened == 0:
            return text[start + 1 : at - 1], at
    raise _FormulaError


def _command_at(text: str, at: int, depth: int) -> tuple[str, int]:
    match = _command.match(text, at)
    if match is None:
        raise _FormulaError
    name, end = match.group(1), match.end()
    if name in _FONTS or name in _COLOURS:
        end = _argument(text, end)[1] if name in _COLOURS else end
        group, end = _argument(text, end)
        # MinerU sets characters one blank apart and words two.
        read = _read(_between_words.sub(_KEPT, group), depth + 1, in_text=True)
        if name in _ALPHABETS and len(group.strip()) == 1 and group.strip().isalpha():
            raise _FormulaError
        words = [word for word in group.split() if word.isascii()]
        if len(words) > 1 and all(len(word) > 1 and word.isalpha() for word in words):
            read = read.strip(_BLANK).replace(_BLANK, _KEPT)
        return read, end
    if name == "textcircled":
        group, end = _argument(text, end)
        sign = circled(re.sub(r"[\x1c\x1d]", "", _read(group, depth + 1, in_text=True)))
        if sign is None:
            raise _FormulaError
        return sign, end
    if name in _FRACTIONS and (fraction := _fraction.match(text, end)):
        return f"{fraction[1]}/{fraction[2]}", fraction.end()
    if name in _SWITCHES:
        return "", end
    if name in _GAPS:
        return _GAPS[name], end
    if name not in SIGNS:
        raise _FormulaError
    return SIGNS[name], end


def _index_of(before: Sequence[str], read: str) -> str:
    """An index for which there are no small characters, behind the name of a substance or measure: PM2.5, NOx, CODCr are
    printed so. Behind a single letter it is that of a variable: empty."""
    name = re.sub(r"[\x1c\x1d]", "", "".join(before[-_NAMED:]))
    index = re.sub(r"[\x1c\x1d]", "", read)
    return index if _name.search(name) and _index.fullmatch(index) else ""


def raised(text: str) -> str:
    """A text in small raised characters; empty where there are none for it.

    >>> raised("2"), raised("km")
    ('²', '')
    """
    shifted = text.translate(_up)
    return shifted if shifted and set(shifted) <= _UP else ""


def lowered(text: str) -> str:
    """A text in small lowered characters; empty where there are none for it.

    >>> lowered("2"), lowered("max")
    ('₂', '')
    """
    shifted = text.translate(_down)
    return shifted if shifted and set(shifted) <= _DOWN else ""


def _shifted(read: str, *, up: bool) -> str:
    text = re.sub(r"[\x1c\x1d]", "", read)
    if up and _note.fullmatch(text):
        return text
    shifted = raised(text) if up else lowered(text)
    if not shifted:
        raise _FormulaError
    return shifted
