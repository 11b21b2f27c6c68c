"""What several tests share: the built site, small roots to build from, a server, a browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from annals.check.telling import as_text, has_errors
from annals.edition.building import build
from annals.model import Settings
from annals.site.engine import render_site
from tests.support.searching import Reader, Truth, bare, reader, scan

REPO = Path(__file__).resolve().parents[1]
BASE_PATH = "/annals/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built frozen from the repository: what is committed must be enough."""
    target = tmp_path_factory.mktemp("built") / "site"
    built = build(REPO, Settings(), render_site, frozen=True, site=target)
    assert not has_errors(built.problems, strict=True), [as_text(problem, "zh") for problem in built.problems]
    return target


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, as Pages serves a project, its 404 page included."""

    def translate_path(self, path: str) -> str:
        bare = path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
        return super().translate_path(
            bare.removeprefix(BASE_PATH.rstrip("/")) if bare.startswith(BASE_PATH) else "/nowhere"
        )

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def serving(folder: Path, handler: type[_Quiet] = _Quiet) -> Iterator[str]:
    """The address of a folder under a sub-path."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE_PATH}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the real site under a sub-path."""
    with serving(site) as address:
        yield address


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; `tests/setup.sh` decides which."""
    found = subprocess.run(
        ["sh", str(REPO / "tests" / "setup.sh"), "--browser"], capture_output=True, text=True, check=True
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def texts(browser: Browser, site: Path) -> dict[str, list[str]]:
    """What stands on each home page, as a browser shows it."""
    return scan(browser, site)


@pytest.fixture(scope="session")
def truth(texts: dict[str, list[str]]) -> Truth:
    return Truth({url: tuple(map(bare, lines)) for url, lines in texts.items()})


@pytest.fixture(scope="session")
def desk(browser: Browser, served: str) -> Iterator[Reader]:
    """Someone at the search box of the home page."""
    found = reader(browser, served)
    yield found
    found.page.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder to put seeds into."""
    (tmp_path / "root" / "seeds").mkdir(parents=True)
    return tmp_path / "root"


def copy_reports(target: Path) -> Path:
    """The repository's reports and topics to change at will, without the registry: an entry rests on
    paragraphs and would complain of every one that a story changes."""
    for name in ("docs", "seeds"):
        shutil.copytree(REPO / name, target / name)
    shutil.rmtree(target / "docs" / "entities")
    register = target / "seeds" / ".base" / "addresses.txt"
    kept = [line for line in register.read_text("utf-8").splitlines(keepends=True) if not line.startswith("entities/")]
    register.write_text("".join(kept), "utf-8")
    shutil.copy(REPO / "mkdocs.yml", target / "mkdocs.yml")
    return target


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository's reports to change at will."""
    return copy_reports(tmp_path / "copy")
