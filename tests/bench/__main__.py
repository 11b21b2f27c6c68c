"""`make bench`: what the tool takes beside plain MkDocs, printed as tables. Nothing here judges."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.bench.edition import TOOL
from tests.bench.edits import edits
from tests.bench.figures import FULL, PLAIN, Run, counted, machine, read_runs, tables, with_run, write_runs
from tests.bench.figures import JIEBA as WITH_JIEBA
from tests.bench.many import write_many
from tests.bench.measuring import Taken, environment, measured
from tests.bench.previews import previews
from tests.bench.setting import JIEBA, Setting, again, forget, plainly, prepared, whole
from tests.bench.volumes import write_volumes

FIGURES = TOOL / "tests" / "bench" / "figures.json"
NOTES = TOOL / "annals" / "guide" / "measured.md"
HEADING = "## 量出来的"


def main() -> None:
    args = _parser().parse_args()
    if args.answers:
        # Brings a browser, which no measured command should be started beside.
        from tests.bench.answers import answers

        answers()
        return
    if not JIEBA.is_dir():
        sys.exit("jieba is not there: run `make bench`, which puts it in place")
    runs: list[Run] = []
    for name, write in _editions(args):
        with tempfile.TemporaryDirectory(prefix="annals-bench-") as folder:
            run = _measure(name, prepared(Path(folder), write), args.pairs, set(args.only or ()))
        print(f"\n{tables([run])}")
        runs.append(run)
        if args.json:
            write_runs(args.json, runs)
    if args.write:
        kept = read_runs(FIGURES)
        for run in runs:
            kept = with_run(kept, run)
        write_runs(FIGURES, kept)
        NOTES.write_text(pasted(NOTES.read_text("utf-8"), tables(kept)), "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--reports", type=int, action="append", default=[], help="an edition of so many reports")
    parser.add_argument("--volumes", type=int, action="append", default=[], help="an edition of so many year-books")
    parser.add_argument("--pairs", type=int, default=3, help="how often each thing is done")
    parser.add_argument("--quick", action="store_true", help="eight reports, once")
    parser.add_argument("--only", action="append", help="of the edits, only these")
    parser.add_argument("--answers", action="store_true", help="instead, how fast the search of this edition answers")
    parser.add_argument("--json", type=Path, help="write the figures there")
    parser.add_argument("--write", action="store_true", help="keep the figures and put the tables into the guide")
    return parser


def _editions(args: argparse.Namespace) -> Iterator[tuple[str, Callable[[Path], None]]]:
    if args.quick:
        args.pairs = 1
    for reports in [8] if args.quick else args.reports or ([] if args.volumes else [100]):
        yield f"{reports:,} 份报告", partial(write_many, reports=reports, characters=10_000)
    for count in [] if args.quick else args.volumes:
        yield f"{count} 卷年鉴", partial(write_volumes, count=count, characters=1_000_000, chapters=300)


def pasted(notes: str, text: str) -> str:
    """The page of measures with new tables in the place of the old: between their heading and the next."""
    before, heading, rest = notes.partition(f"\n{HEADING}\n")
    if not heading:
        raise ValueError(f"the page of measures has no heading {HEADING}")
    end = rest.find("\n#")
    return f"{before}{heading}\n{text.rstrip()}\n{rest[end:] if end >= 0 else ''}"


def _measure(name: str, setting: Setting, pairs: int, only: set[str]) -> Run:
    where = machine()
    _tell(name, "first", setting.first)
    taken: dict[str, list[Taken]] = {"first": [setting.first]}
    changes = {kind: edit for kind, edit in edits(setting.ours).items() if not only or kind in only}
    # Once for nothing: compiled code, jieba's dictionary.
    plainly(setting, jieba=True)
    for number in range(1, pairs + 1):
        steps: list[tuple[str, Callable[[], Taken]]] = [
            (PLAIN, partial(plainly, setting, jieba=False)),
            (FULL, partial(whole, setting)),
            (WITH_JIEBA, partial(plainly, setting, jieba=True)),
            ("nothing", partial(again, setting)),
        ]
        for kind, edit in changes.items():
            steps.append((kind, partial(_edited, setting, edit.do, number)))
        for kind, step in steps:
            taken.setdefault(kind, []).append(step())
            _tell(name, kind, taken[kind][-1])
        for edit in changes.values():
            edit.undo()
    shown = previews(setting, pairs)
    stages = _stages(setting)
    return Run(
        edition=name,
        tool=_version(),
        machine=where,
        counts=counted(setting.ours / "docs", setting.site),
        taken=taken,
        stages=stages,
        previews=shown,
    )


def _edited(setting: Setting, do: Callable[[int], None], number: int) -> Taken:
    do(number)
    return again(setting)


def _stages(setting: Setting) -> dict[str, float]:
    """CPU seconds of a whole build by stage."""
    forget(setting)
    target = setting.plain / "stages.json"
    script = Path(__file__).with_name("stages.py")
    measured([sys.executable, str(script), str(target)], setting.ours, environment())
    return json.loads(target.read_text("utf-8"))


def _version() -> str:
    """The commit of the tool, with a sign where something is not committed."""
    git = ["git", "-C", str(TOOL), "describe", "--always", "--dirty=+", "--abbrev=8"]
    return subprocess.run(git, capture_output=True, text=True).stdout.strip() or "?"


def _tell(name: str, kind: str, taken: Taken) -> None:
    print(f"{name}: {kind:16} {taken.cpu:8.2f} CPU s {taken.wall:8.2f} s {taken.peak / 1e6:8,.0f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
