"""A level that a person gives says how deep a heading stands; it takes nothing to another page, unless a topic has the heading
that it is put below, and then a person is told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.model import Correction, Document, Operation, Source, Topic
from annals.structure.document import document_of
from annals.structure.keeping import Kept, pages_kept
from annals.structure.paginate import pages_of
from tests.structure.test_put_in import REPORTS, TOPICS, corrections, printed
from tests.support.words import LEXICON


def made(source: Source, given: Sequence[Correction], topics: tuple[Topic, ...]) -> tuple[Document, Kept]:
    cleaned, problems = clean_source(source, LEXICON, tuple(given), "x.yml")
    assert not problems
    document = document_of(cleaned, LEXICON)[0]
    return document, pages_kept(document, cleaned, topics, LEXICON, {})


def pages(document: Document, kept: Kept, topics: tuple[Topic, ...] = TOPICS) -> dict[str, str]:
    """The page of every block, by id."""
    drafts = pages_of(document, kept.pages, topics, "2031")
    return {block.id: draft.matter.topic for draft in drafts for block in draft.blocks}


@pytest.mark.parametrize(
    ("report", "item"),
    [
        # Out from under the heading that a topic names: four headings, five items and a paragraph went along.
        ("2017", "level: 推进长三角区域协同创新网络建设, to: 3"),
        ("2023", "level: 打造品牌活动, to: 2"),
        ("2017", "level: 扎实推进科技对口支援, to: 3"),
        ("2012", "level: 探索合作新模式, to: 2"),
    ],
)
def test_a_level_leaves_everything_on_its_page(report: str, item: str) -> None:
    source, plain = printed(report)
    before = pages(plain, made(source, (), TOPICS)[1])
    document, kept = made(source, corrections(item), TOPICS)
    assert {block.id: block.level for block in document.blocks} != {block.id: block.level for block in plain.blocks}
    assert {name: page for name, page in pages(document, kept).items() if name in before} == before
    assert not kept.moved


@pytest.mark.parametrize("report", REPORTS)
def test_what_moves_is_told_and_stands_with_the_heading_above_it(report: str) -> None:
    source, plain = printed(report)
    before = pages(plain, made(source, (), TOPICS)[1])
    sections = [block for block in plain.sections() if block.lines and "-" not in block.id]
    drawn = random.Random(f"13 {report}")
    for section in drawn.sample(sections, 4):
        at = source.line_starts[section.lines[0][0] - 1]
        line = source.line_text(section.lines[0][0])
        at += next((n for n, char in enumerate(line) if not char.isspace() and char != "#"), 0)
        item = corrections("level: 甲, to: 3")[0]
        end = source.line_starts[section.lines[-1][1] - 1] + len(source.line_text(section.lines[-1][1]).rstrip())
        given = replace(item, at=((at, end),), to=str(drawn.choice((1, 2, 3, 4, 5, 6))))
        assert given.op is Operation.LEVEL
        document, kept = made(source, (given,), TOPICS)
        after = pages(document, kept)
        above = {block.id: block.above for block in document.blocks}
        told = {moved.section.id for moved in kept.moved}
        for name in (name for name in after if name in before and after[name] != before[name]):
            assert after[name] == after[above[name] or ""]
            chain = [name]
            while (up := above[chain[-1]]) is not None:
                chain.append(up)
            assert told & {*chain}


TEXT = """第一章 总览

一段文字，自成一句。

第一节 经费

另一段文字，自成一句。

第二节 别的事

再一段文字，自成一句。

甲事：

说到甲事的一段文字，自成一句。
"""
FUNDS = Topic(slug="funds", title="经费", words=(), sections=("x#l5",), blocks=(), order=1)


def test_a_section_put_below_one_that_a_topic_names_goes_there_and_is_told() -> None:
    source = read_source("x", TEXT.encode())
    document, kept = made(source, corrections("level: 第二节 别的事, to: 4"), (FUNDS,))
    found = pages(document, kept, (FUNDS,))
    assert {found[name] for name in ("l5", "l7", "l9", "l11", "l13", "l15")} == {"funds"}
    assert found["l1"] != "funds"
    # 甲事： stood below 第二节, which does not hold it any more.
    assert {(moved.section.id, moved.by.id, moved.after) for moved in kept.moved} == {
        (name, "l9", "funds") for name in ("l9", "l13")
    }
