"""No text ends without pages: whatever stands in a raw report, its pages read back as they were meant, the site shows
what the reader of the Markdown reads, and where that ever fails the words stand in plain paragraphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annals.check.catalogue import CATALOGUE
from annals.edition import making
from annals.edition.making import Inputs, Made, make
from annals.edition.shipped import page_templates
from annals.markdown.front import Front
from annals.markdown.plain import plain_page
from annals.markdown.read import Reader, blocks_of, text_of
from annals.markdown.write import write_page
from annals.model import Block, BlockKind, Content, DraftPage, Metadata, SectionKind, Status
from annals.site.dialect import misread
from tests.support.stories import RAW
from tests.support.words import LEXICON

_bits = st.sampled_from(
    [
        *("|", "| ", "|甲|乙|", "| 甲 | 乙 |", "|---|---|", "甲 | 乙", "甲|乙", "\\|", "&#124;", "│甲│乙│", "├─┼─┤"),
        *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<td>甲</td>", "<td rowspan=2>", "<td colspan=2>"),
        *("<br>", "&nbsp;", "&lt;", "<", ">", "<b>", "<sup>2</sup>", "<!--", "-->", "<div>", "</div>"),
        *(
            "#",
            "########",
            "## ",
            "# 甲",
            "> 甲",
            "- 甲",
            "- ",
            "1. 甲",
            "1.",
            "2) 乙",
            "+ ",
            "● 甲",
            "    ",
            "\t",
            "  ",
        ),
        *(
            "*",
            "**",
            "**甲**",
            "_甲_",
            "`",
            "``",
            "~~",
            "```",
            "[甲]",
            "[1]:",
            "[^1]",
            "[甲](乙)",
            "*[甲]: 乙",
            "{: .x}",
        ),
        *(
            ":---:",
            ":",
            "---",
            "===",
            "***",
            "$$",
            "!!! note",
            "::: 甲",
            "\\",
            "（一）甲",
            "一、甲",
            "专栏1 甲",
            "图1 甲",
        ),
        *(
            "，",
            "；",
            "（",
            "）",
            "”",
            "【",
            "】",
            "注：",
            "来源：",
            "- 16 -",
            "第 3 页 共 6 页",
            "· 15 ·",
            "①",
            "表1",
            "\u3000",
        ),
        *("甲乙丙", "2018年，全市建成甲乙丙。", "甲：乙", "12", "3.5", "。", "\f", "\n", "\n", "\n", "\n\n", " "),
    ]
)
texts = st.lists(_bits, min_size=1, max_size=22).map("".join)


def made(text: str) -> Made:
    inputs = Inputs(
        report="x", raw_path="x.txt", raw=text.encode(), yml_path="x.yml", yml="", base="", pages=(), lexicon=LEXICON
    )
    return make(inputs, Metadata(report="x"), (), page_templates(), Reader())


@pytest.mark.soak
@given(st.lists(_bits, min_size=1, max_size=60).map("".join))
@settings(max_examples=4_000, deadline=None)
def test_every_longer_text_is_made(text: str) -> None:
    # Two patterns of one rule met at a line of seven #, which sixty short texts had never held.
    assert not [problem for problem in made(text).problems if problem.code == "W108"], text


@given(texts)
@example("<table>|*[甲]: 乙<div>|:---:")
@settings(max_examples=60, deadline=None)
def test_every_text_has_its_pages(text: str) -> None:
    found = made(text)
    assert not [problem for problem in found.problems if problem.code == "W108"], text
    for page in found.texts.values():
        front = Front.of(page)
        assert misread(front.body, front.lines_before) is None, text


_wild = st.text("甲乙12|#>-.*_`<[]~: \t\\&!=+(){}^\n", max_size=12)
_KINDS = [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.CAPTION, BlockKind.HEADING]


@st.composite
def wild_pages(draw: st.DrawFn) -> DraftPage:
    """A page whose blocks hold any Markdown at all, as a slip of the program might leave it."""
    blocks = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(_KINDS))
        markdown = f"甲{draw(_wild)}" if draw(st.booleans()) else f"{draw(_wild)}乙"
        content = Content(kind=kind, markdown=markdown, depth=draw(st.integers(0, 3)), header=draw(st.booleans()))
        section = SectionKind.SECTION if kind is BlockKind.HEADING else None
        blocks.append(
            Block(
                id=f"l{number}",
                content=content,
                section=section,
                level=1 if section else 0,
                numbered=False,
                above=None,
                lines=((number + 1, number + 1),),
                status=Status.CLEANED,
                anchors=(),
            )
        )
    return replace(made(RAW).pages[0], blocks=tuple(blocks))


@given(wild_pages())
@settings(max_examples=60, deadline=None)
def test_plain_pages_always_read_back(page: DraftPage) -> None:
    reader = Reader()
    text = write_page(plain_page(page), page_templates(), reader)
    front = Front.of(text)
    assert misread(front.body, front.lines_before) is None
    words = "".join(text_of(block.content) for block in page.blocks)
    assert "".join("".join(block.text for block in blocks_of(reader.page(text))).split()) == "".join(words.split())


def test_a_page_that_does_not_read_back_is_published_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def slipping(*given: object) -> tuple[DraftPage, ...]:
        # As though the program had forgotten to escape a paragraph.
        (page, *rest) = pages_of(*given)  # type: ignore[arg-type]
        first = next(at for at, block in enumerate(page.blocks) if block.content.kind is BlockKind.PARAGRAPH)
        spoilt = replace(page.blocks[first], content=replace(page.blocks[first].content, markdown="# 甲*乙*"))
        return (replace(page, blocks=(*page.blocks[:first], spoilt, *page.blocks[first + 1 :])), *rest)

    pages_of = making.pages_of
    monkeypatch.setattr(making, "pages_of", slipping)
    found = made(RAW)
    (told,) = [problem for problem in found.problems if problem.code == "W108"]
    assert (told.path, told.line, told.detail("page")) == ("x.txt", 5, found.pages[0].path)
    assert "# 甲乙" in told.detail("text") and "W108" in CATALOGUE
    shown = [block.text for block in blocks_of(Reader().page(found.texts[found.pages[0].path]))]
    assert "# 甲乙" in shown and "2019年，组织培训45期，覆盖各设区市。" in shown
