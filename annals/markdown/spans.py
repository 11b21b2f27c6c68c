"""What stands inside the marks of emphasis and code."""

from __future__ import annotations

import re

from annals.markdown.read import parser
from annals.model import BlockKind, Content

_READER = parser()
_spoken_alone = re.compile(r"[*_`]")
_LOOKS = {"em": "*", "strong": "**"}


def emphases(content: Content) -> tuple[tuple[str, str], ...]:
    """What stands inside the marks of emphasis and code of a block: the mark (`*`, `**`, a backtick) and the text, in order.

    >>> emphases(Content(kind=BlockKind.PARAGRAPH, markdown="3*4*5 和 `甲`"))
    (('*', '4'), ('`', '甲'))
    """
    if not _spoken_alone.search(content.markdown):
        return ()
    found: list[tuple[str, str]] = []
    for cell in content.markdown.split(" | ") if content.kind is BlockKind.ROW else [content.markdown]:
        open_: list[tuple[str, list[str]]] = []
        for child in (child for token in _READER.parseInline(cell) for child in token.children or ()):
            name, _, end = child.type.partition("_")
            if name in _LOOKS and end == "open":
                open_.append((_LOOKS[name], []))
            elif name in _LOOKS and end == "close":
                mark, inside = open_.pop()
                found.append((mark, "".join(inside)))
            elif child.type == "code_inline":
                found.append(("`", child.content))
            for _, inside in open_:
                inside.append(child.content if child.type in ("text", "code_inline") else "")
    return tuple(found)
