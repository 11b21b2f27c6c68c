"""A heading that a person puts in is one heading more: every other heading, box and page is what it would be without it."""

from __future__ import annotations

import random
from functools import cache

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.metadata import read_metadata
from annals.clean.read import read_source
from annals.clean.replaying import replay, undo
from annals.markdown.read import text_of
from annals.model import BlockKind, Correction, Document, Operation, SectionKind, Source, Topic
from annals.names.topics import load_topics
from annals.structure.document import document_of
from annals.structure.topics import assign
from tests.support.places import FROZEN, raw_file
from tests.support.words import LEXICON

REPORTS = ("2011", "2012", "2017", "2022", "2023")
PAGES = sorted((FROZEN / "docs" / "topics").glob("*.md"))
TOPICS = load_topics(tuple((f"topics/{page.name}", page.read_text("utf-8")) for page in PAGES))[0]


def corrections(*items: str) -> tuple[Correction, ...]:
    lines = [f"  - {{{item}, cause: layout, certainty: certain, reason: 试}}\n" for item in items]
    metadata, wrong = read_metadata("x", "corrections:\n" + "".join(lines) if items else "", "x.yml")
    assert not wrong
    return metadata.corrections


def document(source: Source, *given: Correction) -> Document:
    cleaned, problems = clean_source(source, LEXICON, given, "x.yml")
    assert not problems
    assert replay(source.text, cleaned.ledger) == cleaned.text and undo(cleaned.text, cleaned.ledger) == source.text
    return document_of(cleaned, LEXICON)[0]


def forms(found: Document, topics: tuple[Topic, ...] = TOPICS) -> dict[str, tuple[object, ...]]:
    """What a reader sees of each block: kind, level, the box around it, its page, its words."""
    by_id = {block.id: block for block in found.blocks}
    places = assign(found, topics, LEXICON)
    seen: dict[str, tuple[object, ...]] = {}
    for block in found.blocks:
        above, box = block.above, None
        while above is not None and box is None:
            box = above if by_id[above].section is SectionKind.BOX else None
            above = by_id[above].above
        page = places[block.id] if block.section is not None else places.get(block.above or "", "overview")
        seen[block.id] = (block.section, block.content.kind, block.level, box, page, text_of(block.content))
    return seen


@cache
def printed(report: str) -> tuple[Source, Document]:
    """A report without any correction."""
    source = read_source(report, raw_file(report).read_bytes())
    return source, document(source)


