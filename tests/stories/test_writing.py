"""What is written, what a kill leaves, and that nothing is written elsewhere."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import pytest

from annals.edition.building import build
from annals.edition.ingesting import ingest
from annals.edition.lock import CACHE, alone
from annals.edition.writing import LOG, carry_out, leads_out, put_file, recover
from annals.model import Rendered, Settings
from annals.site.manuscript import Manuscript
from tests.support.small_folder import PAGE, folder, swap, write
from tests.support.stories import EPOCH, run, short_guide


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = (tmp_path / "root").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    return root


def logged(*changes: tuple[str, str | None, str | None]) -> bytes:
    """A log as the program would have written it, digest and all: the format stands in writing.py."""
    body = json.dumps([list(change) for change in changes]).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


HOSTILE = {
    "another's": b'[["../out.txt", null, "x"]]',
    "cut": logged(("docs/index.md", None, "eA=="))[:-4],
    "no text": b"\xff\x00" * 20,
    "empty": b"",
    "deep": b"0" * 64 + b"\n" + b"[" * 50_000,
    "upwards": logged(("docs/../../out.txt", "eA==", None)),
    "absolute": logged(("/elsewhere/out.txt", "eA==", None)),
    "code": logged(("annals/hook.py", "eA==", None)),
    "no base64": logged(("docs/index.md", "?", None)),
    "no list": logged(("docs/index.md", "eA==", None)).replace(b"[[", b"{{"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_log_that_is_not_ours_writes_nothing_and_stops_nothing(place: Path, kind: str) -> None:
    write(place, LOG, HOSTILE[kind])
    before = {path: path.read_bytes() for path in place.parent.rglob("*") if path.is_file() and path.name != LOG[-11:]}
    assert [problem.code for problem in recover(place)] == ["W107"]
    after = {path: path.read_bytes() for path in place.parent.rglob("*") if path.is_file()}
    assert {path: data for path, data in after.items() if CACHE not in path.as_posix()} == before
    assert (place / CACHE / "unfinished").read_bytes() == HOSTILE[kind]
    assert recover(place) == ()


def test_what_was_being_written_is_swept(place: Path) -> None:
    for name in ("docs/2031/.writing-a", "seeds/.writing-b", "seeds/.base/.writing-c"):
        write(place, name, "halb")
    recover(place)
    assert not list(place.rglob(".writing-*"))


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_is_the_same_gets_a_second_name_and_no_other_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    old, new = tmp_path / "old", tmp_path / "new"
    put_file(old / "a" / "x.js", b"1")
    for path, data in (("a/x.js", b"1"), ("a/y.js", b"2"), ("b/x.js", b"3")):
        put_file(new / path, data, old / "a" / "x.js")
        assert (new / path).read_bytes() == data
        assert (new / path).samefile(old / "a" / "x.js") == (links and data == b"1")
    assert (old / "a" / "x.js").read_bytes() == b"1"


@pytest.mark.parametrize("path", ["../a", "docs/../../a", "/etc/a", "annals/a", "docs/x\0", "", "docs/out/a.md"])
def test_paths_that_lead_out(place: Path, path: str) -> None:
    (place / "docs/out").symlink_to(place.parent)
    assert leads_out(place, path)
    assert not leads_out(place, PAGE)
    assert not leads_out(place, "docs/new/a.md")


def test_nothing_is_read_or_written_through_a_link(place: Path) -> None:
    secret = place.parent / "secret"
    secret.mkdir()
    (secret / "secret.md").write_text("---\ntitle: 秘密\n---\n\n秘密\n", encoding="utf-8")
    (place / "docs/secret.md").symlink_to(secret / "secret.md")
    (place / "docs/2031").rename(place / "docs/kept")
    (place / "docs/2031").symlink_to(secret)
    found = ingest(place)
    assert not any("秘密" in text for text in found.edition.docs.values())
    assert {problem.path for problem in found.problems if problem.code == "W103"} == {"docs/2031", "docs/secret.md"}
    carry_out(place, found.writes)
    assert [path.name for path in secret.iterdir()] == ["secret.md"]
    assert len(found.edition.reports) == 1


def test_who_comes_second_waits_for_the_first(place: Path) -> None:
    told: list[str] = []
    code = (
        "import sys; from pathlib import Path; from annals.edition.lock import alone\n"
        "with alone(Path(sys.argv[1]), lambda: None): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None and first.stdin is not None
        assert first.stdout.readline() == "held\n"
        # The first one ends when the second has said that it waits.
        with alone(place, lambda: (told.append("waits"), first.stdin.close())[0]):  # type: ignore[union-attr]
            assert told == ["waits"]
    with alone(place, lambda: told.append("again")):
        assert told == ["waits"]


def _killed_at(root: str, step: int, run: Callable[[Path], None], taken: Synchronized[int]) -> None:
    """Run in this process and end it by SIGKILL before its nth write, rename or removal below the root; how many were
    taken is counted where the parent sees it."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            writing = isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        else:
            writing = event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
        if writing and str(arguments[0]).startswith(root):
            if taken.value == step:
                os.kill(os.getpid(), 9)
            taken.value += 1

    sys.addaudithook(watch)
    run(Path(root))


