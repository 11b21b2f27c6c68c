"""add and contents: what a plain text is taken for is said, and what cannot be one leaves nothing behind."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.edition.deriving import derive
from tests.support.calling import call
from tests.support.places import STRANGE
from tests.support.small_folder import RAW
from tests.support.stories import contents
from tests.support.word_files import zipped

SHEET = '<Relationships><Relationship Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'


def test_add_takes_in_a_report_and_says_what_it_saw(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "科技年报2033（识别稿）.txt"
    file.write_text(RAW.replace("2031", "2033").replace("第3届", "第5届").replace("国内合作", "人才队伍"), "utf-8")
    done = call(place, "add", str(file), "--as", "2033")
    assert done.exit_code == 0, done.output
    said = done.output
    for words in (
        "编码 utf-8；年份 2033；标题：科技合作",
        "章 ×1、节 ×2",
        "第二节 人才队伍  → （没有归入专题）",
        "甲乙论坛 4",
        "先看这三处：",
    ):
        assert words in said, words
    steps = re.findall(r"^(\d)\. (.+)$", said, re.MULTILINE)
    assert [number for number, _ in steps] == ["1", "2", "3"] and "docs/2033/other.md" in steps[1][1]
    assert steps[0][1].startswith("题目“科技合作”（先见于原文第 1 行），年份 2033（先见于原文第 5 行）")
    assert (place / "seeds/2033.txt").read_bytes() == file.read_bytes()
    draft = (place / "seeds/2033.yml").read_text("utf-8")
    assert "original: 科技年报2033（识别稿）.txt" in draft and re.search(r"sha256: [0-9a-f]{64}", draft)
    assert (place / "docs/2033/index.md").is_file()
    # What was added stands: nothing is left to write, and adding it again changes nothing.
    before = contents(place)
    assert call(place, "ingest").exit_code == 0
    assert call(place, "add", str(file), "--as", "2033").exit_code == 0
    assert contents(place) == before


@pytest.mark.parametrize("kind", sorted(path.stem for path in (STRANGE / "raw").glob("*.txt"))[::4])
def test_add_takes_in_reports_of_other_styles(place: Path, kind: str) -> None:
    done = call(place, "add", str(STRANGE / "raw" / f"{kind}.txt"), "--as", "strange")
    assert "先看这三处：" in done.output and "3. " in done.output, done.output
    assert (place / "docs/strange").is_dir()


def test_add_refuses_in_one_sentence_and_writes_nothing(place: Path, tmp_path: Path) -> None:
    empty, other, same = tmp_path / "empty.txt", tmp_path / "2031.txt", tmp_path / "same.txt"
    empty.write_text(" \n", "utf-8")
    other.write_text("别的文字\n", "utf-8")
    same.write_text(RAW, "utf-8")
    before = contents(place)
    for arguments, words in (
        ((str(empty),), "是空的"),
        ((str(other),), "已有另一份内容"),
        ((str(same),), "已经是 seeds/2031.txt"),
        ((str(other), "--as", "年报"), "不宜作报告编号"),
        ((str(tmp_path / "none.txt"),), "none.txt"),
    ):
        done = call(place, "add", *arguments)
        assert done.exit_code == 2 and words in done.output, done.output
    assert contents(place) == before


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\x00\x08\x00[Content_Types].xml..word/document.xml", "没有传完"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x08\x00a.txt", "压缩包"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        (zipped({"[Content_Types].xml": "<Types/>", "_rels/.rels": SHEET}), "Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "旧版"),
        (("甲" * 200_001).encode(), "E109"),
    ],
)
def test_what_add_cannot_take_in_leaves_nothing_behind(place: Path, tmp_path: Path, data: bytes, words: str) -> None:
    file, before = tmp_path / "2040.txt", contents(place)
    file.write_bytes(data)
    done = call(place, "add", str(file))
    assert done.exit_code == 1 and words in done.output and "2040.txt" in done.output, done.output
    assert contents(place) == before
    file.write_text(RAW.replace("2031", "2040"), "utf-8")
    assert call(place, "add", str(file)).exit_code == 0
    assert (place / "seeds/2040.txt").read_bytes() == file.read_bytes()


def test_add_says_first_that_a_text_is_not_understood(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "2034.txt"
    lines = [f"第{number}季度的支出依次为5.27.80246810亿元。\n\n参加的有(cid:12)三十人。" for number in "一二三四"]
    file.write_text("第一章 培训\n\n2034年，举办培训。\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    said = call(place, "add", str(file)).output
    assert said.count("W302") == 2, "the warning, and the first step that names it"
    assert "\n2. 这份文字像是没有读懂" in said and "seeds/2034.txt 第 5 行" in said
    (page,) = [view for view in derive(ingest(place).edition)[0] if view.path == "2034/index.md"]
    assert "像是没有读懂" in page.html and "几个数目可能连在一起（4 处，先看第 5 行）" in page.html
    assert "一连几处可疑" in page.html and re.search(r"第 <a href=[^>]+>5–\d+</a>", page.html), "stretches are linked"
    (other,) = [view for view in derive(ingest(place).edition)[0] if view.path == "2031/index.md"]
    assert "没有读懂" not in other.html and 'id="doubts"' not in other.html


def test_the_contents_of_a_report_are_listed_alone_whether_it_is_understood_or_not(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "2034.txt"
    lines = [f"第{number}节 园区、\n\n参加的有(cid:12)三十人。" for number in "一二三四五六七八九"] * 2
    file.write_text("第一章 培训\n\n2034年，举办培训。\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    said = call(place, "add", str(file)).output
    assert "第三节 园区、" in said and said.count("contents 2034") == 1, "not all headings are told, and where all are"
    assert said.count("存疑，原文第") == 5, "as many places as a person will look at"
    before = contents(place)
    done = call(place, "contents", "seeds/2034.txt")
    headings = re.findall(r"^ +(\d+)  (\d)  +(第.+)$", done.output, re.MULTILINE)
    assert [int(line) for line, _, _ in headings] == [1, *range(5, 76, 4)]
    assert [level for _, level, _ in headings] == ["1", *"222222222222222222"]
    assert headings[0][2] == "第一章 培训" and headings[1][2].startswith("第一节 园区、  〔存疑：")
    assert "乱码" not in done.output and call(place, "contents", "2034", "-v").output.count("存疑，原文第") == 5
    assert contents(place) == before
    unknown = call(place, "contents", "2099")
    assert unknown.exit_code == 2 and "没有 2099 这份报告。有：2031、2034。" in unknown.output
