"""The file in which editors judge places that differ: what is read, and each way to write it wrong."""

from __future__ import annotations

import pytest

from annals.figures.judging import read_judgements
from annals.model import Problem, Verdict

GOOD = """# 说明
- a: {block: "2031#l5", quote: 签署协议12项}
  b: {block: "2032#l7", quote: 签署协议13项}
  subject: 协议几项
  verdict: contradiction
  reason: 两处不能都对。
- a: {block: "2031#l9", quote: 甲}
  b: {block: "2031#l11", quote: 乙}
  subject: 另一件
  verdict: different
  reason: 不是一件事。
"""


def test_a_judgement_is_read_with_the_line_of_each_side() -> None:
    (first, second), problems = read_judgements(GOOD)
    assert problems == ()
    assert (first.a.block, first.a.quote, first.a.line) == ("2031#l5", "签署协议12项", 2)
    assert (first.b.block, first.b.line) == ("2032#l7", 3)
    assert first.a.excerpt == GOOD.splitlines()[1]
    assert (first.subject, first.reason, first.verdict) == ("协议几项", "两处不能都对。", Verdict.CONTRADICTION)
    assert second.verdict is Verdict.DIFFERENT and second.a.line == 7


def test_no_file_and_an_empty_one_judge_nothing() -> None:
    assert read_judgements("") == read_judgements("# 还没有\n") == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("verdict: contradiction", "verdict: 矛盾", 5),
        ("subject: 协议几项", "subject: ''", 2),
        ("reason: 两处不能都对。", "why: 两处不能都对。", 6),
        ("quote: 签署协议13项", "text: 签署协议13项", 3),
        ('{block: "2032#l7", quote: 签署协议13项}', "2032#l7", 3),
        (", quote: 签署协议12项", "", 2),
    ],
)
def test_what_is_written_wrong_is_told_with_its_line_and_the_others_stand(old: str, new: str, line: int) -> None:
    found, problems = read_judgements(GOOD.replace(old, new, 1))
    assert [one.subject for one in found] == ["另一件"]
    assert [(problem.code, problem.line) for problem in problems] == [("E238", line)]


def test_a_file_that_is_no_list_or_no_yaml() -> None:
    def told(problems: tuple[Problem, ...]) -> list[tuple[str, int | None]]:
        return [(problem.code, problem.line) for problem in problems]

    assert told(read_judgements("a: 1\n")[1]) == [("E238", 1)]
    assert told(read_judgements("甲\n")[1]) == [("E238", 1)]
    assert told(read_judgements("\n- [\n")[1])[0][0] == "E103"
    assert told(read_judgements("\n- 甲\n- 乙\n")[1]) == [("E238", 2), ("E238", 3)]
    assert read_judgements("[]\n") == ((), ())
