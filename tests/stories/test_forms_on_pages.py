"""What an editor makes of boxes and levels on a page: the page, the full page and the data say the same of boxes; levels are those
of the structure."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.merge_stories import edit, process
from tests.support.settling import Settled, settle
from tests.support.stories import seed

TEXT = """第一章 金融

第一节 信贷

全年开办信贷业务，各家银行都已参加。

### 小巨人信贷

小巨人信贷面向成长中的企业，由多家银行办理。

### 深化服务

深化服务的一段文字，说的是别的事情。
"""
BOX = "corrections:\n  - {box: 小巨人信贷, line: 7, through: 由多家银行办理。, cause: layout, certainty: certain, reason: 试}\n"
OPEN, CLOSE = '<div class="box" markdown="1">\n\n', "\n\n</div>"


@pytest.fixture
def page(root: Path) -> Path:
    seed(root, text=TEXT)
    process(root)
    return next(page for page in (root / "docs/x").glob("*.md") if "小巨人" in page.read_text("utf-8"))


def told(found: Settled, title: str) -> dict[str, Any]:
    sections = json.loads(found.texts["data/reports/x.json"])["sections"]
    return next(section for section in sections if section["title"] == title)


def full(found: Settled) -> str:
    return found.texts["x/full.html"]


def boxed(text: str) -> str:
    """What stands in the first box of a page."""
    return text.partition(OPEN)[2].partition(CLOSE)[0]


def test_a_box_made_on_the_page_is_one_everywhere(root: Path, page: Path) -> None:
    inside = "#### 小巨人信贷\n\n小巨人信贷面向成长中的企业，由多家银行办理。"
    assert inside in page.read_text("utf-8")
    edit(page, (inside, OPEN + inside + CLOSE))
    found = settle(root)
    assert told(found, "小巨人信贷")["kind"] == "box"
    assert told(found, "深化服务")["kind"] != "box"
    assert [line for line in boxed(full(found)).splitlines() if line][1:] == [
        "小巨人信贷面向成长中的企业，由多家银行办理。"
    ]


def test_a_box_undone_on_the_page_is_none_anywhere(root: Path, page: Path) -> None:
    seed(root, text=TEXT, yml=BOX)
    found = settle(root)
    assert told(found, "小巨人信贷")["kind"] == "box" and "小巨人信贷" in boxed(full(found))
    edit(page, (OPEN, ""), (CLOSE, ""))
    found = settle(root)
    assert told(found, "小巨人信贷")["kind"] == "section"
    assert OPEN not in full(found) and "小巨人信贷" in full(found)
    assert "N110" in found.codes, "the editor of the .yml is told"


def test_a_box_around_a_paragraph_alone_stands_on_the_full_page_too(root: Path, page: Path) -> None:
    alone = "全年开办信贷业务，各家银行都已参加。"
    edit(page, (alone, OPEN + alone + CLOSE))
    found = settle(root)
    assert boxed(full(found)) == alone
    assert told(found, "第一节 信贷")["kind"] == "section"


def test_hashes_change_the_page_alone(root: Path, page: Path) -> None:
    before = settle(root)
    edit(page, ("\n#### 深化服务", "\n##### 深化服务"))
    found = settle(root)
    assert told(found, "深化服务")["level"] == told(before, "深化服务")["level"]
    assert full(found) == full(before)
    assert "##### 深化服务" in page.read_text("utf-8")


PARTS = """第一章 金融

2019年，金融和人才各有进展。

第一节 科技信贷

全年开办信贷业务，各家银行都已参加。

第二节 人才引进

全年引进人才，各区都有安排，另外办了三场会。

第三节 科技保险

全年开办保险业务，各家公司都已参加。
"""


@pytest.mark.parametrize("box", [True, False])
def test_an_editors_heading_has_the_level_of_those_beside_it(root: Path, box: bool) -> None:
    """On a topic's page the highest headings are `##`, whatever they are in the report."""
    seed(root, text=PARTS)
    for name, word in (("credit", "信贷"), ("people", "人才"), ("insurance", "保险")):
        (root / "docs/topics").mkdir(parents=True, exist_ok=True)
        (root / f"docs/topics/{name}.md").write_text(f"---\ntitle: {word}\nwords: [{word}]\norder: 1\n---\n", "utf-8")
    process(root)
    page = root / "docs/x/people.md"
    own = "## 会议\n\n另外办了三场会。"
    edit(page, ("，另外办了三场会。", f"。\n\n{OPEN}{own}{CLOSE}" if box else f"。\n\n{own}"))
    found = settle(root)
    beside, made = told(found, "第二节 人才引进"), told(found, "会议")
    assert (made["level"], made["parent"]) == (beside["level"], beside["parent"]) == (2, "l1")
    marks = {
        title: re.search(rf"(#+) {title}", full(found)) for title in ("第二节 人才引进", "会议", "第三节 科技保险")
    }
    assert {match and match.group(1) for match in marks.values()} == {"###"}


