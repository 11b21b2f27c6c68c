"""Pages and files that are made together: they are taken from the last site whole, or made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annals.edition.kept_files import NAME, KeptFiles
from annals.edition.page_groups import PageGroups
from annals.edition.report_pages import ReportPages
from annals.model import PageKind, Report, View
from annals.site.reuse import Kept, Made
from tests.support.small_folder import PAGE, folder, swap
from tests.support.stories import run

_PATHS = ("b.md", "a.md")


def _view(path: str) -> View:
    return View(path=path, title=path, kind=PageKind.YEAR, made=f"<p>{path}</p>")


def _made() -> tuple[View, ...]:
    return tuple(map(_view, _PATHS))


def _kept(of: str = "key") -> dict[str, Kept]:
    return {
        path: Kept(
            key="",
            sha256="",
            made=Made(of=of, at=at, count=len(_PATHS), digest="d", leads=False, outline=_view(path).outline()),
        )
        for at, path in enumerate(_PATHS)
    }


def test_a_group_of_the_last_site_stands_as_outlines_in_its_order() -> None:
    groups = PageGroups(pages=dict(sorted(_kept().items())))
    found = groups.views("2031", "key", _made)
    assert [(view.path, view.html) for view in found] == [("b.md", ""), ("a.md", "")]
    together = groups.together()
    assert together.standing.keys() == set(_PATHS)
    assert [together.whole(path).html for path in sorted(_PATHS)] == ["<p>a.md</p>", "<p>b.md</p>"]


@pytest.mark.parametrize(
    ("known", "key"),
    [({}, "key"), (_kept("other"), "key"), (_kept(), ""), ({"a.md": _kept()["a.md"]}, "key")],
    ids=["nothing kept", "made from something else", "no key", "a page missing"],
)
def test_any_other_group_is_made(known: dict[str, Kept], key: str) -> None:
    groups = PageGroups(pages=known)
    assert groups.views("2031", key, _made) == _made()
    assert not groups.together().standing


def test_of_two_pages_at_one_path_the_last_is_meant() -> None:
    last = replace(_view("a.md"), made="<p>last</p>")
    found = PageGroups().views("2031", "key", lambda: (*_made(), last))
    assert [(view.path, view.html) for view in found] == [("b.md", "<p>b.md</p>"), ("a.md", "<p>last</p>")]


def _cut(root: Path) -> None:
    (root / "site" / "data" / "x.json").write_text("{", "utf-8")


def _gone(root: Path) -> None:
    (root / "site" / "data" / "x.json").unlink()


def _damaged(root: Path) -> None:
    (root / NAME).write_bytes((root / NAME).read_bytes()[:-1])


@pytest.mark.parametrize(("harm", "calls"), [(None, 0), (_cut, 1), (_gone, 1), (_damaged, 1)])
def test_files_are_read_back_where_they_stand_to_the_byte(
    tmp_path: Path, harm: Callable[[Path], None] | None, calls: int
) -> None:
    made = []

    def make() -> dict[str, str]:
        made.append(1)
        return {"data/x.json": "一"}

    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    first = KeptFiles.of(tmp_path, site, {"2031": "pages"})
    (site / "data" / "x.json").write_text(first.spare("data", "2031", None, make)["data/x.json"], "utf-8")
    first.save()
    if harm is not None:
        harm(tmp_path)
    made.clear()
    assert KeptFiles.of(tmp_path, site, {"2031": "pages"}).spare("data", "2031", None, make) == {"data/x.json": "一"}
    assert len(made) == calls
    KeptFiles.of(tmp_path, site, {"2031": "other pages"}).spare("data", "2031", None, make)
    assert len(made) == calls + 1


def test_no_file_is_read_from_beside_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_text("一", "utf-8")
    first = KeptFiles.of(tmp_path, tmp_path / "site", {"2031": "pages"})
    first.spare("data", "2031", None, lambda: {"../secret": "一"})
    first.save()
    found = KeptFiles.of(tmp_path, tmp_path / "site", {"2031": "pages"}).spare("data", "2031", None, dict)
    assert found == {}


def test_an_edit_derives_the_pages_of_its_report_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    # Of so many words that it need not quote what stands beside it.
    body = "\n\n".join(f"　　第{number}批科技企业全年新增{number}家，与上年相同。" for number in range(20))
    (root / "seeds" / "2029.txt").write_text(f"2029年科技进步报告\n\n第一章 企业\n\n{body}\n", "utf-8")
    run(root)
    # What was written by the first run is read by the second, which alone knows what its pages are made from.
    swap(PAGE, "发布报告10份", "发布报告11份")(root)
    run(root)
    derived: list[str] = []
    whole = ReportPages.views

    def noted(self: ReportPages, report: Report) -> tuple[View, ...]:
        derived.append(report.id)
        return whole(self, report)

    monkeypatch.setattr(ReportPages, "views", noted)
    swap(PAGE, "发布报告11份", "发布报告十份")(root)
    assert run(root).rendered
    assert derived == ["2031"]
