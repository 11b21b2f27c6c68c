"""A volume of several works, each with a title above chapters that begin anew: a collection of statutes."""

from __future__ import annotations

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.structure.document import document_of
from annals.structure.title import title_of
from tests.support.words import LEXICON


def headings(raw: str) -> list[tuple[int, str]]:
    cleaned, _ = clean_source(read_source("v", raw.encode()), LEXICON)
    document, _ = document_of(cleaned, LEXICON)
    return [(block.level, text_of(block.content)) for block in document.blocks if block.section is not None]


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
