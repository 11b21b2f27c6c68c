"""What was changed in the raw lines of a report, as readers see it: the ledger's entries with the rule's name or the
person's reason, doubts, what editors changed on the pages."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from annals.clean.order import RULE_NAMES
from annals.markdown.read import text_of
from annals.model import MEND_CODE, Entry, Flag, Op, Report
from annals.pages.edits import differences
from annals.pages.links import origin_lines
from annals.pages.marks import CERTAINTY
from annals.pages.record import by_whom
from annals.text.excerpts import beginning

_SIGN = "N111"
"""The code of a doubt that a stretch of lines may share."""
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
class RawChanges:
    """What was changed and what is doubted, by raw line (1-based)."""

    report: Report
    changes: Mapping[int, tuple[RawChange, ...]]
    flags: Mapping[int, tuple[str, ...]]

    @staticmethod
    def of(report: Report) -> RawChanges:
        return RawChanges(
            report=report,
            changes={line: _joined(found) for line, found in _changes(report).items()},
            flags={line: tuple(dict.fromkeys(found)) for line, found in _flags(report).items()},
        )

    def text(self, line: int) -> str:
        """A raw line fit for HTML; empty where the raw file could not be used."""
        source = self.report.source
        return _pictured(source.line_text(line).rstrip("\r\n")) if source is not None else ""


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
    """The doubts by raw line, in the order of the text: an editor writes them down in any."""
    found: dict[int, list[str]] = {}
    for flag in sorted(report.flags, key=lambda flag: _place(report, flag)):
        stretch = f"（第 {flag.where} 行）" if flag.code == _SIGN and flag.lines[0] < flag.lines[1] else ""
        found.setdefault(flag.lines[0], []).append(f"「{flag.text}」：{flag.reason}{stretch}")
    return found


def _place(report: Report, flag: Flag) -> int:
    """Where in its raw lines the doubted words stand (code points); after all others where cleaning changed them."""
    source = report.source
    lines = range(flag.lines[0], flag.lines[1] + 1) if source is not None else ()
    found = "".join(source.line_text(line) for line in lines).find(flag.text) if source is not None else 0
    return found if found >= 0 else sys.maxsize


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


def _pictured(text: str) -> str:
    """A text with its control characters, which HTML forbids, as their pictures; TAB it allows."""
    return "".join(char if char >= " " or char == "\t" else chr(0x2400 + ord(char)) for char in text)
