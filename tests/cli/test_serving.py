"""serve as people call it, without its server: what it writes while somebody edits, and what it leaves behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from annals.cli import previewing
from tests.support.calling import call
from tests.support.small_folder import PAGE, swap, write
from tests.support.stories import contents, short_guide


def test_a_preview_takes_in_seeds_and_topics_but_writes_nothing_beside_an_editor(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `serve` does at each change, without its server."""
    said: list[str] = []
    rebuilds: list[object] = []
    monkeypatch.setattr(
        previewing,
        "serve_folder",
        lambda folder, rebuild, watch, address: rebuilds.append((rebuild, folder, watch)) or edits(),
    )

    def edits() -> None:
        rebuild, folder, watch = rebuilds[0]  # type: ignore[misc]
        assert place / "docs" in watch and place / "seeds" in watch
        # A status is recorded by ingest; while somebody writes, it waits.
        swap(PAGE, "status: 未校对", "status: 已校对\nreviewed_by: 甲")(place)
        before = contents(place)
        rebuild()
        assert contents(place) == before
        page = (folder / PAGE.removeprefix("docs/")).with_suffix(".html")
        swap(PAGE, "发布报告10份。", "发布报告十份。")(place)
        rebuild()
        assert "发布报告十份。" in page.read_text("utf-8")
        swap("docs/entities/jia-yi.md", "每年一届。", "每年春天一届。")(place)
        rebuild()
        assert "每年春天一届。" in (folder / "entities/jia-yi.html").read_text("utf-8")
        write(
            place,
            "seeds/2031.yml",
            "corrections:\n  - {replace: 签署协议12项, with: 签署协议21项, cause: slip, certainty: certain, reason: 试}\n",
        )
        rebuild()
        assert "签署协议21项" in (folder / "2031/domestic-cooperation.html").read_text("utf-8")
        assert "签署协议21项" in (place / "docs/2031/domestic-cooperation.md").read_text("utf-8")
        said.append("done")

    with short_guide():
        done = call(place, "serve", "--port", "0")
    assert done.exit_code == 0 and said == ["done"], (done.output, done.exception)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="windows have a signal of their own there")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_whoever_closes_the_window_leaves_no_site_behind(
    name: str, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = getattr(signal, name)
    there: list[Path] = []

    def closed(folder: Path, *_: object) -> None:
        there.append(folder / "index.html")
        assert there[0].is_file()
        os.kill(os.getpid(), end)
        raise AssertionError("the preview goes on")

    monkeypatch.setattr(previewing, "serve_folder", closed)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # Without the command's own handler this one is called, not the system's, which would end the tests.
    before = signal.signal(end, lambda *_: None)
    try:
        with short_guide():
            done = call(place, "serve", "--port", "0")
        assert done.exit_code == 0 and there and not there[0].parent.parent.exists()
        assert signal.getsignal(end) is not signal.default_int_handler
    finally:
        signal.signal(end, before)
