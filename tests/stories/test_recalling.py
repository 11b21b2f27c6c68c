"""A report that was taken in before is recalled: the same values, or it is taken in anew."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from operator import neg
from pathlib import Path

import pytest

from annals.edition import planning, reading_figures, working
from annals.edition.ingesting import Ingested, ingest
from annals.edition.kept_plans import FIGURES, FOLDER, KeptPlans
from annals.edition.kept_values import Memory
from annals.edition.report import plan_report
from annals.edition.working import Crew
from annals.edition.writing import carry_out
from annals.figures import Readable, figures_in
from annals.text.pinyin import sorting_keys
from tests.support.small_folder import PAGE, RAW, correct, folder, put, swap
from tests.support.stories import seed

CODE = "a tool"


def taken_in(root: Path, place: Path | None = None) -> tuple[Ingested, int]:
    """What ingest finds, and how many reports it had to make; what is kept lies below `place`."""
    found, made, _ = taken_in_and_read(root, place)
    return found, made


def taken_in_and_read(
    root: Path, place: Path | None = None, memory: Memory | None = None
) -> tuple[Ingested, int, list[str]]:
    """The same, with the reports whose figures were read."""
    kept = KeptPlans.of(root, CODE, memory)
    kept.plans.folder, kept.figures.folder = (place or root) / FOLDER, (place or root) / FIGURES
    made: list[object] = []
    read: list[Readable] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "plan_report", lambda inputs, *more: made.append(inputs) or plan_report(inputs, *more))
        patch.setattr(reading_figures, "figures_in", lambda one, lexicon: read.append(one) or figures_in(one, lexicon))
        found = ingest(root, kept=kept)
    kept.save()
    return found, len(made), [one.report for one in read]


def test_the_five_reports_are_recalled_value_for_value(edition: Path, tmp_path: Path) -> None:
    first, made, read = taken_in_and_read(edition, tmp_path)
    again, none, unread = taken_in_and_read(edition, tmp_path)
    assert (made, none) == (len(first.edition.reports), 0) == (5, 0)
    assert sorted(read) == sorted(report.id for report in first.edition.reports) and unread == []
    assert first.edition.figures.quantities and first.edition.figures.events and first.edition.figures.documents
    assert again.edition == first.edition
    assert (again.problems, again.writes, again.conflicts) == (first.problems, first.writes, first.conflicts)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    assert taken_in(root)[1] == 1
    return root


def other_tool(root: Path) -> None:
    path = root / FOLDER / "2031.json"
    path.write_bytes(path.read_bytes().replace(b'["', b'["0', 1))


def damaged(root: Path) -> None:
    path = root / FOLDER / "2031.json"
    path.write_bytes(path.read_bytes()[:-9])


def no_json(root: Path) -> None:
    (root / FOLDER / "2031.json").write_bytes(b"\xff\xfe")


@pytest.mark.parametrize(
    "change",
    [
        swap(PAGE, "发布报告10份", "发布了报告10份"),
        correct("replace: 签署协议12项, with: 签署协议21项"),
        put("docs/lexicon.yml", "questions: {add: [何以]}\n"),
        swap("docs/topics/forums-and-expos.md", "words: [论坛]", "words: [论坛, 展会]"),
        other_tool,
        damaged,
        no_json,
    ],
    ids=["page", "correction", "words", "topic", "other tool", "damaged", "no JSON"],
)
def test_what_is_not_the_same_is_taken_in_anew(root: Path, change: Callable[[Path], None]) -> None:
    assert taken_in(root)[1] == 0
    change(root)
    found, made = taken_in(root)
    assert made == 1
    whole = ingest(root)
    assert (found.edition, found.problems, found.writes) == (whole.edition, whole.problems, whole.writes)


def test_figures_are_read_again_where_the_text_the_names_in_it_or_the_words_changed(root: Path) -> None:
    seed(root, "2032.txt", RAW.replace("2031", "2032"))
    carry_out(root, ingest(root).writes)
    taken_in(root)

    def read_after(change: Callable[[Path], None]) -> list[str]:
        change(root)
        found, _, read = taken_in_and_read(root)
        assert found.edition.figures == ingest(root).edition.figures
        return read

    def damaged(root: Path) -> None:
        path = root / FIGURES / "2032.json"
        path.write_bytes(path.read_bytes()[:-9])

    assert read_after(lambda _: None) == []
    assert read_after(swap(PAGE, "发布报告10份", "发布报告20份")) == ["2031"]
    assert read_after(swap("docs/topics/forums-and-expos.md", "words: [论坛]", "words: [论坛, 展会]")) == []
    assert read_after(damaged) == ["2032"]
    assert read_after(put("docs/lexicon.yml", "count_edges: {add: [何以]}\n")) == ["2031", "2032"]
    name = "---\ntitle: 报告\ntype: 机构\n---\n\n报告。\n"
    assert read_after(put("docs/entities/report.md", name)) == ["2031", "2032"]


def test_a_process_that_builds_again_reads_a_report_once(root: Path) -> None:
    seed(root, "2032.txt", RAW.replace("2031", "2032"))
    carry_out(root, ingest(root).writes)
    taken_in(root)
    memory: Memory = {}
    taken_in_and_read(root, memory=memory)
    for path in (*(root / FOLDER).iterdir(), *(root / FIGURES).iterdir()):
        path.unlink()

    def read_after(change: Callable[[Path], None]) -> tuple[int, list[str]]:
        change(root)
        found, made, read = taken_in_and_read(root, memory=memory)
        whole = ingest(root)
        assert (found.edition, found.problems, found.writes) == (whole.edition, whole.problems, whole.writes)
        return made, read

    assert read_after(lambda _: None) == (0, [])
    assert read_after(swap(PAGE, "发布报告10份", "发布报告20份")) == (1, ["2031"])
    assert {name for _, name in memory} == {"2032"}, "what was made here is not read, and nobody asked for what it was"
    assert read_after(lambda _: None) == (0, [])
    assert {name for _, name in memory} == {"2031", "2032"}
    (root / "seeds" / "2032.txt").unlink()
    taken_in_and_read(root, memory=memory)
    assert {name for _, name in memory} == {"2031"}


def test_nothing_is_kept_of_what_still_wants_writing_nor_of_a_report_that_is_gone(root: Path) -> None:
    swap(PAGE, "status: 未校对", "status: 已校对\nreviewed_by: 甲")(root)
    found, _ = taken_in(root)
    assert found.writes and taken_in(root)[1] == 1
    (root / "seeds" / "2031.txt").unlink()
    taken_in(root)
    assert not list((root / FOLDER).iterdir()) and not list((root / FIGURES).iterdir())


def test_processes_give_the_same_values(root: Path) -> None:
    seed(root, "2032.txt", RAW.replace("2031", "2032"))
    here, there = ingest(root), ingest(root, workers=2)
    assert len(here.edition.reports) == 2
    assert there.edition == here.edition
    assert (there.problems, there.writes, there.conflicts) == (here.problems, here.writes, here.conflicts)


def test_a_handful_of_reports_is_taken_in_by_the_process_that_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "ProcessPoolExecutor", lambda *_, **__: pytest.fail("a process"))
    few = range(working.HANDFUL - 1)
    assert Crew(None).mapped(str, few) == [str(number) for number in few]
    assert Crew(1).mapped(str, range(99)) == [str(number) for number in range(99)]
    with pytest.raises(pytest.fail.Exception):
        Crew(2).mapped(str, range(working.HANDFUL))


@pytest.mark.parametrize("count", [2, 5, 99])
def test_one_pool_does_all_the_work_of_a_run_in_its_order(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    pools: list[ThreadPoolExecutor] = []

    def pool(size: int, **_: object) -> ThreadPoolExecutor:
        pools.append(ThreadPoolExecutor(size))
        return pools[-1]

    monkeypatch.setattr(working, "ProcessPoolExecutor", pool)
    with Crew(2) as crew:
        for _ in range(2):
            assert crew.mapped(neg, range(count)) == [-item for item in range(count)]
    assert len(pools) == 1


def test_what_the_pool_has_not_begun_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(ThreadPoolExecutor):
        def submit(self, *_: object, **__: object) -> Future[object]:  # type: ignore[override]
            return Future()

    monkeypatch.setattr(working, "ProcessPoolExecutor", lambda size, **_: Busy(size))
    with Crew(2) as crew:
        assert crew.mapped(neg, range(99)) == [-item for item in range(99)]


def test_a_fault_of_the_work_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "ProcessPoolExecutor", lambda size, **_: ThreadPoolExecutor(size))
    with pytest.raises(ZeroDivisionError), Crew(2) as crew:
        crew.mapped(lambda item: 1 // item, range(99))


def test_a_process_apart_gives_the_same_and_is_gone() -> None:
    titles = ["重庆", "“一带一路”联盟"]
    assert working.apart(sorting_keys, titles) == sorting_keys(titles)
    assert not multiprocessing.active_children()
