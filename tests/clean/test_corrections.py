"""A correction takes whole lines with their marks, out of the text or elsewhere, and runs nothing together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.clean.corrections import Corrected, correct
from annals.clean.replaying import replay, undo
from annals.model import Certainty, Correction, HintKind, Operation, Phrase, Source
from annals.text.characters import line_starts


def corrected(text: str, *corrections: Correction) -> Corrected:
    """A text after corrections, whose ledger was held against it both ways."""
    source = Source(report="t", text=text, encoding="utf-8", sha256="", line_starts=line_starts(text))
    found = correct(source, corrections, "t.yml")
    assert replay(text, found.state.ledger) == found.state.text
    assert undo(found.state.text, found.state.ledger) == text
    pieces = found.state.origins.pieces
    assert "".join(found.state.text[p.start : p.start + p.length] for p in pieces) == found.state.text
    return found


def correction(op: Operation, target: str, *, line: int = 1, **more: str | None) -> Correction:
    return Correction(
        op=op, target=target, reason="试", cause="layout", certainty=Certainty.LIKELY, line_in_yml=line, **more
    )


def gone(text: str, target: str, through: str | None = None) -> str:
    dropped = corrected(text, correction(Operation.DROP, target, through=through))
    emptied = corrected(text, correction(Operation.REPLACE, text_of(text, target, through), with_=""))
    assert dropped.problems == emptied.problems == ()
    assert dropped.state.text == emptied.state.text
    assert all(entry.drops for entry in (*dropped.state.ledger, *emptied.state.ledger) if entry.old.strip(MARKS))
    return dropped.state.text


MARKS = "#-*» \n"


def text_of(text: str, target: str, through: str | None) -> str:
    start = text.index(target)
    return text[start : text.index(through, start) + len(through)] if through else target


@pytest.mark.parametrize(
    ("text", "target", "through", "left"),
    [
        ("甲段。\n\n## 某节名\n\n乙段。\n", "某节名", None, "甲段。\n\n\n乙段。\n"),
        ("甲段。\n\n» 某节名\n\n乙段。\n", "某节名", None, "甲段。\n\n\n乙段。\n"),
        ("## ⊗ 某节名\n\n乙段。\n", "某节名", None, "\n乙段。\n"),
        ("- 一项\n- 二项\n- 三项\n", "一项", None, "- 二项\n- 三项\n"),
        ("- 一项\n- 二项\n- 三项\n", "二项", None, "- 一项\n- 三项\n"),
        ("- 一项\n- 二项\n- 三项", "三项", None, "- 一项\n- 二项\n"),
        ("- 一项\n- 二项\n- 三项\n", "一项", "二项", "- 三项\n"),
        ("- **某名**说明的话\n- 二项\n", "某名", "说明的话", "- 二项\n"),
        ("- **某名**说明的话\n- 二项\n", "某名", None, "- 说明的话\n- 二项\n"),
        ("- **某名**说明的话\n- 二项\n", "说明的话", None, "- **某名**\n- 二项\n"),
        ("| 甲 | 乙 |\r\n| 丙 | 丁 |\r\n", "丙", "丁", "| 甲 | 乙 |\r\n"),
        ("**某行全粗**\n\n乙段。\n", "某行全粗", None, "\n乙段。\n"),
        ("前半句，\n多余的一行，\n后半句。\n", "多余的一行，", None, "前半句，\n后半句。\n"),
        ("甲段。\n\f页眉文字\n乙段。\n", "页眉文字", None, "甲段。\n\f乙段。\n"),
        ("## 某节名\n\n- 一项，二项\n", "某节名", "一项，", "- 二项\n"),
        # What keeps a word keeps its marks.
        ("- 一项多余\n- 二项\n", "多余", None, "- 一项\n- 二项\n"),
        ("- 多余一项\n- 二项\n", "多余", None, "- 一项\n- 二项\n"),
        ("- 折成两行的\n一项文字\n", "折成两行的", "一项", "- 文字\n"),
        ("上句到这里\n多余。\n", "多余", None, "上句到这里\n。\n"),
    ],
)
def test_a_line_that_loses_its_words_goes_whole(text: str, target: str, through: str | None, left: str) -> None:
    assert gone(text, target, through) == left


def moved(text: str, target: str, through: str | None = None, **goal: str) -> str:
    found = corrected(text, correction(Operation.MOVE, target, through=through, **goal))
    assert found.problems == ()
    return found.state.text


LIST = "规模最大\n\n- 一项\n- 二项\n- 三项\n- 四项\n\n又一名\n\n- 五项\n- 六项"


@pytest.mark.parametrize(
    ("target", "through", "goal", "result"),
    [
        ("三项", "四项", {"before": "一项"}, "规模最大\n\n- 三项\n- 四项\n- 一项\n- 二项\n\n又一名\n\n- 五项\n- 六项"),
        (
            "- 三项",
            "四项",
            {"before": "- 一项"},
            "规模最大\n\n- 三项\n- 四项\n- 一项\n- 二项\n\n又一名\n\n- 五项\n- 六项",
        ),
        ("五项", None, {"after": "二项"}, "规模最大\n\n- 一项\n- 二项\n- 五项\n- 三项\n- 四项\n\n又一名\n\n- 六项"),
        ("六项", None, {"before": "一项"}, "规模最大\n\n- 六项\n- 一项\n- 二项\n- 三项\n- 四项\n\n又一名\n\n- 五项\n"),
        ("一项", None, {"after": "六项"}, "规模最大\n\n- 二项\n- 三项\n- 四项\n\n又一名\n\n- 五项\n- 六项\n- 一项\n"),
        ("一项", None, {"after": "又一名"}, "规模最大\n\n- 二项\n- 三项\n- 四项\n\n又一名\n\n- 一项\n\n- 五项\n- 六项"),
        (
            "又一名",
            None,
            {"after": "规模最大"},
            "规模最大\n\n又一名\n\n- 一项\n- 二项\n- 三项\n- 四项\n\n- 五项\n- 六项",
        ),
        ("又一名", None, {"after": "一项"}, "规模最大\n\n- 一项\n\n又一名\n\n- 二项\n- 三项\n- 四项\n\n- 五项\n- 六项"),
        (
            "规模最大",
            None,
            {"before": "四项"},
            "- 一项\n- 二项\n- 三项\n\n规模最大\n\n- 四项\n\n又一名\n\n- 五项\n- 六项",
        ),
    ],
)
def test_a_move_takes_whole_lines_and_glues_none(
    target: str, through: str | None, goal: dict[str, str], result: str
) -> None:
    assert moved(LIST, target, through, **goal) == result


def test_lines_without_blank_lines_stay_so() -> None:
    assert moved("甲。\n乙。\n丙。", "丙。", before="甲。") == "丙。\n甲。\n乙。\n"
    assert moved("甲。\n乙。\n丙。", "甲。", after="丙。") == "乙。\n丙。\n甲。\n"


_kinds = st.sampled_from(["- {}", "## {}", "{}", "» {}", "| {} | |", "**{}**"])
_names = [chr(code) * 2 for code in range(0x4E00, 0x4E0C)]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines of all kinds, each with a word of its own, with and without blank lines between."""
    lines = [draw(_kinds).format(name) for name in _names[: draw(st.integers(3, 8))]]
    ends = draw(st.lists(st.sampled_from(["\n", "\n\n", "\n\n\n"]), min_size=len(lines), max_size=len(lines)))
    return "".join(line + end for line, end in zip(lines, ends, strict=True)).removesuffix("\n")


