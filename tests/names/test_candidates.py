"""Names that nobody registered yet: which string is the name, and the page that is offered for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annals.markdown.front import Front
from annals.model import Entity, Registry
from annals.names.candidates import Candidate, candidate_names, stub
from annals.names.linking import TextBlock, link
from tests.support.words import LEXICON

PLACE = Entity(slug="lin-hai", title="临海州", title_source="report", type="地方")


def candidates(*texts: str, decided: tuple[str, ...] = (), places: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """The candidates of blocks of text, each with the number of its places. A text that begins with a year stands in the
    report of that year, others all in one."""
    parted = [text.partition("|") if "|" in text else ("r", "|", text) for text in texts]
    blocks = [
        TextBlock(report=report, block=f"l{n}", section="l1", text=text) for n, (report, _, text) in enumerate(parted)
    ]
    others = [replace(PLACE, slug=f"p-{n}", title=name) for n, name in enumerate(places)]
    registry = link(blocks, (PLACE, *others), LEXICON)
    return [(found.name, len(found.places)) for found in candidate_names(blocks, registry, LEXICON, decided)]


def test_a_string_that_always_stands_in_a_longer_one_is_not_the_name() -> None:
    names = dict(candidates("由启明星光电研究院承担。", "启明星光电研究院发布成果。", "委托启明星光电研究院评估。"))
    assert names["启明星光电研究院"] == 3
    # 明星光电研究院 and the rest of its tails stand at the same places, and nowhere else.
    assert [name for name in names if name != "启明星光电研究院" and name in "启明星光电研究院"] == []


def test_a_string_that_also_stands_alone_is_a_name_of_its_own() -> None:
    texts = ["由启明星光电研究院承担。", "启明星光电研究院发布成果。", "光电研究院迁入新址。", "光电研究院扩建。"]
    names = dict(candidates(*texts))
    assert names["光电研究院"] == 4
    assert names["启明星光电研究院"] == 2


def test_a_name_is_whole_at_both_ends() -> None:
    # What always goes on alike is a part of a name; so is what never begins where a name can.
    assert candidates("委托光谷量子测量中心站检定。", "光谷量子测量中心站迁址。") == []
    assert candidates("甲光谷量子银行放款。", "乙光谷量子银行停业。") == []
    names = dict(candidates("光谷量子银行临江支行开业。", "由光谷量子银行总行放款。"))
    assert names == {"光谷量子银行": 2}


@pytest.mark.parametrize("before", ["多家", "数十家", "十余家", "新建", "带动", "全省"])
def test_a_rough_count_or_a_verb_before_a_name_is_no_part_of_it(before: str) -> None:
    assert candidates(f"临江{before}光谷银行放款。", f"临江{before}光谷银行停业。") == [("光谷银行", 2)]


def test_a_word_that_holds_a_stop_is_no_end() -> None:
    texts = ["2031|规模以上光谷企业增长。", "2032|规模以上光谷企业减少。"]
    assert candidates(*texts) == [("规模以上光谷企业", 2)]


def test_a_word_before_a_name_is_no_part_of_it() -> None:
    texts = [
        "帮助长尾型企业上市。",
        "撬动长尾型企业投入。",
        "又有60余家长尾型企业受益。",
        "2031年度长尾型企业名单公布。",
    ]
    assert dict(candidates(*texts)) == {"长尾型企业": 4}
    # A single character that stands before a name here and there is none of it either.
    texts = ["在沪长尾型企业增加。", "来沪长尾型企业不少。", "长尾型企业受益。", "鼓励长尾型企业。"]
    assert dict(candidates(*texts)) == {"长尾型企业": 4}


def test_a_name_is_not_cut_inside_a_word() -> None:
    # 对 and 以 end no name where they are a part of a word or of a place.
    assert dict(candidates("由对口支援办公室负责。", "对口支援办公室迁址。")) == {"对口支援办公室": 2}
    assert dict(candidates("访问以色列技术转移局研究所。", "以色列技术转移局研究所来访。", places=("以色列",))) == {
        "以色列技术转移局研究所": 2
    }
    assert candidates("压缩量子审批环节。", "量子审批环节减半。") == []


def test_a_word_that_stands_before_a_name_now_and_then_is_left_out() -> None:
    texts = [*(f"第{n}，量子众包银行放款。" for n in range(6)), "回顾量子众包银行。", "回顾量子众包银行。"]
    assert dict(candidates(*texts)) == {"量子众包银行": 8}


def test_a_title_is_a_document_whatever_it_ends_with() -> None:
    blocks = [TextBlock(report="r", block=f"l{n}", section="l1", text="印发《量子产业发展意见》。") for n in range(2)]
    (found,) = candidate_names(blocks, Registry(), LEXICON)
    assert (found.name, found.type) == ("量子产业发展意见", "文件")


def test_a_place_belongs_to_the_name_that_it_begins() -> None:
    assert dict(candidates("与临海州量子大学合作。", "量子大学承担三项。")) == {"临海州量子大学": 2}
    # What many places have is none of this one.
    texts = ["临海州长尾型企业增加。", *(f"第{n}，长尾型企业受益。" for n in range(3)), "临海州长尾型企业减少。"]
    assert dict(candidates(*texts)) == {"长尾型企业": 5}


def test_common_words_name_something_where_they_tell_it_apart_and_several_reports_know_it() -> None:
    texts = ["2031|支持外资研发中心参与。", "2032|外资研发中心加速融入。", "2032|研发中心增加。", "2031|设立研发中心。"]
    assert dict(candidates(*texts)) == {"外资研发中心": 2}
    assert candidates("支持外资研发中心参与。", "外资研发中心加速融入。") == []


@pytest.mark.parametrize("term", ["科技创新券", "国际科技组织", "知识产权质押融资"])
def test_terms_and_instruments_of_policy_are_proposed(term: str) -> None:
    assert [name for name, _ in candidates(f"2031|探索{term}，成效明显。", f"2033|{term}发放到户。")] == [term]


def test_quoted_words_that_recur_are_proposed() -> None:
    assert dict(candidates("2031|实现“三网归一”。", "2032|“三网归一”全面铺开。", "2032|“昙花一现”。")) == {
        "三网归一": 2
    }


def test_what_stands_three_times_in_one_paragraph_recurs() -> None:
    text = "量子扶持贷款试行，量子扶持贷款额度提高，申请量子扶持贷款。"
    assert dict(candidates(text)) == {"量子扶持贷款": 1}
    assert candidates(text.rpartition("，")[0]) == []


def test_what_is_decided_is_not_proposed_again_nor_are_its_parts() -> None:
    texts = ["由启明星光电研究院承担。", "启明星光电研究院发布成果。"]
    assert candidates(*texts) != []
    assert candidates(*texts, decided=("启明星光电研究院",)) == []


@pytest.mark.parametrize("taken", [0, 1, 2, 5])
def test_a_page_that_exists_is_never_written_over(taken: int) -> None:
    # 光电 and 广电 are written alike in pinyin.
    here: set[str] = set()
    for number in range(taken + 1):
        path, text = stub(
            Candidate(name="光电研究院" if number % 2 else "广电研究院", type="机构", places=("r#l1", "r#l2")),
            frozenset(here),
        )
        slug = path.removeprefix("entities/").removesuffix(".md")
        assert slug not in here
        assert slug.startswith("guang-dian-yan-jiu-yuan")
        assert Front.of(text).values["type"] == "机构"
        here.add(slug)
    assert len(here) == taken + 1
