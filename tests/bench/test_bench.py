"""The bench measures what it says it does; how long anything takes is no test's business."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.bench import measuring, stages
from tests.bench.__main__ import FIGURES, HEADING, NOTES, pasted
from tests.bench.edits import edits, mark
from tests.bench.figures import Counts, Machine, Run, counted, read_runs, tables, with_run, write_runs
from tests.bench.many import write_many
from tests.bench.measuring import CommandFailedError, Taken, environment, measured
from tests.bench.stages import STAGES, Clock, found
from tests.support.places import REPO

# --- commands


MEASURE = """import sys; from pathlib import Path; from tests.bench.measuring import environment, measured
taken = measured([sys.executable, "-c", "held = bytes(range(256)) * 400_000"], Path(sys.argv[1]), environment())
print(taken.peak)"""


def test_memory_is_that_of_the_command(tmp_path: Path) -> None:
    """Asked for by a small process, as a bench is: what its parent held when it began counts for a command, too."""
    asked = [sys.executable, "-c", MEASURE, str(tmp_path)]
    peak = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=REPO).stdout
    assert 100_000_000 < int(peak) < 200_000_000


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no such thing"):
        measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path, environment())


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only /proc tells")
def test_what_a_command_starts_is_counted_with_it() -> None:
    child = "import sys; held = bytes(range(256)) * 400_000; print(flush=True); sys.stdin.read()"
    parent = f"import subprocess, sys; sys.exit(subprocess.run([sys.executable, '-c', {child!r}]).returncode)"
    with subprocess.Popen([sys.executable, "-c", parent], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout and process.stdout.readline()
        family = measuring._family(process.pid)
        assert len(family) == 2 and 100_000_000 < sum(map(measuring._held, family)) < 200_000_000
        process.communicate()


# --- stages


@pytest.mark.parametrize("place", [place for places in STAGES.values() for place in places])
def test_the_function_of_each_stage_is_there(place: str) -> None:
    assert callable(found(place)[2]), f"{place} is gone: say in tests/bench/stages.py what does its work now"


def test_each_second_is_booked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks: Iterator[float] = iter([1, 3, 6, 10, 15, 21, 28])
    monkeypatch.setattr(stages.time, "process_time", lambda: next(ticks))
    clock = Clock(since=0.0)
    inner = clock.around("names", lambda: None)
    template = clock.around("theme", lambda: None)
    outer = clock.around("ingest", lambda: (template(), inner()))
    outer()
    clock.turn()
    # Before ingest, up to names, names, the rest of ingest, after it; the template stood in no rendering.
    assert clock.spent == {"rest": 1 + 5, "ingest": 2 + 4, "names": 3}


# --- edits


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition taken in, with the templates that edits change."""
    root = tmp_path_factory.mktemp("edits")
    write_many(root, 2, 3000)
    for name in ("derived/entity_page.html.j2", "theme/main.html"):
        (root / "templates" / name).parent.mkdir(parents=True)
        (root / "templates" / name).write_bytes((REPO / "templates" / name).read_bytes())
    carry_out(root, ingest(root).writes)
    return root


def test_an_edit_changes_one_file_each_time_otherwise(edition: Path) -> None:
    before = _texts(edition)
    for kind, edit in edits(edition).items():
        for number in (1, 2):
            edit.do(number)
            after = _texts(edition)
            assert [path for path in after if after[path] != before[path]] == [edit.path], kind
            assert after[edit.path].count(mark(number)) == 1 and mark(3 - number) not in after[edit.path]
        edit.undo()
    assert _texts(edition) == before


