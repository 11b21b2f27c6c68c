"""The commands as people call them: add, check, trace, candidates, compare, explain."""

from __future__ import annotations

import os
import re
import shutil
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from annals.cli import previewing
from annals.cli.group import main
from annals.edition.building import ingest
from annals.edition.deriving import derive
from tests.support.places import STRANGE, raw_lines
from tests.support.small_folder import PAGE, RAW, put, swap, taken_in, write
from tests.support.stories import copy_reports, short_guide
from tests.support.word_files import zipped

SHEET = '<Relationships><Relationship Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    return taken_in(root).resolve()


def call(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(place), "--no-frozen", *arguments])


def tree(place: Path) -> dict[str, bytes]:
    return {
        p.relative_to(place).as_posix(): p.read_bytes()
        for p in place.rglob("*")
        if p.is_file() and ".cache" not in p.parts
    }


# --- add -----------------------------------------------------------------------------------


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
    before = tree(place)
    assert call(place, "ingest").exit_code == 0
    assert call(place, "add", str(file), "--as", "2033").exit_code == 0
    assert tree(place) == before


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
    before = tree(place)
    for arguments, words in (
        ((str(empty),), "是空的"),
        ((str(other),), "已有另一份内容"),
        ((str(same),), "已经是 seeds/2031.txt"),
        ((str(other), "--as", "年报"), "不宜作报告编号"),
        ((str(tmp_path / "none.txt"),), "none.txt"),
    ):
        done = call(place, "add", *arguments)
        assert done.exit_code == 2 and words in done.output, done.output
    assert tree(place) == before


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
    file, before = tmp_path / "2040.txt", tree(place)
    file.write_bytes(data)
    done = call(place, "add", str(file))
    assert done.exit_code == 1 and words in done.output and "2040.txt" in done.output, done.output
    assert tree(place) == before
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
    before = tree(place)
    done = call(place, "contents", "seeds/2034.txt")
    headings = re.findall(r"^ +(\d+)  (\d)  +(第.+)$", done.output, re.MULTILINE)
    assert [int(line) for line, _, _ in headings] == [1, *range(5, 76, 4)]
    assert [level for _, level, _ in headings] == ["1", *"222222222222222222"]
    assert headings[0][2] == "第一章 培训" and headings[1][2].startswith("第一节 园区、  〔存疑：")
    assert "乱码" not in done.output and call(place, "contents", "2034", "-v").output.count("存疑，原文第") == 5
    assert tree(place) == before
    unknown = call(place, "contents", "2099")
    assert unknown.exit_code == 2 and "没有 2099 这份报告。有：2031、2034。" in unknown.output


# --- check ---------------------------------------------------------------------------------


def test_check_says_where_and_writes_nothing(place: Path) -> None:
    assert call(place, "check").exit_code == 0
    swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")(place)
    write(place, "seeds/2031.yml", "title: 试\n")
    before = tree(place)
    done = call(place, "check")
    assert done.exit_code == 1 and "docs/index.md:5  错误 E213" in done.output
    assert call(place, "check", "docs/index.md").exit_code == 1
    assert call(place, "check", PAGE).exit_code == 0, "a file is checked alone"
    unknown = call(place, "check", "docs/2031/forum-and-expos.md")
    assert unknown.exit_code == 2 and f"最接近的是 {PAGE}" in unknown.output
    assert tree(place) == before


def test_warnings_are_errors_when_strict_and_messages_speak_english(place: Path) -> None:
    swap("docs/entities/jia-yi.md", "title: 甲乙论坛", "title: 甲乙丙论坛")(place)
    assert call(place, "check").exit_code == 0
    done = CliRunner().invoke(main, ["--root", str(place), "--strict", "--lang", "en", "check"])
    assert done.exit_code == 1 and "error W201" in done.output and "is mentioned in no report" in done.output


