"""Taking in next year's raw file: a copy in seeds/, its first pages, a draft of its facts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from annals.clean.read import UnreadableError, decode
from annals.edition.disk import report_id
from annals.edition.ingesting import Ingested, ingest
from annals.edition.recognised import Survey, survey
from annals.edition.writing import carry_out, write_file
from annals.markdown.front import dumped
from annals.model import Problem


class CannotAddError(Exception):
    """The file cannot be taken in; `key` names the reason in the command line's words."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What was written (paths from the root), what was recognised (None when nothing could be
    made of the file: then nothing was left behind), and the problems of this report."""

    report: str
    written: tuple[str, ...]
    survey: Survey | None
    problems: tuple[Problem, ...]


def add(root: Path, file: Path, name: str = "") -> Added:
    """Copy a raw file into seeds/ as `<name>.txt` (by default its own name), make its pages, and
    write a draft of its .yml where it has none. Raises CannotAddError."""
    raw = file.read_bytes()
    if not raw.strip():
        raise CannotAddError("add_empty", file=str(file))
    try:
        decode(raw)
    except UnreadableError as error:
        return Added(report="", written=(), survey=None, problems=(error.problem(file.name),))
    report = name or file.stem
    if not name and report != report_id(report):
        raise CannotAddError("add_choose", file=file.name)
    if report != report_id(report):
        raise CannotAddError("add_name", name=report)
    target = root / "seeds" / f"{report}.txt"
    if target.exists() and target.read_bytes() != raw:
        raise CannotAddError("add_taken", path=f"seeds/{report}.txt")
    for other in sorted((root / "seeds").glob("*.txt")):
        if other != target and other.read_bytes() == raw:
            raise CannotAddError("add_known", path=f"seeds/{other.name}")
    written = [] if target.exists() else [f"seeds/{report}.txt"]
    write_file(target, raw)
    yml = target.with_suffix(".yml")
    if not yml.exists():
        write_file(yml, _draft(file.name, raw).encode())
        written.append(f"seeds/{report}.yml")
    ingested = ingest(root)
    found, problems = _survey(ingested, report), _own(ingested, report)
    if found is None:
        # An id is for ever: one of which nothing could be made stays free.
        for path in written:
            (root / path).unlink()
        return Added(report=report, written=(), survey=None, problems=problems)
    written += carry_out(root, ingested.writes)
    return Added(report=report, written=tuple(written), survey=found, problems=problems)


def _draft(original: str, raw: bytes) -> str:
    """The facts that are certain; what an editor may add stands as comments."""
    return dumped({"original": original, "sha256": hashlib.sha256(raw).hexdigest()}) + _HINTS


_HINTS = """# year: 2024                 # 原文看不出年份时才写
# title: 所收部分的标题        # 原文没有章题时由编者拟
# series: 某省科技年报         # 系列名
# corrections:               # 人工更正，写法见编辑指南“更正原文”
"""


def _survey(ingested: Ingested, report: str) -> Survey | None:
    found = next((item for item in ingested.edition.reports if item.id == report), None)
    return survey(ingested.edition, found, ingested.lexicon, ingested.decided) if found is not None else None


def _own(ingested: Ingested, report: str) -> tuple[Problem, ...]:
    starts = (f"seeds/{report}.", f"docs/{report}/", f"seeds/.base/{report}.")
    return tuple(problem for problem in ingested.problems if problem.path.startswith(starts))
