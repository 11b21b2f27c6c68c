"""Signs that a text was not understood: none on texts that were, each where it is provoked, and one summary of many."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annals.check.doubts import Doubts, doubts_of
from annals.check.signs import Sign
from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from tests.support.places import REPORTS, STRANGE, raw_file
from tests.support.words import LEXICON

KINDS = sorted((STRANGE / "raw").glob("*.txt"))
BODY = "全年举办培训三十场，参加的有两千多人。学员来自各区，其中半数是第一次参加，反映良好。"


def doubts(raw: bytes) -> Doubts:
    cleaned, _ = clean_source(read_source("x", raw), LEXICON)
    return doubts_of(document_of(cleaned, LEXICON)[0], cleaned, LEXICON)


def told(text: str) -> list[tuple[str, int]]:
    """The signs in a text below a chapter of its own, with their raw lines."""
    found = doubts(f"第一章 培训\n\n{BODY}\n\n{text}\n\n{BODY}\n".encode())
    return [(str(place.sign), place.line) for place in found.places]


@pytest.mark.parametrize("path", [*map(raw_file, REPORTS), *KINDS[::3]], ids=lambda path: path.stem)
def test_clean_texts_have_at_most_five_in_ten_thousand_characters(path: object) -> None:
    raw = path.read_bytes()  # type: ignore[attr-defined]
    found = doubts(raw)
    assert not found.misunderstood
    assert len(found.places) <= max(1, 5 * len(raw.decode("utf-8", "ignore")) / 10_000)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("## 培训与交流、", Sign.CUT_HEADING),
        ("## 培训（第一批", Sign.CUT_HEADING),
        ("## 36.5", Sign.BARE_HEADING),
        ("参加的学校有甲校、乙校，", Sign.OPEN),
        ("，参加的都说内容实用。", Sign.BEHEADED),
        ("四年的支出依次为5.27.80246810亿元。", Sign.GLUED),
        ("两年分别增长12.5%3.1%，势头良好。", Sign.GLUED),
        ("培训用书2011201220132014册。", Sign.GLUED),
        ("参加的有锟斤拷锟斤拷三十人。", Sign.GARBLED),
        ("经费为 \\mathrm{W}_{1} 万元，比上年增加。", Sign.MARKUP),
        ("工作有三项：●加强师资；●扩大规模。", Sign.INNER_MARK),
        ("―加强师资；", Sign.INNER_MARK),
        ("各区参加的人数（单位：人）从各区看，东区参加的最多，比上年增加。", Sign.INNER_MARK),
        ("培训经费 万元738.0 335.9，比上年增加。", Sign.FIGURES),
        ("参加的有4 6例，比上年增加。", Sign.FIGURES),
        ("## 培训经费 738.0 335.9", Sign.FIGURES),
        ("17", Sign.LONE_NUMBER),
        ("## 上年结转数量 3401", Sign.CELL_HEADING),
        ("④，参加的都说内容实用。", Sign.NOTE_MARK),
        ("## 参加单位情况如下：", Sign.LABEL_HEADING),
        ("## 适用 √ 不适用", Sign.LABEL_HEADING),
        ("## 培训地点：室内", Sign.LABEL_HEADING),
        ("## 一、参加的单位包括以下几类：", Sign.LABEL_HEADING),
        ("## 一、培训经费 教材经费", Sign.PARTED_HEADING),
        ("## . 2. 入职手续", Sign.NUMBER),
        ("7 7. . 绩效考评", Sign.NUMBER),
        ("第 六章 章 学员的发展，见下文。", Sign.NUMBER),
        ("培训的办法由各区自定，市里不作规定。§2培训的安排。", Sign.NUMBER),
        ("培训办法……………………12", Sign.CONTENTS),
        ("## 第二节 介绍了培训的对象和方法：首先对学员的来源进行了分", Sign.SENTENCE_HEADING),
        ("三年的比率为0.46753200.58195100.6471。".replace("00.", "0."), Sign.GLUED),
    ],
)
def test_a_sign_is_told_at_its_line(text: str, sign: Sign) -> None:
    assert told(text) == [(str(sign), 5)]


def test_a_last_sentence_without_an_end_is_told() -> None:
    found = doubts("第一章 培训\n\n学员来自各区。其中半数是第一次\n\n第二章 经费\n".encode())
    assert [(place.sign, place.line, place.text) for place in found.places] == [
        (Sign.TORN, 3, "学员来自各区。其中半数是第一次")
    ]
    assert found.problems("seeds/x.txt") == (), "a notice of its own tells of it"


@pytest.mark.parametrize(
    "text",
    [
        "本节的依据是4.1.2和10.2.15所列的表。",
        "服务器的地址是192.168.1.10，版本是2.10.3.1。",
        "自2011.03.05起施行，增长3.25%，其中3%—5%来自外地。",
        "见https://example.org/a%20b/20110305123456789012.html。",
        "得率为 $\\frac{a}{b}$，比上年提高。",
        "主要任务是：",
        "## 2031",
        "## 2031年",
        "## 附表 3",
        "## 展望 2031",
        "## 培训（第一批）",
        "邮箱是abc@example.org，网址以com结尾。",
        "见表1 2019年的数字，另有①所列的三项。",
        "——由各区自行安排。",
        "学员来自各区。其中半数是第一次参加。（数据来源：市教育局）",
        "## 培训经费：",
        "## 一、展 望",
        "培训的对象：",
        "市教育局，市科委",
        "2031年5月",
        "图为培训现场",
        "学员们说……很实用。",
        "□适用 √不适用",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("above", "heading", "below", "is_cell"),
    [
        ("0.00", "一、教育支出", "9746.50", True),
        ("营业收入\n\n2031年", "## 2030年", "增减\n\n40.39", True),
        ("营业收入", "一、教育支出", "9746.50", False),
        ("甲校", "## 培训安排", "乙校", False),
        ("0.00", "一、教育支出", "全年举办培训十期，参加的有三千人。", False),
    ],
)
def test_a_heading_among_cells_is_told(above: str, heading: str, below: str, is_cell: bool) -> None:
    found = doubts(f"第一章 培训\n\n{BODY}\n\n{above}\n\n{heading}\n\n{below}\n\n{BODY}\n".encode())
    assert (Sign.CELL_HEADING in {place.sign for place in found.places}) == is_cell


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        ("一二三", []),
        ("一二四", [11]),
        ("二三四", []),
        ("一三二", [7, 11]),
        ("一二一", []),
    ],
)
def test_numbers_follow_each_other(numbers: str, lines: list[int]) -> None:
    text = "第一章 培训\n\n" + "\n\n".join(f"{number}、培训情况\n\n{BODY}" for number in numbers) + "\n"
    found = doubts(text.encode())
    assert [place.line for place in found.places] == lines


def test_a_part_that_is_no_heading_leaves_no_gap() -> None:
    text = f"第一章 培训\n\n一、师资\n\n{BODY}\n\n二、{BODY}\n\n三、学员\n\n{BODY}\n"
    assert doubts(text.encode()).places == ()


def test_many_of_them_are_one_warning_with_the_first_place_of_each() -> None:
    lines = [f"第{number}季度的支出依次为5.27.80246810亿元。\n\n参加的有(cid:12)三十人。" for number in "一二三四"]
    found = doubts(("第一章 培训\n\n" + "\n\n".join(lines) + "\n").encode())
    assert found.misunderstood
    (problem,) = found.problems("seeds/x.txt")
    assert (problem.code, problem.line, dict(problem.details)["count"]) == ("W302", 3, "8")
    assert [(flag.code, flag.lines) for flag in found.flags()][:3] == [
        ("W302", (3, 3)),
        ("N111", (3, 9)),
        ("N111", (11, 11)),
    ]
    assert [(str(sign), count, place.line) for sign, count, place in found.summary()] == [
        ("glued", 4, 3),
        ("garbled", 4, 5),
    ]


@pytest.mark.parametrize(("count", "signs"), [(5, 0), (6, 1)])
def test_short_lines_in_a_row_are_told(count: int, signs: int) -> None:
    """A few are a list of names; many are what is left of a table or a chart."""
    lines = "\n\n".join(f"{number}校三百零五" for number in "子丑寅卯辰巳"[:count])
    found = doubts(f"第一章 培训\n\n{BODY}\n\n{lines}\n\n第二章 经费\n\n{BODY}\n".encode())
    assert [place.sign for place in found.places] == [Sign.FRAGMENTS] * signs


@pytest.mark.parametrize(("times", "signs"), [(1, 0), (2, 1), (4, 1)])
def test_lines_that_recur_are_told(times: int, signs: int) -> None:
    text = "\n\n".join(f"{number}次{BODY}\n\n附表从略，详见他处" for number in "甲乙丙丁"[:times])
    found = doubts(f"第一章 培训\n\n{text}\n".encode())
    assert [place.sign for place in found.places] == [Sign.REPEATED] * signs


@pytest.mark.parametrize(
    ("second", "signs"),
    [
        ("来自各区的学员36海滨培训年鉴20111840人，比上年多", 2),
        ("来自各区的学员24海滨培训年鉴1840人，比上年多", 0),
        ("来自各区，36家合格", 0),
    ],
)
def test_a_running_title_inside_two_texts_is_told(second: str, signs: int) -> None:
    text = f"第一章 培训\n\n学员增加，规模居于中部34海滨培训年鉴2011。\n\n{BODY}\n\n{second}。\n"
    places = doubts(text.encode()).places
    assert sum(place.sign is Sign.FURNITURE for place in places) == signs


def test_a_paragraph_far_longer_than_the_others_is_told() -> None:
    text = f"第一章 培训\n\n{BODY}\n\n{BODY}\n\n{BODY * 40}\n\n{BODY}\n"
    assert [(place.sign, place.line) for place in doubts(text.encode()).places] == [(Sign.LONG, 7)]


def told_of(text: str) -> list[tuple[str, int]]:
    return [(str(place.sign), place.line) for place in doubts(text.encode()).places]


def test_a_numbered_part_that_is_text_among_headings_is_told() -> None:
    parts = "\n\n".join(f"{number}、{name}\n\n{BODY}" for number, name in zip("一二三", "甲乙丙", strict=True))
    text = f"第一章 培训\n\n{parts}\n\n四、培训的经费由各区负担，{BODY}\n"
    assert told_of(text) == [("siblings", 15)]
    assert told_of(text.replace("四、", "")) == []


def numbered(names: Sequence[str], body: str) -> str:
    return "\n\n".join(f"{number}、{name}{body}" for number, name in zip("一二三四五六七八", names, strict=False))


def test_a_whole_series_of_headings_is_none_among_series_of_sentences() -> None:
    terms = numbered("甲乙丙丁戊己", f"类学员：{BODY}")
    text = f"第一章 培训\n\n{{}}\n\n第二章 名词解释\n\n{terms}\n"
    assert told_of(text.format(numbered(["经费", "教师"], f"\n\n{BODY}"))) == []
    assert told_of(text.format(f"一、经费\n\n{BODY}")) == [], "a name above a paragraph is a heading by itself"
    assert told_of(text.format(f"一、经费由各区负担，市里补助\n\n{BODY}")) == [("siblings", 3)]


def test_a_whole_series_of_sentences_is_none_among_headings() -> None:
    heads = numbered(["经费", "教师", "学员", "教材", "场地", "考试"], f"\n\n{BODY}")
    text = f"第一章 培训\n\n{heads}\n\n第二章 名词解释\n\n{{}}\n"
    assert told_of(text.format(numbered("甲乙", f"类学员：{BODY}"))) == []
    assert told_of(text.format(f"一、甲类学员：{BODY}\n\n三、乙类学员：{BODY}")) == [("siblings", 29), ("siblings", 31)]


def test_a_mark_without_its_note_is_told_where_there_are_notes() -> None:
    note = "第一章 培训\n\n学员来自各区①，其中半数是第一次参加{}。\n\n① 不含郊区。\n"
    assert told_of(note.format("②")) == [("note-mark", 3)]
    assert told_of(note.format("")) == []


def test_the_last_word_of_a_heading_on_its_own_line_is_told() -> None:
    assert told_of(f"第一章 培训\n\n第一节 学员人数和分布情况\n\n报表\n\n{BODY}\n") == [("cut-heading", 5)]


WRAPPED = """第一章 培训
全年举办培训三十场参加的学员有两千多人来自全市
各个区县其中半数是第一次参加培训反映普遍良好，
教材全部重新编写由市里统一印发各区县按照要求认
真组织教学活动。
今年又新增加了网络课程供学员在家中自学使用，课
程有三百门之多，覆盖面广。
（一）各区县都写出了详细的总结材料报送有关部门备
查，并且在全市范围内作了交流发言和经验介绍等。
（二）经费
第三季度组织了学员到外地参观学习，先进的做法和经
验编成了小册子发给各单位参考，受到欢迎和好评。
"""


def test_a_part_that_ends_where_its_line_is_full_is_told() -> None:
    assert told_of(WRAPPED) == [("cut-line", 8)]
    assert told_of(WRAPPED.replace("总结材料报送有关部门备\n查，并且", "总结\n并且")) == []


def test_a_sentence_that_ends_where_its_line_is_full_is_no_doubt() -> None:
    lines = ["全年举办培训三十场，参加的学员有两千多人，来自全", "市各个区县，其中半数是第一次参加培训，反映良好。"]
    lines += ["教材全部重新编写，由市里统一印发，各区县按照要求", "认真组织教学活动，学员满意。"]
    lines += ["今年又新增加了网络课程，供学员在家中自学使用，课", "程有三百门之多，覆盖面广。"]
    assert told_of("第一章 培训\n\n" + "\n".join(lines) + "\n") == [], "nine of ten such ends were right"
