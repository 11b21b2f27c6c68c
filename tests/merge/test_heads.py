"""What an editor wrote in the head of a page outlives the page: it stands again when the page has text again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annals.edition.building import ingest
from annals.markdown.front import Front
from annals.model import Problem, Side
from tests.support.merge_stories import process, settle
from tests.support.small_folder import correct, put, swap, taken_in, write

OTHER, TOPIC, YML = "docs/2031/domestic-cooperation.md", "docs/topics/domestic-cooperation.md", "seeds/2031.yml"
RECORD = "seeds/.base/2031.jsonl"
HEAD = """---
# 题名待议
title: "国内合作与支援（2031）"
report: "2031"
topic: domestic-cooperation
status: 已校对
reviewed_by: 甲 2032-03
redirect_from: [2031/zhi-yuan.html]
source: 印本第 9 页
---
"""
Step = Callable[[Path], None]
GOES: dict[str, Step] = {
    "its heading is dropped": correct("drop: 第二节 国内合作"),
    "another topic takes it": swap("docs/topics/forums-and-expos.md", "order: 1", "order: 1\nsections: [2031#l9]"),
}
BACK: dict[str, Step] = {
    "another topic takes it": swap("docs/topics/forums-and-expos.md", "\nsections: [2031#l9]", ""),
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An editor has written the whole head of a page anew."""
    root = taken_in(tmp_path / "root").resolve()
    text = (root / OTHER).read_text("utf-8")
    put(OTHER, HEAD + Front.of(text).body)(root)
    process(root)
    return root


def codes(problems: list[Problem]) -> list[str]:
    """The codes of problems and of those that come of the same cause."""
    return [one.code for problem in problems for one in (problem, *problem.followers)]


def kept(root: Path) -> list[dict[str, str]]:
    found = map(json.loads, (root / RECORD).read_text("utf-8").splitlines())
    return [line for line in found if "head" in line]


def away(root: Path, step: Step, head: str = HEAD) -> None:
    """A page goes, and its editor is told what becomes of the head."""
    step(root)
    told = [problem for problem in process(root) if problem.code == "N119"]
    assert [problem.path for problem in told] == [OTHER] and not (root / OTHER).exists()
    (line,) = kept(root)
    assert (line["head"], line["text"]) == (OTHER.removeprefix("docs/"), head)
    assert "N119" not in codes(process(root)), "it is told when it happens"


def withdrawn(root: Path) -> None:
    put(YML, "year: 2031\n")(root)


def trust(root: Path) -> dict[str, str]:
    (report,) = ingest(root).edition.reports
    return {f"docs/{page.path}": page.trust for page in report.pages}


@pytest.mark.parametrize("way", GOES)
def test_a_page_comes_back_under_its_editors_head(place: Path, way: str) -> None:
    before = {path: path.read_text("utf-8") for path in (place / "docs/2031").iterdir()}
    away(place, GOES[way])
    BACK.get(way, withdrawn)(place)
    process(place)
    assert {path: path.read_text("utf-8") for path in (place / "docs/2031").iterdir()} == before
    assert trust(place)[OTHER] == "已校对" and kept(place) == []


def test_a_review_is_of_the_text_that_was_read(place: Path) -> None:
    away(place, GOES["its heading is dropped"])
    correct("replace: 签署协议12项, with: 签署协议21项")(place)
    assert "N205" in codes(process(place))
    text = (place / OTHER).read_text("utf-8")
    assert text.startswith(HEAD) and "21项" in text and trust(place)[OTHER] == "未校对"


def test_a_review_in_the_same_step_is_of_the_text_before_it(tmp_path: Path) -> None:
    """A name and a correction at once: what was read is what stood there until now."""
    root = taken_in(tmp_path / "root").resolve()
    swap(OTHER, "status: 未校对", "status: 已校对\nreviewed_by: 甲")(root)
    correct("drop: 第二节 国内合作")(root)
    assert "N119" in codes(process(root))
    correct("replace: 签署协议12项, with: 签署协议21项")(root)
    process(root)
    assert trust(root)[OTHER] == "未校对"
    withdrawn(root)
    process(root)
    assert trust(root)[OTHER] == "已校对"


def test_a_head_as_the_machine_wrote_it_is_not_kept(tmp_path: Path) -> None:
    root = taken_in(tmp_path / "root").resolve()
    correct("drop: 第二节 国内合作")(root)
    assert "N119" not in codes(process(root)) and kept(root) == [] and not (root / OTHER).exists()


def test_a_page_that_its_editor_called_otherwise_keeps_that_name(place: Path) -> None:
    other = OTHER.replace("domestic-cooperation", "aid")
    text = (place / OTHER).read_text("utf-8")
    (place / OTHER).rename(place / other)
    process(place)
    correct("drop: 第二节 国内合作")(place)
    process(place)
    assert not (place / other).exists() and not (place / OTHER).exists()
    withdrawn(place)
    process(place)
    assert (place / other).read_text("utf-8") == text and not (place / OTHER).exists()


def test_a_name_that_another_page_has_meanwhile_is_left_to_it(place: Path) -> None:
    other = OTHER.replace("domestic-cooperation", "aid")
    (place / OTHER).rename(place / other)
    process(place)
    correct("drop: 第二节 国内合作")(place)
    process(place)
    own = HEAD.replace("国内合作与支援", "另写的一页") + "\n> **编者注** 另写的。\n"
    put(other, own)(place)
    process(place)
    withdrawn(place)
    process(place)
    assert (place / other).read_text("utf-8") == own and (place / OTHER).read_text("utf-8").startswith(HEAD)


