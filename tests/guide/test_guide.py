"""The editors' guide says what the code does: commands, options, keys, codes."""

from __future__ import annotations

import re

import click
import pytest

from annals.check.catalogue import CATALOGUE
from annals.clean.metadata import CAUSES
from annals.clean.metadata import KEYS as METADATA_KEYS
from annals.cli.group import main
from annals.merge.edited import KEYS as PAGE_KEYS
from annals.model import Trust
from annals.names.topics import TOPIC_KEYS
from annals.text.lexicon import LISTS, changed_lexicon
from tests.support.places import GUIDE, REPO
from tests.support.words import LEXICON

GUIDES = {path.name: path.read_text("utf-8") for path in sorted(GUIDE.glob("*.md"))}
EDITING = GUIDES["editing.md"]


def rows(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_named_in_a_guide_exists_with_its_options(name: str) -> None:
    for line in re.findall(r"build_site\.py ([^`\n，。；]*)", GUIDES[name]):
        words = [word for word in line.split() if word.isascii()]
        while words and words[0].startswith("--"):
            assert any(words[0] in option.opts for option in main.params if isinstance(option, click.Option)), line
            words = words[2 if words[0] in ("--lang", "--root") else 1 :]
        if not words:
            continue
        command = main.commands.get(words[0])
        assert command is not None, f"{name}: {line}"
        known = {opt for option in command.params for opt in option.opts}
        assert {word for word in words if word.startswith("--")} <= known, f"{name}: {line}"


def test_every_command_is_told_of() -> None:
    told = " ".join(GUIDES.values()) + (REPO / "README.md").read_text("utf-8")
    assert [name for name in main.commands if f"build_site.py {name}" not in told and f"make {name}" not in told] == []


def test_keys_of_front_matter() -> None:
    section = EDITING.partition("### 页首")[2].partition("\n## ")[0]
    page, topic = section.split("专题页 ")
    assert rows(page) == list(PAGE_KEYS) and set(rows(topic)) == set(TOPIC_KEYS)
    assert all(f"`{status}`" in page for status in Trust)


def test_keys_of_corrections() -> None:
    section = EDITING.partition("## 更正原文")[2].partition("\n## ")[0]
    assert set(METADATA_KEYS) <= set(rows(section)) and set(CAUSES) <= set(re.findall(r"`([\w-]+)`", section))


def test_codes_are_those_of_the_catalogue() -> None:
    table = EDITING.partition("## 常见的消息")[2]
    named = set(re.findall(r"[EWN]\d{3}", "".join(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE))))
    assert named == set(CATALOGUE), "annals/guide/editing.md, 常见的消息: a row for each code"


def test_lists_of_words_are_those_that_ship() -> None:
    section = EDITING.partition("## 词表")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)) == set(LISTS)
    example = section.partition("```yaml\n")[2].partition("```")[0]
    lexicon, problems = changed_lexicon(LEXICON, example, "docs/lexicon.yml")
    assert problems == ()
    assert lexicon != LEXICON
