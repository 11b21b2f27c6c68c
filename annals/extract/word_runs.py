"""The words of one paragraph of a Word document, as they are shown: what was deleted, hidden or is a field's code is not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from annals.extract.xml_parts import child, is_on, local, value

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_UNSHOWN = (
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "instrText",
    "delText",
    "Fallback",
    "rt",
    "delInstrText",
    "commentReference",
)
"""What is in a paragraph and not to be seen; of two versions of the same the second."""
_LAST_CIRCLED = 50
_LEADERS = "……"
_SIGNS = {"noBreakHyphen": "-", "cr": "\n"}


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """A paragraph's words, and what hangs on it: boxes beside it, whether a page ends before or behind it."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page_before: bool = False
    page_after: bool = False

    @property
    def plain(self) -> str:
        return _trimmed("".join(text for text, _ in self.pieces))

    @property
    def marked(self) -> str:
        """The words with marks around bold ones at the beginning: what is bold there may be a heading or a label."""
        lead = ""
        for text, bold in self.pieces:
            if not bold and text.strip():
                break
            lead += text
        bare = lead.strip()
        whole = self.plain
        if not bare or "\n" in bare or "*" in bare or not whole.startswith(bare):
            return whole
        return f"**{bare}**{whole[len(bare) :]}"


def run_texts(element: Element, notes: list[tuple[str, str]], *, bold: bool, contents: bool) -> Paragraph:
    """The words of a paragraph. `notes` are the notes that were referred to so far, and grow; `bold` is how its style
    sets it, `contents` whether it is a line of a list of contents."""
    found = Paragraph()
    _Walk(found=found, notes=notes, bold=bold, contents=contents).children(element)
    return found


def note_mark(count: int) -> str:
    """The mark of a note as reports print it.

    >>> note_mark(1), note_mark(36), note_mark(51)
    ('①', '㊱', '[51]')
    """
    starts = ((1, 0x2460), (21, 0x3251), (36, 0x32B1))
    if count > _LAST_CIRCLED:
        return f"[{count}]"
    low, code = max(start for start in starts if start[0] <= count)
    return chr(code + count - low)


def _sign(code: str) -> str:
    """The character that a document names by its number; nothing for what none can be, such as half of one.

    >>> _sign("F0FE") == chr(0xF0FE), _sign("d800"), _sign("0000"), _sign("甲乙")
    (True, '', '', '')
    """
    found = chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    return "" if unicodedata.category(found or "\0") in ("Cc", "Cs", "Cn") else found


def _trimmed(text: str) -> str:
    return "\n".join(line.strip(" \t\u3000") for line in text.split("\n")).strip("\n")


@dataclass(slots=True, kw_only=True)
class _Walk:
    found: Paragraph
    notes: list[tuple[str, str]]
    bold: bool
    contents: bool

    def children(self, element: Element) -> None:
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one)
            elif name == "txbxContent":
                self.found.boxes.append(one)
            elif name == "t":
                # Outside a run: a formula's.
                self.found.pieces.append((one.text or "", False))
            elif name not in _UNSHOWN:
                self.children(one)

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            return
        bold = self.bold if child(properties, "b") is None else is_on(properties, "b")
        shift = value(properties, "vertAlign")
        for one in run:
            text = self._said(one)
            if shift in ("superscript", "subscript") and local(one) == "t":
                table = _RAISED if shift == "superscript" else _LOWERED
                text = text.translate(table) if all(ord(char) in table for char in text) else text
            if text:
                self.found.pieces.append((text, bold))

    def _said(self, one: Element) -> str:
        name = local(one)
        if name == "t":
            return one.text or ""
        if name == "tab":
            return _LEADERS if self.contents else "\t"
        if name == "sym":
            return _sign(value(one, key="char") or "")
        if name in ("footnoteReference", "endnoteReference"):
            self.notes.append((name.removesuffix("Reference"), value(one, key="id") or ""))
            return note_mark(len(self.notes))
        if name in ("br", "lastRenderedPageBreak"):
            return self._break(one)
        if name in _SIGNS:
            return _SIGNS[name]
        if name not in _UNSHOWN:
            self.children(one)
        return ""

    def _break(self, one: Element) -> str:
        """A break between lines is one; of a page it is told where it stands at an end of the paragraph: a sentence that
        goes on over a page is whole in the document, and stays so."""
        paged = local(one) == "lastRenderedPageBreak" or value(one, key="type") == "page"
        if not paged:
            return "" if value(one, key="type") in ("column",) else "\n"
        begun = any(text.strip() for text, _ in self.found.pieces)
        if not begun:
            self.found.page_before = True
        elif local(one) == "br":
            self.found.page_after = True
        return ""
