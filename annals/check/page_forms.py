"""Forms of Markdown that an editor did not mean: headings that are none or should be none, tables that lose cells or are
no tables, notes that are published as the report's own text, paragraphs pasted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest

from annals.check.causes import Cause
from annals.check.pasted_heads import second_head
from annals.markdown.front import Front
from annals.markdown.read import read_blocks, text_of
from annals.model import Block, BlockKind, PageBlock, Phrase, Placed, Problem, Report
from annals.text.characters import ends_sentence, excerpt, letters, width
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.lines import cell_mark

_SHOWN = 20
_LONG = 20
"""A text with so many letters and digits is in a report once, unless it was pasted again."""
_TITLE = 30
"""No title is so wide."""
_no_heading = re.compile(r"#{1,6}(?=[^#\s])|[#＃]*＃[#＃]*")
_underline = re.compile(r" {0,3}(?:-+|=+)[ \t]*")
# The head of a page that was pasted with its text.
_head_key = re.compile(r"[a-z_]{1,20}: ")
_delimiter = re.compile(r"[|:\- \t]+")
_may_differ = re.compile(r"^(?:[ ]{0,3}(?:-+|=+)[ \t]*|# .*|#{1,6}[ \t]*|\|.*|[^|\n]{1,200} \| .*)$", re.MULTILINE)
"""Without such a line no page of an editor has any of these forms."""


def forms_of_reports(reports: Iterable[Report], fronts: Mapping[str, Front], lexicon: Lexicon) -> tuple[Cause, ...]:
    """What is wrong with the forms on pages of reports, each with what follows from it."""
    note = re.compile(rf"(?:[＞>]\s*)?\**{any_of(lexicon.editors_notes)}\**\s*[:：]|＞")
    found: list[Cause] = []
    for report in reports:
        seen: dict[str, Placed] = {}
        # What was pasted came from nowhere; most reports have nothing such.
        for placed in report.order if any(not one.stem.blocks() for one in report.order) else ():
            if placed.stem.whole():
                seen.setdefault(letters(placed.text), placed)
        for page in report.pages:
            front = fronts.get(page.path)
            if front is not None:
                found += _of_report_page(report, page.path, front, page.placed, seen, note)
    return tuple(found)


def forms_of_pages(fronts: Mapping[str, Front], of_reports: Iterable[str]) -> Iterator[Problem]:
    """The same for pages that editors wrote: headings and tables."""
    own = frozenset(of_reports)
    for path, front in fronts.items():
        if path not in own and _may_differ.search(front.body):
            blocks = read_blocks(front.body, front.lines_before)
            yield from _tables(path, front, blocks)
            for block, below in zip_longest(blocks, blocks[1:]):
                if _is_wordless(block):
                    yield _wordless(path, front, block, below)
                yield from _underlined(path, front, block, was_text=False)
                yield from _titled(path, front, block)


def _of_report_page(
    report: Report, path: str, front: Front, order: Sequence[Placed], seen: Mapping[str, Placed], note: re.Pattern[str]
) -> Iterator[Cause]:
    before: Placed | None = None
    for placed, below in zip_longest(order, order[1:]):
        block, origin = placed.block, placed.origin
        was_heading = origin is None or origin.section is not None
        if placed.kind is BlockKind.PARAGRAPH and was_heading and (mark := _no_heading.match(block.source)):
            lines = block.source[mark.end() :].strip().split("\n")
            # Of a heading that was broken as well all is meant; what an editor wrote below it is not of it.
            known = "" if origin is None else text_of(origin.content)
            one = known if letters(known) == letters(placed.text) else lines[0]
            better = "#" * max(2, len(mark[0])) + " " + one
            problem = Problem.of(
                "E252", f"docs/{path}", block.line, excerpt=excerpt(front.text, block.line), mark=mark[0], better=better
            )
            blocks = frozenset({f"{report.id}#{placed.id}"} if origin is not None else ())
            yield Cause(problem=problem, blocks=blocks)
        if _is_wordless(block):
            lost = frozenset({f"{report.id}#{below.id}"} if below is not None and below.stem.blocks() else ())
            yield Cause(problem=_wordless(path, front, block, below.block if below else None), blocks=lost)
        own = (
            *_underlined(path, front, block, was_text=origin is not None and origin.section is None),
            *_titled(path, front, block),
            *(_noted(path, front, placed, note) if not placed.stem.blocks() else ()),
        )
        yield from (Cause(problem=problem, blocks=frozenset()) for problem in own)
        if not placed.stem.blocks():
            yield from _pasted(report, front, placed, before, seen)
        before = placed if placed.stem.blocks() else before
    yield from (
        Cause(problem=problem, blocks=frozenset())
        for problem in _tables(path, front, [placed.block for placed in order])
    )


def _is_wordless(block: PageBlock) -> bool:
    return block.content.kind is BlockKind.HEADING and not block.text.strip()


def _wordless(path: str, front: Front, block: PageBlock, below: PageBlock | None) -> Problem:
    """A heading of marks alone: its words may have got on the next line."""
    mark, cure = block.source.strip(), Phrase.of("heading-away")
    if below is not None and below.content.kind is BlockKind.PARAGRAPH:
        words = below.source.split("\n", 1)[0]
        if width(words) <= _TITLE and not ends_sentence(words):
            cure = Phrase.of("heading-on-line", better=f"{mark} {words}")
    return Problem.of("E246", f"docs/{path}", block.line, excerpt=excerpt(front.text, block.line), mark=mark, cure=cure)


def _underlined(path: str, front: Front, block: PageBlock, *, was_text: bool) -> Iterator[Problem]:
    """A paragraph that became a heading because a line of dashes stands right below it."""
    lines = block.source.split("\n")
    if block.content.kind is not BlockKind.HEADING or len(lines) < 2 or not _underline.fullmatch(lines[-1]):
        return
    if _head_key.match(block.text) and second_head(front) is not None:
        return
    if was_text or ends_sentence(block.text) or width(block.text) > _TITLE or _head_key.match(block.text):
        line = block.line + len(lines) - 1
        yield Problem.of(
            "E253",
            f"docs/{path}",
            line,
            excerpt=excerpt(front.text, line),
            mark=lines[-1].strip(),
            text=block.text[:_SHOWN],
        )


def _titled(path: str, front: Front, block: PageBlock) -> Iterator[Problem]:
    """A heading of the first level: that is the title, which stands in the head of the page."""
    if block.content.kind is BlockKind.HEADING and block.level == 1 and block.source.lstrip().startswith("# "):
        yield Problem.of(
            "W251", f"docs/{path}", block.line, excerpt=excerpt(front.text, block.line), text=block.text[:_SHOWN]
        )


def _noted(path: str, front: Front, placed: Placed, note: re.Pattern[str]) -> Iterator[Problem]:
    """A note that an editor added to a report and that is written as no note."""
    block = placed.block
    if placed.kind is BlockKind.PARAGRAPH and note.match(block.source):
        yield Problem.of(
            "W252", f"docs/{path}", block.line, excerpt=excerpt(front.text, block.line), text=block.text[:_SHOWN]
        )


def _pasted(
    report: Report, front: Front, placed: Placed, before: Placed | None, seen: Mapping[str, Placed]
) -> Iterator[Cause]:
    """A text that the page has already, with what it was pasted over: a block that is gone from right behind the last one
    `before` it."""
    block, key = placed.block, letters(placed.block.text)
    first = seen.get(key)
    if len(key) < _LONG or placed.kind is BlockKind.NOTE or first is None:
        return
    lost = _next_of(report, before) if before is not None else None
    cure = Phrase.of("copied-again")
    if lost is not None:
        cure = Phrase.of("copied-over", lost=text_of(lost.content)[:_SHOWN], block=f"{report.id}#{lost.id}")
    problem = Problem.of(
        "E254",
        f"docs/{placed.page}",
        block.line,
        excerpt=excerpt(front.text, block.line),
        other=f"docs/{first.page}:{first.block.line}",
        text=block.text[:_SHOWN],
        cure=cure,
    )
    names = (lost.id, *lost.anchors) if lost is not None else ()
    words = (text_of(lost.content),) if lost is not None else ()
    yield Cause(problem=problem, blocks=frozenset(f"{report.id}#{name}" for name in names), words=words)


def _next_of(report: Report, before: Placed) -> Block | None:
    """The block that the machine put behind one on its page, if an editor took it out."""
    last = before.stem.blocks()[-1]
    at = report.blocks.index(last) + 1 if last in report.blocks else len(report.blocks)
    found = next(iter(report.blocks[at : at + 1]), None)
    if found is None or found not in report.deleted or found.section is not None:
        return None
    return found if report.paths[found.id] == before.page else None


def _tables(path: str, front: Front, blocks: Sequence[PageBlock]) -> Iterator[Problem]:
    """Rows with more cells than their head, of which the last are not shown, and tables that are read as paragraphs."""
    columns = 0
    for above, block in zip(chain((None,), blocks), blocks, strict=False):
        first = block.source.split("\n", 1)[0]
        if block.content.kind is BlockKind.ROW:
            cells = _cells(first)
            if block.content.header:
                columns = len(cells)
            else:
                yield from _unlike_head(path, front, block, cells, columns)
        elif block.content.kind is BlockKind.PARAGRAPH and _is_table(block.source):
            lines = block.source.split("\n")
            why, cure = Phrase.of("table-no-line"), Phrase.of("table-line")
            if len(lines) > 1 and _delimiter.fullmatch(lines[1]):
                given, columns = len(_cells(lines[1])), len(_cells(first))
                why = Phrase.of("table-width", given=given, columns=columns)
            elif above is not None and above.content.kind is BlockKind.ROW and _goes_on(lines, columns):
                why, cure = Phrase.of("table-parted"), Phrase.of("table-join")
            shown = excerpt(front.text, block.line)
            yield Problem.of("E256", f"docs/{path}", block.line, excerpt=shown, why=why, cure=cure)


def _unlike_head(path: str, front: Front, block: PageBlock, cells: Sequence[str], columns: int) -> Iterator[Problem]:
    """A row that has more cells than its head, or fewer, or is none. One cell alone heads the rows below it."""
    place, shown = f"docs/{path}", excerpt(front.text, block.line)
    if any(cells[columns:]):
        rest = "、".join(cell for cell in cells[columns:] if cell)[:_SHOWN]
        number = len(cells)
        yield Problem.of("E255", place, block.line, excerpt=shown, columns=columns, cells=number, rest=rest)
    elif columns > 1 and len(cells) == 1 and not set("|｜") & set(block.source):
        yield Problem.of("E263", place, block.line, excerpt=shown, text=block.source.strip()[:_SHOWN])
    elif 1 < len(cells) < columns and "｜" not in block.source:
        yield Problem.of("N123", place, block.line, excerpt=shown, columns=columns, cells=len(cells))


def _is_table(source: str) -> bool:
    """Whether all lines of a paragraph begin and end with bars, or two and more have as many bars between words."""
    lines = [line.strip() for line in source.split("\n")]
    inner = {len(_cells(line)) for line in lines}
    framed = all(len(line) > 2 and line[0] == "|" and line[-1] == "|" for line in lines)
    return framed or (len(lines) > 1 and len(inner) == 1 and inner != {1} and all(" | " in line for line in lines))


def _goes_on(lines: Sequence[str], columns: int) -> bool:
    """Whether lines have as many cells as the table above them, from which a blank line parts them."""
    return all(len(_cells(line)) == columns for line in lines)


def _cells(line: str) -> list[str]:
    inside = line.strip()
    inside = inside.removeprefix("|")
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return [cell.strip() for cell in cell_mark.split(inside)]
