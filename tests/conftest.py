"""What several tests share: the frozen edition and its site, small roots to build from, a server, a browser."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from annals.check.telling import as_text, has_errors
from annals.edition.building import build
from annals.model import Settings
from annals.site.engine import render_site
from tests.support.browsing import chromium, serving
from tests.support.searching import Reader, Truth, bare, reader, scan
from tests.support.stories import EPOCH, assemble, copy_reports

# How long an example takes says how busy the machine is: what must not take long is counted.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = ["tests.support.watch", "tests.support.compiled"]
# Of what fails there both sides are shown, as in a test.
pytest.register_assert_rewrite("tests.support.merge_oracle")


@pytest.fixture(scope="session", autouse=True)
def _temporary(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where programs put what they need for a while, those that are killed too: pytest clears it away."""
    os.environ["TMPDIR"] = tempfile.tempdir = str(tmp_path_factory.mktemp("while"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all worker processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def once(made: Path) -> Iterator[bool]:
    """Whether the body is to make a file or folder: true for the first process that asks; others wait for it."""
    with made.with_name(made.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not made.exists()


@pytest.fixture(scope="session")
def edition(shared: Path) -> Path:
    """The frozen edition, to read only: five reports and all that editors made of them."""
    with once(shared / "edition") as first:
        if first:
            assemble(shared / "assembling").rename(shared / "edition")
    return shared / "edition"


@pytest.fixture(scope="session")
def site(shared: Path, edition: Path) -> Path:
    """Its site, built frozen: what is committed must be enough."""
    with once(shared / "site") as first:
        if first:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
                built = build(edition, Settings(), render_site, frozen=True, site=shared / "building")
            told = [as_text(found, "zh") for found in built.problems]
            assert not has_errors(built.problems, strict=True), f"if this was meant, see tests/frozen/README.md: {told}"
            (shared / "building").rename(shared / "site")
    return shared / "site"


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the frozen edition's site under a sub-path."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def texts(browser: Browser, shared: Path, site: Path) -> dict[str, list[str]]:
    """What stands on each home page, as a browser shows it."""
    told = shared / "texts.json"
    with once(told) as first:
        if first:
            told.write_text(json.dumps(scan(browser, site)), "utf-8")
    found: dict[str, list[str]] = json.loads(told.read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def truth(texts: dict[str, list[str]]) -> Truth:
    bared = {url: tuple(map(bare, lines)) for url, lines in texts.items()}
    return Truth(texts=bared, lines={url: tuple(lines) for url, lines in texts.items()})


@pytest.fixture(scope="module")
def desk(browser: Browser, served: str) -> Iterator[Reader]:
    """Someone at the search box of the home page, who leaves with the module: the caret in it blinks, and is drawn, as long as
    the page is open."""
    found = reader(browser, served)
    yield found
    found.page.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder to put seeds into."""
    (tmp_path / "root" / "seeds").mkdir(parents=True)
    return tmp_path / "root"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the frozen edition's reports to change at will."""
    return copy_reports(tmp_path / "copy")
