"""Story sites with a registry: what editors do to entries, and what readers then find."""

from __future__ import annotations

import csv
import html
import json
import re
from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from annals.model import ENTITY_TYPES
from annals.names.entity_page import KEYS
from tests.support import stories
from tests.support.places import GUIDE

RAW = """# 2031年科技合作

## 一、论坛

3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为题。

## 二、合作

市科委与某国继续合作，支持甲乙论坛成果落地。
"""
FORUM = """---
title: 甲乙论坛
type: 论坛
ambiguous: [{form: 论坛, after: true}]
editions:
  - year: 2031
    ordinal: {value: 3, quote: 第3届甲乙论坛, block: 2031#l5}
    host_country: {value: 丹麦, quote: 丹麦担任主宾国, block: 2031#l5}
---

每年一届的论坛。[2031#l5]
"""


@pytest.fixture
def story(root: Path) -> Path:
    (root / "seeds/2031.txt").write_text(RAW, "utf-8")
    (root / "seeds/2031.yml").write_text("year: 2031\n", "utf-8")
    (root / "docs/entities").mkdir(parents=True)
    (root / "docs/entities/jia-yi.md").write_text(FORUM, "utf-8")
    return root


def run(root: Path) -> list[str]:
    built = stories.run(root)
    return [problem.code for problem in built.problems if not problem.code.startswith("N")]