@given(texts(), st.data())
@settings(max_examples=60, deadline=None)
def test_any_line_goes_or_moves_as_it_is(text: str, data: st.DataObject) -> None:
    lines = text.split()
    whole = [line for line in text.split("\n") if line]
    names = [name for name in _names if name in text]
    target, anchor = data.draw(st.permutations(range(len(names))))[:2]
    rest = [line for number, line in enumerate(whole) if number != target]
    assert [line for line in gone(text, names[target]).split("\n") if line] == rest
    behind = data.draw(st.booleans())
    goal = {"after" if behind else "before": names[anchor]}
    at = rest.index(whole[anchor]) + behind
    if at == target:
        found = corrected(text, correction(Operation.MOVE, names[target], **goal))
        assert [problem.code for problem in found.problems] == ["E138"]
        return
    result = moved(text, names[target], **goal)
    assert [line for line in result.split("\n") if line] == [*rest[:at], whole[target], *rest[at:]]
    assert result.split() != lines


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(("op", "more"), [(Operation.LEVEL, {"to": "3"}), (Operation.BOX, {"through": "丙段。"})])
def test_what_is_taken_out_has_no_form(op: Operation, more: dict[str, str], order: int) -> None:
    text = "甲段。\n\n乙段。\n\n丙段。\n"
    pair = [correction(Operation.DROP, "乙段。", line=1), correction(op, "乙段", line=2, **more)]
    found = corrected(text, *pair[::order])
    assert [(p.code, p.line, dict(p.details)["other"]) for p in found.problems] == [("E108", 2, "1")]
    assert found.state.text == text


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_taken_out_may_be_doubted_and_moved_to(order: int) -> None:
    dropped, flag = correction(Operation.DROP, "二项"), correction(Operation.FLAG, "二项")
    found = corrected("- 一项\n- 二项\n- 三项\n", *[dropped, flag][::order])
    said = [hint.kind for hint in found.state.hints]
    assert (found.problems, found.state.text, said) == ((), "- 一项\n- 三项\n", [HintKind.GONE])
    here = correction(Operation.MOVE, "三项", before="二项")
    found = corrected("- 一项\n- 二项\n- 三项\n- 四项\n", *[dropped, here][::order])
    assert (found.problems, found.state.text) == ((), "- 一项\n- 三项\n- 四项\n")
    moved_too = correction(Operation.MOVE, "二项", through="三项", after="四项")
    found = corrected("- 一项\n- 二项\n- 三项\n- 四项\n", *[dropped, moved_too][::order])
    assert (found.problems, found.state.text) == ((), "- 一项\n- 四项\n- 三项\n")


