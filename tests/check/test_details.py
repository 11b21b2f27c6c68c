"""Every hole of every message is filled: read from the code that makes problems, held against the words."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annals.check.catalogue import CATALOGUE, FAMILIES, PHRASES
from annals.check.telling import words
from annals.check.wording import LANGUAGES, Wording, WordingError, read_wording, said
from annals.cli.options import WORDS
from annals.model import Detail, Phrase, Problem
from tests.support.sources import MODULES, PACKAGE, nodes

# Where problems are read back as data, so that their details are no part of the code.
READ_BACK = {"edition/stamp.py", "edition/values.py", "check/catalogue.py"}
HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def every_call() -> tuple[tuple[Path, ast.Call], ...]:
    """Every call in the package, with the file it stands in."""
    return tuple((path, node) for path in MODULES for node in nodes(path) if isinstance(node, ast.Call))


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of `name` (`Problem.of`, `say`) in the package, with the file it stands in."""
    owner, _, method = name.rpartition(".")
    for path, node in every_call():
        called = node.func
        if isinstance(called, ast.Attribute) and called.attr == method:
            whose = called.value.id if isinstance(called.value, ast.Name) else ""
            if not owner or whose == owner:
                yield path.relative_to(PACKAGE).as_posix(), node
        elif isinstance(called, ast.Name) and not owner and called.id == method:
            yield path.relative_to(PACKAGE).as_posix(), node


def made(name: str) -> list[tuple[str, str, frozenset[str]]]:
    """What is made by `name`: place, code or key, and the details that are given, all in plain sight."""
    found = []
    for path, call in calls(name):
        if path in READ_BACK or path == "model/problem.py":
            continue
        place = f"{path}:{call.lineno}"
        key = call.args[0] if call.args else None
        assert isinstance(key, ast.Constant), f"{place}: code written out"
        details = frozenset(word.arg or "**" for word in call.keywords) - {"excerpt"}
        assert "**" not in details, f"{place}: details written out"
        found.append((place, str(key.value), details))
    return found


def test_every_problem_states_what_its_message_says_of_it() -> None:
    found = made("Problem.of")
    assert [(place, code, details ^ CATALOGUE[code].holes()) for place, code, details in found] == [
        (place, code, frozenset()) for place, code, _ in found
    ]
    assert {code for _, code, _ in found} == set(CATALOGUE)


def test_every_phrase_too() -> None:
    found = made("Phrase.of")
    assert [(place, key, details ^ PHRASES[key].holes()) for place, key, details in found] == [
        (place, key, frozenset()) for place, key, _ in found
    ]
    assert {key for _, key, _ in found} == set(PHRASES)


def test_problems_are_made_in_one_way() -> None:
    for name in ("Problem", "Phrase"):
        assert {path for path, _ in calls(name)} - READ_BACK == {"model/problem.py"}


def test_the_command_line_fills_its_words() -> None:
    said_somewhere = set()
    for name in (
        "say",
        "note",
        "word",
        "CannotAddError",
        "CannotFoundError",
        "CannotTidyError",
        "CannotUpgradeError",
        "WrongUse",
    ):
        for path, call in calls(name):
            key = call.args[0]
            said_somewhere |= {node.value for node in ast.walk(key) if isinstance(node, ast.Constant)}
            given = {word.arg for word in call.keywords}
            if isinstance(key, ast.Constant) and None not in given:
                assert WORDS[key.value].holes() == given, f"{path}:{call.lineno} {key.value}"
    # Named by a variable: how grave a problem is, how a change is told.
    by_value = {"error", "warning", "notice", "insert", "delete", "replace"}
    # Named by a command, an option or an argument: tests/cli/test_misuse.py looks at these.
    by_name = {key for key in WORDS if key.startswith(("help_", "option_", "metavar_"))}
    said_somewhere = {key for key in said_somewhere if not str(key).endswith("_")} - {"-", 1, "_"}
    assert said_somewhere | by_value | by_name == set(WORDS)


def test_an_example_states_it_as_well() -> None:
    for code, entry in CATALOGUE.items():
        assert dict(entry.example.details).keys() == entry.holes(), code
        for phrase in phrases(tuple(value for _, value in entry.example.details)):
            assert dict(phrase.details).keys() == PHRASES[phrase.key].holes(), (code, phrase.key)


def phrases(detail: Detail) -> Iterator[Phrase]:
    if isinstance(detail, Phrase):
        yield detail
        yield from phrases(tuple(value for _, value in detail.details))
    elif isinstance(detail, tuple):
        for item in detail:
            yield from phrases(item)


def outside_quotes(text: str) -> str:
    """A text without what it quotes, quotations inside quotations too."""
    while (shorter := re.sub(r"“[^“”]*”", "", text)) != text:
        text = shorter
    return text


def test_in_english_only_what_is_quoted_is_chinese() -> None:
    for code, entry in CATALOGUE.items():
        for text in (*words(entry.example, "en"), entry.message.en, entry.help.en):
            assert not HAN.search(outside_quotes(text)), (code, text)
        assert HAN.search(entry.message.zh) and HAN.search(entry.help.zh), code


def test_other_words_are_of_their_language() -> None:
    for key, wording in (*PHRASES.items(), *WORDS.items()):
        assert not HAN.search(outside_quotes(wording.en)), key
        # What holds no letters of its own (such as a list of numbers) is the same in both.
        assert HAN.search(wording.zh) or not re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", wording.en)), key


def test_no_code_is_written_twice() -> None:
    # YAML itself would let the second one win.
    files = [PACKAGE / f"check/messages/{name}.yml" for name in (*FAMILIES, "phrases")] + [PACKAGE / "cli/words.yml"]
    assert set(files) == {*PACKAGE.glob("check/messages/*"), PACKAGE / "cli/words.yml"}
    for names in (files[:-2], files[-2:-1], files[-1:]):
        keys = re.findall(r"^([\w-]+):", "".join(path.read_text("utf-8") for path in names), re.MULTILINE)
        assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize(
    "value",
    [
        "甲",
        {"zh": "甲"},
        {"zh": "甲", "en": "a", "fr": "a"},
        {"zh": "甲", "en": ""},
        {"zh": "{count} 个", "en": "{number} of them"},
    ],
)
def test_words_are_read_strictly(value: object) -> None:
    with pytest.raises(WordingError):
        read_wording(value, "here")


def test_a_hole_that_nothing_fills_is_no_silence() -> None:
    with pytest.raises(KeyError):
        words(Problem.of("E211", "docs/a.md", slug="a"), "zh")


@pytest.mark.parametrize(("lang", "shown"), [("zh", "甲、一、二、（删去）"), ("en", "甲, one、two, (deleted)")])
def test_a_list_is_said_as_the_language_does(lang: str, shown: str) -> None:
    assert set(LANGUAGES) == {"zh", "en"}
    phrase = {"one": Wording(zh="一、二", en="one、two"), "gone": PHRASES["gone"]}
    assert said(["甲", Phrase.of("one"), Phrase.of("gone")], lang, phrase) == shown
