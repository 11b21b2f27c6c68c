"""A volume of several works, a collection of statutes: each has a title above chapters that begin anew, or, without marks,
where the articles do."""

from __future__ import annotations

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.structure.document import document_of
from annals.structure.title import title_of
from tests.structure.test_chapters import TEXT, headings
from tests.support.words import LEXICON

PASSED = "2031年4月20日 某县人民代表大会常务委员会第三次会议通过"
LONG = "某县人民代表大会常务委员会关于加强水利设施和防护林带管理工作若干问题的决定"


def work(title: str, *chapters: str) -> str:
    below = "".join(f"## {chapter}\n\n第一条 各村应当修好水渠，并且照管好闸门。\n\n" for chapter in chapters)
    return f"# {title}\n\n2031年5月1日 某县人民代表大会通过\n\n" + (below or "各村照办，不得拖延，并且按月报告。\n\n")


def test_each_work_stands_above_its_chapters() -> None:
    """A work without chapters (`## 附则` has no number) is one too."""
    raw = work("水渠管理条例", "第一章 总则", "第二章 闸门") + work("果树保护条例", "第一章 总则", "第二章 嫁接")
    raw += work("关于春耕的决定")
    assert headings(raw) == [
        (1, "水渠管理条例"),
        (2, "第一章 总则"),
        (2, "第二章 闸门"),
        (1, "果树保护条例"),
        (2, "第一章 总则"),
        (2, "第二章 嫁接"),
        (1, "关于春耕的决定"),
    ]


def test_one_work_keeps_the_levels_of_its_numbers() -> None:
    """Its title and a preface have fewer marks than its chapters, which do not begin anew."""
    raw = work("水渠管理条例", "第一章 总则", "第二章 闸门") + "# 后记\n\n这一份由水利局编写，各村协助。\n"
    assert [level for level, _ in headings(raw)] == [1, 1, 1, 1]


def test_marks_that_do_not_part_the_works_rank_nothing() -> None:
    """Chapters begin anew with no title before them, as in the parts of one work: their numbers tell their levels."""
    raw = work("水渠管理条例", "第一章 总则", "第二章 闸门", "第一章 总则", "第二章 果树") + work("附录", "第一章 表")
    assert 2 not in [level for level, _ in headings(raw)]


def test_a_volume_is_called_as_its_folder_was_and_not_as_its_first_work() -> None:
    raw = work("水渠管理条例", "第一章 总则", "第二章 闸门") + work("果树保护条例", "第一章 总则", "第二章 嫁接")
    one = work("水渠管理条例", "第一章 总则", "第二章 闸门")
    for text, called, title in (
        (raw, "某县法规汇编", "某县法规汇编"),
        (raw, "", "水渠管理条例"),
        (one, "第三稿", "水渠管理条例"),
    ):
        cleaned, _ = clean_source(read_source("v", text.encode()), LEXICON)
        document, _ = document_of(cleaned, LEXICON)
        assert title_of(document, LEXICON, called) == title


def law(title: str, *chapters: str, passed: str = PASSED) -> list[str]:
    """Two articles in each chapter, or two without any."""
    articles = [f"第{number}条 {text}" for number, text in zip("一二三四五六", TEXT * 2, strict=True)]
    if not chapters:
        return [title, passed, *articles[:2]]
    below = [line for place, name in enumerate(chapters) for line in (name, *articles[2 * place : 2 * place + 2])]
    return [title, passed, *below]


def test_the_title_of_each_law_is_above_its_chapters() -> None:
    lines = [
        *law("某县水渠管理条例", "第一章 总则", "第二章 用水"),
        *law("某县林木管护规定"),
        *law(LONG, "第一章 总则", "第二章 附则", passed=f"（{PASSED}）"),
    ]
    assert headings("\n\n".join(lines) + "\n") == [
        (1, "某县水渠管理条例"),
        (2, "第一章 总则"),
        (2, "第二章 用水"),
        (1, "某县林木管护规定"),
        (1, LONG),
        (2, "第一章 总则"),
        (2, "第二章 附则"),
    ]


def test_one_law_is_as_it_was() -> None:
    lines = law("某县水渠管理条例", "第一章 总则", "第二章 用水")
    assert headings("\n\n".join(lines) + "\n")[1:] == [(1, "第一章 总则"), (1, "第二章 用水")]


def test_what_is_quoted_of_a_law_is_no_volume() -> None:
    """Articles that begin below sentences have no title above."""
    lines = ["一、执法检查", TEXT[0], f"第一条 {TEXT[1]}", "二、整改", TEXT[2], f"第一条 {TEXT[0]}"]
    assert headings("\n\n".join(lines) + "\n") == [(1, "一、执法检查"), (1, "二、整改")]
