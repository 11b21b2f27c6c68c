"""Whatever fails, the system or the program itself, ends in one sentence with its place; and nothing printed works on a
terminal."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError

from annals.check.telling import as_annotation, as_text
from annals.cli import looking
from annals.cli.group import main
from annals.edition.failing import KEPT, failure
from annals.model import Problem
from annals.site import engine
from annals.site.engine import RenderingError
from tests.support.small_folder import write


def call(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--root", str(place), "--no-frozen"])


def raising(error: BaseException) -> Any:
    def raise_it(*_: object, **__: object) -> NoReturn:
        raise error

    return raise_it


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (PermissionError(errno.EACCES, "denied", "docs/a.md"), "没有权限", "permission denied"),
        (OSError(errno.ENOSPC, "full", "docs/a.md"), "磁盘满了", "the disk is full"),
        (FileNotFoundError(errno.ENOENT, "gone", "docs/a.md"), "不见了", "is not there"),
        (IsADirectoryError(errno.EISDIR, "folder", "docs/a.md"), "却是文件夹", "a folder stands"),
        (NotADirectoryError(errno.ENOTDIR, "file", "docs/a.md"), "却是文件", "a file stands"),
        (OSError(errno.EROFS, "ro", "docs/a.md"), "只许读", "only be read"),
        (OSError(errno.EIO, "io", "docs/a.md"), "磁盘读不出来", "does not answer"),
        (OSError(errno.EBADF, "Bad file descriptor", "docs/a.md"), "Bad file descriptor", "Bad file descriptor"),
    ],
)
def test_what_the_system_refuses_is_one_sentence_with_the_file(
    error: OSError, zh: str, en: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        looking, "check", raising(type(error)(error.errno, error.strerror, f"{place}/{error.filename}"))
    )
    for lang, words, said in (("zh", zh, "错误 E140"), ("en", en, "error E140")):
        done = call(place, "check", "--lang", lang)
        assert done.exit_code == 1 and done.output.startswith(f"docs/a.md  {said}  ") and words in done.output
        assert "Traceback" not in done.output


def test_a_file_that_cannot_be_written_is_named_as_it_was_meant(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "replace", raising(OSError(errno.ENOSPC, "No space left on device")))
    write(place, "seeds/2032.txt", (place / "seeds/2031.txt").read_text("utf-8") + "又一段。\n")
    done = call(place, "ingest")
    assert done.exit_code == 1 and "错误 E140" in done.output and "磁盘满了" in done.output
    assert done.output.startswith(("docs/", "seeds/")) and ".writing-" not in done.output


def test_a_fault_of_the_program_says_so_and_keeps_its_traceback(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, "mkdocs.yml", "site_name: 试\nextra: {annals: {contact: zhang@example.org}}\n")
    monkeypatch.setattr(looking, "check", raising(KeyError("l\x1b[31m1")))
    done = call(place, "check")
    assert done.exit_code == 1 and "错误 E142" in done.output and KEPT in done.output
    assert "zhang@example.org" in done.output and "Traceback" not in done.output and "\x1b" not in done.output
    kept = (place / KEPT).read_text("utf-8")
    assert kept.startswith("Traceback") and "KeyError" in kept
    assert (place / ".cache/.gitignore").read_text("utf-8") == "*\n"
    assert "Traceback" in call(place, "check", "-v").output
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "Traceback" in call(place, "check").output, "the machine goes away with its files"


def test_where_the_traceback_cannot_be_kept_it_goes_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".cache").write_text("a file stands here")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    told = failure(ValueError("x"), tmp_path)
    file = Path(dict(told.details)["file"])  # type: ignore[arg-type]
    assert file.parent == tmp_path and "ValueError: x" in file.read_text("utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_interruption_is_said_in_one_line(lang: str, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "check", raising(KeyboardInterrupt()))
    done = call(place, "check", "--lang", lang)
    assert done.exit_code == 1 and done.output.strip() == main_word("interrupted", lang)


def main_word(key: str, lang: str) -> str:
    from annals.cli.options import WORDS

    return WORDS[key].text(lang)


def test_nobody_who_listens_is_no_failure_to_tell(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "check", raising(BrokenPipeError(errno.EPIPE, "Broken pipe")))
    done = call(place, "check")
    assert done.exit_code == 1 and done.output == ""


# --- the site ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("configuration", "place_told", "words"),
    [
        ("site_name: 试\ntheme: {name: nosuch}\n", "mkdocs.yml:2", "nosuch"),
        ("site_name: 试\nplugins: [nosuch]\n", "mkdocs.yml:2", "nosuch"),
        ("site_name: 试\nhooks: [nosuch.py]\n", "mkdocs.yml:2", "nosuch.py"),
        ("INHERIT: nosuch.yml\nsite_name: 试\n", "mkdocs.yml", "nosuch.yml"),
        ("site_name: [试\n", "mkdocs.yml", "见 E103"),
    ],
)
def test_what_mkdocs_refuses_is_told_and_the_last_site_stays(
    configuration: str, place_told: str, words: str, place: Path
) -> None:
    write(place, "site/index.html", "last")
    write(place, "mkdocs.yml", configuration)
    write(place, "seeds/2032.txt", (place / "seeds/2031.txt").read_text("utf-8").replace("2031", "2032"))
    done = call(place, "build")
    assert done.exit_code == 1 and "Traceback" not in done.output and done.exception is not None
    assert f"{place_told}  错误 E141" in done.output and words in done.output, done.output
    assert (place / "site/index.html").read_text("utf-8") == "last"
    assert (place / "docs/2032").is_dir(), "everything else is done"
    assert "网站已生成" not in done.output and "没有变化" not in done.output


def test_a_template_is_told_with_its_line(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, "templates/broken.html.j2", "<p>\n{{ nothing.here }}\n")
    write(place, "templates/torn.html.j2", "<p>\n{% if %}\n")
    own = Environment(loader=FileSystemLoader(place / "templates"), undefined=StrictUndefined, autoescape=True)
    for name in ("broken", "torn"):
        with pytest.raises(TemplateError) as raised:
            own.get_template(f"{name}.html.j2").render()
        told = failure(raised.value, place)
        assert (told.code, told.path, told.line) == ("E141", f"templates/{name}.html.j2", 2)
    with pytest.raises(TemplateError) as raised:
        Environment(loader=DictLoader({}), autoescape=True).get_template("none")
    assert failure(raised.value, place).code == "E141"
    monkeypatch.setattr(engine, "render_site", raising(RenderingError("Config value 'nav': x")))
    done = call(place, "build")
    assert done.exit_code == 1 and "mkdocs.yml  错误 E141" in done.output


# --- what is printed --------------------------------------------------------------------------

_WORKING = ("\x1b[31m", "\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\udcb1")


def test_nothing_printed_works_on_a_terminal_or_hides() -> None:
    hostile = "".join(_WORKING) + "\n::error::x"
    problem = Problem.of("W301", f"docs/{hostile}.md", 1, excerpt=hostile, detail=hostile)
    for text in (as_text(problem, "zh"), as_annotation(problem, "en")):
        assert not any(char in text for char in "\x1b\x07\x9b\u202e\u2066\u200b\udcb1")
        assert r"\x1b[31m\x07\x9b\u202e\u2066\u200b\udcb1" in text
        assert not any(line.startswith("::error::x") for line in text.split("\n")), text


def test_a_name_with_an_escape_is_shown_by_every_stream(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, "seeds/\x1b[31mred\u202e.txt", (place / "seeds/2031.txt").read_text("utf-8"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for command in ("check", "ingest", "candidates", "chekc\x1b[31m"):
        # Colour is asked for: click itself would take the escapes off where nobody sees colours.
        done = CliRunner().invoke(main, ["--root", str(place), "-v", command], color=True)
        assert "\x1b" not in done.output and "\u202e" not in done.output
        if command in ("check", "ingest"):
            assert r"\x1b[31mred\u202e" in done.output
