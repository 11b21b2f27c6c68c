"""A title at the foot of a page, narrower than the lines of the text, is no half of the sentence on the next."""

from __future__ import annotations

from annals.clean.cleaning import clean_source
from annals.clean.read import read_source
from tests.support.words import LEXICON

TEXT = "渠道清淤由各乡镇组织，每年春秋两季各清一次，淤泥就近堆放，晾干之后由村民自行运走，用作菜地的底肥，不得倒入河道，也不得堆在路边妨碍行人，违者由乡镇责令清走。"
WIDE = 30


def wrapped(text: str) -> str:
    return "\n".join(text[at : at + WIDE] for at in range(0, len(text), WIDE))


def paragraphs(last: str, *, wide: bool = True) -> list[str]:
    """The paragraphs of a text whose page ends with a line."""
    set_text = wrapped if wide else str
    body = "\n".join(set_text(TEXT) for _ in range(4))
    raw = f"一、清淤\n{body}\n{last}\n\f\n{set_text('石桥镇的泵站由' + TEXT)}\n{body}\n"
    cleaned, _ = clean_source(read_source("x", raw.encode()), LEXICON)
    return [line for line in cleaned.text.split("\n") if line.strip()]


def test_a_title_at_the_foot_of_a_page_stays_alone() -> None:
    title = "泵站的油料和机电设备由水利站统一保管"
    assert title in paragraphs(title)


def test_a_full_line_goes_on_over_the_page() -> None:
    full = "各乡镇的泵站在汛期之前逐台试车，有毛病的当场修好，由水利站和"
    assert len(full) == WIDE
    assert any(full + "石桥镇的泵站" in line for line in paragraphs(full))


def test_where_no_line_is_broken_nothing_tells_of_its_width() -> None:
    title = "泵站的油料和机电设备由水利站统一保管"
    assert title not in paragraphs(title, wide=False)


def test_a_note_ends_where_room_is_left_below_it() -> None:
    note = "来源：水利年报，农业年报，统计年鉴，水利普查资料，水文站的记录"
    body = "\n".join(wrapped(TEXT) for _ in range(4))
    raw = f"一、清淤\n{body}\n{note}\n\n\n\n发行的情况\n\n{body}\n"
    cleaned, _ = clean_source(read_source("x", raw.encode()), LEXICON)
    assert "发行的情况" in cleaned.text.split("\n")
