"""Words that say how near a number is: 近, 约, 超过, 突破 in front of it, 余, 以上, 左右 behind."""

from __future__ import annotations

from annals.model import Approximation

BEFORE = {
    "不少于": Approximation.AT_LEAST,
    "不低于": Approximation.AT_LEAST,
    "至少": Approximation.AT_LEAST,
    "不超过": Approximation.AT_MOST,
    "不高于": Approximation.AT_MOST,
    "至多": Approximation.AT_MOST,
    "最多": Approximation.AT_MOST,
    "不到": Approximation.UNDER,
    "不足": Approximation.UNDER,
    "小于": Approximation.UNDER,
    "低于": Approximation.UNDER,
    "少于": Approximation.UNDER,
    "突破": Approximation.OVER,
    "超过": Approximation.OVER,
    "大于": Approximation.OVER,
    "高于": Approximation.OVER,
    "多于": Approximation.OVER,
    "超": Approximation.OVER,
    "逾": Approximation.OVER,
    "接近": Approximation.NEARLY,
    "将近": Approximation.NEARLY,
    "近": Approximation.NEARLY,
    "大约": Approximation.ABOUT,
    "约": Approximation.ABOUT,
    "上": Approximation.AT_LEAST,
    "过": Approximation.OVER,
}
"""Words that touch the number in front; a longer one before its own end."""
_LAST = frozenset(word[-1] for word in BEFORE)
"""Before most numbers stands another character than any of these."""
_OF_ANOTHER_WORD = {
    "突破": "得新大性破术现要个项",
    "约": "签合契节条公预邀制特续履",
    "近": "最附邻亲临靠",
    "超": "赶反",
    "过": "通超经不胜渡跳",
    "上": "以网线会身之",
}
AFTER = {
    "以上": Approximation.AT_LEAST,
    "以下": Approximation.AT_MOST,
    "以内": Approximation.AT_MOST,
    "之内": Approximation.AT_MOST,
    "左右": Approximation.ABOUT,
    "上下": Approximation.ABOUT,
    "余": Approximation.OVER,
    "多": Approximation.OVER,
    "几": Approximation.OVER,
}
ROUND = "百千万"
"""上百, 过千: in front of other numbers 上 and 过 are other words."""


def approximating(text: str, start: int) -> str:
    """The word that makes the number at `start` approximate and touches it in front, or an empty string.

    >>> approximating("超过5项", 2), approximating("签约20项", 2), approximating("近百位", 1)
    ('超过', '', '近')
    """
    if text[start - 1 : start] not in _LAST:
        return ""
    for word in BEFORE:
        if not text.endswith(word, 0, start):
            continue
        at = start - len(word)
        if word in "上过" and text[start] not in ROUND:
            return ""
        if at > 0 and text[at - 1] in _OF_ANOTHER_WORD.get(word, ""):
            return ""
        return word
    return ""
