"""Words mended on the page of a small site: published with their raw reading, listed, signed where git tells."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.support.open_data import SCHEMAS
from tests.support.stories import codes, run, seed

# The half-width comma that a rule makes full, and the "and" that the page's editor finds.
RAW = """第二章 创新人才

第一节 人才引近

2019年,全省引进高层次人才320名。其中,归国人员占三成,政策预环境持续改善,新设工作站12个,按排资金若干。

第二节 人才培养

2019年，组织培训45期，覆盖各设区市。培训内容比往年更贴近需要。
"""
YML = """corrections:
  - {replace: 按排资金, with: 安排资金, cause: slip, certainty: certain, reason: 形近}
  - {flag: 各设区市, cause: two-readings, certainty: doubtful, reason: 有疑}
"""
MENDED = {"人才引近": "人才引进", "三成，政策预环境": "三成、政策与环境", "比往年": "较往年"}


def git(root: Path, *arguments: str) -> None:
    named = ["-c", "user.name=某编辑", "-c", "user.email=a@b.invalid", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *named, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("mended")
    for folder in ("seeds", "docs/about"):
        (root / folder).mkdir(parents=True)
    (root / "docs/about/method.md").write_text("---\ntitle: 清理方法\n---\n", "utf-8")
    seed(root, "2019.txt", RAW, YML)
    run(root)
    (page,) = (path for path in (root / "docs/2019").glob("*.md") if "培训" in path.read_text("utf-8"))
    text = page.read_text("utf-8")
    for old, new in MENDED.items():
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, "utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "改字")
    assert codes(run(root)) == []
    return root


def data(root: Path) -> dict[str, Any]:
    found = json.loads((root / "site/data/reports/2019.json").read_text("utf-8"))
    Draft202012Validator(SCHEMAS["report"]).validate(found)
    return found


def html(root: Path, page: str) -> str:
    return (root / "site/2019" / f"{page}.html").read_text("utf-8")


def mendings(root: Path) -> list[dict[str, Any]]:
    return [found for found in data(root)["corrections"] if found["where"] == "page"]


def test_data_lists_them_with_their_raw_reading_and_author(root: Path) -> None:
    found = mendings(root)
    assert [(one["block"], one["text"], one["with"], one["lines"], one.get("by")) for one in found] == [
        ("l3", "近", "进", [[3, 3]], "某编辑"),
        ("l5", ",", "、", [[5, 5]], "某编辑"),
        ("l5", "预", "与", [[5, 5]], "某编辑"),
        ("l9", "比", "较", [[9, 9]], "某编辑"),
    ]
    whole = data(root)
    texts = {item["id"]: item.get("title") or item["text"] for item in (*whole["sections"], *whole["blocks"])}
    lines = RAW.split("\n")
    for one in found:
        assert texts[one["block"]][one["start"] :].startswith(one["with"])
        assert one["text"] in lines[one["lines"][0][0] - 1]
    assert {item["id"]: item["status"] for item in (*whole["sections"], *whole["blocks"])} == {
        "l1": "source",
        "l3": "corrected",
        "l5": "cleaned",
        "l7": "source",
        "l9": "cleaned",
    }


def test_pages_show_the_mark_and_list_it_with_the_others(root: Path) -> None:
    full = html(root, "full")
    for old, new in (("近", "进"), (",", "、"), ("预", "与"), ("比", "较"), ("按排资金", "安排资金")):
        pattern = (
            rf'<span class="annals-corrected">{new}</span><a [^>]*data-sign="校"[^>]* title="「{old}」改为「{new}」'
        )
        assert re.search(pattern, full), (old, new)
    assert 'title="「预」改为「与」：编者在页面上更正（某编辑）"' in full
    assert 'data-sign="编"' not in full and 'data-sign="疑"' in full
    raw = html(root, "raw").partition('id="n5"')[2].partition('id="n6"')[0]
    assert "<code>C108</code> 人工更正：<del>预</del> → <ins>与</ins>" in raw and "EDIT" not in raw
    for page in (html(root, "index"), (root / "site/about/method.html").read_text("utf-8")):
        (shown,) = re.findall(r"第 5 行</a>([^\n]*<del[^>]*>预</del>[^\n]*<ins[^>]*>与</ins>[^\n]*)", page)
        old, new = re.sub("<[^>]+>", "", shown).split(" → ")
        assert "政策预环境" in old and old.replace("预", "与").strip() == new.strip()
        assert "编者在页面上更正（某编辑）" in page
        # The comma mended just before is no word of the raw text, and none of what was published before.
        assert "、" not in old and old.strip().startswith("…政策")


def copy_of(root: Path, target: Path, *, history: bool) -> Path:
    return shutil.copytree(root, target, ignore=None if history else shutil.ignore_patterns(".git"))


def test_without_a_history_they_are_not_signed(root: Path, tmp_path: Path) -> None:
    bare = copy_of(root, tmp_path / "bare", history=False)
    run(bare)
    assert [(one["text"], one.get("by")) for one in mendings(bare)] == [
        (one["text"], None) for one in mendings(root)
    ] and len(mendings(bare)) == 4
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    run(tmp_path / "shallow")
    assert {one.get("by") for one in mendings(tmp_path / "shallow")} == {None}


def test_a_line_that_is_not_committed_is_not_signed_and_the_stamp_sees_the_names(root: Path, tmp_path: Path) -> None:
    copy = copy_of(root, tmp_path / "copy", history=True)
    assert not run(copy).rendered
    (page,) = (path for path in (copy / "docs/2019").glob("*.md") if "培训" in path.read_text("utf-8"))
    page.write_text(page.read_text("utf-8").replace("45期", "46期"), "utf-8")
    assert run(copy).rendered
    assert [(one["with"], one.get("by")) for one in mendings(copy)] == [
        *((new, "某编辑") for new in "进、与"),
        ("46", None),
        ("较", None),
    ]
    git(copy, "commit", "-qam", "再改")
    assert run(copy).rendered, "the same words, signed now"
    assert {one.get("by") for one in mendings(copy)} == {"某编辑"}


def test_what_the_yml_comes_to_say_too_is_told_once(root: Path, tmp_path: Path) -> None:
    copy = copy_of(root, tmp_path / "copy", history=False)
    said = "  - {replace: 内容比往年, with: 内容较往年, cause: slip, certainty: likely, reason: 形近}\n"
    (copy / "seeds/2019.yml").write_text(YML.replace("  - {flag", said + "  - {flag"), "utf-8")
    assert codes(run(copy)) == []
    assert [one["with"] for one in mendings(copy)] == ["进", "、", "与"]
    full = html(copy, "full")
    assert "「比」改为「较」" not in full and full.count('title="「内容比往年」改为「内容较往年」') == 1
