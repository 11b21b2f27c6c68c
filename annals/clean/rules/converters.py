"""What converters write between pages and around links: separators, anchors of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.clean.rules.interruptions import UNFINISHED
from annals.model import Edit
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

_rule = r"[-=_*~—─━═#]"
_word = r"(?:[Pp]age|PAGE|[Ss]lide|[Ss]heet|[Pp]\.?|第)"
_number = r"\d{1,4}"
_page_line = re.compile(
    rf"[\[(<{{]{{1,2}}{_number}[\])>}}]{{1,2}} ?{_rule}{{3,200}}"
    rf"|{_rule}{{3,200}} ?[\[(<{{]{{1,2}}{_number}[\])>}}]{{1,2}}(?: ?{_rule}{{3,200}})?"
    rf"|{_rule}{{2,200}} ?[\[(<]?(?:{_word}[ :：#_-]?)?{_number}(?: ?页| ?(?:of|/) ?{_number})?[\])>]? ?{_rule}{{2,200}}"
    rf"|{_rule}{{2,200}} ?(?:(?:start|begin|end) of |new )?page(?: ?(?:break|end))?(?: ?[:：=#_-]? ?{_number})? ?{_rule}{{2,200}}"
    rf"|{_rule}{{2,200}} ?(?:第 ?{_number} ?页)?(?:分页符?|换页符?|本页结束|完|止) ?{_rule}{{2,200}}"
    rf"|[\[<{{]/?(?:page|PAGE|Page|页)(?:[ _:=-]?\"?{_number}\"?|[ _-]?(?:break|BREAK|end|END))? ?/?[\]>}}]"
    rf"|\\(?:newpage|pagebreak|clearpage)",
    re.IGNORECASE,
)
_plain_rule = re.compile(r"[-=_*~—─━═](?: ?[-=_*~—─━═]){2,300}")
_widest = 400
_own_link = re.compile(r"\[([^\[\]\n]{1,200}|\\?\[[^\[\]\n]{1,20}\])\](\(#[^()\s]{1,200}\))")
_mark = re.compile(r"\d{1,3}|[*†‡]{1,3}|[a-z]")


@rule("F112", "转换软件的分页线", digits=True, drops=True)
def separators(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each line that a converter wrote between two pages: a rule with a number or the word page.

    A rule alone is taken only where it cuts a sentence. A rule between paragraphs may frame a box: left alone.
    """
    text, lines = reading.text, reading.lines
    for index, line in enumerate(lines):
        content = text[line.start : line.end]
        if len(content) > _widest:
            continue
        cuts = _plain_rule.fullmatch(content) and _parts_a_sentence(lines, index)
        if cuts or _page_line.fullmatch(content):
            yield Edit(start=line.start, end=line.end, new=PAGE_MARK)


def _parts_a_sentence(lines: Sequence[Shape], index: int) -> bool:
    """Whether a rule stands between a long unfinished line and one that goes on from it."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    unfinished = UNFINISHED.search(before.text) and not (before.ended or before.hashes or before.bullet or before.row)
    return bool(unfinished) and before.width >= CLAUSE and not after.marked and after.prose


@rule("F113", "文件内部的链接", digits=True)
def own_links(reading: Reading) -> Iterator[Edit]:
    """Yield the text of each link whose goal is an anchor of the converted file, which the site does not have.

    The mark of a note keeps its brackets, as beside a figure it would pass for a part of it. Links to other
    places stay.
    """
    for match in _own_link.finditer(reading.text):
        inner = match.group(1)
        yield Edit(start=match.start(2), end=match.end(2), new="")
        if not _mark.fullmatch(inner):
            yield Edit(start=match.start(), end=match.start() + 1, new="")
            yield Edit(start=match.start(2) - 1, end=match.start(2), new="")
