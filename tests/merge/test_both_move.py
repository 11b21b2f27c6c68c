"""An editor moves one thing and the program another: each stands where somebody put it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.merge_stories import correct, corrected, edit

HOT = "着眼热点工作，各市分别召开了座谈会，听取企业的意见。"
HELP = "加强对口支援，派出科技特派员45名，覆盖全部县区。"
NEEDS = "瞄准共性需求，设立联合攻关项目12项，总经费三千万元。"
CLASSES, TRIP = "全年举办培训班45期，学员反映良好。", "全年派出考察团3个，学习各地的经验。"
WORK = f"第二章 各项工作\n\n第一节 服务\n\n{HOT}\n\n{HELP}\n\n{NEEDS}\n\n第二节 培训\n\n{CLASSES}\n\n{TRIP}\n"
CAUSE = "cause: layout, certainty: certain, reason: 试"


def given(root: Path, text: str, *corrections: str) -> list[str]:
    return corrected(root, text, *(f"  - {{{one}, {CAUSE}}}\n" for one in corrections))


def blocks(root: Path) -> list[str]:
    return (root / "docs/x/other.md").read_text("utf-8").rstrip("\n").split("\n\n")[1:]


def test_a_moved_paragraph_does_not_ride_along_with_another(root: Path) -> None:
    given(root, WORK)
    page = root / "docs/x/other.md"
    edit(page, (f"{HOT}\n\n", ""), (f"{TRIP}\n", f"{TRIP}\n\n> **编者注** 三个都在外省。\n\n{HOT}\n"))
    assert given(root, WORK, f"move: {TRIP}, after: {HELP}") == []
    found = blocks(root)
    assert found[found.index(HELP) + 1 : found.index(NEEDS)] == [TRIP, "> **编者注** 三个都在外省。"]
    assert found[-2:] == [CLASSES, HOT]


def test_a_moved_paragraph_goes_along_with_the_section_that_it_was_put_into(root: Path) -> None:
    given(root, WORK)
    page = root / "docs/x/other.md"
    edit(page, (f"{HOT}\n\n", ""), (f"{TRIP}\n", f"{TRIP}\n\n{HOT}\n"))
    assert given(root, WORK, f"move: 第二节 培训, through: {TRIP}, before: 第一节 服务") == []
    assert blocks(root) == ["## 第二章 各项工作", "### 第二节 培训", CLASSES, TRIP, HOT, "### 第一节 服务", HELP, NEEDS]


ITEMS = ["- 展览面积35000平方米", "- 参展企业958家，其中外地的过半", "- 达成合作意向535项"]
FIRSTS = [f"- 首次设立第{number}分会场，设在外地{'的' * at}" for at, number in enumerate("一二三四五六七八")]
SHOW = "第二章 某事项\n\n第一节 概况\n\n" + "\n\n".join(
    [
        "》》 规模为历届之最",
        "\n".join(ITEMS),
        "》》 科学家奖",
        "两位科学家在会上获奖，奖金合计一百万元。",
        "》》 世界大会",
        "大会有两千人到会，展出新品三百件。",
        "》》 八个首次",
        "\n".join(FIRSTS),
        "第二节 其他\n\n全年举办培训班45期，学员反映良好。\n",
    ]
)


def test_an_order_is_somebodys(root: Path) -> None:
    """Whatever a search for the fewest moves takes for moved: first before size, on the page; world behind first, in the `.yml`."""
    given(root, SHOW)
    page = root / "docs/x/other.md"
    firsts = "#### 八个首次\n\n" + "\n".join(FIRSTS) + "\n\n"
    edit(page, ("\n".join(ITEMS), "展览面积35000平方米，参展企业958家，其中外地的过半，达成合作意向535项。"))
    edit(page, (firsts, ""), ("#### 规模", firsts + "#### 规模"))
    assert given(root, SHOW) == []
    edited = blocks(root)
    assert given(root, SHOW, f"move: 八个首次, through: '{FIRSTS[-1][2:]}', before: 世界大会") == ["N110"]
    assert blocks(root) == edited
    assert given(root, SHOW) == []
    assert blocks(root) == edited


LISTS = "第二章 各项工作\n\n第一节 服务\n\n- 签订协议12份\n- 派出特派员45名\n\n第二节 培训\n\n- 办班36期，学员反映良好\n- 办会8场\n"


def test_items_that_come_together_are_one_list(root: Path) -> None:
    """The first item of a list stands behind a blank line; behind another item it does not."""
    given(root, LISTS)
    page = root / "docs/x/other.md"
    edit(page, ("反映良好", "反映都很好"), ("- 办会8场", "\n- 办会8场\n\n> **编者注** 不含线上。"))
    assert given(root, LISTS, "move: '- 办班36期，学员反映良好', through: '- 办会8场', after: '- 派出特派员45名'") == []
    text = page.read_text("utf-8")
    assert "- 派出特派员45名\n- 办班36期，学员反映都很好\n\n- 办会8场\n" in text, "what an editor set apart stays apart"


ALIKE = """第一节 人才引进

全省引进各类高层次人才320名，覆盖全部高新区。

建设广播电视台网，接入用户12万户。

共有学员25人参加。

成果拍卖会办了4届，十分热闹。

第二节 人才培养

结业的有2600名。
"""
SENT = "建设广播电视台网，接入用户12万户。"


@pytest.mark.parametrize("after", ["共有学员25人参加。", "成果拍卖会办了4届，十分热闹。", "结业的有2600名。"])
def test_what_both_moved_alike_stays_when_the_correction_is_taken_back(root: Path, after: str) -> None:
    move = f"  - {{move: '{SENT}', after: '{after}', cause: layout, certainty: likely, reason: 试}}\n"
    other = correct("320名", "330名")
    assert corrected(root, ALIKE) == []
    page = root / "docs/x/other.md"
    raw = page.read_text("utf-8")
    edit(page, (f"{SENT}\n\n", ""), (after, f"{after}\n\n{SENT}"))
    assert corrected(root, ALIKE) == []
    edited = page.read_text("utf-8")
    for corrections in ([move], [move, other], [move], [], [move], []):
        assert corrected(root, ALIKE, *corrections) == []
        assert page.read_text("utf-8").replace("330名", "320名") == edited
    assert '"kept"' not in (root / "seeds/.base/x.jsonl").read_text("utf-8")
    page.write_text(raw, "utf-8")
    assert corrected(root, ALIKE) == []
    assert corrected(root, ALIKE, move) == [] and page.read_text("utf-8") == edited
    assert corrected(root, ALIKE) == [] and page.read_text("utf-8") == raw