def _take_in(root: Path) -> None:
    recover(root)
    carry_out(root, ingest(root).writes)


def _build(root: Path) -> None:
    run(root)


def _set_plainly(_config: Path, _docs: Path, given: Manuscript, target: Path) -> Rendered:
    """Each page as it is told, without MkDocs, whose hundred files of the theme would take nearly every drawn step."""
    for view in given.views.values():
        html = f'<article id="annals-main"><h1>{view.title}</h1>{view.html}</article>'
        write(target, Path(view.path).with_suffix(".html").as_posix(), html)
    for path, text in given.texts.items():
        write(target, Path(path).with_suffix(".html").as_posix(), text)
    given.finish(target, "", {})
    return Rendered(warnings=(), mismatches=())


def _build_plainly(root: Path) -> None:
    with short_guide():
        build(root, Settings(), _set_plainly)


def killed(root: Path, step: int, run: Callable[[Path], None]) -> tuple[int | None, int]:
    """The exit code of a run that is killed at a step (a negative step: at none), and the steps it took."""
    taken = multiprocessing.get_context("fork").Value("i", 0)
    process = multiprocessing.get_context("fork").Process(target=_killed_at, args=(str(root), step, run, taken))
    process.start()
    process.join()
    return process.exitcode, taken.value


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_relative_to(root / ".cache")
    }


def test_killed_for_good_at_each_step_the_next_run_ends_the_same(place: Path, tmp_path: Path) -> None:
    swap(PAGE, "发布报告10份", "发布报告十份")(place)
    swap("docs/topics/forums-and-expos.md", "words: [论坛]", "words: [合作]")(place)
    before = contents(place)
    carry_out(place, ingest(place).writes)
    wanted = contents(place)
    assert wanted != before
    for step in range(100):
        root = tmp_path / f"killed-{step}"
        for name, data in before.items():
            write(root, name, data)
        code, _ = killed(root, step, _take_in)
        _take_in(root)
        assert contents(root) == wanted, f"step {step}"
        if code == 0:
            break
        assert code == -9
    assert step >= 8


_LAST = 4


def killed_builds_end_the_same(
    place: Path, tmp_path: Path, count: int, seed: int, work: Callable[[Path], None] = _build
) -> None:
    """Kill a whole build at drawn steps, the site, its swap and its stamp included; the next build ends the same."""
    swap(PAGE, "发布报告10份", "发布报告十份")(place)
    work(place)
    swap(PAGE, "论坛以", "本届论坛以")(place)
    before = contents(place)
    last = tmp_path / "last"
    shutil.copytree(place, last, symlinks=True)
    code, steps = killed(last, -1, work)
    assert code == 0 and steps > _LAST + 1
    count = max(min(count, steps), _LAST)
    wanted = contents(last)
    stamps = [name for name in wanted if name.endswith(".inputs-sha256")]
    assert stamps and all(before[name] != wanted[name] for name in stamps)
    # The last ones put the new site in the old one's place and leave word of it: they would hardly ever be drawn.
    drawn = random.Random(seed).sample(range(steps - _LAST), count - _LAST)
    for step in (*drawn, *range(steps - _LAST, steps)):
        root = tmp_path / f"killed-{step}"
        shutil.copytree(place, root, symlinks=True)
        assert killed(root, step, work)[0] == -9
        work(root)
        assert contents(root) == wanted, f"step {step} of {steps}"


def test_a_whole_build_killed_at_drawn_steps(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    killed_builds_end_the_same(place, tmp_path, 4, 1129)


def test_taking_in_and_swapping_killed_at_drawn_steps(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    killed_builds_end_the_same(place, tmp_path, 14, 1129, _build_plainly)


@pytest.mark.soak
def test_a_whole_build_killed_at_many(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    killed_builds_end_the_same(place, tmp_path, 300, random.randrange(10**6))
