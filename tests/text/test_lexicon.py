"""The lists of words that ship: whole, commented, each word once; and what an edition may change of them."""

from __future__ import annotations

import dataclasses
import itertools
import re
from importlib.resources import files

import pytest
import yaml

from annals.model import ENTITY_TYPES, Phrase
from annals.text.lexicon import LISTS, LexiconError, changed_lexicon, shipped_topics
from annals.text.lexicon.loading import read_list
from annals.text.lexicon.words import any_of, longest_first
from tests.support.words import LEXICON

FILES = {
    path.name.removesuffix(".yml"): path.read_text("utf-8")
    for path in files("annals.text.lexicon").iterdir()
    if path.name.endswith(".yml")
}
PATH = "docs/lexicon.yml"


def test_every_list_has_its_file_and_every_file_its_list() -> None:
    assert FILES.keys() == LISTS.keys() | {"topics"}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_why_it_is_there_and_where_its_words_come_from(name: str) -> None:
    head = list(itertools.takewhile(lambda line: line.startswith("#"), FILES[name].split("\n")))
    assert any("来源：" in line for line in head)
    assert any("用处：" in line for line in head) or name == "web-chrome"


@pytest.mark.parametrize("name", LISTS)
def test_the_value_holds_what_the_file_says(name: str) -> None:
    # Another reader than the tool's: plain YAML.
    data = yaml.safe_load(FILES[name])
    held = getattr(LEXICON, LISTS[name])
    assert held == (tuple(data.items()) if isinstance(data, dict) else tuple(data))
    assert len(set(held)) == len(held) > 0


def test_a_thing_has_a_type_that_entries_have() -> None:
    assert {kind for _, kind in LEXICON.things} <= set(ENTITY_TYPES)


def test_lists_that_lean_on_others_do() -> None:
    things = {word for word, _ in LEXICON.things}
    assert set(LEXICON.vague_things) <= things
    # 社区 is no thing, but ends in one.
    assert all(any(word.endswith(thing) for thing in things) for word in LEXICON.loose_things)
    assert not set(LEXICON.no_name) & {*LEXICON.no_body, *LEXICON.no_candidate}
    assert not set(LEXICON.provinces) & set(LEXICON.cities)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("charts", "- 趋势\n- 变化\n- 趋势\n"),
        ("charts", ""),
        ("charts", "- ''\n"),
        ("charts", "- 3\n"),
        ("charts", "- [趋势]\n"),
        ("charts", "趋势: 变化\n"),
        ("things", "- 论坛\n"),
        ("things", "论坛: 论坛会\n"),
        ("things", "论坛: 论坛\n大会: 论坛\n论坛: 会议\n"),
    ],
)
def test_a_list_that_is_not_whole_is_refused(name: str, text: str) -> None:
    with pytest.raises(LexiconError, match=name):
        read_list(name, text)


def test_topics_that_ship_have_words_of_their_own() -> None:
    topics = shipped_topics()
    words = [word for topic in topics for word in topic.words]
    assert len(set(words)) == len(words)
    assert [topic.order for topic in topics] == sorted(topic.order for topic in topics)
    assert all(topic.words and not (topic.sections or topic.blocks or topic.body) for topic in topics)


def test_an_edition_adds_and_removes() -> None:
    text = """
publications: {add: [简讯], remove: [概览]}
things: {add: [{沙龙: 会议}], remove: [节]}
web-chrome:
  add: {点赞: 按钮}
"""
    lexicon, problems = changed_lexicon(LEXICON, text, PATH)
    assert problems == ()
    assert set(lexicon.publications) ^ set(LEXICON.publications) == {"简讯", "概览"}
    assert set(lexicon.things) ^ set(LEXICON.things) == {("沙龙", "会议"), ("节", "展会")}
    assert set(lexicon.web_chrome) - set(LEXICON.web_chrome) == {("点赞", "按钮")}
    others = set(LISTS.values()) - {"publications", "things", "web_chrome"}
    assert all(getattr(lexicon, field) == getattr(LEXICON, field) for field in others)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "charts:\n", "charts: {add: }\n", "charts: {add: [趋势]}\n"])
def test_what_changes_nothing_is_no_mistake(text: str) -> None:
    assert changed_lexicon(LEXICON, text, PATH) == (LEXICON, ())


@pytest.mark.parametrize(
    ("text", "line", "item", "nearest"),
    [
        ("charts: {add: [热度]}\npublicatons: {add: [简讯]}\n", 2, "publicatons", "publications"),
        ("topics: {add: [某]}\n", 1, "topics", ""),
        ("charts:\n  added: [热度]\n", 2, "added", "add"),
        ("charts: [热度]\n", 1, "charts", "charts: {add: [热度]}"),
        ("charts: {add: [2024]}\n", 1, "2024", ""),
        ("charts: {add: [[热度]]}\n", 1, "[…]", ""),
        ("charts:\n  remove: [趋向]\n", 2, "趋向", "趋势"),
        ("things: {add: [{沙龙: 高校园}]}\n", 1, "高校园", "高校"),
        ("things: {add: [沙龙]}\n", 1, "things", "things: {add: [{沙龙: 论坛}]}"),
        ("- charts\n", 1, "[…]", ""),
    ],
)
def test_what_is_not_known_is_told_with_its_line_and_left_out(text: str, line: int, item: str, nearest: str) -> None:
    lexicon, problems = changed_lexicon(LEXICON, text, PATH)
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("E118", PATH, line)]
    details = dict(problems[0].details)
    wrong, cure = details["wrong"], details["cure"]
    assert isinstance(wrong, Phrase) and isinstance(cure, Phrase)
    assert [told for _, told in wrong.details] == [item]
    proposed = cure.details[0][1]
    assert (proposed if isinstance(proposed, str) else str(proposed[0])).startswith(nearest)
    added = {"热度"} if "publicatons" in text else set()
    assert dataclasses.replace(lexicon, charts=LEXICON.charts) == LEXICON
    assert set(lexicon.charts) ^ set(LEXICON.charts) == added


def test_broken_yaml_changes_nothing() -> None:
    lexicon, problems = changed_lexicon(LEXICON, "charts: {add: [热度}\n", PATH)
    assert lexicon == LEXICON
    assert [(problem.code, problem.line) for problem in problems] == [("E103", 1)]


def test_words_are_no_patterns() -> None:
    found = re.compile(any_of(("甲.乙", "甲", "(")))
    assert [found.match(text) is not None for text in ("甲.乙", "(", "乙", ".")] == [True, True, False, False]
    assert found.match("甲.乙").end() == 3  # type: ignore[union-attr]
    assert found.match("甲丙乙").end() == 1  # type: ignore[union-attr]
    assert re.compile(any_of(())).search("甲") is None
    assert re.compile(any_of(("索引号",), spaced=True)).fullmatch("索 引  号")


def test_the_tree_of_words_finds_what_each_of_them_finds() -> None:
    """Whatever the words share, at each place the longest is found, as where all are tried one by one."""
    lists = [getattr(LEXICON, field.name) for field in dataclasses.fields(LEXICON)]
    plain = [words for words in lists if words and all(isinstance(word, str) for word in words)]
    assert len(plain) > 30
    for words in plain:
        tree, one_by_one = re.compile(any_of(words)), re.compile("|".join(map(re.escape, longest_first(words))))
        text = "，".join([*words, *(word[:-1] for word in words), *(word + words[0] for word in words)])
        assert [m.span() for m in tree.finditer(text)] == [m.span() for m in one_by_one.finditer(text)]
