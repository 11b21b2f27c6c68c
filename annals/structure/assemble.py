"""Outline to Document: sections with parents, blocks with raw lines, ids and visible changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from annals.model import BlockKind, Cleaned, Content, Document, Flag, Hint, HintKind, SectionKind, Status
from annals.structure.addresses import Node, document_of_nodes
from annals.structure.evidence import Evidence, Role
from annals.structure.heading import Doubt, Heading, Outline
from annals.structure.inline import Inline, published, row
from annals.text.lines import cells_of

_DOUBTS = {Doubt.LEVEL: "层级无从断定：此标题可与上一级并列，亦可属于它；取较低一级"}


@dataclass(slots=True)
class _Open:
    """A section that still takes blocks: its place among the nodes and what it holds."""

    node: int
    level: int
    kind: SectionKind
    box_end: int | None = None
    items_only: bool = True
    empty: bool = True


@dataclass(slots=True)
class _Stack:
    """The sections that still take blocks, the innermost last."""

    opened: list[_Open] = field(default_factory=list)

    def place(self) -> int | None:
        """The node of the section that takes what comes now."""
        return self.opened[-1].node if self.opened else None

    def rise(self, level: int) -> None:
        """Close what does not stand above a section of a level."""
        while self.opened and self.opened[-1].level >= level:
            self.opened.pop()

    def close_boxes(self, offset: int) -> None:
        for position, opened in enumerate(self.opened):
            if opened.box_end is not None and offset >= opened.box_end:
                filled = not all(inner.empty for inner in self.opened[position:])
                del self.opened[position:]
                if filled and self.opened:
                    # What stood in a box within an infographic is something that stands in that.
                    self.opened[-1].empty = False
                return

    def fill(self, kind: BlockKind, *, is_label: bool) -> None:
        """A label among items (`is_label`), though a person says that it heads nothing, is no prose."""
        if self.opened:
            top = self.opened[-1]
            top.empty = False
            top.items_only = top.items_only and (kind is BlockKind.ITEM or is_label)

    def infographic(self) -> _Open | None:
        """The infographic that takes blocks."""
        return next((one for one in reversed(self.opened) if one.kind is SectionKind.INFOGRAPHIC), None)

    def leave_infographic(self) -> None:
        """Prose after the items of an infographic belongs to the section around it; it leaves no box whose end is known."""
        if not self.opened or self.opened[-1].empty or not self.opened[-1].items_only:
            return
        boxed = max((at for at, opened in enumerate(self.opened) if opened.box_end is not None), default=-1)
        for position, opened in enumerate(self.opened):
            if opened.kind is SectionKind.INFOGRAPHIC and position > boxed:
                del self.opened[position:]
                return


@dataclass(slots=True)
class _Assembly:
    """The work on a document; `own` are the sections that would be open if nobody had put in a heading: what begins or ends by
    itself does so as it would without."""

    cleaned: Cleaned
    depths: dict[int, int]
    tables: dict[int, int]
    widths: dict[int, int]
    marks: tuple[Hint, ...]
    nodes: list[Node] = field(default_factory=list)
    stack: _Stack = field(default_factory=_Stack)
    own: _Stack = field(default_factory=_Stack)
    table: int | None = None


def assembled(cleaned: Cleaned, plan: Outline) -> tuple[Document, tuple[Flag, ...]]:
    """The document of an outline, and a flag for each level in doubt."""
    marks = tuple(hint for hint in cleaned.hints if hint.kind in (HintKind.CHANGE, HintKind.MOVED))
    tables, widths = _tables(cleaned, plan)
    work = _Assembly(cleaned=cleaned, depths=_depths(plan), tables=tables, widths=widths, marks=marks)
    headings = {heading.index: heading for heading in plan.headings}
    flags = []
    for index, (line, role) in enumerate(zip(plan.lines, plan.roles, strict=True)):
        for stack in (work.stack, work.own):
            stack.close_boxes(line.shape.start)
        heading = headings.get(index)
        if role is Role.RULE or (role is Role.ROW and line.continued):
            continue
        if role is Role.ROW:
            _add_row(work, plan, index)
        elif heading is not None:
            goes_on = index + 1 < len(plan.lines) and index + 1 not in headings and not _is_prose(plan, index + 1)
            _open_section(work, line, heading, month=line.month or role is Role.MONTH, goes_on=goes_on)
            if heading.doubt is not Doubt.NONE:
                number = cleaned.source.line_of(work.nodes[-1].text.first)
                flags.append(Flag(lines=(number, number), text=line.text, code="N101", reason=_DOUBTS[heading.doubt]))
        else:
            _add_block(work, index, line, role)
    return document_of_nodes(cleaned, work.nodes), tuple(flags)


def _open_section(work: _Assembly, line: Evidence, heading: Heading, *, month: bool, goes_on: bool) -> None:
    """`goes_on` says that an infographic around the line goes on behind it: a heading put in at the level of its title stands in
    it, one lower."""
    text = published(work.cleaned, work.marks, line.shape.first, line.shape.end, emphasis=False)
    if month and not (work.own.opened and work.own.opened[-1].kind is SectionKind.LABEL):
        _open_nameless(work, SectionKind.TIMELINE, heading.level - 1, text)
    ruled_box = heading.kind is SectionKind.BOX and line.box_end is None
    status = Status.INSERTED if text.inserted else Status.CORRECTED if text.changes else Status.SOURCE
    content = Content(kind=BlockKind.HEADING, markdown=text.markdown)
    around = work.own.infographic() if goes_on and status is Status.INSERTED else None
    node = Node(
        text=text,
        content=content,
        status=status,
        section=heading.kind,
        level=heading.level + (around is not None and around.level == heading.level),
        numbered=heading.numbered,
    )
    _push(work, node, line.ruled_end if ruled_box else line.box_end)


def _is_prose(plan: Outline, index: int) -> bool:
    """Whether a line is prose, which stands in no infographic."""
    return plan.roles[index] is Role.PARAGRAPH and plan.lines[index].shape.prose


def _open_nameless(work: _Assembly, kind: SectionKind, level: int, text: Inline) -> None:
    """A highlights list or a timeline: it has no heading of its own, and stands where its first text does."""
    content = Content(kind=BlockKind.HEADING, markdown="")
    node = Node(text=text, content=content, status=Status.SOURCE, section=kind, level=level, numbered=False)
    _push(work, node, None)


def _push(work: _Assembly, node: Node, box_end: int | None) -> None:
    """Open a section below the nearest one of a higher rank."""
    kind = node.section or SectionKind.SECTION
    stacks = (work.stack,) if node.status is Status.INSERTED else (work.stack, work.own)
    for stack in stacks:
        stack.rise(node.level)
    work.nodes.append(_placed(work, node))
    for stack in stacks:
        stack.opened.append(_Open(node=len(work.nodes) - 1, level=node.level, kind=kind, box_end=box_end))


def _placed(work: _Assembly, node: Node) -> Node:
    return replace(node, parent=work.stack.place(), own_parent=work.own.place())


def _add_text(work: _Assembly, text: Inline, content: Content, *, is_label: bool = False) -> None:
    status = Status.VERBATIM if text.verbatim else Status.CLEANED
    node = Node(text=text, content=content, status=status, section=None, level=0, numbered=False)
    work.nodes.append(_placed(work, node))
    for stack in (work.stack, work.own):
        stack.fill(content.kind, is_label=is_label)


def _add_block(work: _Assembly, index: int, line: Evidence, role: Role) -> None:
    text = published(work.cleaned, work.marks, line.shape.first, line.shape.end, emphasis=True)
    if not work.own.opened and role is Role.ITEM:
        above = work.stack.opened[-1].level if work.stack.opened else 1
        _open_nameless(work, SectionKind.HIGHLIGHTS, max(2, above + 1), text)
    if role is Role.PARAGRAPH and line.shape.prose:
        for stack in (work.stack, work.own):
            stack.leave_infographic()
    kind = {Role.ITEM: BlockKind.ITEM, Role.CAPTION: BlockKind.CAPTION}.get(role, BlockKind.PARAGRAPH)
    content = Content(kind=kind, markdown=text.markdown, depth=work.depths.get(index, 0))
    _add_text(work, text, content, is_label=line.level == "text" and not line.shape.prose)


def _add_row(work: _Assembly, plan: Outline, index: int) -> None:
    """A table row; further lines may continue its cells."""
    shapes = [plan.lines[index].shape]
    while index + len(shapes) < len(plan.lines) and plan.lines[index + len(shapes)].continued:
        shapes.append(plan.lines[index + len(shapes)].shape)
    text = row(work.cleaned, shapes, work.widths[index])
    if text is None:
        return
    above = work.nodes[-1] if work.nodes else None
    goes_on = work.table == work.tables[index] and above is not None and above.parent == work.stack.place()
    work.table = work.tables[index]
    # The first row that holds anything is the head: one that is blank reads back as none.
    header = not (goes_on and above is not None and above.content.kind is BlockKind.ROW)
    _add_text(work, text, Content(kind=BlockKind.ROW, markdown=text.markdown, header=header))


def _tables(cleaned: Cleaned, plan: Outline) -> tuple[dict[int, int], dict[int, int]]:
    """For each row the first line of its table, and the number of cells of the widest row of that. Rows that follow
    each other without a blank line are one table."""
    first: dict[int, int] = {}
    for index, role in enumerate(plan.roles):
        if role in (Role.ROW, Role.RULE):
            first[index] = first[index - 1] if index - 1 in first and _same_table(plan, index - 1, index) else index
    widest: dict[int, int] = {}
    for index, table in first.items():
        widest[table] = max(widest.get(table, 1), len(cells_of(cleaned.text, plan.lines[index].shape)))
    return first, {index: widest[table] for index, table in first.items()}


def _same_table(plan: Outline, one: int, other: int) -> bool:
    rows = (Role.ROW, Role.RULE)
    return plan.roles[one] in rows and plan.roles[other] in rows and not plan.lines[other].shape.blanks_before


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
