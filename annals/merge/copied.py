"""A sentence that was copied out of a message, with what the message puts around it."""

from __future__ import annotations

import re

_before = re.compile(r"(?:[^。！？“”：:]{1,16}[：:] {0,4})?“?")


def is_copied(text: str, told: str) -> bool:
    """Whether a text is one that was told, within quotation marks of which one may be gone, and maybe behind a label. A label
    alone does not say so: an editor may put a title before a sentence.

    >>> is_copied("程序：“占四成。”", "占四成。"), is_copied("“占四成。”", "占四成。"), is_copied("成效：占四成。", "占四成。")
    (True, True, False)
    """
    text, told = text.strip(), told.strip()
    if not told:
        return False
    before, found, after = text.partition(told)
    if not found or after not in ("", "”") or ("“" not in before and not after):
        return False
    return _before.fullmatch(before) is not None
