"""The raw report as a page: every line with its number, what was changed in it, where it went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from annals.clean.order import RULES
from annals.model import Entry, Op, Report, View
from annals.pages.chapter import chapter_of
from annals.pages.edits import differences, generated_text
from annals.pages.links import edition_name, link, origin_lines

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RawChange:
    """One ledger entry as readers see it; `moved` says where to, if it was a move."""

    code: str
    name: str
    old: str
    new: str
    reason: str
    certainty: str
    moved: str = ""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One raw line: its text, the ids and anchors of what it became, where that is published,
    what was changed."""

    number: int
    text: str
    ids: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    changes: tuple[RawChange, ...]
    flags: tuple[str, ...]


def raw_page(report: Report, templates: Environment) -> View:
    """The raw page of a report. When its raw file could not be used, the page says so and keeps
    the addresses of all lines that were published from it."""
    here = f"{report.id}/raw.md"
    html = templates.get_template("raw_page.html.j2").render(
        report=report,
        edition=edition_name(report),
        lines=_lines(report, here),
        missing=report.source is None,
        link=lambda there, anchor="": link(here, there, anchor),
    )
    return View(
        here,
        f"{edition_name(report)} 原文",
        "raw",
        "",
        html,
        ((edition_name(report), f"{report.id}/index.md"),),
        description=f"{report.title}：识别所得原文，逐行编号，附每处更改",
        report=report.id,
    )


def _lines(report: Report, here: str) -> tuple[RawLine, ...]:
    source = report.source
    chapters = chapter_of(report)
    targets: dict[int, list[tuple[str, str]]] = {}
    ids: dict[int, list[str]] = {}
    for part in report.base:
        own = part.lines[0][0] if part.lines else int(part.id.split("-")[1])
        ids.setdefault(own, []).append(part.id)
        for anchor in part.anchors:
            ids.setdefault(int(anchor.removeprefix("l")), []).append(anchor)
    for placed in report.order:
        for low, high in origin_lines(placed):
            for line in range(low, high + 1):
                targets.setdefault(line, []).append((placed.id, link(here, chapters[placed.id], placed.id)))
    changes: dict[int, list[RawChange]] = {}
    for entry in report.cleaned.ledger if report.cleaned else ():
        if entry.op is Op.MOVE:
            for line in range(entry.lines[0], entry.lines[1] + 1):
                if source is None or source.line_text(line).strip():
                    changes.setdefault(line, []).append(_change(entry))
        elif entry.old.strip() or entry.new.strip() or entry.code.startswith("J") or "\n" in entry.old:
            changes.setdefault(entry.lines[0], []).append(_change(entry))
    for line, change in _editors_changes(report):
        changes.setdefault(line, []).append(change)
    flags: dict[int, list[str]] = {}
    for flag in report.flags:
        told = f"「{flag.text}」：{flag.reason}"
        if told not in flags.setdefault(flag.lines[0], []):
            flags[flag.lines[0]].append(told)
    return tuple(
        RawLine(
            number,
            _visible(source.line_text(number)) if source else "",
            tuple(dict.fromkeys(ids.get(number, ()))),
            tuple(dict.fromkeys(targets.get(number, ()))),
            tuple(changes.get(number, ())),
            tuple(flags.get(number, ())),
        )
        for number in (range(1, len(source.line_starts) + 1) if source else sorted(ids))
    )


def _editors_changes(report: Report) -> Iterator[tuple[int, RawChange]]:
    """What editors changed or took out, at the first raw line of the block."""
    for placed in report.order:
        lines = origin_lines(placed) if placed.edited else ()
        for found in differences(placed) if lines else ():
            yield lines[0][0], RawChange("EDIT", "编者改动", _shown(found.old), _shown(found.new), "", "")
    for part in report.deleted:
        if part.lines:
            yield part.lines[0][0], RawChange("EDIT", "编者删去", _shown(generated_text(part)), "", "", "")


def _change(entry: Entry) -> RawChange:
    names = {rule.code: rule.name for rule in RULES}
    if entry.op is Op.MOVE:
        where = "移到前文" if (entry.to or 0) < entry.start else "移到后文"
        return RawChange(entry.code, "移动", _shown(entry.old.strip()), "", entry.reason, entry.certainty or "", where)
    name = names.get(entry.code, "人工更正")
    return RawChange(entry.code, name, _shown(entry.old), _shown(entry.new), entry.reason, entry.certainty or "")


def _shown(text: str) -> str:
    """A piece of text with its white space made visible, shortened."""
    text = _pictured(text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥"))
    if not text.strip():
        text = text.replace(" ", "␣")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _visible(line: str) -> str:
    """A raw line fit for HTML."""
    return _pictured(line.rstrip("\r\n"))


def _pictured(text: str) -> str:
    """A text with its control characters, which HTML forbids, as their pictures; TAB it allows."""
    return "".join(char if char >= " " or char == "\t" else chr(0x2400 + ord(char)) for char in text)
