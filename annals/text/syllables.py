"""Syllables of Pinyin, as an input method leaves them behind that was not told which characters to put in their place."""

from __future__ import annotations

import re

_AFTER = {
    "": "a|ai|an|ang|ao|e|en|er|ou",
    "[bpm]": "a|ai|an|ang|ao|ei|en|eng|i|ian|iao|ie|in|ing|o|u",
    "f": "a|an|ang|ei|en|eng|o|ou|u",
    "[dt]": "a|ai|an|ang|ao|e|ei|eng|i|ian|iao|ie|ing|iu|ong|ou|u|uan|ui|un|uo",
    "[nl]": "a|ai|an|ang|ao|e|ei|eng|i|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|un|uo|v|ue",
    "[gkh]": "a|ai|an|ang|ao|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo",
    "[jqx]": "i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un",
    "(?:[zcs]h?|r)": "a|ai|an|ang|ao|e|en|eng|i|ong|ou|u|ua|uai|uan|uang|ui|un|uo",
    "y": "a|an|ang|ao|e|i|in|ing|ong|ou|u|uan|ue|un",
    "w": "a|ai|an|ang|ei|en|eng|o|u",
}
_ONE = "|".join(f"{initial}(?:{finals})" for initial, finals in _AFTER.items())
_words = re.compile(rf"(?:{_ONE})(?:'?(?:{_ONE})){{1,7}}")
_telling = re.compile("'|[zcs]h|[jqx]|[aeio]ng|i[aeou]|u[aeio]")
"""What English has less often: `media` and `data` are syllables, too."""


def is_pinyin(word: str) -> bool:
    """Whether a word in small letters is two syllables of Pinyin or more and looks like no English.

    >>> [it for it in ("zhiyuan", "ke'ji", "nanfang", "data", "wifi", "online", "mini", "ke") if is_pinyin(it)]
    ['zhiyuan', "ke'ji", 'nanfang']
    """
    return _words.fullmatch(word) is not None and _telling.search(word) is not None
