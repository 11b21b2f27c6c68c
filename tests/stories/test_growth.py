"""Nothing grows faster than the collection: four times as many reports make four times as many bytes and as much work, and
no page passes its bound.

Work is counted in calls of functions of ours, templates among them, not in time: it is the same on every machine."""

from __future__ import annotations

import cProfile
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

import pytest

from tests.bench.many import write_many
from tests.support.compiled import forget
from tests.support.places import REPO
from tests.support.stories import run

CHARACTERS, SECTIONS = 700, 2
BOUND, FULL_BOUND = 150_000, 450_000
SHARD = 13_000
"""A file of the index holds 12,000 bytes, and what it is wrapped in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """A site, its files' sizes by address, and how many calls it took."""

    site: Path
    sizes: dict[str, int]
    calls: int

    def pages(self) -> dict[str, int]:
        """The pages that depend on what the edition holds: the guide is the same in each."""
        return {path: size for path, size in self.sizes.items() if path.endswith(".html") and path[:6] != "guide/"}


@contextmanager
def counted(calls: list[int]) -> Iterator[None]:
    profile = cProfile.Profile(subcalls=False, builtins=False)
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
    ours = (str(REPO / "annals"), str(REPO / "templates"))
    calls += [
        entry.callcount
        for entry in profile.getstats()
        if isinstance(entry.code, CodeType) and entry.code.co_filename.startswith(ours)
    ]


@pytest.fixture(scope="module", params=[5, pytest.param(10, marks=pytest.mark.soak)])
def grown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Grown, Grown]:
    """Two sites, of some reports and of four times as many."""
    few: int = request.param
    first, second = (grow(tmp_path_factory.mktemp(f"of{count}"), count) for count in (few, 4 * few))
    return first, second


def grow(root: Path, count: int) -> Grown:
    write_many(root, count, CHARACTERS, SECTIONS)
    (root / "docs" / "about").mkdir(parents=True)
    for name, title in (("progress", "校对进度"), ("method", "清理方法")):
        (root / "docs" / "about" / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n", "utf-8")
    calls: list[int] = []
    forget()
    with counted(calls):
        built = run(root)
    assert built.rendered, built.problems
    files = (path for path in built.site.rglob("*") if path.is_file())
    return Grown(
        site=built.site,
        sizes={path.relative_to(built.site).as_posix(): path.stat().st_size for path in files},
        calls=sum(calls),
    )


def test_bytes_grow_with_the_reports(grown: tuple[Grown, Grown]) -> None:
    few, many = (sum(one.pages().values()) for one in grown)
    assert many <= 4.4 * few, (few, many)
    for folder in ("data/", "search/"):
        few, many = (sum(size for path, size in one.sizes.items() if path.startswith(folder)) for one in grown)
        assert many <= 4.4 * few, (folder, few, many)


def test_work_grows_with_the_reports(grown: tuple[Grown, Grown]) -> None:
    few, many = grown
    assert many.calls <= 4.6 * few.calls, (few.calls, many.calls)


def test_no_page_passes_its_bound(grown: tuple[Grown, Grown]) -> None:
    parts = re.compile(r"[^/]+/(?:full|raw)(?:-\d+)?\.html")
    for one in grown:
        assert [
            (path, size)
            for path, size in one.sizes.items()
            if path.endswith(".html") and size > (FULL_BOUND if parts.fullmatch(path) else BOUND)
        ] == []
        assert [
            (path, size) for path, size in one.sizes.items() if re.match("search/[st]", path) and size > SHARD
        ] == []


def test_a_page_of_a_report_is_as_long_among_many(grown: tuple[Grown, Grown]) -> None:
    """What stands on it of other reports, its menus above all, is bounded; so a page need not be made again for each."""
    few, many = (one.pages() for one in grown)
    reports = [path for path in few if re.match(r"[a-z]+-[a-z]+-\d{4}/", path)]
    assert len(reports) > 25
    assert max(many[path] / few[path] for path in reports) < 1.1, max(reports, key=lambda path: many[path] / few[path])
