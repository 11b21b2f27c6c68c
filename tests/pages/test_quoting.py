"""Sentences as they are quoted: whole where they are short, cut around the name where they are long."""

from __future__ import annotations

from pathlib import Path

import pytest

from annals.edition.ingesting import ingest
from annals.pages.quoting import quotes
from tests.support.provocations import RAW, folder, write

NAME = "甲乙论坛"
BEFORE = "来自各区的代表先后介绍了各自在人才引进和成果转化方面的做法并且交换了意见"
AFTER = "随后参观了展区并听取了关于园区建设和企业服务的说明然后分组讨论了下一年的安排"


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
    (found,) = quotes(mentions, index, "entities/jia-yi.md")
    return list(found.parts)


@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_is_left_out_is_marked_on_its_side(tmp_path: Path, before: int, after: int) -> None:
    sentence = f"{BEFORE * before}在{NAME}上{AFTER * after}。"
    parts = quoted(tmp_path, sentence)
    assert [text for text, named in parts if named] == [NAME]
    shown = "".join(text for text, _ in parts)
    # 80 characters on either side of the name are shown, and a mark says that there is more.
    head, tail = len(BEFORE) * before + 1, len(AFTER) * after + 2
    assert shown.startswith("…") == (head > 80)
    assert shown.endswith("…") == (tail > 80)
    assert shown.strip("…") in sentence
    assert len(shown.strip("…")) == min(head, 80) + len(NAME) + min(tail, 80)
