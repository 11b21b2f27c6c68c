"""Room that forms leave for a pen."""

from __future__ import annotations

import re

_blank = re.compile(r"[_＿]{2}")
_unfilled = re.compile(
    r"(?:[^：:，。；\n]{1,20}[：:])?[_＿ \u3000]*+(?:年[_＿ \u3000]*+月[_＿ \u3000]*+日?[_＿ \u3000]*+)?"
)


def holds_blank(text: str) -> bool:
    """Whether a line leaves a place to write in.

    >>> holds_blank("1.4 负责人：________"), holds_blank("1.4 负责人")
    (True, False)
    """
    return _blank.search(text) is not None


def is_unfilled(text: str) -> bool:
    """Whether a line says nothing but a key and where its value, or a date, has to be written.

    >>> is_unfilled("年 月 日"), is_unfilled("日期：____"), is_unfilled("日期：5月")
    (True, True, False)
    """
    keyless = text[-1:] in ("：", ":") or "：" in text or "年" in text or holds_blank(text)
    return keyless and _unfilled.fullmatch(text) is not None
