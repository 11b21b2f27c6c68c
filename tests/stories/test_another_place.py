"""What holds of any edition holds of one of another place: two series of provinces that are nowhere, all words invented.

The tests named here run once more on it, in the place of the frozen edition (`ANNALS_EDITION`, tests/support/places.py). The
others cannot: what people typed as true of the five reports (mentions, quantities, outlines, faults, sentences to check, the
ten things that are searched for) is true of these alone, and many tests of pages name a page, an entry or a count of theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.bench.many import write_many
from tests.support.places import REPO

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
_FEWEST = 100
"""So many pass at least: a file that lost its tests would pass as well."""


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


def test_what_holds_of_any_edition_holds_there(tmp_path: Path) -> None:
    away = [part for name in NAMED for part in ("--deselect", name)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short", *GENERAL, *away],
        cwd=REPO,
        env=os.environ | {"ANNALS_EDITION": str(_elsewhere(tmp_path / "elsewhere"))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    passed = done.stdout.rstrip().rpartition("\n")[2].partition(" passed")[0].split()[-1]
    assert int(passed) >= _FEWEST
