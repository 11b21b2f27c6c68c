"""The preview follows its sources, says what it did, and never stops: its rebuild as a value, and once a real server."""

from __future__ import annotations

import base64
import gc
import hashlib
import shutil
import signal
import threading
import urllib.request
import weakref
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from annals.cli.options import Options
from annals.cli.previewing import Preview, differing_files, watched
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import Settings
from annals.site.serving import live_server
from tests.support.small_folder import PAGE, folder, swap, write
from tests.support.stories import run, short_guide

PATIENCE = 60
"""Seconds after which a server that says nothing hangs."""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    ticks = count()
    options = Options(root=root, lang="zh")
    site = tmp_path / "site"
    with short_guide():
        yield Preview(options=options, settings=Settings(), site=site, clock=lambda: next(ticks) * 1.8)


def broken_theme(root: Path) -> None:
    write(root, "mkdocs.yml", "site_name: 试\ntheme: {name: nosuch}\n")


def gone(path: str) -> Callable[[Path], None]:
    return lambda root: shutil.rmtree(root / path)


def test_every_rebuild_says_what_and_how_fast(preview: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    root, said = preview.options.root, lambda: capsys.readouterr()
    preview.rebuild()
    first = said().out
    assert "已生成 " in first and "1.8 秒" in first
    preview.rebuild()
    assert said().out == "", "nothing changed, nothing is said"
    swap(PAGE, "发布报告10份。", "发布报告十份。")(root)
    preview.rebuild()
    line = said().out.splitlines()[-1]
    assert line.startswith("已更新 ") and f" 页（{PAGE}），1.8 秒。" in line
    changed = int(line.split()[1])
    assert 1 <= changed < sum(1 for _ in preview.site.rglob("*.html"))
    write(root, "docs/pictures/a.png", b"x")
    preview.rebuild()
    assert said().out.splitlines()[-1] == "网页没有变化（docs/pictures/a.png），1.8 秒。"


class Circle:
    def __init__(self) -> None:
        self.round = self


def test_who_stops_it_while_it_collects_circles_is_heard(preview: Preview) -> None:
    # What is raised within the callback of a weak reference goes to the screen and no further.
    gc.disable()
    circle = Circle()
    stopping = weakref.ref(circle, lambda _: signal.raise_signal(signal.SIGTERM))
    try:
        del circle
        with preview.ending.listening(), pytest.raises(KeyboardInterrupt):
            preview.rebuild()
        assert stopping() is None and preview.site.is_dir()
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("breaks", "code"),
    [
        (broken_theme, "E141"),
        pytest.param(lambda root: write(root, "mkdocs.yml", "site_name: [试\n"), "E103", marks=pytest.mark.soak),
    ],
    ids=["theme", "yaml"],
)
def test_what_breaks_the_site_is_told_and_the_last_one_stays(
    breaks: Callable[[Path], None], code: str, preview: Preview, capsys: pytest.CaptureFixture[str]
) -> None:
    preview.rebuild()
    page = (preview.site / PAGE.removeprefix("docs/")).with_suffix(".html")
    before = page.read_bytes()
    capsys.readouterr()
    breaks(preview.options.root)
    preview.rebuild()
    told = capsys.readouterr()
    assert code in told.err and "Traceback" not in told.err
    assert "没有更新，仍是上一次的网站（mkdocs.yml）" in told.out
    assert page.read_bytes() == before
    write(preview.options.root, "mkdocs.yml", "INHERIT: nosuch\n")
    (preview.options.root / "mkdocs.yml").unlink()
    swap(PAGE, "发布报告10份。", "发布报告十份。")(preview.options.root)
    preview.rebuild()
    assert "已更新 " in capsys.readouterr().out and "发布报告十份。" in page.read_text("utf-8")


@pytest.mark.parametrize(
    "breaks",
    [
        lambda root: write(root, PAGE, "乱码".encode("gb18030") + (root / PAGE).read_bytes()[:40] + b"\x81\xff"),
        pytest.param(lambda root: write(root, "seeds/2031.yml", "title: [\n"), marks=pytest.mark.soak),
        pytest.param(gone("docs/2031"), marks=pytest.mark.soak),
        gone("docs"),
        pytest.param(gone("seeds"), marks=pytest.mark.soak),
    ],
    ids=["bytes", "yml", "report gone", "docs gone", "seeds gone"],
)
def test_a_broken_file_never_stops_a_preview(breaks: Callable[[Path], None], preview: Preview) -> None:
    preview.rebuild()
    breaks(preview.options.root)
    preview.rebuild()
    assert (preview.site / "index.html").is_file()


