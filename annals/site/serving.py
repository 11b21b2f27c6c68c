"""The preview's server: a folder that is made anew when anything watched changes."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS


def _patient(roots: Sequence[Path]) -> PollingObserverVFS:
    """Follows files and folders that may go and come back: what ships with MkDocs gives up on one that is gone."""
    followed = {os.path.abspath(path) for path in roots}

    def stat(path: str) -> os.stat_result:
        try:
            return os.stat(path)
        except OSError:
            if path not in followed:
                raise
            return os.stat(os.devnull)

    return PollingObserverVFS(stat, os.scandir, polling_interval=0.5)


def let_reload(server: LiveReloadServer) -> None:
    """Make a server name the script that it puts into each page, the last one there, in that page's policy, which lets
    no script run that stands in a page."""
    inject = server._inject_js_into_html

    def named(content: bytes, epoch: int) -> bytes:
        page: bytes = inject(content, epoch)  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
        script = page.rpartition(b"<script>")[2].partition(b"</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script).digest())
        return page.replace(b"script-src 'self'", b"script-src 'self' 'sha256-%b'" % digest, 1)

    server._inject_js_into_html = named  # type: ignore[method-assign]  # no event of MkDocs comes between


Rebuild = Callable[[Callable[[], None]], None]
"""Makes a site anew, and calls what it is given once the pages are in place: nobody who asks for one waits any longer."""


def live_server(folder: Path, rebuild: Rebuild, watch: Sequence[Path], address: tuple[str, int]) -> LiveReloadServer:
    """A server of a folder that calls `rebuild` when anything watched changes."""

    def builder() -> None:
        # An exception that left here would let every request wait for ever; `rebuild` has told what went wrong.
        with suppress(Exception):
            rebuild(partial(_let_in, server))

    host, port = address
    server = LiveReloadServer(builder=builder, host=host, port=port, root=str(folder), mount_path="/")
    let_reload(server)
    server.observer = _patient(watch)  # type: ignore[assignment]  # both are observers
    for path in watch:
        server.watch(str(path))
    # Once it watches it looks: what was changed while the site was first made would show only with the next change.
    server._want_rebuild = True
    return server


def _let_in(server: LiveReloadServer) -> None:
    """Answer those who wait for the site that is being made, and have browsers load it, as its end does."""
    with server._epoch_cond:
        server._visible_epoch = server._wanted_epoch
        server._epoch_cond.notify_all()


def serve_folder(folder: Path, rebuild: Rebuild, watch: Sequence[Path], address: tuple[str, int]) -> None:
    """Serve a folder until interrupted and rebuild it when anything watched changes."""
    server = live_server(folder, rebuild, watch, address)
    try:
        server.serve()  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    finally:
        server.shutdown()
