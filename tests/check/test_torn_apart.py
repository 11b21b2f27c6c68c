"""What an edit tore apart is told where it is, and what a report has so itself is not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.provoked_typing import HOME, OTHER, TYPED
from tests.support.small_folder import PAGE, RAW, both, correct, put, swap, taken_in

Slip = Callable[[Path], None]
NOTE = "① 含复审项目2项。"
NOTED = RAW.replace("12项", "12项①") + f"\n{NOTE}\n"
ONE = "#### （一）论坛活动\n\n2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。\n"
OTHER_ONE = "#### （二）展会活动\n\n2031年，市科委组织企业参加展会，达成意向合作五个。\n"
TWO = "第三章 科技合作\n\n第一节 论坛与展会\n\n" + f"{ONE}\n{OTHER_ONE}".replace("#### ", "")
FIRST, HEAD = "2031年3月1日，第3届", "### 第一节 论坛与展会"


def again(raw: str, then: Slip) -> Slip:
    """The report made of another raw text before something is done to it."""

    def work(root: Path) -> None:
        put("seeds/2031.txt", raw)(root)
        carry_out(root, ingest(root.resolve()).writes)
        then(root)

    return work


TOLD: dict[str, tuple[Slip, str, str]] = {
    "a mark without its note": (swap(OTHER, "12项", "12项[^1]"), "W221", "记号 [^1]"),
    "a note without its mark": (swap(OTHER, "落地。\n", "落地。\n\n[^2]: 据市科委。\n"), "W221", "[^2] 的注"),
    "a mark on an editors' page": (swap(HOME, "引言。", "引言[^a]。"), "W221", "记号 [^a]"),
    "a note of the report cut out": (again(NOTED, swap(OTHER, f"\n{NOTE}\n", "")), "W221", "记号 ①"),
    "a mark of the report cut out": (again(NOTED, swap(OTHER, "12项①", "12项")), "W221", "① 的注"),
    "a heading moved alone": (TYPED["W222"][1], "W222", f"{PAGE}:10"),
    "a heading over nothing": (swap(OTHER, "落地。\n", "落地。\n\n### 其他合作\n"), "W222", f"{OTHER}:"),
    "a heading over what a correction drops": (
        both(
            swap(OTHER, "2031年，与外地", "### 协议\n\n2031年，与外地"),
            lambda root: carry_out(root, ingest(root.resolve()).writes),
            correct("drop: 2031年，与外地签署协议12项，支持甲乙论坛成果落地。"),
            lambda root: carry_out(root, ingest(root.resolve()).writes),
        ),
        "W222",
        "“协议”下面没有文字：",
    ),
    "a paragraph within another": (TYPED["W223"][1], "W223", "三个领域。"),
    "a heading in bold": (TYPED["N133"][1], "N133", "写作“### 第一节 论坛与展会”"),
    "two headings exchanged": (
        again(
            TWO,
            both(
                swap(PAGE, "（一）论坛", "甲"), swap(PAGE, "（二）展会", "（一）论坛"), swap(PAGE, "甲", "（二）展会")
            ),
        ),
        "N133",
        "互换了",
    ),
    "both versions of a clause": (
        swap(OTHER, "支持甲乙论坛成果落地。", "支持甲乙论坛成果落地，支撑甲乙论坛的成果落地。"),
        "N128",
        "两种写法",
    ),
}
SILENT: dict[str, Slip] = {
    "a note with its mark": swap(
        OTHER, "12项，支持甲乙论坛成果落地。\n", "12项[^1]，支持甲乙论坛成果落地。\n\n[^1]: 据市科委。\n"
    ),
    "what code shows": swap(HOME, "引言。", "引言，写作 `[^1]`。"),
    "a mark that is none": swap(HOME, "引言。", "引言\\[^1]。"),
    "the report's own mark alone": again(RAW.replace("12项", "12项①"), swap(OTHER, "外地", "外省")),
    "note and mark cut out": again(NOTED, both(swap(OTHER, f"\n{NOTE}\n", ""), swap(OTHER, "12项①", "12项"))),
    "two clauses with other figures": swap(OTHER, "签署协议12项，", "签署协议12项，签署各类协议15项，"),
    "a paragraph joined to the one before": swap(PAGE, "报告10份。\n\n", "报告10份。"),
    "a heading that is no longer one": swap(PAGE, "### 第一节 论坛与展会", "第一节 论坛与展会"),
    "two headings exchanged with their text": again(TWO, swap(PAGE, f"{ONE}\n{OTHER_ONE}", f"{OTHER_ONE}\n{ONE}")),
    "a heading and its text moved": swap(OTHER, "## 第二节 国内合作", "## 国内合作"),
}
CODES = ("W221", "W222", "W223", "N128", "N133")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small folder before anything goes wrong."""
    return taken_in(tmp_path_factory.mktemp("torn") / "sound")


def told(sound: Path, place: Path, slip: Slip) -> list[tuple[str, str]]:
    root = place / "root"
    shutil.copytree(sound, root)
    slip(root)
    return [(one.code, as_text(one, "zh")) for one in check(root.resolve()).problems if one.code in CODES]


@pytest.mark.parametrize("name", TOLD)
def test_what_was_torn_apart_is_told(name: str, sound: Path, tmp_path: Path) -> None:
    slip, code, said = TOLD[name]
    ((found, text),) = told(sound, tmp_path, slip)
    assert found == code and said in text, text


@pytest.mark.parametrize("name", SILENT)
def test_what_is_meant_is_not(name: str, sound: Path, tmp_path: Path) -> None:
    assert not told(sound, tmp_path, SILENT[name])
