"""Each merge begins from the pages as an editor had them before the machine changed them: what is taken back leaves nothing behind."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import (
    CLOSES,
    OPENS,
    box,
    correct,
    corrected,
    corrected_for_good,
    drop,
    edit,
    heading,
    level,
    move,
    pages,
    process,
    settle,
)
from tests.support.small_folder import put, swap, write
from tests.support.stories import seed

TALENT, COURSE = "全省引进各类高层次人才320名，覆盖全部高新区。新设工作站12个。", "共有学员25人参加，结业率九成。"
FAIR, DRUGS = "成果拍卖会办了4届，十分热闹。", "获批新药3个，临床批件21件。"
TEXT = f"第一节 人才引进\n\n{TALENT}\n\n{COURSE}\n\n第二节 人才培养\n\n{FAIR}\n\n{DRUGS}\n"


@pytest.fixture
def page(root: Path) -> Path:
    assert given(root) == []
    return root / "docs/x/other.md"


def given(root: Path, *corrections: str) -> list[str]:
    return [code for code in corrected_for_good(root, TEXT, *corrections) if code.startswith("E")]


def kept(root: Path) -> list[dict[str, object]]:
    lines = map(json.loads, (root / "seeds/.base/x.jsonl").read_text("utf-8").splitlines())
    return [line for line in lines if "earlier" in line]


SWAPPED = (f"{TALENT}\n\n{COURSE}", f"{COURSE}\n\n{TALENT}")
MEANWHILE = {
    "a note": (COURSE, f"{COURSE}\n\n> **编者注** 甲。"),
    "a paragraph": (FAIR, f"{FAIR}\n\n编者加的一段。"),
    "a word beside what is corrected": ("12个", "十二个"),
    "a word of a paragraph that comes back elsewhere": ("九成", "九成以上"),
    "a title": ("## 第二节 人才培养", "## 第二节 人才的培养"),
    "a page's title": ("title: 其他", "title: 其余"),
}


@pytest.mark.parametrize("name", MEANWHILE)
def test_what_an_editor_does_meanwhile_stays(root: Path, page: Path, name: str) -> None:
    edit(page, SWAPPED)
    edited = page.read_text("utf-8")
    corrections = [correct("320名", "330名"), move(COURSE, FAIR), drop(DRUGS)]
    given(root, *corrections)
    edit(page, MEANWHILE[name])
    now = page.read_text("utf-8")
    assert given(root, *corrections) == [] and page.read_text("utf-8") == now
    assert kept(root), "it is told what the editor did"
    for left in (corrections[1:], corrections[:1], []):
        given(root, *left)
    assert page.read_text("utf-8") == edited.replace(*MEANWHILE[name])


def test_what_an_editor_does_in_the_step_in_which_a_level_is_taken_back(root: Path, page: Path) -> None:
    first = TALENT.partition("。")[0]
    edit(page, (f"{first}。", "#### 全省引进各类高层次人才320名\n\n覆盖全部高新区。"))
    edited = page.read_text("utf-8")
    word, deeper = correct("4届", "5届"), level(first, 3)
    given(root, word)
    assert given(root, word, deeper) == ["E114"]
    settle(root, Side.MINE)
    added = COURSE, f"{COURSE}\n\n编者加的一段。"
    edit(page, added)
    assert given(root, word) == [] and given(root) == []
    assert page.read_text("utf-8") == edited.replace(*added)


def test_what_an_editor_did_to_what_the_machine_made_begins_anew(root: Path, page: Path) -> None:
    edit(page, SWAPPED)
    put_in = heading("补上的标题", "共有学员25人", 3)
    given(root, put_in)
    edit(
        page,
        ("### 补上的标题\n\n", f"### 补上的标题\n\n> **编者注** 甲。\n\n{DRUGS}\n\n"),
        (f"{FAIR}\n\n{DRUGS}", FAIR),
    )
    now = page.read_text("utf-8")
    assert given(root, put_in) == [] and page.read_text("utf-8") == now
    given(root, put_in, correct("4届", "5届"))
    assert page.read_text("utf-8") == now.replace("4届", "5届")
    given(root, put_in)
    assert page.read_text("utf-8") == now


def test_nothing_is_kept_of_pages_that_nobody_edited_or_that_are_as_they_were(root: Path, page: Path) -> None:
    given(root, drop(DRUGS))
    assert kept(root) == [], "nobody edited it"
    given(root)
    edit(page, SWAPPED)
    given(root)
    assert kept(root) == [], "the machine changed nothing"
    given(root, drop(DRUGS))
    assert len(kept(root)) == 1
    given(root)
    assert kept(root) == []


def test_who_took_the_machines_side_gave_up_what_was_there(root: Path, page: Path) -> None:
    edit(page, SWAPPED, ("12个", "13个"))
    edited = page.read_text("utf-8")
    word = correct("12个", "14个")
    assert given(root, word) == ["E114"]
    settle(root, Side.THEIRS)
    for some, number in (([word, drop(DRUGS)], "14个"), ([word], "14个"), ([], "12个")):
        assert given(root, *some) == []
        assert number in page.read_text("utf-8")
    assert page.read_text("utf-8") == edited.replace("13个", "12个")


def test_who_kept_their_own_is_not_asked_again(root: Path, page: Path) -> None:
    edit(page, SWAPPED, ("12个", "13个"))
    edited = page.read_text("utf-8")
    word = correct("12个", "14个")
    assert given(root, word) == ["E114"] and page.read_text("utf-8") == edited
    settle(root, Side.MINE)
    for some in ([word, drop(DRUGS)], [word], [word, correct("320名", "330名")], []):
        assert given(root, *some) == []
    assert page.read_text("utf-8") == edited


@pytest.mark.parametrize("shown", [True, False], ids=["shown again", "down"])
def test_words_that_are_taken_down_do_not_stay_in_what_is_kept(root: Path, page: Path, *, shown: bool) -> None:
    edit(page, SWAPPED, ("九成", "九成以上"))
    edited = page.read_text("utf-8")
    given(root, drop(DRUGS))
    secret = "共有学员25人参加"
    hold = f"  - {{withhold: {secret}, reason: 当事人请求, cause: removal}}\n"
    assert given(root, drop(DRUGS), hold) == []
    record = (root / "seeds/.base/x.jsonl").read_text("utf-8")
    assert secret not in record and len(kept(root)) == 1
    assert given(root, *([] if shown else [hold])) == []
    cover = secret if shown else "■" * len(secret)
    assert page.read_text("utf-8") == edited.replace(secret, cover)


def test_a_topic_that_gets_another_name_takes_it_along(tmp_path: Path) -> None:
    topic = "docs/topics/domestic-cooperation.md"
    write(tmp_path, "seeds/x.txt", TEXT)
    write(tmp_path, "seeds/x.yml", "year: 2019\n")
    write(tmp_path, topic, "---\ntitle: 国内合作\nwords: [人才培养]\norder: 1\n---\n")
    write(tmp_path, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    process(tmp_path)
    page = tmp_path / "docs/x/domestic-cooperation.md"
    edit(page, (f"{FAIR}\n\n{DRUGS}", f"{DRUGS}\n\n{FAIR}"))
    edited = page.read_text("utf-8")
    put("seeds/x.yml", f"year: 2019\ncorrections:\n{drop(FAIR)}")(tmp_path)
    process(tmp_path)
    (tmp_path / topic).rename(tmp_path / "docs/topics/support.md")
    swap("docs/topics/support.md", "order: 1", "order: 1\nredirect_from: [domestic-cooperation]")(tmp_path)
    process(tmp_path)
    put("seeds/x.yml", "year: 2019\n")(tmp_path)
    process(tmp_path)
    now = (tmp_path / "docs/x/support.md").read_text("utf-8")
    assert now == edited.replace("topic: domestic-cooperation", "topic: support")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A report on two pages, both of which an editor has edited."""
    write(tmp_path, "seeds/x.txt", TEXT)
    write(tmp_path, "seeds/x.yml", "year: 2019\n")
    write(tmp_path, "docs/topics/training.md", "---\ntitle: 培养\nwords: [人才培养]\norder: 1\n---\n")
    write(tmp_path, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    process(tmp_path)
    edit(tmp_path / "docs/x/training.md", (f"{FAIR}\n\n{DRUGS}", f"{DRUGS}\n\n{FAIR}"))
    edit(tmp_path / "docs/x/other.md", SWAPPED)
    process(tmp_path)
    return tmp_path


TIED = drop(DRUGS), correct("12个", "13个"), move(COURSE, FAIR)
"""A correction of the one page, one of the other, and one that moves a paragraph from this to that."""


def come_and_go(root: Path, coming: tuple[str, ...], all_going: Iterable[tuple[str, ...]]) -> None:
    edited = pages(root)
    for going in all_going:
        for some in (coming[:1], coming[:2], coming, going[1:], going[2:], ()):
            put("seeds/x.yml", f"year: 2019\n{'corrections:' * bool(some)}\n{''.join(some)}")(root)
            assert [problem.code for problem in process(root) if problem.code.startswith("E")] == []
        assert pages(root) == edited


@pytest.mark.parametrize("coming", [*permutations(TIED)])
def test_pages_that_a_correction_ties_together_are_kept_together(two: Path, coming: tuple[str, ...]) -> None:
    come_and_go(two, coming, (coming, coming[::-1]))


@pytest.mark.soak
@pytest.mark.parametrize("coming", [*permutations(TIED)])
def test_pages_are_kept_together_in_whatever_order_corrections_go(two: Path, coming: tuple[str, ...]) -> None:
    come_and_go(two, coming, permutations(TIED))


OWN = f"{OPENS}### 合在一起\n\n{FAIR}\n\n{DRUGS}{CLOSES}"


def test_what_a_correction_moves_out_of_the_midst_of_a_box_leaves_it_whole(root: Path, page: Path) -> None:
    edit(page, (f"{FAIR}\n\n{DRUGS}", OWN))
    given(root, move(FAIR, TALENT))
    text = page.read_text("utf-8")
    assert f"{OPENS}### 合在一起\n\n{DRUGS}{CLOSES}" in text and f"{TALENT}\n\n{FAIR}\n\n{COURSE}" in text


def test_a_box_all_of_which_a_correction_moves_goes_with_its_heading(root: Path, page: Path) -> None:
    boxed = f"{OPENS}### 会\n\n{FAIR}\n\n> **编者注** 甲。{CLOSES}"
    edit(page, (FAIR, boxed))
    given(root, move(FAIR, TALENT))
    assert f"{TALENT}\n\n{boxed}\n\n{COURSE}" in page.read_text("utf-8")


def test_a_heading_that_is_put_in_within_a_box_stands_in_it(root: Path, page: Path) -> None:
    edit(page, (f"{FAIR}\n\n{DRUGS}", OWN))
    given(root, heading("新药", "获批新药3个"))
    text = page.read_text("utf-8")
    assert text.count("<div") == 1 and f"{FAIR}\n\n#### 新药\n\n{DRUGS}{CLOSES}" in text


def test_a_box_whose_title_an_editor_took_out_is_a_box(root: Path) -> None:
    text = TEXT.replace(FAIR, f"健全工作机制：\n\n{FAIR}")
    corrected(root, text)
    page = root / "docs/x/other.md"
    title = next(line for line in page.read_text("utf-8").split("\n") if "健全工作机制" in line)
    edit(page, (f"{title}\n\n", ""))
    assert corrected(root, text, box("健全工作机制", "十分热闹。")) == [
        "N107"
    ] and OPENS + FAIR + CLOSES in page.read_text("utf-8")


def test_a_heading_that_never_stood_is_not_gone(root: Path, page: Path) -> None:
    first = TALENT.partition("。")[0]
    edit(page, (f"{first}。", ""))
    assert corrected(root, TEXT, level(first, 3)) == ["N110"]


def test_what_is_kept_is_read_line_by_line(root: Path, page: Path) -> None:
    edit(page, SWAPPED)
    given(root, drop(DRUGS))
    (line,) = kept(root)
    assert line.keys() == {"earlier", "blocks", "given", "goals", "known"}
    seed(root, text=TEXT, yml="year: 2019\n")
    record = root / "seeds/.base/x.jsonl"
    record.write_text(record.read_text("utf-8").replace('"behind": "', '"behind": 3, "x": "'), "utf-8")
    assert "E116" in [problem.code for problem in process(root)]
