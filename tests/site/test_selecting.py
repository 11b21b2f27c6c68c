"""Words that a reader selects: what is quoted of them, and that no figure is cut, in a real Chromium."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.panel import CITED, COPY, PANEL, at, quoted, said, window


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    yield from window(browser, viewport={"width": 1280, "height": 800})


def test_words_selected_on_a_topic_page_are_quoted_from_their_reports(desk: Page, served: str, site: Path) -> None:
    at(desk, served + "topics/yangtze-delta.html")
    select = """([from, to]) => {
      for (const one of document.querySelectorAll("details")) one.open = true;
      const found = [...document.querySelectorAll("p.annals-source")];
      found[0].scrollIntoView({ block: "center" });
      getSelection().setBaseAndExtent(found.at(from), 0, found.at(to), 1);
    }"""
    desk.evaluate(select, [0, 0])
    assert "/2022/full.html?h=" in quoted(desk)
    # From one report into another: no reference names both, so each paragraph has its own.
    desk.evaluate(select, [0, -1])
    parts = [part.split("\n") for part in quoted(desk).split("\n\n")]
    cited = [(words, CITED.fullmatch(source)) for words, source, *_ in parts]
    assert len({found[1] for _, found in cited if found}) > 1
    for words, found in cited:
        assert found is not None
        assert words.replace("〔疑〕", "") in said(site, found[1], found[3])


_BETWEEN = """([[first, start], [last, end]]) => {
  const textIn = (block, words) => {
    const nodes = document.createTreeWalker(document.getElementById(block), NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) if (node.data.includes(words)) return node;
  };
  const [from, to] = [textIn(first, start), textIn(last, end)];
  from.parentElement.scrollIntoView({ block: "center" });
  getSelection().setBaseAndExtent(from, from.data.indexOf(start), to, to.data.indexOf(end) + end.length);
}"""


def test_a_selection_over_paragraphs_names_the_place_of_each(desk: Page, served: str, site: Path) -> None:
    at(desk, served + "2012/full.html")
    desk.evaluate(_BETWEEN, [["l9", "市科委"], ["l13", "国际科技合作项目计划管理"]])
    *words, source, note = quoted(desk).split("\n")
    cited = CITED.fullmatch(source)
    assert cited is not None and cited[3] == "l9"
    assert len(words) == 3
    assert all(text in said(site, "2012", block) for text, block in zip(words, ("l9", "l11", "l13"), strict=True))
    assert re.findall(r"第 (\d) 段：http://\S+?/2012/full\.html#(l\d+)", note) == [("2", "l11"), ("3", "l13")]


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        (
            "5亿元",
            "4.17",
            "2.65亿元。2012年，国内科技合作计划支持科技合作以及科技交流与能力建设项目33项，资助经费2740万元，带动社会投入4.17亿元",
        ),
        ("40", "40", "2740万元"),
        ("经费2", "经费2", "经费2740万元"),
        ("经费2740万", "经费2740万", "经费2740万元"),
        ("资助经费", "资助经费", "资助经费"),
    ],
)
def test_no_figure_is_cut(desk: Page, served: str, start: str, end: str, whole: str) -> None:
    """Half of a figure is another one: what is selected is made to hold it, and its unit."""
    at(desk, served + "2012/full.html")
    desk.evaluate(_BETWEEN, [["l39", start], ["l39", end]])
    words, source, *_ = quoted(desk).split("\n")
    assert words == whole
    at(desk, source.split(" ")[-1].removesuffix("."))
    marks = desk.locator("#l39 mark[data-md-highlight]")
    expect(marks.first).to_be_visible()
    bare = re.compile(r"[^\w.%]+")
    for mark in marks.all_inner_texts():
        assert bare.sub("", mark) in bare.sub("", whole)
        assert not re.match(r"[\d.]*\d", mark) or not whole[: whole.find(mark)][-1:].isdigit()


_WORDS = """words => {
  const { AnnalsCiting } = self;
  const block = document.getElementById("l39");
  return words.map(text => new URL(AnnalsCiting.addressOf(block, { part: 1 }, text)).searchParams.get("h"));
}"""


def test_what_an_address_marks_cuts_no_figure(desk: Page, served: str, site: Path) -> None:
    """Wherever a sentence of the reports begins and ends: what is between the first and the last words of it is left out,
    outside of figures and their units."""
    at(desk, served + "2012/full.html")
    desk.locator("#l39 > a.annals-origin").click()
    expect(desk.locator(PANEL).get_by_role("button", name=COPY)).to_be_visible()
    sentences = [
        sentence
        for report in ("2011", "2012", "2017", "2022", "2023")
        for block in json.loads((site / f"data/reports/{report}.json").read_text("utf-8"))["blocks"]
        for sentence in re.findall(r"[^。；]{40,}", block["text"])
    ]
    assert len(sentences) > 200
    for sentence, sought in zip(sentences, desk.evaluate(_WORDS, sentences), strict=True):
        bare = "".join(re.findall(r"[^\W_]|[.%]", sentence))
        head, *tail = sought.split(" ")
        if not tail:
            continue
        assert bare.startswith(head) and bare.endswith(tail[0])
        for before, behind in ((head, bare[len(head) :]), (bare[: -len(tail[0])], tail[0])):
            assert not re.search(r"[\d.]$", before) or not re.match(r"[\d.%]", behind), sought
            assert not re.search(r"\d$|\d[十百千万亿]+$", before), sought
