"""Each rule does what its cases and its page say, and leaves alone what they say."""

from __future__ import annotations

from collections import Counter
from html import unescape
from html.entities import html5
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from annals.clean import rules
from annals.clean.cleaning import clean_source
from annals.clean.contract import Rule
from annals.clean.ledger import State, run
from annals.clean.order import RULES
from annals.clean.read import read_source
from annals.clean.rule_page import Example, MalformedError, RulePage, pages_of, read_rule_page
from annals.edition.rule_pages import load_rule_pages
from annals.model import Source
from annals.text.reading import Reading
from tests.support.cases import Case, read_cases
from tests.support.places import REPORTS, raw_text
from tests.support.words import LEXICON

FOLDER = Path(__file__).parent
BY_CODE = {rule.code: rule for rule in RULES}
PAGES = {page.code: page for page in load_rule_pages()}
CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in read_cases(path)]


def source(text: str) -> Source:
    return read_source("test", text.encode())


def apply(rule: Rule, text: str) -> str:
    return run(
        State.start(Source(report="test", text=text, encoding="utf-8", sha256="", line_starts=(0,))),
        rule,
        Reading(text=text, lexicon=LEXICON),
    ).text


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
    assert sum(1 for case in own if case.raw not in seeds) >= 2, (
        f"{rule.code} needs two cases that change and stand in no report"
    )


EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}")
    for code, page in PAGES.items()
    for number, example in enumerate(page.examples, 1)
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_the_examples_of_a_rule_s_page_run_as_they_stand(code: str, example: Example) -> None:
    assert apply(BY_CODE[code], example.raw) == example.clean


def test_every_rule_has_a_page_with_examples_of_both_kinds() -> None:
    assert list(PAGES) == [rule.code for rule in RULES]
    for code, page in PAGES.items():
        assert page.name == BY_CODE[code].name
        assert {example.raw == example.clean for example in page.examples} == {True, False}


def test_codes_are_used_once() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []


def test_every_rule_of_the_families_is_in_the_order() -> None:
    families = [import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)]
    assert len(families) > 10
    defined = {value.code for family in families for value in vars(family).values() if isinstance(value, Rule)}
    assert defined == set(BY_CODE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place}")
def test_a_second_run_changes_nothing(case: Case) -> None:
    once, _ = clean_source(source(case.raw), LEXICON)
    twice, _ = clean_source(source(once.text), LEXICON)
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
    with pytest.raises(MalformedError):
        read_cases(path)


def test_every_entity_of_the_standard_is_restored() -> None:
    names = [name for name in html5 if name.endswith(";") and unescape(f"&{name}") not in ("\t", "\n")]
    assert len(names) > 2000
    for name in names:
        assert apply(BY_CODE["T102"], f"甲&{name}乙") == f"甲{unescape(f'&{name}')}乙", name


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("研发&mdash;投入&ldquo;甲&rdquo;", "研发—投入“甲”"),
        ("甲&#8203;乙&shy;丙&#xFEFF;丁。", "甲乙丙丁。"),
        ("甲&nbsp;乙&emsp;&#12288;丙。", "甲乙丙。"),
        ("甲&#65297;&#65298;％", "甲12%"),
        ("甲R&D;乙", "甲R&D；乙"),
        ("<table><tr><td>甲&nbsp;&lt;b&gt;</td><td>&#8203;乙</td></tr></table>", "\n\n| 甲 <b> | 乙 |\n\n"),
    ],
)
def test_what_an_entity_stands_for_is_cleaned_as_if_it_had_stood_there(raw: str, clean: str) -> None:
    assert clean_source(source(raw), LEXICON)[0].text == clean


PAGE = """# S110 甲乙

## 做什么

空格删去。

## 凭据

- 单字。

## 不动

词。

## 例

~~~raw
甲⟨U+3000⟩乙
~~~
~~~clean
甲乙
~~~

~~~same
## 甲
~~~
"""


def test_a_page_is_read_part_by_part() -> None:
    page = read_rule_page("S110.md", PAGE)
    assert page == RulePage(
        code="S110",
        name="甲乙",
        does="空格删去。",
        evidence="- 单字。",
        spared="词。",
        examples=(
            Example(raw="甲\u3000乙", clean="甲乙", spelt=("甲⟨U+3000⟩乙", "甲乙")),
            Example(raw="## 甲", clean="## 甲", spelt=("## 甲", "## 甲")),
        ),
        text=PAGE,
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# S110 甲乙", "# S110", "begins with"),
        ("## 凭据\n\n- 单字。\n", "", "each once"),
        ("- 单字。", "", "empty"),
        ("## 不动", "## 别的\n\n甲\n\n## 不动", "“## 别的” has no place"),
        ("## 不动", "## 做什么", "each once"),
        ("空格删去。", "~~~raw", "has no place"),
        ("\n\n## 做什么", "\n\n甲\n\n## 做什么", "between the title"),
        ("~~~same\n## 甲\n~~~\n", "", "what changes and what must not"),
        ("~~~clean", "~~~same", "~~~clean follows"),
        ("甲⟨U+3000⟩乙", "甲乙", "the same"),
        ("~~~same", "随手一写\n~~~same", "expected"),
        ("## 甲\n~~~\n", "## 甲\n~~~\n\n## 又\n\n乙\n", "behind the last part"),
        ("## 甲\n~~~\n", "## 甲\n", "not closed"),
    ],
)
def test_a_malformed_page_is_an_error(old: str, new: str, told: str) -> None:
    assert PAGE.count(old) == 1
    with pytest.raises(MalformedError, match=told):
        read_rule_page("S110.md", PAGE.replace(old, new))


def test_rules_and_pages_belong_together() -> None:
    files = [(f"{code}.md", page.text) for code, page in PAGES.items()]
    assert [page.code for page in pages_of(RULES, reversed(files))] == [rule.code for rule in RULES]
    with pytest.raises(MalformedError, match=f"no page for {RULES[0].code}"):
        pages_of(RULES, files[1:])
    with pytest.raises(MalformedError, match=f"no rule .* {RULES[0].code}.md"):
        pages_of(RULES[1:], files)
    with pytest.raises(MalformedError, match="two rules have one code"):
        pages_of((*RULES, RULES[0]), files)
    with pytest.raises(MalformedError, match="the rule is called"):
        pages_of(RULES, [(files[0][0], files[0][1].replace(RULES[0].name, "别名", 1)), *files[1:]])
    with pytest.raises(MalformedError, match="the page of"):
        pages_of(RULES, [("X100.md", files[0][1]), *files[1:]])
