"""The raw report as a page: every line with its number, what was changed in it, where it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from jinja2 import Environment

from annals.clean.order import RULE_NAMES
from annals.markdown.read import text_of
from annals.model import MEND_CODE, Entry, Op, PageKind, Report, View
from annals.pages.chapter import chapter_of
from annals.pages.edits import differences
from annals.pages.links import link, origin_lines, part_path
from annals.pages.marks import CERTAINTY
from annals.pages.mended import by_whom
from annals.pages.parts import parts_of
from annals.text.excerpts import beginning

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RawChange:
    """A ledger entry, or several alike of one line, as readers see them: `times` says how many. `moved` says which way, if
    it was a move: it stands where its line is published."""

    code: str
    name: str
    old: str
    new: str
    reason: str
    certainty: str
    moved: str = ""
    times: int = 1

    @property
    def of_signs(self) -> bool:
        """Whether it changed no letter and no figure: struck out, a comma looks like a semicolon."""
        return not any(char.isalnum() for char in self.old + self.new)

    @property
    def widened(self) -> bool:
        """Whether each sign became its own full-width form, which looks like it."""
        return self.of_signs and self.old != self.new == "".join(map(_wide, self.old))


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLine:
    """One raw line: its text, the address of what it became and those of more that it became, where that is published,
    what was changed."""

    number: int
    text: str
    id: str
    anchors: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    changes: tuple[RawChange, ...]
    flags: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is to be seen on it."""
        return not self.text.strip()


def raw_pages(report: Report, label: str, templates: Environment) -> tuple[View, ...]:
    """The raw pages of a report, `raw`, and `raw-2` … of a long one. When its raw file could not be used, the page says so
    and keeps the addresses of all lines that were published from it."""
    found: list[list[RawLine]] = [[] for _ in report.cuts]
    for line in _lines(report, part_path(report.id, "raw", 1)):
        found[report.part_of(line.number) - 1].append(line)
    return tuple(_view(report, label, number, lines, templates) for number, lines in enumerate(found, 1))


def _view(report: Report, label: str, number: int, lines: Sequence[RawLine], templates: Environment) -> View:
    here = part_path(report.id, "raw", number)
    html = templates.get_template("raw_page.html.j2").render(
        report=report,
        edition=label,
        lines=lines,
        missing=report.source is None,
        parts=parts_of(report, "raw", number),
        full=link(here, part_path(report.id, "full", number)),
        link=partial(link, here),
    )
    return View(
        path=here,
        title=f"{label} 原文" + (f"（{number}/{len(report.cuts)}）" if len(report.cuts) > 1 else ""),
        kind=PageKind.RAW,
        markdown="",
        html=html,
        crumbs=((label, f"{report.id}/index.md"),),
        description=f"{report.title}：识别所得原文，逐行编号，附每处更改",
        report=report.id,
    )


def _lines(report: Report, here: str) -> tuple[RawLine, ...]:
    source = report.source
    ids, targets, changes, flags = _ids(report), _targets(report, here), _changes(report), _flags(report)
    return tuple(
        RawLine(
            number=number,
            text=_visible(source.line_text(number)) if source else "",
            id=next(iter(ids.get(number, ())), ""),
            anchors=tuple(dict.fromkeys(ids.get(number, ())))[1:],
            targets=tuple(dict.fromkeys(targets.get(number, ()))),
            changes=_joined(changes.get(number, ())),
            flags=tuple(dict.fromkeys(flags.get(number, ()))),
        )
        for number in (range(1, len(source.line_starts) + 1) if source else sorted(ids))
    )


def _ids(report: Report) -> dict[int, list[str]]:
    """The addresses of what each raw line became."""
    found: dict[int, list[str]] = {}
    for block in report.blocks:
        found.setdefault(block.first_line, []).append(block.id)
        for anchor in block.anchors:
            found.setdefault(int(anchor.removeprefix("l")), []).append(anchor)
    return found


