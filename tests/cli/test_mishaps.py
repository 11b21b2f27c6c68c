"""Whatever befalls a file, no command ends in a traceback, what is wrong is said, and nothing else is lost."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annals.cli.group import main
from annals.edition import checking
from annals.edition.ingesting import Ingested, ingest
from annals.edition.writing import carry_out
from tests.support.mishaps import MalformedError, Mishap, read_mishaps
from tests.support.small_folder import PAGE, folder

MISHAPS = read_mishaps(Path(__file__).with_name("mishaps.md"))
COMMANDS = (
    ("ingest", "--no-frozen"),
    ("ingest", "--frozen"),
    ("ingest", "--rebuild-record"),
    ("candidates",),
    ("trace", "2031#l5"),
    ("resolve", PAGE, "--mine"),
    ("check", PAGE),
)


def call(root: Path, *command: str) -> Result:
    done = CliRunner().invoke(main, ["--root", str(root), *command])
    assert done.exit_code in (0, 1, 2) and (done.exception is None or isinstance(done.exception, SystemExit)), (
        done.exc_info
    )
    assert "Traceback" not in done.output and "\x1b" not in done.output
    return done


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.is_relative_to(root / ".cache")
    }


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("start").resolve()
    folder(root)
    (root / "docs/2031").mkdir(exist_ok=True)
    carry_out(root, ingest(root).writes)
    page = root / PAGE
    page.write_text(page.read_text("utf-8") + "\n> **编者注** 编者的话。\n", "utf-8")
    carry_out(root, ingest(root).writes)
    return root


def published(found: Ingested) -> list[str]:
    """The published text of the report, and what editors added."""
    return [placed.text for report in found.edition.reports if report.id == "2031" for placed in report.order]


def befallen(start: Path, place: Path, mishap: Mishap) -> Path:
    root = place / "root"
    shutil.copytree(start, root)
    mishap.befall(root)
    return root


@pytest.fixture(scope="module")
def published_at_start(start: Path) -> list[str]:
    return published(ingest(start))


@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: f"{mishap.line}")
def test_it_is_said_and_nothing_is_lost(
    start: Path, published_at_start: list[str], tmp_path: Path, mishap: Mishap, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = befallen(start, tmp_path.resolve(), mishap)
    before = contents(root)
    seen: list[Ingested] = []
    monkeypatch.setattr(checking, "ingest", lambda root: seen.append(ingest(root)) or seen[-1])  # type: ignore[func-returns-value]
    said = call(root, "check").output
    assert frozenset(re.findall(r"[错警][误告] ([EW]\d{3})", said)) == mishap.codes, said
    assert contents(root) == before, "check writes nothing"
    if mishap.same_text:
        assert published(*seen) == published_at_start


@pytest.mark.parametrize("mishap", MISHAPS[::9], ids=lambda mishap: f"{mishap.line}")
@pytest.mark.parametrize("command", COMMANDS[:1], ids="-".join)
def test_other_commands_live_too(start: Path, tmp_path: Path, mishap: Mishap, command: tuple[str, ...]) -> None:
    _undone_and_run_again(start, tmp_path, mishap, command)


@pytest.mark.soak
@pytest.mark.parametrize("mishap", MISHAPS, ids=lambda mishap: f"{mishap.line}")
@pytest.mark.parametrize("command", COMMANDS, ids="-".join)
def test_every_command_lives(start: Path, tmp_path: Path, mishap: Mishap, command: tuple[str, ...]) -> None:
    _undone_and_run_again(start, tmp_path, mishap, command)


def _undone_and_run_again(start: Path, tmp_path: Path, mishap: Mishap, command: tuple[str, ...]) -> None:
    """Run it, let the mishap be undone as from version control, run again: no page has lost anything."""
    root = befallen(start, tmp_path.resolve(), mishap)
    call(root, *command)
    whole = contents(start)
    for name in contents(root).keys() - whole.keys():
        (root / name).unlink()
    for path in (root / mishap.path, *((root / name) for name in whole)):
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
    touched = {name for name in whole if not (root / name).is_file()} | {mishap.path}
    if mishap.path.endswith(".yml") and mishap.path.startswith("seeds/") and mishap.path not in whole:
        # That such a file is gone withdraws nothing (E148); this is how it is said that nothing is left in it.
        (root / mishap.path).write_text("# 没有更正\n", "utf-8")
        # A page from before it beside one from after it would have twice what it moved.
        touched |= whole.keys()
    for name in touched & whole.keys():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(whole[name])
    call(root, "ingest", "--no-frozen", "--rebuild-record")
    after = contents(root)
    assert "编者的话。" in after[PAGE].decode()
    assert {name: after.get(name) for name in whole if name.startswith("docs/")} == {
        name: data for name, data in whole.items() if name.startswith("docs/")
    }


@pytest.mark.parametrize("row", ["| a | b | c |", "| a | 删去 | E1 | 照旧 |", "| a | 删去 | E101 | 也许 |", "no row"])
def test_a_malformed_row_is_an_error(tmp_path: Path, row: str) -> None:
    (tmp_path / "x.md").write_text(row + "\n", "utf-8")
    with pytest.raises(MalformedError):
        read_mishaps(tmp_path / "x.md")


def test_there_are_eighty() -> None:
    assert len(MISHAPS) >= 80 and len({json.dumps([mishap.path, mishap.what]) for mishap in MISHAPS}) == len(MISHAPS)
