"""A correction takes out a paragraph that somebody refers to: nothing else is shown in its stead."""

from __future__ import annotations

from pathlib import Path

from tests.support.settling import settle
from tests.support.stories import cli, seed

RAW = """第一章 合作

本市与邻省共建联合实验室，已有三家挂牌。

本市还与邻市签署了人才互认的协议。

展览馆全年接待观众二十万人次，创历年新高。

第二章 其他

本章另有说明。
"""
DROP = "corrections:\n  - {drop: 本市还与邻市, through: 互认的协议。, cause: layout, certainty: likely, reason: 试}\n"


def test_a_reference_to_what_a_correction_took_out_means_no_other_paragraph(root: Path) -> None:
    seed(root, text=RAW)
    topic = root / "docs/topics/near.md"
    topic.parent.mkdir(parents=True, exist_ok=True)
    topic.write_text('---\ntitle: 邻近\nwords: []\nsections: []\nblocks: ["x#l3", "x#l5"]\norder: 1\n---\n', "utf-8")
    before = settle(root)
    assert "E203" not in before.codes
    assert "topics/near.html" in before.holding("人才互认")
    seed(root, text=RAW, yml=DROP)
    after = settle(root)
    told = [dict(p.details) for p in after.problems if p.code == "E203"]
    assert [one["reference"] for one in told] == ["x#l5"]
    near = after.texts["topics/near.html"]
    assert "联合实验室" in near and "展览馆" not in near
    traced = cli(root, "trace", "x#l5")
    assert traced.returncode == 2 and "展览馆" not in traced.stdout
    assert "E112" not in after.codes, "whoever opens the old address is led to what stands there now"
