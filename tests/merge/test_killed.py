"""Killed at any moment, a run leaves nothing that the next one does not mend."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.killing import Killed, counted_steps
from tests.support.merge_stories import MORE, corrections, edit, process
from tests.support.stories import seed, snapshot


def contents(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _) in snapshot(folder).items()}


def test_killed_at_any_moment_a_rerun_ends_as_if_nothing_had_happened(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A section goes to another page with an editor's note while a page vanishes: the steps that
    hurt most when only some of them are done."""
    edit(copy / "docs" / "2012" / "forums-and-expos.md", ("共同主办的第5届", "联合主办的第5届"))
    edit(copy / "docs" / "topics" / "forums-and-expos.md", ("2012#l17, ", ""))
    whole = tmp_path / "whole"
    shutil.copytree(copy, whole)
    with counted_steps(monkeypatch) as steps:
        process(whole)
    wanted = contents(whole)
    assert steps.taken >= 5
    for last in range(steps.taken):
        folder = tmp_path / f"killed-{last}"
        shutil.copytree(copy, folder)
        with counted_steps(monkeypatch, last), pytest.raises(Killed):
            process(folder)
        process(folder)
        assert contents(folder) == wanted, f"killed at step {last}"


def test_an_edit_after_a_kill_is_kept(root: Path, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(root, text=MORE, yml=corrections(("45期", "46期")))
    writes = ingest(root).writes
    assert writes[0][0] == "docs/x/other.md" and writes[-1][0].startswith("seeds/.base/")
    with counted_steps(monkeypatch, 2), pytest.raises(Killed):
        carry_out(root, writes)
    edit(page, ("占三成", "约占三成"))
    assert process(root) == []
    assert "约占三成" in page.read_text("utf-8") and "46期" in page.read_text("utf-8")
