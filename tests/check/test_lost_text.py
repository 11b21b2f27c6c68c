"""Text of a report that is on no page any more is told once, where it stood, with what that breaks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.check.lost_reasons import PageReading
from annals.edition.checking import check
from annals.markdown.front import Front
from annals.model import Phrase, Problem
from tests.support.small_folder import PAGE, both, put, swap, taken_in

FIRST = "2031年3月1日，第3届甲乙论坛在某地举行"
SECOND = "2031年，市科委组织企业参加甲乙论坛。"
WHOLE = f"{FIRST}，丹麦担任主宾国。论坛以“开放”为题，发布报告10份。"
DOMESTIC = "docs/2031/domestic-cooperation.md"
Slip = Callable[[Path], None]


def withdrawn(root: Path) -> None:
    (root / PAGE).unlink()
    put(
        "docs/about/withdrawn.yml",
        "# 一\n- {address: 2031/forums-and-expos.html, date: 2031-05-01, reason: 试}\n",
    )(root)


def over(root: Path) -> None:
    shutil.copy(root / DOMESTIC, root / PAGE)


def heading(instead: str) -> Slip:
    cited = swap("docs/entities/jia-yi.md", "[2031#l5]", "[2031#l3]")
    return both(swap(PAGE, "### 第一节 论坛与展会", instead), cited)


# How a paragraph comes to be none, where that is told, why, and how many follow.
SLIPS: dict[str, tuple[Slip, str, int | None, str, int]] = {
    "code": (swap(PAGE, FIRST, f"    {FIRST}"), PAGE, 12, "lost-code", 1),
    "a tab": (swap(PAGE, FIRST, f"\t{FIRST}"), PAGE, 12, "lost-code", 1),
    "a note goes on": (swap(PAGE, FIRST, f"> **编者注** 待查。\n{FIRST}"), PAGE, 13, "lost-note", 1),
    "a note quotes it": (swap(PAGE, FIRST, f"> **编者注** 待查。\n> {FIRST}"), PAGE, 13, "lost-read", 1),
    "a fence": (swap(PAGE, FIRST, f"```\n{FIRST}"), PAGE, 12, "lost-fence", 1),
    "a heading runs into its text": (
        both(
            swap(PAGE, "### 第一节 论坛与展会\n\n", "### 第一节 论坛与展会 "),
            swap("docs/entities/jia-yi.md", "[2031#l5]", "[2031#l3]"),
        ),
        PAGE,
        10,
        "lost-headed",
        1,
    ),
    "a sign of quoting before it": (swap(PAGE, FIRST, f"> {FIRST}"), PAGE, 12, "lost-quoted", 1),
    "target of links": (swap(PAGE, FIRST, f"[1]: {FIRST}"), PAGE, 12, "lost-target", 1),
    "a heading in bold type above its text": (heading("**第一节 论坛与展会**\n话。"), PAGE, 10, "lost-heading", 1),
    "deleted": (swap(PAGE, f"{WHOLE}\n\n", ""), PAGE, 12, "lost-before", 1),
    "deleted at the end": (swap(PAGE, f"{WHOLE}\n\n{SECOND}\n", ""), PAGE, 10, "lost-behind", 1),
    "moved": (
        both(swap(PAGE, f"{WHOLE}\n\n", ""), swap("docs/index.md", "引言。", WHOLE)),
        PAGE,
        12,
        "lost-moved",
        1,
    ),
    "withdrawn": (withdrawn, "docs/about/withdrawn.yml", 2, "lost-withdrawn", 1),
    "another page over it": (over, PAGE, None, "lost-copied", 1),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("base") / "root"
    return taken_in(root)


def told(base: Path, place: Path, slip: Slip) -> tuple[Problem, ...]:
    root = place / "root"
    shutil.copytree(base, root)
    slip(root)
    return check(root.resolve()).problems


@pytest.mark.parametrize("kind", SLIPS)
def test_the_place_is_told_and_what_follows_is_counted(kind: str, base: Path, tmp_path: Path) -> None:
    slip, path, line, why, least = SLIPS[kind]
    found = told(base, tmp_path, slip)
    lost = [problem for problem in found if problem.code == "E251"]
    assert [(problem.path, problem.line) for problem in lost] == [(path, line)]
    reason = dict(lost[0].details)["why"]
    assert isinstance(reason, Phrase) and reason.key == why
    assert len(lost[0].followers) >= least
    assert not [problem for problem in found if problem.code in ("E203", "E210", "E217", "W201")]


def test_what_nothing_refers_to_may_be_deleted(base: Path, tmp_path: Path) -> None:
    assert not told(base, tmp_path, swap(PAGE, f"\n{SECOND}\n", ""))


def test_what_is_read_as_code_is_told_though_nothing_refers_to_it(base: Path, tmp_path: Path) -> None:
    (found,) = told(base, tmp_path, swap(PAGE, SECOND, f"    {SECOND}"))
    assert (found.code, found.line) == ("E251", 14)


def test_another_slip_is_told_beside_it(base: Path, tmp_path: Path) -> None:
    slip = both(swap(PAGE, FIRST, f"    {FIRST}"), swap("docs/entities/jia-yi.md", "[2031#l5]", "[2031#l6]"))
    found = told(base, tmp_path, slip)
    assert [problem.code for problem in found] == ["E251", "E203"]
    assert found[1].detail("reference") == "2031#l6"


CURES = {
    "### 第一节 论坛与展会 " + FIRST: ("第一节 论坛与展会", "cure-part-behind"),
    "### 展会 " + FIRST: (FIRST, "cure-part"),
    "> " + FIRST: (FIRST, "cure-quoted"),
    "甲。" + FIRST: (FIRST, "cure-part"),
    FIRST + "，乙。": (FIRST, "cure-part-behind"),
    WHOLE[:34] + "：改写得认不出。": (WHOLE, "cure-tell-apart"),
    "甲。\n" + FIRST: (FIRST, "cure-apart"),
    f"```suggestion\n{FIRST}\n```": (FIRST, "cure-both-fences"),
    f"```suggestion\n{FIRST}": (FIRST, "cure-open-fence"),
}


@pytest.mark.parametrize("body", CURES)
def test_what_is_told_to_do_changes_how_it_is_read(body: str) -> None:
    text, cure = CURES[body]
    found = PageReading(Front.of(body + "\n")).reason_of(text, is_heading=text.startswith("第一节"))
    assert found is not None and found.cure.key == cure
    assert (found.why.key == "lost-in-heading") is body.startswith("### 展会")


def test_what_a_note_quotes_is_no_slip() -> None:
    reading = PageReading(Front.of(f"> **编者注** 待查。\n> {FIRST}\n"))
    found = reading.reason_of(FIRST)
    assert found is not None and found.meant
    assert reading.reason_of("另一段完全不同的文字，别处也没有。") is None


@pytest.mark.parametrize(
    ("above", "why"), [("- 甲", "lost-list"), ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "lost-table")]
)
def test_what_goes_on_without_a_blank_line_is_named(above: str, why: str) -> None:
    found = PageReading(Front.of(f"{above}\n{FIRST}\n")).reason_of(FIRST)
    assert found is not None and (found.why.key, found.meant, found.line) == (why, False, above.count("\n") + 2)


def test_a_heading_in_bold_type_is_named_as_one() -> None:
    found = PageReading(Front.of("甲。\n\n**7月**\n\n乙。\n")).reason_of("7月", is_heading=True)
    assert found is not None and (found.why.key, found.cure.key, found.line) == ("lost-heading", "cure-heading", 3)
    joined = PageReading(Front.of("甲。\n**7月**\n\n乙。\n")).reason_of("7月", is_heading=True)
    assert joined is not None and joined.cure.key == "cure-apart"


def test_what_an_editor_rewrote_is_told_by_each_reference_and_not_as_deleted(base: Path, tmp_path: Path) -> None:
    found = told(base, tmp_path, swap(PAGE, WHOLE, "甲县承办的集会换到秋天，来宾五百，会期两日，费用自理。"))
    codes = {problem.code for problem in found}
    assert "E203" in codes and "E251" not in codes
