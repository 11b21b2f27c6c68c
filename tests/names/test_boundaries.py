"""Names that end inside a word are shown to an editor, and hardly any others."""

from __future__ import annotations

import pytest

from annals.model import Entity
from annals.names.boundaries import straddled
from annals.names.linking import TextBlock, link
from tests.support.words import LEXICON

REST = "".join(map(chr, range(0x5E00, 0x6A00)))
"""So much text besides that two characters hardly meet by chance."""


def found(name: str, *texts: str, not_: tuple[str, ...] = (), aliases: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    """The longer strings in which a name may be no more than the beginning of a word, with the number of blocks."""
    entity = Entity(slug="it", title=name, title_source="report", type="机构", not_=not_, aliases=aliases)
    texts = (*texts, REST)
    blocks = [TextBlock(report="r", block=f"l{n}", section="l1", text=text) for n, text in enumerate(texts)]
    return [(one.longer, len(one.places)) for one in straddled(blocks, link(blocks, (entity,), LEXICON), LEXICON)]


@pytest.mark.parametrize(
    ("name", "text", "longer"),
    [
        ("临江大学", "支持临江大学生创业。", "临江大学生"),
        ("临江银行", "新临江银行业蓬勃发展。", "临江银行业"),
        ("科技部", "会同科技部门推进。", "科技部门"),
        ("临江协会", "走访临江协会员。", "临江协会员"),
    ],
)
def test_a_name_inside_a_word_is_told(name: str, text: str, longer: str) -> None:
    assert found(name, text, text) == [(longer, 2)]
    # Said to be something else, it is no mention.
    assert found(name, text, not_=(longer,)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("临江大学", "临江大学、科研院所参加。"),
        ("临江大学", "临江大学承担项目3项。"),
        ("临江大学", "临江大学的学生。"),
        ("科技部", "科技部为此印发通知。"),
        ("科技部", "由科技部"),
    ],
)
def test_a_name_that_ends_where_a_word_ends_is_not(name: str, text: str) -> None:
    assert found(name, text) == []


def test_a_name_before_a_word_of_the_texts_is_not() -> None:
    texts = ["发展业务。", "开拓业务。", "增加业务。", "办理业务。", "临江银行业务增长。"]
    assert found("临江银行", *texts) == []
    assert found("临江银行", "临江银行业增长。", *texts) == [("临江银行业", 1)]


def test_words_are_learnt_from_the_texts() -> None:
    texts = ["出台机制。", "完善机制。", "创新机制。", "临江动力机制造厂投产。"]
    assert found("临江动力机", *texts) == [("临江动力机制", 1)]
    # Seen behind one word alone, two characters only meet.
    assert found("临江动力机", "甲机制造。", "甲机制造。", "甲机制造。", texts[-1]) == []


def test_a_name_whose_shorter_form_means_the_same_is_right_either_way() -> None:
    texts = ["开拓市场。", "培育市场。", "规范市场。", "打开临江市场。"]
    assert found("临江市", *texts) == [("临江市场", 1)]
    assert found("临江市", *texts, aliases=("临江",)) == []
