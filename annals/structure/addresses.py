"""The address of every block: the raw line it starts at. Raw text never moves, so neither does an address."""

from __future__ import annotations

from dataclasses import dataclass

from annals.model import Block, Cleaned, Content, Document, SectionKind, Status
from annals.structure.inline import Inline
from annals.text.characters import ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A section or block before it has its address: its line as published, and the place among the nodes of
    the section it hangs below, and of the one it would hang below if nobody had put in a heading."""

    text: Inline
    content: Content
    status: Status
    section: SectionKind | None
    level: int
    numbered: bool
    parent: int | None = None
    own_parent: int | None = None

    @property
    def nameless(self) -> bool:
        return self.section is not None and not self.content.markdown


def document_of_nodes(cleaned: Cleaned, nodes: list[Node]) -> Document:
    """The nodes in reading order with their addresses."""
    ids = _ids(cleaned, nodes)
    anchors = _anchors(cleaned, nodes, ids)
    blocks = tuple(
        Block(
            id=name,
            content=node.content,
            section=node.section,
            level=node.level,
            numbered=node.numbered,
            above=ids[node.parent] if node.parent is not None else None,
            lines=() if node.nameless else ranges(list(node.text.lines)),
            status=node.status,
            anchors=anchors.get(name, ()),
        )
        for node, name in zip(nodes, ids, strict=True)
    )
    changes = {
        name: node.text.changes
        for node, name in zip(nodes, ids, strict=True)
        if node.text.changes and not node.nameless
    }
    origins = {name: node.text.origins for node, name in zip(nodes, ids, strict=True) if not node.nameless}
    own_above = {
        name: ids[node.own_parent] if node.own_parent is not None else None
        for node, name in zip(nodes, ids, strict=True)
        if node.own_parent != node.parent
    }
    return Document(report=cleaned.source.report, blocks=blocks, changes=changes, origins=origins, own_above=own_above)


def _ids(cleaned: Cleaned, nodes: list[Node]) -> list[str]:
    """`l33` for the first of a raw line, `l33-57` for a further one; `h-…` for inserted headings, `s-…` for
    nameless sections."""
    source = cleaned.source
    first_of_line: dict[int, int] = {}
    for node in nodes:
        if not node.text.inserted and not node.nameless:
            line = source.line_of(node.text.first)
            first_of_line[line] = min(first_of_line.get(line, node.text.first), node.text.first)
    inserted: dict[int, int] = {}
    ids = []
    for node in nodes:
        line = source.line_of(node.text.first)
        if node.nameless:
            ids.append(f"s-{line}")
        elif node.text.inserted:
            inserted[line] = inserted.get(line, 0) + 1
            ids.append(f"h-{line}" if inserted[line] == 1 else f"h-{line}-{inserted[line]}")
        elif node.text.first == first_of_line[line]:
            ids.append(f"l{line}")
        else:
            ids.append(f"l{line}-{source.column_of(node.text.first)}")
    return ids


def _anchors(cleaned: Cleaned, nodes: list[Node], ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Further anchors of each node: the other raw lines it joins, and dropped lines before it."""
    anchors: dict[str, list[int]] = {}
    covered: set[int] = set()
    starts: list[tuple[int, str]] = []
    for node, name in zip(nodes, ids, strict=True):
        if node.nameless or node.text.inserted:
            continue
        own = cleaned.source.line_of(node.text.first)
        starts.append((own, name))
        for line in node.text.lines:
            if line != own and line not in covered:
                anchors.setdefault(name, []).append(line)
            covered.add(line)
    starts.sort()
    following = iter(starts)
    current = next(following, None)
    for line in range(1, len(cleaned.source.line_starts) + 1):
        while current is not None and current[0] < line:
            current = next(following, None)
        if line in covered or not cleaned.source.line_text(line).strip():
            continue
        if current is not None or starts:
            heir = current[1] if current is not None else starts[-1][1]
            anchors.setdefault(heir, []).append(line)
    return {name: tuple(f"l{line}" for line in sorted(lines)) for name, lines in anchors.items()}
