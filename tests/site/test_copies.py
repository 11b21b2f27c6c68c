"""What readers select and copy holds the report's words alone: real selections in Chromium, read from its clipboard.

The truth are the words of the frozen edition's Markdown, which know of no mark, number or sign."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import markdown
import pytest
from playwright.sync_api import Browser, Locator, Page

from annals.model import Mark, Marking, MarkKind, PageKind, View, Voice
from annals.site.dressing import Dresser
from tests.support.places import FROZEN, raw_lines

_READ = """async () => {
  const [item] = await navigator.clipboard.read();
  const of = async type => item.types.includes(type) ? (await item.getType(type)).text() : "";
  return [await of("text/plain"), await of("text/html")];
}"""


def said(page: str) -> list[str]:
    """The paragraphs, headings and items of a page of the frozen edition's Markdown, in order, as words."""
    _, _, body = (FROZEN / "docs" / f"{page}.md").read_text("utf-8").partition("\n---\n")
    lines = [re.sub(r"^(?:#+|[-*>]) +", "", line.strip()) for line in body.splitlines()]
    return [re.sub(r"\*\*|\\(?=[^\w\s])", "", line) for line in lines if line and not line.startswith("<")]


REPORT_TEXT = "\n".join(
    "".join(said(path.relative_to(FROZEN / "docs").with_suffix("").as_posix()))
    for path in sorted((FROZEN / "docs").glob("20*/*.md"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Someone with a mouse and a keyboard on a page."""

    page: Page
    served: str

    def at(self, path: str) -> Hand:
        """A page, in front of all others: the clipboard answers nobody else."""
        self.page.bring_to_front()
        if self.page.url != self.served + path:
            self.page.goto(self.served + path, wait_until="load")
        return self

    def thrice(self, place: str) -> None:
        """Triple click in the first line of something."""
        self.page.locator(place).first.click(click_count=3, position={"x": 20, "y": 10})

    def drag(self, start: str, end: str) -> None:
        """Press at the beginning of the one, release at the end of the other."""
        self.page.locator(start).first.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 200)")
        first, last = self._box(self.page.locator(start).first), self._box(self.page.locator(end).first)
        self.page.mouse.move(first["x"] + 1, first["y"] + 8)
        self.page.mouse.down()
        self.page.mouse.move(last["x"] + last["width"] - 2, last["y"] + last["height"] - 5, steps=4)
        self.page.mouse.up()

    def copy(self) -> tuple[str, str]:
        """What the clipboard holds afterwards, as text and as the words of its HTML."""
        self.page.evaluate("navigator.clipboard.writeText('')")
        self.page.keyboard.press("Control+c")
        text, rich = self.page.evaluate(_READ)
        return text, html.unescape(re.sub(r"<[^>]*>", "", rich))

    def all(self) -> list[str]:
        """The lines of everything."""
        self.page.keyboard.press("Control+a")
        return self.copy()[0].splitlines()

    def _box(self, place: Locator) -> dict[str, float]:
        box = place.bounding_box()
        assert box is not None
        return dict(box)  # type: ignore[arg-type]


def hand(browser: Browser, served: str, **options: object) -> Iterator[Hand]:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield Hand(page=context.new_page(), served=served)
    context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, served: str) -> Iterator[Hand]:
    yield from hand(browser, served, viewport={"width": 1280, "height": 1600})


@pytest.fixture(scope="module")
def phone(browser: Browser, served: str) -> Iterator[Hand]:
    yield from hand(browser, served, viewport={"width": 360, "height": 1600}, has_touch=True)


def test_a_paragraph_is_whole_and_its_own(desk: Hand) -> None:
    """A sign in its middle neither comes along nor ends the selection."""
    (paragraph,) = [line for line in said("2012/international-cooperation") if "科技政策与环境" in line]
    desk.at("2012/international-cooperation.html").thrice("#l11")
    text, rich = desk.copy()
    assert desk.page.locator("#l11 .annals-mark").count() == 1, "otherwise this tries nothing"
    assert text.strip() == rich.strip() == paragraph


def test_three_paragraphs_keep_their_breaks_and_no_numbers(desk: Hand) -> None:
    paragraphs = said("2012/international-cooperation")
    first = next(number for number, line in enumerate(paragraphs) if line.startswith("聚焦企业创新主体"))
    desk.at("2012/international-cooperation.html").drag("#l9", "#l13")
    text, rich = desk.copy()
    assert text.strip() == "\n\n".join(paragraphs[first : first + 3])
    assert "".join(rich.split()) == "".join("".join(paragraphs[first : first + 3]).split())


def test_on_a_phone_too(phone: Hand) -> None:
    """There the number stands in line. What a long press does (a word, then handles) is a double click and a second
    click far from it, for a headless browser selects nothing on touch."""
    (paragraph,) = [line for line in said("2012/international-cooperation") if "科技政策与环境" in line]
    phone.at("2012/international-cooperation.html")
    place = phone.page.locator("#l11")
    box = place.bounding_box()
    assert box is not None
    place.dblclick(position={"x": 3, "y": 12})
    place.click(position={"x": box["width"] - 3, "y": box["height"] - 8}, modifiers=["Shift"])
    assert phone.copy()[0].strip() == paragraph
    phone.drag("#l9", "#l9")
    assert phone.copy()[0].strip() in "\n".join(said("2012/international-cooperation"))


@pytest.mark.parametrize(
    ("path", "place", "words"),
    [
        ("2022/districts.html", "#h-273", "黄浦区"),
        pytest.param("topics/forums-and-expos.html", "#y-2012", "2012", marks=pytest.mark.soak),
        ("entities/pujiang-innovation-forum.html", "#editions", "历届"),
        pytest.param("guide/index.html", "h2 >> nth=1", "怎样搜索", marks=pytest.mark.soak),
    ],
)
def test_a_heading_is_its_words(desk: Hand, path: str, place: str, words: str) -> None:
    desk.at(path).thrice(place)
    assert [part.strip() for part in desk.copy()] == [words, words]


def test_the_cells_of_a_table_are_parted(desk: Hand) -> None:
    """A table of a report, dressed as on a page, with a doubt in its first cell and the number behind it."""
    doubt = Mark(start=0, end=2, kind=MarkKind.FLAGGED, sign="疑", title="理由", href="raw.html")
    marking = [
        Marking(id=f"l{number}", text=text, voice=Voice.SOURCE, kind="row", label="9", href="raw.html", marks=(doubt,))
        for number, text in ((1, "地区\t项目\t金额"), (2, "甲州\t52\t1200万元"), (3, "乙县\t33\t2740万元"))
    ]
    view = View(path="x.md", title="甲", kind=PageKind.REPORT, marking=tuple(marking))
    table = "| 地区 | 项目 | 金额 |\n| --- | --- | --- |\n| 甲州 | 52 | 1200万元 |\n| 乙县 | 33 | 2740万元 |\n"
    made = markdown.markdown(table, extensions=["tables", Dresser(view=view)])
    assert made.count('class="annals-origin') == made.count('class="annals-mark') == 3
    desk.at("2012/international-cooperation.html")
    desk.page.evaluate("html => { document.querySelector('#annals-main').innerHTML = html; }", made)
    desk.drag("#l1", "#l3")
    assert desk.copy()[0].strip() == "地区\t项目\t金额\n甲州\t52\t1200万元\n乙县\t33\t2740万元"
    desk.at("entities/pujiang-innovation-forum.html").drag(
        ".annals-editions tbody tr", ".annals-editions tbody tr >> nth=2"
    )
    rows = desk.copy()[0].strip().splitlines()
    assert [row.split("\t")[0] for row in rows] == sorted((row.split("\t")[0] for row in rows), reverse=True)
    assert {row.count("\t") for row in rows} == {6}


@pytest.mark.parametrize(
    "path",
    [
        "2012/international-cooperation",
        pytest.param("2022/districts", marks=pytest.mark.soak),
        pytest.param("2011/domestic-cooperation", marks=pytest.mark.soak),
    ],
)
def test_everything_holds_each_paragraph_as_it_is(desk: Hand, phone: Hand, path: str) -> None:
    for reader in (desk, phone):
        assert set(said(path)) <= set(reader.at(f"{path}.html").all())


def test_everything_of_a_full_text_does_so(desk: Hand) -> None:
    pages = [path for path in (FROZEN / "docs/2012").glob("*.md") if path.stem != "index"]
    lines = set(desk.at("2012/full.html").all())
    for page in pages:
        assert set(said(f"2012/{page.stem}")) <= lines


@pytest.mark.parametrize(
    ("path", "start", "end"),
    [
        (
            "topics/forums-and-expos.html",
            ".annals-quote p >> nth=4",
            ".annals-quote p >> nth=6",
        ),
        ("entities/pujiang-innovation-forum.html", ".annals-mentions .annals-source", ".annals-mentions li >> nth=2"),
    ],
)
def test_quotations_are_words_of_the_reports(desk: Hand, path: str, start: str, end: str) -> None:
    # What older years say is folded.
    desk.at(path).page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    desk.drag(start, end)
    lines = [line.strip(" …") for line in desk.copy()[0].splitlines() if line.strip()]
    assert len(lines) >= 3
    assert [line for line in lines if line not in REPORT_TEXT] == []


def test_the_raw_text_is_copied_as_it_is_and_a_reason_when_it_is_meant(desk: Hand) -> None:
    desk.at("2012/raw.html").drag("#n9 .annals-raw-text", "#n11 .annals-raw-text")
    assert desk.page.locator("#n9 .annals-raw-changes").count() == 1, "otherwise this tries nothing"
    lines = [line for line in desk.copy()[0].splitlines() if line.strip()]
    assert lines == [line for line in raw_lines("2012")[8:11] if line.strip()]
    desk.thrice("#n9 .annals-raw-changes li")
    assert desk.copy()[0].startswith("C101 人工更正：所（删）")


def test_without_scripts_the_style_sheet_does_it(browser: Browser, served: str, desk: Hand) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 1600})
    plain = Hand(page=context.new_page(), served=served).at("2012/international-cooperation.html")
    # A drag waits for scripts here; two clicks select the same.
    plain.page.locator("#l9").click(position={"x": 1, "y": 8})
    box = plain.page.locator("#l11").bounding_box()
    assert box is not None
    plain.page.locator("#l11").click(position={"x": box["width"] - 3, "y": box["height"] - 5}, modifiers=["Shift"])
    plain.page.keyboard.press("Control+c")
    context.close()
    text, _ = desk.at("index.html").page.evaluate(_READ)
    paragraphs = said("2012/international-cooperation")
    first = next(number for number, line in enumerate(paragraphs) if line.startswith("聚焦企业创新主体"))
    assert text.strip() == "\n\n".join(paragraphs[first : first + 2])


def test_a_citation_bears_the_day_and_the_whole_address(phone: Hand) -> None:
    """Opened and copied by two taps; the page itself knows neither the day nor where it is served."""
    phone.at("2012/international-cooperation.html")
    phone.page.locator("#cite summary").click()
    phone.page.locator("#cite button").first.click()
    phone.page.locator("#cite button", has_text="已复制").wait_for()
    told = phone.page.evaluate("navigator.clipboard.readText()")
    day = phone.page.evaluate("new Date().toLocaleDateString('sv')")
    address = re.escape(f"{phone.served}2012/international-cooperation.html")
    name = re.escape("上海科技进步报告：2012：国际科技合作（整理版）[EB/OL]. ")
    assert re.fullmatch(rf"{name}(?:（[\d-]+）)?\[{day}\]\. {address}\.", told)
