"""Signs that headings, titles, lists and their numbers give by what stands around them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annals.check.heading_signs import deep_headings, label_headings, plain_headings, unmarked
from annals.check.signs import Sign
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.edition.ingesting import ingest
from annals.markdown.read import text_of
from annals.model import Block, SectionKind
from annals.structure.document import document_of
from annals.text.lexicon import changed_lexicon
from annals.text.numerals import in_han
from tests.check.test_doubts import BODY, doubts, told_of
from tests.support.stories import seed
from tests.support.words import LEXICON


def test_a_short_line_between_wrapped_paragraphs_may_be_a_heading() -> None:
    lines = ["全年举办培训三十场，参加的学员有两千多人，来自全", "市各个区县，其中半数是第一次参加培训，反映良好。"]
    more = ["教材全部重新编写，由市里统一印发，各区县按照要求", "认真组织教学活动，并且写出了总结，学员普遍满意。"]
    text = "第一章 培训\n1.1 师资\n" + "\n".join([*lines, "好。", "{}", *more, "好。"]) + "\n1.2 教材\n学员满意。\n"
    assert told_of(text.format("培训的对象")) == [("unmarked", 6)]
    assert told_of(text.format("培训的对象：")) == []
    assert told_of(text.format("2031年5月")) == []


def test_what_announces_or_begins_no_title_is_told_by_an_editions_own_words() -> None:
    own, _ = changed_lexicon(LEXICON, "no-title: {add: [培训]}\nfollowing: {add: [这些]}", "docs/lexicon.yml")
    cleaned, _ = clean_source(read_source("x", "\n\n".join([f"第一章 概述\n\n{BODY}", BODY, BODY]).encode()), LEXICON)
    heading, *blocks = document_of(cleaned, LEXICON)[0].blocks
    told = list(zip(blocks, (BODY, "培训的对象", BODY), strict=True))
    assert [len(list(unmarked(told, lexicon))) for lexicon in (LEXICON, own)] == [1, 0]
    announced = [(replace(heading, numbered=True), "学员有这些："), (blocks[0], BODY)]
    assert [len(list(label_headings(announced, lexicon))) for lexicon in (LEXICON, own)] == [0, 1]


def test_a_paragraph_that_breaks_off_in_a_word_is_told() -> None:
    torn = "培训由各区承办，市里负责安排师资，编写教材，检查教学，并且按季度公"
    assert told_of(f"第一章 培训\n\n{torn}\n\n布结果，各区都说有用。\n\n{BODY}\n") == [("unended", 3)]
    assert told_of(f"第一章 培训\n\n{torn}\n\n（二）结果各区都说有用。\n\n{BODY}\n") == []


@pytest.mark.parametrize(
    ("titles", "lines"),
    [
        (["开展远程培训的单位有市里的和各"], [9]),
        (["培训的对象", "培训的内容"], []),
        ([], []),
    ],
)
def test_a_lone_heading_without_a_number_in_an_outline_of_numbers_is_told(titles: list[str], lines: list[int]) -> None:
    parts = [f"# {number} 培训的第{in_han(number)}部分\n\n{BODY}" for number in range(1, 10)]
    parts[1:1] = [f"## 1.1 师资\n\n{BODY}", *(f"### {title}\n\n{BODY}" for title in titles)]
    found = doubts("\n\n".join([*parts, ""]).encode())
    assert [place.line for place in found.places if place.sign is Sign.UNNUMBERED] == lines


@pytest.mark.parametrize(
    ("levels", "lines"),
    [((1, 2, 3, 3), []), ((1, 3, 3, 2), [5]), ((1, 2, 4, 4), [9]), ((2, 1, 1, 3), [13])],
    ids=["each-below-the-next", "told-once-for-siblings", "further-down", "at-the-end"],
)
def test_a_heading_that_skips_a_level_is_told(levels: tuple[int, ...], lines: list[int]) -> None:
    text = "\n\n".join(f"第{number}章 培训\n\n{BODY}" for number in "一二三四")
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    blocks = [(block, text_of(block.content)) for block in document_of(cleaned, LEXICON)[0].blocks]
    wanted = iter(levels)
    blocks = [
        (block if block.section is None else replace(block, level=next(wanted)), words) for block, words in blocks
    ]
    assert [place.line for place in deep_headings(blocks)] == lines


def test_a_heading_without_a_word_below_it_is_told() -> None:
    text = f"# 培训情况\n\n## 第一节 师资\n\n{BODY}\n\n## 上级签名\n\n## 第二节 教材\n\n{BODY}\n"
    assert told_of(text) == [("empty-heading", 7)]


def test_the_number_of_a_heading_alone_in_a_line_is_told_with_its_words() -> None:
    found = doubts(f"第一章 培训\n\n1.1\n\n目标\n\n{BODY}\n\n1.2\n\n适用范围\n\n{BODY}\n".encode())
    assert [(place.sign, place.line, place.last) for place in found.places if place.sign is Sign.NUMBER] == [
        (Sign.NUMBER, 3, 5),
        (Sign.NUMBER, 9, 11),
    ]


def test_the_lines_of_a_title_that_is_no_heading_are_told() -> None:
    chapters = "".join(
        f"第{number}章 {name}\n{BODY}\n" for number, name in zip("123", ("概述", "安全", "经费"), strict=True)
    )
    cover = "海滨市培训办法 V1.0\n甲乙科技有限公司\n2031年3月19日\n"
    found = doubts((cover + chapters).encode())
    assert [(place.sign, place.line, place.last) for place in found.places] == [(Sign.UNTITLED, 1, 3)]
    assert told_of(chapters) == []
    assert told_of(f"{BODY}\n{chapters}") == [], "an excerpt begins with a sentence"


def test_a_bullet_that_was_read_as_a_digit_is_told() -> None:
    items = "\n\n".join(
        f"9{words}，由各区分别组织实施。" for words in ("确保教学质量", "加强师资培训", "降低各项成本", "改善教学设施")
    )
    assert [sign for sign, _ in told_of(f"第一章 培训\n\n{BODY}\n\n{items}\n")] == ["inner-mark"] * 4


def test_a_reference_that_is_left_out_is_told_at_the_one_before() -> None:
    entries = "\n\n".join(f"[{number}] 甲，乙.某某研究[J].某学报，2031，3（2）：1-9." for number in (1, 2, 4, 5))
    assert told_of(f"第一章 培训\n\n{BODY}\n\n参考文献\n\n{entries}\n") == [("note-mark", 9)]


@pytest.mark.parametrize(("names", "told"), [(["1.2 培训的对象"], [1]), (["1.2 培训的对象", "1.3 培训的方法"], [])])
def test_a_numbered_name_that_is_text_may_be_a_heading_unless_it_is_one_of_a_list(
    names: list[str], told: list[int]
) -> None:
    texts = [BODY, *names, BODY]
    cleaned, _ = clean_source(read_source("x", "\n\n".join([BODY] * len(texts)).encode()), LEXICON)
    blocks = list(zip(document_of(cleaned, LEXICON)[0].blocks, texts, strict=True))
    assert [texts.index(place.text) for place in unmarked(blocks, LEXICON)] == told


def test_a_number_at_the_end_of_the_heading_above_is_told() -> None:
    found = doubts(f"第一章 培训\n\n{BODY}\n\n## 一、经费情况说明（一）\n\n培训经费总体情况。\n\n{BODY}\n".encode())
    assert [(place.sign, place.line, place.last) for place in found.places] == [(Sign.NUMBER, 5, 7)]


def test_a_running_title_with_another_word_on_each_page_is_told() -> None:
    pages = "\n\n".join(f"{BODY}\n\n海滨大学学位论文 {word}绪论" for word in ("前编", "次编", "末编"))
    found = [sign for sign, _ in told_of(f"第一章 培训\n\n{pages}\n\n{BODY}\n")]
    assert found.count("furniture") == 3


def test_a_question_that_was_joined_to_the_answer_above_is_told() -> None:
    asked = "\n\n".join(f"问题{number}、经费由谁负担？\n\n{BODY}" for number in (1, 2, 3))
    assert told_of(f"第一章 培训\n\n{asked}问题4、教材由谁编写？\n") == [("inner-mark", 13)]
    assert told_of(f"第一章 培训\n\n{asked}\n") == []


def test_the_caption_of_a_picture_is_no_heading() -> None:
    cleaned, _ = clean_source(read_source("x", f"第一章 培训\n\n{BODY}\n".encode()), LEXICON)
    heading, body = document_of(cleaned, LEXICON)[0].blocks
    bare = replace(heading, numbered=False)
    for text, told in (("图 2–2 学员的分布", 1), ("表3 学员的分布", 1), ("图书的采购", 0), ("表2031年的数", 0)):
        assert len(list(label_headings([(bare, text), (body, BODY)], LEXICON))) == told, text


@pytest.mark.parametrize(("marked", "line"), [(22, 91), (12, None)], ids=["all-the-others", "some-of-them"])
def test_a_heading_without_a_mark_is_told_where_the_others_have_one(marked: int, line: int | None) -> None:
    text = "".join(f"## 第{in_han(number)}节 培训\n\n{BODY}\n\n" for number in range(1, marked + 1))
    cleaned, _ = clean_source(read_source("x", f"# 培训情况\n\n{text}学员名单\n\n{BODY}\n".encode()), LEXICON)
    blocks = [(block, text_of(block.content)) for block in document_of(cleaned, LEXICON)[0].blocks]
    told = [place.line for place in plain_headings(_headed(blocks), cleaned.source)]
    assert told == ([line] if line else [])


def _headed(blocks: list[tuple[Block, str]]) -> list[tuple[Block, str]]:
    """The blocks, of which the line without a mark is a heading as it may come to be."""
    return [
        (replace(block, section=SectionKind.SECTION, level=3) if text == "学员名单" else block, text)
        for block, text in blocks
    ]


def test_a_heading_that_a_person_put_in_is_no_doubt(root: Path) -> None:
    """That it is short, or right below another, is what the person meant; of the same heading in the raw text it is told."""
    text = f"第一章 培训\n\n第一节 情况\n\n{BODY}\n"
    seed(root, text=text.replace("情况\n", "情况\n\n### 总述\n"))
    assert "N111" in [problem.code for problem in ingest(root).problems]
    added = "heading: 总述, level: 3, before: 全年举办培训, cause: layout, certainty: certain, reason: 版面"
    seed(root, text=text, yml=f"year: 2019\ncorrections:\n  - {{{added}}}\n")
    report = ingest(root)
    assert "总述" in [placed.text for placed in report.edition.reports[0].order]
    assert "N111" not in [problem.code for problem in report.problems]
