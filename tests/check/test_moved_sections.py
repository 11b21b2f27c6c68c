"""Sections that a word of a topic draws to its page are told once, with the word; what a topic names is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.check.telling import as_text
from annals.edition.checking import check
from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.small_folder import RAW, put, swap, taken_in

LEFT, RIGHT = "docs/topics/forums-and-expos.md", "docs/topics/domestic-cooperation.md"
SERIES = "\n（一）引进人才\n\n引进人才三百名。\n\n（二）筹备论坛\n\n1. 开会\n\n筹备会开了四次。\n\n（三）修订章程\n\n章程修订两章。\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return taken_in(tmp_path / "root")


def told(root: Path, code: str = "N113") -> list[str]:
    return [as_text(one, "zh") for one in check(root.resolve()).problems if one.code == code]


def test_a_word_that_draws_a_section_is_told_until_it_is_written(root: Path) -> None:
    assert not told(root)
    swap(RIGHT, "words: [国内]", "words: [国内, 论坛与展会]")(root)
    (text,) = told(root)
    assert text.startswith(
        f"{RIGHT}  提示 N113  专题的词“论坛与展会”把“第一节 论坛与展会”从“论坛与展会”移到了“国内合作”"
    )
    assert "2031#l3 写进" in text
    carry_out(root, ingest(root.resolve()).writes)
    assert not told(root)


def test_a_word_that_is_gone_is_what_was_wanted(root: Path) -> None:
    swap(RIGHT, "words: [国内]", "words: [外省]")(root)
    assert not told(root)


def test_what_goes_along_against_its_own_word_is_told(root: Path) -> None:
    put("seeds/2031.txt", RAW + "\n（一）论坛筹备\n\n筹备会开了四次。\n\n章程修订了两章。\n")(root)
    carry_out(root, ingest(root.resolve()).writes)
    put("docs/topics/plans.md", "---\ntitle: 规划\nsections: [2031#l9]\norder: 3\n---\n")(root)
    (text,) = told(root)
    assert "连带把“（一）论坛筹备”从“论坛与展会”移到了“规划”" in text


def test_what_a_topic_names_is_meant(root: Path) -> None:
    swap(RIGHT, "order: 2", "order: 2\nsections: [2031#l3]")(root)
    assert not told(root)


def test_what_goes_along_with_what_a_topic_names_is_meant(root: Path) -> None:
    below = "（一）筹备\n\n开会四次。\n\n章程修订两章。\n\n第二节 国内合作"
    put("seeds/2031.txt", RAW.replace("第二节 国内合作", below))(root)
    carry_out(root, ingest(root.resolve()).writes)
    swap(RIGHT, "order: 2", "order: 2\nsections: [2031#l3]")(root)
    assert not told(root)


def test_what_a_topic_no_longer_names_goes_back_to_what_is_around_it(root: Path) -> None:
    put("seeds/2031.txt", RAW + "\n（一）论坛筹备\n\n筹备会开了四次。\n\n章程修订了两章。\n")(root)
    for topic, named in ((RIGHT, "2031#l9"), (LEFT, "2031#l13")):
        swap(topic, "title:", f"sections: [{named}]\ntitle:")(root)
    carry_out(root, ingest(root.resolve()).writes)
    swap(LEFT, "sections: [2031#l13]\n", "")(root)
    assert not told(root)


def test_another_raw_text_is_no_change_of_topics(root: Path) -> None:
    (root / "seeds/2031.txt").write_text(RAW.replace("第二节 国内合作", "第二节 论坛合作"), "utf-8")
    assert not told(root)


def test_a_renamed_topic_moves_nothing(root: Path) -> None:
    (root / RIGHT).rename(root / "docs/topics/home.md")
    swap("docs/topics/home.md", "order: 2", "order: 2\nredirect_from: [domestic-cooperation]")(root)
    assert not told(root)


def test_what_would_go_along_is_told_with_a_proposal(root: Path) -> None:
    put("seeds/2031.txt", RAW + SERIES)(root)
    (text,) = told(root, "N106")
    assert "2031#l17（它下面的 1 节一起移：1. 开会）" in text


def correction(before: str) -> str:
    return f"corrections:\n  - {{heading: 主宾国, level: 3, before: {before}, cause: picture, certainty: certain, reason: 试}}\n"


@pytest.mark.parametrize(
    ("before", "count"), [("丹麦担任主宾国", 1), ("2031年3月1日", 0), ("2031年，市科委", 0), ("国内合作", 0)]
)
def test_a_heading_put_before_the_middle_of_a_paragraph(root: Path, before: str, count: int) -> None:
    put("seeds/2031.yml", correction(before))(root)
    assert len(told(root, "N125")) == count
