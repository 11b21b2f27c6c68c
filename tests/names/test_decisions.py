"""What editors decided about names that recur: how it is written, and that the registry bears it out."""

from __future__ import annotations

import pytest

from annals.model import AmbiguousForm, Entity, Phrase
from annals.names.decisions import decision_problems, read_decisions
from tests.support.places import GUIDE

FORUM = Entity(
    slug="deng-ta",
    title="灯塔论坛",
    title_source="report",
    type="论坛",
    aliases=("灯塔会",),
    ambiguous=(AmbiguousForm(form="年会", after=True),),
)


def told(text: str, *, broken: tuple[str, ...] = ()) -> list[tuple[str, int | None]]:
    """Codes and lines of what is wrong with the file."""
    decisions, malformed = read_decisions(text)
    return [(one.code, one.line) for one in (*malformed, *decision_problems(decisions, (FORUM,), broken))]


def test_each_kind_of_decision_is_read() -> None:
    text = "# 2031 年看过\n灯塔论坛: {entry: deng-ta}\n灯塔会: {alias: deng-ta}\n“两头在外”: {skip: 泛称}\n"
    decisions, problems = read_decisions(text)
    assert problems == ()
    assert [(one.name, one.slug, one.alias, one.line) for one in decisions] == [
        ("灯塔论坛", "deng-ta", False, 2),
        ("灯塔会", "deng-ta", True, 3),
        ("“两头在外”", "", False, 4),
    ]
    assert told(text) == []


def test_the_guide_s_example_is_read() -> None:
    section = (GUIDE / "entities.md").read_text("utf-8").partition("## 决定登记哪些")[2]
    decisions, problems = read_decisions(section.partition("```yaml\n")[2].partition("```")[0])
    assert problems == ()
    assert [(bool(one.slug), one.alias) for one in decisions] == [(True, False), (True, True), (False, False)]


def test_a_folder_without_decisions_has_none() -> None:
    assert read_decisions("") == ((), ())
    assert read_decisions("# 还没有\n") == ((), ())


@pytest.mark.parametrize(
    "said",
    [
        "{skip: ''}",
        "{skip: }",
        "{entry: }",
        "{alias: [deng-ta]}",
        "{refuse: 泛称}",
        "{skip: 泛称, entry: deng-ta}",
        "{}",
        "不登记",
        "",
        "[no]",
        "{skip: 3}",
    ],
)
def test_a_line_that_decides_nothing_is_told_at_its_place(said: str) -> None:
    text = f"灯塔会: {{alias: deng-ta}}\n某塔: {said}\n灯塔论坛: {{entry: deng-ta}}\n"
    assert told(text) == [("E126", 2)]
    # The others count all the same.
    assert [one.name for one in read_decisions(text)[0]] == ["灯塔会", "灯塔论坛"]


def test_a_name_that_is_decided_twice_is_told() -> None:
    assert told("某塔: {skip: 泛称}\n某塔: {skip: 又一次}\n") == [("E103", 2)]


def test_an_entry_that_is_not_there_is_told_with_the_nearest() -> None:
    (problem,) = decision_problems(read_decisions("某塔: {entry: deng-tai}\n")[0], (FORUM,), ())
    assert (problem.code, dict(problem.details)) == (
        "E127",
        {"slug": "deng-tai", "nearest": Phrase.of("nearest-is", name="deng-ta")},
    )
    # Of a page that makes no entry its own mistake is told.
    assert told("某塔: {entry: deng-tai}\n", broken=("deng-tai",)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("灯塔论坛: {entry: deng-ta}", None),
        ("灯塔会: {alias: deng-ta}", None),
        ("年会: {alias: deng-ta}", None),
        ("灯塔会: {entry: deng-ta}", "E128"),
        ("灯塔论坛: {alias: deng-ta}", "E128"),
        ("灯塔: {alias: deng-ta}", "E128"),
        ("灯塔论坛: {skip: 泛称}", "E129"),
        ("灯塔会: {skip: 泛称}", "E129"),
        ("年会: {skip: 泛称}", "E129"),
        ("灯塔: {skip: 泛称}", None),
    ],
)
def test_a_decision_and_the_registry_say_the_same(line: str, code: str | None) -> None:
    assert told(f"{line}\n") == ([] if code is None else [(code, 1)])
