"""The contents of a volume: as much as one can survey, and nothing goes uncounted."""

from __future__ import annotations

import pytest

from annals.pages.contents import Entry, Group, folded


def entries(chapters: int, sections: int, labels: int) -> list[Entry]:
    found = []
    for chapter in range(chapters):
        found.append((1, f"第{chapter}章"))
        for section in range(sections):
            found.append((2, f"第{chapter}章第{section}节"))
            found += [(3, "名目")] * labels
    return [Entry(level=level, title=title, href="#", kind="section", signs=()) for level, title in found]


def shown(groups: tuple[Group, ...]) -> list[Entry]:
    return [entry for group in groups for branch in group.branches for entry in (branch.entry, *branch.below)]


@pytest.mark.parametrize(
    ("shape", "levels", "folds"),
    [
        ((10, 3, 2), {1, 2, 3}, 0),  # At a glance.
        ((12, 5, 4), {1, 2, 3}, 0),
        ((30, 5, 9), {1, 2}, 0),
        ((300, 3, 2), {1}, 15),
        ((7, 30, 9), {1, 2}, 11),  # Too few chapters to fold by.
    ],
)
def test_levels_are_listed_as_far_as_they_can_be_surveyed(
    shape: tuple[int, int, int], levels: set[int], folds: int
) -> None:
    given = entries(*shape)
    groups = folded(given, ["x"] * len(given))
    listed = shown(groups)
    assert {entry.level for entry in listed} == levels
    assert len(listed) + sum(entry.more for entry in listed) == len(given)
    assert len(listed) <= 400
    assert sum(bool(group.name) for group in groups) == folds


def test_of_too_many_chapters_each_page_tells_its_first() -> None:
    given = entries(1000, 0, 0)
    groups = folded(given, [str(at // 4) for at in range(len(given))])
    assert [entry.title for entry in shown(groups)] == [f"第{at}章" for at in range(0, 1000, 4)]
    assert {entry.more for entry in shown(groups)} == {3}
