"""The elements of a published page, as an outside reader parses them. Nothing here imports the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "circle", "line", "path"})


@dataclass(slots=True)
class Element:
    tag: str
    attrs: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    def all(self, *classes: str, tag: str = "") -> Iterator[Element]:
        """Itself and what is below it, in document order, that has all of these classes."""
        if set(classes) <= set(self.classes) and tag in ("", self.tag):
            yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all(*classes, tag=tag)

    def text(self, *, without: str = "") -> str:
        """What it says; `without` is the class of elements that do not count."""
        return "".join(
            child
            if isinstance(child, str)
            else ""
            if without and without in child.classes
            else child.text(without=without)
            for child in self.children
        )


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in _VOID:
            self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        at = next((n for n in range(len(self.open) - 1, 0, -1) if self.open[n].tag == tag), 0)
        if at:
            del self.open[at:]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(path: Path) -> Element:
    """What stands between the header and the footer of a page, as a tree."""
    text = path.read_text("utf-8")
    parser = _Parser()
    parser.feed(text[text.index("<article") : text.index("</article>")])
    parser.close()
    return parser.root
