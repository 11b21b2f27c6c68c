"""start.py: what make does, in plain Python. What it installs is not installed here; the workflow on Windows does."""

from __future__ import annotations

import ast
import hashlib
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import start
from tests.support.places import REPO


def test_it_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((REPO / "start.py").read_text("utf-8"), feature_version=(3, 9))
    names = {
        alias.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    }
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= sys.stdlib_module_names


def test_an_old_python_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        start.main(["site"])
    assert "要 Python 3.11" in capsys.readouterr().err


def test_the_environment_is_made_anew_when_the_lock_or_python_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is called is recorded; make and start.py share one environment, so that what marks it is fixed."""
    called: list[list[str]] = []
    monkeypatch.setattr(start, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(
        start, "call", lambda command, cwd=None: called.append(command) or os.makedirs(start.VENV, exist_ok=True) or 0
    )
    start.setup(str(tmp_path))
    assert called[0][1:] == ["-m", "venv", "--clear", str(tmp_path / ".venv")]
    assert called[1][-6:] == [
        "--require-hashes",
        "--no-index",
        "--find-links",
        str(tmp_path),
        "-r",
        str(REPO / "requirements.txt"),
    ]
    lock = hashlib.sha256((REPO / "requirements.txt").read_bytes()).hexdigest()
    assert (tmp_path / ".venv" / ".annals-site").read_text("utf-8") == f"{sys.version.split()[0]} {lock}\n"
    called.clear()
    start.setup("")
    assert called == []


def test_an_environment_that_is_a_link_is_not_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs", target_is_directory=True)
    monkeypatch.setattr(start, "VENV", str(tmp_path / ".venv"))
    with pytest.raises(SystemExit):
        start.setup("")


@pytest.mark.parametrize(
    ("arguments", "called"),
    [
        ([], ["build"]),
        (["site", "--strict"], ["build", "--strict"]),
        (["serve", "--wheels", "x"], ["serve"]),
        (["--wheels=x", "add", "a.txt", "--as", "2031"], ["add", "a.txt", "--as", "2031"]),
    ],
)
def test_commands_go_to_build_site(arguments: list[str], called: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []
    monkeypatch.setattr(start, "setup", lambda wheels: None)
    monkeypatch.setattr(start, "call", lambda command, cwd=None: told.append(command) or 5)
    assert start.main(arguments) == 5
    (command,) = told
    assert command[1:] == [str(REPO / "build_site.py"), *called]
    assert Path(command[0]).parent.name == ("Scripts" if os.name == "nt" else "bin")


def test_packages_for_another_system_are_those_of_the_lock() -> None:
    lock = (REPO / "requirements.txt").read_text("utf-8")
    assert " ; " in lock, "something is for one system alone"
    plain = start.for_all(lock)
    assert re.findall(r"^[\w.\[\],-]+==[^\s;]+", plain, re.MULTILINE) == re.findall(
        r"^[\w.\[\],-]+==[^\s;]+", lock, re.MULTILINE
    )
    assert re.findall("sha256:[0-9a-f]{64}", plain) == re.findall("sha256:[0-9a-f]{64}", lock)
    assert ";" not in re.sub(r"(?m)^\s*#.*$", "", plain)


def test_a_packed_site_is_the_same_whenever_it_is_packed(tmp_path: Path) -> None:
    for name in ("index.html", "a/b.css", "a/甲.txt"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name, "utf-8")
    start.packed(str(tmp_path / "site"), str(tmp_path / "one.zip"))
    os.utime(tmp_path / "site" / "index.html", (1, 1))
    start.packed(str(tmp_path / "site"), str(tmp_path / "two.zip"))
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as pack:
        assert {name: pack.read(name).decode() for name in pack.namelist()} == {
            "site/a/b.css": "a/b.css",
            "site/a/甲.txt": "a/甲.txt",
            "site/index.html": "index.html",
        }


# --- what Windows does otherwise ----------------------------------------------------------------


@pytest.mark.parametrize("console", ["gbk", "cp437"])
def test_whatever_a_console_can_show_nothing_fails_for_its_words(console: str) -> None:
    """A console of code page 936 shows the words, one of a western Windows escapes for them; what shows all that there is, every
    other child of these tests has."""
    environment = os.environ | {"PYTHONIOENCODING": console, "PYTHONUTF8": "0"}
    command = [sys.executable, str(REPO / "start.py"), "--help"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert ("用法" if console != "cp437" else "\\u7528\\u6cd5") in done.stdout.decode(console)
    environment |= {"GITHUB_ACTIONS": "", "ANNALS_CALLED": "py start.py"}
    command = [sys.executable, str(REPO / "build_site.py"), "explain", "E114"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert "py start.py resolve docs/" in done.stdout.decode(console)


def test_what_the_system_refuses_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(wheels: str) -> None:
        raise PermissionError(13, "Permission denied", "site.zip")

    monkeypatch.setattr(start, "setup", refused)
    with pytest.raises(SystemExit):
        start.told(["zip"])
    assert "site.zip：Permission denied" in capsys.readouterr().err


def test_an_environment_is_not_cleared_from_within(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "VENV", str(tmp_path))
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(start, "call", lambda command, cwd=None: pytest.fail("something was run"))
    with pytest.raises(SystemExit):
        start.setup("")
    assert "deactivate" in capsys.readouterr().err


@pytest.mark.parametrize(("system", "deep", "said"), [("nt", 150, True), ("nt", 40, False), ("posix", 150, False)])
def test_a_folder_too_deep_is_told_on_windows(
    system: str, deep: int, said: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "HERE", "C" * deep)
    monkeypatch.setattr(start.os, "name", system)
    found = start.too_deep()
    monkeypatch.undo()
    assert ("C:\\nianbao" in found) is said
