"""What page numbers told of the printed page can be read back from the ledger."""

from __future__ import annotations

import pytest

from annals.clean.cleaning import clean_source
from annals.clean.furniture.printed import page_numbers
from annals.clean.read import read_source
from tests.support.words import LEXICON

PARTS = (
    "全省科技系统坚持以企业为主体、以市场为导向，组织实施重点研发项目三百一十七项，带动社会资",
    "金四十亿元。各地出台配套政策，培育科技型中小企业四千二百家，企业研发投入占全社会研发投入的比",
    "重达到七成。技术市场保持活跃，全年登记技术合同一万二千项，成交额比上年增长两成，输出技术居全",
    "国前列。人才队伍不断壮大，新增院士两名，引进高层次人才团队十五个，青年拔尖人才的培养取得新进",
    "展。",
)
FORMS = {
    "— {} —": (31, 32, 33, 34),
    "．{}．": (7, 8, 9, 10),
    "{}": (118, 119, 120, 121),
    "第 {} 页 共 150 页": (1, 2, 3, 4),
    "{}/150": (11, 12, 13, 14),
    "| {}": (21, 22, 23, 24),
    "{} | 某省科技年度概况": (41, 42, 43, 44),
    "# {}": (5, 6, 7, 8),
}


@pytest.mark.parametrize(("form", "pages"), FORMS.items())
def test_the_page_of_each_raw_line_is_known(form: str, pages: tuple[int, ...]) -> None:
    lines = [PARTS[0]]
    truth = {}
    for page, part in zip(pages, PARTS[1:], strict=True):
        lines += ["", form.format(page), ""]
        truth[len(lines) - 1] = page
        lines.append(part)
    cleaned, _ = clean_source(read_source("x", "\n".join(lines).encode()), LEXICON)
    assert {number.line: number.value for number in page_numbers(cleaned.ledger)} == truth
    assert "".join(PARTS) in cleaned.text


def test_roman_numbers_count_pages_of_their_own() -> None:
    parts = ("\n\n— iv —\n\n", "\n\n— v —\n\n")
    text = PARTS[0] + parts[0] + PARTS[1] + parts[1] + PARTS[2]
    cleaned, _ = clean_source(read_source("x", text.encode()), LEXICON)
    assert [entry.old for entry in cleaned.ledger if entry.code == "F101"] == ["— iv —", "— v —"]
    assert [(number.value, number.roman) for number in page_numbers(cleaned.ledger)] == [(4, True), (5, True)]
