"""What a change did to the problems: one that only moved is neither new nor settled."""

from __future__ import annotations

from pathlib import Path

from annals.edition.comparing import Comparison, compare
from annals.edition.ingesting import Ingested, ingest
from tests.support.small_folder import RAW, folder, write

TORN = "2031年，与外地签署协议12项，支持甲乙论坛成果落地。参加的有各区的代表，其中半数来自高校和"
ABOVE = "2031年，论坛之前举行了筹备会。各区的代表都参加了这次筹备会。\n\n"


def taken_in(root: Path, text: str) -> Ingested:
    folder(root)
    write(root, "seeds/2031.txt", text)
    return ingest(root.resolve())


def told(tmp_path: Path, before: str, after: str) -> Comparison:
    old, new = taken_in(tmp_path / "old", before), taken_in(tmp_path / "new", after)
    return compare(old, new, old.problems, new.problems)


def torn(end: str = "") -> str:
    return RAW.replace("2031年，与外地签署协议12项，支持甲乙论坛成果落地。", TORN + end)


def test_a_problem_whose_line_moved_is_the_same(tmp_path: Path) -> None:
    moved = torn().replace("2031年，市科委", f"{ABOVE}2031年，市科委")
    old, new = taken_in(tmp_path / "a", torn()), taken_in(tmp_path / "b", moved)
    lines = [[problem.line for problem in side.problems if problem.code == "N104"] for side in (old, new)]
    assert lines == [[11], [13]]
    found = compare(old, new, old.problems, new.problems)
    assert found.appeared == ()
    assert found.settled == ()
    assert found.blocks[1] == found.blocks[0] + 1


def test_a_problem_of_other_words_is_another_one(tmp_path: Path) -> None:
    found = told(tmp_path, torn(), torn("研究院"))
    assert [dict(problem.details)["end"][-3:] for problem in found.appeared] == ["研究院"]
    assert [dict(problem.details)["end"][-2:] for problem in found.settled] == ["校和"]


def test_a_problem_that_is_gone_is_settled(tmp_path: Path) -> None:
    found = told(tmp_path, torn(), torn("研究院。"))
    assert ([p.code for p in found.appeared], [p.code for p in found.settled]) == ([], ["N104"])
