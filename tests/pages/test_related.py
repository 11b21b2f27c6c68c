"""Names that are shown as related, against frequencies counted by hand."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annals.model import Mention
from annals.pages.related import related_names


def mentions(sections: list[str]) -> tuple[Mention, ...]:
    """One letter a mention, one string a section."""
    return tuple(
        Mention(entity=letter, report="r", block=f"l{number}", section=f"s{number}", start=0, surface=letter)
        for number, letters in enumerate(sections)
        for letter in letters
    )


def shown(sections: list[str]) -> dict[str, list[tuple[str, int]]]:
    return {
        slug: [(other.slug, other.shared) for other in others]
        for slug, others in related_names(mentions(sections)).items()
    }


def test_named_together_as_often_as_chance_has_it_is_not_related() -> None:
    # a stands in half of the eight sections, b in half of them, both in a quarter: lift 1.
    assert shown(["a", "a", "ab", "ab", "b", "b", "c", "c"]) == {}
    # One section less without them: less than chance, 2/7 against 4/7 · 4/7.
    assert shown(["a", "a", "ab", "ab", "b", "b", "c"]) == {}
    # One more: 2/9 against 4/9 · 4/9.
    assert shown(["a", "a", "ab", "ab", "b", "b", "c", "c", "d"]) == {"a": [("b", 2)], "b": [("a", 2)]}


def test_who_is_everywhere_is_related_to_nobody() -> None:
    assert shown(["ae", "ae", "be", "be", "abe"]) == {}


@given(st.lists(st.text("abcd", min_size=1, max_size=4), max_size=14))
def test_related_is_who_shares_two_sections_and_more_than_chance(sections: list[str]) -> None:
    found = shown(sections)
    for one, other in combinations("abcd", 2):
        in_one = sum(one in section for section in sections)
        in_other = sum(other in section for section in sections)
        both = sum(one in section and other in section for section in sections)
        # P(both) > P(one) · P(other), without a division.
        related = both >= 2 and both * len(sections) > in_one * in_other
        assert ((other, both) in found.get(one, [])) == related
        assert ((one, both) in found.get(other, [])) == related
