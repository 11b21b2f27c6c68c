"""What follows from a problem is held back with it."""

from __future__ import annotations

from annals.check.causes import Cause, with_followers
from annals.check.telling import as_text
from annals.model import Phrase, Problem

CAUSE = Problem.of("E102", "seeds/2031.txt", detail="NUL ×5")
REFERENCE = Problem.of("E203", "docs/entities/a.md", 5, reference="2031#l5", nearest="2031")
NAME = Problem.of("W201", "docs/entities/a.md", 2, name="甲", cure=Phrase.of("unseen-nowhere"))
OTHER = Problem.of("E203", "docs/entities/a.md", 6, reference="2032#l5", nearest="2032")
PART = Problem.of("E211", "docs/entities/b.md", 4, slug="a", nearest=Phrase.of("nearest-is", name="b"))
BROKEN = Problem.of("E208", "docs/entities/a.md", 1, key="type", cure=Phrase.of("write-so", example="type: 论坛"))


def test_the_cause_comes_first_and_counts_what_follows() -> None:
    found = with_followers((REFERENCE, NAME, OTHER, CAUSE, NAME), {"2031": None})
    assert [problem.code for problem in found] == ["E102", "E203"]
    assert found[0].followers == (REFERENCE, NAME) and found[1] == OTHER
    assert as_text(found[0], "zh").endswith("另有 2 处因此而起（-v 逐条列出）")
    assert as_text(found[0], "en").endswith("2 more follow from this (-v lists them)")
    listed = as_text(found[0], "zh", whole=True).splitlines()
    assert [line.split()[2] for line in listed[-2:]] == ["E203", "W201"] and listed[-3] == "另有 2 处因此而起"


def test_where_no_text_is_away_nothing_follows() -> None:
    assert with_followers((REFERENCE, NAME, CAUSE), {}) == (CAUSE, REFERENCE, NAME)


def test_an_entry_left_out_takes_its_name_along() -> None:
    assert with_followers((PART, BROKEN), {})[0].followers == (PART,)


def test_what_was_held_back_stays_so() -> None:
    once = with_followers((REFERENCE, CAUSE), {"2031": None})
    assert with_followers((*once, NAME), {"2031": None})[0].followers == (REFERENCE, NAME)


def test_a_raw_text_that_is_gone_takes_what_was_quoted_from_it() -> None:
    gone = Problem.of("W203", "docs/2031/a.md", 3, report="2031")
    quoted = Problem.of("W104", "docs/entities/a.md", 8, report="2031", count=4, cure="-")
    other = Problem.of("W104", "docs/entities/a.md", 9, report="2032", count=1, cure="-")
    found = with_followers((quoted, NAME, other, gone), {})
    assert found[0].code == "W203" and found[0].followers == (quoted, NAME) and found[1:] == (other,)


def test_an_unknown_series_explains_its_indicators_and_nothing_else_of_its_file() -> None:
    stray = Problem.of("E125", "seeds/2031.yml", 1, value="乙报", nearest="甲报")
    point = Problem.of("E235", "docs/indicators/a.md", 5, key="report", value="2031（乙报）", known=("2032",))
    wrong = Problem.of("E107", "seeds/2031.yml", 3, wrong="-")
    found = with_followers((point, stray, wrong), {})
    assert found[0].followers == (point,) and found[1:] == (wrong,)


def test_of_a_report_whose_blocks_are_known_only_those_that_are_away_follow() -> None:
    broken = Problem.of("E103", "docs/2031/a.md", 5, detail="-")
    own = Problem.of("E203", "docs/entities/a.md", 7, reference="2031#l91", nearest="2031")
    found = with_followers((REFERENCE, own, NAME, broken), {"2031": frozenset({"l5"})})
    assert found[0].followers == (REFERENCE,) and found[1:] == (own, NAME)


def test_a_lost_paragraph_takes_what_was_said_of_it_and_nothing_else() -> None:
    lost = Problem.of("E251", "docs/2031/a.md", 9, what="-", why="-", cited="-", cure="-")
    cause = Cause(problem=lost, blocks=frozenset({"2031#l5"}), words=("甲与乙签约，前景广阔。",))
    link = Problem.of("W202", "docs/2031/b.md", 4, target="a.md#l5", nearest="-")
    other_link = Problem.of("W202", "docs/2032/b.md", 4, target="a.md#l5", nearest="-")
    elsewhere = Problem.of("W201", "docs/entities/b.md", 2, name="丁")
    correction = Problem.of("N110", "seeds/2031.yml", 3, text="甲与乙签签约", how="-")
    other = Problem.of("N110", "seeds/2032.yml", 3, text="甲与乙签约", how="-")
    followers = (REFERENCE, NAME, link, correction)
    rest = (OTHER, other_link, elsewhere, other)
    found = with_followers((*followers, *rest, lost), {}, (cause,))
    assert found[0].followers == followers and found[1:] == rest
    # Told again with more, it keeps what it had.
    again = with_followers((*found, Problem.of("E214", "docs/2031/a.md", 9, site="-", preview="-")), {}, (cause,))
    assert len(again[0].followers) == 5 and again[1:] == rest


def test_a_topic_that_is_gone_takes_its_old_name_along() -> None:
    gone = Problem.of("E112", "seeds/.base/topics.addresses", count=1, urls=("topics/jia-yi.html",))
    point = Problem.of("E235", "docs/indicators/a.md", 3, key="topic", value="jia-yi", known=("a",))
    other = Problem.of("E235", "docs/indicators/b.md", 3, key="topic", value="bing", known=("a",))
    page = Problem.of("E216", "docs/2031/a.md", 4, value="jia-yi", nearest="a", known=("a",))
    found = with_followers((point, other, page, gone), {})
    assert found[0].followers == (point, page) and found[1:] == (other,)