def test_edits_are_such_as_the_tool_takes(edition: Path) -> None:
    # Two edits of one file cannot stand at once.
    for names in (("entity", "topic", "page", "correction", "template", "frame"), ("entity's name", "topic's title")):
        done = [edits(edition)[name] for name in names]
        for edit in done:
            edit.do(7)
        ingested = ingest(edition)
        for edit in done:
            edit.undo()
        assert [problem.code for problem in ingested.problems if problem.code.startswith("E")] == []
        if "page" in names:
            # That of the page as it is published, that of the correction as it is to be written.
            assert sum(mark(7) in text for path, text in ingested.edition.docs.items() if path[:4] == "yan-") == 2
            assert any(mark(7) in (text or "") for path, text in ingested.writes if path.startswith("docs/"))
        else:
            assert any(mark(7) in entity.title for entity in ingested.edition.registry.entities)
            assert any(mark(7) in topic.title for topic in ingested.edition.topics)


def _texts(root: Path) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in root.rglob("*") if path.is_file()}


# --- tables


def _taken(cpu: float) -> Taken:
    return Taken(cpu=cpu, wall=2 * cpu, peak=100_000_000)


def _run(edition: str = "4 份报告") -> Run:
    return Run(
        edition=edition,
        tool="abc",
        machine=Machine(processor="P", cores=2, python="3.11.2", system="Linux", load=0.5),
        counts=Counts(
            sources=20, largest_source=9_000, pages=40, bytes=3_000_000, largest=160_000, largest_page="a.html", heavy=1
        ),
        taken={
            "jieba": [_taken(2), _taken(4), _taken(3)],
            "full": [_taken(8), _taken(10), _taken(15)],
            "page": [_taken(1), _taken(2), _taken(3)],
        },
        stages={"clean": 1.5, "rest": 0.5},
        previews=[1.25, 3.0, 2.0],
    )


def test_ratios_are_of_runs_made_side_by_side() -> None:
    text = tables([_run()])
    # 8/2, 10/4, 15/3; 1/8, 2/10, 3/15.
    assert "| 全部重做（没有网站，没有缓存） | 10.00 | 20.00 | 100 | 4.00 | 1.00 |" in text
    assert "| 改一页报告 | 2.00 | 4.00 | 100 | 0.50 | 0.20 |" in text
    # 10 s over 40 pages beside 3 s over 20.
    assert "全部重做 250.0 毫秒，jieba 150.0 毫秒，前者是后者的 1.67 倍" in text
    assert "2.0 秒" in text and "共 2.0：清理 1.50，其余 0.50" in text


def test_figures_are_kept_by_edition(tmp_path: Path) -> None:
    write_runs(tmp_path / "figures.json", with_run([_run("a"), _run("b")], _run("a")))
    assert read_runs(tmp_path / "figures.json") == [_run("a"), _run("b")]
    assert with_run([], _run("c")) == [_run("c")] and read_runs(tmp_path / "none.json") == []


def test_tables_are_pasted_between_their_heading_and_the_next() -> None:
    notes = f"## 甲\n\n甲\n\n{HEADING}\n\n旧\n\n| 旧 |\n\n## 乙\n"
    assert pasted(notes, "新\n\n") == f"## 甲\n\n甲\n\n{HEADING}\n\n新\n\n## 乙\n"
    with pytest.raises(ValueError, match="no heading"):
        pasted("## 甲\n", "新")


def test_the_guide_shows_the_figures_that_are_kept() -> None:
    notes = NOTES.read_text("utf-8")
    assert pasted(notes, tables(read_runs(FIGURES))) == notes


def test_pages_are_counted_by_weight(tmp_path: Path) -> None:
    for name, size in (("a.html", 150_001), ("x/full.html", 400_000), ("x/raw-2.html", 450_001), ("b.html", 10)):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(b"x" * size)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes(b"y" * 70)
    assert counted(tmp_path / "docs", tmp_path / "site") == Counts(
        sources=1,
        largest_source=70,
        pages=4,
        bytes=1_000_012,
        largest=450_001,
        largest_page="x/raw-2.html",
        heavy=2,
    )


def test_an_environment_is_an_editors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("ANNALS_BRANCH", "x")
    assert not {"CI", "ANNALS_BRANCH"} & environment().keys() and environment(A="b")["A"] == "b"
    assert environment()["PATH"] == os.environ["PATH"]
    assert subprocess.run([sys.executable, "-c", ""], env=environment()).returncode == 0