@pytest.mark.parametrize(
    ("anchor", "code"),
    [("乙段", "E138"), ("甲段", "E138"), ("再一句", "E138"), ("丁段", ""), ("前段", "E138")],
)
def test_nothing_moves_into_itself(anchor: str, code: str) -> None:
    """The anchor is in the passage or, as whole lines move, on one of its lines; or the passage stands behind it already."""
    text = "前段。\n\n甲段。\n\n乙段。\n\n丙段。再一句。\n\n丁段。\n"
    move = correction(Operation.MOVE, "甲段", through="丙段", after=anchor, line=4)
    found = corrected(text, move)
    assert [(problem.code, problem.line) for problem in found.problems] == ([(code, 4)] if code else [])
    assert (found.state.text == text) is bool(code)


def test_a_move_that_another_one_makes_necessary_is_none_that_does_nothing() -> None:
    text = "前段。\n\n甲段。\n\n乙段。\n\n丙段。\n"
    away = correction(Operation.MOVE, "乙段", after="前段")
    back = correction(Operation.MOVE, "甲段", after="前段")
    assert not corrected(text, away, back).problems
    assert [problem.code for problem in corrected(text, back, away).problems] == ["E138"]


@pytest.mark.parametrize(
    ("given", "count", "how"),
    [
        (correction(Operation.DROP, "同一段"), None, Phrase.of("quote-found", found="2", wanted="1")),
        (correction(Operation.DROP, "同一段"), 3, Phrase.of("quote-found", found="2", wanted="3")),
        (correction(Operation.DROP, "没有的"), None, Phrase.of("quote-found", found="0", wanted="1")),
        (correction(Operation.DROP, "末一段", through="首一段"), None, Phrase.of("quote-ahead", ahead="1", since="7")),
        (
            replace(correction(Operation.DROP, "末一段"), line=3),
            None,
            Phrase.of("quote-elsewhere", named="3", lines=("7",)),
        ),
        (
            replace(correction(Operation.DROP, "同一段"), line=1),
            2,
            Phrase.of("quote-elsewhere", named="1", lines=("3", "5")),
        ),
        (correction(Operation.DROP, "末一段", through="没有的"), None, Phrase.of("quote-found", found="0", wanted="1")),
    ],
)
def test_a_quotation_that_is_not_found_says_how_often_it_was_wanted_or_that_it_stands_ahead(
    given: Correction, count: int | None, how: Phrase
) -> None:
    (found,) = corrected("首一段\n\n同一段\n\n同一段\n\n末一段\n", replace(given, count=count)).problems
    assert (found.code, dict(found.details)["how"]) == ("E104", how)
    if how == Phrase.of("quote-found", found="2", wanted="1"):
        assert dict(found.details)["cure"] == Phrase.of("quote-several", lines=("3", "5"))


