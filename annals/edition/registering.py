"""The registers of addresses on disk: one file a report and one a folder of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from annals.edition.intake import take_in
from annals.edition.last_commit import committed_texts
from annals.edition.report import ReportPlan
from annals.merge.record import with_addresses
from annals.model import Problem
from annals.pages.register import ALWAYS, Registers, grown, holds, read_registers, register_damaged, written
from annals.pages.register_counts import counts_text, read_counts, short

_FOLDER = "seeds/.base"
_HOME = "site"
"""The register that every folder has."""
_COUNTS = f"{_FOLDER}/addresses.counts"
_OLD = f"{_FOLDER}/addresses.txt"
"""The one file that held all addresses before; taken over and removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The registers as they stand on disk, their texts by name, the text of their counts; `damaged` are not to be written."""

    registers: Registers
    texts: Mapping[str, str]
    counts: str
    damaged: frozenset[str]
    old: bool
    problems: tuple[Problem, ...]

    def believed(self, name: str) -> tuple[str, ...] | None:
        """The addresses in a report's own register; none are believed of a damaged one, and None is
        where there is no register."""
        if name not in self.texts:
            return None
        return () if name in self.damaged else self.registers.get(name, ())


def registered(root: Path) -> Registered:
    """Read the registers, and what a folder of an earlier version has in their place."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for path in sorted((root / _FOLDER).glob("*.addresses")):
        found = take_in(path, _path(path.stem))
        problems += found.problems if found.text is not None else ()
        texts[path.stem] = found.text or ""
    registers, damaged = read_registers(texts)
    if texts:
        damaged = (*damaged, *(name for name in ALWAYS if name not in texts))
    old = take_in(root / _OLD, _OLD)
    problems += old.problems
    if old.text:
        registers = grown(registers, (line for line in old.text.split("\n") if line))
    counts = take_in(root / _COUNTS, _COUNTS).text or ""
    damaged = (*damaged, *(name for name in _short(root, registers, counts) if name not in damaged))
    problems += [register_damaged(_path(name), texts.get(name, "")) for name in damaged]
    return Registered(
        registers=registers,
        texts=texts,
        counts=counts,
        damaged=frozenset(damaged),
        old=bool(old.text),
        problems=tuple(problems),
    )


def with_short(root: Path, before: Registered, after: Registers) -> Registered:
    """The registers as read, those damaged too of which a line was written over: of what that made, no commit knows, and it
    leaves the registers `after` this run with fewer addresses than were published."""
    missed = [name for name in _short(root, after, before.counts) if name not in before.damaged]
    problems = (*before.problems, *(register_damaged(_path(name), before.texts.get(name, "")) for name in missed))
    return replace(before, damaged=before.damaged | {*missed}, problems=problems)


def _short(root: Path, registers: Registers, counts: str) -> tuple[str, ...]:
    """The registers that have fewer addresses than were counted. What was counted here and never committed was never
    published; where there are no counts those of the last commit are true."""
    found = short(registers, read_counts(counts)) if counts else ()
    if counts and not found:
        return ()
    head = committed_texts(root, [_COUNTS])
    if not head:
        return found
    missed = short(registers, read_counts(head[_COUNTS]))
    return tuple(name for name in missed if name in found) if counts else missed


def without_unpublished(root: Path, before: Registered, now: Collection[str], settled: Collection[str]) -> Registers:
    """The registers without what was built here alone and is gone again: an address is published once the register of
    the last commit has it. `now` are the addresses of this run; only registers named in `settled` lose any. Where git
    does not know this folder all that was registered counts."""
    present = set(now)
    gone = {
        name: lost
        for name, known in before.registers.items()
        if name in settled and name not in before.damaged and (lost := set(known) - present)
    }
    if not gone:
        return before.registers
    head = committed_texts(root, [_path(_HOME), _COUNTS, *map(_path, gone)])
    if _path(_HOME) not in head:
        return before.registers
    sure = {name: set(head.get(_path(name), "").split("\n")) - {""} for name in gone}
    # Of a register that lost lines by a commit they may have been put back: to drop them would take them out again.
    for name in short({name: tuple(lines) for name, lines in sure.items()}, read_counts(head.get(_COUNTS, ""))):
        gone.pop(name, None)
    left = {
        name: tuple(line for line in known if name not in gone or line in present or line in sure[name])
        for name, known in before.registers.items()
    }
    return {name: known for name, known in left.items() if known}


def register_writes(
    before: Registered, after: Registers, distrusted: Collection[str], reports: Collection[str]
) -> list[tuple[str, str | None]]:
    """The register files to write; none of a damaged one, and none of a report whose record is not
    believed (`distrusted`), so that what either still holds can be restored. The records of the `reports` count theirs."""
    kept = {*before.damaged, *distrusted}
    found: list[tuple[str, str | None]] = [
        (_path(name), written(addresses))
        for name, addresses in after.items()
        if name not in kept and not holds(before.texts.get(name, ""), addresses)
    ]
    found += [(_path(name), None) for name in before.texts if name not in after and name not in kept]
    counts = counts_text(before.counts, after, before.damaged, reports, anew=bool(found))
    found += [(_COUNTS, counts)] if counts != before.counts else []
    return [*found, (_OLD, None)] if before.old and not kept else found


def counted(
    writes: Iterable[tuple[str, str | None]],
    bases: Mapping[str, str],
    plans: Mapping[str, ReportPlan],
    after: Registers,
) -> list[tuple[str, str | None]]:
    """The files to write, each record with the number of addresses that its report now has; `bases`
    are the records as they stand on disk."""
    found = dict(writes)
    for report, plan in plans.items():
        path = f"{_FOLDER}/{report}.jsonl"
        text = found.get(path, bases.get(report))
        if plan.believed and plan.drafts and text:
            fresh = with_addresses(text, len(after.get(report, ())))
            if fresh != bases.get(report):
                # Taken out and put in again: records stand behind all pages.
                found.pop(path, None)
                found[path] = fresh
    return list(found.items())


def _path(name: str) -> str:
    return f"{_FOLDER}/{name}.addresses"
