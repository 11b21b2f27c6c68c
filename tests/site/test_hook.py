"""MkDocs' own commands give the whole edition, byte for byte that of build_site.py, and write nothing back."""

from __future__ import annotations

import logging
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs_command

from annals.cli.group import main
from annals.edition import building
from annals.edition.building import told_of
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import Mismatch
from annals.site.dialect import misreadings
from tests.support.places import REPO
from tests.support.stories import Called, assemble, run, short_guide

MKDOCS = Path(sys.executable).parent / "mkdocs"
STAMP = ".inputs-sha256"
PATIENCE = 60
"""Seconds after which a server that says nothing hangs."""
RAW = """第二章 创新人才

第一节 国际科技合作

2019年，全省与12个国家签订协议320项。其中，欧洲占三成。

第二节 人才培养

2019年，组织培训45期，覆盖各设区市。
"""


_ASIDE = ("CI", "PYTHONPATH", "SITE_URL")
"""What the surroundings may not say to a command."""


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in _ASIDE}
    return kept | {"SOURCE_DATE_EPOCH": "1700000000", "NO_MKDOCS_2_WARNING": "1"} | more


def mkdocs(root: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """The command as people start it."""
    command = [str(MKDOCS), "build", *words]
    return subprocess.run(
        command, cwd=root, env=environment(**env), capture_output=True, text=True, encoding="utf-8", check=False
    )


def mkdocs_here(root: Path, *words: str, cwd: Path | None = None) -> Called:
    """The same command in this process."""
    logger = logging.getLogger("mkdocs")
    with short_guide(), pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd or root)
        patch.setattr(logger, "propagate", logger.propagate)
        patch.setattr(sys, "path", list(sys.path))
        named = [] if cwd is None else ["-f", f"{root}/mkdocs.yml"]
        done = CliRunner(env=_surroundings()).invoke(mkdocs_command, ["build", *named, *words])
    return Called(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


def _surroundings(**more: str) -> dict[str, str | None]:
    return {**dict.fromkeys(_ASIDE), **environment(**more)}


def build_site(root: Path, *words: str, **env: str) -> None:
    done = CliRunner(env=_surroundings(**env)).invoke(main, ["--root", str(root), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr


def take_in(root: Path) -> None:
    """What `build_site.py ingest` writes: nothing waits any more when MkDocs is started next."""
    carry_out(root, ingest(root).writes)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def both(root: Path, *words: str, **env: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The site as build_site.py and as MkDocs builds it; the stamp, which MkDocs leaves off, apart."""
    build_site(root, *words, **env)
    ours = tree(root / "site")
    assert ours.pop(STAMP)
    done = mkdocs(root, "--strict", **env)
    assert done.returncode == 0, done.stderr
    return ours, tree(root / "site")


@pytest.fixture
def story(root: Path) -> Path:
    """A small edition of its own, which inherits from the tool wherever that lies."""
    (root / "seeds" / "x.txt").write_text(RAW, "utf-8")
    (root / "docs" / "topics").mkdir(parents=True)
    (root / "docs" / "topics" / "abroad.md").write_text(
        "---\ntitle: 国际合作\nwords: [国际科技合作, 人才培养]\norder: 1\n---\n", "utf-8"
    )
    (root / "docs" / "entities").mkdir()
    (root / "docs" / "entities" / "europe.md").write_text(
        "---\ntitle: 欧洲\ntitle_source: report\ntype: 地方\n---\n", "utf-8"
    )
    (root / "docs" / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    (root / "docs" / "note.md").write_text("# 附记\n\n见[报告](x/index.md)与[图](picture.svg)。\n", "utf-8")
    tool = os.path.relpath(REPO, root)
    (root / "mkdocs.yml").write_text(
        f"INHERIT: {tool}/annals/defaults/mkdocs.yml\nhooks: [{tool}/annals/hook.py]\nsite_name: 某省年报\n", "utf-8"
    )
    return root


def test_mkdocs_builds_what_build_site_builds(story: Path) -> None:
    ours, theirs = both(
        story, SITE_URL="https://fork.example/annals", ANNALS_REPO="https://forge.example/x", ANNALS_BRANCH="main"
    )
    assert list(theirs) == list(ours), "and no stamp, which would vouch for the site that was there"
    assert [path for path in ours if theirs[path] != ours[path]] == []
    assert {
        "index.html",
        "404.html",
        "x/raw.html",
        "data/datapackage.json",
        "entities/europe.html",
        "guide/editing.html",
        "picture.svg",
        "note.html",
    } <= set(theirs)
    assert "https://fork.example/annals/x/raw.html" in theirs["sitemap.xml"].decode()
    assert b"https://forge.example/x/edit/main/docs/note.md" in theirs["note.html"]


@pytest.mark.soak
def test_the_whole_edition_is_the_same_by_both(tmp_path: Path) -> None:
    ours, theirs = both(assemble(tmp_path / "edition"), "--frozen")
    assert list(theirs) == list(ours)
    assert [path for path in ours if theirs[path] != ours[path]] == []


def test_it_writes_nothing_back_and_says_what_waits_wherever_it_is_started(story: Path, tmp_path: Path) -> None:
    before = tree(story)
    done = mkdocs_here(story, "--site-dir", str(tmp_path / "out"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "E111" in done.stderr
    assert tree(story) == before
    assert "45期" in (tmp_path / "out" / "x" / "full.html").read_text("utf-8"), "what waits is published all the same"
    strict = mkdocs_here(story, "--strict")
    assert (strict.returncode, "E111" in strict.stderr) == (1, True)


def test_a_fault_of_the_edition_is_red_when_strict(story: Path) -> None:
    take_in(story)
    (story / "seeds" / "x.yml").write_text("corrections:\n  - {replace: 无此字句, with: 甲}\n", "utf-8")
    strict = mkdocs_here(story, "--strict")
    told = re.findall(r"WARNING .*?([EWN]\d{3})", strict.stderr)
    assert (strict.returncode, "E107" in told) == (1, True), strict.stderr
    assert not [code for code in told if code.startswith("N")], "a notice is no warning"


def test_a_block_that_renders_otherwise_is_told(story: Path) -> None:
    take_in(story)
    page = next(path for path in (story / "docs" / "x").glob("*.md") if "培训45期" in path.read_text("utf-8"))
    # A list without a blank line before it: a list to GitHub's preview and to us, part of the paragraph on the site.
    page.write_text(page.read_text("utf-8") + "\n引言：\n- 甲\n- 乙\n", "utf-8")
    done = mkdocs_here(story, "--strict")
    assert (done.returncode, "E214" in done.stderr) == (1, True), done.stderr


def test_build_site_renders_once(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    write = building.write_beside

    def counted(*arguments: object, **named: object) -> None:
        nonlocal calls
        calls += 1
        write(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "write_beside", counted)
    built = run(story)
    assert built.rendered
    assert calls == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A running `mkdocs serve`: its address and what it says, line by line, None behind the last one."""

    address: str
    said: Queue[str | None]

    def shown(self, path: str, text: str) -> str:
        """The page at a path once it shows a text: looked at again whenever the server has said something."""
        told = []
        while text not in (page := self._page(path)):
            told.append(self.said.get(timeout=PATIENCE))
            assert told[-1] is not None, f"{path} never showed {text}: {told}"
        return page

    def _page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""


def _listen(stream: IO[str], said: Queue[str | None]) -> None:
    with stream:
        for line in stream:
            said.put(line)
    said.put(None)


@contextmanager
def serving(root: Path, port: int) -> Iterator[Preview]:
    server = subprocess.Popen(
        [str(MKDOCS), "serve", "-a", f"127.0.0.1:{port}"],
        cwd=root,
        env=environment(SITE_URL="https://fork.example/"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: Queue[str | None] = Queue()
    listening = Thread(target=_listen, args=(server.stderr, said))
    listening.start()
    try:
        yield Preview(address=f"http://127.0.0.1:{port}/", said=said)
    finally:
        server.terminate()
        server.wait(PATIENCE)
        listening.join()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_serve_follows_pages_raw_reports_and_configuration(story: Path) -> None:
    take_in(story)
    with serving(story, free_port()) as preview:
        page = preview.shown("x/full.html", "培训45期")
        assert f'<link rel="canonical" href="{preview.address}x/full.html">' in page, (
            "its own address, not the published one"
        )
        raw = story / "seeds" / "x.txt"
        raw.write_text(RAW.replace("45期", "46期"), "utf-8")
        preview.shown("x/full.html", "培训46期")
        note = story / "docs" / "note.md"
        note.write_text("# 附记\n\n另写一句。\n", "utf-8")
        preview.shown("note.html", "另写一句")
        config = story / "mkdocs.yml"
        config.write_text(config.read_text("utf-8").replace("某省年报", "另一省年报"), "utf-8")
        preview.shown("", "另一省年报")


def test_a_made_page_that_shows_a_block_read_otherwise_blames_the_page_it_is_from() -> None:
    body = "---\ntitle: 甲\n---\n\n前文。\n\n这里 **整合“资源”**形成合力，推动改革的发展。\n"
    docs = {"2031/a.md": "---\ntitle: 乙\n---\n\n前文。\n", "2031/b.md": body}

    def told(path: str, expected: str) -> tuple[str, str, int | None]:
        problem = told_of(Mismatch(path=path, index=3, found="合", expected=expected), docs)
        return problem.code, problem.path, problem.line

    text = "这里 整合“资源”形成合力，推动改革的发展。"
    assert told("2031/full.md", text) == told("2031/b.md", text) == ("E214", "docs/2031/b.md", 7)
    assert told("2031/full.md", "前文。") == ("E202", "docs/2031/full.md", None), "that one is read alike"


def test_each_block_that_is_read_otherwise_is_told_at_its_line() -> None:
    body = "甲。\n- 乙\n\n丙。\n\n这里 **整合“资源”**形成合力。\n\n丁。\n\n戊。\n- 己\n"
    assert [found.line for found in misreadings(body, 4)] == [5, 10, 14]
    docs = {"2031/b.md": f"---\ntitle: 甲\n---\n\n{body}"}
    miss = Mismatch(path="2031/b.md", index=3, found="合", expected="这里 整合“资源”形成合力。")
    assert told_of(miss, docs).line == 10
