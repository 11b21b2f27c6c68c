"""What an amount counts that says it by what stands in front of it; the words expected were written down by hand."""

from __future__ import annotations

import pytest

from annals.figures.forms import Forms
from annals.figures.passage import passage_of
from annals.figures.quantities import quantities_in
from annals.text.lexicon import shipped_lexicon

FORMS = Forms.of(shipped_lexicon())


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        # Compared with: both amounts are of the same thing, and what grew is too.
        ("全年落实科技资金8亿元，比上年的7亿元增长14%。", ["科技资金"] * 3),
        ("全年共有30家企业获批，已超过2030年全年的25家。", ["企业", "企业"]),
        # Another thing stands behind the amount that is compared with.
        ("全年落实科技资金8亿元，多于上年的40家企业。", ["科技资金", "企业"]),
        # A verb alone, which stood before with what it is about, or behind it.
        ("窗口接待咨询300人次，累计接待5000人次。", ["咨询", "咨询"]),
        ("推动“绿债”发行，累计发行70单，融资金额2亿元。", ["绿债", "融资金额"]),
        # The verb alone was never there: nothing is said.
        ("推动“绿债”上市，累计接待70人次。", [""]),
        # Some of those that were counted in the same unit.
        ("拥有设备900台，总值3亿元，其中价值超50万元的120台。", ["设备", "总值", "价值", "设备"]),
        # Verbs within titles and names part nothing.
        ("《实施办法》共12条，自发布之日起施行。", ["实施办法"]),
        ("开展“企业上市培育系列培训”辅导班4期。", ["“企业上市培育系列培训”辅导班"]),
        ("节能环保产业各批准3个，信息产业批准2个。", ["节能环保产业", "信息产业"]),
        ("专家一对一签约，已为900人次进行培训。", ["培训"]),
        # How something is done, who sees it and what it took are no part of the thing.
        ("90名专家一对一签约，让300户家庭收看到40套节目。", ["专家", "家庭", "节目"]),
        ("经过近一年努力，为7家企业找到资金。", ["", "企业"]),
        # Nor by what it was done; what was passed is counted.
        ("累计通过人才政策引进300多人。", [""]),
        ("通过验收项目40项。", ["验收项目"]),
    ],
)
def test_an_amount_counts_what_stands_before_it(text: str, counted: list[str]) -> None:
    passage = passage_of(
        "2031", "l1", text, row=False, label="", year=2031, mentions=(), bodies=frozenset(), forms=FORMS
    )
    assert [quantity.of for quantity in quantities_in(passage)] == counted
