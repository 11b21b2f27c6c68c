"""Of two paragraphs that a correction makes one an editor had taken out the one: the other stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.test_since import FROZEN, WHY, pages_of
from tests.support.merge_stories import corrected

pytestmark = pytest.mark.usefixtures("made_once")

GONE, STAYS = "依托上海科技管理干部学院", "深入实施创新驱动发展战略和区域协调发展战略"


@pytest.mark.parametrize(
    "where", [f"before: {STAYS}", "after: 健全工作机制, 签署合作协议", "before: 与宁夏回族自治区、湖北省、江西省"]
)
@pytest.mark.parametrize("end", ["，", "和", "1080人次"])
def test_what_is_joined_to_what_an_editor_took_out_stays(root: Path, where: str, end: str) -> None:
    text = (FROZEN / "2023.txt").read_text("utf-8").replace("培训人数1080人次", f"培训人数增加{end}")
    corrected(root, text)
    page = next(root / "docs/x" / name for name, page in pages_of(root).items() if GONE in page)
    lines = page.read_text("utf-8").split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith(GONE))
    page.write_text("\n".join(lines[:at] + lines[at + 2 :]), "utf-8")
    corrected(root, text)
    edited = pages_of(root)
    codes = corrected(root, text, f"  - {{move: {GONE}, line: 17, through: 培训人数增加{end}, {where}, {WHY}")
    assert "E114" not in codes and pages_of(root) == edited
    corrected(root, text)
    assert pages_of(root) == edited
