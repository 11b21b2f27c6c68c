"""A paragraph that a person moved is no half of its new neighbour, unless its words say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.model import Certainty, Correction, Operation
from tests.support.words import LEXICON

FROZEN = Path(__file__).parents[1] / "frozen/seeds"


def cleaned(text: str, target: str, through: str, line: int, **goal: str) -> list[str]:
    """The paragraphs of a text with a move."""
    correction = Correction(
        op=Operation.MOVE,
        target=target,
        through=None if through == target else through,
        line=line,
        certainty=Certainty.CERTAIN,
        reason="试",
        line_in_yml=1,
        cause="layout",
        **goal,
    )
    found, problems = clean_source(read_source("x", text.encode()), LEXICON, (correction,))
    assert problems == ()
    return [part.strip() for part in found.text.split("\n\n")]


def line_of(text: str, words: str) -> int:
    return read_source("x", text.encode()).line_of(text.rindex(words))


@pytest.mark.parametrize(
    ("target", "through", "line", "goal"),
    [
        ("依托上海科技管理干部学院", "培训人数1080人次", 17, {"before": "深入实施创新驱动发展战略和区域协调发展战略"}),
        ("深入实施创新驱动发展战略和区域协调", "和服务中国式现代化。", 5, {"after": "与宁夏回族自治区、湖北省"}),
        ("重点聚焦现代农业、生物医药", "支持资金1340万元", 25, {"before": "稳固拓展国际科技合作网络"}),
    ],
)
def test_where_paragraphs_end_without_a_stop_none_is_a_half(
    target: str, through: str, line: int, goal: dict[str, str]
) -> None:
    text = (FROZEN / "2023.txt").read_text("utf-8")
    after = cleaned(text, target, through, line, **goal)
    own = next(part for part in after if target in part)
    assert own.startswith(target) and own.endswith(through)


def test_between_paragraphs_that_a_moved_one_parted_stays_a_border() -> None:
    first, between, last = (
        "打造了一批合作项目，获得各方支持的资金共1340万元",
        "放错的一段。",
        "各地来沪交流。今年以来成果丰硕。",
    )
    text = (FROZEN / "2023.txt").read_text("utf-8") + f"\n\n另起一段。\n\n{first}\n\n{between}\n\n{last}\n"
    after = cleaned(text, between, between, line_of(text, between), before="另起一段。")
    assert after[-3:] == ["另起一段。", first, last]


@pytest.mark.parametrize("report", ["2011", "2023"])
def test_halves_that_a_person_brings_together_are_one(report: str) -> None:
    # In 2011 all paragraphs end in a stop: what does not goes on. In 2023 few do, and the comma says it.
    whole = "全市建成一批孵化器。这些孵化器的在孵企业，数目一共增长了三成以上。各界反映良好。"
    at = whole.index("一共") if report == "2011" else whole.index("数目")
    first, second = whole[:at], whole[at:]
    text = (FROZEN / f"{report}.txt").read_text("utf-8") + f"\n\n{first}\n\n第九章 其他\n\n{second}\n"
    assert whole in cleaned(text, second, second, line_of(text, second), after=first)
