"""When a page changed last, which state of the whole it is and what changed for readers: from the history of the files or not
at all. The dates that are expected are those that the commits here were given."""

from __future__ import annotations

import os
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from annals.edition.history import history_of
from annals.edition.ingesting import ingest
from annals.edition.shipped import derived_templates
from annals.edition.writing import carry_out
from annals.model import Commit, History, Settings
from annals.pages.changelog import changes_page, feed_files
from annals.pages.changes import latest_changes
from annals.pages.standing import standings
from tests.support.small_folder import PAGE, correct, folder, put, swap
from tests.support.stories import EPOCH, run

ADDRESS = "https://one.example/sub/"
ENTITY = "docs/entities/jia-yi.md"
DOMESTIC = "docs/2031/domestic-cooperation.md"
NEXT = "第三章 科技合作\n\n第一节 国内合作\n\n2032年，与外地签署协议15项。\n\n2032年，新设平台3个。\n"
WHO = {"NAME": "某编辑", "EMAIL": "a@b.invalid"}
ATOM = "{http://www.w3.org/2005/Atom}"


def git(root: Path, *words: str, at: str = "2031-01-01T00:00:00Z") -> str:
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in WHO.items()}
    # The author's date is another one on purpose.
    env = os.environ | who | {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": "2030-01-01T00:00:00Z"}
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, env=env)
    return done.stdout.decode().strip()


def commit(root: Path, at: str, said: str) -> str:
    git(root, "add", "-A")
    git(root, "-c", "commit.gpgsign=false", "commit", "-qm", said, at=at)
    return git(root, "rev-parse", "HEAD")


