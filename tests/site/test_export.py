"""What `export` writes is built by engines that know nothing of us: the same pages, addresses, links and words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from playwright.sync_api import Browser, expect

from tests.support.browsing import serving
from tests.support.engines import differences
from tests.support.places import REPO
from tests.support.stories import cli, process, run, seed

RAW = """第一章 创新*人才*与 {: .x }

1. 编号与 a_b_c、`代码`、<b>粗</b>、&amp; 和 [^1]: 注

: 冒号开头的一段，有 $x$ 和 ~~ 与 \\ 反斜线。到 2019年，全省引进高层次人才320名！

| 地区 | 项目 |
| --- | --- |
| 甲市 | 12 |
| 乙市 | a|b |

第一节 人才 # 引进

- 一条 {year}
- 又一条：见 https://example.org/a_b

2019年，组织培训45期，覆盖各设区市。
"""
ABOUT = """---
title: 关于 *这里*
---

说明 `<div>` 与 `a|b`，[目录](../2031/index.md)，![图](figure.svg)，**“引号”**里的字。

1. 一

    第二段

    - 里面的
2. 二

    > 引文里的

3. 三

> 引文
"""
ZENSICAL = REPO / ".cache" / "zensical"


def test_mkdocs_alone_builds_an_export(root: Path, tmp_path: Path) -> None:
    """With all that has a meaning in Markdown in the text; strictly, in the theme that comes with it."""
    seed(
        root,
        "2031.txt",
        RAW,
        "corrections:\n  - replace: 45期\n    with: 46期\n    cause: slip\n    certainty: certain\n    reason: 试\n",
    )
    (root / "docs" / "about").mkdir(parents=True)
    (root / "docs" / "about" / "index.md").write_text(ABOUT, "utf-8")
    (root / "docs" / "about" / "figure.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    run(root, every_page=True)
    called = cli(root, "export", str(tmp_path / "tree"))
    assert called.returncode == 0, called.stdout + called.stderr
    assert "hooks" not in yaml.safe_load((tmp_path / "tree" / "mkdocs.yml").read_text("utf-8"))
    config = load_config(str(tmp_path / "tree" / "mkdocs.yml"), strict=True, site_dir=str(tmp_path / "made"))
    mkdocs_build(config)
    assert differences(root / "site", tmp_path / "made") == []
    said = (tmp_path / "tree" / "docs" / "2031" / "full.md").read_text("utf-8")
    assert "[^1]: 「45期」改为「46期」" in said and '<div class="annals-source" markdown="1">' in said


def test_the_comparison_bites(site: Path, tmp_path: Path) -> None:
    """A word, an address, a page, a link: each that is lost is told."""
    other = tmp_path / "other"
    shutil.copytree(site / "2012", other / "2012")
    whole = tmp_path / "whole"
    shutil.copytree(site / "2012", whole / "2012")

    def told(name: str, old: str, new: str) -> list[str]:
        path = other / "2012" / name
        text = path.read_text("utf-8")
        before, sign, behind = text.partition(' id="l33"')
        assert old in sign + behind
        path.write_text(before + (sign + behind).replace(old, new, 1), "utf-8")
        found = [fault for fault in differences(whole, other) if "leads nowhere" not in fault]
        path.write_text(text, "utf-8")
        return found

    assert told("full.html", "。", "！") and told("full.html", ' id="l33"', ' id="l3333"')
    assert told("full.html", 'href="raw.html#n33"', 'href="raw.html#nothing"')
    (other / "2012" / "raw.html").unlink()
    assert "2012/raw.html is missing" in differences(whole, other)


@pytest.mark.soak
@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_the_whole_edition_is_the_same_in_every_engine(
    engine: str, edition: Path, site: Path, tmp_path: Path, browser: Browser
) -> None:
    tree = tmp_path / "tree"
    exported = process(edition, "export", str(tree))
    assert exported.returncode == 0, exported.stdout + exported.stderr
    environment = dict(os.environ)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    if engine == "zensical":
        assert ZENSICAL.is_dir(), "run this by `make soak`, which installs the engine"
        environment |= {"PYTHONPATH": str(ZENSICAL)}
        command = [sys.executable, str(ZENSICAL / "bin" / "zensical"), "build", "--strict"]
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert differences(site, tree / "site") == []
    with serving(tree / "site") as address:
        page = browser.new_page()
        page.goto(address + "find.html?q=" + "浦江创新论坛")
        first = page.locator(".annals-found a").first
        expect(first).to_be_visible(timeout=20_000)
        first.click()
        page.wait_for_url(re.compile(r".*/(entities|20\d\d|topics)/.*"))
        expect(page.get_by_text("浦江创新论坛").first).to_be_visible()
        page.goto(address + "tool/quotations.html")
        page.locator("#annals-draft").fill("浦江创新论坛由科技部和上海市政府共同主办")
        page.get_by_role("button", name="核对").click()
        expect(page.locator(".annals-verdicts li").first).to_be_visible(timeout=20_000)
        page.close()
