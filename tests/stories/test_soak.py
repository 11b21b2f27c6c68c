"""The properties of the other tests on many more texts: `make soak`."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from annals.model import DraftPage
from tests.clean import test_furniture, test_ledger
from tests.markdown import test_markdown
from tests.site import test_search
from tests.stories import test_any_table, test_any_text, test_bad_input
from tests.support import merge_oracle, merge_table
from tests.support.browsing import BASE_PATH, serving
from tests.support.large_site import large_homes, write_large_site
from tests.support.searching import Reader, Truth, bare

pytestmark = pytest.mark.soak
EACH, SEVERAL = 300, 3_000
MANY = settings(max_examples=20_000, deadline=None)


@MANY
@given(st.one_of(test_ledger.texts, test_ledger.anything))
def test_ledger_and_origins(text: str) -> None:
    test_ledger.test_replays_undoes_and_settles.hypothesis.inner_test(text)
    test_ledger.test_origins_cover_the_text_and_are_true.hypothesis.inner_test(text)


@MANY
@given(test_ledger.texts)
def test_nothing_is_lost(text: str) -> None:
    test_ledger.test_digits_survive.hypothesis.inner_test(text)
    test_ledger.test_every_character_reaches_a_block_a_title_or_the_ledger.hypothesis.inner_test(text)


@MANY
@given(test_markdown.texts)
def test_both_readers_agree(text: str) -> None:
    test_markdown.test_any_text_survives_both_readers.hypothesis.inner_test(text)


@MANY
@given(test_any_text.texts)
def test_no_text_ends_without_pages(text: str) -> None:
    test_any_text.test_every_text_has_its_pages.hypothesis.inner_test(text)


@MANY
@given(test_any_table.tables())
def test_no_two_cells_run_together(case: tuple[str, tuple[str, ...]]) -> None:
    test_any_table.test_every_cell_stands_alone.hypothesis.inner_test(case)


@MANY
@given(test_any_text.wild_pages())
def test_plain_pages_read_back(page: DraftPage) -> None:
    test_any_text.test_plain_pages_always_read_back.hypothesis.inner_test(page)


def test_every_pair_hundreds_of_times(capsys: pytest.CaptureFixture[str]) -> None:
    """An editor's and the machine's operation on the same block; the matrix tells how many merged
    and how many became conflicts. Nothing is lost in any."""
    rows = [f"{'':10}" + "".join(f"{run:>12}" for run in merge_table.RUNS)]
    for edit in merge_table.EDITS:
        cells = []
        for run in merge_table.RUNS:
            conflicts = 0
            for seed in range(EACH):
                found = merge_table.case(edit, run, seed)
                merge_oracle.check(found)
                conflicts += bool(found.done.conflicts)
            cells.append(f"{EACH - conflicts}+{conflicts}")
        rows.append(f"{edit:10}" + "".join(f"{cell:>12}" for cell in cells))
    with capsys.disabled():
        print(f"\nmerged + conflicts, of {EACH} each; lost: 0", *rows, sep="\n")


def test_many_operations_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    conflicts = 0
    for seed in range(SEVERAL):
        found = merge_table.many(seed)
        merge_oracle.check_always(found)
        conflicts += bool(found.done.conflicts)
    with capsys.disabled():
        print(f"\nseveral operations at once: {SEVERAL - conflicts} merged, {conflicts} with conflicts; lost: 0")


def test_real_reports(capsys: pytest.CaptureFixture[str]) -> None:
    conflicts = sum(merge_oracle.check_real(seed) for seed in range(SEVERAL))
    with capsys.disabled():
        print(f"\nreal reports: {SEVERAL - conflicts} merged, {conflicts} with conflicts; lost: 0")


def test_whatever_is_visible_is_found(desk: Reader, site: Path, texts: dict[str, list[str]], truth: Truth) -> None:
    test_search.visible_is_found(desk, site, texts, truth, test_search.queries(texts))


def test_every_name_leads_to_its_page(desk: Reader) -> None:
    test_search.names_lead_to_their_pages(desk, test_search.names())
    test_search.aliases_lead_to_their_pages(desk, test_search.names())


@pytest.mark.parametrize(("name", "style", "first"), test_furniture.CASES)
def test_all_furniture(name: str, style: str, first: int) -> None:
    test_furniture.test_furniture_goes_without_a_trace(name, style, first)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(test_bad_input.headings(1_500), ["N103"]), (test_bad_input.brackets(20_000), [])],
    ids=["headings", "brackets"],
)
def test_large_bad_input(root: Path, raw: bytes, expected: list[str]) -> None:
    test_bad_input.builds(root, raw, expected)


def test_search_on_ten_thousand_pages(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Exact all the same, and few bytes: 200 KB with the page, 500 KB until the first result."""
    homes = large_homes(site)
    target = tmp_path / "large"
    write_large_site(site, homes, target)
    lines = {home.url: (home.title, *(block.text for block in home.blocks)) for home in homes}
    truth = Truth(texts={url: tuple(map(bare, own)) for url, own in lines.items()}, lines=lines)
    dice = random.Random(3)
    asked = ["上海", "科技", "浦江创新论坛", "长三角 基金", "技术合同", "G60", "人才 创新 2022"]
    while len(asked) < 40:
        text = dice.choice(dice.choice(homes).blocks).text
        start, length = dice.randrange(len(text)), dice.randint(2, 8)
        cut = text[start : start + length].strip()
        if len(bare(cut)) > 1 and not cut.isspace():
            asked.append(cut)
    with serving(target) as base:
        for query in asked:
            page = browser.new_page()
            urls: set[str] = set()
            page.context.on(
                "request", lambda request, urls=urls: urls.add(urlsplit(request.url).path.removeprefix(BASE_PATH))
            )
            page.goto(base + "2012/forums-and-expos.html", wait_until="load")

            def taken(urls: set[str] = urls) -> int:
                return sum((target / path).stat().st_size for path in urls if "search/" in path)

            assert taken() <= 200_000
            answer = Reader(page, base).type(query)
            assert answer.state == "literal", query
            assert set(answer.urls) - {""} <= truth.pages(query), query
            # Further down the list pages get their titles and addresses when they come into sight.
            pages = page.evaluate(
                "() => answered.items.map(item => Number(/data-annals-page=.(\\d+)/.exec(item[0].title)[1]))"
            )
            assert {homes[number].url for number in pages} == truth.pages(query), query
            page.wait_for_selector(".md-search-result__item")
            assert taken() <= 500_000, query
            page.close()
