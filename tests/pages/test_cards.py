"""Entity links and their cards by mouse, keyboard and touch, in a real Chromium."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from annals.edition.building import ingest
from annals.edition.deriving import derive
from annals.edition.shipped import derived_templates
from annals.pages.cards import card_files
from tests.support.places import REPORTS
from tests.support.stories import assemble

PAGE = "2022/forums-and-expos.html"
CARD = "#annals-card"
LINK = "a.annals-entity"


# One window each for all tests, its page opened anew for each: a new window reads and compiles all styles and scripts again.
@pytest.fixture(scope="module")
def desk_window(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    yield page
    page.close()


@pytest.fixture(scope="module")
def phone_window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def opened_anew(window: Page, url: str) -> Page:
    window.goto("about:blank")
    window.mouse.move(0, 0)
    window.goto(url, wait_until="networkidle")
    return window


@pytest.fixture
def desk(desk_window: Page, served: str) -> Page:
    return opened_anew(desk_window, served + PAGE)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A window of its own, as its clock stays one that runs only when told."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.clock.install()
    yield page
    page.close()


@pytest.fixture
def phone(phone_window: Page, served: str) -> Page:
    return opened_anew(phone_window, served + PAGE)


def test_the_mouse_opens_a_card_and_may_move_onto_it(desk: Page) -> None:
    link = desk.locator(LINK).first
    link.hover()
    card = desk.locator(CARD)
    expect(card).to_be_visible()
    expect(card).to_contain_text(re.compile(r"见于 .*共 \d+ 处提及"))
    card.hover()
    expect(card).to_be_visible()
    desk.locator("h1").hover()
    expect(card).to_be_hidden()


def test_the_keyboard_opens_it_escape_closes_it_and_enter_follows(desk: Page) -> None:
    link = desk.locator(LINK).first
    link.focus()
    expect(desk.locator(CARD)).to_be_visible()
    assert link.get_attribute("aria-describedby") == "annals-card"
    desk.keyboard.press("Escape")
    expect(desk.locator(CARD)).to_be_hidden()
    assert desk.evaluate("document.activeElement.matches('a.annals-entity')")
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/entities/[a-z0-9-]+\.html$"))


def test_a_tap_opens_it_and_its_link_leads_to_the_entry(phone: Page) -> None:
    link = phone.locator(LINK).first
    before = phone.url
    link.tap()
    expect(phone.locator(CARD)).to_be_visible()
    assert phone.url == before
    phone.locator(f"{CARD} a").tap()
    phone.wait_for_url(re.compile(r"/entities/[a-z0-9-]+\.html$"))


def test_a_card_opens_on_a_page_from_a_disk(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site / PAGE).as_uri())
    page.locator(LINK).first.hover()
    expect(page.locator(CARD)).to_contain_text("处提及")
    assert page.locator(f"{CARD} a").get_attribute("href") == page.locator(LINK).first.evaluate("link => link.href")
    page.close()


def test_a_tap_leads_on_where_the_card_cannot_be_fetched(phone: Page) -> None:
    phone.route("**/assets/cards/*", lambda route: route.abort())
    try:
        phone.locator(LINK).first.tap()
        phone.wait_for_url(re.compile(r"/entities/[a-z0-9-]+\.html$"))
    finally:
        # The window is that of the other tests, too.
        phone.unroute("**/assets/cards/*")


def test_no_page_but_its_own_changes_with_what_an_entry_says(edition: Path) -> None:
    before = ingest(edition).edition
    (slug, _), *_ = Counter(mention.entity for mention in before.registry.mentions).most_common()
    entities = tuple(
        replace(entity, body=f"另一句话。{entity.body}", type="奖项") if entity.slug == slug else entity
        for entity in before.registry.entities
    )
    after = replace(before, registry=replace(before.registry, entities=entities))
    old, new = ({view.path: view for view in derive(found)[0]} for found in (before, after))
    linked = [path for path, view in old.items() if any(f.slug == slug for b in view.marking for f in b.links)]
    changed = {path for path in old if old[path] != new[path]}
    assert len(linked) > 3 and not changed & set(linked)
    assert f"entities/{slug}.md" in changed
    templates = derived_templates()
    card, other = (card_files(found, templates) for found in (before, after))
    assert [path for path in card if card[path] != other[path]] == [f"assets/cards/{slug}.js"]


def test_a_sign_tells_its_reason_on_tap_and_focus_without_leaving(phone: Page, desk: Page, served: str) -> None:
    """On a tap where a paragraph is quoted; on its own page a tap opens the panel, which tells it, too."""
    for page, path in ((phone, "topics/districts.html"), (desk, "2022/districts.html")):
        page.goto(served + path, wait_until="networkidle")
        sign = page.locator("a.annals-mark[href$='raw.html#n277']").first
        if page is phone:
            sign.tap()
        else:
            sign.focus()
        expect(page.locator(CARD)).to_contain_text("大致确定）：段内无区名")
        assert page.url.endswith(path)
        assert sign.get_attribute("aria-describedby") == "annals-card"
        # The browser's own tip would lie across the sentence.
        assert sign.get_attribute("title") is None
    phone.locator(f"{CARD} a").tap()
    phone.wait_for_url(re.compile(r"/2022/raw\.html#n277$"))


def test_a_tap_elsewhere_closes_it(phone: Page) -> None:
    phone.locator(LINK).first.tap()
    expect(phone.locator(CARD)).to_be_visible()
    phone.locator(".md-header__title").tap()
    expect(phone.locator(CARD)).to_be_hidden()


SENTENCE = """(link) => {
  // The rectangles of the sentence, cut at full stops, told by walking single characters.
  const block = link.closest('p, li');
  const range = document.createRange();
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let i = 0; i < node.data.length; i++) nodes.push([node, i]);
  let at = nodes.findIndex(([node]) => link.contains(node)), end = at;
  const stop = (k) => '。！？；'.includes(nodes[k][0].data[nodes[k][1]]);
  while (at > 0 && !stop(at - 1)) at--;
  while (end < nodes.length - 1 && !stop(end)) end++;
  range.setStart(nodes[at][0], nodes[at][1]);
  range.setEnd(nodes[end][0], nodes[end][1] + 1);
  const card = document.querySelector('#annals-card').getBoundingClientRect();
  const boxes = [...range.getClientRects()];
  return {
    covered: boxes.some((box) => box.width && box.top < card.bottom && box.bottom > card.top && box.left < card.right && box.right > card.left),
    inside: card.left >= 0 && card.right <= innerWidth && card.top >= 0 && card.bottom <= innerHeight,
    height: boxes[boxes.length - 1].bottom - boxes[0].top,
  };
}"""


def test_on_a_phone_no_card_covers_its_sentence(phone: Page) -> None:
    links = phone.locator(LINK)
    assert links.count() > 8
    for number in range(links.count()):
        link = links.nth(number)
        link.scroll_into_view_if_needed()
        link.tap()
        expect(phone.locator(CARD)).to_be_visible()
        seen = link.evaluate(SENTENCE)
        assert not seen["covered"], link.text_content()
        # A sentence as high as the screen leaves the card below the fold.
        assert seen["inside"] or seen["height"] > 300, link.text_content()
        phone.keyboard.press("Escape")


JOURNEY = """(index) => {
  // The word's boxes and the card's, the header's lower edge.
  const link = document.querySelectorAll('%s')[index];
  const box = (r) => [r.left, r.top, r.right, r.bottom];
  const card = document.querySelector('#annals-card');
  return {
    words: [...link.getClientRects()].map(box),
    card: card && !card.hidden ? box(card.getBoundingClientRect()) : null,
    top: document.querySelector('.md-header').getBoundingClientRect().bottom,
    owner: link.getAttribute('aria-describedby') === 'annals-card',
  };
}"""
OWNERS = "#annals-main :is(a.annals-entity, a.annals-mark)"


def test_a_card_is_near_its_word_and_stays_while_the_mouse_goes_to_it(watched: Page, served: str) -> None:
    """Its nearest edge at most 8 px from the word, never over it nor over the header, at every size of the window. The
    mouse takes five steps of 100 ms to the far end of the card; other links lie on the way."""
    crossed = 0
    for width, path in ((1280, "2022/districts.html"), (360, PAGE)):
        watched.set_viewport_size({"width": width, "height": 800})
        watched.goto(served + path, wait_until="networkidle")
        count = watched.locator(OWNERS).count()
        assert count > 8
        for number in range(0, count, count // 5):
            link = watched.locator(OWNERS).nth(number)
            watched.mouse.move(2, 2)
            expect(watched.locator(CARD)).to_be_hidden()
            link.evaluate("link => link.scrollIntoView({block: 'center'})")
            at = watched.evaluate(JOURNEY % OWNERS, number)["words"][0]
            start = ((at[0] + at[2]) / 2, (at[1] + at[3]) / 2)
            watched.mouse.move(*start)
            expect(link).to_have_attribute("aria-describedby", "annals-card")
            seen = watched.evaluate(JOURNEY % OWNERS, number)
            left, top, right, bottom = seen["card"]
            assert top >= seen["top"] and bottom <= 800 and left >= 0 and right <= width, link.text_content()
            for word in seen["words"]:
                assert word[3] <= top or word[1] >= bottom or word[2] <= left or word[0] >= right, link.text_content()
            gap = min(max(top - word[3], word[1] - bottom) for word in seen["words"])
            assert gap <= 8, link.text_content()
            goal = (right - 8, top + 8 if top > start[1] else bottom - 8)
            for step in range(1, 6):
                x, y = (a + (b - a) * step / 5 for a, b in zip(start, goal, strict=True))
                watched.mouse.move(x, y)
                crossed += watched.evaluate(
                    f"([x, y, own]) => {{ const l = document.elementFromPoint(x, y)?.closest('{OWNERS}');"
                    f" return l != null && l !== document.querySelectorAll('{OWNERS}')[own]; }}",
                    [x, y, number],
                )
                watched.clock.run_for(100)
                assert watched.evaluate(JOURNEY % OWNERS, number)["owner"], link.text_content()
    assert crossed, "no other link lay on a way"


def test_without_scripts_it_is_a_plain_link(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + PAGE)
    page.locator(LINK).first.click()
    page.wait_for_url("**/entities/*")
    context.close()


class _Links(HTMLParser):
    """Entity links with the h2 they stand below, and whether inside a heading, link or code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.section, self.stack = 0, []
        self.found: list[tuple[int, str]] = []
        self.misplaced: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "h2":
            self.section += 1
        if given.get("class") == "annals-entity":
            self.found.append((self.section, given["data-entity"] or ""))
            if set(self.stack) & {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}:
                self.misplaced.append(given["data-entity"] or "")
        if tag in ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()


def test_links_stand_once_below_each_heading_and_in_no_heading_link_or_code(site: Path) -> None:
    pages = 0
    for path in sorted(site.glob("20*/*.html")):
        links = _Links(path.read_text("utf-8"))
        assert links.misplaced == []
        # A mention that holds bold text is linked in pieces; pieces stand next to each other.
        once = [pair for i, pair in enumerate(links.found) if i == 0 or links.found[i - 1] != pair]
        assert len(once) == len(set(once)), path
        pages += bool(links.found)
    assert pages > 20


def test_no_link_is_written_into_the_editors_markdown(tmp_path: Path) -> None:
    """Into no page as it is generated anew, with the whole registry at hand."""
    root = assemble(tmp_path / "edition")
    for report in REPORTS:
        shutil.rmtree(root / "docs" / report)
    shutil.rmtree(root / "seeds" / ".base")
    found = ingest(root)
    assert found.edition.registry.mentions
    written = [(path, text or "") for path, text in found.writes if path.endswith(".md")]
    assert len(written) > 20
    assert [path for path, text in written if "entities/" in text] == []
