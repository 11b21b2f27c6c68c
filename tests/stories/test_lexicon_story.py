"""An edition's own words: docs/lexicon.yml changes what is made of a report, as a rule would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annals.edition.disk import sources_digest
from annals.edition.ingesting import Ingested, ingest
from annals.edition.writing import carry_out
from annals.model import OTHER, OVERVIEW, BlockKind, Edition
from tests.support.small_folder import write
from tests.support.stories import run

# 简讯 is no publication of the shipped lists and 花絮 no box; each stands where only the list can tell: right above the
# first chapter a lone line would be the title, whatever it is called.
RAW = """某省科学技术厅
2031年科技简讯

（内部资料）

第一章 科技合作

2031年，全省举办各类活动45场，签署协议12项。

花絮1 甲乙论坛的由来

甲乙论坛创办于某地，每年一届。

第二章 科技金融

2031年，发放贷款12亿元。
"""


def folder(root: Path, lexicon: str = "", raw: str = RAW) -> Ingested:
    write(root, "seeds/2031.txt", raw)
    write(root, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")
    if lexicon:
        write(root, "docs/lexicon.yml", lexicon)
    return ingest(root.resolve())


def text_of(edition: Edition) -> list[str]:
    return [f"{placed.kind}: {placed.text}" for report in edition.reports for placed in report.order]


def boxes_of(edition: Edition) -> list[str]:
    """The titles of the boxes on an edition's pages, from their Markdown."""
    texts = "\n".join(text for path, text in edition.docs.items() if path.startswith("2031/"))
    return re.findall(r'<div class="box" markdown="1">\s+#+ (.*)', texts)


def counted_of(edition: Edition) -> dict[str, str]:
    """What each figure counts, by the figure as it is printed."""
    return {quantity.printed: quantity.of for quantity in edition.figures.quantities}


def test_words_around_figures_are_an_editions_own(tmp_path: Path) -> None:
    """What joins a noun to its figure, and what says that it grew."""
    raw = RAW.replace("签署协议12项。", "签署协议12项。\n\n技术合同成交额攀至30亿元，比上年跃升8%。")
    plain = counted_of(folder(tmp_path / "plain", raw=raw).edition)
    told = counted_of(folder(tmp_path / "told", "linking: {add: [攀至]}\ngrowing: {add: [跃升]}\n", raw).edition)
    assert (told["30亿元"], told["8%"]) == ("技术合同成交额", "技术合同成交额")
    assert (plain["30亿元"], plain["8%"]) != (told["30亿元"], told["8%"])


def test_what_says_that_a_text_goes_on_elsewhere_is_an_editions_own(tmp_path: Path) -> None:
    raw = RAW.replace("\n花絮1", "\n（转见第3页）\n\n花絮1")
    plain = text_of(folder(tmp_path / "plain", raw=raw).edition)
    told = text_of(folder(tmp_path / "told", "turn-over: {add: [转见]}\n", raw).edition)
    assert any("转见" in text for text in plain) and not any("转见" in text for text in told)


def headings_of(edition: Edition) -> list[str]:
    return [placed.text for report in edition.reports for placed in report.order if placed.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("合作的单位计有这些：", "following: {add: [这些]}\n"),
        ("1.2 渠道管护要求做到：", "conditions: {add: [要求]}\n"),
    ],
)
def test_what_leads_up_to_a_list_is_no_heading_by_an_editions_own_words(line: str, words: str, tmp_path: Path) -> None:
    raw = RAW.replace("2031年，全省", f"1.1 范围\n\n各地如期验收。\n\n{line}\n\n2031年，全省")
    plain = headings_of(folder(tmp_path / "plain", raw=raw).edition)
    told = headings_of(folder(tmp_path / "told", words, raw).edition)
    assert [line in found for found in (plain, told)] == [True, False]


def topic_of(edition: Edition, words: str) -> str:
    page = next(placed.page for placed in edition.reports[0].order if words in placed.text)
    return next(own.matter.topic for own in edition.reports[0].pages if own.path == page)


def test_without_words_of_its_own_an_edition_has_those_that_ship(tmp_path: Path) -> None:
    edition = folder(tmp_path).edition
    found = text_of(edition)
    assert "heading: 某省科学技术厅2031年科技简讯" not in found
    assert boxes_of(edition) == []


