"""The raw page shows what no HTML may hold."""

from __future__ import annotations

import html
import re
from pathlib import Path

from annals.edition.deriving import derive
from annals.edition.ingesting import ingest

CONTROLS = [chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"]


def test_control_characters_are_pictures_on_the_raw_page(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    (root / "seeds").mkdir(parents=True)
    lines = [f"第{number}段里有一个控制字符{char}在这里，全文完。" for number, char in enumerate(CONTROLS)]
    (root / "seeds/2031.txt").write_text("第一章 科技\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    views, _ = derive(ingest(root).edition)
    (page,) = [view.html for view in views if view.kind == "raw"]
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert [char for char in CONTROLS if char in page] == []
    for number, char in enumerate(CONTROLS):
        # U+2400 to U+241F are the pictures of U+0000 to U+001F.
        assert f"第{number}段里有一个控制字符{chr(0x2400 + ord(char))}在这里" in shown


def test_changes_alike_in_one_line_are_told_once_and_signs_that_look_alike_by_name(tmp_path: Path) -> None:
    root = (tmp_path / "root").resolve()
    (root / "seeds").mkdir(parents=True)
    line = "本年签署协议若干,举办展会若干,引进人才若干;与会者众多(含外宾),全部安排按排。"
    (root / "seeds/2031.txt").write_text(f"第一章 科技\n\n{line}\n", "utf-8")
    said = "{replace: 按排, with: 妥当, cause: slip, certainty: certain, reason: 误}"
    (root / "seeds/2031.yml").write_text(f"corrections:\n  - {said}\n", "utf-8")
    views, _ = derive(ingest(root).edition)
    (page,) = [view.html for view in views if view.kind == "raw"]
    rows = re.findall(r"<li><code>(.*?)</li>", page.partition('id="n3"')[2], re.DOTALL)
    told = sorted(re.sub(r"<[^>]*>", "", row).partition("：")[2] for row in rows)
    marks = [
        ("逗号", ",", "，", line.count(",")),
        ("分号", ";", "；", 1),
        ("左括号", "(", "（", 1),
        ("右括号", ")", "）", 1),
    ]
    widths = [f"半角{name} {half} → 全角 {full}" + (f" ×{n}" if n > 1 else "") for name, half, full, n in marks]
    assert told == sorted([*widths, "按排 → 妥当确定：误"])
    struck = [tag for tag in re.findall(r"<(?:del|ins)[^>]*>", page) if "annals-sign" not in tag]
    assert struck == ["<del>", "<ins>"], "signs stand unstruck, words struck"


def test_doubts_of_one_line_stand_in_the_order_of_its_words(tmp_path: Path) -> None:
    """An editor writes them down in any order."""
    root = (tmp_path / "root").resolve()
    (root / "seeds").mkdir(parents=True)
    (root / "seeds/2031.txt").write_text("第一章 科技\n\n先写甲项工作，再写乙项工作，最后是丙项工作。\n", "utf-8")
    flags = "".join(
        f"  - {{flag: {name}项工作, cause: two-readings, certainty: doubtful, reason: 疑有误}}\n" for name in "丙甲乙"
    )
    (root / "seeds/2031.yml").write_text(f"corrections:\n{flags}", "utf-8")
    views, _ = derive(ingest(root).edition)
    (page,) = [view.html for view in views if view.kind == "raw"]
    assert re.findall(r"「(.)项工作」", page) == ["甲", "乙", "丙"]
