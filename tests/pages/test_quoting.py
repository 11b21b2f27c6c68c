"""Sentences as they are quoted: whole where they are short, whole clauses around the name where they are long."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.pages.passage import Passages
from annals.pages.quoting import quotes
from tests.support.provocations import RAW, folder, write

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
@pytest.mark.parametrize(("before", "shown_before"), [(0, 0), (1, 1), (2, 2), (3, 2), (5, 2)])
@pytest.mark.parametrize(("after", "shown_after"), [(0, 0), (1, 1), (2, 2), (3, 2)])
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
