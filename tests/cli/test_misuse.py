"""Wrong use: the table of calls that cannot be meant (wrong_uses.yml), and the options on both sides of the command."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from annals.cli.group import main
from annals.cli.options import WORDS, Options
from annals.cli.speaking import Argument, Command, shared_options
from tests.support.places import REPO
from tests.support.small_folder import folder, swap, taken_in, write
from tests.support.sources import nodes
from tests.support.stories import contents

USES = yaml.safe_load((Path(__file__).parent / "wrong_uses.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("uses") / "root"
    taken_in(root)
    write(root, "notes.txt", "x")
    for path in ("built/index.html", "built/assets/a.css"):
        write(root, path, "")
    write(root, "mkdocs.yml", "site_name: 试\n")
    swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")(root)
    return root.resolve()


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("use", USES, ids=lambda use: use["call"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_was_meant_is_said(use: dict[str, Any], lang: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"root": str(place), "gone": str(place.parent / "gone" / "away")}
    for name, value in use.get("env", {}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    monkeypatch.setenv("LANGUAGE", "fr:de")
    words = use["call"].format_map(names).split()
    before = contents(place)
    # The language is known wherever it stands, behind the mistake too.
    behind = lang == "en" and words[-1] != "--root" and "--lang" not in words
    done = call(*words, "--lang", lang) if behind else call("--lang", lang, *words)
    first, *rest = done.output.splitlines()
    assert (done.exit_code, first) == (2, use[lang].format_map(names)), done.output
    assert len(rest) <= 1 and all(line.startswith({"zh": "用法：", "en": "Usage: "}[lang]) for line in rest)
    assert contents(place) == before


def test_every_sentence_of_wrong_use_is_in_the_table() -> None:
    """Each with its words around the holes; what click may come to say that it does not say today has one in reserve."""
    said = [use["en"] for use in USES]
    for key in (key for key in WORDS if key.startswith("misuse_") and key != "misuse_other"):
        pattern = ".*".join(map(re.escape, re.split(r"\{\w+\}", WORDS[key].en)))
        assert any(re.fullmatch(pattern, text) for text in said), key


@pytest.mark.parametrize(
    "words",
    [
        ["--root", "{root}", "--lang", "en", "--strict", "-q", "check"],
        ["check", "--root", "{root}", "--lang", "en", "--strict", "-q"],
        ["--strict", "check", "-q", "docs/index.md", "--root={root}", "--lang=en"],
        ["--root", "/", "--lang", "zh", "check", "--lang", "en", "--root", "{root}", "--strict", "--quiet"],
    ],
)
def test_options_stand_on_either_side_and_the_later_wins(words: list[str], place: Path) -> None:
    done = call(*[word.format(root=place) for word in words])
    assert done.exit_code == 1
    assert "docs/index.md:5  error E213" in done.output
    assert "Errors" not in done.output, "quiet"


@pytest.mark.parametrize(
    ("words", "frozen"),
    [
        (["--frozen", "ingest"], True),
        (["ingest", "--frozen"], True),
        (["--frozen", "ingest", "--no-frozen"], False),
        (["--no-frozen", "ingest", "--frozen"], True),
        (["ingest", "--frozen", "--no-frozen"], False),
    ],
)
def test_frozen_writes_nothing_wherever_it_stands(words: list[str], frozen: bool, tmp_path: Path) -> None:
    folder(tmp_path / "root")
    done = call(*words, "--root", str(tmp_path / "root"))
    assert (done.exit_code == 1 and "E111" in done.output) == frozen
    assert (tmp_path / "root/seeds/.base").exists() != frozen


def test_no_command_is_build_with_the_options_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Options] = []
    command = main.commands["build"]
    monkeypatch.setattr(command, "callback", click.pass_obj(seen.append))
    assert call("--root", str(tmp_path), "--strict").exit_code == 0
    assert call("build", "--strict", "--root", str(tmp_path)).exit_code == 0
    assert call().exit_code == 0, "as make site calls it"
    assert seen[0] == seen[1] != seen[2]
    assert seen[0].strict and seen[0].root == tmp_path.resolve()


@pytest.mark.parametrize("name", main.commands)
def test_every_command_takes_the_shared_options_and_speaks_both_languages(name: str) -> None:
    command = main.commands[name]
    assert isinstance(command, Command)
    shared = {option.name for option in shared_options()}
    assert shared <= {param.name for param in command.params} and shared <= {param.name for param in main.params}
    chinese, english = call(name, "-h"), call(name, "--lang", "en", "--help")
    assert chinese.exit_code == english.exit_code == 0
    assert "Usage" not in chinese.output and "Options" not in chinese.output and chinese.output.startswith("用法：")
    assert not re.search(r"[\u4e00-\u9fff]", english.output) and english.output.startswith("Usage: ")


def test_the_help_of_all_is_in_one_language() -> None:
    assert "Commands" not in call("-h").output and "\n  candidates " in call("-h").output
    assert not re.search(r"[\u4e00-\u9fff]", call("-h", "--lang", "en").output)


def test_every_word_of_the_help_belongs_to_something() -> None:
    commands = [main, *main.commands.values()]
    params = [param for command in commands for param in command.params]
    options = {f"option_{p.opts[-1].lstrip('-').replace('-', '_')}" for p in params if isinstance(p, click.Option)}
    values = {f"metavar_{p.metavar or p.name}" for p in params if isinstance(p, Argument)} | {
        f"metavar_{p.metavar or p.type.name}" for p in params if isinstance(p, click.Option) and not p.is_flag
    }
    helps = {f"help_{name}" for name in main.commands} | {
        "help_all",
        "help_options",
        "help_own_options",
        "help_commands",
    }
    given = {key for key in WORDS if key.startswith(("help_", "option_", "metavar_"))}
    assert given == options | helps | (values & set(WORDS)) | {"metavar_options", "metavar_command"}


def test_only_one_place_prints() -> None:
    """So that all that is printed is made visible first."""
    printing = [
        path.name
        for path in sorted((REPO / "annals/cli").glob("*.py"))
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr in ("echo", "secho", "write_text")
        and path.name != "speaking.py"
    ]
    assert set(printing) == {"options.py"}


def test_a_folder_is_checked_whole_and_no_more(place: Path) -> None:
    root = ["--root", str(place), "--lang", "en"]
    assert "docs/index.md:5  error E213" in call("check", "docs", *root).output
    assert "No problem found (1 files checked)." in call("check", "docs/entities", *root).output
    assert call("check", str(place / "docs/2031"), *root).exit_code == 0
    assert "E213" in call("check", str(place), *root).output


def test_a_file_of_docs_that_is_no_markdown_is_said_to_be_none(place: Path) -> None:
    write(place, "docs/pictures/map.png", b"\x89PNG\r\n\x1a\n\x00")
    done = call("check", "docs/pictures/map.png", "--root", str(place))
    assert done.exit_code == 0 and done.output == "不是 Markdown，里面的文字没有查：docs/pictures/map.png\n"