def _targets(report: Report, here: str) -> dict[int, list[tuple[str, str]]]:
    """Id and link of the blocks in which each raw line is published."""
    chapters = chapter_of(report)
    found: dict[int, list[tuple[str, str]]] = {}
    for placed in report.order:
        for low, high in origin_lines(placed.stem):
            for line in range(low, high + 1):
                found.setdefault(line, []).append((placed.id, link(here, chapters[placed.id], placed.id)))
    return found


def _changes(report: Report) -> dict[int, list[RawChange]]:
    """What was changed in each raw line, by the ledger and then by editors."""
    source = report.source
    found: dict[int, list[RawChange]] = {}
    for entry in report.ledger or ():
        if entry.op is Op.MOVE:
            for line in range(entry.lines[0], entry.lines[1] + 1):
                if source is None or source.line_text(line).strip():
                    found.setdefault(line, []).append(_change(entry))
        elif entry.old.strip() or entry.new.strip() or entry.code.startswith("J") or "\n" in entry.old:
            found.setdefault(entry.lines[0], []).append(_change(entry))
    for line, change in _editors_changes(report):
        found.setdefault(line, []).append(change)
    return found


def _joined(changes: Iterable[RawChange]) -> tuple[RawChange, ...]:
    """Changes of one line, those alike as one at the place of the first."""
    return tuple(replace(change, times=times) for change, times in Counter(changes).items())


def _wide(char: str) -> str:
    """The full-width form of a printable ASCII character."""
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


def _flags(report: Report) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for flag in report.flags:
        found.setdefault(flag.lines[0], []).append(f"「{flag.text}」：{flag.reason}")
    return found


def _editors_changes(report: Report) -> Iterator[tuple[int, RawChange]]:
    """What editors mended, at its raw line; what they changed or took out, at the first raw line of the block."""
    for mending in report.mendings:
        yield (
            mending.lines[0],
            RawChange(
                code=MEND_CODE,
                name="人工更正",
                old=_shown(mending.old),
                new=_shown(mending.new),
                reason=by_whom(mending),
                certainty="",
            ),
        )
    for placed in report.order:
        lines = origin_lines(placed.stem) if placed.edited else ()
        for found in differences(placed) if lines else ():
            yield (
                lines[0][0],
                RawChange(
                    code="EDIT", name="编者改动", old=_shown(found.old), new=_shown(found.new), reason="", certainty=""
                ),
            )
    for block in report.deleted:
        if block.lines:
            yield (
                block.lines[0][0],
                RawChange(
                    code="EDIT", name="编者删去", old=_shown(text_of(block.content)), new="", reason="", certainty=""
                ),
            )


def _change(entry: Entry) -> RawChange:
    if entry.op is Op.MOVE:
        where = "移到前文" if (entry.to or 0) < entry.start else "移到后文"
        return RawChange(
            code=entry.code,
            name="移动",
            old=_shown(entry.old.strip()),
            new="",
            reason=entry.reason,
            certainty=CERTAINTY[entry.certainty] if entry.certainty else "",
            moved=where,
        )
    name = RULE_NAMES.get(entry.code, "人工更正")
    return RawChange(
        code=entry.code,
        name=name,
        old=_shown(entry.old),
        new=_shown(entry.new),
        reason=entry.reason,
        certainty=CERTAINTY[entry.certainty] if entry.certainty else "",
    )


def _shown(text: str) -> str:
    """A piece of text with its white space made visible, shortened."""
    text = _pictured(text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥"))
    if not text.strip():
        text = text.replace(" ", "␣")
    return beginning(text, _SHOWN)


def _visible(line: str) -> str:
    """A raw line fit for HTML."""
    return _pictured(line.rstrip("\r\n"))


def _pictured(text: str) -> str:
    """A text with its control characters, which HTML forbids, as their pictures; TAB it allows."""
    return "".join(char if char >= " " or char == "\t" else chr(0x2400 + ord(char)) for char in text)
