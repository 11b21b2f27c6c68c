"""The page that checks quotations, in the browser, on the frozen edition: the 300 sentences of tests/quotations, whose truth
was typed and is proved there without the code under test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from tests.quotations.test_sentences import HERE, Sentence, bare, told

PAGE = "tool/quotations.html"
DRAFT = "截至年底，上海有21家国家级创新型企业，7家国家级创新型试点企业，200家市级创新型企业。\n\n河道清淤工作全部完成。"
_CHECK = """async texts => {
  const kernel = self.AnnalsSearch;
  const store = new kernel.Store(kernel.load);
  await store.open();
  const all = [];
  const { saying: words } = document.querySelector("[data-saying]").dataset;
  const saying = new RegExp(`(?<![不没非未])(?:${words})`, "gu");
  for (const text of texts) all.push(await AnnalsQuotations.verdicts(store, text, { saying }));
  return all;
}"""


# How many keys the sentences are looked up by.
_COUNT = """async texts => {
  const kernel = self.AnnalsSearch;
  const store = new kernel.Store(kernel.load);
  await store.open();
  let keys = 0;
  const { numbers } = store;
  store.numbers = (...key) => { keys++; return numbers.call(store, ...key); };
  for (const text of texts) await AnnalsQuotations.verdicts(store, text);
  return keys;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, served: str) -> Iterator[Page]:
    """The page after a first check, so that its scripts are there; `asked` are the addresses that were fetched."""
    page = browser.new_page(viewport={"width": 360, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(served + PAGE)
    page.fill("textarea", DRAFT)
    page.click("button[type=submit]")
    page.locator(".annals-verdict").nth(1).wait_for()
    assert all(url.startswith(served) for url in asked), "nothing leaves for elsewhere"
    assert not any("clean" in url or "%E6%B2%B3" in url for url in asked), "nor what was pasted"
    yield page
    page.close()


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    read: list[Sentence] = yaml.load((HERE / "sentences.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    return read


@pytest.fixture(scope="module")
def verdicts(page: Page, sentences: list[Sentence]) -> list[list[dict[str, Any]]]:
    """What is said of each of the 300."""
    found: list[list[dict[str, Any]]] = page.evaluate(_CHECK, [one["says"] for one in sentences])
    return found


def alike(one: str, other: str) -> int:
    """With how many characters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def core(right: str, wrong: str) -> tuple[str, str]:
    """The two without what they begin and end with alike."""
    begin = alike(right, wrong)
    right, wrong = right[begin:], wrong[begin:]
    end = alike(right[::-1], wrong[::-1])
    return right[: len(right) - end], wrong[: len(wrong) - end]


def is_named(sentence: Sentence, said: list[dict[str, Any]]) -> bool:
    """Whether a difference shows the false characters, with the true ones that stand in their place, and at most one
    other is shown."""
    right, wrong = core(bare(str(sentence["right"])), bare(str(sentence["wrong"])))
    shown = [one for verdict in said for one in verdict["differences"]]
    hits = [one for one in shown if wrong in bare(one["said"]) and right in bare(one["stands"])]
    return bool(hits) and len(shown) <= 2


def is_verbatim(said: list[dict[str, Any]]) -> bool:
    """Whether a reader is told that the whole stands so, in one passage."""
    kinds = {verdict["kind"] for verdict in said}
    return "verbatim" in kinds and kinds <= {"verbatim", "short"} and not any(verdict["apart"] for verdict in said)


def is_placed(sentence: Sentence, said: list[dict[str, Any]]) -> bool:
    """Whether the true place is among those that are shown."""
    wanted = {tuple(place.split("#")) for place in (*told(sentence, "stands"), *told(sentence, "also"))}
    shown = {place["address"] for verdict in said for place in verdict["places"]}
    return any((address.partition("/")[0], address.partition("#")[2]) in wanted for address in shown)


def test_verbatim_sentences_are_found_in_their_place(sentences: list[Sentence], verdicts: list[list[Any]]) -> None:
    missed = [
        one["says"]
        for one, said in zip(sentences, verdicts, strict=True)
        if one["is"] == "verbatim" and not (is_verbatim(said) and is_placed(one, said))
    ]
    assert len(missed) <= 1, missed


def test_nothing_else_is_called_verbatim(sentences: list[Sentence], verdicts: list[list[Any]]) -> None:
    pairs = zip(sentences, verdicts, strict=True)
    assert [one["says"] for one, said in pairs if one["is"] != "verbatim" and is_verbatim(said)] == []


def test_changed_words_are_named(sentences: list[Sentence], verdicts: list[list[Any]]) -> None:
    missed = [
        (one["says"], said)
        for one, said in zip(sentences, verdicts, strict=True)
        if one["is"] == "changed" and not is_named(one, said)
    ]
    assert len(missed) <= 1, missed


def test_what_nobody_wrote_is_in_no_report(sentences: list[Sentence], verdicts: list[list[Any]]) -> None:
    pairs = zip(sentences, verdicts, strict=True)
    wrong = [
        one["says"]
        for one, said in pairs
        if one["is"] == "invented" and {v["kind"] for v in said} - {"short"} != {"none"}
    ]
    assert wrong == []


def test_doubts_are_told(sentences: list[Sentence], verdicts: list[list[Any]]) -> None:
    doubted = [
        [place["doubt"] for verdict in said for place in verdict["places"]]
        for one, said in zip(sentences, verdicts, strict=True)
        if one["is"] == "verbatim" and told(one, "doubt")
    ]
    assert doubted
    assert all(any(marks) for marks in doubted)


def test_a_quotation_that_is_right_is_found_by_few_keys(page: Page, sentences: list[Sentence]) -> None:
    """Each key may be a file, of 10,000 pages: it were six for a sentence."""
    texts = [one["says"] for one in sentences if one["is"] == "verbatim"]
    assert page.evaluate(_COUNT, texts) <= 2.5 * len(texts)


def test_a_sentence_without_end_is_compared_in_pieces(page: Page) -> None:
    """What is compared grows with the square of a sentence: 210,000 characters between two marks held the page for minutes."""
    pasted = "“" + "第3届论坛，" * 30_000 + "”。完。" + "字" * 4_500
    found = page.evaluate("pasted => AnnalsQuotations.sentences(pasted)", pasted)
    assert "".join(one["text"] for one in found) == pasted
    assert max(one["to"] - one["from"] for one in found) <= 2_000
    assert all(pasted[one["from"] : one["to"]] == one["text"] for one in found)


def test_a_journalists_own_words_are_held_against_nothing(page: Page) -> None:
    """Of the forty sentences out of drafts the true ones are found without a difference, the slips of the others named."""
    drafts = yaml.load((HERE / "drafts.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    verdicts = page.evaluate(_CHECK, [one["says"] for one in drafts])
    missed = []
    for one, said in zip(drafts, verdicts, strict=True):
        is_said = any(verdict["differences"] for verdict in said)
        kinds = {verdict["kind"] for verdict in said} - {"short"}
        is_right = is_named(one, said) if "wrong" in one else kinds and kinds <= {"verbatim", "partly"} and not is_said
        if not (is_right and is_placed(one, said)):
            missed.append((one["says"], said))
    assert missed == []


@pytest.mark.parametrize(
    ("says", "kind"),
    [
        ("5亿元，比去年同期增加了5.4%", "differs"),  # the tail of 485.15亿元 is no figure of the report
        ("成交额485.15亿元，比去年同期增加了5", "differs"),  # nor the head of 5.4%
        (
            "成交额485.15亿元，比去年同期增加了5.4%（报告另称30%）",
            "differs",
        ),  # what has figures is no note on the source
        ("1. 成交额485.15亿元，比去年同期增加了5.4%", "verbatim"),
        ("成交额485.15亿元，比去年同期增加了5.4%[3]", "verbatim"),
        ("正如报告所说：成交额485.15亿元，比去年同期增加了5.4%", "partly"),
        ("正如报告所说，成交额485.15亿元，比去年同期增加了6.4%，令人印象深刻", "differs"),
        ("成交额不是485.15亿元，比去年同期增加了5.4%", "differs"),  # what is denied is no lead
        ("成交额485.15亿元……增加了5.4%", "verbatim"),
        ("成交额485……亿元，比去年同期增加了5.4%", "differs"),  # nothing is left out inside of a figure
        ("成交额485.15亿元增加了5.4%", "differs"),  # nor without a mark
    ],
)
def test_a_part_of_a_figure_is_another_figure(page: Page, says: str, kind: str) -> None:
    ((said,),) = page.evaluate(_CHECK, [says])
    assert said["kind"] == kind


def test_a_wrong_figure_is_named_where_a_clause_is_passed_over(page: Page) -> None:
    """A clause of the report is longer than what comes behind it: the sentence counted as one that no report has."""
    says = "1—11月，上海市技术市场交易经认定登记的技术合同25504项，成交额485.15亿元。"
    ((said,),) = page.evaluate(_CHECK, [says])
    (wrong,) = said["differences"]
    assert said["kind"] == "differs"
    assert wrong["said"] == "25504项"
    assert wrong["stands"].startswith("25540项，比去年同期增加了12.2%")


def test_of_what_no_report_has_the_nearest_sentence_is_shown(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + PAGE)
    page.fill(
        "textarea",
        "2011年上海技术合同成交额为485.51亿元，比去年同期增加了5.4%。\n\n促进科技成果转化的河道清淤工作全部完成。",
    )
    page.click("button[type=submit]")
    page.locator(".annals-verdict-none").nth(1).wait_for()
    told, phrase = page.locator(".annals-verdict-none").all()
    assert "上海市技术市场交易经认定登记的技术合同25540项，比去年同期增加了12.2%，成交额485.15亿元" in told.inner_text()
    assert (told.locator("a").get_attribute("href") or "").endswith("#l70")
    assert phrase.locator("a").count() == 0, "a phrase that anybody writes is from nowhere"
    page.close()


def test_another_year_is_told(page: Page) -> None:
    (said,) = page.evaluate(
        _CHECK.replace("{ saying }", "{ year: '2023' }"), ["成交额485.15亿元，比去年同期增加了5.4%"]
    )
    assert [one["kind"] for one in said] == ["elsewhere"]


def test_a_slip_in_one_of_two_halves_is_named(page: Page) -> None:
    says = "资助经费2740万元，带动社会投入4.71亿元，预期经济效益3.78亿元，首轮融资金额达1600万元"
    ((said,),) = page.evaluate(_CHECK, [says])
    assert said["kind"] == "parts"
    assert [(one["said"], one["stands"]) for one in said["differences"]] == [("4.71", "4.17")]


def test_a_phrase_of_many_passages_is_found_in_the_year_that_is_asked_for(page: Page) -> None:
    """It stands four times in 2011, where looking ended."""
    (said,) = page.evaluate(_CHECK.replace("{ saying }", "{ year: '2017' }"), ["促进科技成果转化"])
    assert [(one["kind"], {place["year"] for place in one["places"]}) for one in said] == [("verbatim", {"2017"})]


def test_a_reader_sees_what_is_wrong(page: Page) -> None:
    first, second = page.locator(".annals-verdict").all()
    box = first.bounding_box()
    assert box and box["y"] < 450, "it is in the upper half of the screen, not below the box and its buttons"
    assert "与原文不同，有要紧的字" in first.inner_text()
    assert first.locator("del.annals-grave").all_inner_texts()[-1].endswith("21")
    assert first.locator("ins.annals-grave").all_inner_texts()[-1].endswith("12")
    assert "没有这句话" in second.inner_text()
    place = first.locator("a").first
    place.click()
    page.wait_for_url("**#*")
    assert page.locator(":target").inner_text().count("12家国家级创新型企业")
    expect(page.locator(":target mark")).not_to_have_count(0)
    marked = "".join(page.locator(":target mark").all_inner_texts())
    assert "12家国家级创新型企" in marked, "the words are marked there"
    page.go_back()
    page.locator(".annals-verdict").nth(1).wait_for()
    assert page.input_value("textarea") == DRAFT, "and finds the draft, checked, when coming back"


def test_what_is_pasted_is_looked_up_before_the_button(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + PAGE)
    page.fill("textarea", DRAFT)
    with page.expect_request("**/search/t*.js"):
        page.dispatch_event("textarea", "paste")
    page.close()


def test_a_copy_on_a_disk_checks_too(browser: Browser, site: Any) -> None:
    page = browser.new_page()
    page.goto((site / PAGE).as_uri())
    page.fill("textarea", "成交额485.15亿元，比去年同期增加了5.4%")
    page.click("button[type=submit]")
    page.locator(".annals-verdict-verbatim").wait_for()
    page.close()
