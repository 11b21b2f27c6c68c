"""What follows from a problem is held back with it."""

from __future__ import annotations

from annals.check.causes import with_followers
from annals.check.telling import as_text
from annals.model import Problem

CAUSE = Problem.of("E102", "seeds/2031.txt", detail="NUL ×5")
REFERENCE = Problem.of("E203", "docs/entities/a.md", 5, reference="2031#l5", nearest="2031")
NAME = Problem.of("W201", "docs/entities/a.md", 2, name="甲")
OTHER = Problem.of("E203", "docs/entities/a.md", 6, reference="2032#l5", nearest="2032")
PART = Problem.of("E211", "docs/entities/b.md", 4, slug="a", nearest="b")
BROKEN = Problem.of("E208", "docs/entities/a.md", 1, key="type", example="type: 论坛")


def test_the_cause_comes_first_and_counts_what_follows() -> None:
    found = with_followers((REFERENCE, NAME, OTHER, CAUSE, NAME), {"2031"})
    assert [problem.code for problem in found] == ["E102", "E203"]
    assert found[0].followers == (REFERENCE, NAME) and found[1] == OTHER
    assert as_text(found[0], "zh").endswith("另有 2 处因此而起")
    assert as_text(found[0], "en").endswith("2 more follow from this")


def test_where_no_text_is_away_nothing_follows() -> None:
    assert with_followers((REFERENCE, NAME, CAUSE), ()) == (CAUSE, REFERENCE, NAME)


def test_an_entry_left_out_takes_its_name_along() -> None:
    assert with_followers((PART, BROKEN), ())[0].followers == (PART,)


def test_what_was_held_back_stays_so() -> None:
    once = with_followers((REFERENCE, CAUSE), {"2031"})
    assert with_followers((*once, NAME), {"2031"})[0].followers == (REFERENCE, NAME)
