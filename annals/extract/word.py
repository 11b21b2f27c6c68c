"""A Word document (.docx) to text: headings as `#`, numbers as they are shown, tables, notes, page breaks.

Our own reader, on the standard library: the libraries that read .docx give neither the numbers that Word counts (第一章, （一）) nor
where its pages ended, and both decide how a report is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from annals.extract.contract import PAGE
from annals.extract.packages import Package, broken
from annals.extract.word_numbering import Numbering
from annals.extract.word_runs import note_mark, run_texts
from annals.extract.word_styles import Style, level_of, listed_of, styles_of
from annals.extract.word_tables import WIDEST, Cell, table_text
from annals.extract.xml_parts import below, child, is_on, local, number, part, value
from annals.model import Phrase

_DEEPEST = 6
"""Markdown has no more levels of headings."""
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice")
"""What stands around paragraphs and says nothing of them; of two versions of the same the first counts."""
_blank = re.compile(r"\n{3,}")


def main_part(package: Package) -> str | None:
    """The part that an Office document says is its body."""
    for relation in part(package, "_rels/.rels") or ():
        if (value(relation, key="Type") or "").endswith("/officeDocument"):
            return (value(relation, key="Target") or "").lstrip("/")
    return None


def document_text(package: Package, name: str) -> str:
    """The text of a document whose body is the part `name`. Raises UntakenError."""
    root = part(package, name)
    body = child(root, "body")
    if body is None:
        raise broken(package.name, Phrase.of("word-broken"))
    folder = name.rpartition("/")[0]
    styles = styles_of(part(package, f"{folder}/styles.xml"))
    try:
        reader = _Reader(
            styles=styles,
            numbering=Numbering.of(part(package, f"{folder}/numbering.xml")),
            default=_default(part(package, f"{folder}/styles.xml")),
            texts=dict(_notes(package, folder)),
        )
        reader.read(body)
        return reader.text()
    except RecursionError as error:
        raise broken(package.name, Phrase.of("word-broken")) from error


def _default(styles: Element | None) -> str:
    """The style of paragraphs that name none."""
    for one in below(styles, "style") if styles is not None else ():
        if value(one, key="type") == "paragraph" and value(one, key="default") in ("1", "true"):
            return value(one, key="styleId") or ""
    return ""


def _notes(package: Package, folder: str) -> Iterator[tuple[tuple[str, str], Element]]:
    """The notes of a document by their kind and id."""
    for kind in ("footnote", "endnote"):
        root = part(package, f"{folder}/{kind}s.xml")
        for one in below(root, kind) if root is not None else ():
            yield (kind, value(one, key="id") or ""), one


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Goes through a document once; `pieces` are its paragraphs and tables, `titled` each with its level if it is a
    heading (0 is the title); `notes` are those
    referred to so far, of which the first `told` were put into the text; `within` is set inside of a cell or a note, where bold marks nothing."""

    styles: dict[str, Style]
    numbering: Numbering
    default: str
    texts: dict[tuple[str, str], Element]
    pieces: list[tuple[int | None, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    told: int = 0
    within: bool = False

    def text(self) -> str:
        """All that was read; headings go one level down where the document has a title above them."""
        titled = any(level == 0 for level, _ in self.pieces)
        parts = []
        for level, piece in self.pieces:
            marks = "" if level is None else "#" * min(level + titled, _DEEPEST) + " "
            parts.append(marks + piece if piece != PAGE else piece)
        text = "\n\n".join(parts).replace(f"\n\n{PAGE}\n\n", f"\n\n{PAGE}")
        return _blank.sub("\n\n", text).strip(f"\n{PAGE}") + "\n"

    def read(self, parent: Element) -> None:
        """The paragraphs and tables of a body, a cell, a box or a note."""
        for one in parent:
            name = local(one)
            if name == "p":
                self._paragraph(one)
            elif name == "tbl":
                table = table_text(self._rows(one))
                self.pieces += [(None, table)] * bool(table.strip())
            elif name in _WRAPPERS:
                self.read(one)
            if name in ("p", "tbl") and not self.within:
                self._put_notes()

    def _put_notes(self) -> None:
        """The notes that were referred to since the last ones, as paragraphs of their own: a page of a site has no foot."""
        for at in range(self.told, len(self.notes)):
            words = " ".join(self._inside(self.texts[self.notes[at]]).split()) if self.notes[at] in self.texts else ""
            self.pieces += [(None, f"注{note_mark(at + 1)}：{words}")] * bool(words)
        self.told = len(self.notes)

    def _inside(self, element: Element) -> str:
        """The text of a cell or a note, apart from the rest."""
        kept, self.pieces = self.pieces, []
        outside, self.within = self.within, True
        self.read(element)
        found = [text for _, text in self.pieces if text != PAGE]
        self.pieces, self.within = kept, outside
        return "\n".join(found)

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(properties, "pStyle") or self.default, Style())
        outline = value(properties, "outlineLvl")
        level = style.level if outline is None else level_of(outline)
        paragraph = run_texts(element, self.notes, bold=style.bold, contents=style.contents)
        if is_on(properties, "pageBreakBefore") or paragraph.page_before:
            self.pieces.append((None, PAGE))
        text = paragraph.marked if level is None and not self.within else paragraph.plain
        # Word counts an empty paragraph of a list, too.
        mark = self._mark(properties, style)
        if text:
            line = f"{mark}{text}"
            self.pieces.append((level, line if level is None else " ".join(line.split("\n"))))
        for box in paragraph.boxes:
            self.read(box)
        ended = value(properties, "sectPr", "type") not in ("continuous", None) if properties is not None else False
        if paragraph.page_after or ended:
            self.pieces.append((None, PAGE))

    def _mark(self, properties: Element | None, style: Style) -> str:
        """What stands before a paragraph of a list; 第一章 needs a blank before its words, 一、 has its own end."""
        listed = listed_of(properties, style.listed)
        mark = "" if listed is None or listed[0] == "0" else self.numbering.next(*listed)
        return f"{mark} " if mark and (mark[-1].isalnum() or mark[-1] == ".") else mark

    def _rows(self, table: Element) -> list[list[Cell]]:
        rows = []
        for row in _through(table, "tr"):
            cells = []
            for one in _through(row, "tc"):
                properties = child(one, "tcPr")
                merge = child(properties, "vMerge")
                cells.append(
                    Cell(
                        text=self._inside(one),
                        across=min(max(number(value(properties, "gridSpan"), 1), 1), WIDEST),
                        goes_on=merge is not None and value(merge) != "restart",
                    )
                )
            rows.append(cells)
        return rows


def _through(parent: Element, name: str) -> list[Element]:
    """The rows of a table, the cells of a row, also those inside a content control."""
    found = []
    for one in parent:
        if local(one) == name:
            found.append(one)
        elif local(one) in _WRAPPERS:
            found += _through(one, name)
    return found
