"""A month of an editor's work on a report, then ten corrections of the program's on the very same paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from annals.model import Problem
from tests.support.merge_stories import correct, edit, process
from tests.support.stories import seed, snapshot

REPORT = """第三章 重大项目

第一节 产业攻关

1. 集成电路。支持集成电路项目6项，经费共计1200万元，建成试验线2条。

2. 药物创制. 支持药物创制项目8项，经费共计1600万元，获批新药3个。

3. 新能源. 支持新能源项目5项，经费共计900万元，示范装机30兆瓦。

第二节 平台建没

全年新认定省级重点实验室12家，总数达到96家，覆盖全部设区市，
工程技术研究中心另行认定20家，由企业牵头的占八成，运行良好。

大型仪器共享平台入网仪器3400台，全年服务企业1.2万家次。平台收入比上年增长两成。

科技企业孵化器新增15家，孵化面积达到480万平方米。

在孵企业超过9000家，毕业企业累计3100家。

第三节 人才引进

全省引进高层次人才320名，其中归国人员占三成。新设博士后工作站12个，进站博士后85名。

组织技术经纪人培训45期，覆盖各设区市，结业学员2600名。

青年科学家论坛在省会举行，十二个国家的代表参加会议。

本节末另附往年数据，仅供参考，不再单独说明。
"""
SHARES = "全年新认定省级重点实验室12家，总数达到96家，覆盖全部设区市"
CENTRES = "工程技术研究中心另行认定20家，由企业牵头的占八成，运行良好。"
INCUBATORS = "科技企业孵化器新增15家，孵化面积达到480万平方米。"
FIRMS = "在孵企业超过9000家，毕业企业累计3100家。"
DRUGS = "支持药物创制项目8项，经费共计1600万元，获批新药3个。"
TALENT, STATIONS = "全省引进高层次人才320名，其中归国人员占三成。", "新设博士后工作站12个，进站博士后85名。"
FORUM = "青年科学家论坛在省会举行，十二个国家的代表参加会议。"
GONE = "本节末另附往年数据，仅供参考，不再单独说明。"


def month(page: Path) -> None:
    """Words mended, a note, parted and joined paragraphs, headings made and retitled, one moved, one deleted."""
    edit(page, ("建成试验线2条", "建成中试线2条"))
    edit(page, (f"2\\. 药物创制. {DRUGS}", f"#### 2. 药物创制\n\n{DRUGS.replace('新药3个', '创新药3个')}"))
    edit(page, ("第二节 平台建没", "第二节 平台建设"))
    edit(page, (f"{SHARES}，{CENTRES}", f"{SHARES}。\n\n{CENTRES.replace('占八成', '约占八成')}"))
    edit(page, ("1.2万家次。平台收入", "1.2万家次。\n\n> **编者注** 含长三角异地用户。\n\n平台收入"))
    edit(page, (f"{INCUBATORS}\n\n{FIRMS}", f"{INCUBATORS}其中，{FIRMS}"))
    edit(page, (f"{TALENT}{STATIONS}", f"{TALENT}\n\n{STATIONS}"))
    edit(page, (f"{FORUM}\n\n", ""), (f"{TALENT}\n", f"{FORUM}\n\n{TALENT}\n"))
    edit(page, (f"\n\n{GONE}", ""))


STEPS = (
    ("药物创制.", "药物创制。"),
    ("新能源. ", "新能源。"),
    ("建没", "建设"),
    ("覆盖全部设区市，", "覆盖全部设区市。"),
    ("仪器3400台", "仪器3410台"),
    ("孵化面积达到480万", "孵化面积达到490万"),
    ("占三成", "占四成"),
    ("博士后85名", "博士后86名"),
    ("学员2600名", "学员2610名"),
    ("仅供参考", "供参考"),
)
"""The ten corrections, in the order in which they come."""
END = """## 第三章 重大项目

### 第一节 产业攻关

#### 1\\. 集成电路。

支持集成电路项目6项，经费共计1200万元，建成中试线2条。

#### 2. 药物创制

支持药物创制项目8项，经费共计1600万元，获批创新药3个。

#### 3\\. 新能源。

支持新能源项目5项，经费共计900万元，示范装机30兆瓦。

### 第二节 平台建设

全年新认定省级重点实验室12家，总数达到96家，覆盖全部设区市。

工程技术研究中心另行认定20家，由企业牵头的约占八成，运行良好。

大型仪器共享平台入网仪器3410台，全年服务企业1.2万家次。

> **编者注** 含长三角异地用户。

平台收入比上年增长两成。

科技企业孵化器新增15家，孵化面积达到490万平方米。其中，在孵企业超过9000家，毕业企业累计3100家。

### 第三节 人才引进

青年科学家论坛在省会举行，十二个国家的代表参加会议。

全省引进高层次人才320名，其中归国人员占四成。

新设博士后工作站12个，进站博士后86名。

组织技术经纪人培训45期，覆盖各设区市，结业学员2610名。
"""


def given(count: int) -> str:
    quoted = [(f"'{old}'", f"'{new}'") for old, new in STEPS[:count]]
    return "year: 2019\n" + "corrections:\n" * bool(count) + "".join(correct(*pair) for pair in quoted)


@pytest.fixture
def edited(root: Path) -> Path:
    seed(root, text=REPORT, yml=given(0))
    assert process(root) == []
    page = root / "docs" / "x" / "other.md"
    month(page)
    assert process(root) == []
    return page


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def body(page: Path) -> str:
    return page.read_text("utf-8").split("---\n\n", 1)[1]


def test_one_correction_after_the_other(root: Path, edited: Path) -> None:
    for count in range(1, len(STEPS) + 1):
        seed(root, text=REPORT, yml=given(count))
        # The last one mends a sentence that the editor took out.
        idle = ["N110"] if count == len(STEPS) else []
        assert codes(process(root)) == idle, STEPS[count - 1]
        before = snapshot(root)
        assert codes(process(root)) == idle and snapshot(root) == before, "a second run writes something"
    assert body(edited) == END


def test_all_corrections_at_once(root: Path, edited: Path) -> None:
    seed(root, text=REPORT, yml=given(len(STEPS)))
    assert codes(process(root)) == ["N110"]
    assert body(edited) == END
