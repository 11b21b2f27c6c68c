"""A small folder with a report, two topics and an entry, and the steps that change one thing in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annals.edition.ingesting import ingest
from annals.edition.writing import carry_out
from tests.support.records import forget

RAW = """第三章 科技合作

第一节 论坛与展会

2031年3月1日，第3届甲乙论坛在某地举行，丹麦担任主宾国。论坛以“开放”为题，发布报告10份。

2031年，市科委组织企业参加甲乙论坛。

第二节 国内合作

2031年，与外地签署协议12项，支持甲乙论坛成果落地。
"""
TOPIC = """---
title: 论坛与展会
words: [论坛]
order: 1
---

各年的论坛。
"""
FORUM = """---
title: 甲乙论坛
type: 论坛
aliases: []
ambiguous:
  - {form: 论坛, after: true}
editions:
  - year: 2031
    ordinal: {value: 3, quote: 第3届甲乙论坛, block: 2031#l5}
---

每年一届。[2031#l5]
"""
PAGE = "docs/2031/forums-and-expos.md"


def folder(root: Path) -> None:
    """The small folder before anything goes wrong; `ingest` has to run on it once."""
    write(root, "seeds/2031.txt", RAW)
    write(root, "docs/topics/forums-and-expos.md", TOPIC)
    write(root, "docs/topics/domestic-cooperation.md", "---\ntitle: 国内合作\nwords: [国内]\norder: 2\n---\n")
    write(root, "docs/entities/jia-yi.md", FORUM)
    write(root, "docs/index.md", "---\ntitle: 首页\n---\n\n引言。\n")


def taken_in(root: Path) -> Path:
    """The small folder once it was taken in."""
    folder(root)
    carry_out(root, ingest(root.resolve()).writes)
    return root


def write(root: Path, path: str, text: str | bytes) -> None:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(text if isinstance(text, bytes) else text.encode())
    if path.startswith("seeds/") and path.endswith(".txt"):
        forget(root, target.stem)


def swap(path: str, old: str, new: str) -> Callable[[Path], None]:
    def work(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text, (path, old)
        write(root, path, text.replace(old, new, 1))

    return work


def put(path: str, text: str | bytes) -> Callable[[Path], None]:
    return lambda root: write(root, path, text)


def both(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def work(root: Path) -> None:
        for step in steps:
            step(root)

    return work


def correct(line: str) -> Callable[[Path], None]:
    return put("seeds/2031.yml", f"corrections:\n  - {{{line}, cause: slip, certainty: certain, reason: 试}}\n")
