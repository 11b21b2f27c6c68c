"""LaTeX that formula-minded OCR puts around plain figures, units and marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.characters import is_full
from annals.text.reading import Reading

_formula = re.compile(r"\$([^$\n\u4e00-\u9fff，。；：（）、]{1,120}?)\$")
_circled = re.compile(r"\\textcircled\s*\{\s*(\d{1,2})\s*\}")
_word = re.compile(r"\\(?:mathrm|text|mathbf|mathit|textrm|operatorname|rm)\s*\{([^{}]*)\}")
_raised = re.compile(r"\^\s*(?:\{([^{}]*)\}|(\w))")
_lowered = re.compile(r"_\s*(?:\{([^{}]*)\}|(\w))")
_signs = {
    "%": "%",
    "sim": "～",
    "times": "×",
    "geq": "≥",
    "ge": "≥",
    "leq": "≤",
    "le": "≤",
    "pm": "±",
    "mu": "μ",
    "cdot": "·",
    "circ": "°",
    "approx": "≈",
    "sharp": "#",
    "#": "#",
    "&": "&",
    "_": "_",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "lambda": "λ",
    "Omega": "Ω",
    "quad": "",
    ",": "",
    ";": "",
    "!": "",
    " ": "",
}
_sign = re.compile(r"\\([A-Za-z]+|[%#&_,;! ])")
_up = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_down = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_lone_sign = re.compile(r"(?<! ) *+\$\s*+(?:\^\s*+)?(?:\{\s*+)?([+＋=×→-])\s*+(?:\}\s*+)?\$ *+")
_plain = re.compile(r"[\w.,%～×≥≤±μ·°≈#&()/+\-−:=<>⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀-₉①-⑳αβγλΩ]+")


@rule("L101", "公式记号", digits=True)
def latex(reading: Reading) -> Iterator[Edit]:
    """Yield plain characters for LaTeX that holds no more than figures, units and signs.

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
    for match in _formula.finditer(text):
        if match.start() in taken or match.end() - 1 in taken:
            continue
        found = _plain_text(match.group(1))
        if found is not None:
            taken.update(range(match.start(), match.end()))
            yield Edit(start=match.start(), end=match.end(), new=found)
    for match in _circled.finditer(text):
        if match.start() not in taken and 1 <= int(match.group(1)) <= 20:
            yield Edit(start=match.start(), end=match.end(), new=chr(0x2460 + int(match.group(1)) - 1))


def _plain_text(formula: str) -> str | None:
    """A formula as plain characters, or None where it is more than figures, units and signs."""
    if formula.strip() != formula.strip(" -–~/+") or not formula.strip():
        return None
    text = _circled.sub(
        lambda m: chr(0x2460 + int(m.group(1)) - 1) if 1 <= int(m.group(1)) <= 20 else m.group(), formula
    )
    text = _word.sub(lambda m: m.group(1), text)
    text = _sign.sub(lambda m: _signs.get(m.group(1), m.group()), text)
    text = _raised.sub(lambda m: _shifted(m.group(1) or m.group(2), _up), text)
    text = _lowered.sub(lambda m: _shifted(m.group(1) or m.group(2), _down), text)
    text = re.sub(r"[\s{}~]", "", text)
    return text if _plain.fullmatch(text) else None


def _shifted(text: str, table: dict[int, int]) -> str:
    shifted = re.sub(r"\s", "", text).translate(table)
    return shifted if shifted != re.sub(r"\s", "", text) or shifted in "°μ" else "\\"
