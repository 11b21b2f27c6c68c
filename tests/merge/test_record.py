"""The record of what was generated is a format of its own: record.jsonl holds one line of each sort, every key used."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annals.merge.record import DamagedRecordError, dump_record, load_record
from annals.model import (
    Block,
    BlockKind,
    Choice,
    Content,
    Goal,
    KeptHead,
    Matter,
    RawMark,
    Review,
    SectionKind,
    Side,
    Status,
)

GOLDEN = Path(__file__).with_name("record.jsonl").read_text("utf-8")
LINES = GOLDEN.splitlines()


def test_the_format_is_read_key_by_key() -> None:
    base = load_record(GOLDEN)
    assert (base.year, base.title) == (2031, "区域协同")
    assert base.raw == RawMark(digest="0123456789abcdef", lines="a1b2")
    assert base.matters["2031/overview.md"] == Matter(
        title="概览（2031）", report="2031", topic="overview", status="已校对", reviewed_by="甲"
    )
    assert base.written == {"2031/overview.md": "0123456789abcdef", "2031/districts.md": "fedcba9876543210"}
    heading, paragraph, box, item, row = base.blocks
    assert base.paths["l3"] == "2031/overview.md"
    assert heading == Block(
        id="l3",
        content=Content(kind=BlockKind.HEADING, markdown="1 区域协同"),
        section=SectionKind.SECTION,
        above=None,
        lines=((3, 3),),
        status=Status.SOURCE,
        level=1,
        numbered=True,
        anchors=("l2", "l1"),
    )
    assert paragraph.lines == ((5, 6), (9, 9)) and paragraph.content.markdown == r"落户“**东区**”\*。"
    assert (
        paragraph.level,
        paragraph.content.depth,
        paragraph.content.header,
        paragraph.numbered,
        paragraph.anchors,
    ) == (
        0,
        0,
        False,
        False,
        (),
    )
    assert (box.section, box.lines, box.level, item.content.depth, row.content.header, row.content.markdown) == (
        "box",
        (),
        2,
        1,
        True,
        "区\t项",
    )
    assert base.choices == (
        Choice(block="l5", base="甲。", mine="乙。", theirs="丙。", side=Side.MINE),
        Choice(block="title", base="甲", mine="乙", theirs="丙", side=Side.OPEN),
    )
    assert base.heads == (
        KeptHead(
            page="2031/planning.md",
            path="2031/plans.md",
            text="---\ntitle: 各项规划\n# 待议\nstatus: 已校对\n---\n",
            made=Matter(title="规划", report="2031", topic="planning", status="未校对"),
        ),
    )
    (earlier,) = base.earlier
    before, after = earlier.pages
    assert (before.made, before.written, before.left) == (
        base.matters["2031/districts.md"],
        "1122334455667788",
        "8877665544332211",
    )
    assert (before.text, before.hunks) == (
        "---\ntitle: 各区\n---\n\n甲。\n\n乙。\n",
        ((4, 5, ("丙。", "", "丁。")),),
    )
    assert (after.path, after.made, after.text, after.left) == ("2031/plans.md", None, None, "0011223344556677")
    assert earlier.blocks == (("2031/districts.md", "l5", item), ("2031/districts.md", "l12", row))
    assert (earlier.given, earlier.goals) == (("l3",), (Goal(names=("l12",), beside="l14", behind=True),))
    assert (earlier.choices, earlier.heads) == (base.choices[:1], base.heads)
    assert base.reviews["2031/overview.md"] == Review(status="已校对", by="甲", text="ff00ff00ff00ff00")


def test_the_format_is_written_byte_for_byte() -> None:
    assert dump_record(load_record(GOLDEN)) == GOLDEN


@pytest.mark.parametrize("number", range(1, len(LINES) + 1))
def test_a_key_too_few_or_too_many_is_damage(number: int) -> None:
    line = json.loads(LINES[number - 1])
    optional = {"yml", "raw", "level", "depth", "header", "numbered", "anchors"}
    for wrong in (
        *({key: value for key, value in line.items() if key != out} for out in line.keys() - optional),
        {**line, "unheard_of": 1},
    ):
        damaged = [*LINES[: number - 1], json.dumps(wrong, ensure_ascii=False), *LINES[number:]]
        with pytest.raises(DamagedRecordError) as told:
            load_record("\n".join(damaged))
        assert told.value.line == number


@pytest.mark.parametrize("line", ["[]", "3", "null", '"matter"', "{", '{"id": "l3", "lines": 3}'])
def test_a_line_that_is_no_such_object_is_damage(line: str) -> None:
    with pytest.raises(DamagedRecordError):
        load_record(line + "\n")


def test_what_older_records_told_of_editors_work_is_passed_over() -> None:
    """A record of before: lines that nobody writes any more, by themselves and among what was known."""
    gone = [
        {"former": ["l5"], "blocks": []},
        {"kept": "l7", "page": "2031/overview.md"},
        {"arranged": ["l12"], "left": []},
    ]
    lines = [json.loads(line) for line in LINES[1:]]
    for line in lines:
        if "earlier" in line:
            line["known"] += gone
    old = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in (*lines, *gone))
    assert load_record(old) == replace(load_record(GOLDEN), addresses=None)
