"""Pictures that stand elsewhere in the file, and what a web page embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.clean.rules.tables import ATTRIBUTES
from annals.model import Edit, HintKind
from annals.text.reading import Reading

_embedded = re.compile(
    rf"<(?P<whole>svg|script|style|canvas)(?:{ATTRIBUTES}|\s[^<>]{{0,300}})>(?:(?!</(?P=whole)>)[\s\S]){{0,4000}}</(?P=whole)>"
    r"|</?(?:picture|source|iframe|video|audio|embed|object|track)(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_referred = re.compile(r"!\[[^\[\]\n]{0,200}\]\[(?P<name>[^\[\]\n]{0,60})\]")
_vault = re.compile(r"!\[\[[^\[\]\n]{1,200}\]\]")
_defined = re.compile(r"^[ ]{0,3}\[(?P<name>[^\[\]^\n]{1,60})\]:[ \t]{1,8}\S[^\n]*$", re.MULTILINE)
_data = re.compile(r"<?data:image/", re.IGNORECASE)


@rule("F128", "别处的图片与嵌入的内容", digits=True, drops=True)
def embedded(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of pictures whose address stands elsewhere (`![][image1]`, `![[a.png]]`), of that address, and of what a web
    page embeds: drawings, frames, films, scripts; a form feed where one has a line of its own.

    Words around them stay, a whole drawing or script within a line, and so does `[1]: …` that no picture asks for, which may be a note.
    """
    text = reading.text
    defined = {match["name"]: match for match in _defined.finditer(text)}
    referred = [match for match in _referred.finditer(text) if match["name"] in defined]
    names = {match["name"] for match in referred}
    addresses = [match for name, match in defined.items() if name in names or _data.search(match.group())]
    # Within a sentence it is spoken of.
    shown = [m for m in _embedded.finditer(text) if not m["whole"] or _is_alone(text, *m.span())]
    found = [*shown, *_vault.finditer(text), *referred]
    done = 0
    for match in sorted([*found, *addresses], key=lambda one: (one.start(), -one.end())):
        start, end = match.span()
        if start < done:
            continue
        done = end
        alone = match.re is not _defined and _is_alone(text, start, end)
        yield Edit(start=start, end=end, new=PAGE_MARK if alone else "", hint=HintKind.IMAGE)


def _is_alone(text: str, start: int, end: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and text[end : end + 1] in ("", "\n")
