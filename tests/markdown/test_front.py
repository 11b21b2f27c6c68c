"""Front matter: values as YAML has them, the lines they stand on, changes that touch nothing else."""

from __future__ import annotations

import datetime
import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from annals.markdown.front import Front, FrontError, dumped, fenced, read_fronts
from annals.model import Phrase
from tests.support.sources import MODULES, PACKAGE, imported

PAGE = """---
title: 甲：乙 # 一句话
report: "2012"
order: 0x10
done: yes
since: 2012-11-03
aliases:
  - 丙
  -
    丁
editions:
  - {year: 2012, ordinal: {value: 5, quote: 甲}}
  - year: 2013
    ordinal:
      value: 6
      quote: >
        甲
        乙
---

# 正文

---
"""


def test_values_are_those_of_yaml() -> None:
    front = Front.of(PAGE)
    assert front.values == yaml.safe_load(PAGE.split("---\n")[1])
    assert (front.values["order"], front.values["done"]) == (16, True)
    assert front.values["since"] == datetime.date(2012, 11, 3)
    assert front.body == "\n# 正文\n\n---\n"
    assert PAGE.split("\n")[front.lines_before] == ""


@pytest.mark.parametrize(
    ("at", "line"),
    [
        (("title",), "title: 甲：乙 # 一句话"),
        (("aliases",), "aliases:"),
        (("aliases", 0), "  - 丙"),
        (("aliases", 1), "    丁"),
        (("editions", 0, "ordinal", "quote"), "  - {year: 2012, ordinal: {value: 5, quote: 甲}}"),
        (("editions", 1), "  - year: 2013"),
        (("editions", 1, "ordinal", "quote"), "      quote: >"),
        (("editions", 1, "ordinal", "block"), "    ordinal:"),
        (("editions", 2), "editions:"),
        (("topic",), "---"),
    ],
)
def test_each_value_has_its_line(at: tuple[str | int, ...], line: str) -> None:
    front = Front.of(PAGE)
    assert PAGE.split("\n")[front.line_of(*at) - 1] == line
    assert front.excerpt_of(*at) == ("" if at == ("topic",) else line)


def test_a_whole_file_counts_from_its_first_line() -> None:
    front = Front.whole("# 甲\n\nyear: 2012\ncorrections:\n- replace: 甲\n  with: 乙\n")
    assert [front.line_of(*at) for at in (("year",), ("corrections", 0), ("corrections", 0, "with"))] == [3, 5, 6]
    assert front.body == ""


def test_a_page_without_front_matter() -> None:
    for text in ("", "甲\n", "---\n甲\n", "--- a\n---\n", "\n---\na: 1\n---\n"):
        front = Front.of(text)
        assert (front.values, front.body, front.lines_before) == ({}, text, 0)


