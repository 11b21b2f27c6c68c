"""The lines of a record that hold pages as they were before the machine changed what an editor had edited, `earlier`, and the heads of
pages that are made no more, `head`."""

from __future__ import annotations

from annals.markdown.front import Front
from annals.merge.record_lines import (
    NO_MORE,
    Line,
    block_from,
    choice_from,
    exactly,
    line_of_block,
    line_of_choice,
    line_of_matter,
    matter_from,
)
from annals.model import Block, Earlier, EarlierPage, Goal, Hunk, KeptHead, Matter

_EARLIER = ("earlier", "blocks", "given", "goals", "known")
_HEAD = ("head", "path", "text", "title", "report", "topic", "status")
_PAGE = ("path", "made", "text", "left", "hunks")


def line_of_earlier(earlier: Earlier) -> Line:
    """Pages as they were: what was generated, each block behind which one, what an editor had, and what was known then, each as
    its own line."""
    return {
        "earlier": [_line_of_page(page) for page in earlier.pages],
        "blocks": [line_of_block(path, block) | {"behind": behind} for path, behind, block in earlier.blocks],
        "given": list(earlier.given),
        "goals": [{"names": list(goal.names), "beside": goal.beside, "behind": goal.behind} for goal in earlier.goals],
        "known": [
            *map(line_of_choice, earlier.choices),
            *map(line_of_head, earlier.heads),
        ],
    }


def _line_of_page(page: EarlierPage) -> Line:
    return {
        "path": page.path,
        "made": None if page.made is None else line_of_matter(page.path, page.written, page.made),
        "text": page.text,
        "left": page.left,
        "hunks": [[low, high, list(lines)] for low, high, lines in page.hunks],
    }


def earlier_from(line: Line) -> Earlier:
    """Pages as they were. Raises what the readers of the lines in it raise."""
    exactly(line, _EARLIER)
    pages = tuple(map(_page_from, line["earlier"]))
    blocks = tuple(_block_from(block) for block in line["blocks"])
    made = {page.path for page in pages if page.made is not None}
    if not pages or not {path for path, _, _ in blocks} <= made or len({b.id for _, _, b in blocks}) < len(blocks):
        raise ValueError(line["earlier"])
    known: Line = {"conflict": [], "head": []}
    for one in line["known"]:
        if not one.keys() & NO_MORE:
            known[next((key for key in known if key in one), "")].append(one)
    return Earlier(
        pages=pages,
        blocks=blocks,
        given=tuple(map(str, line["given"])),
        goals=tuple(map(_goal_from, line["goals"])),
        choices=tuple(map(choice_from, known["conflict"])),
        heads=tuple(map(head_from, known["head"])),
    )


def _block_from(line: Line) -> tuple[str, str, Block]:
    behind = line["behind"]
    path, block = block_from({key: value for key, value in line.items() if key != "behind"})
    if not isinstance(behind, str):
        raise ValueError(block.id)
    return path, behind, block


def _goal_from(line: Line) -> Goal:
    exactly(line, ("names", "beside", "behind"))
    return Goal(names=tuple(map(str, line["names"])), beside=str(line["beside"]), behind=bool(line["behind"]))


def _page_from(line: Line) -> EarlierPage:
    exactly(line, _PAGE)
    path, text, left = line["path"], line["text"], line["left"]
    if not all(isinstance(one, str) for one in (path, "" if text is None else text, left)):
        raise ValueError(path)
    of, written, made = (path, "", None) if line["made"] is None else matter_from(line["made"])
    if of != path:
        raise ValueError(path)
    hunks = tuple(_hunk_from(hunk) for hunk in line["hunks"])
    return EarlierPage(path=path, made=made, written=written, text=text, left=left, hunks=hunks)


def _hunk_from(line: list[int | list[str]]) -> Hunk:
    low, high, lines = line
    if not (isinstance(low, int) and isinstance(high, int) and isinstance(lines, list)):
        raise ValueError(line)
    return low, high, tuple(map(str, lines))


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
