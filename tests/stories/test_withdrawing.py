"""Addresses are taken back, reports withheld whole, topics and reports renamed: every old address answers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annals.pages.withdrawn import read_withdrawals
from tests.stories.test_withholding import RARE, RAW, leaks
from tests.support.policy import inline
from tests.support.settling import settle
from tests.support.stories import codes, run, seed

WITHDRAWN = Path("docs/about/withdrawn.yml")
TOPIC = "---\ntitle: 人才引进\nsections: [x#l3, y#l3]\n---\n\n导言。\n"
ENTITY = "---\ntitle: 高层次人才\ntype: 机构\n---\n\n见 [x#l5, x#l7, y#l5]。\n"


@pytest.fixture
def story(root: Path) -> Path:
    seed(root, text=RAW)
    seed(root, "y.txt", RAW.replace("2019", "2020"))
    for path, text in (("topics/people.md", TOPIC), ("entities/senior.md", ENTITY), ("note.md", "# 附记\n")):
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text(text, "utf-8")
    settle(root)
    return root


def withdraw(root: Path, *items: str) -> None:
    (root / WITHDRAWN).parent.mkdir(parents=True, exist_ok=True)
    (root / WITHDRAWN).write_text("".join(f"- {{{item}}}\n" for item in items), "utf-8")


def test_a_withdrawn_page_says_so_and_leads_on(story: Path) -> None:
    (story / "docs/entities/senior.md").unlink()
    (story / "docs/note.md").unlink()
    assert "E112" in settle(story).codes
    withdraw(
        story,
        "address: note.html, date: 2031-05-01, reason: 内容有误, to: topics/people.html",
        "address: entities/, date: 2031-05-01, reason: 不再登记",
    )
    found = settle(story)
    assert not {"E112", "E225", "E226", "E227"} & found.codes
    assert "已撤下，2031-05-01。理由：内容有误。" in found.texts["note.html"]
    assert 'href="topics/people.html"' in found.texts["note.html"]
    assert "不再登记" in found.texts["entities/senior.html"]
    assert "note.html\n" in (story / "seeds/.base/site.addresses").read_text("utf-8")


def test_a_withdrawn_page_of_a_report_does_not_come_back(story: Path) -> None:
    page = story / "docs/x/other.md"
    gone = page.read_text("utf-8")
    page.unlink()
    assert "E221" in settle(story).codes
    withdraw(story, "address: x/other.html, date: 2031-05-01, reason: 不宜刊行")
    found = settle(story)
    assert not {"E112", "E221", "E225", "E226", "E227"} & found.codes
    assert "不宜刊行" in found.texts["x/other.html"] and not page.exists()
    assert "培训45期" in gone and "培训45期" not in found.texts["x/other.html"] + found.texts["x/full.html"]


def test_a_withdrawn_paragraph_says_so_at_its_anchor(story: Path) -> None:
    page = story / "docs/x/other.md"
    text = page.read_text("utf-8")
    page.write_text("\n".join(line for line in text.split("\n") if "45期" not in line), "utf-8")
    withdraw(story, "address: x/other.html#l11, date: 2031-05-01, reason: 有误")
    found = settle(story)
    assert not {"E112", "E225", "E226", "E227"} & found.codes
    assert 'id="l11"' in found.texts["x/other.html"]
    assert "这一段（l11）已撤下" in found.texts["x/other.html"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("address: note.html, date: 五月, reason: 甲", "E225"),
        ("address: note.html, day: 2031-12-01, reason: 甲", "E225"),
        ("address: note.html, date: 2031-12-01", "E225"),
        ("address: /note.html, date: 2031-12-01, reason: 甲", "E225"),
        ("address: note.html, date: 2031-12-01, reason: 甲", "E226"),
        ("address: x/, date: 2031-12-01, reason: 甲", "E226"),
        ("address: x/other.html#l11, date: 2031-12-01, reason: 甲", "E226"),
        ("address: none.html, date: 2031-12-01, reason: 甲", "E227"),
    ],
)
def test_a_wrong_withdrawal_is_told_and_takes_nothing_away(story: Path, item: str, code: str) -> None:
    withdraw(story, item)
    found = settle(story)
    told = [p for p in found.problems if p.path == str(WITHDRAWN)]
    assert [(p.code, p.line) for p in told] == [(code, 1)]
    assert "附记" in found.texts["note.html"]


@pytest.mark.parametrize("before", ["", "- {address: a.html, date: 2031-12-01, reason: 甲}\n"])
def test_an_item_without_its_dash_is_told(before: str) -> None:
    found, problems = read_withdrawals(before + "address: note.html\ndate: 2031-12-01\nreason: 甲\n")
    assert [(p.code, p.line) for p in problems] == [("E225", before.count("\n") + 1)]
    assert [item.address for item in found] == ["a.html"] * bool(before)


@pytest.mark.parametrize("kept", [pytest.param(True, marks=pytest.mark.soak), False])
def test_a_report_that_is_withheld_shows_nothing(story: Path, kept: bool) -> None:
    (story / "docs/x/scan.png").write_bytes(b"\x89PNG")
    run(story)
    before = {p.relative_to(story / "site").as_posix() for p in (story / "site").rglob("*.html")}
    seed(story, "y.txt", RAW.replace("2019", "2020").translate({ord(char): "某" for char in RARE}))
    withdraw(story, "address: note.html, date: 2031-05-01, reason: 有误")
    (story / "docs/note.md").unlink()
    seed(story, text=RAW, yml="withheld: 应发布机构的要求\n")
    if not kept:
        (story / "seeds/x.txt").unlink()
        shutil.rmtree(story / "docs/x")
        (story / "seeds/.base/x.jsonl").unlink()
    assert not {"E112", "E203"} & set(codes(run(story)))
    assert [path for path in leaks(story / "site") if not path.startswith("assets/")] == []
    assert before <= {p.relative_to(story / "site").as_posix() for p in (story / "site").rglob("*.html")}
    for page in ("x/index.html", "x/other.html", "x/raw.html", "x/full.html"):
        assert "已撤下。理由：应发布机构的要求。" in (story / "site" / page).read_text("utf-8")
    # What is left of a page has the policy of all others.
    assert [path for path in (story / "site").rglob("*.html") if inline(path.read_text("utf-8"))] == []
    assert "应发布机构的要求" in (story / "site/data/reports/x.json").read_text("utf-8")
    assert not (story / "site/x/scan.png").exists()
    assert list((story / "site").rglob("withdrawn.yml")) == []
    assert "E111" not in codes(run(story, frozen=True))


def test_a_withheld_report_stays_so_when_its_yml_is_broken(story: Path) -> None:
    seed(story, text=RAW, yml="withheld: 应发布机构的要求\ncorrections: [\n")
    found = settle(story)
    assert "E103" in found.codes
    assert "已撤下" in found.texts["x/other.html"]


@pytest.mark.parametrize("page", ["x/other.md", "y/other.md"])
def test_a_report_is_withheld_beside_a_head_that_cannot_be_read(story: Path, page: str) -> None:
    """Its own page with a slip in the head, or another report's: no run ends, and the words of that page count."""
    own = "编者在这一页上另写了龢黓先生的一段往事。"
    (story / "docs/note.md").write_text(f"---\ntitle: 附记\n---\n\n{own}\n", "utf-8")
    for path in (story / "docs" / name for name in {"x/other.md", page}):
        text = path.read_text("utf-8").rstrip("\n")
        path.write_text(f"{text}\n\n{own}\n", "utf-8")
    settle(story)
    slip = (story / "docs" / page).read_text("utf-8").replace("title: ", "title: [", 1)
    (story / "docs" / page).write_text(slip, "utf-8")
    seed(story, text=RAW, yml="withheld: 应发布机构的要求\n")
    found = settle(story)
    assert "已撤下" in found.texts["x/other.html"]
    # What another report says as well is no secret.
    assert (own in found.texts["note.html"]) == page.startswith("y/")


