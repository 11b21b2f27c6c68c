"""Story sites: seeds in, pages and messages out; what an editor does and what becomes of it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import pytest

from annals.edition.building import build
from annals.edition.writing import carry_out
from annals.model import Rendered, Settings
from tests.support.stories import EPOCH, RAW, assemble, cli, codes, problem, process, run, seed, snapshot, take_in


def test_a_folder_with_one_raw_file_builds(root: Path) -> None:
    seed(root)
    built = run(root)
    assert codes(built) == []
    page = (root / "docs" / "x" / "other.md").read_text("utf-8")
    assert "## 第二章 创新人才\n\n### 第一节 人才引进\n\n2019年，全省引进高层次人才320名。" in page
    assert (root / "site" / "x" / "full.html").is_file()
    assert (root / "site" / "x" / "raw.html").is_file()


def test_nothing_changed_writes_nothing_and_renders_nothing(root: Path) -> None:
    seed(root)
    run(root)
    before = snapshot(root)

    def refuse(*_: Any, **__: Any) -> Rendered:
        raise AssertionError("rendered although nothing changed")

    again = build(root, Settings(), refuse)
    assert not again.rendered and again.written == ()
    after = snapshot(root)
    assert {path: told for path, told in after.items() if not path.startswith(".cache/")} == {
        path: told for path, told in before.items() if not path.startswith(".cache/")
    }
    # What is kept of a run is that of the last one.
    build(root, Settings(), refuse)
    assert snapshot(root) == after


def test_an_edit_survives_keeps_its_address_and_is_told_apart(root: Path) -> None:
    seed(root)
    take_in(root)
    page = root / "docs" / "x" / "other.md"
    text = page.read_text("utf-8").replace("归国人员占三成", "归国人员约占三成")
    text = text.replace("\n### 第二节", "\n> **编者注** 此数含博士后。\n\n### 第二节")
    page.write_text(text, "utf-8")
    built = run(root)
    assert codes(built) == []
    assert page.read_text("utf-8") == text
    html = (root / "site" / "x" / "other.html").read_text("utf-8")
    assert 'id="l5"' in html and 'title="「员」改为「员约」：编者在页面上更正"' in html
    assert "annals-editor annals-note" in html and 'id="e-' in html


def test_an_untouched_page_is_regenerated(root: Path) -> None:
    seed(root)
    take_in(root)
    seed(root, yml="corrections:\n  - {replace: 45期, with: 46期, cause: slip, certainty: likely, reason: 试}\n")
    built = run(root)
    assert codes(built) == []
    assert "46期" in (root / "docs" / "x" / "other.md").read_text("utf-8")
    assert "annals-corrected" in (root / "site" / "x" / "other.html").read_text("utf-8")


def test_a_raw_file_that_changed_stops_its_report_alone(copy: Path) -> None:
    raw = copy / "seeds" / "2012.txt"
    raw.write_bytes(raw.read_bytes().replace("21项".encode(), "22项".encode()))
    built = run(copy)
    assert codes(built) == ["E101"] and problem(built).path == "seeds/2012.txt"
    html = (copy / "site" / "2012" / "international-cooperation.html").read_text("utf-8")
    assert "21项" in html and "22项" not in html
    assert (copy / "site" / "2017" / "raw.html").is_file()


@pytest.mark.parametrize(
    ("yml", "code", "line"),
    [
        ("corrections:\n  - {replace: 没有这句, with: 有, cause: slip, certainty: likely, reason: 试}\n", "E104", 2),
        ("corrections:\n  - {replace: 2019年, with: 2020年, cause: slip, certainty: likely, reason: 试}\n", "E104", 2),
        ("year: 二〇一九\n", "E106", 1),
        ("yeer: 2019\n", "E105", 1),
        ("year: [2019\n", "E103", 1),
        ("corrections:\n  - {replace: 45期, with: 46期, certainty: likely, reason: 试}\n", "E107", 2),
        ("corrections:\n  - {replace: 45期, with: 46期, cause: slip, certainty: doubtful, reason: 试}\n", "E107", 2),
        ("sha256: ab12\n", "E101", None),
    ],
)
def test_a_faulty_yml_is_named_with_its_line(root: Path, yml: str, code: str, line: int | None) -> None:
    seed(root, yml=yml)
    seed(root, "y.txt")
    found = take_in(root)
    assert (codes(found), problem(found).line) == ([code], line)
    assert not (root / "docs" / "x").exists()
    assert [report.id for report in found.edition.reports] == ["y"] and (root / "docs" / "y").exists()


def test_corrections_of_every_kind(root: Path) -> None:
    text = (
        RAW
        + "\n专栏标题\n\n专栏内容一段。到此为止。\n\n第二节的后文在此。仍属第二节。\n\n放错的一段。应在第一节。\n\n页脚文字\n"
    )
    yml = (
        "corrections:\n"
        "  - {box: 专栏标题, through: 到此为止。, cause: layout, certainty: certain, reason: 专栏只此一段}\n"
        "  - {move: 放错的一段, after: 工作站12个。, cause: column-order, certainty: certain, reason: 属第一节}\n"
        "  - {drop: 页脚文字, cause: layout, certainty: certain, reason: 页脚}\n"
        "  - {heading: 补的标题, level: 3, before: 第二节的后文, cause: picture, certainty: likely, reason: 原为图片}\n"
        "  - {flag: 归国人员占三成, cause: two-readings, certainty: doubtful, reason: 或为“占三分之一”}\n"
    )
    seed(root, text=text, yml=yml)
    built = run(root)
    assert codes(built) == []
    page = (root / "docs" / "x" / "other.md").read_text("utf-8")
    wanted = [
        "2019年新设工作站12个。\n\n放错的一段。应在第一节。\n\n### 第二节 人才培养",
        '<div class="box" markdown="1">\n\n#### 专栏标题\n\n专栏内容一段。到此为止。\n\n</div>\n\n#### 补的标题\n\n第二节的后文',
    ]
    assert [part for part in wanted if part not in page] == []
    assert "页脚文字" not in page
    html = (root / "site" / "x" / "other.html").read_text("utf-8")
    assert 'id="h-15"' in html and "annals-flagged" in html


def test_a_moved_block_leaves_a_pointer_and_a_deleted_one_its_anchor(copy: Path) -> None:
    source = copy / "docs" / "2012" / "international-cooperation.md"
    target = copy / "docs" / "2012" / "domestic-cooperation.md"
    blocks = source.read_text("utf-8").split("\n\n")
    moved = next(block for block in blocks if block.startswith("着眼热点工作"))
    gone = next(block for block in blocks if block.startswith("加强外宣"))
    source.write_text("\n\n".join(b for b in blocks if b not in (moved, gone)) + "\n", "utf-8")
    target.write_text(target.read_text("utf-8") + "\n" + moved.strip() + "\n", "utf-8")
    built = run(copy)
    assert codes(built) == ["N110"], "the paragraph that is gone was corrected"
    old = (copy / "site" / "2012" / "international-cooperation.html").read_text("utf-8")
    new = (copy / "site" / "2012" / "domestic-cooperation.html").read_text("utf-8")
    assert 'id="l23"' in new and 'id="l23"><a href="domestic-cooperation.html#l23"' in old
    assert '<p class="annals-source annals-paragraph" id="l13"><span class="annals-anchor" id="l11">' in old


def test_a_topic_that_takes_a_section_leaves_a_stub(copy: Path) -> None:
    topic = copy / "docs" / "topics" / "forums-and-expos.md"
    topic.write_text(topic.read_text("utf-8").replace("2012#l17, ", ""), "utf-8")
    built = run(copy)
    assert codes(built) == []
    assert not (copy / "docs" / "2012" / "forums-and-expos.md").exists()
    stub = (copy / "site" / "2012" / "forums-and-expos.html").read_text("utf-8")
    assert 'id="l19"><a href="international-cooperation.html#l19"' in stub


def test_a_reference_to_nowhere_is_named(copy: Path) -> None:
    topic = copy / "docs" / "topics" / "yangtze-delta.md"
    topic.write_text(topic.read_text("utf-8").replace("2012#l37", "2012#l38"), "utf-8")
    found = take_in(copy)
    assert codes(found) == ["E203"]
    assert dict(problem(found).details)["nearest"].startswith("2012#l37")


def test_frozen_writes_nothing_back(root: Path) -> None:
    seed(root)
    built = run(root, frozen=True)
    assert codes(built) == ["E111"]
    assert not (root / "docs").exists()
    assert (root / "site" / "x" / "full.html").is_file()


def test_odd_names_make_good_addresses(root: Path) -> None:
    names = ["年报 2019.txt", "a&b#c.txt", "报告😀.txt", "Topics.txt", "topics.txt"]
    for name in names:
        seed(root, name)
    assert codes(take_in(root)) == ["W105"] * len(names)
    folders = {path.name for path in (root / "docs").iterdir()}
    assert len(folders) == len(names) and all(name.isascii() and " " not in name for name in folders)


def test_other_encodings_and_what_is_no_text(root: Path) -> None:
    (root / "seeds" / "gb.txt").write_bytes(RAW.encode("gb18030"))
    (root / "seeds" / "wide.txt").write_bytes(RAW.encode("utf-16"))
    (root / "seeds" / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (root / "seeds" / "empty.txt").write_bytes(b"")
    assert sorted(codes(take_in(root))) == ["E102", "N102", "N102", "W102"]
    for name in ("gb", "wide"):
        assert "引进高层次人才320名" in (root / "docs" / name / "other.md").read_text("utf-8")


def test_messages_and_exit_status(root: Path) -> None:
    seed(root, yml="yeer: 2019\n")
    found = process(root, "ingest")
    assert found.returncode == 1
    assert found.stderr.startswith(
        "seeds/x.yml:1  错误 E105  不认识的键“yeer”\n   1 | yeer: 2019\n帮助：是不是 year？可用的键：year、title"
    )
    english = cli(root, "--lang", "en", "ingest")
    assert english.stderr.startswith(
        "seeds/x.yml:1  error E105  unknown key “yeer”\n   1 | yeer: 2019\nhelp: did you mean “year”? known keys: year, title"
    )
    assert cli(root, "--no-such-option").returncode == 2
    assert cli(root, "explain", "X999").returncode == 2


def test_ci_freezes_and_strict_lifts_warnings(root: Path) -> None:
    seed(root)
    assert cli(root, CI="true").returncode == 1
    assert not (root / "docs").exists()
    assert cli(root).returncode == 0
    (root / "seeds" / "empty.txt").write_bytes(b"")
    assert cli(root).returncode == 0
    assert cli(root, "--strict").returncode == 1


def test_explain_knows_rules_and_problems(root: Path) -> None:
    assert "## 不动" in cli(root, "explain", "P101").stdout
    assert "sha256" in cli(root, "explain", "E101").stdout


def test_a_write_that_fails_leaves_the_old_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed(root)
    take_in(root)
    page = root / "docs" / "x" / "other.md"
    before = page.read_bytes()

    def fail(*_: Any) -> None:
        raise OSError(28, "disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        carry_out(root, [("docs/x/other.md", "half")])
    assert page.read_bytes() == before
    assert [path.name for path in page.parent.iterdir() if path.name.startswith(".writing")] == []


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_input_same_bytes_in_another_place_at_another_time(site: Path, tmp_path: Path) -> None:
    """The site of the other tests once more: from another folder, in another time zone, with other hashes."""
    root = assemble(tmp_path / "其二" / "edition")
    before = [_tree(root / name) for name in ("docs", "seeds")]
    found = process(root, SOURCE_DATE_EPOCH=EPOCH, TZ="Asia/Shanghai", PYTHONHASHSEED="2")
    assert found.returncode == 0, found.stderr
    assert [_tree(root / name) for name in ("docs", "seeds")] == before, "nothing is left to write"
    assert _tree(root / "site") == _tree(site)


def test_a_stopped_report_keeps_its_addresses_and_comes_back(copy: Path) -> None:
    run(copy)
    before = set(re.findall(r'id="(n\d+|l\d+)"', (copy / "site" / "2012" / "raw.html").read_text("utf-8")))
    yml = copy / "seeds" / "2012.yml"
    good = yml.read_text("utf-8")
    yml.write_text(good.replace("科技政策预环境, with", "科技政策预境, with"), "utf-8")
    built = run(copy)
    assert codes(built) == ["E104"]
    nearest = dict(dict(problem(built).details)["cure"].details)["nearest"]
    assert "第 11: " not in nearest and "科技政策预环境" in nearest
    raw = (copy / "site" / "2012" / "raw.html").read_text("utf-8")
    assert set(re.findall(r'id="(n\d+|l\d+)"', raw)) == before
    assert "2012 国内外科技合作交流" in (copy / "site" / "2012" / "index.html").read_text("utf-8")
    yml.write_text(good, "utf-8")
    assert run(copy).rendered
    assert (copy / "site" / "data" / "ledger" / "2012.jsonl").is_file()


def test_two_corrections_of_the_same_text_are_refused(root: Path) -> None:
    yml = (
        "corrections:\n"
        "  - {replace: 组织培训45期, with: 举办培训45期, cause: slip, certainty: likely, reason: 试}\n"
        "  - {replace: 培训45期, with: 培训46期, cause: slip, certainty: likely, reason: 试}\n"
    )
    seed(root, yml=yml)
    found = take_in(root)
    assert (codes(found), problem(found).line) == (["E108"], 3)


def test_a_fork_publishes_under_its_own_name(root: Path) -> None:
    seed(root)
    found = cli(
        root,
        SITE_URL="https://fork.example/annals/",
        ANNALS_REPO="https://forge.example/x/fork",
        ANNALS_BRANCH="main",
        ANNALS_ARCHIVE="https://forge.example/site.zip",
    )
    assert found.returncode == 0, found.stderr
    html = (root / "site" / "x" / "other.html").read_text("utf-8")
    assert 'href="https://forge.example/x/fork/edit/main/docs/x/other.md"' in html
    assert '<link rel="canonical" href="https://fork.example/annals/x/other.html">' in html
    assert "forge.example" not in (root / "docs" / "x" / "other.md").read_text("utf-8")
    told = [
        path.name for path in (root / "site").rglob("*.html") if "forge.example/site.zip" in path.read_text("utf-8")
    ]
    assert told == ["index.html"], "the site as one file, on the home page alone"
