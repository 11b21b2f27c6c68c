"""What a slip of the hand made of a block is told with the words that mend it; what an editor may mean is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import Problem
from tests.support.small_folder import FORUM, PAGE, RAW, both, put, swap, taken_in

Slip = Callable[[Path], None]
OTHER, FORUMS = "docs/2031/domestic-cooperation.md", "docs/entities/jia-yi.md"
TALK = "2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为题，发布报告10份。"
TRADITIONAL = "2031年3月1日，第3屆甲乙論壇在某地舉行，丹麥擔任主賓國。論壇以“開放”為題，發布報告10份。"


def again(raw: str, then: Slip) -> Slip:
    """The report made of another raw text before something is done to it."""

    def work(root: Path) -> None:
        put("seeds/2031.txt", raw)(root)
        carry_out(root, ingest(root.resolve()).writes)
        then(root)

    return work


FUNDS = again(RAW.replace("12项", "1.2亿元"), swap(OTHER, "1.2亿元", "1。2亿元"))
TOLD: dict[str, tuple[Slip, str, str]] = {
    "a line wrapped in a word": (swap(PAGE, "甲乙论坛在某地", "甲乙论\n坛在某地"), "W216", "把第 12–13 行接成一行"),
    "a line wrapped in a number": (swap(PAGE, "报告10份", "报告1\n0份"), "W216", "“1 0”"),
    "a paragraph in traditional characters": (swap(PAGE, TALK, TRADITIONAL), "W216", "换回简体（届论坛举"),
    "a remark between square brackets": (swap(OTHER, "12项", "12【印本作13】项"), "W216", "“【印本作13】”"),
    "a stop for a point": (FUNDS, "W216", "改回半角的“.”"),
    "a part of a message": (
        swap(OTHER, "与外地签署协议12项，", "与程序：“外地签署协议十二项”，"),
        "W216",
        "两边的引号",
    ),
    "the site's number of a line": (swap(OTHER, "落地。", "落地。 11"), "W216", "“11”"),
    "a sign of the site with it": (swap(OTHER, "落地。", "落地校。 11"), "W216", "“校。 11”"),
    "a stop deleted": (swap(OTHER, "落地。", "落地"), "N128", "补上“。”"),
    "a paragraph that became an item": (swap(OTHER, "2031年，与", "1. 2031年，与"), "N128", "记号“1.”"),
}
SILENT: dict[str, Slip] = {
    "a line ended on purpose": swap(PAGE, "丹麦担任", "丹麦<br>\n担任"),
    "a name in traditional characters": swap(PAGE, "丹麦担任", "丹麥担任"),
    "what editors set between brackets before a text": swap(OTHER, "2031年，与", "【合作】2031年，与"),
    "the year of a document": swap(OTHER, "协议12项", "协议〔2031〕12项"),
    "a number written anew": swap(OTHER, "12项", "12，13项"),
    "words in quotation marks": swap(OTHER, "与外地签署", "与外地“签署”"),
    "a number at an end": swap(OTHER, "落地。", "落地项目12"),
    "a paragraph made a list": swap(
        OTHER,
        "2031年，与外地签署协议12项，支持甲乙论坛成果落地。",
        "- 2031年，与外地签署协议12项。\n- 支持甲乙论坛成果落地。",
    ),
    "a paragraph made an item": swap(OTHER, "2031年，与", "- 2031年，与"),
    "a paragraph with a colon at its end": swap(OTHER, "落地。", "落地："),
}
CODES = ("W216", "N128", "E210")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    return taken_in(tmp_path_factory.mktemp("slips") / "sound")


def told(sound: Path, place: Path, slip: Slip) -> list[Problem]:
    root = place / "root"
    shutil.copytree(sound, root)
    slip(root)
    return [one for one in check(root.resolve()).problems if one.code in CODES]


@pytest.mark.parametrize("name", TOLD)
def test_a_slip_is_told(name: str, sound: Path, tmp_path: Path) -> None:
    slip, code, said = TOLD[name]
    (found,) = told(sound, tmp_path, slip)
    assert found.code == code and said in as_text(found, "zh"), as_text(found, "zh")


@pytest.mark.parametrize("name", SILENT)
def test_what_is_meant_is_not(name: str, sound: Path, tmp_path: Path) -> None:
    assert not told(sound, tmp_path, SILENT[name])


def test_a_quotation_that_only_fails_for_a_slip_follows_from_it(sound: Path, tmp_path: Path) -> None:
    wrapped = swap(PAGE, "第3届甲乙论坛", "第3届甲乙\n论坛")
    (found,) = told(sound, tmp_path / "one", wrapped)
    assert [one.code for one in found.followers] == ["E210"]
    quoted = both(wrapped, put(FORUMS, FORUM.replace("quote: 第3届甲乙论坛", "quote: 第3届丙丁论坛")))
    assert {one.code for one in told(sound, tmp_path / "two", quoted)} == {"W216", "E210"}