def test_a_fault_of_the_program_stops_no_preview(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr("annals.cli.previewing.build", fail)
        preview.rebuild()
    told = capsys.readouterr()
    assert "E142" in told.err and "还没有网站可看" in told.out
    write(preview.options.root, "docs/index.md", "---\ntitle: 首页\n---\n")
    preview.rebuild()
    assert (preview.site / "index.html").is_file()


def test_files_differ_by_what_a_reader_gets(tmp_path: Path) -> None:
    for name, text in (("a/x.html", "1"), ("a/y.html", "1"), ("a/c/z.md", "1"), ("b/x.html", "1"), ("b/y.html", "2")):
        write(tmp_path, name, text)
    write(tmp_path, "b/c/new.html", "3")
    assert differing_files(tmp_path / "a", tmp_path / "b") == (["c/new.html", "y.html"], ["c/z.md"])
    assert differing_files(tmp_path / "none", tmp_path / "a") == (["c/z.md", "x.html", "y.html"], [])


def test_whoever_waits_for_a_page_gets_it_before_what_stands_beside_the_pages_is_made(preview: Preview) -> None:
    page = (preview.site / PAGE.removeprefix("docs/")).with_suffix(".html")
    first = preview.site / "search" / "index.js"
    seen: list[tuple[bool, bytes]] = []
    preview.rebuild(lambda: pytest.fail("nobody is let in to a site that is not there yet"))
    before = first.read_bytes()
    swap(PAGE, "发布报告10份。", "发布报告一百零八份。")(preview.options.root)
    preview.rebuild(lambda: seen.append(("发布报告一百零八份。" in page.read_text("utf-8"), first.read_bytes())))
    assert seen == [(True, before)]
    assert first.read_bytes() != before
    whole = preview.site.with_name("whole")
    preview.site.rename(whole)
    preview.stamps = None
    preview.rebuild()
    assert differing_files(whole, preview.site) == ([], [])


def test_a_preview_leaves_the_site_of_its_folder_what_is_known_of_it(preview: Preview) -> None:
    root, other = preview.options.root, preview.options.root / "site" / "topics" / "domestic-cooperation.html"
    run(root)
    preview.settings = Settings(site_url="http://127.0.0.1:8000/")
    preview.rebuild()
    before = other.stat().st_ino
    swap(PAGE, "发布报告10份。", "发布报告十份。")(root)
    preview.rebuild()
    run(root)
    assert other.stat().st_ino == before


def test_a_request_is_answered_once_the_pages_are_in_place(tmp_path: Path) -> None:
    answers: list[bool] = []

    def waits() -> bool:
        return server._visible_epoch != server._wanted_epoch

    def rebuild(ready: Callable[[], None]) -> None:
        answers.append(waits())
        ready()
        answers.append(waits())

    server = live_server(tmp_path, rebuild, [], ("127.0.0.1", 0))
    # As the loop of the server does before it calls.
    server._wanted_epoch += 1
    server.builder()
    server.server_close()
    assert answers == [True, False]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str, threading.Event, threading.Event]]:
    """A real server of a small folder whose rebuild fails when `broken` is set; `rebuilt` is set by each."""
    broken, rebuilt = threading.Event(), threading.Event()
    write(tmp_path, "site/index.html", "<meta content=\"script-src 'self'; x\"><script></script><body>last good</body>")
    write(tmp_path, "root/docs/a.md", "1")

    def rebuild(_: object) -> None:
        rebuilt.set()
        if broken.is_set():
            raise RuntimeError("let out")

    server = live_server(tmp_path / "site", rebuild, watched(tmp_path / "root"), ("127.0.0.1", 0))
    thread = threading.Thread(target=server.serve, daemon=True)
    bound = threading.Event()
    bind = server.server_activate
    server.server_activate = lambda: (bind(), bound.set())  # type: ignore[func-returns-value,method-assign,return-value]
    thread.start()
    assert bound.wait(PATIENCE)
    yield tmp_path / "root", f"http://127.0.0.1:{server.server_address[1]}/", broken, rebuilt
    server.shutdown()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_real_server_answers_after_a_failure_and_follows_a_folder_that_comes_back(
    served: tuple[Path, str, threading.Event, threading.Event],
) -> None:
    root, address, broken, rebuilt = served
    assert rebuilt.wait(PATIENCE), "what was changed before it watched is not lost"

    def page() -> str:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return answer.read().decode()

    shown = page()
    assert "last good" in shown
    script = shown.rpartition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "livereload(" in script and f"script-src 'self' 'sha256-{digest}'; x" in shown, "what reloads it may run"
    broken.set()
    for change in (lambda: write(root, "docs/a.md", "22"), gone_now(root), lambda: write(root, "docs/a.md", "333")):
        rebuilt.clear()
        change()
        assert rebuilt.wait(PATIENCE)
        assert "last good" in page(), "no request waits for a rebuild that failed"


def gone_now(root: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(root / "docs")
