"""Draws the sentences of the held-out reports that a person marks: `python -m tests.figures.draw <site>` prints them.

Half of them have a range, a percentage, a share, growth or 分别为, as far as there are so many; the seed is printed."""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

SEED = 20261129
HELD_OUT = ("2011", "2017", "2023")
DRAWN = 300
_hard = re.compile(r"[%％]|百分|分别|增长|占|倍|\d\s?[—–～~-]\s?\d|[一二三四五六七八九十]分之|之[一二三四五六七八九]成")


def sentences(site: Path) -> list[tuple[str, str, int, str]]:
    """(report, block, start, sentence) of all text below headings; a sentence ends with 。！？ or with its block."""
    found = []
    for report in HELD_OUT:
        for block in json.loads((site / f"data/reports/{report}.json").read_text("utf-8"))["blocks"]:
            for match in re.finditer("[^。！？]*[。！？]+[”’）》]*|[^。！？]+$", block["text"]):
                found.append((report, block["id"], match.start(), match.group()))
    return found


def drawn(site: Path) -> list[tuple[str, str, int, str]]:
    """In reading order."""
    chance = random.Random(SEED)
    every = sentences(site)
    hard = [one for one in every if _hard.search(one[3])]
    easy = [one for one in every if not _hard.search(one[3])]
    first = chance.sample(hard, min(DRAWN // 2, len(hard)))
    chosen = set(first + chance.sample(easy, min(DRAWN - len(first), len(easy))))
    return [one for one in every if one in chosen]


if __name__ == "__main__":
    rows = drawn(Path(sys.argv[1]))
    every = sentences(Path(sys.argv[1]))
    print(
        f"# seed {SEED}: {len(rows)} of {len(every)}, of which {sum(bool(_hard.search(r[3])) for r in rows)} of {sum(bool(_hard.search(r[3])) for r in every)} are hard"
    )
    for number, (report, block, _, sentence) in enumerate(rows, 1):
        print(number, report, block, sentence.replace("\t", " ⇥ "), sep="|")
