"""What a web page put around an article: navigation, buttons, the index table above, the page's foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.web_page import CELL, MOMENT, WebForms, WebPage, is_link, is_menu
from annals.model import Edit
from annals.text.captions import is_caption
from annals.text.characters import han_character
from annals.text.dates import is_date
from annals.text.lines import Shape, key_value
from annals.text.reading import Reading

_bars_alone = re.compile(r"[|｜/·•>＞»<＜«←→\s-]{1,12}")
_label_apart = re.compile(r"[\s|｜]{1,8}(?=[^\s\d]\S{0,5}[：:])")
_arrow = re.compile(r"[>＞»›]")
_opened = re.compile(r"[【\[（(][^】\]）)]*")
_closing = re.compile(r"[】\]）)]")
_PIECES, _PIECE = 8, 4
"""A row of sizes has fewer words than that up to its bracket, each no longer than that."""


@rule("F105", "网页残留", digits=True, drops=True)
def web_chrome(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of navigation, print buttons, index tables, dates of publication and the like, copied from a web page.

    Only whole lines that are no sentences; words of menus only above the first sentence or behind the last, the origin
    of an article only there or beside such a line. The same words in prose, and the source of a figure, stay.
    """
    page = WebPage.of(reading)
    lines = page.lines
    gone = _by_their_words(page)
    menus = {i for i in page.around if is_menu(page.forms, page.whole[i]) or MOMENT.fullmatch(page.whole[i])}
    gone |= {i for i in menus if not lines[i].hashes or i in page.foot or len(page.whole[i].split()) > 1}
    gone |= {
        i for i, content in enumerate(page.whole) if page.forms.origin.match(content) and _is_origin(page, i, gone)
    }
    gone |= _links_below(page, menus & gone)
    gone |= _pieces(page, gone)
    gone |= _steps(page, gone)
    gone |= _by_their_neighbours(page, gone)
    gone |= _empty_labels(page, gone)
    for _ in range(_LAYERS):
        gone |= {i for i in page.around if _bars_alone.fullmatch(page.whole[i]) and gone & {i - 1, i + 1}}
    for index in sorted(gone):
        yield Edit(start=lines[index].start, end=lines[index].end, new="")


_LAYERS = 3
_bars = re.compile(r"[|｜]")


def _by_their_words(page: WebPage) -> set[int]:
    """What no text says, wherever it stands: buttons, labels with what a page tells of itself, the index table with its walls."""
    lines, forms = page.lines, page.forms
    found = {
        i
        for i, content in enumerate(page.whole)
        if forms.anywhere.fullmatch(content) or _is_row_of_labels(forms, content)
    }
    found |= _index_table(page)
    return found | {
        i for i, line in enumerate(lines) if i - 1 in found and line.row and _bars_alone.fullmatch(line.text)
    }


def _by_their_neighbours(page: WebPage, gone: set[int]) -> set[int]:
    """What a text may say as well, and is the page's where it stands with what else is `gone`."""
    whole, forms, found = page.whole, page.forms, set(gone)

    def beside(index: int) -> bool:
        return index - 1 in found or index + 1 in found

    # The words that a hint begins with begin others too: 分享到微信, 分享经济.
    hints = {i for i, content in enumerate(whole) if forms.hint.fullmatch(content)}
    found |= {i for i in hints if i in page.around or beside(i)}
    # Who publishes a report says where he is to be reached, too: of a page's foot that tells with what else stands there.
    found |= {i for i in page.foot if forms.reached.match(whole[i]) and found.intersection(page.foot)}
    found |= {i for i in page.foot if forms.host.match(whole[i]) and beside(i)}
    found |= {i for i in page.head if forms.site.fullmatch(whole[i]) and beside(i)}
    return found | {i for i in page.foot if forms.links.match(whole[i]) and _bars.search(whole[i]) and beside(i)}


def _is_row_of_labels(forms: WebForms, content: str) -> bool:
    """Whether a line is nothing but labels with what each says, and one of them is a page's own or counts its visits:
    `时间：2021-02-26 作者：张三 点击：128`."""
    parts = _label_apart.split(content.strip("【】[]（）() "))
    return len(parts) > 1 and all(map(forms.beside.match, parts)) and any(map(forms.tells.match, parts))


def _is_origin(page: WebPage, index: int, gone: set[int]) -> bool:
    """Whether `来源：…` tells where a web page took its article from: beside its date or counter, or above the text.
    Below a figure or table it is the figure's."""
    above = page.lines[index - 1] if index and index - 1 not in gone else None
    if above is not None and (above.row or is_caption(above.text) or above.text.startswith(("![", "<img"))):
        return False
    told = page.forms.told.search(page.whole[index]) is not None
    return told or index in page.head or bool(gone & {index - 1, index + 1})