MONTHS = """第一章 创新环境

第一节 大事记

7月

- 联合攻关机制发布

8月

- 创新券意见发布
- 某论坛第15届年会举办

9月

- 某大会举办
- 某奖揭晓
"""


def test_what_an_editor_put_into_another_month_stays_in_the_timeline(root: Path) -> None:
    seed(root, text=MONTHS, yml="year: 2019\n")
    process(root)
    page = next(page for page in (root / "docs/x").glob("*.md") if "创新券" in page.read_text("utf-8"))
    edit(page, ("- 某论坛第15届年会举办\n", ""), ("- 某大会举办", "- 某论坛第15届年会举办\n- 某大会举办"))
    process(root)
    edited = page.read_text("utf-8")
    cause = "cause: layout, certainty: certain, reason: 试"
    seed(
        root,
        text=MONTHS,
        yml="year: 2019\ncorrections:\n"
        f"  - {{drop: 7月, line: 5, {cause}}}\n"
        f"  - {{move: '- 某论坛第15届年会举办', after: '- 联合攻关机制发布', {cause}}}\n",
    )
    process(root)
    text = page.read_text("utf-8")
    assert text.count('<div class="timeline"') == 1
    assert "## 9月\n\n- 某论坛第15届年会举办\n- 某大会举办\n- 某奖揭晓\n\n</div>" in text
    seed(root, text=MONTHS, yml="year: 2019\n")
    process(root)
    assert page.read_text("utf-8") == edited


def test_a_heading_in_a_box_is_of_the_box_whatever_its_level(root: Path, page: Path) -> None:
    inside = "小巨人信贷面向成长中的企业，由多家银行办理。"
    seed(root, text=TEXT, yml=BOX)
    settle(root)
    edit(page, (inside, f"#### 指导思想\n\n{inside}\n\n## 做法\n\n各区推荐企业。"))
    found = settle(root)
    box, later = told(found, "小巨人信贷"), told(found, "深化服务")
    for title in ("指导思想", "做法"):
        made = told(found, title)
        assert (made["parent"], made["level"]) == (box["id"], box["level"] + 1)
        assert re.search(rf"\n##### {title}\n", boxed(full(found)))
    assert later["parent"] == box["parent"]


def test_a_paragraph_put_into_another_section_is_in_it_everywhere(root: Path, page: Path) -> None:
    text = "全年开办信贷业务，各家银行都已参加。"
    edit(page, (f"{text}\n\n", ""), ("说的是别的事情。", f"说的是别的事情。\n\n{text}"))
    found = settle(root)
    block = next(one for one in json.loads(found.texts["data/reports/x.json"])["blocks"] if one["text"] == text)
    assert (block["id"], block["section"]) == ("l5", told(found, "深化服务")["id"])
    assert full(found).index("深化服务的一段文字") < full(found).index(text)


def test_a_mended_title_that_takes_its_section_to_another_page_is_told(root: Path) -> None:
    """A topic finds its sections by the words of their titles."""
    yml = "corrections:\n  - {{replace: 科技保险, with: {}, cause: slip, certainty: certain, reason: 试}}\n"
    for name, word in (("people", "人才"), ("insurance", "保险")):
        (root / "docs/topics").mkdir(parents=True, exist_ok=True)
        (root / f"docs/topics/{name}.md").write_text(f"---\ntitle: {word}\nwords: [{word}]\norder: 1\n---\n", "utf-8")
    seed(root, text=PARTS, yml=yml.format("科技金融保险"))
    assert "N113" not in settle(root).codes
    seed(root, text=PARTS, yml=yml.format("科技人才"))
    (notice,) = [problem for problem in settle(root).problems if problem.code == "N113"]
    said = dict(notice.details)
    assert (notice.path, notice.line) == ("seeds/x.yml", 2)
    assert (said["titles"], said["before"], said["after"]) == (("第三节 科技人才",), "保险", "人才")
    assert "公司都已参加" in (root / "docs/x/people.md").read_text("utf-8")