@pytest.mark.parametrize("report", REPORTS)
def test_headings_put_in_anywhere_leave_every_other_block_as_it_was(report: str) -> None:
    source, plain = printed(report)
    blocks = [block for block in plain.blocks if block.lines and "-" not in block.id]
    drawn = random.Random(f"12 {report}")
    level = {block.id: block.level for block in plain.blocks}
    given = []
    for block in drawn.sample(blocks, max(3, len(blocks) // 5)):
        # Deeper than what it stands in: an equal one would end that section, which is what its level says.
        at = plain.blocks.index(block)
        above = next((before.level for before in reversed(plain.blocks[:at]) if before.section), 0)
        start = source.line_starts[block.lines[0][0] - 1]
        item = corrections(f"heading: 新产品, level: {min(9, above + drawn.choice((1, 2)))}, before: 甲")[0]
        given.append(_at(item, start + len(source.line_text(block.lines[0][0])) - 1))
    found = document(source, *given)
    after = forms(found)
    assert {name: after[name] for name in level if name in after} == forms(plain)
    added = [block for block in found.blocks if block.id not in level]
    assert sorted(text_of(block.content) for block in added) == ["新产品"] * len(given)


def _at(item: Correction, offset: int) -> Correction:
    """A correction of the line of a raw offset, whatever words stand there."""
    return Correction(
        op=Operation.HEADING,
        target=item.target,
        reason=item.reason,
        cause=item.cause,
        certainty=item.certainty,
        line_in_yml=item.line_in_yml,
        level=item.level,
        at=((offset, offset + 1),),
    )


@pytest.mark.parametrize(
    ("report", "item"),
    [
        ("2011", "heading: 新产品, level: 4, before: 张江集团与工商银行"),
        ("2011", "heading: 总体部署, level: 5, before: 总体部署：“十二五”期间"),
        # Of the same rank as the section: what stands below it stays on its page.
        ("2017", "heading: 新产品, level: 3, before: 围绕“长江经济带”战略"),
        # Among the months of a chronicle, which a rule that saw the heading took for page numbers.
        ("2022", "heading: 新产品, level: 3, before: 2022年世界人工智能大会举办"),
        # A word of the opening list, which names the box.
        ("2011", "replace: 规划编制完成, line: 3, with: 规划制定完成"),
    ],
)
def test_what_took_others_along(report: str, item: str) -> None:
    source, without = printed(report)
    plain, found = forms(without), forms(document(source, *corrections(item)))
    changed = {name for name in plain if found.get(name) != plain[name]}
    assert changed <= ({"l3"} if item.startswith("replace") else set())
    assert len(found) - len(plain) == item.startswith("heading")


TEXT = """第一章 总览

一段文字，自成一句。

第二章 别的

- 甲项目的合作

- 乙项目的合作

第三章 末了

一段更长的文字，说到这里还没有说完，一行写不下了，后面说的是别
的事，自成一句。
"""


def test_a_heading_parts_what_the_rules_would_join_and_stands_above_its_own_line() -> None:
    source = read_source("x", TEXT.encode())
    found = document(
        source, *corrections("heading: 新章, level: 2, before: 乙项目", "heading: 又一章, level: 2, before: 的事")
    )
    shown = [(block.section is not None, text_of(block.content)) for block in found.blocks]
    at = shown.index((True, "新章"))
    assert shown[at - 1] == (False, "甲项目的合作") and shown[at + 1] == (False, "乙项目的合作")
    at = shown.index((True, "又一章"))
    assert shown[at - 1 : at + 2] == [
        (False, "一段更长的文字，说到这里还没有说完，一行写不下了，后面说的是别"),
        (True, "又一章"),
        (False, "的事，自成一句。"),
    ]
    assert [block.id for block in found.blocks if text_of(block.content) == "又一章"] == ["h-14"]


def test_two_headings_before_one_line_stand_in_their_order() -> None:
    source = read_source("x", TEXT.encode())
    found = document(
        source, *corrections("heading: 其一, level: 2, before: 乙项目", "heading: 其二, level: 3, before: 乙项目")
    )
    texts = [text_of(block.content) for block in found.blocks]
    assert texts[texts.index("其一") :][:3] == ["其一", "其二", "乙项目的合作"]


TOPIC = Topic(slug="funds", title="经费", words=("经费",), sections=("x#l5",), blocks=(), order=1)
OTHERS = Topic(slug="others", title="其他事", words=("末了",), sections=(), blocks=(), order=2)


def test_the_sections_that_a_topic_names_stay_with_it() -> None:
    source = read_source("x", TEXT.encode())
    found = document(source, *corrections("heading: 末了的甲, level: 2, before: 甲项目"))
    # The section has no text of its own any more, and the heading that has it is another topic's by its words.
    places = assign(found, (TOPIC, OTHERS), LEXICON)
    assert places["l5"] == "funds"
    assert places["h-7"] == "funds"


def test_a_heading_with_the_words_of_a_topic_leads_what_is_below_it_there() -> None:
    source = read_source("x", TEXT.encode())
    found = document(source, *corrections("heading: 末了的甲, level: 2, before: 一段文字，自成一句"))
    places = assign(found, (TOPIC, OTHERS), LEXICON)
    assert places["h-3"] == "others" and places["l11"] == "others" and places["l5"] == "funds"


def test_a_heading_above_the_opening_list_leaves_it_one() -> None:
    source = read_source("2011", raw_file("2011").read_bytes())
    found = document(
        source, *corrections("heading: 要目, level: 2, before: 上海市科技发展“十二五”规划编制完成, line: 3")
    )
    listed = next(block for block in found.blocks if block.section is SectionKind.HIGHLIGHTS)
    assert listed.id == "s-3" and listed.above == "h-3"
    items = [block for block in found.blocks if block.above == "s-3"]
    assert len(items) == 4 and all(block.content.kind is BlockKind.ITEM for block in items)
    places = assign(found, TOPICS, LEXICON)
    assert places["s-3"] == places["h-3"] == "overview"


def test_a_heading_beside_the_title_of_an_infographic_stands_in_it() -> None:
    source, plain = printed("2017")
    title = next(block for block in plain.blocks if block.id == "l44")
    found = document(source, *corrections(f"heading: 技术转移, level: {title.level}, before: 将在上海自贸试验区"))
    added = next(block for block in found.blocks if text_of(block.content) == "技术转移")
    assert (title.section, added.level, added.above) == (SectionKind.INFOGRAPHIC, title.level + 1, "l44")
    assert {name: form for name, form in forms(found).items() if name != added.id} == forms(plain)
    above = {block.id: block.above for block in plain.blocks} | {added.id: "l44", "l56": added.id}
    assert {block.id: block.above for block in found.blocks} == above


def test_prose_behind_a_box_in_an_infographic_stands_where_it_stood() -> None:
    source, plain = printed("2017")
    found = document(source, *corrections("box: 区域技术转移, line: 33, through: 江苏南通举办科技交流活动"))
    was, now = (
        next(b for b in side.blocks if text_of(b.content).startswith("扎实推进科技对口")) for side in (plain, found)
    )
    boxed = next(block for block in found.blocks if text_of(block.content) == "区域技术转移")
    assert (boxed.section, boxed.above, now.above) == (SectionKind.BOX, "l11", was.above)


@pytest.mark.parametrize("given", ["区域技术转移, line: 33, to: text", "推进长三角区域协同创新网络建设, to: 2"])
def test_prose_behind_an_infographic_stands_in_none_whatever_level_its_headings_are_given(given: str) -> None:
    source, _ = printed("2017")
    found = document(source, *corrections(f"level: {given}"))
    prose = next(block for block in found.blocks if text_of(block.content).startswith("扎实推进科技对口"))
    above = {block.id: block for block in found.blocks}
    around = [prose]
    while around[-1].above is not None:
        around.append(above[around[-1].above])
    assert SectionKind.INFOGRAPHIC not in {block.section for block in around}
