"""`serve`: from the change of a file to the new bytes in the reader's browser."""

from __future__ import annotations

import http.client
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.bench.edits import edits, mark, page_of
from tests.bench.measuring import environment
from tests.bench.setting import Setting, build_command

_PATIENCE = 900.0
_EVERY = 0.02


def previews(setting: Setting, times: int) -> list[float]:
    """Seconds from an edit of a page to the page served with it, so many times in one preview."""
    edit = edits(setting.ours)["page"]
    with _serving(setting) as port:
        address = f"/{page_of(edit, setting.ours)}"
        _wait(port, address, "")
        # Once for nothing: what the first page that is made anew brings along.
        edit.do(8000)
        _wait(port, address, mark(8000))
        taken = []
        for number in range(9000, 9000 + times):
            start = time.perf_counter()
            edit.do(number)
            _wait(port, address, mark(number))
            taken.append(time.perf_counter() - start)
    edit.undo()
    return taken


@contextmanager
def _serving(setting: Setting) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        build_command("serve", "--port", str(port)),
        cwd=setting.ours,
        # What it leaves when it is ended goes with the folder.
        env=environment(TMPDIR=str(setting.plain)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        # An interruption would not reach it where the shell has us run in the background.
        process.terminate()
        process.wait()


def _wait(port: int, address: str, words: str, patience: float = _PATIENCE) -> None:
    """Ask for a page until it is there and has these words. The server keeps a request waiting while it builds."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        with suppress(OSError, http.client.HTTPException):
            asked = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            asked.request("GET", address)
            answer = asked.getresponse()
            text = answer.read().decode(errors="replace")
            asked.close()
            if answer.status == 200 and words in text:
                return
        time.sleep(_EVERY)
    raise TimeoutError(f"{address} without {words!r} after {patience:.0f} s")