def settled(root: Path) -> None:
    """What waits to be written is written."""
    carry_out(root, ingest(root).writes)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, a correction, an entry that was changed, and last a commit that touches nothing readers see."""
    root = (tmp_path_factory.mktemp("told") / "root").resolve()
    folder(root)
    settled(root)
    git(root, "init", "-q", "-b", "main")
    # Half past eleven in the evening five hours west of Greenwich is the next day there.
    commit(root, "2031-05-01T23:30:00-05:00", "收入 2031 年报告\n\n第二段不公布。")
    correct("replace: 签署协议12项, with: 签署协议21项")(root)
    settled(root)
    commit(root, "2031-06-03T08:00:00Z", "更正一个数字 <b>&\u202e")
    put("seeds/2032.txt", NEXT)(root)
    settled(root)
    commit(root, "2031-06-10T08:00:00Z", "收入 2032 年报告")
    swap(ENTITY, "每年一届", "每年举行一届")(root)
    commit(root, "2031-06-20T08:00:00Z", "条目改一句")
    put("README.txt", "甲")(root)
    commit(root, "2031-07-01T00:00:00+08:00", "与读者无关")
    return root


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """Its like, to change at will."""
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "root")], check=True)
    return (tmp_path / "root").resolve()


DATES = {
    "2031/forums-and-expos.md": "2031-06-03",
    "2031/domestic-cooperation.md": "2031-06-03",
    "2031/index.md": "2031-06-03",
    "2031/full.md": "2031-06-03",
    "2031/raw.md": "2031-06-03",
    "2032/domestic-cooperation.md": "2031-06-10",
    "2032/full.md": "2031-06-10",
    "topics/forums-and-expos.md": "2031-06-03",
    "topics/domestic-cooperation.md": "2031-06-10",
    "topics/index.md": "2031-06-10",
    "entities/jia-yi.md": "2031-06-20",
    "entities/index.md": "2031-06-20",
    "index.md": "2031-06-20",
}
"""Each page by what it is made from: its own file, the raw text and record of each report that it shows or quotes."""


def dates(root: Path) -> dict[str, str]:
    found = standings(ingest(root).edition)
    return {path: found[path].changed for path in DATES}


def test_a_page_has_the_date_of_the_newest_commit_to_what_it_is_made_from(told: Path) -> None:
    assert dates(told) == DATES


def without(*unknown: str) -> dict[str, str]:
    return {path: "" if path in unknown else date for path, date in DATES.items()}


OF_2031 = [path for path in DATES if path.startswith("2031/")]
BOTH = ["topics/forums-and-expos.md", "topics/domestic-cooperation.md", "topics/index.md", "index.md"]
ENTRIES = ["entities/jia-yi.md", "entities/index.md"]


@pytest.mark.parametrize(
    ("change", "unknown"),
    [
        (swap(ENTITY, "每年", "各年"), [*ENTRIES, "index.md"]),
        (put("seeds/2031.yml", "year: 2031\n"), [*OF_2031, *BOTH, *ENTRIES]),
        (swap("docs/topics/forums-and-expos.md", "各年的论坛", "论坛"), [BOTH[0], *BOTH[2:]]),
        (put("docs/about/new.md", "---\ntitle: 新\n---\n"), []),
        (lambda root: (root / "docs/index.md").unlink(), ["index.md"]),
    ],
    ids=["entry", "record", "topic", "page that nobody committed", "page that was taken out"],
)
def test_what_is_not_as_committed_has_no_date_and_the_whole_no_version(
    copied: Path, change: Callable[[Path], None], unknown: list[str]
) -> None:
    assert ingest(copied).edition.history.version == f"2031-06-30-{git(copied, 'rev-parse', 'HEAD')[:7]}"
    change(copied)
    assert dates(copied) == without(*unknown)
    assert ingest(copied).edition.history.version == ""


def test_what_waits_to_be_written_is_not_as_committed(copied: Path) -> None:
    correct("replace: 签署协议12项, with: 签署协议31项")(copied)
    commit(copied, "2031-08-08T00:00:00Z", "更正，页面还没有重写")
    before = dates(copied)
    assert (before["2031/forums-and-expos.md"], before["2031/domestic-cooperation.md"]) == ("2031-08-08", "")
    settled(copied)
    assert dates(copied) == before


def test_what_waits_to_be_written_as_it_was_committed_is_as_committed(told: Path, copied: Path) -> None:
    correct("replace: 签署协议12项, with: 签署协议31项")(copied)
    settled(copied)
    git(copied, "checkout", "-q", "--", "seeds/2031.yml")
    # The page still has the corrected word: this run takes it back.
    before = dates(copied)
    assert before == dates(told)
    settled(copied)
    assert dates(copied) == before


def test_nothing_is_known_without_a_whole_history(told: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{told}", "shallow")
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "bare")], check=True)
    subprocess.run(["rm", "-rf", str(tmp_path / "bare" / ".git")], check=True)
    git(tmp_path, "clone", "-q", f"file://{told}", "whole")
    assert history_of(tmp_path / "shallow") == history_of(tmp_path / "bare") == History()
    assert history_of(tmp_path / "whole") == history_of(told)


def test_a_folder_of_a_larger_repository_has_its_own_dates(told: Path, tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "年 报")], check=True)
    subprocess.run(["rm", "-rf", str(tmp_path / "年 报" / ".git")], check=True)
    put("docs/outside.md", "甲")(tmp_path)
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2031-08-01T00:00:00Z", "放入")
    swap(ENTITY, "每年", "各年")(tmp_path / "年 报")
    found = history_of(tmp_path / "年 报")
    assert set(found.days.values()) == {"2031-08-01"}
    assert {PAGE, "seeds/2031.txt", ENTITY} <= found.days.keys()
    assert "docs/outside.md" not in found.days
    assert found.unsure == {ENTITY}


def test_the_newest_date_counts_whatever_the_order_and_a_merge_where_it_decided(copied: Path) -> None:
    git(copied, "checkout", "-qb", "side", "HEAD~1")
    swap(PAGE, "发布报告10份", "发布报告11份")(copied)
    put("docs/about/引“号 一.md", "---\ntitle: 新\n---\n")(copied)
    commit(copied, "2031-09-09T00:00:00Z", "旁支")
    git(copied, "checkout", "-q", "main")
    swap(PAGE, "发布报告10份", "发布报告12份")(copied)
    # Its clock was slow.
    commit(copied, "2031-03-03T00:00:00Z", "主支")
    assert history_of(copied).days[PAGE] == "2031-05-02"
    subprocess.run(["git", "merge", "-q", "--no-commit", "side"], cwd=copied, check=False, capture_output=True)
    conflicted = (copied / PAGE).read_text("utf-8")
    clean = re.sub(r"<{7}.*?\n(.*?)={7}.*?>{7}.*?\n", r"\1", conflicted, flags=re.DOTALL).replace("12份", "13份")
    (copied / PAGE).write_text(clean, "utf-8")
    commit(copied, "2031-10-10T00:00:00Z", "合并")
    found = history_of(copied)
    assert found.days[PAGE] == "2031-10-10"
    assert found.days["docs/about/引“号 一.md"] == "2031-09-09"
    assert found.days[DOMESTIC] == DATES["2031/domestic-cooperation.md"]
    assert [one.said for one in found.commits][:3] == ["合并", "旁支", "条目改一句"]


def test_what_changed_is_told_as_readers_know_it(told: Path) -> None:
    edition = ingest(told).edition
    entry, second, figure, first = latest_changes(edition, 9)
    assert [change.day for change in (entry, second, figure, first)] == [
        *("2031-06-20", "2031-06-10", "2031-06-03", "2031-05-02"),
    ]
    assert (first.said, figure.said) == ("收入 2031 年报告", "更正一个数字 <b>&")
    assert [(item.report.title, item.new) for item in (*first.reports, *second.reports)] == [
        ("2031", True),
        ("2032", True),
    ]
    (item,) = figure.reports
    assert [page.path for page in item.pages.shown] == ["2031/domestic-cooperation.md"]
    assert [(one.applied.correction.target, one.applied.correction.reason) for one in item.corrections] == [
        ("签署协议12项", "试")
    ]
    assert [place.title for place in entry.entities.shown] == ["甲乙论坛"]
    assert latest_changes(edition, 2) == (entry, second)


def test_words_that_tell_of_the_tool_too_are_not_for_readers(copied: Path) -> None:
    swap(ENTITY, "每年举行一届", "每年办一届")(copied)
    put("README.txt", "乙")(copied)
    commit(copied, "2031-07-02T08:00:00Z", "Entries and the tool")
    edition = ingest(copied).edition
    mixed, before, *_ = latest_changes(edition, 9)
    assert (mixed.said, before.said) == ("", "条目改一句")
    assert [place.title for place in mixed.entities.shown] == ["甲乙论坛"]
    told_of = feed_files(edition, ADDRESS, derived_templates())
    assert "<title>甲乙论坛</title>" in told_of["feed.xml"] and "Entries" not in told_of["feed.xml"]


def test_what_is_taken_down_is_not_told_by_the_commit_that_does_it(copied: Path) -> None:
    record = "corrections:\n  - {withhold: 丹麦担任主宾国, cause: removal, certainty: certain, reason: 应来函要求}\n"
    put("seeds/2031.yml", record)(copied)
    settled(copied)
    taken = commit(copied, "2031-07-07T00:00:00Z", "撤下丹麦担任主宾国")
    newest = latest_changes(ingest(copied).edition, 1)[0]
    assert (newest.hash, newest.said) == (taken, "")


def test_the_page_of_changes_does_not_grow_without_end(told: Path) -> None:
    """Of a history of 400 commits a year thirty are told in full, of each year before sixty in a line."""
    edition = ingest(told).edition
    commits = tuple(
        Commit(hash=f"{year}{number:036}", at=f"{year}-{number // 34 + 1:02}-02T00:00:00Z", said="改", touched=(PAGE,))
        for year in (2033, 2032, 2031)
        for number in reversed(range(400))
    )
    view = changes_page(replace(edition, history=replace(edition.history, commits=commits)), derived_templates())
    assert view.html.count('class="annals-change"') == 30
    assert re.findall(r"<summary>(.*?)</summary>", view.html) == ["2033 年 370 次", "2032 年 400 次", "2031 年 400 次"]
    assert view.html.count(">改</span>") == 180
    assert re.findall(r"更早的 (\d+) 次从略", view.html) == ["310", "340", "340"]


def test_without_a_history_the_page_of_changes_says_so(told: Path) -> None:
    edition = replace(ingest(told).edition, history=History())
    assert "没有带着修改的历史" in changes_page(edition, derived_templates()).html
    assert feed_files(edition, ADDRESS, derived_templates()) == {}


def test_without_an_address_there_is_no_feed(told: Path) -> None:
    assert feed_files(ingest(told).edition, "", derived_templates()) == {}


# --- on the site ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(told: Path) -> Path:
    return built(told, told.parent / "site")


def built(root: Path, target: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        found = run(root, Settings(site_url=ADDRESS), frozen=True, site=target)
    assert found.failed is None
    assert [problem.code for problem in found.problems] == []
    return target


def html(site: Path, path: str) -> str:
    return (site / path).with_suffix(".html").read_text("utf-8")


def test_each_page_says_its_state_and_its_date(site: Path) -> None:
    for path, date in DATES.items():
        text = html(site, path)
        state = re.findall(r'<p class="annals-banner[^>]*>(.*?)</p>', text, re.DOTALL)
        assert len(state) == 1, path
        assert "未校对" in state[0]
        assert "非官方整理版" in text
        if path != "index.md":
            assert f'<time datetime="{date}">{date}</time>' in state[0]
    version = history_of(site.parent / "root").version
    naming = {page.relative_to(site).as_posix() for page in site.rglob("*.html") if version in page.read_text("utf-8")}
    assert naming == {"index.html", "changes/index.html", "guide/data.html"}


def test_the_page_of_changes_leads_to_what_is_there(site: Path) -> None:
    text = html(site, "changes/index.md")
    assert "更正一个数字 &lt;b&gt;&amp;<" in text
    assert "\u202e" not in text
    made = text.partition("annals-changelog")[2].partition("</main>")[0]
    links = [href for href in re.findall(r'href="([^"]+)"', made) if not href.startswith("http")]
    assert {"../2032/index.html", "../entities/jia-yi.html", "../2031/raw.html#n11"} <= set(links)
    for href in links:
        page, _, anchor = href.partition("#")
        target = (site / "changes" / page).resolve() if page else site / "changes/index.html"
        assert target.is_file(), href
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), href


def test_the_feed_is_an_atom_feed(site: Path) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, each once."""
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author", "subtitle"):
        assert len(feed.findall(ATOM + name)) == 1, name
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}feed.xml", "alternate": f"{ADDRESS}changes/index.html"}
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        *("条目改一句", "收入 2032 年报告", "更正一个数字 <b>&", "收入 2031 年报告"),
    ]
    moments = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert moments[-1] == "2031-05-02T04:30:00Z"
    assert feed.findtext(f"{ATOM}updated") == moments[0] == max(moments)
    assert all(datetime.fromisoformat(moment).utcoffset() is not None for moment in moments)
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        anchor = (link.get("href") or "").removeprefix(f"{ADDRESS}changes/index.html#")
        assert f'id="{anchor}"' in html(site, "changes/index.md")
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
        hrefs = re.findall(r'href="([^"]+)"', content.text or "")
        assert hrefs
        assert all(href.startswith(ADDRESS) for href in hrefs)
        assert all((site / href.removeprefix(ADDRESS).partition("#")[0]).is_file() for href in hrefs)
    page = html(site, "2031/full.md")
    (told,) = re.findall(r'<link rel="alternate " type="application/atom\+xml"[^>]*>', page)
    assert 'href="../feed.xml"' in told
    assert '<link rel="alternate"' not in page, "each such link makes Material's bundle ask for a whole sitemap"


def test_a_commit_alone_changes_the_pages_that_name_the_version_and_no_other(site: Path, copied: Path) -> None:
    put("README.txt", "乙")(copied)
    commit(copied, "2031-11-11T00:00:00Z", "与读者无关")
    again = built(copied, copied.parent / "site")

    def files(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    before, after = files(site), files(again)
    assert before.keys() == after.keys()
    assert {path for path, data in before.items() if after[path] != data} == {
        *("index.html", "changes/index.html", "guide/data.html", "feed.xml", "data/datapackage.json"),
        *("index.md", "changes/index.md", ".inputs-sha256"),
    }