def test_where_a_value_stands_in_a_list() -> None:
    front = Front.of("---\naliases: [甲, 乙]\npart_of: 丙\n---\n")
    assert front.item("aliases", "乙") == ("aliases", 1)
    assert front.item("part_of", "丙") == ("part_of",)
    assert front.item("aliases", "丁") == ("aliases",)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("title: 甲\nwords: [乙\n", 2, "expected ',' or ']', but got '<stream end>'"),
        ("title: 甲: 乙\n", 1, "mapping values are not allowed here"),
        ("title: 甲\n\n- 乙\n", 3, "expected <block end>, but found '-'"),
        ("- 甲\n", 1, "not a mapping of keys to values"),
        ("甲\n", 1, "not a mapping of keys to values"),
        ("a: 1\nb: {c: 2031-02-30}\n", 2, "day is out of range for month"),
        ("a: 1\nb: \x07\n", 2, "special characters are not allowed"),
        ("a: 1\nb: *c\n", 2, "found undefined alias 'c'"),
        ("a: 1\nb: !甲 c\n", 2, "expected URI, but found '甲'"),
        ("a: &b [*b]\n", 1, "found unconstructable recursive node"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(FrontError) as whole:
        Front.whole(text)
    with pytest.raises(FrontError) as page:
        Front.of(f"---\n{text}---\n\n甲\n")
    assert whole.value.line == line
    assert page.value.line == line + 1
    assert whole.value.reason == page.value.reason == reason
    assert page.value.excerpt == text.split("\n")[line - 1]


@pytest.mark.parametrize(
    ("text", "line", "phrase"),
    [
        ("title: 甲\nstatus：未校对\n", 2, "yaml-wide-colon"),
        ("title：甲\n", 1, "yaml-wide-colon"),
        ("title:甲\nstatus: 未校对\n", 1, "yaml-glued-colon"),
        ("a: 1\ntitle:甲\norder: 10\n", 2, "yaml-glued-colon"),
        ("see:\n  - http://example.org/\n b: 1\n", 3, "yaml-indent"),
        ("title: 甲\ncorrections:\n  - replace: 甲\n    with：乙\n    reason: 丙\n", 4, "yaml-wide-colon"),
        ("corrections:\n  - {replace: 甲, with：乙}\n", 2, "yaml-wide-colon"),
        ("a:\n\t- 甲\n", 2, "yaml-tab"),
        ("a: 1\nb: 2\na: 3\n", 3, "yaml-twice"),
        ("a: {b: 1, b: 2}\n", 1, "yaml-twice"),
        ("a: 1\nb: " + "9" * 5000 + "\n", 2, "yaml-number"),
        ("a: 1\nb: 0x" + "f" * 5000 + "\n", 2, "yaml-number"),
        ("a: " + "[" * 5000 + "\n", 1, "yaml-deep"),
        ("a:\n" + "".join(" " * n + "- \n" for n in range(1, 400)), 61, "yaml-deep"),
        ("a: &a [甲,甲]\n" + "".join(f"{k}: &{k} [{','.join(['*' + j] * 9)}]\n" for j, k in zip("abcdefgh", "bcdefghi", strict=True)), 6, "yaml-large"),
        ("a: 甲\nb: '乙\n", 2, "yaml-quote"),
        ("a: 1\nb: {c: 2031-02-30}\n", 2, "yaml-date"),
        ("a: 1\nb: {c: **甲**, d: 乙}\ne: 2\n", 2, "yaml-alias"),
        ("a: *甲\ne: 2\n", 1, "yaml-alias"),
        ("a: {b: &甲}\ne: 2\n", 1, "yaml-alias"),
        ("a: {b: !甲}\ne: 2\n", 1, "yaml-character"),
        ("a: !甲\ne: 2\n", 1, "yaml-character"),
        ("a: |甲\ne: 2\n", 1, "yaml-character"),
        ("a: > 甲\ne: 2\n", 1, "yaml-character"),
        ("a: - 甲\ne: 2\n", 1, "yaml-character"),
        ("a: 1\nb: {c: [甲, d: 乙}\ne: 2\n", 2, "yaml-bracket"),
        ("a: 1\nb: {c: {甲, d: 乙}\ne: 2\n", 2, "yaml-bracket"),
        ("a: 1\nb: {c: #甲, d: 乙}\ne: 2\n", 2, "yaml-comment"),
        ("a: 1\nb: {c: '甲, d: 乙}\ne: 2\nf: 3\n", 2, "yaml-quote"),
    ],
)  # fmt: skip
def test_what_editors_do_has_a_sentence_of_its_own(text: str, line: int, phrase: str) -> None:
    with pytest.raises(FrontError) as told:
        Front.whole(text)
    assert isinstance(told.value.detail, Phrase)
    assert (told.value.line, told.value.detail.key) == (line, phrase)


def test_text_with_a_full_width_colon_is_no_fault() -> None:
    assert Front.whole("title: a：乙\nwords: [status：甲, 乙]\n").values["title"] == "a：乙"


def test_fronts_of_a_folder() -> None:
    found, problems = read_fronts({"a.md": "---\na: 1\n---\n", "b.md": "---\na: [\n---\n"})
    assert list(found) == ["a.md"]
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("E103", "docs/b.md", 2)]


# --- changes ----------------------------------------------------------------------------------


def test_a_change_touches_its_value_alone() -> None:
    lines = PAGE.split("\n")
    head = "\n".join(lines[: lines.index("---", 1) + 1]) + "\n"
    changed = Front.of(PAGE).changed(title="丙", order="3")
    assert changed == head.replace("甲：乙 #", "丙 #").replace("0x10", '"3"')
    assert Front.of(PAGE).changed() == head


