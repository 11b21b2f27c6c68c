"""The tool's tests read nothing that editors own: whoever opens the checkout's docs/, seeds/ or mkdocs.yml fails, with the
path. So the whole suite passes in any repository of reports. A plugin of pytest; only tests/edition/ may.

Python's audit hooks see every opening, whatever function or library asks for it, also while tests are collected. Python
processes that tests start watch themselves (watching/sitecustomize.py); all of them tell by a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import TESTS
from tests.support.watching.sitecustomize import LOG, watch

_EDITION = TESTS / "edition"
_FOLDER = str(TESTS / "support" / "watching")


def pytest_configure() -> None:
    started_by_a_test_run = LOG in os.environ
    handle, log = tempfile.mkstemp(prefix="annals-watch-")
    os.close(handle)
    os.environ[LOG] = log
    if not started_by_a_test_run:
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [_FOLDER, os.environ.get("PYTHONPATH", "")]))
        watch()


def pytest_unconfigure() -> None:
    Path(os.environ[LOG]).unlink(missing_ok=True)


def pytest_sessionstart() -> None:
    # What is opened before there is a test to blame.
    if found := _openings():
        sys.exit(_sentence(found))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    return _judged((yield), collector.path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    return _judged((yield), item.path)


def _judged(report: pytest.TestReport | pytest.CollectReport, path: Path) -> pytest.TestReport | pytest.CollectReport:
    if (found := _openings()) and not path.is_relative_to(_EDITION):
        report.outcome, report.longrepr = "failed", _sentence(found)
    return report


def _openings() -> list[str]:
    """What was opened since this was asked last, here and in processes started from here."""
    # Asked three times a test, of a file that stays empty: opening it each time is seen, too.
    if not os.stat(os.environ[LOG]).st_size:
        return []
    log = Path(os.environ[LOG])
    found = sorted(set(log.read_text("utf-8").splitlines()))
    log.write_text("", "utf-8")
    return found


def _sentence(found: list[str]) -> str:
    return "A test of the tool opened what editors own (tests/support/watch.py):\n  " + "\n  ".join(found)
