"""The tool is anybody's: an edition of another place, two series of provinces that are nowhere, all words invented.

The whole suite passes in a repository that holds it instead of this one. What holds of any edition is run on it a second
time, in the place of the frozen one (`ANNALS_EDITION`, tests/support/places.py). The other tests cannot be: what people
typed as true of five reports (mentions, quantities, outlines, faults, sentences to check, the ten things that are searched
for) is true of these alone, and many tests of pages name a page, an entry or a count of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.bench.many import write_many
from tests.support.places import REPO
from tests.support.watching.sitecustomize import LOG

pytestmark = pytest.mark.soak

GENERAL = (
    "tests/pages/test_data.py",
    "tests/pages/test_panels.py",
    "tests/pages/test_register.py",
    "tests/pages/test_series.py",
    "tests/site/test_accessible.py",
    "tests/site/test_dress.py",
    "tests/site/test_export.py",
    "tests/site/test_whole.py",
)
NAMED = (
    "tests/pages/test_panels.py::test_each_change_is_told_and_a_persons_with_its_reason",
    "tests/pages/test_panels.py::test_who_names_or_quotes_a_paragraph_is_told",
    "tests/site/test_accessible.py::test_axe_finds_nothing[2012/international-cooperation.html-phone]",
    "tests/site/test_export.py::test_the_comparison_bites",
)
"""Of these files what speaks of one page or paragraph of the frozen edition."""
_FEWEST, _SUITE = 100, 8000
"""So many pass at least: a file that lost its tests would pass as well."""
_EDITION = ("docs", "seeds", "mkdocs.yml")
_OWNER = ("-c", "user.name=乙", "-c", "user.email=b@example.org", "-c", "commit.gpgsign=false")


def _elsewhere(folder: Path) -> Path:
    """An edition as it lies in a checkout: what nobody mentions is not registered, what is generated is written."""
    write_many(folder, 5, 10_000)
    for problem in ingest(folder).problems:
        if problem.code == "W201":
            (folder / problem.path).unlink()
    carry_out(folder, ingest(folder).writes)
    facts = folder / "mkdocs.yml"
    facts.write_text(facts.read_text("utf-8").replace(f"{REPO}/annals/", "annals/"), "utf-8")
    return folder


def _repository(folder: Path) -> Path:
    """This checkout with that edition instead of its own, committed as its owners would."""
    for name in subprocess.check_output(["git", "ls-files", "-z"], cwd=REPO, text=True).split("\0"):
        if name and name.partition("/")[0] not in _EDITION:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REPO / name, folder / name)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "乙省年报"]):
        subprocess.run(["git", *_OWNER, *words], cwd=folder, check=True)
    return folder


def _passed(folder: Path, *arguments: str, **env: str) -> int:
    """How many tests pass of those asked for; all do.

    The watch over this checkout's edition does not see another one's: it begins anew there."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", *arguments],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in (LOG, "PYTHONPATH")} | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    return int(done.stdout.rstrip().rpartition("\n")[2].partition(" passed")[0].split()[-1])


def test_the_whole_suite_passes_in_a_repository_of_others(tmp_path: Path) -> None:
    elsewhere = _repository(_elsewhere(tmp_path / "elsewhere"))
    assert _passed(elsewhere, "-n", "2", "--dist", "loadfile") >= _SUITE


def test_what_holds_of_any_edition_holds_there(tmp_path: Path) -> None:
    away = [part for name in NAMED for part in ("--deselect", name)]
    assert _passed(REPO, *GENERAL, *away, ANNALS_EDITION=str(_elsewhere(tmp_path / "elsewhere"))) >= _FEWEST
