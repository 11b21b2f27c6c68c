"""What a site says of its dates, its version and its changes, and the feed of these. The dates that are expected are those
that the commits were given."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from datetime import datetime
from pathlib import Path

import pytest

from annals.edition.history import history_of
from annals.model import Settings
from tests.support.dated import ADDRESS, ATOM, DATES, commit, dated_folder
from tests.support.small_folder import put
from tests.support.stories import EPOCH, run


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dated_folder((tmp_path_factory.mktemp("told") / "root").resolve())


@pytest.fixture
def copied(told: Path, tmp_path: Path) -> Path:
    """Its like, to change at will."""
    subprocess.run(["cp", "-r", str(told), str(tmp_path / "root")], check=True)
    return (tmp_path / "root").resolve()


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