def test_on_github_problems_become_annotations(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")(place)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert "::error file=docs/index.md,line=5,title=E213::" in call(place, "check").output


# --- trace, compare, explain -----------------------------------------------------------------


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the frozen edition's reports, to read only."""
    return copy_reports(tmp_path_factory.mktemp("two") / "copy")


@pytest.mark.parametrize(
    "place_name",
    [
        "2012#l33",
        "2012#l35",
        "seeds/2012.txt:35",
        "docs/2012/domestic-cooperation.md:14",
        "https://example.org/x/2012/full.html#l33",
        "桥头堡建设的国家战略",
    ],
)
def test_trace_finds_a_paragraph_by_whatever_names_it(two_reports: Path, place_name: str) -> None:
    done = CliRunner().invoke(main, ["--root", str(two_reports), "trace", place_name])
    assert done.exit_code == 0, done.output
    raw = raw_lines("2012")
    assert "2012#l33  docs/2012/domestic-cooperation.md:14" in done.output
    assert f"原文第 33 行：{raw[32].strip()}" in done.output and f"原文第 35 行：{raw[34].strip()}" in done.output
    assert "J103 断开的句子" in done.output


def test_trace_tells_what_an_editor_did(place: Path) -> None:
    swap(PAGE, "发布报告10份。", "发布报告十份。")(place)
    done = call(place, "trace", "2031#l5")
    assert "编者在页面上改动过" in done.output and "发布报告10份。" in done.output and "发布报告十份。" in done.output


def test_trace_tells_of_a_level_and_a_box(place: Path) -> None:
    level = "  - {level: 第二节 国内合作, to: 3, cause: layout, certainty: likely, reason: 试}"
    box = "  - {box: 第一节, through: 参加甲乙论坛。, cause: layout, certainty: likely, reason: 试}"
    put("seeds/2031.yml", f"corrections:\n{level}\n{box}\n")(place)
    assert "C105 定层级：“第二节 国内合作”为 3  试" in call(place, "trace", "2031#l9").output
    assert "C106 定专栏：从“第一节”到“参加甲乙论坛。”  试" in call(place, "trace", "2031#l3").output
    assert "C10" not in call(place, "trace", "2031#l1").output


def test_trace_says_how_to_name_a_place(place: Path) -> None:
    done = call(place, "trace", "2099#l1")
    assert done.exit_code == 2 and "可以写 2012#l33" in done.output


def test_a_name_is_proposed_until_it_is_decided_about(place: Path) -> None:
    write(place, "seeds/2031.txt", RAW + "\n灯塔银行临江支行试点，由灯塔银行评估，灯塔银行放款。\n")
    assert "像是企业的 1 个：\n　　灯塔银行 1 处，见于 2031" in call(place, "candidates").output
    write(place, "docs/entities/decisions.yml", "灯塔银行: {skip: 只见于一段}\n")
    said = call(place, "candidates").output
    assert "灯塔银行（" not in said and "共 0 个名称" in said
    assert "灯塔银行" in call(place, "candidates", "--save", "灯塔银行").output, "what is decided is no candidate"
    again = call(place, "candidates", "--save", "甲乙论坛").output
    assert "已经登记了：甲乙论坛，在 docs/entities/jia-yi.md" in again
    # Registering it after all contradicts the decision until that is changed.
    put("docs/entities/deng-ta.md", "---\ntitle: 灯塔银行\ntype: 企业\n---\n")(place)
    assert "decisions.yml:1  错误 E129" in call(place, "check").output
    write(place, "docs/entities/decisions.yml", "灯塔银行: {entry: deng-ta}\n")
    assert "E12" not in call(place, "check").output
    assert call(place, "check", "docs/entities/decisions.yml").exit_code == 0


def test_compare_sums_up_a_change_in_words(place: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(place, before)
    assert "没有变化" in call(place, "compare", str(before)).output
    swap(PAGE, "市科委组织企业参加甲乙论坛。", "市科委组织多家企业参加该活动。")(place)
    swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")(place)
    said = call(place, "compare", str(before)).output
    assert "<ins>多家</ins>" in said and "<del>甲乙论坛</del><ins>该活动</ins>" in said
    assert "| 甲乙论坛 | 0 | 1 |" in said and "E213" in said and "新出现 1" in said


def test_a_code_is_explained_however_it_is_written(place: Path) -> None:
    assert call(place, "explain", "e104").output == call(place, "explain", "E104").output


def test_every_code_and_rule_can_be_explained() -> None:
    from annals.check.catalogue import CATALOGUE
    from annals.clean.order import RULES

    for code in [*CATALOGUE, *(rule.code for rule in RULES)]:
        done = CliRunner().invoke(main, ["explain", code])
        assert done.exit_code == 0 and code in done.output and len(done.output) > 20
    assert CliRunner().invoke(main, ["explain", "X999"]).exit_code == 2


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
        before = tree(place)
        rebuild()
        assert tree(place) == before
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
