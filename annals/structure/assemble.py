"""Outline to Document: sections with parents, blocks with raw lines, ids and visible changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annals.model import (
    Block,
    BlockKind,
    Cleaned,
    Document,
    Flag,
    Hint,
    Section,
    SectionKind,
    Status,
)
from annals.structure.evidence import Evidence, Role
from annals.structure.inline import Inline, cell_count, published, row
from annals.structure.outline import Heading, Outline
from annals.text.characters import ranges

_DOUBTS = {"level": "层级无从断定：此标题可与上一级并列，亦可属于它；取较低一级"}


@dataclass(frozen=True, slots=True)
class _Node:
    """A section or block before it has its id; `first` is its first kept raw offset."""

    first: int
    inserted: bool
    item: Section | Block
    section: int | None


@dataclass(slots=True)
class _Open:
    """A section that still takes blocks: its place among the nodes and what it holds."""

    node: int
    level: int
    kind: SectionKind
    box_end: int | None = None
    prose: bool = False
    items_only: bool = True
    empty: bool = True


@dataclass(slots=True)
class _Assembly:
    cleaned: Cleaned
    depths: dict[int, int]
    widths: dict[int, int]
    marks: tuple[Hint, ...]
    nodes: list[_Node] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)


def assembled(cleaned: Cleaned, plan: Outline) -> tuple[Document, tuple[Flag, ...]]:
    """The document of an outline, and a flag for each level in doubt."""
    marks = tuple(hint for hint in cleaned.hints if hint.kind in ("change", "moved"))
    work = _Assembly(cleaned, _depths(plan), _table_widths(cleaned, plan), marks)
    headings = {heading.index: heading for heading in plan.headings}
    flags = []
    for index, (line, role) in enumerate(zip(plan.lines, plan.roles, strict=True)):
        _close_boxes(work, line.shape.start)
        heading = headings.get(index)
        if role is Role.RULE or (role is Role.ROW and line.continued):
            continue
        if role is Role.ROW:
            _add_row(work, plan, index)
        elif heading is not None:
            _open_section(work, line, heading)
            if heading.doubt:
                number = cleaned.source.line_of(work.nodes[-1].first)
                flags.append(Flag((number, number), line.text, "N101", _DOUBTS[heading.doubt]))
        else:
            _add_block(work, plan, index, line, role)
    return _document(cleaned, work.nodes), tuple(flags)


def _close_boxes(work: _Assembly, offset: int) -> None:
    for position, opened in enumerate(work.stack):
        if opened.box_end is not None and offset >= opened.box_end:
            del work.stack[position:]
            return


def _open_section(work: _Assembly, line: Evidence, heading: Heading) -> None:
    text = published(work.cleaned, work.marks, line.shape.first, line.shape.end)
    if line.month and not (work.stack and work.stack[-1].kind is SectionKind.LABEL):
        _open_nameless(work, SectionKind.TIMELINE, heading.level - 1, text)
    while work.stack and work.stack[-1].level >= heading.level:
        work.stack.pop()
    status = Status.INSERTED if text.inserted else Status.CORRECTED if text.changes else Status.SOURCE
    section = Section(
        "",
        text.text,
        heading.level,
        heading.kind,
        None,
        None if text.inserted else work.cleaned.source.line_of(text.first),
        status,
        ranges(list(text.lines)),
        changes=text.changes,
        numbered=heading.numbered,
    )
    ruled_box = heading.kind is SectionKind.BOX and line.box_end is None
    _push(work, section, text, line.ruled_end if ruled_box else line.box_end)


def _open_nameless(work: _Assembly, kind: SectionKind, level: int, text: Inline) -> None:
    """A highlights list or a timeline: it has no heading of its own."""
    while work.stack and work.stack[-1].level >= level:
        work.stack.pop()
    section = Section("s", "", level, kind, None, None, Status.SOURCE)
    _push(work, section, text, None)


def _push(work: _Assembly, section: Section, text: Inline, box_end: int | None) -> None:
    parent = work.stack[-1].node if work.stack else None
    work.nodes.append(_Node(text.first, text.inserted, section, parent))
    work.stack.append(_Open(len(work.nodes) - 1, section.level, section.kind, box_end))


def _add_block(work: _Assembly, plan: Outline, index: int, line: Evidence, role: Role) -> None:
    text = published(work.cleaned, work.marks, line.shape.first, line.shape.end)
    if not work.stack and role is Role.ITEM:
        _open_nameless(work, SectionKind.HIGHLIGHTS, 2, text)
    if role is Role.PARAGRAPH and line.shape.prose:
        _return_from_infographic(work)
    kind = {Role.ITEM: BlockKind.ITEM, Role.CAPTION: BlockKind.CAPTION}.get(role, BlockKind.PARAGRAPH)
    status = Status.VERBATIM if text.verbatim else Status.CLEANED
    depth = work.depths.get(index, 0)
    block = Block("", None, kind, text.text, ranges(list(text.lines)), status, text.spans, depth, changes=text.changes)
    section = work.stack[-1].node if work.stack else None
    work.nodes.append(_Node(text.first, text.inserted, block, section))
    if work.stack:
        top = work.stack[-1]
        top.empty = False
        top.prose = top.prose or (kind is BlockKind.PARAGRAPH and line.shape.prose)
        top.items_only = top.items_only and kind is BlockKind.ITEM


def _add_row(work: _Assembly, plan: Outline, index: int) -> None:
    """A table row; further lines may continue its cells."""
    shapes = [plan.lines[index].shape]
    while index + len(shapes) < len(plan.lines) and plan.lines[index + len(shapes)].continued:
        shapes.append(plan.lines[index + len(shapes)].shape)
    text = row(work.cleaned, shapes, work.widths[index])
    if not text.text.strip():
        return
    status = Status.VERBATIM if text.verbatim else Status.CLEANED
    header = index == 0 or not _same_table(plan, index - 1, index)
    block = Block(
        "", None, BlockKind.ROW, text.text, ranges(list(text.lines)), status, header=header, changes=text.changes
    )
    section = work.stack[-1].node if work.stack else None
    work.nodes.append(_Node(text.first, text.inserted, block, section))
    if work.stack:
        work.stack[-1].empty = work.stack[-1].items_only = False


def _table_widths(cleaned: Cleaned, plan: Outline) -> dict[int, int]:
    """For each row the number of cells of the widest row of its table. Rows that follow each
    other without a blank line are one table."""
    widths: dict[int, int] = {}
    table: list[int] = []
    for index, role in enumerate(plan.roles):
        if table and not _same_table(plan, index - 1, index):
            widths |= dict.fromkeys(table, max(cell_count(cleaned.text, plan.lines[i].shape) for i in table))
            table = []
        if role in (Role.ROW, Role.RULE):
            table.append(index)
    if table:
        widths |= dict.fromkeys(table, max(cell_count(cleaned.text, plan.lines[i].shape) for i in table))
    return widths


def _same_table(plan: Outline, one: int, other: int) -> bool:
    rows = (Role.ROW, Role.RULE)
    return plan.roles[one] in rows and plan.roles[other] in rows and not plan.lines[other].shape.blanks_before


def _return_from_infographic(work: _Assembly) -> None:
    """Prose after the items of an infographic belongs to the section around it."""
    if not work.stack or work.stack[-1].empty or not work.stack[-1].items_only:
        return
    for position, opened in enumerate(work.stack):
        if opened.kind is SectionKind.INFOGRAPHIC and position:
            del work.stack[position:]
            return


def _depths(plan: Outline) -> dict[int, int]:
    """How deep each item is nested: the rank of its indent among the items of its list so far. In a
    list whose first item bears a glyph, items without it explain the one above that has it; so
    do, without any indent, items with a dash or ring below one with a solid bullet."""
    depths: dict[int, int] = {}
    indents: set[int] = set()
    glyph = solid = False
    for index, (line, role) in enumerate(zip(plan.lines, plan.roles, strict=True)):
        if role is not Role.ITEM:
            indents = set()
            continue
        if not indents:
            glyph, solid = bool(line.item_glyph), (line.mark or line.glyph) not in ("", *_INNER_MARKS)
        indents.add(line.shape.indent)
        smaller = sum(1 for indent in indents if indent < line.shape.indent)
        inner = (glyph and not line.item_glyph) or (solid and len(indents) == 1 and line.mark in _INNER_MARKS)
        if line.mark or line.glyph:
            depths[index] = min(smaller + inner, 5)
    return depths


_INNER_MARKS = ("-", "–", "—", "◦", "‣", "⁃")


def _document(cleaned: Cleaned, nodes: list[_Node]) -> Document:
    ids = _ids(cleaned, nodes)
    anchors = _anchors(cleaned, nodes, ids)
    sections: list[Section] = []
    blocks: list[Block] = []
    for node, name in zip(nodes, ids, strict=True):
        above = ids[node.section] if node.section is not None else None
        if isinstance(node.item, Section):
            sections.append(replace(node.item, id=name, parent=above, anchors=anchors.get(name, ())))
        else:
            blocks.append(replace(node.item, id=name, section=above, anchors=anchors.get(name, ())))
    return Document(cleaned.source.report, tuple(sections), tuple(blocks), tuple(ids))


def _ids(cleaned: Cleaned, nodes: list[_Node]) -> list[str]:
    """`l33` for the first of a raw line, `l33-57` for a further one; `h-…` for inserted
    headings, `s-…` for nameless sections. Raw text never moves, so neither do these."""
    source = cleaned.source
    first_of_line: dict[int, int] = {}
    for node in nodes:
        if not node.inserted and not _nameless(node):
            line = source.line_of(node.first)
            first_of_line[line] = min(first_of_line.get(line, node.first), node.first)
    inserted: dict[int, int] = {}
    ids = []
    for node in nodes:
        line = source.line_of(node.first)
        if _nameless(node):
            ids.append(f"s-{line}")
        elif node.inserted:
            inserted[line] = inserted.get(line, 0) + 1
            ids.append(f"h-{line}" if inserted[line] == 1 else f"h-{line}-{inserted[line]}")
        elif node.first == first_of_line[line]:
            ids.append(f"l{line}")
        else:
            ids.append(f"l{line}-{source.column_of(node.first)}")
    return ids


def _nameless(node: _Node) -> bool:
    return isinstance(node.item, Section) and node.item.id == "s"


def _anchors(cleaned: Cleaned, nodes: list[_Node], ids: list[str]) -> dict[str, tuple[str, ...]]:
    """Further anchors of each node: the other raw lines it joins, and dropped lines before it."""
    anchors: dict[str, list[int]] = {}
    covered: set[int] = set()
    starts: list[tuple[int, str]] = []
    for node, name in zip(nodes, ids, strict=True):
        if _nameless(node) or node.inserted:
            continue
        own = cleaned.source.line_of(node.first)
        starts.append((own, name))
        for first, last in node.item.lines:
            for line in range(first, last + 1):
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
        name = current[1] if current is not None else (starts[-1][1] if starts else None)
        if name is not None:
            anchors.setdefault(name, []).append(line)
    return {name: tuple(f"l{line}" for line in sorted(lines)) for name, lines in anchors.items()}