def test_a_publication_and_a_box_title_are_added(tmp_path: Path) -> None:
    ingested = folder(tmp_path, "publications: {add: [简讯]}\nboxes: {add: [花絮]}\n")
    assert [problem.code for problem in ingested.problems if problem.code.startswith("E")] == []
    found = text_of(ingested.edition)
    assert "heading: 某省科学技术厅2031年科技简讯" in found
    assert boxes_of(ingested.edition) == ["花絮1 甲乙论坛的由来"]


def test_a_word_is_removed(tmp_path: Path) -> None:
    raw = RAW.replace("科技简讯", "科技简报").replace("花絮1", "专栏1")
    before = folder(tmp_path / "a", raw=raw).edition
    after = folder(tmp_path / "b", "publications: {remove: [简报]}\nboxes: {remove: [专栏]}\n", raw).edition
    title = "heading: 某省科学技术厅2031年科技简报"
    assert [title in text_of(edition) for edition in (before, after)] == [True, False]
    assert [boxes_of(edition) for edition in (before, after)] == [["专栏1 甲乙论坛的由来"], []]


def test_what_the_lexicon_does_not_know_is_told_and_the_rest_holds(tmp_path: Path) -> None:
    ingested = folder(tmp_path, "publicatons: {add: [甲]}\nboxes: {add: [花絮]}\n")
    told = [(problem.path, problem.line) for problem in ingested.problems if problem.code == "E118"]
    assert told == [("docs/lexicon.yml", 1)]
    assert boxes_of(ingested.edition) == ["花絮1 甲乙论坛的由来"]


def test_an_overview_and_a_place_of_one_s_own(tmp_path: Path) -> None:
    raw = RAW.replace("第一章 科技合作", "第一章 科技合作\n\n提要").replace("全省举办", "市科委、某城市科委举办")
    write(tmp_path, "docs/entities/commission.md", "---\ntitle: 市科委\ntype: 机构\n---\n")
    before = folder(tmp_path, raw=raw).edition
    after = folder(tmp_path, "overviews: {add: [提要]}\ncities: {add: [某城]}\n", raw).edition
    assert [topic_of(edition, "签署协议") for edition in (before, after)] == [OTHER, OVERVIEW]
    assert [len(edition.registry.mentions) for edition in (before, after)] == [2, 1]


def test_another_province_s_edition_is_not_the_first_one_s(tmp_path: Path) -> None:
    write(tmp_path, "docs/entities/commission.md", "---\ntitle: 市科委\ntype: 机构\n---\n")
    raw = RAW.replace("全省举办", "市科委与上海市科委、成都市科委举办")
    ours = "site_name: 甲\nextra: {annals: {series: [{id: jia, name: 甲, place: %s}]}}\n"
    surroundings = []
    for place in ("上海", "四川", "成都"):
        write(tmp_path, "mkdocs.yml", ours % place)
        edition = folder(tmp_path, raw=raw).edition
        text = next(b.text for b in edition.reports[0].order if "签署协议" in b.text)
        surroundings.append([text[m.start - 2 : m.start] for m in edition.registry.mentions])
    assert surroundings == [["年，", "上海"], ["年，"], ["年，", "成都"]]


def test_a_folder_without_topics_has_those_that_ship_by_their_words_alone(tmp_path: Path) -> None:
    edition = folder(tmp_path).edition
    assert topic_of(edition, "发放贷款") == "sci-tech-finance"
    assert all(not (topic.sections or topic.blocks or topic.body.strip()) for topic in edition.topics)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    carry_out(tmp_path, folder(tmp_path).writes)
    return tmp_path.resolve()


def test_the_lexicon_is_an_input_and_no_page(built: Path) -> None:
    write(built, "docs/lexicon.yml", "boxes: {add: [花絮]}\n")
    first = run(built)
    assert first.rendered
    assert not [path for path in (built / "site").rglob("*") if "lexicon" in path.name]
    assert not run(built).rendered
    digest = sources_digest(built)
    write(built, "docs/lexicon.yml", "boxes: {add: [花絮, 剪报]}\n")
    assert sources_digest(built) != digest
    assert run(built).rendered