@pytest.mark.parametrize(
    ("key", "old"),
    [
        ("aliases", "aliases:\n  - 丙\n  -\n    丁\n"),
        ("editions", PAGE[PAGE.index("editions:") : PAGE.index("---\n\n#")]),
    ],
)
def test_a_value_of_many_lines_goes_whole(key: str, old: str) -> None:
    head = PAGE[: PAGE.index("\n# 正文")]
    assert Front.of(PAGE).changed(**{key: "戊"}) == head.replace(old, f"{key}: 戊\n")


def test_comments_behind_a_value_stay() -> None:
    text = "---\na:\n- 1\n\n# 关于 b\nb: |\n  甲\n\n# 关于 c\nc: 3\n---\n"
    assert Front.of(text).changed(a="x", b="y") == "---\na: x\n\n# 关于 b\nb: y\n\n# 关于 c\nc: 3\n---\n"


def test_a_new_key_comes_last() -> None:
    assert Front.of("---\na: 1\n---\n甲\n").changed(b="2") == '---\na: 1\nb: "2"\n---\n'
    assert Front.of("甲\n").changed(b="c") == "---\nb: c\n---\n"
    assert Front.of("---\na: 1\n---").changed(a="x") == "---\na: x\n---\n"


@pytest.mark.parametrize(
    "text", ["---\n{a: 1, b: 2}\n---\n", "---\na: &x 1\nb: *x\n---\n", "---\n? a\n: 1\nb: 2\n---\n"]
)
def test_where_the_layout_allows_no_change_the_values_are_right(text: str) -> None:
    values = dict(Front.of(text).values)
    for changes in ({"a": "x, y"}, {"b": "x"}, {"c": "new"}, {"a": "1", "b": "2"}):
        assert Front.of(Front.of(text).changed(**changes)).values == values | changes


# --- writing ----------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.dictionaries(st.sampled_from("abcdef"), WORDS))
def test_any_text_reads_back(values: dict[str, str]) -> None:
    assert Front.of(fenced(values)).values == values


@given(WORDS, WORDS)
def test_any_change_reads_back(one: str, other: str) -> None:
    text = fenced({"a": one, "b": "乙", "c": other}) + "正文\n"
    front = Front.of(Front.of(text).changed(a=other, d=one))
    assert front.values == {"a": other, "b": "乙", "c": other, "d": one}


def test_one_style() -> None:
    values = {
        "title": "甲：乙",
        "report": "2012",
        "said": '他说"是"',
        "colon": "a: b",
        "yes": "yes",
        "search": {"exclude": True},
    }
    assert dumped(values) == (
        'title: 甲：乙\nreport: "2012"\nsaid: 他说"是"\ncolon: "a: b"\n"yes": "yes"\nsearch:\n  exclude: true\n'
    )


def test_nothing_else_reads_or_writes_yaml() -> None:
    using = {path.relative_to(PACKAGE).as_posix() for path in MODULES if "yaml" in imported(path)}
    # The lexicon lies below Markdown, and the configuration of MkDocs has tags that are no YAML of
    # ours; the bounds of all three stand in one place. What is proposed as a value is tried before.
    mkdocs, ground = {"edition/facts.py", "edition/configured.py"}, {"text/yaml_nodes.py", "text/yaml_values.py"}
    assert using == {"markdown/front.py", "text/lexicon/loading.py"} | mkdocs | ground
    fences = [path for path in MODULES if re.search(r'"---\\n|\'---\\n|f"---', path.read_text("utf-8"))]
    assert {path.relative_to(PACKAGE).as_posix() for path in fences} - {"clean/rules/residues.py"} == {
        "markdown/front.py"
    }


@pytest.mark.parametrize("key", ["yes", "true", "No", "on", "null", "~", "1.0", "2031-05-01"])
def test_a_key_is_called_what_is_written(key: str) -> None:
    front = Front.of(f"---\n{key}: 甲\nlist:\n  - {{{key}: 乙, a: 1}}\n---\n")
    assert [*front.values] == [key, "list"]
    assert front.values["list"] == [{key: "乙", "a": 1}]
    assert front.line_of("list", 0, key) == 4
