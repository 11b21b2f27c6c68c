"""A collection of one's own: of an invented place whose words are all invented, made by `new`, built, read, and given a newer tool."""

from __future__ import annotations

import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from annals.edition import upgrading
from annals.edition.ingesting import ingest
from annals.edition.tool_copy import tool_files
from annals.model import Settings
from annals.site.colour import colour_style
from tests.support.contrast import contrast
from tests.support.places import GUIDE, REPO
from tests.support.stories import Called, cli, run, snapshot

ELSEWHERE = re.compile("上海|沪|shanghai", re.IGNORECASE)
"""The place of the edition that the tool began with."""
UNOFFICIAL = re.compile("非官方|整理版")
RAW = """云泽县农情年报

第一章 果品生产

2031年，全县果园面积达到1.2万亩，产量3500吨。其中，苹果占三成，梨占二成。新建果园12处，惠及农户2100户。

第二章 水利灌溉

全年整修渠道36公里，新增灌溉面积4200亩。县水利站组织巡查120次，排除隐患17处。

第三章 农机推广

全县农机总动力达到8.6万千瓦，新增拖拉机210台。综合机械化率为72.5%。
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>\n'
CHOSEN = """colour: "#ffcc00"
    notice: 本站试运行
"""
SITE = Settings(site_url="https://nongqing.example/nianbao/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A collection, how it was made, and its site by path."""

    root: Path
    made: Called
    files: dict[str, str]

    @property
    def pages(self) -> dict[str, str]:
        return {path: text for path, text in self.files.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Own:
    """An official one, with facts of its own; built once for all that follows, which only read it."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "云泽县农情年报2031（定稿）.txt").write_text(RAW, "utf-8")
    root = folder / "made"
    said = ["--title", "云泽县农情年报", "--place", "云泽县", "--issuer", "云泽县农业局", "--contact", "a@example.org"]
    more = ["--official", "--licence", "CC0 1.0", "--from", str(folder / "云泽县农情年报2031（定稿）.txt")]
    made = cli(folder, "new", str(root), *said, *more)
    facts = (root / "mkdocs.yml").read_text("utf-8")
    facts = facts.replace('# colour: "#1a6b3c"\n', CHOSEN).replace("# theme: ", "theme: ")
    (root / "mkdocs.yml").write_text(facts, "utf-8")
    (root / "docs" / "assets").mkdir()
    (root / "docs" / "assets" / "logo.svg").write_text(LOGO, "utf-8")
    built = run(root, SITE, frozen=True)
    assert {problem.code for problem in built.problems} == set(), built.problems
    files = {
        path.relative_to(built.site).as_posix(): path.read_text("utf-8-sig")
        for path in sorted(built.site.rglob("*"))
        if path.suffix in (".html", ".json", ".jsonl", ".csv", ".xml", ".js", ".css")
        and "/javascripts/" not in str(path)
    }
    return Own(root=root, made=made, files=files)


def test_a_report_is_in_and_its_headings_are_topics(own: Own) -> None:
    assert own.made.returncode == 0, own.made.stderr
    topics = {path.stem for path in (own.root / "docs" / "topics").glob("*.md")} - {"index"}
    assert topics == {"guo-pin-sheng-chan", "shui-li-guan-gai", "nong-ji-tui-guang"}
    # The file's name makes no id, but the year in it does; what was handed over lies there byte for byte.
    assert (own.root / "seeds" / "2031.txt").read_text("utf-8") == RAW
    assert "3500吨" in own.files["2031/guo-pin-sheng-chan.html"]
    assert ingest(own.root).writes == (), "a build that writes nothing finds nothing missing"


def test_no_word_of_another_place(own: Own) -> None:
    assert [path for path, text in own.files.items() if ELSEWHERE.search(text)] == []
    said = own.made.stdout + own.made.stderr + cli(own.root, "check").stdout
    assert not ELSEWHERE.search(said)
    # The guide is built as its headings here; its words, and all messages that there may be, are read where they are written.
    words = [
        *GUIDE.glob("*.md"),
        *(REPO / "annals" / "check" / "messages").glob("*.yml"),
        REPO / "annals" / "cli" / "words.yml",
    ]
    assert len(words) > 10
    assert [path.name for path in words if ELSEWHERE.search(path.read_text("utf-8"))] == []
    kept = [path for path in own.root.rglob("*") if path.is_file() and not path.is_relative_to(own.root / "annals")]
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in kept if ".cache" not in path.parts}
    assert [path.name for path, text in texts.items() if ELSEWHERE.search(text)] == []


def test_an_official_site_never_says_that_it_is_none(own: Own) -> None:
    assert [path for path, text in own.files.items() if UNOFFICIAL.search(text)] == []
    assert [path.name for path in GUIDE.glob("*.md") if "非官方" in path.read_text("utf-8")] == []
    # Told to be the editors', the same collection says so everywhere that it must.
    facts = (own.root / "mkdocs.yml").read_text("utf-8")
    assert "official: true" in facts


def test_each_fact_has_its_effect(own: Own) -> None:
    home, page = own.files["index.html"], own.files["2031/guo-pin-sheng-chan.html"]
    assert "<title>云泽县农情年报</title>" in home
    assert "本站试运行" in home
    assert '<img src="assets/logo.svg"' in home and 'href="assets/logo.svg"' in home
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in home.partition("md-copyright")[2]
    assert 'href="mailto:a@example.org"' in home
    letter = re.search(r'<a href="(mailto:a@example\.org\?[^"]*)">报告错误</a>', page)
    assert letter is not None
    assert html.unescape(letter[1]).endswith(
        "body=https%3A%2F%2Fnongqing.example%2Fnianbao%2F2031%2Fguo-pin-sheng-chan.html"
    )
    assert "云泽县农业局. 云泽县农情年报：2031：果品生产" in page
    package = json.loads(own.files["data/datapackage.json"])
    assert package["title"] == "云泽县农情年报开放数据"
    assert {licence["name"] for resource in package["resources"] for licence in resource["licenses"]} == {
        "CC0-1.0",
        "other-closed",
    }
    assert "assets/annals-colour.css" in home and "#ffcc00" in own.files["assets/annals-colour.css"]


@pytest.mark.parametrize("colour", ["#ffcc00", "#1a6b3c", "#000000", "#ffffff", "#ff0000", "#0b62a8", "#c0ffee"])
def test_whatever_the_colour_words_can_be_read(colour: str) -> None:
    day, _, night = colour_style(colour).partition("@media screen")
    bar, link, pointed = "--md-primary-fg-color", "--md-typeset-a-color", "--md-accent-fg-color"
    for style, ground in ((day, "#f0f3f5"), (night, "#343d45")):
        values = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6});", style))
        assert contrast(values[bar], "#ffffff") >= 4.5
        assert contrast(values[f"{bar}--light"], "#ffffff") >= 4.5
        assert min(contrast(values[name], ground) for name in (link, pointed)) >= 4.5


def test_its_own_tests_pass_and_see_a_fault(own: Own) -> None:
    def tests() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "unittest", "-q", "tests.test_collection"]
        return subprocess.run(command, cwd=own.root, capture_output=True, text=True, encoding="utf-8", check=False)

    done = tests()
    assert done.returncode == 0 and "Ran 6 tests" in done.stderr, done.stderr[-2000:]
    page = own.root / "site" / "index.html"
    whole = page.read_text("utf-8")
    page.write_text(whole.replace('href="2031/index.html"', 'href="2031/nowhere.html"'), "utf-8")
    try:
        assert "nowhere" in tests().stderr
    finally:
        page.write_text(whole, "utf-8")


def test_the_record_names_every_file_of_the_copy(own: Own) -> None:
    lines = (own.root / "annals.lock").read_text("utf-8").splitlines()
    held = dict(reversed(line.split("  ", 1)) for line in lines if re.match("[0-9a-f]{64}  ", line))
    assert {name: hashlib.sha256((own.root / name).read_bytes()).hexdigest() for name in held} == held
    copied = {path.relative_to(own.root).as_posix() for path in (own.root / "annals").rglob("*") if path.is_file()}
    assert {name for name in copied if "__pycache__" not in name} <= held.keys()
    assert {"start.py", "Makefile", ".github/workflows/site.yml", "tests/test_collection.py"} <= held.keys()


# --- what is refused --------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("甲", "utf-8")
    done = cli(tmp_path, "new", str(tmp_path / "there"), "--title", "甲")
    assert (done.returncode, [path.name for path in tmp_path.rglob("*.*")]) == (2, ["mine.txt"])
    assert "已经有东西" in done.stderr


def test_a_report_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "2031.txt").write_bytes(b"\x00\xff\x00\xfe" * 40)
    done = cli(tmp_path, "new", str(tmp_path / "deep" / "made"), "--title", "甲", "--from", str(tmp_path / "2031.txt"))
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir() if path.name != ".cache"] == ["2031.txt"]


# --- a newer tool -----------------------------------------------------------------------------


def compiled() -> dict[str, bytes]:
    """The tool's modules as this process has compiled them, as files of a copy: half of what a process of its own costs. In the
    head of each stands that nobody need hold it against its source, which has another time in a copy."""
    found = {}
    for path in (REPO / "annals").rglob(f"*.{sys.implementation.cache_tag}.pyc"):
        code, source = path.read_bytes(), path.parents[1] / f"{path.name.partition('.')[0]}.py"
        if source.is_file() and code[8:12] == (int(source.stat().st_mtime) & 0xFFFFFFFF).to_bytes(4, "little"):
            name = path.relative_to(REPO).as_posix()
            found[name] = code[:4] + (1).to_bytes(4, "little") + bytes(8) + code[16:]
    return found


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files of the tool as those of a newer one, to be changed; of the guide one page, which costs less."""
    files = {
        name: data
        for name, data in tool_files().items()
        if not name.startswith("annals/guide/") or name.endswith("own.md")
    }
    files |= compiled()
    monkeypatch.setattr(upgrading, "tool_files", lambda: files)
    # As the site in place was made: the older tool finds that nothing has changed.
    monkeypatch.setenv("SITE_URL", SITE.site_url)
    return files


@pytest.fixture
def older(own: Own, tmp_path: Path) -> Path:
    """A copy of the collection with its site and what was kept of its run."""
    return Path(shutil.copytree(own.root, tmp_path / "older"))


def editors(root: Path) -> dict[str, tuple[bytes, int]]:
    return {name: held for name, held in snapshot(root).items() if name.startswith(("docs/", "seeds/", "mkdocs.yml"))}


def test_a_newer_tool_takes_the_copy_s_place_and_tells_what_changes(older: Path, newer: dict[str, bytes]) -> None:
    name = "templates/derived/topics_index.html.j2"
    newer[name] = "<p>新的一句。</p>".encode() + newer[name]
    before = editors(older)
    done = cli(older, "upgrade", str(older))
    assert done.returncode == 0, done.stderr
    assert "1 页的文字与原来不同（topics/index.html）" in done.stdout
    assert editors(older) == before
    assert (older / name).read_bytes() == newer[name]
    assert not (older / "annals" / "guide" / "data.md").exists()
    assert "新的一句" in (older / "site" / "topics" / "index.html").read_text("utf-8")


def test_a_copy_changed_by_hand_is_not_replaced(older: Path, newer: dict[str, bytes]) -> None:
    (older / "annals" / "hook.py").write_text("", "utf-8")
    (older / "annals" / "mine.py").write_text("", "utf-8")
    before = snapshot(older)
    done = cli(older, "upgrade", str(older))
    assert (done.returncode, done.stderr.splitlines()[:2]) == (1, ["annals/hook.py", "annals/mine.py"])
    assert snapshot(older) == before


def test_a_tool_that_makes_no_site_is_taken_back(older: Path, newer: dict[str, bytes]) -> None:
    newer["build_site.py"] = b"raise SystemExit(3)\n"
    before = {name: held for name, (held, _) in snapshot(older).items() if "__pycache__" not in name}
    done = cli(older, "upgrade", str(older))
    assert done.returncode == 1 and "已经换回原来的" in done.stderr
    after = {name: held for name, (held, _) in snapshot(older).items() if "__pycache__" not in name}
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} <= {
        ".cache/annals/lock"
    }
