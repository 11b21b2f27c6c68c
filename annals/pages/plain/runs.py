"""Text and what stands inside a line, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from annals.markdown.inline import escape, escape_start
from annals.pages.plain.elements import Element

_blanks = re.compile(r"[ \t\n\r\f]+")
# What means something inside a line; what does so where a line begins is asked there.
_special = re.compile(r"[\\`*_\[\]<&~{|#!]")
_word_ends = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_KEPT = ("del", "ins", "sup", "sub")
"""Elements that Markdown has no sign for and whose text would mean something else without them."""
_OF_MARKS = frozenset(("corrected", "flagged", "moved", "withheld", "supplied"))
SCREEN = "data-screen"
"""The attribute of words that only a page on a screen needs, such as what a click does."""
SILENT = frozenset(("script", "style", "template", "link", "form", "select", "textarea", "button", "input"))
"""Elements that are no words: what a browser does with a page."""


@dataclass(slots=True, kw_only=True)
class Runs:
    """Writes lines of one page. `exported` says that an engine will read them, which knows of attributes; `way` is how
    the address in a link is written. `notes` are the texts of the footnotes so far, `anchors` ids that wait for the next line."""

    exported: bool
    way: Callable[[str], str]
    notes: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def line(self, children: Iterable[Element | str], *, row: bool = False, heading: bool = False) -> str:
        """What children say, in one line, with the anchors that wait; `row` that it is a cell of a table. Empty where there
        is nothing to see: then the anchors wait on."""
        said = self._inside(children, row=row).strip(" ")
        if not said:
            return ""
        anchors = self.waiting()
        if heading:
            return f"{escape_start(said)}{anchors}"
        if said[0] == ":":
            said = f"&#58;{said[1:]}"
        return anchors + (said if anchors else escape_start(said))

    def waiting(self) -> str:
        """The anchors that wait; they wait no longer."""
        found = "".join(map(anchor, self.anchors))
        self.anchors.clear()
        return found

    def _inside(self, children: Iterable[Element | str], *, row: bool) -> str:
        return "".join(
            text_run(child, row=row) if isinstance(child, str) else self._element(child, row=row) for child in children
        )

    def _element(self, element: Element, *, row: bool) -> str:
        tag = element.tag
        if "data-sign" in element.written:
            return self._sign(element)
        at = anchor(element.id) if element.id else ""
        if tag == "br":
            return "<br>"
        if tag == "code":
            return at + self._code(element.text(), row=row)
        if tag == "img":
            given = element.given
            return at + f"![{text_run(given.get('alt', ''), row=row)}]({self.way(given.get('src', ''))})"
        if tag == "svg":
            return at + (element.html.replace("\n", " ") if self.exported else text_run(pictured(element), row=row))
        if tag in SILENT or SCREEN in element.written:
            return at
        inside = self._inside(element.children, row=row)
        if inside.strip():
            return at + self._dressed(element, inside)
        if tag == "a" and {"href", "aria-label"} <= element.given.keys():
            return at + self._shown(text_run(element.given["aria-label"], row=row), element)
        return at + inside

    def _dressed(self, element: Element, inside: str) -> str:
        """What is inside an element, with the signs of Markdown that say what it is."""
        tag = element.tag
        if tag == "a" and "href" in element.given:
            told = self._attributes(element.classes) if self.exported else ""
            return f"[{inside}]({_address(self.way(element.given['href']))}){told}"
        if tag in ("strong", "b"):
            return f"**{inside}**" if _word_ends.fullmatch(inside) else f"<strong>{inside}</strong>"
        if tag in ("em", "i"):
            return f"*{inside}*" if _word_ends.fullmatch(inside) else f"<em>{inside}</em>"
        if tag in _KEPT:
            return f"<{tag}>{inside}</{tag}>"
        if self.exported and tag == "mark":
            return f"<mark>{inside}</mark>"
        if self.exported and tag == "span":
            marks = [name for name in element.classes if name.removeprefix("annals-") in _OF_MARKS]
            if marks:
                return f'<span class="{" ".join(marks)}">{inside}</span>'
        return inside

    def _sign(self, element: Element) -> str:
        """An element that shows a sign and is none of the words: a mark becomes a footnote, and what only repeats where
        the words come from stands with them in an export alone."""
        given, classes = element.given, element.classes
        if "headerlink" in classes:
            return ""
        sign, href = given["data-sign"], given.get("href", "")
        if "annals-mark" in classes or "annals-badge" in classes:
            told = text_run(given.get("title") or given.get("aria-label") or sign)
            led = f" [原文]({_address(self.way(href))})" if href else ""
            self.notes.append(f"{told}{led}")
            return f"[^{len(self.notes)}]"
        if href:
            if "annals-origin" in classes and not self.exported:
                return ""
            return self._shown(text_run(sign), element)
        if not self.exported:
            return f"<!-- annals:derived {sign.replace('--', '')} -->"
        return f'<small class="annals-sign">{text_run(sign)}</small>'

    def _code(self, text: str, *, row: bool) -> str:
        # Python-Markdown looks for tags before it looks for code.
        if (row and "|" in text) or (self.exported and "<" in text):
            return f"<code>{text_run(text, row=row)}</code>"
        fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"{fence} {text} {fence}" if text[:1] == "`" or text[-1:] == "`" else f"{fence}{text}{fence}"

    def _shown(self, sign: str, element: Element) -> str:
        """A link that shows a sign and holds no words."""
        told = self._attributes([*element.classes, "annals-sign"])
        return f"[{sign}]({_address(self.way(element.given['href']))}){told}"

    def _attributes(self, classes: list[str]) -> str:
        named = [f".{name}" for name in classes if name.startswith("annals-")]
        return f"{{: {' '.join(named)} }}" if self.exported and named else ""


def text_run(text: str, *, row: bool = False) -> str:
    """Text as inline Markdown that is read back as that text, by whoever knows attributes and footnotes too."""
    if not text:
        return ""
    if not text.isprintable():
        text = _blanks.sub(" ", text)
    if not _special.search(text):
        return text
    escaped = escape(text, row=row).replace("{", "\\{")
    # Before a link it would make a picture of it.
    return f"{escaped[:-1]}\\!" if escaped.endswith("!") else escaped


def anchor(name: str) -> str:
    """An address inside a line.

    >>> anchor("l33")
    '<a id="l33" class="annals-id"></a>'
    """
    return f'<a id="{name}" class="annals-id"></a>'


def pictured(svg: Element) -> str:
    """A picture in words: its name, or what is written in it."""
    return svg.given.get("aria-label") or " ".join(svg.text().split())


def _address(href: str) -> str:
    return f"<{href}>" if any(sign in href for sign in " ()") else href
