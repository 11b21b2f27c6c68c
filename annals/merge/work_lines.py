"""The lines of a record that tell of an editor's work which stands on no page now: `kept`, `arranged` and `head`."""

from __future__ import annotations

from annals.markdown.front import Front
from annals.merge.record_lines import Line, blocks_from, choice_from, exactly, line_of_choice, without_page
from annals.model import Arranged, BlockKind, Content, Kept, KeptHead, Matter, OwnPiece, SectionKind

_KEPT = ("kept", "page", "behind", "before", "kind", "depth", "level", "own", "boxed")
_KEPT_MAY = ("box", "led")
_ARRANGED = ("arranged", "blocks", "pieces", "left", "choices")
_PIECE = ("page", "behind", "before", "own", "names", "named", "lenders", "kind", "markdown", "as_made", "boxed")
_PIECE_MAY = ("level", "depth", "header", "box")
_HEAD = ("head", "path", "text", "title", "report", "topic", "status")


def line_of_kept(kept: Kept) -> Line:
    """Where an editor had put a block that the machine took out."""
    return (
        {
            "kept": kept.block,
            "page": kept.page,
            "behind": kept.behind,
            "before": kept.before,
            "kind": kept.kind,
            "depth": kept.depth,
            "level": kept.level,
            "own": kept.own,
            "boxed": kept.boxed,
        }
        | _box(kept)
        | ({"led": list(kept.led)} if any(kept.led) else {})
    )


def kept_from(line: Line) -> Kept:
    """Where an editor had put a block. Raises KeyError, ValueError."""
    exactly(line, _KEPT, _KEPT_MAY)
    behind, before = line.get("led", ("", ""))
    texts, numbers = (
        (line["kept"], line["page"], line["behind"], line["before"], line["boxed"], behind, before),
        (line["depth"], line["level"], line["own"]),
    )
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(number, int) for number in numbers):
        raise ValueError(line["kept"])
    return Kept(
        block=line["kept"],
        page=line["page"],
        behind=line["behind"],
        before=line["before"],
        kind=BlockKind(line["kind"]),
        depth=line["depth"],
        level=line["level"],
        own=line["own"],
        boxed=line["boxed"],
        box=_box_from(line),
        led=(behind, before),
    )


def line_of_arranged(arranged: Arranged) -> Line:
    """What an editor had made of blocks before the machine changed them."""
    return {
        "arranged": list(arranged.names),
        "blocks": [without_page(block) for block in arranged.blocks],
        "pieces": [_line_of_piece(piece) for piece in arranged.pieces],
        "left": list(arranged.left),
        "choices": [line_of_choice(choice) for choice in arranged.choices],
    }


def _line_of_piece(piece: OwnPiece) -> Line:
    line: Line = {
        "page": piece.page,
        "behind": piece.behind,
        "before": piece.before,
        "own": piece.own,
        "names": list(piece.names),
        "named": piece.named,
        "lenders": list(piece.lenders),
        "kind": piece.content.kind,
        "markdown": piece.content.markdown,
        "as_made": piece.as_made,
        "boxed": piece.boxed,
    }
    may: Line = {"level": piece.level, "depth": piece.content.depth, "header": piece.content.header}
    return line | {key: value for key, value in may.items() if value} | _box(piece)


def arranged_from(line: Line) -> Arranged:
    """What an editor had made of blocks. Raises what `block_from` raises."""
    exactly(line, _ARRANGED)
    found = Arranged(
        names=tuple(line["arranged"]),
        blocks=blocks_from(line["blocks"]),
        pieces=tuple(_piece_from(piece) for piece in line["pieces"]),
        left=tuple(line["left"]),
        choices=tuple(choice_from(choice) for choice in line["choices"]),
    )
    known = {block.id for block in found.blocks}
    named = {name for piece in found.pieces for name in (*piece.names, *piece.lenders)}
    if not (found.blocks and found.pieces and named <= known) or any(p.named and not p.names for p in found.pieces):
        raise ValueError(line["arranged"])
    if not all(isinstance(text, str) for text in (*found.names, *found.left)):
        raise ValueError(line["arranged"])
    return found


def _piece_from(line: Line) -> OwnPiece:
    exactly(line, _PIECE, _PIECE_MAY)
    texts = line["page"], line["behind"], line["before"], line["markdown"], line["boxed"], *line["names"]
    numbers = line["own"], line.get("level", 0), line.get("depth", 0)
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(number, int) for number in numbers):
        raise ValueError(line["page"])
    return OwnPiece(
        page=line["page"],
        behind=line["behind"],
        before=line["before"],
        own=line["own"],
        names=tuple(line["names"]),
        named=line["named"],
        lenders=tuple(line["lenders"]),
        content=Content(
            kind=BlockKind(line["kind"]),
            markdown=line["markdown"],
            depth=line.get("depth", 0),
            header=line.get("header", False),
        ),
        level=line.get("level", 0),
        as_made=line["as_made"],
        boxed=line["boxed"],
        box=_box_from(line),
    )


def line_of_head(head: KeptHead) -> Line:
    """The head that an editor had given a page which is made no more, and the front matter that was generated for it."""
    return {
        "head": head.page,
        "path": head.path,
        "text": head.text,
        "title": head.made.title,
        "report": head.made.report,
        "topic": head.made.topic,
        "status": head.made.status,
    }


def head_from(line: Line) -> KeptHead:
    """The head of a page that is made no more. Raises KeyError, ValueError."""
    exactly(line, _HEAD)
    if not all(isinstance(line[key], str) for key in _HEAD) or Front.of(line["text"]).body:
        raise ValueError(line["head"])
    made = Matter(title=line["title"], report=line["report"], topic=line["topic"], status=line["status"])
    return KeptHead(page=line["head"], path=line["path"], text=line["text"], made=made)


def _box(one: Kept | OwnPiece) -> Line:
    return {"box": one.box} if one.box is not None else {}


def _box_from(line: Line) -> SectionKind | None:
    return SectionKind(line["box"]) if "box" in line else None
