"""serve: the site on this machine, made anew when something changes, and never a request that waits for ever."""

from __future__ import annotations

import filecmp
import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import monotonic

import click

from annals.cli.kinds import Whole
from annals.cli.options import Options
from annals.cli.rim import show_traceback
from annals.cli.speaking import Command, Option
from annals.edition.building import build
from annals.edition.disk import sources_digest
from annals.edition.environ import settings
from annals.edition.failing import failure
from annals.edition.kept_pages import put_again
from annals.edition.kept_values import Memory
from annals.edition.unchanged import Built
from annals.model import Rendered, Settings, few
from annals.site.engine import render_site
from annals.site.manuscript import Manuscript
from annals.site.reuse import Kept
from annals.site.serving import serve_folder

_SHOWN = 5
_ENDS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C; a process is stopped; a window is closed, on Unix and on Windows. Not all of them are everywhere."""

Stamps = Mapping[str, tuple[int, int]]
"""Files by path, each with the time of its last change (ns) and its size (bytes)."""


@click.command("serve", cls=Command)
@click.option("--port", cls=Option, default=8000, type=Whole(0, 65535))
@click.pass_obj
def serve_command(options: Options, port: int) -> None:
    """Serve the site on this machine and make it anew at each change."""
    own = replace(settings(), site_url=f"http://127.0.0.1:{port}/")
    folder = Path(tempfile.mkdtemp(prefix="annals-preview-"))
    preview = Preview(options=options, settings=own, site=folder / "site")
    try:
        with preview.ending.listening():
            preview.rebuild()
            options.say("serving", port=port)
            serve_folder(preview.site, preview.rebuild, watched(options.root), ("127.0.0.1", port))
    except KeyboardInterrupt:
        options.put("")
    except OSError as error:
        # What goes wrong in a rebuild stays there: only the server itself is left.
        options.put(options.word("port", port=port, detail=error.strerror or str(error)), aside=True)
        raise SystemExit(1) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Ending:
    """Ends the preview as Ctrl-C does, by Ctrl-C itself or because somebody closes the window or stops the process, so that
    its site does not stay behind; but not while it is `held`: an interruption within what collects circles is told on the
    screen and lost."""

    asked: bool = False
    _held: bool = False

    def __call__(self, _signal: int, _frame: object) -> None:
        self.asked = True
        if not self._held:
            raise KeyboardInterrupt

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let what is inside be done first."""
        self._held = True
        try:
            yield
        finally:
            self._held = False
        if self.asked:
            raise KeyboardInterrupt

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Be asked for as long as this lasts. Raises KeyboardInterrupt inside once it is."""
        there = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]
        before = {one: signal.signal(one, self) for one in there}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def _nobody_waits() -> None:
    """Where no server answers."""


@dataclass(slots=True, kw_only=True)
class Preview:
    """A site that follows its sources. `stamps` are those that it was last made from, `taken_in` a digest of the raw
    reports by then, `memory` what was read of the reports; `clock` gives seconds, `ending` ends it."""

    options: Options
    settings: Settings
    site: Path
    clock: Callable[[], float] = monotonic
    stamps: Stamps | None = None
    taken_in: str = ""
    pages: int = field(default=0, init=False)
    memory: Memory = field(default_factory=dict, init=False)
    ending: Ending = field(default_factory=Ending, init=False)

    def rebuild(self, ready: Callable[[], None] = _nobody_waits) -> None:
        """Make the site anew if anything changed, and say what; whatever fails is told, and the last site stays. `ready` is
        called once the pages are in place."""
        start = self.clock()
        now = stamps_of(watched(self.options.root), self.options.root)
        changed = [] if self.stamps is None else differing(self.stamps, now)
        if self.stamps is not None and not changed:
            return
        first, self.stamps = self.stamps is None, now
        try:
            built = self._build(ready)
        except Exception as error:  # noqa: BLE001 (an exception would stop the server)
            self.options.tell([failure(error, self.options.root)])
            show_traceback(error, self.options)
            done = False
        else:
            done = built.failed is None
            self.stamps = {**now, **stamps_of([self.options.root / path for path in built.written], self.options.root)}
        self._say(first=first, done=done, changed=changed, seconds=self.clock() - start)
        # What is left of a site lives in circles, one more for each change; by now nobody waits.
        with self.ending.held():
            gc.collect()

    def _build(self, ready: Callable[[], None]) -> Built:
        """While somebody writes on a page nothing is written beside them: only new seeds or topics are taken in."""
        sources = sources_digest(self.options.root)
        frozen = self.options.frozen or sources == self.taken_in
        self.pages = 0
        with self.options.alone():
            built = build(
                self.options.root,
                self.settings,
                partial(self._render, ready),
                frozen=frozen,
                site=self.site,
                workers=self.options.workers,
                memory=self.memory,
            )
        waiting = frozen and not self.options.frozen
        self.options.tell(problem for problem in built.problems if not (waiting and problem.code == "E111"))
        if built.failed is not None:
            show_traceback(built.failed, self.options)
        self.taken_in = sources
        return built

    def _render(
        self, ready: Callable[[], None], config_file: Path, docs: Path, given: Manuscript, target: Path
    ) -> Rendered:
        def finish(site: Path, address: str, pages: Mapping[str, Kept]) -> None:
            # Whoever looks at a page need not wait for what stands beside the pages: the search index alone takes as long
            # as they do.
            fresh, gone = differing_files(self.site, site)
            self.pages = sum(name.endswith(".html") for name in (*fresh, *gone))
            # Where a file that somebody is reading cannot be replaced all wait for the whole.
            with suppress(OSError):
                if self.site.is_dir():
                    for name in fresh:
                        put_again(site, name, str(self.site / name))
                    ready()
            given.finish(site, address, pages)

        return render_site(config_file, docs, replace(given, finish=finish), target)

    def _say(self, *, first: bool, done: bool, changed: list[str], seconds: float) -> None:
        say, files, took = self.options.say, few(changed, _SHOWN) or "—", f"{seconds:.1f}"
        if not done and self.site.is_dir():
            say("preview_kept", files=files, seconds=took)
        elif not done:
            say("preview_none")
        elif first:
            say("preview_first", pages=self.pages, seconds=took)
        elif self.pages:
            say("preview_updated", pages=self.pages, files=files, seconds=took)
        else:
            say("preview_same", files=files, seconds=took)


def watched(root: Path) -> list[Path]:
    """What a preview follows, there or not yet: pages, raw reports with their corrections, templates, configuration."""
    return [root / "docs", root / "seeds", root / "templates", root / "mkdocs.yml"]


def stamps_of(places: Iterable[Path], root: Path) -> Stamps:
    """All files at some places, by path from the root; what vanishes meanwhile is left out, and so is the record."""
    found = {}
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            try:
                stat = os.stat(path)
            except OSError:
                continue
            if not path.is_dir():
                found[path.relative_to(root).as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found


def differing(old: Stamps, new: Stamps) -> list[str]:
    """The files that were changed, came or went."""
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def differing_files(old: Path, new: Path) -> tuple[list[str], list[str]]:
    """The files of a site that another one has not, or otherwise, and those that it has not itself, by path."""
    before, after = _files_below(str(old)), _files_below(str(new))
    fresh = [name for name in sorted(after) if name not in before or not _same(old / name, new / name)]
    return fresh, sorted(before - after)


def _files_below(site: str) -> set[str]:
    return {os.path.join(folder, name)[len(site) + 1 :] for folder, _, names in os.walk(site) for name in names}


def _same(old: Path, new: Path) -> bool:
    """Whether two files are the same: most are one file under two names, which need not be read."""
    return os.path.samefile(old, new) or filecmp.cmp(old, new, shallow=False)
