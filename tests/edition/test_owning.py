"""A name in two entries belongs to the one that had it; the newcomer is told, whatever the files are called."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import folder, swap, write

NEW = "---\ntitle: 甲乙协会\ntype: 机构\naliases: [甲乙论坛]\n---\n"


def git(root: Path, *words: str, date: int = 0) -> None:
    env = {
        "GIT_AUTHOR_DATE": f"{10**9 + date} +0000",
        "GIT_COMMITTER_DATE": f"{10**9 + date} +0000",
        "PATH": "/usr/bin:/bin",
    }
    who = ("-c", "user.name=甲", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True, env=env)


def told(root: Path) -> tuple[list[str], Counter[str]]:
    """Where E209 is told, and how often each entry is mentioned under the name."""
    found = ingest(root)
    mentions = found.edition.registry.mentions
    wrong = sorted(problem.path for problem in found.problems if problem.code == "E209")
    return wrong, Counter(one.entity for one in mentions if one.surface.endswith("甲乙论坛"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    return root


@pytest.mark.parametrize("slug", ["a", "z"])
def test_without_git_the_page_that_was_published_keeps_it(root: Path, slug: str) -> None:
    _, before = told(root)
    write(root, f"docs/entities/{slug}.md", NEW)
    assert told(root) == ([f"docs/entities/{slug}.md"], before) and before["jia-yi"] > 0


@pytest.mark.parametrize("slug", ["a", "z"])
def test_the_last_commit_knows_who_had_it_though_both_pages_are_old(root: Path, slug: str) -> None:
    write(root, f"docs/entities/{slug}.md", NEW.replace("[甲乙论坛]", "[]"))
    carry_out(root, ingest(root).writes)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    _, before = told(root)
    swap(f"docs/entities/{slug}.md", "[]", "[甲乙论坛]")(root)
    assert told(root) == ([f"docs/entities/{slug}.md"], before)
    # Committed, the history still tells.
    git(root, "commit", "-qam", "b", date=60)
    assert told(root) == ([f"docs/entities/{slug}.md"], before)


def test_both_are_told_where_nothing_tells_them_apart(root: Path) -> None:
    write(root, "docs/entities/a.md", NEW)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a")
    assert told(root)[0] == ["docs/entities/a.md", "docs/entities/jia-yi.md"]
