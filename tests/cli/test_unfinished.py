"""A run was killed while it wrote: whichever command is called next, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner

from annals.cli.group import main
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.killing import Killed, counted_steps
from tests.support.small_folder import correct, folder, swap, write
from tests.support.stories import contents

CONFLICT = "docs/2031/domestic-cooperation.md"


def place(root: Path) -> Path:
    """A section is about to go to a page of its own; on another page both sides changed a sentence."""
    folder(root)
    carry_out(root, ingest(root).writes)
    write(root, "docs/topics/talks.md", "---\ntitle: 会谈\nwords: []\nsections: [2031#l3]\norder: 3\n---\n")
    swap(CONFLICT, "签署协议12项", "签订协议12项")(root)
    correct("replace: 签署协议12项, with: 达成协议12项")(root)
    return root


def call(root: Path, *command: str) -> int:
    return CliRunner().invoke(main, ["--root", str(root), "--no-frozen", *command]).exit_code


def killed_at(root: Path, last: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a run that may take so many steps on disk was killed by that."""
    try:
        with counted_steps(monkeypatch, last):
            carry_out(root, ingest(root).writes)
    except Killed:
        return True
    return False


def kills(start: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder for each step at which the run may be killed, as it was left."""
    for last in count():
        root = folder / f"killed-{last}"
        shutil.copytree(start, root)
        if not killed_at(root, last, monkeypatch):
            assert last >= 5
            return
        yield root


@pytest.mark.parametrize(
    "command",
    [("ingest",), ("resolve", CONFLICT, "--mine"), ("resolve", CONFLICT, "--theirs")],
    ids=["ingest", "mine", "theirs"],
)
def test_the_next_command_ends_as_if_nothing_had_happened(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = place((tmp_path / "start").resolve())
    whole = tmp_path.resolve() / "whole"
    shutil.copytree(start, whole)
    status = call(whole, *command)
    assert (whole / "docs/2031/talks.md").is_file()
    for root in kills(start, tmp_path.resolve(), monkeypatch):
        assert call(root, *command) == status
        assert contents(root) == contents(whole), root.name


def test_listing_conflicts_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = place((tmp_path / "start").resolve())
    for root in kills(start, tmp_path.resolve(), monkeypatch):
        assert call(root, "resolve", CONFLICT) == 1
        assert contents(root) == contents(start), root.name
