"""The XML of a document: what its elements are called, whatever version of the format they are in."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from annals.extract.packages import Package, broken
from annals.model import Phrase


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses a document type, by which alone entities are made that grow without end."""

    def doctype(self, *told: str | None) -> None:
        raise ValueError(told)


def part(package: Package, name: str) -> ElementTree.Element | None:
    """A part of a document as a tree, None where it has none of that name. Raises UntakenError."""
    if name not in package.names:
        return None
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314 (no document type, bounded by `Package.read`)
    try:
        parser.feed(package.read(name))
        found: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise broken(package.name, Phrase.of("word-broken")) from error
    return found


def local(element: ElementTree.Element) -> str:
    """An element's name without its space: the transitional and the strict format differ in nothing else here."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: ElementTree.Element | None, *path: str) -> ElementTree.Element | None:
    """The first element below, by the names on the way."""
    for name in path:
        element = next((one for one in element if local(one) == name), None) if element is not None else None
    return element


def value(element: ElementTree.Element | None, *path: str, key: str = "val") -> str | None:
    """An attribute of an element below, None where either is not there."""
    found = child(element, *path)
    if found is None:
        return None
    return next((told for name, told in found.attrib.items() if name.rpartition("}")[2] == key), None)


def number(text: str | None, otherwise: int = 0) -> int:
    """A number of a document, `otherwise` where it is none."""
    return int(text) if text is not None and text.lstrip("-").isdecimal() and len(text) < 10 else otherwise


def is_on(element: ElementTree.Element | None, name: str) -> bool:
    """Whether a property is set; it may be there to say that it is not."""
    found = child(element, name)
    return found is not None and (value(found) or "1") not in ("0", "false", "off", "none")


def below(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The children of a name."""
    return (one for one in element if local(one) == name)
