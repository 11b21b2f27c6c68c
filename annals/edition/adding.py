"""Taking in next year's report: its raw text in seeds/, its first pages, a draft of its facts."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annals.edition.disk import report_id
from annals.edition.facts import facts_of
from annals.edition.handed_over import Handed, read_handed
from annals.edition.ingesting import Ingested, ingest
from annals.edition.recognised import Survey, survey
from annals.edition.writing import carry_out, write_file
from annals.extract.contract import UntakenError
from annals.markdown.front import dumped
from annals.model import Problem, text_file

_BLANK = b" \t\r\n\f\v\xef\xbb\xbf\xff\xfe"
"""Bytes of a file that holds no text: blanks, and the marks by which an encoding is told."""


class CannotAddError(Exception):
    """The file cannot be taken in; `key` names the reason in the command line's words."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was written (paths from the root), what was recognised (None when nothing could be
    made of it: then nothing was left behind), and the problems of this report. `bare` are pages (1-based) of a PDF
    without text, `left` files of a folder that hold none."""

    report: str
    written: tuple[str, ...]
    survey: Survey | None
    problems: tuple[Problem, ...]
    bare: tuple[int, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was written into seeds/ (paths from the root) of a report; `bare` and `left` as in Added."""

    report: str
    written: tuple[str, ...]
    bare: tuple[int, ...]
    left: tuple[str, ...]


def add(root: Path, files: Sequence[Path], name: str = "", series: str = "") -> Added:
    """Put the text of files, one after the other, into seeds/ as `<name>.txt` (by default the first one's own name), make
    its pages, and write a draft of its .yml where it has none. Raises CannotAddError."""
    try:
        put = put_in(root, files, name, series)
    except UntakenError as refusal:
        return Added(report="", written=(), survey=None, problems=(refusal.problem,))
    found: Survey | None = None
    written = [*put.written]
    try:
        ingested = ingest(root)
        found, problems = _survey(ingested, put.report), problems_of(ingested, put.report)
    finally:
        # An id is for ever: one of which nothing could be made stays free.
        if found is None:
            for path in written:
                (root / path).unlink(missing_ok=True)
    if found is None:
        # Of the file that was handed over, as none is left in seeds/.
        raw, own = text_file(put.report), files[0].name
        told = tuple(replace(one, path=own) if one.path == raw else one for one in problems)
        return Added(report=put.report, written=(), survey=None, problems=told)
    written += carry_out(root, ingested.writes)
    return Added(
        report=put.report, written=tuple(written), survey=found, problems=problems, bare=put.bare, left=put.left
    )


def put_in(root: Path, files: Sequence[Path], name: str = "", series: str = "") -> Put:
    """Write the raw text of files and the draft of its .yml, and make nothing of it yet: many reports put in first cost
    one reading of the collection, not one each. Raises CannotAddError and UntakenError."""
    empty = next((file for file in files if file.is_file() and not file.stat().st_size), None)
    if empty is not None:
        raise CannotAddError("add_empty", file=str(empty))
    own = next((file for file in files if _is_own(root, file)), None)
    if own is not None:
        raise CannotAddError("add_own", path=str(own))
    series = _known_series(root, series) if series else ""
    report = _chosen_id(files, name)
    handed = read_handed(files)
    if not handed.raw.strip(_BLANK):
        raise CannotAddError("add_empty", file=str(files[0]))
    _refuse_taken(root, report, handed.raw)
    return _put(root, report, handed, series)


def _is_own(root: Path, file: Path) -> bool:
    """Whether a folder is one that the tool reads or writes: its pages are made of reports already."""
    own = [root / name for name in ("docs", "seeds", "site")]
    return file.is_dir() and (file.resolve() == root or any(file.resolve().is_relative_to(one) for one in own))


def _chosen_id(files: Sequence[Path], name: str) -> str:
    """The id of the report: part of addresses, so that one that makes no good one is asked for."""
    report = name or (files[0].resolve().name if files[0].is_dir() else files[0].stem)
    if not name and (report != report_id(report) or len(files) > 1):
        raise CannotAddError("add_choose", file=files[0].name)
    if report != report_id(report):
        raise CannotAddError("add_name", name=report)
    return report


def _known_series(root: Path, name: str) -> str:
    facts, _ = facts_of(root)
    known = {told: series.id for series in facts.series for told in (series.id, series.name, series.short) if told}
    if name not in known:
        near = difflib.get_close_matches(name, list(known), 1, 0.3)
        raise CannotAddError("add_series", name=name, nearest=(near or list(known))[0])
    return known[name]


def _refuse_taken(root: Path, report: str, raw: bytes) -> None:
    target = root / "seeds" / f"{report}.txt"
    if target.exists() and target.read_bytes() != raw:
        raise CannotAddError("add_taken", path=text_file(report))
    for other in sorted((root / "seeds").glob("*.txt")):
        if other != target and other.read_bytes() == raw:
            raise CannotAddError("add_known", path=f"seeds/{other.name}")


def _put(root: Path, report: str, handed: Handed, series: str) -> Put:
    target = root / "seeds" / f"{report}.txt"
    yml = target.with_suffix(".yml")
    written = [f"seeds/{path.name}" for path in (target, yml) if not path.exists()]
    try:
        write_file(target, handed.raw)
        if not yml.exists():
            write_file(yml, _draft(handed.facts, series).encode())
    except BaseException:
        for path in written:
            (root / path).unlink(missing_ok=True)
        raise
    return Put(report=report, written=tuple(written), bare=handed.bare, left=handed.left)


def _draft(facts: str, series: str) -> str:
    """The facts that are certain; what an editor may add stands as comments."""
    own = dumped({"series": series}) if series else ""
    hints = _HINTS.replace("# series: 某省科技年报         # 系列名\n", "") if series else _HINTS
    return facts + own + hints


_HINTS = """# year: 2024                 # 原文看不出年份时才写
# title: 所收部分的标题        # 原文没有章题时由编者拟
# series: 某省科技年报         # 系列名
# corrections:               # 人工更正，写法见编辑指南“更正原文”
"""


def _survey(ingested: Ingested, report: str) -> Survey | None:
    found = next((item for item in ingested.edition.reports if item.id == report), None)
    return survey(ingested.edition, found, ingested.lexicon, ingested.decided) if found is not None else None


def problems_of(ingested: Ingested, report: str) -> tuple[Problem, ...]:
    """What is wrong with one report: its raw text, its facts and its pages."""
    starts = (f"seeds/{report}.", f"docs/{report}/", f"seeds/.base/{report}.")
    return tuple(problem for problem in ingested.problems if problem.path.startswith(starts))
