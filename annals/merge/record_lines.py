"""The lines of a record, key by key: a format of its own, whatever the values in memory look like.

A line is one JSON object; which one is told by a key of its own: `record` for the header, `matter`,
`id`, `conflict`, `head`, `earlier`, `reviewed`, or none of these for the report. Keys that a block lacks (`level` … `anchors`) have
nothing to say; any other key missing, or one that nobody knows, is damage."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annals.model import (
    Beside,
    Block,
    BlockKind,
    Choice,
    Content,
    Matter,
    RawMark,
    Review,
    SectionKind,
    Side,
    Status,
)

Line = dict[str, Any]

NUMBER = 2
"""The number of the format; a file without a header is of the first."""
_HEADER = ("record", "blocks", "sha256", "addresses")
_REPORT = ("year", "title")
_REPORT_MAY = ("yml", "raw")
_MATTER = ("matter", "written", "title", "report", "topic", "status", "reviewed_by")
_BLOCK = ("page", "id", "role", "kind", "markdown", "above", "lines", "status")
_BLOCK_MAY = ("level", "depth", "header", "numbered", "anchors")
_CONFLICT = ("conflict", "base", "mine", "theirs", "side")
_REVIEW = ("reviewed", "status", "by", "text")
NO_MORE = frozenset({"former", "kept", "arranged"})
"""The keys of lines that told of editors' work before `earlier` did: they may stand in an old record, and say nothing any more."""


def written(line: Line) -> str:
    """A line as it stands in the file, without its line end."""
    return json.dumps(line, ensure_ascii=False)


def line_of_header(blocks: int, sha256: str, addresses: int) -> Line:
    """The line before all others: the format's number, how many blocks there are, the digest of all
    lines behind it, and how many addresses the report's register holds."""
    return {"record": NUMBER, "blocks": blocks, "sha256": sha256, "addresses": addresses}


def header_from(line: Line) -> tuple[int, str, int]:
    """The number of blocks, the digest and the number of addresses. Raises KeyError."""
    exactly(line, _HEADER)
    return line["blocks"], line["sha256"], line["addresses"]


def line_of_report(year: int | None, title: str, beside: Beside | None, raw: RawMark | None) -> Line:
    """The first line: what the report was found to be, whether a `.yml` said anything of it, and the raw text's mark."""
    line: Line = {"year": year, "title": title}
    if beside is not None:
        line["yml"] = str(beside)
    if raw is not None:
        line["raw"] = [raw.digest, raw.lines]
    return line


def report_from(line: Line) -> tuple[int | None, str, Beside | None, RawMark | None]:
    """Year, title, what a `.yml` said, the raw text's mark. Raises KeyError, ValueError."""
    exactly(line, _REPORT, _REPORT_MAY)
    raw = None
    if "raw" in line:
        digest, lines = line["raw"]
        raw = RawMark(digest=str(digest), lines=str(lines))
    return line["year"], line["title"], Beside(line["yml"]) if "yml" in line else None, raw


def line_of_matter(path: str, digest: str, matter: Matter) -> Line:
    """A page: its front matter, and the digest of its whole text as written."""
    return {
        "matter": path,
        "written": digest,
        "title": matter.title,
        "report": matter.report,
        "topic": matter.topic,
        "status": matter.status,
        "reviewed_by": matter.reviewed_by,
    }


def matter_from(line: Line) -> tuple[str, str, Matter]:
    """A page's path, digest and front matter. Raises KeyError."""
    exactly(line, _MATTER)
    matter = Matter(
        title=line["title"],
        report=line["report"],
        topic=line["topic"],
        status=line["status"],
        reviewed_by=line["reviewed_by"],
    )
    return line["matter"], line["written"], matter


def line_of_block(path: str, block: Block) -> Line:
    """A block or heading of a page; `lines` as ranges of 1-based raw lines, both ends included."""
    line: Line = {
        "page": path,
        "id": block.id,
        "role": "block" if block.section is None else "section",
        "kind": block.content.kind if block.section is None else block.section,
        "markdown": block.content.markdown,
        "above": block.above,
        "lines": [[first, last] for first, last in block.lines],
        "status": block.status,
    }
    may: Line = {
        "level": block.level,
        "depth": block.content.depth,
        "header": block.content.header,
        "numbered": block.numbered,
        "anchors": list(block.anchors),
    }
    return line | {key: value for key, value in may.items() if value}


def block_from(line: Line) -> tuple[str, Block]:
    """The path of a block's page, and the block or heading. Raises KeyError, or TypeError and ValueError for
    kinds that nobody knows and lines that are no ranges."""
    exactly(line, _BLOCK, _BLOCK_MAY)
    if line["role"] not in ("block", "section"):
        raise ValueError(line["role"])
    section = SectionKind(line["kind"]) if line["role"] == "section" else None
    block = Block(
        id=line["id"],
        content=Content(
            kind=BlockKind.HEADING if section is not None else BlockKind(line["kind"]),
            markdown=line["markdown"],
            depth=line.get("depth", 0),
            header=line.get("header", False),
        ),
        section=section,
        level=line.get("level", 0),
        numbered=line.get("numbered", False),
        above=line["above"],
        lines=tuple((first, last) for first, last in line["lines"]),
        status=Status(line["status"]),
        anchors=tuple(line.get("anchors", ())),
    )
    return line["page"], block


def line_of_choice(choice: Choice) -> Line:
    """A conflict that was told, with what was decided about it."""
    return {
        "conflict": choice.block,
        "base": choice.base,
        "mine": choice.mine,
        "theirs": choice.theirs,
        "side": choice.side,
    }


def choice_from(line: Line) -> Choice:
    """A conflict that was told. Raises KeyError."""
    exactly(line, _CONFLICT)
    return Choice(
        block=line["conflict"], base=line["base"], mine=line["mine"], theirs=line["theirs"], side=Side(line["side"])
    )


def line_of_review(path: str, review: Review) -> Line:
    """What stood on a page when its status was set."""
    return {"reviewed": path, "status": review.status, "by": review.by, "text": review.text}


def review_from(line: Line) -> tuple[str, Review]:
    """A page's path, and what stood on it when its status was set. Raises KeyError."""
    exactly(line, _REVIEW)
    return line["reviewed"], Review(status=line["status"], by=line["by"], text=line["text"])


def exactly(line: Mapping[str, Any], must: tuple[str, ...], may: tuple[str, ...] = ()) -> None:
    """Raises KeyError for a line that lacks a key which it must have, or has one that it may not have."""
    missing, unknown = set(must) - line.keys(), line.keys() - set(must) - set(may)
    if missing or unknown:
        raise KeyError(*sorted(missing | unknown))