@pytest.mark.parametrize(
    ("with_", "left"),
    [
        ("第二节 国内合作", "第二节 国内合作"),
        ("二、国内科技合作交流", "二、国内科技合作交流"),
        ("国内往来", "国内往来"),
    ],
    ids=["its end goes", "its number changes", "nearly all of it goes"],
)
@pytest.mark.parametrize("order", [1, -1], ids=["replaced first", "said first"])
def test_what_is_said_of_words_that_are_replaced_is_said_of_what_is_left_of_them(
    with_: str, left: str, order: int
) -> None:
    text = "第二节 国内科技合作交流\n\n与各地签署协议12项。\n"
    both = (
        correction(Operation.REPLACE, "第二节 国内科技合作交流", with_=with_),
        correction(Operation.LEVEL, "第二节 国内科技合作交流", line=2, to="3"),
    )
    found = corrected(text, *both[::order])
    (hint,) = (hint for hint in found.state.hints if hint.kind is HintKind.LEVEL)
    assert found.problems == () and found.state.text[hint.start : hint.end] == left


@pytest.mark.parametrize("op", [Operation.LEVEL, Operation.BOX, Operation.FLAG])
def test_what_is_said_of_words_of_which_none_is_left_is_told(op: Operation) -> None:
    text = "甲乙论坛\n\n与各地签署协议12项。\n"
    found = corrected(
        text,
        correction(Operation.REPLACE, "甲乙论坛", with_="论坛"),
        correction(op, "甲乙", line=2, to="3" if op is Operation.LEVEL else None),
    )
    assert [(p.code, p.line, dict(p.details)["other"]) for p in found.problems] == [("E108", 2, "1")]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"target": "乙段。", "through": "丙段。"}, True),
        ({"target": "段。\n\n丙", "with_": "段。丙"}, True),
        ({"target": "丁段。", "through": "戊段。"}, True),
        ({"target": "丙段。"}, False),
        ({"target": "乙段。", "through": "丁段。"}, False),
        ({"target": "戊段。"}, False),
    ],
)
def test_what_moves_is_changed_whole_or_not_at_all(changed: dict[str, str], told: bool, order: int) -> None:
    # What lay between both places went with words that were quoted beside what had moved.
    text = "甲段。\n\n乙段。\n\n丙段。\n\n丁段。\n\n戊段。\n"
    through = None if changed.get("through") != "丁段。" else "丁段。"
    own = {"target": "丙段。"} if through is None else {"target": "乙段。", "through": through}
    goal = {"before": "戊段。"} if through is None else {"after": "戊段。"}
    move = correction(Operation.MOVE, own["target"], through=through, **goal)
    op = Operation.REPLACE if "with_" in changed else Operation.DROP
    other = correction(op, changed["target"], through=changed.get("through"), with_=changed.get("with_"), line=2)
    found = corrected(text, *[move, other][::order])
    assert [(p.code, p.line) for p in found.problems] == ([("E108", 2)] if told else [])
