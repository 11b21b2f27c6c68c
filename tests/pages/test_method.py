"""The page on method tells each rule in its own words, and on how many reports it acts."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from annals.clean.order import RULES
from annals.edition.building import derive, ingest
from annals.edition.rule_pages import load_rule_pages
from annals.edition.stamp import code_digest, inputs_digest
from annals.model import Settings
from annals.pages import method

PACKAGE = Path(__file__).resolve().parents[2] / "annals"
# K101 acts on both, three times in all; K105 on one.
RAW = {
    "2031": "第一章 总则\n\n全年\u200b新增企业三百家。\n\n服务\u200b不断改善。\n",
    "2032": "第一章 总则\r\n\r\n全年\u200b新增企业四百家。\r\n",
}


def html_of(root: Path, raw: dict[str, str]) -> str:
    (root / "seeds").mkdir(parents=True)
    (root / "docs" / "about").mkdir(parents=True)
    (root / "docs" / "about" / "method.md").write_text("---\ntitle: 清理方法\n---\n\n怎样清理。\n", "utf-8")
    for name, text in raw.items():
        (root / "seeds" / f"{name}.txt").write_bytes(text.encode())
    views, _ = derive(ingest(root).edition)
    return next(view.html for view in views if view.path == "about/method.md")


def told(html: str, code: str) -> str:
    """What stands about one rule: from its heading to the next one."""
    found = re.search(rf'<h3 id="r-{code}">.*?(?=<h3|<h2|\Z)', html, re.DOTALL)
    assert found is not None, code
    return found[0]


def test_a_rule_says_on_how_many_reports_it_acts(tmp_path: Path) -> None:
    html = html_of(tmp_path, RAW)
    assert "在 2 份报告中的 2 份里用到：2031：2 处，2032：1 处。" in told(html, "K101")
    assert "在 2 份报告中的 1 份里用到" in told(html, "K105")
    position = [rule.code for rule in RULES].index("K101") + 1
    assert f"第 {position} 条运行" in told(html, "K101")


def test_corrections_stand_before_the_rules(tmp_path: Path) -> None:
    """One opens the page to see what was changed; the rules are pages long."""
    html = html_of(tmp_path, RAW)
    assert html.index('id="corrections"') < html.index('id="c-2031"') < html.index('id="rules"')
    assert "请编辑复核" not in html


def test_rules_that_act_on_no_report_wait_folded_behind_the_others(tmp_path: Path) -> None:
    html = html_of(tmp_path, RAW)
    before, _, behind = html.partition('<h2 id="waiting">')
    folded = behind[behind.index("<details") :]
    active = re.findall(r'<h3 id="r-(\w+)">', before)
    waiting = re.findall(r'<h3 id="r-(\w+)">', folded)
    order = [rule.code for rule in RULES]
    assert {"K101", "K105"} <= set(active)
    assert "F101" in waiting
    assert Counter([*active, *waiting]) == Counter(order)
    assert active == sorted(active, key=order.index)
    assert waiting == sorted(waiting, key=order.index)
    assert "份里用到" not in folded
    assert f"{len(waiting)} 条规则" in folded


def test_without_reports_every_rule_waits(tmp_path: Path) -> None:
    html = html_of(tmp_path, {})
    assert html.index('id="waiting"') < html.index('<h3 id="r-')
    assert len(re.findall(r'<h3 id="r-', html)) == len(RULES)


def test_a_rule_s_page_is_printed_whole_its_tags_as_text(tmp_path: Path) -> None:
    table = "<table><tr><td>年份</td><td>家数</td></tr><tr><td>2031</td><td>300</td></tr></table>"
    html = html_of(tmp_path, RAW | {"2031": f"{RAW['2031']}\n{table}\n"})
    tags = told(html, "T101")
    assert "<code>&lt;table&gt;</code>" in tags
    assert "&lt;tr&gt;&lt;td&gt;年份" in tags
    assert "<table" not in tags
    assert "<li>第一个页码大于 2（只有文首一行标作标题的，大于 10：前面的是封面和目录）；</li>" in told(html, "F108")


def test_rules_at_work_show_their_examples_and_the_page_has_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {page.code: sum(1 + example.changes for example in page.examples) for page in load_rule_pages()}
    for room, most in ((None, 20_000), (110, 110)):
        if room is not None:
            monkeypatch.setattr(method, "_EXAMPLES", room)
        html = html_of(tmp_path / str(most), RAW)
        at_work = re.findall(r'<h3 id="r-(\w+)">', html.partition('id="waiting"')[0])
        shown = {code: told(html, code).count("<pre><code>") for code in whole}
        with_some = [code for code in at_work if shown[code]]
        assert {code: shown[code] for code in with_some} == {code: whole[code] for code in with_some}
        assert not any(shown[code] for code in whole.keys() - set(at_work))
        assert with_some and (len(with_some) == len(at_work)) == (room is None)
        spelt = "".join(re.findall(r"<pre><code>(.*?)</code>", html, re.DOTALL))
        assert len(unescape(spelt).encode()) <= most


def test_a_rule_s_page_is_among_what_a_site_is_made_from(tmp_path: Path) -> None:
    edition = ingest(tmp_path / "root").edition
    shutil.copytree(PACKAGE, tmp_path / "annals", ignore=shutil.ignore_patterns("__pycache__"))
    before = inputs_digest(tmp_path / "root", code_digest(tmp_path), Settings(), edition)
    page = tmp_path / "annals" / "clean" / "rules" / "F101.md"
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    assert inputs_digest(tmp_path / "root", code_digest(tmp_path), Settings(), edition) != before
