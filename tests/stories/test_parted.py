"""A paragraph that an editor parts in many: each part stays the report's, and a correction reaches it."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from annals.model import Side
from tests.support.merge_stories import correct, edit, process
from tests.support.merge_stories import settle as choose
from tests.support.settling import settle
from tests.support.stories import seed

PARTS = (
    "科技金融着力做好四件事：",
    "一是设立风险补偿金，引导银行向小企业放贷；",
    "二是鼓励创业投资机构来本市落户，做大做强；",
    "三是建设股权托管交易市场，方便企业转让股权；",
    "四是推动保险公司开办首台套设备的险种。",
)
RAW = f"2019年工作报告\n\n第一章 金融\n\n2019年，开头一段讲的是别的事情。\n\n{''.join(PARTS)}\n\n末尾一段讲的又是别的事情。\n"
CUTS = [(1, 2, 3), (2, 3, 4), (1, 2, 3, 4)]


def parted(cuts: tuple[int, ...]) -> list[str]:
    bounds = [0, *cuts, len(PARTS)]
    return ["".join(PARTS[low:high]) for low, high in pairwise(bounds)]


@pytest.mark.parametrize("mark", ["", "- "])
@pytest.mark.parametrize("cuts", CUTS)
def test_every_part_is_the_reports_and_a_correction_reaches_it(root: Path, cuts: tuple[int, ...], mark: str) -> None:
    seed(root, text=RAW)
    process(root)
    page = root / "docs/x/other.md"
    pieces = parted(cuts)
    items = "\n".join if mark else "\n\n".join
    edit(page, ("".join(PARTS), f"{pieces[0]}\n\n{items(mark + piece for piece in pieces[1:])}"))
    found = settle(root)
    blocks = json.loads(found.texts["data/reports/x.json"])["blocks"]
    own = [block for block in blocks if block["text"] in pieces]
    assert [(block["text"], block["lines"], block["status"]) for block in own] == [
        (piece, [[7, 7]], "edited") for piece in pieces
    ]
    for old, new in (("落户", "安家"), ("托管", "登记")):
        seed(root, text=RAW, yml="corrections:\n" + correct(old, new))
        assert [problem.code for problem in process(root)] == []
        text = page.read_text("utf-8")
        assert new in text and text.count("二是") == text.count("三是") == 1
        assert [p for p in pieces if p.replace(old, new) not in text] == []
        seed(root, text=RAW, yml="corrections: []\n")
        process(root)
        assert [p for p in pieces if p not in page.read_text("utf-8")] == []


ITEMS = ("25个国家的代表参加会议", "签署合作协议12项", "来访学者共300人次", "展出新产品40件")
LIST = f"2019年工作报告\n\n第一章 论坛\n\n会议开了三天：\n\n{''.join(f'- {item}' + chr(10) for item in ITEMS)}\n末尾一段讲的是别的事情。\n"


@pytest.mark.parametrize("mark", ["、", "；"])
def test_items_written_out_as_one_paragraph_keep_their_addresses(root: Path, mark: str) -> None:
    seed(root, text=LIST)
    process(root)
    page = next(page for page in (root / "docs/x").glob("*.md") if ITEMS[0] in page.read_text("utf-8"))
    listed = "\n".join(f"- {item}" for item in ITEMS)
    edit(page, (listed, mark.join(ITEMS) + "。"))
    found = settle(root)
    report = json.loads(found.texts["data/reports/x.json"])
    assert [dropped["text"] for dropped in report["dropped"] if dropped["code"] == "EDIT"] == []
    joined = next(block for block in report["blocks"] if block["text"] == mark.join(ITEMS) + "。")
    assert (joined["id"], joined["lines"], joined["status"]) == ("l7", [[7, 10]], "edited")
    assert [block["text"] for block in report["blocks"] if block["status"] == "added"] == []
    # A mark between two of them is no change of either.
    seed(root, text=LIST, yml="corrections:\n" + correct("来访学者", "到访学者"))
    assert [problem.code for problem in process(root) if problem.code != "N108"] == []
    assert mark.join(ITEMS).replace("来访", "到访") + "。" in page.read_text("utf-8")


@pytest.mark.parametrize(("side", "mark"), [(Side.MINE, ""), (Side.THEIRS, "- ")])
def test_a_choice_in_one_of_many_parts_doubles_none(root: Path, side: Side, mark: str) -> None:
    seed(root, text=RAW)
    process(root)
    page = root / "docs/x/other.md"
    lines = ("\n" if mark else "\n\n").join(mark + piece for piece in PARTS[1:])
    edit(page, ("".join(PARTS), f"{PARTS[0]}\n\n{lines}"), ("做大做强", "做强做大"))
    process(root)
    before = page.read_text("utf-8")
    seed(root, text=RAW, yml="corrections:\n" + correct("落户", "安家"))
    assert [problem.code for problem in process(root)] == ["E114"]
    choose(root, side)
    mended = before.replace("落户，做强做大", "安家，做大做强")
    assert page.read_text("utf-8") == (mended if side is Side.THEIRS else before)


@pytest.mark.parametrize("side", [Side.MINE, Side.THEIRS])
def test_a_choice_about_items_written_out_loses_and_doubles_none(root: Path, side: Side) -> None:
    seed(root, text=LIST)
    process(root)
    page = next(page for page in (root / "docs/x").glob("*.md") if ITEMS[0] in page.read_text("utf-8"))
    edit(page, ("\n".join(f"- {item}" for item in ITEMS), "、".join(ITEMS).replace("来访学者", "来访的学者") + "。"))
    process(root)
    seed(root, text=LIST, yml="corrections:\n" + correct("来访学者", "到访学者"))
    assert "E114" in [problem.code for problem in process(root)]
    choose(root, side)
    word = "来访的学者" if side is Side.MINE else "到访学者"
    assert "、".join(ITEMS).replace("来访学者", word) + "。" in page.read_text("utf-8")
