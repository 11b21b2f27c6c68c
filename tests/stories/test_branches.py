"""Two branches and plain git: what each adds comes together without a conflict, and the program finds nothing to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.places import REPO
from tests.support.provocations import RAW, folder, put, write
from tests.support.stories import cli


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Git as it comes, whatever this machine's own configuration says."""
    env = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=root, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "root"
    folder(root)
    write(root, "seeds/2032.txt", RAW.replace("2031", "2032").replace("甲乙", "丙丁"))
    shutil.copy(REPO / ".gitattributes", root)
    write(root, ".gitignore", ".cache/\n")
    carry_out(root, ingest(root).writes)
    assert git(root, "init", "-q", "-b", "main").returncode == 0
    commit(root)
    return root


def commit(root: Path) -> None:
    assert git(root, "add", "--all").returncode == 0
    assert git(root, "commit", "-qm", "x").returncode == 0


def merged(root: Path, one: Callable[[Path], None], other: Callable[[Path], None]) -> None:
    """Both branches, each ingested and committed, merged; ingest has nothing to say and to write."""
    for name, work in (("one", one), ("other", other)):
        git(root, "checkout", "-q", "-b", name, "main")
        work(root)
        found = cli(root, "ingest")
        assert found.returncode == 0, found.stderr
        commit(root)
    done = git(root, "merge", "one", "-m", "x")
    assert done.returncode == 0, done.stdout
    assert cli(root, "--frozen", "ingest").returncode == 0, "nothing is to be written"
    assert cli(root, "ingest").returncode == 0
    assert git(root, "status", "--porcelain").stdout == ""


def added(year: int, name: str) -> Callable[[Path], None]:
    def work(root: Path) -> None:
        write(root, f"seeds/{year}.txt", RAW.replace("2031", str(year)).replace("甲乙", name))
        write(root, f"docs/topics/t{year}.md", f"---\ntitle: {name}\nwords: [{name}]\norder: 9\n---\n")
        write(root, f"docs/entities/e{year}.md", f"---\ntitle: {name}论坛\ntype: 论坛\n---\n\n一句。\n")

    return work


def test_two_that_each_add_a_report_a_topic_and_an_entity(place: Path) -> None:
    before = set(ingest(place).edition.register)
    merged(place, added(2033, "戊己"), added(2034, "庚辛"))
    known = set(ingest(place).edition.register)
    both = {f"{kind}{year}.html" for year in (2033, 2034) for kind in ("topics/t", "entities/e")}
    assert known >= before | both | {"2033/index.html", "2034/index.html", "data/reports/2033.json"}


def corrected(report: str, new: str) -> Callable[[Path], None]:
    return put(
        f"seeds/{report}.yml",
        f"corrections:\n  - {{replace: 签署协议12项, with: {new}, cause: slip, certainty: likely, reason: 试}}\n",
    )


def test_two_that_correct_different_reports(place: Path) -> None:
    merged(place, corrected("2031", "签订协议12项"), corrected("2032", "签署协议21项"))
    assert "签订协议12项" in (place / "docs/2031/domestic-cooperation.md").read_text("utf-8")
    assert "签署协议21项" in (place / "docs/2032/domestic-cooperation.md").read_text("utf-8")
