"""What other pages show of a report says what the report's own page says of it: the same words with the same doubts,
corrections and line numbers. The report pages are the truth here; the raw texts and what persons recorded of them are
written out by hand."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.elements import Element, parse
from tests.support.places import REPORTS


@dataclass(frozen=True, slots=True)
class Shown:
    """A quotation: the page it stands on, the paragraph it leads to as (page, id), its element, and whether a cell of
    the table of editions opens it."""

    page: str
    block: tuple[str, str]
    element: Element
    in_table: bool


@pytest.fixture(scope="module")
def blocks(site: Path) -> dict[tuple[str, str], Element]:
    """The blocks of all report pages by page and id."""
    found = {}
    for report in REPORTS:
        for path in sorted((site / report).glob("*.html")):
            if path.stem not in ("index", "full", "raw"):
                for element in parse(path).all():
                    if element.attrs.get("id") and {"annals-source", "annals-editor"} & set(element.classes):
                        found[f"{report}/{path.name}", element.attrs["id"]] = element
    return found


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    """The topic and entity pages."""
    return {
        f"{folder}/{path.name}": parse(path)
        for folder in ("topics", "entities")
        for path in sorted((site / folder).glob("*.html"))
    }


@pytest.fixture(scope="module")
def quotations(pages: dict[str, Element]) -> list[Shown]:
    """The quoted paragraphs of topic pages, the sentences of entity pages and what the cells of their tables open."""
    found = []
    for name, page in pages.items():
        quoted = [(e, False) for e in page.all("annals-quote")]
        quoted += [(e, False) for e in page.all(tag="li") if any(e.all("annals-mention-chain"))]
        quoted += [(e, True) for cell in page.all("annals-cell") for e in cell.all(tag="blockquote")]
        for element, in_table in quoted:
            ways = {e.attrs["href"] for e in element.all(tag="a") if not NO_WAY & set(e.classes)}
            (target,) = ways
            address, _, block = target.partition("#")
            where = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            found.append(Shown(name, (where, block), element, in_table))
    return found


NO_WAY = {"annals-mark", "annals-origin", "annals-entity"}


def bare(text: str) -> str:
    return "".join(text.split())


def signs(element: Element) -> Counter[tuple[str, str]]:
    return Counter((e.attrs["data-sign"], e.attrs["title"]) for e in element.all("annals-mark"))


def test_a_quotation_bears_the_marks_of_its_paragraph(
    blocks: dict[tuple[str, str], Element], quotations: list[Shown]
) -> None:
    assert len(quotations) > 500
    marked = 0
    for shown in quotations:
        block = blocks[shown.block]
        own = next((e for e in shown.element.all("annals-source", tag="span")), next(shown.element.all(tag="p"), None))
        assert own is not None
        words, whole = (bare(e.text(without="annals-derived")) for e in (own, block))
        assert all(part in whole for part in words.split("…")), shown.block
        if words == whole:
            assert signs(own) == signs(block), (shown.page, shown.block)
        for kind in ("annals-flagged", "annals-corrected"):
            under = "".join(bare(e.text()) for e in own.all(kind))
            for span in block.all(kind):
                if bare(span.text()) in words:
                    marked += 1
                    assert bare(span.text()) in under, (shown.page, shown.block, span.text())
    assert marked > 15


def test_a_quotation_bears_the_number_of_its_lines(
    blocks: dict[tuple[str, str], Element], quotations: list[Shown]
) -> None:
    for shown in quotations:
        block = blocks[shown.block]
        # Nested items have their own; headings have none on their page.
        number = next(block.all("annals-origin"), None)
        if number is not None and not shown.in_table:
            (same,) = shown.element.all("annals-origin")
            assert same.attrs["data-sign"] == number.attrs["data-sign"] != ""
            assert same.attrs["href"] == "../" + shown.block[0].partition("/")[0] + "/" + number.attrs["href"]


def test_names_in_quotations_lead_on_and_have_their_cards(pages: dict[str, Element], site: Path) -> None:
    linked = 0
    for path, page in pages.items():
        names = {e.attrs["data-entity"] for e in page.all("annals-entity")}
        assert [name for name in names if not (site / "assets" / "cards" / f"{name}.js").is_file()] == [], path
        assert path not in {f"entities/{name}.html" for name in names}, "a page leads to itself"
        linked += len(names)
        # A sign or a link inside a link is no HTML.
        for link in page.all(tag="a"):
            assert [e.tag for e in link.all(tag="a")] == ["a"], path
    assert linked > 300


LIKELY = ("静安区", "普陀区", "闵行区")
CERTAIN = ("浦东新区", "黄浦区", "徐汇区", "长宁区", "虹口区", "杨浦区", "宝山区")


def test_a_supplied_heading_says_how_sure_it_is_wherever_it_stands(site: Path) -> None:
    page = parse(site / "2022/districts.html")
    box = next(page.all("annals-changes")).text()
    raw = parse(site / "2022/raw.html")
    topic = {e.text(without="annals-derived"): e for e in parse(site / "topics/districts.html").all("annals-editor")}
    year = {e.text(without="annals-derived").strip(): e for e in parse(site / "2022/index.html").all(tag="li")}
    changes = [e for e in raw.all(tag="li") if any(e.all(tag="ins"))]
    for name in (*LIKELY, *CERTAIN):
        sure = "大致确定" if name in LIKELY else "确定"
        (heading,) = [e for e in page.all("annals-editor") if e.text(without="annals-derived").strip("¶") == name]
        for element in (heading, topic[name], year[name]):
            ((sign, told),) = signs(element)
            assert sign == ("编·大致确定" if name in LIKELY else "编")
            assert f"原文为图片（{sure}）" in told
        assert f"补标题「{name}」{sure}，原为图片：" in " ".join(box.split())
        (put_in,) = [e for e in changes if name in next(e.all(tag="ins")).text()]
        assert f"{sure}：" in put_in.text()
    chains = [e.text() for e in parse(site / "entities/minhang-district.html").all("annals-mention-chain")]
    assert [chain for chain in chains if "闵行区（编者补，大致确定）" in chain] == [
        chain for chain in chains if "闵行区" in chain
    ]


def test_a_likely_correction_says_so_at_its_sign_and_on_the_raw_page(site: Path) -> None:
    marks = parse(site / "2012/international-cooperation.html").all("annals-mark")
    (mark,) = [e for e in marks if "科研院所所" in e.attrs["title"]]
    assert mark.attrs["data-sign"] == "校·大致确定"
    (line,) = [e for e in parse(site / "2012/raw.html").all("annals-raw-line") if e.attrs["id"] == "n9"]
    assert "大致确定：叠“所”字" in line.text()


def test_what_was_moved_leads_from_the_raw_page_to_where_it_stands(site: Path) -> None:
    raw = parse(site / "2011/raw.html")
    for number in ("154", "156"):
        (line,) = [e for e in raw.all("annals-raw-line") if e.attrs["id"] == f"n{number}"]
        assert [e.attrs["href"] for e in line.all(tag="a") if e.text() == "移到前文"] == [f"full.html#l{number}"]


def test_the_words_below_a_picture_say_what_they_are(site: Path) -> None:
    captions = list(parse(site / "2022/forums-and-expos.html").all("annals-caption"))
    assert [e.text(without="annals-derived") for e in captions] == [
        "美国计算机科学与统计学家迈克尔·I·乔丹（Michael I. Jordan）",
        "德国生物化学家迪尔克·格尔利希（Dirk Görlich）",
    ]
    for caption in captions:
        assert [e.attrs["data-sign"] for e in caption.all("annals-form")] == ["图注"]