def _links_below(page: WebPage, menus: set[int]) -> set[int]:
    """The lines of links alone below a menu's name that bears the marks of a heading: `## 相关链接`."""
    text, lines = page.text, page.lines
    found: set[int] = set()
    for at in page.foot:
        named = at - 1 in found or (at - 1 in menus and lines[at - 1].hashes > 0)
        if named and is_link(text[lines[at].start : lines[at].end]):
            found.add(at)
    return found


def _pieces(page: WebPage, gone: set[int]) -> set[int]:
    """What belongs to a line of a page's own where each piece came as a line of its own: the sizes of 【字号： up to its
    bracket, the columns behind 首页 with what says where one is, the newspaper of a bare 来源：."""
    forms, whole, around = page.forms, page.whole, page.around
    found: set[int] = set()
    for i in sorted(around):
        below = whole[i + 1] if i + 1 in around else ""
        if i in gone and _opened.fullmatch(whole[i]):
            ends = (j for j in range(i + 1, i + _PIECES) if j in around and _closing.fullmatch(whole[j]))
            row = range(i + 1, next(ends, i) + 1)
            found |= {*row} if all(len(whole[j]) <= _PIECE for j in row) else set()
        elif forms.home.fullmatch(whole[i]) and _arrow.fullmatch(below):
            last = i
            while last + 2 in around and _arrow.fullmatch(whole[last + 1]) and 0 < len(whole[last + 2]) <= CELL:
                last += 2
            found |= {*range(i - 1 if i and forms.trail.fullmatch(whole[i - 1]) else i, last + 1)}
        elif i in gone and i + 2 in gone and forms.origin.fullmatch(whole[i]) and 0 < len(below) <= CELL:
            found.add(i + 1)
    return found


def _steps(page: WebPage, gone: set[int]) -> set[int]:
    """The steps of the path to a page that came as lines of their own below its menu, each behind its arrow (`>> 正文`). Where a line of
    the text begins with an arrow as well, it is a mark of headings."""
    if any(_arrow.match(page.text, line.start) for line in page.lines[page.head.stop :]):
        return set()
    return {i for i in page.head if _step.fullmatch(page.whole[i]) and any(at < i for at in gone)}


_step = re.compile(rf"[>＞»›]{{1,3}}\s*[^\s>＞»›，。；：]{{1,{CELL}}}")


def _index_table(page: WebPage) -> set[int]:
    """The lines of the index table above an article of a government's page: labels with their values, the value
    perhaps in the line below."""
    forms, whole, lines, head = page.forms, page.whole, page.lines, page.head
    labelled = [i for i in head if forms.label.match(whole[i])]
    if not any(forms.index.match(whole[i]) for i in labelled):
        return set()
    found: set[int] = set()
    for index in labelled:
        found.add(index)
        label = forms.label.match(whole[index])
        value = whole[index][label.end() if label else 0 :].strip(" |｜")
        below = index + 1
        if value or below not in head or below in labelled or not whole[below]:
            continue
        beside = not lines[below].blanks_before or whole[below].endswith(("|", "｜"))
        if beside or is_date(lines[below].text) or not han_character.search(whole[below]):
            found.add(below)
    return found | _rows_beside(lines, head, found) | _keys_between(whole, head, labelled)


def _rows_beside(lines: Sequence[Shape], head: range, found: set[int]) -> set[int]:
    """The rows close above and below those of an index table, whatever stands in their cells: they are rows of the same table."""
    rows: set[int] = set()
    for step, within in ((1, range(head.start + 1, head.stop)), (-1, range(head.stop - 2, -1, -1))):
        for at in within:
            close = not lines[max(at, at - step)].blanks_before
            if lines[at].row and lines[at - step].row and close and at - step in found | rows:
                rows.add(at)
    return rows


def _keys_between(whole: Sequence[str], head: range, labelled: Sequence[int]) -> set[int]:
    """The keys with their values between the labels of an index table, whatever they are called."""
    between = range(min(labelled), max(labelled))
    return {at for at in between if at in head and whole[at] and key_value(whole[at]) is not None}


def _empty_labels(page: WebPage, gone: set[int]) -> set[int]:
    """The labels below the text of a page that lead to nothing but its files, or to what is the page's own: `文件下载：`, `关联文件：`."""
    whole, foot = page.whole, page.foot
    found: set[int] = set()
    for at in reversed(foot if gone & {*foot} else range(0)):
        below = whole[at + 1] if at + 1 < len(whole) else ""
        leads_nowhere = not below or at + 1 in gone | found or _file.search(below)
        label = whole[at][-1:] in ("：", ":") and len(whole[at]) <= _LABEL
        if label and leads_nowhere and not whole[at].startswith(page.lexicon.back_matter):
            found.add(at)
    return found


_LABEL = 9
"""No label of a web page is longer, with its colon."""
_file = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|7z|ceb)$", re.IGNORECASE)
