"""A report that corrections of every kind change, and what an edition tells of them."""

from __future__ import annotations

from pathlib import Path

from annals.edition.ingesting import ingest
from annals.model import Report
from tests.support.merge_stories import process
from tests.support.stories import seed

TEXT = """第二章 创新人才

第一节 人才引进

### 各类人员的办公场所

全省引进各类高层次人才320名，其中从海外归国的人员占三成。各设区市另设博士后工作站12个，覆盖全部高新区。

各地落实配套经费共计1200万元，全部用于住房补贴。

页脚的文字在这里印着

第二节 人才培养

全年举办培训班45期，学员反映良好。结业的学员共有2600名。

放错的一段文字，应在第一节的末尾。
"""
YEAR = "year: 2019\n"
GIVEN = {
    "word": "replace: 海外归国的人员占三成, with: 海外归国的人员占四成",
    "count": "replace: 工作站12个, with: 工作站13个",
    "gone": "replace: 学员反映良好, with: 反映良好",
    "drop": "drop: 页脚的文字在这里印着",
    "level": "level: 各类人员的办公场所, to: 4",
    "move": "move: 放错的一段文字, after: 全部用于住房补贴。",
    "heading": "heading: 补上的标题, level: 3, before: 各地落实配套经费",
    "doubt": "flag: 共有2600名",
}


def yml(*names: str) -> str:
    doubt = {"doubt": "doubtful"}
    lines = (
        f"  - {{{GIVEN[name]}, cause: slip, certainty: {doubt.get(name, 'likely')}, reason: {name}}}\n"
        for name in names
    )
    return YEAR + "corrections:\n" + "".join(lines)


def begun(root: Path, text: str) -> Path:
    """The one page of a report that no correction has touched yet."""
    seed(root, text=text, yml=YEAR)
    assert process(root) == []
    return root / "docs" / "x" / "other.md"


def published(root: Path) -> tuple[Report, list[str], dict[str, str]]:
    """The report, the corrections that are told, and what is marked, by the reason of the correction."""
    found = ingest(root)
    (report,) = found.edition.reports
    told = [applied.correction.reason for applied in report.corrections]
    idle = len([problem for problem in found.problems if problem.code == "N110"])
    # What waits is neither told nor idle: tests/merge/test_still_true.py.
    assert found.conflicts or idle == len(given(root)) - len(told)
    placed = report.index.placed
    marked = {c.reason: placed[name].text[c.start : c.end] for name, some in report.changes.items() for c in some}
    return report, told, marked


def given(root: Path) -> list[str]:
    return [line for line in (root / "seeds" / "x.yml").read_text("utf-8").split("\n") if line.startswith("  - ")]


def lists(root: Path) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """The words mended on pages, what is told of the `.yml`, and what it is told to be without effect."""
    found = ingest(root)
    (report,) = found.edition.reports
    idle = [str(dict(problem.details)["text"]) for problem in found.problems if problem.code == "N110"]
    return (
        [(one.old, one.new) for one in report.mendings],
        [one.correction.target for one in report.corrections],
        idle,
    )
