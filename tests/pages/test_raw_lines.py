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
