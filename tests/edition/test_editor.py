"""No work of an editor turns a test of the tool red: fifty commits on a copy of this checkout, each alone, each followed by what
`check` says and by those tests that once read the edition; then all fifty, and the whole suite but this folder. `make soak`.

ANNALS_SEED=… does a run again."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.editor import EDITS
from tests.support.places import REPO
from tests.support.watching.sitecustomize import LOG

pytestmark = pytest.mark.soak

ONCE_RED = [
    "tests/clean/test_accounting.py",
    "tests/guide",
    "tests/names/test_link.py",
    "tests/names/test_truth.py",
    "tests/pages/test_data.py",
    "tests/pages/test_ledger_data.py",
    "tests/structure/test_golden.py",
]
"""Tests of the five reports, of the registry, of the open data and of the guide: an editor's commit turned them red once."""
OWNED = ("docs", "seeds", "mkdocs.yml")


def checkout(target: Path) -> Path:
    """What is in this checkout now, committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (REPO / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / name, target / name)
    return target


def python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process that knows nothing of the test run that starts it."""
    aside = (LOG, "PYTHONPATH", "CI", "GITHUB_ACTIONS", "PYTEST_ADDOPTS")
    env = {
        name: value for name, value in os.environ.items() if name not in aside and not name.startswith("PYTEST_XDIST")
    }
    return subprocess.run([sys.executable, *arguments], cwd=root, env=env, capture_output=True, text=True, check=False)


def suite(root: Path, *arguments: str) -> list[str]:
    """The tests that are red in a checkout."""
    done = python(root, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ignore=tests/edition", *arguments)
    red = re.findall(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return red or ([done.stdout[-500:] + done.stderr[-500:]] if done.returncode else [])


def restore(root: Path, clean: Path) -> None:
    for name in OWNED:
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
        shutil.copytree(clean / name, root / name) if (clean / name).is_dir() else shutil.copy(clean / name, root)


def test_fifty_commits_of_an_editor_redden_no_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(EDITS) == 50
    seed = int(os.environ.get("ANNALS_SEED") or random.randrange(1_000_000))
    clean, root = checkout(tmp_path / "clean"), tmp_path / "root"
    shutil.copytree(clean, root)
    red: dict[str, list[str]] = {}
    with capsys.disabled():
        print(f"\nANNALS_SEED={seed}\n{'':3}{'an editor':36}{'in':44}{'check says':16}tests")
        for number, edit in enumerate(EDITS, 1):
            restore(root, clean)
            touched = edit.apply(root, random.Random(f"{seed} {number}")).relative_to(root).as_posix()
            said = python(root, "build_site.py", "check")
            found = sorted(set(re.findall(r"(?<![\w#])[EW]\d{3}\b", said.stderr))) or ["nothing"]
            told = "a traceback" if "Traceback" in said.stderr else " ".join(found)
            red[f"{number} {edit.name}"] = suite(root, *ONCE_RED)
            print(f"{number:2} {edit.name:36}{touched:44}{told:16}{red[f'{number} {edit.name}'] or 'green'}")
        restore(root, clean)
        for number, edit in enumerate(EDITS, 1):
            edit.apply(root, random.Random(f"{seed} {number} of all"))
        red["all"] = suite(root, "-n", "2", "--dist", "loadfile")
        print(f"all fifty, the whole suite: {red['all'] or 'green'}")
    assert {name: tests for name, tests in red.items() if tests} == {}
