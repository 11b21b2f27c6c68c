"""A site as Pages serves it, and the browser that reads it."""

from __future__ import annotations

import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.support.places import TESTS

BASE_PATH = "/annals/"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a sub-path, as Pages serves a project, its 404 page included."""

    def translate_path(self, path: str) -> str:
        bare = path.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]
        return super().translate_path(
            bare.removeprefix(BASE_PATH.rstrip("/")) if bare.startswith(BASE_PATH) else "/nowhere"
        )

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of a folder under a sub-path."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BASE_PATH}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; `tests/setup.sh` decides which."""
    found = subprocess.run(["sh", str(TESTS / "setup.sh"), "--browser"], capture_output=True, text=True, check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield browser
        browser.close()
