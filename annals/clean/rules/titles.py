"""The title at the very top of a text, which a cover sets over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.rules.wraps import CENTRED, glue
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import Shape, is_date, names_publication, shapes

_HEAD = 8
"""The title stands among so many first lines."""
_WIDEST = 40
_han = re.compile(f"[{HAN}]")
_begins_with_year = re.compile(r"(?:19|20)\d\d\s?(?:年|[—–～~-])|[〇○零一二三四五六七八九]{4}年")
_issuer = re.compile(r".*(?:[厅局委部院]|委员会|办公室|政府|中心|学会|协会)")


@rule("J111", "分成几行的题目")
def broken_title(text: str) -> Iterator[Edit]:
    """Yield joins of a report's title that a cover sets over several lines.

    Evidence: above the first sentence, centred close together, or an issuer right above a title that begins with a year.
    Dates, document numbers and subtitles stay.
    """
    head = _head(shapes(text))
    last = next((index for index, line in enumerate(head) if _ends_title(line)), 0)
    for index in range(last, 0, -1):
        first, second = head[index - 1], head[index]
        if not _goes_on(first, second, head[last]):
            return
        yield Edit(first.end, second.body, glue(first.text, second.text), "题目折行")


def _ends_title(line: Shape) -> bool:
    """The last line of a title may be no more than `年度报告`."""
    return names_publication(line) or line.text in (
        "年度报告",
        "工作报告",
        "发展报告",
        "工作总结",
        "统计公报",
        "年报",
        "报告",
        "总结",
    )


def _head(lines: Sequence[Shape]) -> list[Shape]:
    """The lines above the first sentence and the first number."""
    head: list[Shape] = []
    for line in lines[:_HEAD]:
        marked = line.numbering or line.bullet or line.glyph or line.row
        if line.prose or marked or line.width > _WIDEST or "，" in line.text:
            break
        head.append(line)
    return head


def _goes_on(first: Shape, second: Shape, title: Shape) -> bool:
    """Whether two lines are one title; `title` is its last line."""
    plain = (
        not is_date(first)
        and _han.search(first.text)
        and first.text[0] not in "（(—〔"
        and first.text[-1] not in ")）号"
    )
    # A title that names the place itself is whole, and who stands above it issued it.
    if not plain or first.hashes != second.hashes or (_issuer.fullmatch(first.text) and first.text[:2] in title.text):
        return False
    centred = first.indent > CENTRED and second.indent > CENTRED and not second.blanks_before
    led = _issuer.fullmatch(first.text) is not None and _begins_with_year.match(second.text) is not None
    return centred or (led and (not second.blanks_before or first.hashes > 0))