def rows(root: Path, name: str) -> list[dict[str, str]]:
    with (root / f"site/data/{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def text_of(path: Path) -> str:
    """What a page says, our signs behind words and line numbers apart."""
    return shown_words(path.read_text("utf-8"))


def shown_words(markup: str) -> str:
    own = re.sub(r'<(a|small) [^>]*?class="annals-(?:mark|origin|badge|form)[^>]*>.*?</\1>', "", markup)
    return html.unescape(re.sub(r"<[^>]+>", "", own))


def test_an_entry_tells_its_mentions_and_editions(story: Path) -> None:
    (story / "docs/entities/decisions.yml").write_text("某塔: {skip: 泛称}\n", "utf-8")
    assert run(story) == []
    assert list((story / "site").rglob("decisions.yml")) == [], "what editors decide is no page of theirs"
    mentions = rows(story, "mentions")
    assert [(m["block"], m["surface"], m["start"]) for m in mentions] == [
        ("l5", "第3届甲乙论坛", "5"),
        ("l5", "论坛", "26"),
        ("l9", "甲乙论坛", "13"),
    ]
    (edition,) = rows(story, "editions")
    assert (edition["year"], edition["ordinal"], edition["host_country"], edition["theme"]) == ("2031", "3", "丹麦", "")
    page = (story / "site/entities/jia-yi.html").read_text("utf-8")
    for mention in mentions:
        assert f'href="../{mention["url"]}"' in page
    assert "每年一届的论坛。" in page and f'href="../{mentions[0]["url"]}"' in page


def test_a_new_report_brings_its_mentions_without_hand_work(story: Path) -> None:
    run(story)
    (story / "seeds/2033.txt").write_text(RAW.replace("2031", "2033").replace("第3届", "第5届"), "utf-8")
    (story / "seeds/2033.yml").write_text("year: 2033\n", "utf-8")
    assert run(story) == []
    assert [m["surface"] for m in rows(story, "mentions") if m["report"] == "2033"] == [
        "第5届甲乙论坛",
        "论坛",
        "甲乙论坛",
    ]
    # Its edition is the editors' to state: nothing is invented.
    assert [row["year"] for row in rows(story, "editions")] == ["2031"]


def test_a_quotation_that_is_gone_withholds_its_cell_alone(story: Path) -> None:
    run(story)
    page = next(path for path in (story / "docs/2031").glob("*.md") if "丹麦" in path.read_text("utf-8"))
    page.write_text(page.read_text("utf-8").replace("丹麦担任主宾国", "丹麦为主宾国"), "utf-8")
    assert run(story) == ["E210"]
    (edition,) = rows(story, "editions")
    assert (edition["ordinal"], edition["host_country"]) == ("3", "")
    assert "丹麦担任主宾国" not in text_of(story / "site/entities/jia-yi.html")


def test_a_value_that_its_quotation_does_not_say_is_withheld(story: Path) -> None:
    entry = story / "docs/entities/jia-yi.md"
    entry.write_text(FORUM.replace("value: 丹麦", "value: 挪威"), "utf-8")
    assert run(story) == ["E241"]
    (edition,) = rows(story, "editions")
    assert (edition["ordinal"], edition["host_country"]) == ("3", "")
    entry.write_text(FORUM.replace("year: 2031", "year: 2013"), "utf-8")
    assert run(story) == ["E242"]
    assert rows(story, "editions") == []


def test_merging_two_entries_keeps_all_mentions_and_the_old_address(story: Path) -> None:
    (story / "docs/entities/shi-ke-wei.md").write_text("---\ntitle: 市科委\ntype: 机构\n---\n", "utf-8")
    (story / "docs/entities/old.md").write_text("---\ntitle: 某国\ntype: 国家\n---\n", "utf-8")
    assert run(story) == []
    before = len(rows(story, "mentions"))
    (story / "docs/entities/old.md").unlink()
    assert run(story) == ["E112"], "an address that was published may not vanish"
    (story / "docs/entities/shi-ke-wei.md").write_text(
        "---\ntitle: 市科委\ntype: 机构\naliases: [某国]\nredirect_from: [old]\n---\n", "utf-8"
    )
    assert run(story) == []
    assert len(rows(story, "mentions")) == before
    assert 'href="shi-ke-wei.html"' in (story / "site/entities/old.html").read_text("utf-8")


def test_an_entry_with_a_fault_is_left_out_and_the_rest_is_built(story: Path) -> None:
    (story / "docs/entities/bad.md").write_text("---\ntitle: 市科委\ntype: 衙门\n---\n", "utf-8")
    assert run(story) == ["E206"]
    assert len(rows(story, "mentions")) == 3
    assert "市科委" not in [e["name"] for e in json.loads((story / "site/data/entities.json").read_text("utf-8"))]


def test_a_folder_without_entities_has_none(root: Path) -> None:
    (root / "seeds/2031.txt").write_text(RAW, "utf-8")
    (root / "seeds/2031.yml").write_text("year: 2031\n", "utf-8")
    assert run(root) == []
    assert not (root / "site/entities").exists()
    assert rows(root, "mentions") == [] and rows(root, "editions") == []


def test_names_with_markup_stay_text(story: Path) -> None:
    (story / "docs/entities/x.md").write_text(
        '---\ntitle: "<b>市科委</b> & \\"某\\""\ntype: 机构\naliases: [市科委]\n---\n', "utf-8"
    )
    run(story)
    page = (story / "site/entities/x.html").read_text("utf-8")
    assert "<b>市科委</b>" not in page and "&lt;b&gt;市科委" in page


def test_the_pujiang_forum_tells_its_story(site: Path) -> None:
    """Every year in hand, in words a reader sees; each cell opens the sentence it was read from."""
    page = text_of(site / "entities/pujiang-innovation-forum.html")
    for words in (
        "第 4 届",
        "第 5 届",
        "第 10 届",
        "第 15 届",
        "第 16 届",
        "丹麦",
        "荷兰",
        "海南省",
        "巴西",
        "湖北省",
        "2013–2016、2018–2021",
    ):
        assert words in page, words
    source = (site / "entities/pujiang-innovation-forum.html").read_text("utf-8")
    cells = re.findall(r'<details class="annals-cell">(.*?)</details>', source, re.DOTALL)
    assert len(cells) > 25
    for cell in cells:
        quotation, _, footer = cell.partition("<footer")
        (target,) = re.findall(r'href="\.\./([^"#]+)#([^"]+)"', footer)
        quote = shown_words(re.search(r"<p>(.*?)</p>", quotation, re.DOTALL)[1])  # type: ignore[index]
        shown = text_of(site / target[0])
        assert re.sub(r"\s", "", quote) in re.sub(r"\s", "", shown) and f'id="{target[1]}"' in (
            site / target[0]
        ).read_text("utf-8")


def test_every_entry_is_in_the_indexes(site: Path) -> None:
    entities = json.loads((site / "data/entities.json").read_text("utf-8"))
    for name in ("index", "pinyin", "years"):
        page = (site / f"entities/{name}.html").read_text("utf-8")
        assert [e["id"] for e in entities if f'href="{e["id"]}.html"' not in page] == []
    english = text_of(site / "entities/english.html")
    assert [e["id"] for e in entities if e["english"] and e["english"] not in english] == []


def test_the_guide_names_every_key_and_type() -> None:
    guide = (GUIDE / "entities.md").read_text("utf-8")
    table = guide.partition("## 页首各键")[2].partition("###")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(KEYS)
    assert [kind for kind in ENTITY_TYPES if f"`{kind}`" not in table] == []


def test_a_correction_that_parts_heading_and_text_leaves_references_their_meaning(story: Path) -> None:
    """What was cited as one paragraph goes on in two blocks: quotations and decisions about the second are still kept."""
    (story / "docs/topics").mkdir(parents=True)
    (story / "docs/topics/x.md").write_text("---\ntitle: 论坛\nblocks: [2031#l5]\n---\n", "utf-8")
    form = "ambiguous: [{form: 论坛, blocks: [2031#l5]}]"
    (story / "docs/entities/jia-yi.md").write_text(
        FORUM.replace("ambiguous: [{form: 论坛, after: true}]", form), "utf-8"
    )
    carry_out(story, ingest(story).writes)
    yml = "corrections:\n  - {level: 3月1日，第3届甲乙论坛在某地举行，, to: 3, cause: layout, certainty: certain, reason: 试}\n"
    (story / "seeds/2031.yml").write_text("year: 2031\n" + yml, "utf-8")
    done = ingest(story)
    assert [problem for problem in done.problems if not problem.code.startswith("N")] == []
    (report,) = done.edition.reports
    texts = {placed.id: placed.text for placed in report.order}
    rest = next(name for name, text in texts.items() if text.startswith("丹麦"))
    assert texts["l5"] == "3月1日，第3届甲乙论坛在某地举行，" and rest != "l5"
    found = {quote: report.index.find("l5", quote) for quote in ("第3届甲乙论坛", "丹麦担任主宾国", "")}
    assert [placed.id if placed else None for placed in found.values()] == ["l5", rest, "l5"]
    assert [placed.id for placed in report.index.parts["l5"]] == ["l5", rest]
    assert {(m.block, m.surface) for m in done.edition.registry.mentions} >= {("l5", "第3届甲乙论坛"), (rest, "论坛")}
