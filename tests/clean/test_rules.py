"""Each rule does what its cases and its docstring say, and leaves alone what they say."""

from __future__ import annotations

import doctest
from collections import Counter
from pathlib import Path

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.contract import Rule
from annals.clean.ledger import State, run
from annals.clean.order import RULES
from annals.clean.read import read_source
from annals.clean.rules import (
    characters,
    decorations,
    figures,
    formulas,
    furniture,
    interruptions,
    joins,
    punctuation,
    residues,
    spaces,
    tables,
    titles,
    wraps,
)
from annals.model import Source
from tests.support.cases import Case, Malformed, read_cases
from tests.support.places import REPORTS, raw_text

FOLDER = Path(__file__).parent
BY_CODE = {rule.code: rule for rule in RULES}
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


def source(text: str) -> Source:
    return read_source("test", text.encode())


def apply(rule: Rule, text: str) -> str:
    return run(State.start(Source("test", text, "utf-8", "", (0,))), rule).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place}")
def test_case(case: Case) -> None:
    assert apply(BY_CODE[case.rule], case.raw) == case.clean


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_cases_of_both_kinds(rule: Rule) -> None:
    own = [case for case in CASES if case.rule == rule.code]
    assert sum(1 for case in own if case.raw == case.clean) >= 2, "two strings that must be left alone"
    assert sum(1 for case in own if case.raw != case.clean) >= 2, "two strings that must change"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_changing_cases_are_in_no_seed(rule: Rule) -> None:
    seeds = "".join(map(raw_text, REPORTS))
    own = [case for case in CASES if case.rule == rule.code and case.raw != case.clean]
    assert sum(1 for case in own if case.raw not in seeds) >= 2


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_docstring_says_what_is_left_alone_and_runs(rule: Rule) -> None:
    assert "不动：" in (rule.find.__doc__ or "")
    assert "不动：" in rule.doc and ">>>" not in rule.doc
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    names = {r.find.__name__: r for r in RULES}
    test = parser.get_doctest(rule.find.__doc__ or "", {"apply": apply, **names}, rule.code, None, 0)
    assert len(test.examples) >= 2
    report: list[str] = []
    runner.run(test, out=report.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(report)


def test_codes_are_used_once() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []


def test_every_rule_of_the_families_is_in_the_order() -> None:
    families = (
        characters,
        decorations,
        figures,
        formulas,
        furniture,
        interruptions,
        joins,
        punctuation,
        residues,
        spaces,
        tables,
        titles,
        wraps,
    )
    defined = {value.code for family in families for value in vars(family).values() if isinstance(value, Rule)}
    assert defined == set(BY_CODE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place}")
def test_a_second_run_changes_nothing(case: Case) -> None:
    once, _ = clean_source(source(case.raw))
    twice, _ = clean_source(source(once.text))
    assert twice.text == once.text


@pytest.mark.parametrize(
    "text",
    [
        "no case at all",
        "## 名\nrule S110\n~~~same\n甲\n~~~\n",
        "## 名\nrule: S110\n~~~raw\n甲\n~~~\n",
        "## 名\nrule: S110\n~~~raw\n甲\n~~~\n~~~clean\n甲\n~~~\n",
        "## 名\nrule: S110\n~~~same\n甲\n",
        "## 名\nrule: S110\n~~~raw\n甲\n~~~\n~~~raw\n乙\n~~~\n",
        "~~~same\n甲\n~~~\n",
        "## 名\nrule: S110\n随手一写\n~~~same\n甲\n~~~\n",
    ],
)
def test_malformed_cases_are_errors(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(text, "utf-8")
    with pytest.raises(Malformed):
        read_cases(path)
