"""Whatever happens between two builds, the second one's site is that of a build from nothing, byte for byte.

ANNALS_SEED=… does a run again, ANNALS_EDITS=… says how long it is."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from functools import partial
from pathlib import Path

import pytest

from annals.edition.stamp import _NAME as STAMP
from tests.bench.changes import CHANGES, change, kinds
from tests.bench.many import write_many
from tests.bench.measuring import environment
from tests.bench.setting import build_command, prepared

pytestmark = pytest.mark.soak
_KEPT = ("site", ".cache")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are cleared name by name; to the watch over the checkout such names must not look like its own."""
    monkeypatch.chdir(tmp_path)


def test_a_build_is_as_one_from_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("ANNALS_SEED") or random.randrange(1_000_000))
    dice = random.Random(seed)
    following = kinds(dice)
    root = prepared(tmp_path, partial(write_many, reports=3, characters=1500)).ours
    story = [f"ANNALS_SEED={seed}"]
    for number in range(1, int(os.environ.get("ANNALS_EDITS") or 200) + 1):
        story.append(f"{number} {change(dice, root, number, following)}")
        with capsys.disabled():
            print(f"\n{story[-1]}", end="", flush=True)
        told, wrote = _build(root)
        fresh = tmp_path / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=lambda folder, _: set(_KEPT) if Path(folder) == root else set())
        told_fresh, _ = _build(fresh)
        differing = _differing(_files(root / "site"), _files(fresh / "site"))
        assert not differing, "\n".join((*story, *differing[:20]))
        # What has been written is no longer to be told of.
        assert wrote or told == told_fresh, "\n".join(story)


def test_every_kind_of_change_can_be_made(tmp_path: Path) -> None:
    root = prepared(tmp_path, partial(write_many, reports=3, characters=1500)).ours
    (root / ".cache" / "some").mkdir(parents=True, exist_ok=True)
    (root / ".cache" / "some" / "thing").write_text("kept", "utf-8")
    dice = random.Random(1)
    for kind, make in CHANGES.items():
        told = [make(dice, root, 100 + number) for number in range(20)]
        assert any(told), kind


def _build(root: Path) -> tuple[str, bool]:
    """The problems that a build tells of, which are part of life, and whether it wrote beside the site."""
    done = subprocess.run(
        build_command(), cwd=root, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr and "E142" not in done.stderr, done.stderr
    count = re.search(r"(?m)^错误 .+$", done.stdout)
    return done.stderr + (count[0] if count else ""), re.search(r"(?m)^更新 ", done.stdout) is not None


def _files(site: Path) -> dict[str, bytes]:
    """All that is published, by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != STAMP
    }


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(
        f"{name}: {len(one.get(name, b''))} bytes, from nothing {len(other.get(name, b''))}"
        for name in one.keys() | other.keys()
        if one.get(name) != other.get(name)
    )
