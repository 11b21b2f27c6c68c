"""Sentences as they are quoted: whole where they are short, whole clauses around the name where they are long."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.pages.passage import Passages
from annals.pages.quoting import quotes
from tests.support.small_folder import RAW, folder, write

NAME = "甲乙论坛"
BEFORE = "来自各区的代表先后介绍了各自在人才引进和成果转化方面的做法并且交换了意见，"
AFTER = "，随后参观了展区并听取了关于园区建设和企业服务的说明然后分组讨论了下一年的安排"


def quoted(tmp_path: Path, sentence: str) -> list[tuple[str, bool]]:
    root = (tmp_path / "root").resolve()
    folder(root)
    write(
        root,
        "seeds/2031.txt",
        RAW.replace("2031年，市科委组织企业参加甲乙论坛。", f"会前一切就绪。{sentence}会后各自返回。"),
    )
    edition = ingest(root).edition
    (report,) = edition.reports
    index = report.index
    mentions = [m for m in edition.registry.mentions if sentence in index.placed[m.block].text and m.surface == NAME]
    (found,) = quotes(mentions, report, "entities/jia-yi.md", Passages.of(edition))
    passage = found.passage
    parts = [(piece.text, piece.named) for run in passage.runs for piece in run.pieces]
    return [("…", False)] * passage.before + parts + [("…", False)] * passage.after


# Of the clauses on either side, 80 characters hold the half clause beside the name and two of 37 or 39.
@pytest.mark.parametrize(
    ("before", "shown_before", "after", "shown_after"), [(0, 0, 2, 2), (1, 1, 3, 2), (3, 2, 0, 0), (5, 2, 5, 2)]
)
def test_what_is_left_out_is_marked_on_its_side(
    tmp_path: Path, before: int, shown_before: int, after: int, shown_after: int
) -> None:
    parts = quoted(tmp_path, f"{BEFORE * before}在{NAME}上{AFTER * after}。")
    assert [text for text, named in parts if named] == [NAME]
    head = "…" * (before > shown_before) + BEFORE * shown_before + "在"
    tail = "上" + AFTER * shown_after + ("，…" if after > shown_after else "。")
    assert "".join(text for text, _ in parts) == head + NAME + tail


def test_a_clause_without_end_is_whole(tmp_path: Path) -> None:
    long = "各区代表先后介绍了做法" * 10
    assert "".join(text for text, _ in quoted(tmp_path, f"{long}在{NAME}上。")) == f"{long}在{NAME}上。"


def test_no_quotation_ends_before_the_figure_of_what_it_says(tmp_path: Path) -> None:
    first = "上签约的有" + "高新技术企业和科研院所" * 6
    # 80 characters end between the comma and the figure.
    assert len(first) + len("，成交总额，") < 80 < len(first) + len("，成交总额，共485.15亿元")
    text = f"在{NAME}{first}，成交总额，共485.15亿元，比上年增长{'较多' * 40}，有所提高。"
    shown = "".join(text for text, _ in quoted(tmp_path, text))
    assert shown == f"在{NAME}{first}，…"


DOUBTS = """corrections:
  - {flag: 组织企业参加甲乙论坛和丙丁展会, cause: two-readings, certainty: doubtful, reason: 整句可疑}
  - {flag: 丁展会开幕, cause: two-readings, certainty: doubtful, reason: 半个名称可疑}
  - {replace: 签署协仪, with: 签署协议, cause: slip, certainty: likely, reason: 音近}
"""


def test_names_inside_a_doubt_and_across_its_edge_are_named_and_linked_once(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    folder(root)
    said = "2031年，市科委组织企业参加甲乙论坛和丙丁展会，丙丁展会开幕前签署协仪。"
    write(root, "seeds/2031.txt", RAW.replace("2031年，市科委组织企业参加甲乙论坛。", said))
    write(root, "seeds/2031.yml", DOUBTS)
    write(root, "docs/entities/bing-ding.md", "---\ntitle: 丙丁展会\ntype: 展会\n---\n")
    edition = ingest(root).edition
    (report,) = edition.reports
    (block,) = [placed for placed in report.order if "市科委组织企业" in placed.text]
    named = [(m.entity, m.start) for m in edition.registry.mentions if m.block == block.id]
    assert named == [("jia-yi", 15), ("bing-ding", 20), ("bing-ding", 25)]

    passage = Passages.of(edition).passage("2031", block, "topics/x.md")
    runs = [(run.link.slug if run.link else "", [(p.text, p.css) for p in run.pieces]) for run in passage.runs]
    doubt = "annals-flagged"
    assert runs == [
        ("", [("2031年，市科委", ""), ("组织企业参加", doubt)]),
        ("jia-yi", [("甲乙论坛", doubt)]),
        ("", [("和", doubt)]),
        ("bing-ding", [("丙丁展会", doubt)]),
        ("", [("，丙", ""), ("丁展会开幕", doubt)]),
        ("", [("前", ""), ("签署协议", "annals-corrected")]),
        ("", [("。", "")]),
    ]
    signs = [[mark.sign for mark in run.signs] for run in passage.runs]
    assert signs == [[], [], [], ["疑"], ["疑"], ["校·大致确定"], []]

    # On the entry's own page its name is what is shown, across the doubt's edge, and no link.
    (first, *_) = quotes(
        [m for m in edition.registry.mentions if m.entity == "bing-ding"],
        report,
        "entities/bing-ding.md",
        Passages.of(edition),
    )
    assert [(p.text, p.css) for run in first.passage.runs for p in run.pieces if p.named] == [
        ("丙丁展会", doubt),
        ("丙", ""),
        ("丁展会", doubt),
    ]
    assert [run.link.slug for run in first.passage.runs if run.link] == ["jia-yi"]
