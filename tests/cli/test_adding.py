"""add: reports as people have them. What it makes of the files themselves is in tests/extract."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from annals.clean.metadata import read_metadata
from annals.cli.group import main
from annals.edition import adding
from tests.support.pdf_files import pdf
from tests.support.word_files import document, listed, lists, paragraph

FACTS = """site_name: 甲乙年报
extra:
  annals:
    series:
      - {id: jia, name: 甲地年报, short: 甲报}
      - {id: yi, name: 乙地年鉴, short: 乙鉴}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of one's own with nothing in it but its facts."""
    found = tmp_path / "root"
    (found / "seeds").mkdir(parents=True)
    (found / "mkdocs.yml").write_text(FACTS, "utf-8")
    return found.resolve()


def call(root: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--no-frozen", "add", *map(str, arguments)])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def facts(root: Path, report: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load((root / f"seeds/{report}.yml").read_text("utf-8"))
    return found


def test_a_word_document_becomes_pages_and_says_where_it_came_from(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "年报.docx"
    kinds = lists('<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>')
    body = paragraph("总论", "1", listed(1)) + paragraph("2031年，投入9亿元。") + paragraph("合作", "1", listed(1))
    file.write_bytes(document(body + paragraph("2031年，签协议3项。"), numbering=kinds))
    done = call(root, file, "--as", "2031", "--series", "乙鉴")
    assert done.exit_code == 0 and "年份 2031" in done.output and "章 ×2" in done.output, done.output
    page = (root / "docs/2031/other.md").read_text("utf-8")
    assert "## 第一章 总论\n\n2031年，投入9亿元。\n\n## 第二章 合作\n\n2031年，签协议3项。" in page
    seed = root / "seeds/2031.txt"
    assert facts(root, "2031") == {
        "original": "年报.docx",
        "sha256": digest(seed),
        "originals": [{"file": "年报.docx", "sha256": digest(file)}],
        "series": "yi",
    }
    # Once more is no change, and a change of the document is another text: raw files never change.
    before = seed.read_bytes()
    assert call(root, file, "--as", "2031").exit_code == 0
    file.write_bytes(document(body))
    assert call(root, file, "--as", "2031").exit_code == 2 and seed.read_bytes() == before


def test_a_folder_of_pages_is_a_report_and_a_sentence_goes_on_over_its_pages(root: Path, tmp_path: Path) -> None:
    pages = tmp_path / "2032"
    (pages / "图").mkdir(parents=True)
    (pages / "图/1.png").write_bytes(b"\x89PNG")
    words = "2032年，投入持续增长，重点实验室建设加快推进，企业投入的占比有所提高，研究与试验发展经"
    (pages / "第9页.txt").write_bytes(f"第一章 总论\n\n{words}\n".encode("gb18030"))
    (pages / "第10页.txt").write_bytes("费300亿元。\n".encode())
    done = call(root, pages)
    assert done.exit_code == 0 and "图/1.png" in done.output, done.output
    assert f"{words}费300亿元。" in (root / "docs/2032/other.md").read_text("utf-8")
    originals = facts(root, "2032")["originals"]
    assert isinstance(originals, list)
    assert [one["file"] for one in originals] == ["2032/第9页.txt", "2032/第10页.txt"]
    assert originals[0]["sha256"] == digest(pages / "第9页.txt")


def test_a_pdf_says_which_pages_it_has_not(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "2033.pdf"
    file.write_bytes(pdf(["第一章 总论", "2033年，投入9亿元。", ""]))
    done = call(root, file)
    assert done.exit_code == 0 and "第 3 页" in done.output, done.output
    assert (root / "seeds/2033.txt").read_text("utf-8") == "第一章 总论\n\f2033年，投入9亿元。\n\f\n"


def test_a_refusal_names_the_file_the_cause_and_the_cure(root: Path, tmp_path: Path) -> None:
    scan = tmp_path / "2034.pdf"
    scan.write_bytes(pdf(["", ""]))
    mixed = tmp_path / "混"
    mixed.mkdir()
    (mixed / "a.txt").write_text("甲", "utf-8")
    (mixed / "a.docx").write_bytes(b"PK")
    out = tmp_path / "外"
    out.mkdir()
    (out / "a.txt").symlink_to(scan)
    garbled = tmp_path / "坏.txt"
    garbled.write_text("全年完成投资三百亿元，科技创新。".encode().decode("latin-1") * 9, "utf-8")
    for file, code, words in (
        (scan, "E146", "2034.pdf"),
        (garbled, "E124", "坏.txt  错误"),
        (mixed, "E147", "a.txt、a.docx"),
        (out, "E147", "a.txt"),
    ):
        done = call(root, file, "--as", "2034")
        assert done.exit_code == 1 and code in done.output and words in done.output and "帮助" in done.output, (
            done.output
        )
    for arguments, words in (
        ((scan, mixed), "--as"),
        ((scan, "--series", "乙地年监"), "乙地年鉴"),
    ):
        done = call(root, *arguments)
        assert done.exit_code == 2 and words in done.output, done.output
    assert sorted(path.name for path in (root / "seeds").iterdir()) == [] and not (root / "docs").exists()


def test_a_run_that_breaks_off_leaves_nothing_behind(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adding, "ingest", stopped)
    file = tmp_path / "2035.txt"
    file.write_text("第一章\n", "utf-8")
    assert call(root, file).exit_code != 0
    assert list((root / "seeds").iterdir()) == []


@pytest.mark.parametrize(
    "wrong", ["年报.docx", "[年报.docx]", "[{file: 年报.docx}]", "[{file: 年报.docx, sha256: 12}]"]
)
def test_what_is_recorded_of_originals_has_one_form(wrong: str) -> None:
    _, problems = read_metadata("2031", f"originals: {wrong}\n", "seeds/2031.yml")
    assert [problem.code for problem in problems] == ["E106"]
    found, none = read_metadata("2031", "originals: [{file: 年报.docx, sha256: ab}]\n", "seeds/2031.yml")
    assert found.originals == (("年报.docx", "ab"),) and not none


def test_where_there_are_no_topics_nothing_is_said_of_them(root: Path, tmp_path: Path) -> None:
    (root / "docs/topics").mkdir(parents=True)
    (root / "docs/topics/index.md").write_text("# 专题\n", "utf-8")
    file = tmp_path / "2033.txt"
    file.write_text("第一章 论坛\n\n2033年，举办论坛三届。\n\n第一节 展会\n\n举办展会两届。\n", "utf-8")
    said = call(root, file, "--series", "甲报").output
    assert "第一节 展会\n" in said and "题目“论坛”（先见于原文第 1 行），年份 2033（先见于原文第 3 行）" in said, said
    assert "→" not in said and "归入" not in said and "N103" not in said, said


@pytest.mark.parametrize(("name", "is_told"), [("2052", True), ("js-2052", True), ("2025", False), ("js-2025", False)])
def test_an_id_that_names_another_year_is_told(root: Path, tmp_path: Path, name: str, is_told: bool) -> None:
    file = tmp_path / "a.txt"
    file.write_text("第一章 总论\n\n2025年，投入9亿元。\n\n第二章 合作\n\n2025年，签协议3项，2025年底完成。\n", "utf-8")
    done = call(root, file, "--as", name)
    assert done.exit_code == 0 and "年份 2025" in done.output, done.output
    assert (f"编号是 {name}，报告说的却是 2025 年" in done.output) is is_told
