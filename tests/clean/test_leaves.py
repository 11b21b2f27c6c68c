"""Which printed page a raw line stood on, held against pages that were set here."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.furniture.leaves import Paged, paged
from annals.clean.read import read_source
from tests.support.words import LEXICON

SUBJECTS = [
    "全省科技系统",
    "各地主管部门",
    "省属科研院所",
    "重点高等院校",
    "高新技术园区",
    "科技服务机构",
    "行业骨干企业",
    "市县科协组织",
]
VERBS = ["组织实施", "联合申报", "持续推进", "协同攻关", "有序开展", "重点支持", "稳步落实", "集中验收"]
OBJECTS = [
    "新材料研发项目",
    "农业育种课题",
    "海洋观测平台",
    "医疗器械试制",
    "成果转化基金",
    "技术合同登记",
    "青年人才计划",
    "国际合作基地",
]
WIDTH = 34
LINES = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A raw text and the page of each raw line that holds text, "" where no number tells it."""

    text: str
    truth: dict[int, str]


def running_text(count: int) -> list[str]:
    """Lines of equal width, none of them twice, that break in the middle of sentences."""
    draw = random.Random(16)
    text = ""
    while len(text) < count * WIDTH:
        text += "".join(map(draw.choice, (SUBJECTS, VERBS, OBJECTS))) + draw.choice(("，", "，", "。"))
    return [text[at : at + WIDTH] for at in range(0, count * WIDTH, WIDTH)]


def printed(labels: Sequence[str], form: str, *, head: bool = False, feed: bool = False) -> Printed:
    """Pages of running text, each with its number; an empty label: no number is printed."""
    lines: list[str] = []
    truth: dict[int, str] = {}
    words = iter(running_text(LINES * len(labels)))
    for page, label in enumerate(labels):
        number = [form.format(label)] if label else []
        lines += ["\f"] if feed and page else []
        lines += [*number, ""] if head and number else []
        for _ in range(LINES):
            lines.append(next(words))
            truth[len(lines)] = label
        lines += ["", *number, ""] if not head and number else []
    return Printed(text="\n".join(lines) + "\n", truth=truth)


def found(case: Printed, given: dict[str, int] | None = None) -> tuple[dict[int, str], Paged]:
    source = read_source("x", case.text.encode())
    cleaned, _ = clean_source(source, LEXICON)
    result = paged(source, cleaned.ledger, given or {})
    return {line: "".join(result.pages.labels(((line, line),))) for line in case.truth}, result


@pytest.mark.parametrize("feed", [False, True])
@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("form", ["— {} —", "第 {} 页", "· {} ·"])
def test_every_line_is_on_its_page(form: str, head: bool, feed: bool) -> None:
    case = printed([str(page) for page in range(58, 66)], form, head=head, feed=feed)
    lines, result = found(case)
    assert lines == case.truth
    assert (result.misfits, result.undecided) == ((), False)


def test_a_page_without_its_number_follows_from_its_neighbours_where_its_ends_are_known() -> None:
    case = printed(["58", "59", "", "61", "62"], "— {} —", feed=True)
    lines, _ = found(case)
    assert lines == {line: label or "60" for line, label in case.truth.items()}


def test_where_a_page_end_was_lost_nothing_is_said() -> None:
    """The number of page 60 is gone and with it the place where page 59 ends; what is said of the others is right."""
    case = printed(["58", "59", "", "61", "62", "63"], "— {} —")
    lines, _ = found(case)
    assert [lines[line] for line, label in case.truth.items() if label in ("58", "59", "62", "63")] == [
        label for label in case.truth.values() if label in ("58", "59", "62", "63")
    ]
    assert {lines[line] for line, label in case.truth.items() if label in ("", "61")} == {""}


def test_plates_without_a_number_are_no_pages_of_the_count() -> None:
    case = printed(["58", "59", "", "", "60", "61"], "— {} —", feed=True)
    assert found(case)[0] == case.truth


def test_a_digit_that_was_misread_is_told_and_the_page_follows_from_its_neighbours() -> None:
    right = printed(["58", "59", "60", "61", "62"], "— {} —", feed=True)
    wrong = Printed(text=right.text.replace("— 60 —", "— 90 —"), truth=right.truth)
    lines, result = found(wrong)
    assert lines == right.truth
    assert [number.label for number in result.misfits] == ["90"]


def test_a_preface_has_its_own_numbers() -> None:
    case = printed(["i", "ii", "iii", "1", "2", "3", "4"], "— {} —", feed=True)
    assert found(case)[0] == case.truth


def test_at_both_ends_a_number_tells_no_side() -> None:
    """Text before the first number and behind the last: it may be the foot of page 58 or the head of page 59."""
    case = printed(["58", "59", "60", "61"], "— {} —")
    rest = printed([""], "").text
    lines, result = found(Printed(text=case.text + rest, truth=case.truth))
    assert result.undecided
    assert set(lines.values()) == {""}


def test_what_an_editor_gives_holds() -> None:
    case = printed(["58", "59", "60", "61"], "— {} —")
    begins = {
        label: min(line for line, own in case.truth.items() if own == label) for label in ("58", "59", "60", "61")
    }
    assert found(case, begins)[0] == case.truth
    bare = printed(["", "", "", ""], "")
    lines, _ = found(bare, {"7": 1, "8": LINES + 1})
    assert [lines[1], lines[LINES], lines[LINES + 1]] == ["7", "7", "8"]
    assert lines[2 * LINES] == lines[4 * LINES] == "", "where page 8 ends nobody said"
