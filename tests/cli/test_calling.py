"""Messages propose commands as the reader calls the program."""

from __future__ import annotations

import sys

import pytest

import start
from annals.check.calling import HOLES
from annals.check.catalogue import CATALOGUE, PHRASES
from annals.check.telling import as_annotation
from annals.check.wording import LANGUAGES
from annals.cli.options import WORDS, Options

_CALLS = {
    "py start.py": ["py start.py resolve docs/", "py start.py serve"],
    "": [".venv/bin/python build_site.py resolve docs/", "make serve"],
}


@pytest.mark.parametrize(("told", "said"), _CALLS.items())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_are_those_of_the_call(told: str, said: list[str], lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNALS_CALLED", told)
    options = Options.of(["--lang", lang])
    conflict = CATALOGUE["E114"].example
    texts = [options.text_of(conflict), as_annotation(conflict, lang, calling=options.calling)]
    assert all(said[0] in text for text in texts), texts
    assert said[1] in options.word("first_contents", page="2031/index.md")


def test_an_installed_command_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANNALS_CALLED", raising=False)
    monkeypatch.setattr(sys, "argv", ["/home/someone/bin/annals", "check"])
    assert "annals resolve docs/" in Options.of([]).text_of(CATALOGUE["E114"].example)


def test_no_message_knows_one_way_alone() -> None:
    """Words with a command in them leave its beginning to whoever reads them."""
    spelt = {
        (key, lang)
        for words in (WORDS, PHRASES, {code: found.help for code, found in CATALOGUE.items()})
        for key, wording in words.items()
        for lang in LANGUAGES
        if any(way in wording.text(lang) for way in (".venv/", "make site", "make serve", "python build_site"))
    }
    assert spelt == set()
    assert {"program", "make_site", "make_serve", "python", "checkout"} == HOLES


@pytest.mark.parametrize(
    ("system", "called", "typed"),
    [
        ("posix", ["python3", "start.py"], "python3 start.py"),
        ("posix", ["python", "../a b/start.py"], 'python "../a b/start.py"'),
        ("posix", ["/home/someone/.versions/3.12.1/bin/python", "start.py"], "python start.py"),
        ("nt", ["C:\\Program Files\\Python312\\python.exe", "start.py"], "py start.py"),
        ("nt", ["python", "start.py"], "python start.py"),
    ],
)
def test_start_tells_how_it_was_called(
    system: str, called: list[str], typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ntpath

    if system == "nt":
        monkeypatch.setattr(start.os, "path", ntpath)
    monkeypatch.setattr(start.os, "name", system)
    monkeypatch.setattr(sys, "orig_argv", called)
    monkeypatch.setattr(sys, "argv", called[1:])
    found = start.typed()
    monkeypatch.undo()
    assert found == typed
