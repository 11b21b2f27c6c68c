"""What stands on lines of its own, as Markdown: paragraphs, headings, lists, tables, quotations, and who says it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annals.model import FORMS, Voice
from annals.pages.plain.elements import Element
from annals.pages.plain.runs import SCREEN, SILENT, Runs, pictured, text_run

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOXES = frozenset(("article", "aside", "div", "figure", "footer", "header", "main", "nav", "section", "noscript"))
_LEAVES = frozenset(("address", "caption", "figcaption", "legend", "p", "summary"))
_LINES = _BOXES | _LEAVES | _HEADINGS.keys() | SILENT - {"button", "input", "select", "textarea"}
_LINES |= {"blockquote", "details", "dl", "hr", "ol", "pre", "svg", "table", "ul"}
_VOICES = {f"annals-{voice}": voice for voice in Voice}
_APART = ("dl", "ol", "quote", "ul")
"""What would be one with another of its kind that follows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """Some lines, what they are (empty: whatever), and who says them; None of what is dressed already."""

    kind: str = ""
    voice: Voice | None
    text: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """Writes the blocks of one page."""

    _runs: Runs

    def written(self, children: Sequence[Element | str], inner: Voice, outer: Voice | None) -> str:
        """Children whose voice is `inner` where they do not say another, for a place where `outer` speaks."""
        return self.joined(self.units(children, inner), outer)

    def joined(self, units: Iterable[Unit], outer: Voice | None) -> str:
        """Units below each other; those of another voice than `outer` between marks."""
        groups: list[list[Unit]] = []
        for unit in units:
            if groups and groups[-1][-1].voice is unit.voice:
                groups[-1].append(unit)
            else:
                groups.append([unit])
        found: list[Unit] = []
        for group in groups:
            voice = group[0].voice
            if voice is None or voice is outer:
                found += group
            else:
                found.append(Unit(voice=None, text=self._voiced(voice, _below(group))))
        return _below(found)

    def _voiced(self, voice: Voice, text: str) -> str:
        if self._runs.exported:
            return f'<div class="annals-{voice}" markdown="1">\n\n{text}\n\n</div>'
        return f"<!-- annals:{voice} -->\n\n{text}\n\n<!-- /annals:{voice} -->"

    def units(self, children: Sequence[Element | str], voice: Voice) -> list[Unit]:
        """What children say, line by line; text between the blocks is a paragraph."""
        found: list[Unit] = []
        loose: list[Element | str] = []
        for child in (*children, None):
            if child is not None and (isinstance(child, str) or child.tag not in _LINES):
                loose.append(child)
                continue
            if said := self._runs.line(loose):
                found.append(Unit(voice=voice, text=said))
            loose = []
            if child is not None and SCREEN not in child.written:
                found += self._block(child, _voice_of(child, voice))
        return found

    def _block(self, element: Element, voice: Voice) -> list[Unit]:
        tag = element.tag
        if self._runs.exported and (tag in SILENT or tag == "svg" or _is_alive(element)):
            return [Unit(voice=voice, text=_as_it_is(element))]
        if element.id:
            self._runs.anchors.append(element.id)
        if tag in _BOXES:
            return self._boxed(element, voice)
        if tag == "details":
            return self._folded(element, voice)
        text = self._text_of(element, voice)
        kind = "quote" if tag == "blockquote" else tag if tag in _APART else ""
        return [Unit(kind=kind, voice=voice, text=text)] if text else []

    def _text_of(self, element: Element, voice: Voice) -> str:
        tag, line = element.tag, self._runs.line
        if tag in _HEADINGS:
            said = line(element.children, heading=True)
            return f"{'#' * _HEADINGS[tag]} {said}" if said else ""
        if tag in ("ul", "ol"):
            return self._list(element)
        if tag == "dl":
            return self._terms(element)
        if tag == "table":
            return self._table(element)
        if tag == "blockquote":
            inside = self.joined(self._alike(element.children, voice), voice)
            return "\n".join(f"> {said}".rstrip() for said in inside.split("\n")) if inside else ""
        if tag == "pre":
            at = self._runs.waiting()
            return (f"{at}\n\n" if at else "") + _fenced(element.text())
        if tag == "svg":
            return line([pictured(element)])
        return "---" if tag == "hr" else "" if tag in SILENT else line(element.children)

    def _boxed(self, element: Element, voice: Voice) -> list[Unit]:
        form = next((name for name in element.classes if name in FORMS), "")
        if not form:
            return self.units(element.children, voice)
        at = self._runs.waiting()
        inside = self.written(element.children, voice, voice)
        return [Unit(voice=voice, text=f'<div class="{form}" markdown="1">\n\n{at}\n\n{inside}\n\n</div>')]

    def _folded(self, element: Element, voice: Voice) -> list[Unit]:
        if not self._runs.exported:
            return self.units(element.children, voice)
        summary = next((child for child in element.elements() if child.tag == "summary"), None)
        rest = [child for child in element.children if child is not summary]
        if summary is not None and summary.id:
            self._runs.anchors.append(summary.id)
        shown = self._runs.line(summary.children) if summary is not None else ""
        opened = " open" if " open" in element.written else ""
        at = f'<summary markdown="span">{shown}</summary>'
        inside = self.written(rest, voice, voice)
        return [Unit(voice=voice, text=f'<details markdown="1"{opened}>\n{at}\n\n{inside}\n\n</details>')]

    def _alike(self, children: Sequence[Element | str], voice: Voice) -> list[Unit]:
        """Units where no other voice can be told apart."""
        return [Unit(kind=unit.kind, voice=voice, text=unit.text) for unit in self.units(children, voice)]

    def _list(self, element: Element) -> str:
        found = []
        items = [child for child in element.elements() if child.tag == "li"]
        for number, item in enumerate(items, 1):
            if item.id:
                self._runs.anchors.append(item.id)
            units = self._alike(item.children, Voice.DERIVED)
            sign = "-" if element.tag == "ul" else f"{number}."
            text = units[0].text if units and not units[0].kind else ""
            rest = units[1:] if text else units
            lines = f"{sign} {text or self._runs.waiting()}".rstrip()
            for place, unit in enumerate(rest):
                # Right below the item's own line; below a paragraph Python-Markdown would take it for its next line.
                gap = "\n" if unit.kind in ("ul", "ol") and not place else "\n\n"
                lines += gap + "\n".join(f"    {said}".rstrip() for said in unit.text.split("\n"))
            # Right below a quotation or a paragraph the next item would be one more line of it.
            found.append(f"{lines}\n" if "\n\n" in lines else lines)
        return "\n".join(found).rstrip("\n")

    def _terms(self, element: Element) -> str:
        found: list[str] = []
        for child in element.every():
            if child.tag not in ("dt", "dd"):
                continue
            if child.id:
                self._runs.anchors.append(child.id)
            said = self._flat(child.children)
            if child.tag == "dd":
                found.append(f":   {said}")
            else:
                found.append(f"\n{said}" if found else said)
        return "\n".join(found)

    def _table(self, element: Element) -> str:
        head = next((child for child in element.elements() if child.tag == "thead"), None)
        caption = next((child for child in element.elements() if child.tag == "caption"), None)
        above = f"{self._runs.line(caption.children)}\n\n" if caption is not None else ""
        rows = [child for child in element.every() if child.tag == "tr"]
        cells = [self._row(row) for row in rows]
        width = max(map(len, cells), default=0)
        if not width:
            return above.strip()
        all_heads = bool(rows) and all(cell.tag == "th" for cell in rows[0].elements())
        if not all_heads and (head is None or not any(head.elements())):
            cells.insert(0, [""] * width)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
        return above + "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _row(self, row: Element) -> list[str]:
        if row.id:
            self._runs.anchors.append(row.id)
        found: list[str] = []
        for cell in row.elements():
            if cell.id:
                self._runs.anchors.append(cell.id)
            at = self._runs.waiting() if not found else ""
            found.append(at + self._flat(cell.children, row=True))
        return found

    def _flat(self, children: Sequence[Element | str], *, row: bool = False) -> str:
        """What children say where there is one line alone: blocks parted by line breaks."""
        found: list[str] = []
        loose: list[Element | str] = []
        for child in (*children, None):
            if child is not None and (isinstance(child, str) or child.tag not in _LINES | {"li", "tr", "dt", "dd"}):
                loose.append(child)
                continue
            found += [self._runs.line(loose, row=row)]
            loose = []
            if child is None:
                continue
            if child.id:
                self._runs.anchors.append(child.id)
            found.append(text_run(pictured(child)) if child.tag == "svg" else self._flat(child.children, row=row))
        return "<br>".join(filter(None, found))


def _below(units: Sequence[Unit]) -> str:
    found: list[str] = []
    before = ""
    for unit in units:
        if unit.kind and unit.kind == before:
            found.append("<!-- -->")
        found.append(unit.text)
        before = unit.kind
    return "\n\n".join(found)


def _voice_of(element: Element, voice: Voice) -> Voice:
    """Whose words these are; of a list those of its items where they are all the same."""
    own = next((_VOICES[name] for name in element.classes if name in _VOICES), None) if element.written else None
    if own is None and element.tag in ("ul", "ol", "table"):
        items = element.every() if element.tag == "table" else element.elements()
        said = {_voice_of(child, voice) for child in items if child.tag in ("li", "tr")}
        own = next(iter(said)) if len(said) == 1 else None
    return own or voice


def _is_alive(element: Element) -> bool:
    """Whether something happens inside it that a script does: words would be left without it."""
    return any(child.tag == "form" for child in element.every())


def _as_it_is(element: Element) -> str:
    return f"<div>\n{element.html}\n</div>" if element.tag == "svg" else element.html


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    body = text.strip("\n")
    return f"{fence}\n{body}\n{fence}"
