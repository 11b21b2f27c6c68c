"""Characters that stand for another one: radicals, compatibility ideographs, forms for vertical lines.

A PDF names its glyphs, not its characters: where 工 and the radical ⼯ share one glyph, many readers give the radical.
The table is made from Unicode's own decompositions; what those lack stands here as data. Never NFKC as a whole: it
would also take m² for m2 and ① for 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

# CJK radicals supplement without a decomposition, from EquivalentUnifiedIdeograph.txt of Unicode 14.
_RADICALS = """
⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日
⺝月 ⺞歺 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌
⺸𦍋 ⺹耂 ⺺肀 ⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長
⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉
⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀
"""
# Their decompositions are the old forms 戶 and 靑, which no modern text means where a PDF has the radical.
_MODERN = "⼾户 ⾭青"
_RANGES = (range(0x2E80, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
_VERTICAL_AND_SMALL = (range(0xFE10, 0xFE1A), range(0xFE30, 0xFE33), range(0xFE35, 0xFE49), range(0xFE50, 0xFE6C))
_HALF_WIDTH = range(0xFF61, 0xFF66)
# ︰ decomposes to two dots, and is set for the colon; ･ to the Japanese point between words.
_MARKS = "︰： ･·"
_full = str.maketrans(",:;!?().", "，：；！？（）．")


def _ideographs() -> Iterator[tuple[str, str]]:
    for code in (code for codes in _RANGES for code in codes):
        meant = normalize("NFKC", chr(code))
        if meant != chr(code):
            yield chr(code), meant
    yield from ((pair[0], pair[1]) for pair in (*_RADICALS.split(), *_MODERN.split()))


def _marks() -> Iterator[tuple[str, str]]:
    for code in (code for codes in (*_VERTICAL_AND_SMALL, _HALF_WIDTH) for code in codes):
        meant = normalize("NFKC", chr(code)).translate(_full)
        if meant != chr(code) and len(meant) == 1:
            yield chr(code), meant
    yield from ((pair[0], pair[1]) for pair in _MARKS.split())


FORMS = "".join(f"{chr(codes.start)}-{chr(codes.stop - 1)}" for codes in _RANGES)
"""Where radicals and compatibility ideographs stand, as the inside of a class: a class of each of them, of which some are
beyond U+FFFF, is tried one by one at every character."""
IDEOGRAPHS = dict(_ideographs())
"""Han characters by the radicals and compatibility ideographs that stand for them."""
MARKS = dict(_marks())
"""Punctuation by its vertical, small and half-width forms; among them those of Chinese come out full-width."""
_meant = str.maketrans(IDEOGRAPHS)
# To look whether there is any takes a fifth of what it takes to look each character up.
_any = re.compile(f"[{FORMS}]")


def plain_ideographs(text: str) -> str:
    """A text with each radical and compatibility ideograph as the character meant; as long as before, so that offsets hold.

    >>> plain_ideographs("⼈⺠⽇报 ①m²")
    '人民日报 ①m²'
    """
    return text.translate(_meant) if _any.search(text) else text
