"""What is told of corrections while a report waits, for a decision or for a line of its `.yml` to be mended: what its pages show."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.model import Problem, Report, Side
from tests.support.in_force import GIVEN, TEXT, YEAR, begun, yml
from tests.support.merge_stories import edit, process, settle
from tests.support.stories import seed

RUN_IN = TEXT.replace("全年举办培训班", "培训工作取得实效，惠及民生。全年举办培训班")
LEVEL = "  - {level: 培训工作取得实效，惠及民生。, to: 3, cause: layout, certainty: likely, reason: level2}\n"
WRONG = "  - {replace: 原文没有的几个字, with: 别的, cause: slip, certainty: likely, reason: wrong}\n"


@pytest.fixture
def page(root: Path) -> Path:
    return begun(root, RUN_IN)


def told(root: Path) -> tuple[Report, list[str], dict[str, str], list[str]]:
    """The report, the corrections in its list, the marked words by their corrections, and the corrections told to be idle."""
    found = ingest(root)
    (report,) = found.edition.reports
    placed = report.index.placed
    marked = {c.reason: placed[name].text[c.start : c.end] for name, some in report.changes.items() for c in some}
    idle = [problem.detail("text") for problem in found.problems if problem.code == "N110"]
    return report, [one.correction.reason for one in report.corrections], marked, idle


def test_what_is_without_effect_is_told_while_another_sentence_waits(root: Path, page: Path) -> None:
    edit(page, ("占三成", "占两成"), ("2600名", "二千六百名"))
    found = [problem.code for problem in _process(root, yml("word", "count"))]
    assert found == ["E114"]
    settle(root, Side.MINE)
    assert told(root)[3] == ["海外归国的人员占三成"]
    more = yml("word", "count") + "  - {replace: 2600名, with: 2700名, cause: slip, certainty: likely, reason: more}\n"
    assert [problem.code for problem in _process(root, more)] == ["N110", "E114"]
    assert told(root)[3] == ["海外归国的人员占三成"], "not the one that waits"


def test_what_waits_itself_is_not_without_effect(root: Path) -> None:
    def given(*corrections: str) -> list[str]:
        seed(
            root,
            text=RUN_IN.replace("学员反映良好", "学员员反映良好"),
            yml=YEAR + "corrections:\n" * bool(corrections) + "".join(corrections),
        )
        return [problem.code for problem in process(root)]

    assert given() == []
    edit(root / "docs" / "x" / "other.md", ("学员员反映良好", "学员员反映很好"))
    assert given("  - {replace: 学员员反映良好, with: 学员反映良好, cause: slip, certainty: likely, reason: 试}\n") == [
        "E114"
    ], "of two signs that are alike one goes: which one, nobody knows"


def test_a_doubt_stands_while_the_paragraph_that_it_is_in_waits_to_be_parted(root: Path, page: Path) -> None:
    assert _process(root, yml("doubt", "count")) == []
    edit(page, ("班45期", "班四十五期"))
    more = yml("doubt", "count") + LEVEL
    more += "  - {replace: 培训班45期, with: 培训班46期, cause: slip, certainty: likely, reason: more}\n"
    assert [problem.code for problem in _process(root, more)] == ["E114"]
    report, listed, marked, _ = told(root)
    assert listed == ["doubt", "count"]
    assert marked == {"doubt": "共有2600名", "count": "工作站13个"}
    assert [flag.reason for flag in report.flags] == ["doubt"]


def test_one_wrong_line_takes_no_correction_off_the_lists(root: Path, page: Path) -> None:
    assert _process(root, yml(*GIVEN)) == []
    edit(page, ("各地落实", "各地均落实"), ("占四成", "占五成"), ("### 第二节 人才培养\n\n", ""))
    assert [problem.code for problem in process(root)] == ["N107", "N110"]
    before, listed, marked, _ = told(root)
    new = "  - {replace: 覆盖全部高新区, with: 遍布全部高新区, cause: slip, certainty: likely, reason: new}\n"
    assert [problem.code for problem in _process(root, yml(*GIVEN) + WRONG + new)] == ["E104", "N107", "N110"]
    after, *now, _ = told(root)
    assert now == [listed, marked], "neither the wrong one, nor the one that has not come in"
    assert (after.flags, after.mendings, after.order) == (before.flags, before.mendings, before.order)
    assert after.ledger is None


def test_what_may_be_withheld_by_a_wrong_line_is_told_of_nothing(root: Path, page: Path) -> None:
    assert _process(root, yml("doubt", "count")) == []
    right = yml("doubt", "count") + "  - {withhold: 全部用于住房补贴, cause: removal, reason: 试}\n"
    assert _process(root, right) == []
    assert "E104" in [problem.code for problem in _process(root, right + WRONG)]
    assert (told(root)[1][:2], [*told(root)[2]][:2]) == (["doubt", "count"], ["count", "试"])
    wrong = "  - {withhold: 原文没有的几个字, cause: removal, reason: 试}\n"
    assert "E104" in [problem.code for problem in _process(root, yml("doubt", "count") + wrong)]
    assert told(root)[1:3] == ([], {})


def _process(root: Path, text: str) -> list[Problem]:
    seed(root, text=RUN_IN, yml=text)
    return process(root)
