"""The commands as people call them: check, trace, candidates, compare, explain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from annals.cli.group import main
from tests.support.calling import call
from tests.support.places import raw_lines
from tests.support.small_folder import PAGE, RAW, put, swap, write
from tests.support.stories import contents, copy_reports

# --- check ---------------------------------------------------------------------------------


def test_check_says_where_and_writes_nothing(place: Path) -> None:
    assert call(place, "check").exit_code == 0
    swap("docs/index.md", "引言。", "见[论坛](topics/forum-and-expos.md)。")(place)
    write(place, "seeds/2031.yml", "title: 试\n")
    before = contents(place)
    done = call(place, "check")
    assert done.exit_code == 1 and "docs/index.md:5  错误 E213" in done.output
    assert call(place, "check", "docs/index.md").exit_code == 1
    assert call(place, "check", PAGE).exit_code == 0, "a file is checked alone"
    unknown = call(place, "check", "docs/2031/forum-and-expos.md")
    assert unknown.exit_code == 2 and f"最接近的是 {PAGE}" in unknown.output
    assert contents(place) == before


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
