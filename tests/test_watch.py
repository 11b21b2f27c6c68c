"""The watch over the tests bites: in a test, in what it imports, in a process it starts; and lets the rest pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import REPO
from tests.support.watching.sitecustomize import owned

CASES = {
    "page": "def test() -> None:\n    open(DOCS / 'index.md').close()",
    "fixture": (
        "import pytest\n\n@pytest.fixture\ndef page():\n    return (DOCS / 'index.md').read_text()\n\n"
        "def test(page) -> None:\n    pass"
    ),
    "swallowed": "def test() -> None:\n    try:\n        open(DOCS / 'x.md')\n    except OSError:\n        pass",
    "list": "def test() -> None:\n    assert list(DOCS.glob('*/*.md'))",
    "imported": "TEXT = (DOCS / 'index.md').read_text()\n\ndef test() -> None:\n    pass",
    "process": (
        "import subprocess, sys\n\ndef test() -> None:\n"
        "    subprocess.run([sys.executable, '-c', f'open({str(DOCS / \"index.md\")!r})'], check=True)"
    ),
    "link": (
        "import os\n\ndef test(tmp_path) -> None:\n    os.symlink(DOCS, tmp_path / 'docs')\n"
        "    os.chdir(tmp_path)\n    open('docs/index.md').close()"
    ),
    "innocent": "def test(tmp_path) -> None:\n    open(DOCS.parent / 'tests/frozen/docs/index.md').close()",
}
"""Tests, each a file of its own, the last of which opens nothing but the frozen edition."""


def test_whoever_opens_what_editors_own_fails(tmp_path: Path) -> None:
    """In a pytest of its own: at import, in a fixture, in the test, in a process that it starts."""
    for name, body in CASES.items():
        text = f"from pathlib import Path\n\nDOCS = Path({str(REPO / 'docs')!r})\n\n{body}\n"
        (tmp_path / f"test_{name}.py").write_text(text, "utf-8")
    options = ["-q", "-p", "tests.support.watch", "-c", os.devnull, "--continue-on-collection-errors"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "--rootdir", str(tmp_path), str(tmp_path)],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout
    failed = set(re.findall(r"^(?:FAILED|ERROR) \S*/test_(\w+)\.py", said, re.MULTILINE))
    assert failed == CASES.keys() - {"innocent"}, said
    assert said.count("opened what editors own") >= len(failed) and "docs/index.md" in said and "1 passed" in said


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs", True),
        ("docs/2012/index.md", True),
        ("docs/new.md", True),
        ("mkdocs.yml", True),
        ("seeds", True),
        ("seeds/2012.yml", True),
        ("seeds/.base/2012.jsonl", True),
        ("seeds/2012.txt", True),
        ("templates/pages", False),
        ("tests/frozen/docs/index.md", False),
        ("tests/frozen/mkdocs.yml", False),
        ("tests/frozen/seeds/2012.txt", False),
    ],
)
def test_what_editors_own(path: str, expected: bool) -> None:
    assert owned(str(REPO / path)) is expected