@pytest.mark.parametrize(("side", "title"), [(Side.MINE, "国内合作与支援（2031）"), (Side.THEIRS, "区域协作（2031）")])
def test_what_both_changed_meanwhile_is_asked(place: Path, side: Side, title: str) -> None:
    away(place, GOES["its heading is dropped"])
    swap(TOPIC, "title: 国内合作", "title: 区域协作")(place)
    withdrawn(place)
    told = [problem for problem in process(place) if problem.code == "E114"]
    assert [(problem.path, dict(problem.details)["block"]) for problem in told] == [(OTHER, "title")]
    # The page is there meanwhile, as its editor had it; the question stays.
    text, record = (place / OTHER).read_text("utf-8"), (place / RECORD).read_text("utf-8")
    assert text.startswith(HEAD) and "12项" in text
    assert [problem for problem in process(place) if problem.code == "E114"] == told
    assert ((place / OTHER).read_text("utf-8"), (place / RECORD).read_text("utf-8")) == (text, record)
    settle(place, side)
    assert Front.of((place / OTHER).read_text("utf-8")).values["title"] == title
    assert "E114" not in codes(process(place))


def test_what_the_machine_alone_changed_meanwhile_comes_in(place: Path) -> None:
    swap(OTHER, '"国内合作与支援（2031）"', "国内合作（2031）")(place)
    process(place)
    correct("drop: 第二节 国内合作")(place)
    process(place)
    swap(TOPIC, "title: 国内合作", "title: 区域协作")(place)
    withdrawn(place)
    process(place)
    values = Front.of((place / OTHER).read_text("utf-8")).values
    assert (values["title"], values["status"], values["source"]) == ("区域协作（2031）", "已校对", "印本第 9 页")


def test_a_topic_that_gets_another_name_meanwhile_takes_it_along(place: Path) -> None:
    away(place, GOES["its heading is dropped"])
    old, new = place / TOPIC, place / TOPIC.replace("domestic-cooperation", "regions")
    new.write_text(
        old.read_text("utf-8").replace("order: 2", "order: 2\nredirect_from: [domestic-cooperation]"), "utf-8"
    )
    old.unlink()
    process(place)
    withdrawn(place)
    process(place)
    text = (place / OTHER.replace("domestic-cooperation", "regions")).read_text("utf-8")
    assert text.startswith(HEAD.replace("topic: domestic-cooperation", "topic: regions"))


@pytest.mark.parametrize("when", ["away", "back"])
def test_a_record_made_again_keeps_it(place: Path, when: str) -> None:
    away(place, GOES["its heading is dropped"])
    lines = (place / RECORD).read_text("utf-8").splitlines()
    (place / RECORD).write_text("".join(line + "\n" for line in (*lines, "<<<<<<< a")), "utf-8")
    if when == "back":
        withdrawn(place)
    process(place, rebuild=True)
    withdrawn(place)
    process(place)
    assert (place / OTHER).read_text("utf-8").startswith(HEAD)


@pytest.mark.parametrize("first", [True, False], ids=["away before", "at once"])
def test_words_that_are_taken_down_do_not_stay_in_it(place: Path, first: bool) -> None:
    swap(OTHER, "印本第 9 页", "签署协议12项一页")(place)
    process(place)
    if first:
        correct("drop: 第二节 国内合作")(place)
        process(place)
        assert "签署协议12项" in kept(place)[0]["text"]
    put(
        YML,
        "corrections:\n  - {drop: 第二节 国内合作, cause: slip, certainty: certain, reason: 试}\n"
        "  - {withhold: 签署协议12项, cause: removal, reason: 试}\n",
    )(place)
    process(place)
    assert "签署协议12项" not in (place / RECORD).read_text("utf-8") and "已校对" in kept(place)[0]["text"]


def test_words_that_are_taken_down_as_it_comes_back_are_not_written_again(place: Path) -> None:
    swap(OTHER, "印本第 9 页", "签署协议12项一页")(place)
    process(place)
    away(place, GOES["its heading is dropped"], HEAD.replace("印本第 9 页", "签署协议12项一页"))
    put(YML, "corrections:\n  - {withhold: 签署协议12项, cause: removal, reason: 试}\n")(place)
    process(place)
    text = (place / OTHER).read_text("utf-8")
    assert "签署协议12项" not in text and "source: ■■■■■■■一页" in text


def test_a_report_of_which_no_page_is_left_keeps_them(tmp_path: Path) -> None:
    root, page = taken_in(tmp_path / "root").resolve(), "docs/2032/domestic-cooperation.md"
    write(root, "seeds/2032.txt", "第一节 国内合作\n\n2032年，与外地签署协议12项。\n")
    process(root)
    swap(page, "status: 未校对", "status: 已校对\nreviewed_by: 甲")(root)
    process(root)
    before = (root / page).read_text("utf-8")
    drops = (
        f"  - {{drop: {words}, cause: slip, certainty: certain, reason: 试}}\n"
        for words in ("第一节 国内合作", "2032年，与外地签署协议12项。")
    )
    put("seeds/2032.yml", "year: 2032\ncorrections:\n" + "".join(drops))(root)
    assert "N119" in codes(process(root)) and not (root / page).exists()
    process(root)
    put("seeds/2032.yml", "year: 2032\n")(root)
    process(root)
    assert (root / page).read_text("utf-8") == before
