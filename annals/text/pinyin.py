"""How Han characters are read aloud, in Latin letters without tones."""

from __future__ import annotations

from collections.abc import Sequence

from annals.text.characters import letters


def syllables(text: str) -> list[str]:
    """The syllables of a text; a run of characters that are no Han is given as it is.

    >>> syllables("重阳5G")
    ['chong', 'yang', '5G']
    """
    # Its dictionary takes a tenth of a second to load, which most commands need not wait for.
    from pypinyin import lazy_pinyin

    return lazy_pinyin(text)


def sorting_keys(titles: Sequence[str]) -> list[str]:
    """The pinyin by which each title is sorted, marks at its beginning left out.

    >>> sorting_keys(["“一带一路”科技创新联盟", "重阳节"])
    ['yidaiyilukejichuangxinlianmeng', 'chongyangjie']
    """
    return ["".join(syllables(letters(title))).casefold() for title in titles]
