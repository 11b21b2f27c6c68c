"""A raw text that somebody changed by hand is told with its line when it is taken in, once; where the `.yml` holds its sum, it is a
new edition or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.edition.ingesting import Ingested
from annals.edition.writing import carry_out
from annals.merge.record import load_record
from tests.support.small_folder import RAW, folder, write

SEED, YML, RECORD = "seeds/2031.txt", "seeds/2031.yml", "seeds/.base/2031.jsonl"
CHANGED = RAW.replace("市科委组织", "市科协组织")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder(tmp_path)
    settle(tmp_path)
    return tmp_path.resolve()


def settle(root: Path) -> Ingested:
    found = ingest(root.resolve())
    carry_out(root, found.writes)
    return found


def put_raw(root: Path, text: str, encoding: str = "utf-8") -> None:
    """As an editor saves it: the record knows nothing of it."""
    (root / SEED).write_bytes(text.encode(encoding))


def told(found: Ingested) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.line) for problem in found.problems if problem.path == SEED]


def test_a_changed_word_is_told_at_its_line_once(root: Path) -> None:
    put_raw(root, CHANGED)
    assert told(ingest(root)) == [("W114", 7)]
    put_raw(root, RAW)
    assert ingest(root).problems == ()
    put_raw(root, CHANGED)
    assert told(settle(root)) == [("W114", 7)]
    assert "市科协组织" in (root / "docs/2031/forums-and-expos.md").read_text("utf-8")
    assert told(settle(root)) == []


def test_a_text_whose_sum_the_yml_holds_is_known(root: Path) -> None:
    put_raw(root, CHANGED)
    (problem,) = ingest(root).problems
    write(root, YML, f"sha256: {problem.detail('full')}\n")
    assert told(settle(root)) == [] and "市科协组织" in (root / "docs/2031/forums-and-expos.md").read_text("utf-8")
    # From now on that text is the known one, with the line or without it.
    write(root, YML, "# 没有更正\n")
    assert told(settle(root)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (RAW + "\n又一段。\n", 13),
        ("\n" + RAW, 1),
        (RAW.replace("报告10份", "报告11份"), 5),
    ],
    ids=["added", "above", "a figure"],
)
def test_the_first_line_that_differs_is_named(text: str, line: int, root: Path) -> None:
    put_raw(root, text)
    assert told(ingest(root)) == [("W114", line)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RAW.replace("\n", "\r\n"), "utf-8"), (RAW, "utf-8-sig"), (RAW, "gb18030")],
    ids=["line ends", "a mark of UTF-8", "another encoding"],
)
def test_the_same_text_saved_by_another_program_is_the_same(text: str, encoding: str, root: Path) -> None:
    put_raw(root, text, encoding)
    assert "W114" not in {code for code, _ in told(ingest(root))}


def test_of_words_that_are_taken_down_no_sum_is_kept(root: Path) -> None:
    assert load_record((root / RECORD).read_text("utf-8")).raw is not None
    write(root, YML, "corrections:\n  - {withhold: 签署协议12项, reason: 请求撤下, cause: removal}\n")
    assert told(settle(root)) == [] and load_record((root / RECORD).read_text("utf-8")).raw is None


def test_a_record_made_anew_takes_the_text_that_is_there(root: Path) -> None:
    put_raw(root, CHANGED)
    assert told(ingest(root, rebuild=True)) == []
