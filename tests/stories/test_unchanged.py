"""A run that finds nothing changed says the same as the one before, and does next to nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.edition.building import build
from annals.edition.lock import CACHE
from annals.edition.shipped import SHIPPED
from annals.edition.stamp import code_digest
from annals.edition.unchanged import NAME, everything_digest
from annals.model import Settings
from tests.support.small_folder import PAGE, correct, folder, put, swap
from tests.support.stories import run

# The command line as it is, then what it has imported of what is dear.
CODE = code_digest(SHIPPED)
CALL = """
import sys
from annals.cli.group import main
try:
    main(["build", "--no-frozen", "--root", sys.argv[1]])
finally:
    print(sorted({name.partition(".")[0] for name in sys.modules} & {"mkdocs", "markdown", "jinja2", "markdown_it"}))
    print("annals.edition.ingesting" in sys.modules)
"""


def called(root: Path) -> tuple[int, list[str], list[str]]:
    """Exit status, what was said, what was imported."""
    env = {key: value for key, value in os.environ.items() if key not in ("CI", "GITHUB_ACTIONS")}
    done = subprocess.run(
        [sys.executable, "-c", CALL, str(root)], cwd=SHIPPED, env=env, capture_output=True, text=True, check=False
    )
    *said, libraries, taken = done.stdout.splitlines()
    return done.returncode, [*done.stderr.splitlines(), *said[:-1]], [libraries, taken]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a fault of each gravity, built twice: the second run has nothing to write."""
    root = (tmp_path_factory.mktemp("unchanged") / "root").resolve()
    folder(root)
    run(root)
    put("docs/entities/nobody.md", "---\ntitle: 某某协会\ntype: org\n---\n\n[无处](nowhere.md)\n")(root)
    correct("replace: 并无此句, with: 此句")(root)
    run(root)
    run(root)
    return root


def test_the_third_run_tells_the_same_and_imports_nothing(made: Path) -> None:
    (made / CACHE / NAME).unlink()
    before = {path: path.read_bytes() for path in (made / "site").rglob("*") if path.is_file()}
    status, said, imported = called(made)
    assert imported[1] == "True" and status == 1 and any("E104" in line for line in said)
    again = called(made)
    assert again == (status, said, ["[]", "False"])
    assert {path: path.read_bytes() for path in (made / "site").rglob("*") if path.is_file()} == before


def lose(root: Path) -> None:
    (root / CACHE / NAME).unlink()


def damage(root: Path) -> None:
    text = (root / CACHE / NAME).read_text("utf-8")
    (root / CACHE / NAME).write_text(text.replace("E104", "E105"), "utf-8")


def no_site(root: Path) -> None:
    (root / "site" / "index.html").unlink()


@pytest.mark.parametrize(
    "change",
    [
        swap(PAGE, "发布报告10份", "发布了报告10份"),
        correct("replace: 签署协议12项, with: 签署协议21项"),
        put("mkdocs.yml", "site_name: 另一份年报\n"),
        put("docs/assets/style.css", "p {}\n"),
        put("docs/2031/new.md", ""),
        put("seeds/.base/2031.addresses", "2031/old.html\n"),
    ],
    ids=["page", "correction", "configuration", "asset", "empty", "register"],
)
def test_whatever_is_read_counts(made: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    root = tmp_path / "root"
    subprocess.run(["cp", "-r", str(made), str(root)], check=True)
    before = everything_digest(root, CODE, Settings())
    assert before == everything_digest(made, CODE, Settings())
    change(root)
    assert everything_digest(root, CODE, Settings()) != before


def test_a_commit_alone_counts(made: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    subprocess.run(["cp", "-r", str(made), str(root)], check=True)
    git = ["git", "-c", "user.name=甲", "-c", "user.email=a@example.org"]
    found = {everything_digest(root, CODE, Settings())}
    for words in (
        ["init", "-q"],
        ["add", "docs", "seeds"],
        ["commit", "-qm", "一"],
        ["commit", "-q", "--allow-empty", "-m", "二"],
    ):
        subprocess.run([*git, *words], cwd=root, check=True)
        found.add(everything_digest(root, CODE, Settings()))
    assert len(found) == 5


@pytest.mark.parametrize("change", [lose, damage, no_site])
def test_what_is_not_as_it_was_left_is_not_believed(
    made: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one thing asked of a build here is whether it takes everything in."""

    class TakenIn(Exception):
        pass

    def taken_in(root: Path, **_: object) -> None:
        raise TakenIn

    monkeypatch.setattr("annals.edition.building.ingest", taken_in)
    kept = {path: path.read_bytes() for path in (made / CACHE / NAME, made / "site" / "index.html") if path.exists()}
    if made / CACHE / NAME not in kept:
        pytest.fail("nothing was kept")
    build(made, Settings(), lambda *_: pytest.fail("rendered"))
    change(made)
    try:
        with pytest.raises(TakenIn):
            build(made, Settings(), lambda *_: pytest.fail("rendered"))
    finally:
        for path, data in kept.items():
            path.write_bytes(data)
