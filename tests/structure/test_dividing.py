"""Where a report that is longer than a page goes on, and that it stays there."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from annals.markdown.read import text_of
from annals.model import Document, DraftPage, Topic
from annals.structure.document import document_of
from annals.structure.paginate import pages_of
from annals.structure.topics import assign
from tests.bench.prose import place
from tests.bench.volumes import volume
from tests.support.words import LEXICON

LONGEST = 12_000
SENTENCE = "2031年，全省组织各类培训班次若干，覆盖各设区的市，参加者都有所得，随后逐项落实。"
PARAGRAPH = SENTENCE * 8


@cache
def document(text: str) -> Document:
    return document_of(clean_source(read_source("v", text.encode()), LEXICON)[0], LEXICON)[0]


@cache
def grown() -> str:
    """Fourteen chapters of three levels, with tables and notes."""
    return volume(place(0), 2031, 48_000, 14).text


@cache
def young() -> str:
    """The first nine of them."""
    return grown()[: grown().index("第十章")]


def divided(text: str, topics: tuple[Topic, ...] = (), published: tuple[str, ...] = ()) -> tuple[DraftPage, ...]:
    found = document(text)
    return pages_of(found, assign(found, topics, LEXICON), topics, "2031", published)


def paths(pages: tuple[DraftPage, ...]) -> tuple[str, ...]:
    return tuple(page.path for page in pages)


def length(page: DraftPage) -> int:
    return sum(len(text_of(block.content)) for block in page.blocks)


def chapters(*lengths: int) -> str:
    """A text with chapters of so many paragraphs."""
    numerals = "一二三四五六七八九"
    lines = ["某省年鉴", ""]
    for number, paragraphs in enumerate(lengths):
        lines += [f"第{numerals[number]}章 工作{numerals[number]}", ""]
        for _ in range(paragraphs):
            lines += [PARAGRAPH, ""]
    return "\n".join(lines)


def test_pages_hold_whole_chapters_and_no_more_than_fits() -> None:
    pages = divided(grown())
    assert len(pages) > 4
    assert max(map(length, pages)) <= LONGEST
    heads = [page.blocks[0] for page in pages]
    assert all(head.section and text_of(head.content).startswith("第") for head in heads[1:])
    assert [page.path for page in pages[1:]] == [f"v/other-{head.id}.md" for head in heads[1:]]
    together = [length(one) + length(two) for one, two in pairwise(pages)]
    assert min(together) > LONGEST, "two that one page would hold"
    shown = [block.id for page in pages for block in page.blocks]
    assert shown == [block.id for block in document(grown()).blocks]


def test_what_is_added_at_the_end_moves_no_page() -> None:
    before, after = divided(young()), divided(grown())
    assert len(before) > 2
    assert paths(after)[: len(before)] == paths(before)
    assert after[: len(before) - 1] == before[:-1]


@pytest.mark.parametrize("times", [0, 5])
def test_a_page_begins_where_it_once_began(times: int) -> None:
    """Chapters before it get shorter or longer by corrections: the same raw lines hold other lengths."""
    text = chapters(18, 18, 18, 18)
    first = divided(text)
    assert len(first) > 1
    changed = text.replace(PARAGRAPH, PARAGRAPH * times or SENTENCE, 9)
    again = divided(changed, published=tuple(path.replace(".md", ".html") for path in paths(first)))
    assert set(paths(first)) <= set(paths(again))
    assert max(map(length, again)) <= LONGEST
    kept = {page.path: page.blocks[0].id for page in first[1:]}
    assert {page.path: page.blocks[0].id for page in again if page.path in kept} == kept


def test_a_page_whose_first_section_goes_to_a_topic_keeps_its_name() -> None:
    text = chapters(30, 30, 10, 18, 18)
    first = divided(text)
    begins = next(page for page in first if text_of(page.blocks[0].content).startswith("第三章"))
    topic = Topic(slug="third", title="工作三", order=1, sections=(f"v#{begins.blocks[0].id}",))
    again = divided(text, (topic,), paths(first))
    assert "v/third.md" in paths(again)
    assert set(paths(first)) <= set(paths(again))
    (page,) = [page for page in again if page.path == begins.path]
    assert text_of(page.blocks[0].content).startswith("第四章")
    assert paths(divided(text, (), paths(again)))[: len(first)] == paths(first), "and back again"


def test_a_topic_of_another_name_takes_its_pages_along() -> None:
    text = chapters(34, 34)
    heads = [block for block in document(text).sections() if text_of(block.content).startswith("第")]
    claims = tuple(f"v#{head.id}" for head in heads)
    old = divided(text, (Topic(slug="old", title="工作", order=1, sections=claims),))
    assert any(path.startswith("v/old-l") for path in paths(old))
    topic = Topic(slug="new", title="工作", order=1, sections=claims, redirect_from=("old",))
    new = divided(text.replace(SENTENCE, SENTENCE[:-5] + "。", 90), (topic,), paths(old))
    assert {path.replace("/old", "/new") for path in paths(old)} <= set(paths(new))


def test_a_section_without_headings_is_cut_at_paragraphs() -> None:
    pages = divided(chapters(2, 80))
    assert len(pages) > 2
    assert max(map(length, pages)) <= LONGEST
    onward = [page for page in pages if "-" in page.path and page.blocks[0].section is None]
    assert len(onward) > 1
    assert [page.matter.title for page in onward] == [
        f"第二章 工作二（续，原文第 {page.blocks[0].first_line} 行起）（2031）" for page in onward
    ]


def test_no_table_and_no_list_is_torn() -> None:
    rows = "\n".join(f"| 第{n}项 | {n} | 这一项的说明文字写得长一些，好占去一些地方 |" for n in range(200))
    text = f"某省年鉴\n\n第一章 数据\n\n{(PARAGRAPH + chr(10) * 2) * 20}| 名称 | 数 | 说明 |\n| --- | --- | --- |\n{rows}\n\n{SENTENCE}\n"
    pages = divided(text)
    assert len(pages) > 1
    for page in pages:
        kinds = [(block.content.kind, block.content.header) for block in page.blocks]
        assert kinds[0] != ("row", False)
    holding = [page for page in pages if any(block.content.kind == "row" for block in page.blocks)]
    assert len(holding) == 1


def test_titles_tell_what_a_page_holds() -> None:
    titles = [page.matter.title for page in divided(grown())]
    assert titles[0] == "其他（2031）"
    assert all(title.count("章") == 2 and "至" in title for title in titles[1:-1])
