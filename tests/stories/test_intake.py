"""Files as other programs save them: what is read, what is told, and that no bytes end a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annals.edition.building import ingest
from annals.edition.intake import take_in
from annals.edition.writing import carry_out
from tests.support.small_folder import PAGE, folder, write

WORDS = "---\ntitle: 甲\n---\n\n镕国：30％\n"
FILES = (
    "docs/2031/domestic-cooperation.md",
    "docs/2031/index.md",
    "docs/topics/forums-and-expos.md",
    "docs/entities/jia-yi.md",
    "docs/index.md",
    "docs/lexicon.yml",
    "seeds/2031.yml",
    "seeds/.base/2031.jsonl",
    "seeds/.base/2031.addresses",
    "seeds/.base/topics.addresses",
    "mkdocs.yml",
)
DAMAGE = {
    "no text": b"\xff\x00\xfe\x81" * 50,
    "empty": b"",
    "one byte": b"\xa3",
    "nul": "甲\0\0乙: [".encode(),
    "utf-16": "a: 甲\n".encode("utf-16"),
    "deep": b"a: " + b"[" * 20_000,
    "digits": b"---\nyear: " + b"9" * 5000 + b"\n---\n" + b"9" * 5000,
    "a line of another kind": "“\u2028\x85\x1b[31m".encode(),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("small").resolve()
    folder(root)
    carry_out(root, ingest(root).writes)
    return root


@pytest.mark.parametrize("path", ["docs/\udcb1.md", "docs/2031/\udcb1.md", "seeds/\udcb1.txt"])
def test_a_name_that_is_no_text_is_told_and_not_read(small: Path, tmp_path: Path, path: str) -> None:
    root = shutil.copytree(small, tmp_path / "root").resolve()
    write(root, path, WORDS)
    found = ingest(root)
    assert [(problem.code, problem.path) for problem in found.problems] == [("E122", path.replace("\udcb1", "\\udcb1"))]
    assert not found.writes and not any("udcb1" in name for name in found.edition.docs)


@pytest.mark.parametrize(
    ("encoding", "code"), [("utf-8", None), ("utf-8-sig", None), ("gb18030", "E120"), ("utf-16", "E120")]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_the_same_however_it_was_saved(tmp_path: Path, encoding: str, code: str | None, end: str) -> None:
    write(tmp_path, "a.md", WORDS.replace("\n", end).encode(encoding))
    found = take_in(tmp_path / "a.md", "docs/a.md")
    assert found.text == WORDS
    assert [problem.code for problem in found.problems] == ([code] if code else [])


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_text_or_told(raw: bytes) -> None:
    class File:
        @staticmethod
        def read_bytes() -> bytes:
            return raw

    found = take_in(File, "a")  # type: ignore[arg-type]
    assert (found.text is None) <= bool(found.problems)
    assert found.text is None or "\r" not in found.text


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("kind", DAMAGE)
def test_no_bytes_end_a_run(small: Path, path: str, kind: str) -> None:
    place = small / path
    before = place.read_bytes() if place.exists() else None
    write(small, path, DAMAGE[kind])
    try:
        found = ingest(small)
        assert len(found.edition.reports) == 1
        assert (kind == "no text") <= any(problem.path == path for problem in found.problems)
    finally:
        write(small, path, before) if before is not None else place.unlink()


def test_a_page_saved_as_gbk_is_published_as_it_reads(small: Path) -> None:
    text = (small / PAGE).read_text("utf-8")
    changed = text.replace("发布报告10份", "发布报告十份")
    write(small, PAGE, changed.encode("gb18030"))
    try:
        found = ingest(small)
        texts = [placed.text for placed in found.edition.reports[0].order]
        assert any("发布报告十份" in text for text in texts)
        assert [(p.code, p.path) for p in found.problems if p.code[0] == "E"] == [("E120", PAGE)]
    finally:
        write(small, PAGE, text)
