"""The lines of a record, key by key: a format of its own, whatever the values in memory look like.

A line is one JSON object; which one is told by a key of its own: `matter`, `id`, `conflict`,
`reviewed`, or none of these for the report. Keys that a block lacks (`level` … `anchors`) have
nothing to say; any other key missing, or one that nobody knows, is damage."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annals.model import Choice, Generated, Matter, Review

Line = dict[str, Any]

_REPORT = ("year", "title")
_MATTER = ("matter", "written", "title", "report", "topic", "status", "reviewed_by")
_BLOCK = ("page", "id", "role", "kind", "markdown", "above", "lines", "status")
_BLOCK_MAY = ("level", "depth", "header", "numbered", "anchors")
_CONFLICT = ("conflict", "base", "mine", "theirs", "side")
_REVIEW = ("reviewed", "status", "by", "text")


def written(line: Line) -> str:
    """A line as it stands in the file, without its line end."""
    return json.dumps(line, ensure_ascii=False)


def line_of_report(year: int | None, title: str) -> Line:
    """The first line: what the report was found to be."""
    return {"year": year, "title": title}


def report_from(line: Line) -> tuple[int | None, str]:
    """Year and title. Raises KeyError."""
    _exactly(line, _REPORT)
    return line["year"], line["title"]


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
    _exactly(line, _MATTER)
    matter = Matter(
        title=line["title"],
        report=line["report"],
        topic=line["topic"],
        status=line["status"],
        reviewed_by=line["reviewed_by"],
    )
    return line["matter"], line["written"], matter


def line_of_block(part: Generated) -> Line:
    """A block or heading; `lines` as ranges of 1-based raw lines, both ends included."""
    line: Line = {
        "page": part.page,
        "id": part.id,
        "role": part.role,
        "kind": part.kind,
        "markdown": part.markdown,
        "above": part.above,
        "lines": [[first, last] for first, last in part.lines],
        "status": part.status,
    }
    may: Line = {
        "level": part.level,
        "depth": part.depth,
        "header": part.header,
        "numbered": part.numbered,
        "anchors": list(part.anchors),
    }
    return line | {key: value for key, value in may.items() if value}


def block_from(line: Line) -> Generated:
    """A block or heading. Raises KeyError, or TypeError and ValueError for lines that are no ranges."""
    _exactly(line, _BLOCK, _BLOCK_MAY)
    return Generated(
        page=line["page"],
        id=line["id"],
        role=line["role"],
        kind=line["kind"],
        markdown=line["markdown"],
        above=line["above"],
        lines=tuple((first, last) for first, last in line["lines"]),
        status=line["status"],
        level=line.get("level", 0),
        depth=line.get("depth", 0),
        header=line.get("header", False),
        numbered=line.get("numbered", False),
        anchors=tuple(line.get("anchors", ())),
    )


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
    _exactly(line, _CONFLICT)
    return Choice(
        block=line["conflict"], base=line["base"], mine=line["mine"], theirs=line["theirs"], side=line["side"]
    )


def line_of_review(path: str, review: Review) -> Line:
    """What stood on a page when its status was set."""
    return {"reviewed": path, "status": review.status, "by": review.by, "text": review.text}


def review_from(line: Line) -> tuple[str, Review]:
    """A page's path, and what stood on it when its status was set. Raises KeyError."""
    _exactly(line, _REVIEW)
    return line["reviewed"], Review(status=line["status"], by=line["by"], text=line["text"])


def _exactly(line: Mapping[str, Any], must: tuple[str, ...], may: tuple[str, ...] = ()) -> None:
    missing, unknown = set(must) - line.keys(), line.keys() - set(must) - set(may)
    if missing or unknown:
        raise KeyError(*sorted(missing | unknown))
