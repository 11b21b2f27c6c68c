"""What stands around a name decides whether it is one there."""

from __future__ import annotations

import pytest

from annals.markdown.front import Front
from annals.model import Entity
from annals.names.candidates import candidate_names
from annals.names.context import Forms, Surroundings
from annals.names.linking import TextBlock, link
from annals.names.registry import load_entities
from tests.support.words import LEXICON

FORMS = Forms.of(LEXICON)
COMMISSION = Entity(slug="commission", title="市科委", title_source="report", type="机构")


def around(text: str) -> Surroundings:
    return Surroundings.of(text, FORMS)


def test_latin_and_digits_are_whole_words() -> None:
    assert not around("G600项目").is_whole_word(0, 3)
    assert around("G60项目").is_whole_word(0, 3)


def test_a_part_of_a_title_is_not_the_name() -> None:
    text = around("《关于支持甲乙创新论坛的意见》与“甲乙创新论坛”活动")
    assert (text.is_part_of_title(5, 11), text.is_part_of_title(17, 23)) == (True, False)


def test_a_common_noun_points_back_only_at_the_beginning_of_a_phrase() -> None:
    text = around("在论坛上，举办分论坛，论坛")
    assert [text.points_back(at) for at in (1, 8, 11)] == [True, False, True]


def test_a_place_before_a_body_is_a_part_of_its_name() -> None:
    assert around("美国GRC公司").is_part_of_body(2)
    assert not around("美国的公司").is_part_of_body(2)
    assert not around("美国多家公司").is_part_of_body(2)


@pytest.mark.parametrize(
    ("text", "own", "another"),
    [
        ("宁波市科委", "", True),
        ("上海市科委", "", True),
        ("上海市科委", "上海", False),
        ("上海市科委", "上海市", False),
        ("上海市科委", "四川", True),
        ("成都市科委", "上海", True),
        ("内蒙古区科技厅", "内蒙古自治区", False),
        ("内蒙古区科技厅", "蒙", True),
        ("本市市科委", "上海", False),
    ],
)
def test_every_place_but_its_own_is_another_one(text: str, own: str, another: bool) -> None:
    start = text.rindex(next(char for char in "市区" if char in text))
    assert around(text).is_another_place_s(start, frozenset(), own) is another


@pytest.mark.parametrize(("place", "found"), [("上海", ["2031-a", "2031-b"]), ("四川", ["2031-b"])])
def test_a_report_s_place_decides_whose_commission_it_is(place: str, found: list[str]) -> None:
    texts = [
        TextBlock(report="2031", block="2031-a", section="s", text="上海市科委发布意见。", place=place),
        TextBlock(report="2031", block="2031-b", section="s", text="市科委发布意见。", place=place),
    ]
    assert [mention.block for mention in link(texts, (COMMISSION,), LEXICON).mentions] == found


@pytest.mark.parametrize(
    ("place", "found"),
    [("上海", ["a", "b", "c"]), ("上海市", ["a", "b", "c"]), ("四川", ["a", "c"]), ("", ["a", "b", "c"])],
)
def test_a_bare_short_form_belongs_to_the_place_of_the_report(place: str, found: list[str]) -> None:
    """上海市科委 is preceded by its own place, so that it is Shanghai's in any report; 市科委 by none."""
    full = Entity(
        slug="commission", title="上海市科学技术委员会", title_source="editor", type="机构", aliases=("市科委",)
    )
    texts = [
        TextBlock(report="2031", block=block, section="s", text=text, place=place)
        for block, text in (
            ("a", "上海市科委发布意见。"),
            ("b", "市科委发布意见。"),
            ("c", "上海市科学技术委员会发布意见。"),
        )
    ]
    assert [mention.block for mention in link(texts, (full,), LEXICON).mentions] == found


@pytest.mark.parametrize(
    ("place", "found"),
    [("江苏", ["js", "sh", "js", ""]), ("上海", ["sh", "sh", "js", ""]), ("", ["js", "sh", "js", ""])],
)
def test_a_short_form_of_two_places_is_that_of_the_report_s_own(place: str, found: list[str]) -> None:
    # Where no place is known the first entry has it, as every other name.
    entities = tuple(
        Entity(slug=slug, title=title, title_source="editor", type="机构", aliases=("科技厅", "市科委"))
        for slug, title in (("js", "江苏省科学技术厅"), ("sh", "上海市科学技术委员会"))
    )
    texts = ["市科委印发通知。", "会同上海市科委组织。", "会同江苏市科委组织。", "会同四川市科委组织。"]
    blocks = [TextBlock(report="r", block=f"l{n}", section="s", text=text, place=place) for n, text in enumerate(texts)]
    meant = {mention.block: mention.entity for mention in link(blocks, entities, LEXICON).mentions}
    assert [meant.get(f"l{n}", "") for n in range(4)] == found


def test_a_short_form_may_stand_in_the_entries_of_two_places_only() -> None:
    pages = {
        f"entities/{slug}.md": Front.of(f"---\ntitle: {title}\ntype: 机构\naliases: [科技厅, 市科委]\n---\n")
        for slug, title in (("js", "江苏省科学技术厅"), ("sh", "上海市科学技术委员会"))
    }
    _, problems = load_entities(pages, LEXICON)
    assert [problem.detail("name") for problem in problems if problem.code == "E209"] == ["科技厅"]


def test_common_words_make_no_candidate() -> None:
    texts = [
        TextBlock(
            report="2031", block=f"l{n}", section="s", text="搭建国际合作交流平台，甲乙科学院与各级政府签署合作协议。"
        )
        for n in range(2)
    ]
    assert [item.name for item in candidate_names(texts, link(texts, (), LEXICON), LEXICON)] == ["甲乙科学院"]