def test_the_missing_report_is_told_once(story: Path) -> None:
    (story / "seeds/x.txt").unlink()
    shutil.rmtree(story / "docs/x")
    (story / "seeds/.base/x.jsonl").unlink()
    withdraw(story, "address: x/, date: 2031-05-01, reason: 重复")
    told = [dict(p.details) for p in settle(story).problems if p.code == "W104"]
    assert [(found["report"], found["count"]) for found in told] == [("x", "3")]


def test_a_topic_takes_its_pages_along_when_it_is_renamed(story: Path) -> None:
    page = story / "docs/x/people.md"
    text = (
        page.read_text("utf-8")
        .replace("status: 未校对", "status: 已校对\nreviewed_by: 甲")
        .replace("320名", "三百二十名")
    )
    page.write_text(text + "\n> **编者注** 据统计。\n", "utf-8")
    settle(story)
    (story / "docs/topics/people.md").rename(story / "docs/topics/talent.md")
    (story / "docs/topics/talent.md").write_text(TOPIC.replace("---\n\n", "redirect_from: [people]\n---\n\n"), "utf-8")
    found = settle(story)
    assert not {"E112", "E114", "E205", "E216", "W203"} & found.codes
    after = (story / "docs/x/talent.md").read_text("utf-8")
    assert not page.exists()
    assert "三百二十名" in after
    assert "> **编者注** 据统计。" in after
    assert "topic: talent" in after
    assert "status: 已校对\nreviewed_by: 甲" in after
    assert 'href="talent.html' in found.texts["topics/people.html"]
    for report in ("x", "y"):
        assert 'href="talent.html#l5"' in found.texts[f"{report}/people.html"]
    assert settle(story).written == ()


STOPPED = {
    "its yml": ("seeds/x.yml", "corrections: [\n"),
    "a correction": ("seeds/x.yml", "corrections:\n  - {replace: 没有的字, with: 有的字, reason: 甲}\n"),
    "its record": ("seeds/.base/x.jsonl", "{}\n"),
    "another page": ("docs/x/other.md", "---\ntitle: [\n---\n\n2019年，组织培训45期，覆盖各设区市。\n"),
    "its page": ("docs/x/people.md", "---\ntitle: [\n---\n\n2019年新设工作站12个。\n"),
}
"""What keeps a report from being made anew: a file and what stands in it then."""


@pytest.mark.parametrize("file", STOPPED)
def test_a_topic_is_renamed_while_a_report_cannot_be_made_anew(story: Path, file: str) -> None:
    """Its pages stand where they are and belong to the topic all the same; once it can be made they follow."""
    path, text = STOPPED[file]
    before = (story / path).read_text("utf-8") if (story / path).is_file() else ""
    (story / path).write_text(text, "utf-8")
    (story / "docs/topics/people.md").unlink()
    renamed = TOPIC.replace("---\n\n", "redirect_from: [people]\n---\n\n")
    (story / "docs/topics/talent.md").write_text(renamed, "utf-8")
    found = settle(story)
    assert not {"E112", "E216", "E259"} & found.codes
    assert "x/people.html" in found.texts
    assert "2019年新设工作站12个" in found.texts["topics/talent.html"]
    assert settle(story).texts == found.texts
    # Where the report is made anew all the same its page has followed already.
    mended = story / path if (story / path).exists() else story / "docs/x/talent.md"
    mended.write_text(before, "utf-8")
    settle(story)
    assert "2019年新设工作站12个" in settle(story).texts["x/talent.html"]
    assert not (story / "docs/x/people.md").exists()


def test_a_report_that_is_renamed_leads_on_page_by_page(story: Path) -> None:
    note = "\n> **编者注** 据统计。\n"
    page = story / "docs/x/other.md"
    page.write_text(page.read_text("utf-8") + note, "utf-8")
    settle(story)
    (story / "seeds/x.txt").rename(story / "seeds/sh-x.txt")
    (story / "docs/x").rename(story / "docs/sh-x")
    (story / "seeds/.base/x.jsonl").unlink()
    withdraw(story, "address: x/, date: 2031-05-01, reason: 改名, to: sh-x/")
    settle(story, rebuild=True)
    found = settle(story)
    assert not {"E112", "E131", "E225", "E226", "E227"} & found.codes
    assert 'href="../sh-x/other.html"' in found.texts["x/other.html"]
    assert 'href="../sh-x/raw.html"' in found.texts["x/raw.html"]
    assert note in (story / "docs/sh-x/other.md").read_text("utf-8")
    (told,) = [dict(p.details) for p in found.problems if p.code == "W104"]
    assert dict(told["cure"].details)["to"] == "sh-x"  # type: ignore[union-attr]
