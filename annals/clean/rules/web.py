"""What a web page put around an article: navigation, buttons, the index table above, the page's foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annals.clean.contract import rule
from annals.model import Edit
from annals.text.captions import is_caption
from annals.text.characters import HAN, han_character
from annals.text.dates import is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import CHROME, any_of
from annals.text.lines import Shape, key_value
from annals.text.reading import Reading

_CHROME_LINE = 120
"""A longer line is a paragraph, whatever it begins with."""
_AROUND = 40
"""So many lines above the first sentence, or behind the last, may be the page's own."""
_MENU = 3
_CELL = 12
"""Bars part so many short words at least in a menu, of which no one is wider."""
_bars_alone = re.compile(r"[|｜/·•>＞»<＜«←→\s-]{1,12}")
_signs = re.compile(r"[|｜/·•>＞»<＜«←→：:\[\]【】-]+")
_moment = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? \d{1,2}(?::\d\d(?::\d\d)?|时\d\d分)")
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
    text, lines = reading.text, reading.lines
    forms = _Forms.of(reading.lexicon)
    whole = [_plain(text[line.start : line.end]) if _may_be_chrome(forms, line) else "" for line in lines]
    gone = {i for i, content in enumerate(whole) if content and forms.anywhere.fullmatch(content)}
    head, foot = _head(forms, lines), _foot(lines)
    around = [*head, *foot]
    gone |= {i for i, content in enumerate(whole) if content and _is_row_of_labels(forms, content)}
    gone |= _index_table(forms, whole, lines, head)
    gone |= {i for i in range(1, len(lines)) if i - 1 in gone and lines[i].row and _bars_alone.fullmatch(lines[i].text)}
    menus = {i for i in around if whole[i] and (_is_menu(forms, whole[i]) or _moment.fullmatch(whole[i]))}
    gone |= {i for i in menus if not lines[i].hashes or i in foot or len(whole[i].split()) > 1}
    gone |= {
        i
        for i, content in enumerate(whole)
        if content and forms.origin.match(content) and _is_origin(forms, content, lines, i, gone, head)
    }
    gone |= _links_below(text, lines, foot, menus & gone)
    gone |= _pieces(forms, whole, frozenset(around), gone)
    gone |= _steps(text, whole, lines, head, gone)
    # The words that a hint begins with begin others too: 分享到微信, 分享经济.
    hints = {i for i, content in enumerate(whole) if content and forms.hint.fullmatch(content)}
    gone |= {i for i in hints if i in around or gone & {i - 1, i + 1}}
    # Who publishes a report says where he is to be reached, too: of a page's foot that tells with what else stands there.
    gone |= {i for i in foot if whole[i] and forms.reached.match(whole[i]) and gone.intersection(foot)}
    gone |= {i for i in foot if whole[i] and forms.host.match(whole[i]) and gone & {i - 1, i + 1}}
    gone |= {i for i in head if forms.site.fullmatch(whole[i]) and gone & {i - 1, i + 1}}
    gone |= {i for i in foot if forms.links.match(whole[i]) and _bars.search(whole[i]) and gone & {i - 1, i + 1}}
    gone |= _empty_labels(whole, foot, gone, reading.lexicon)
    for _ in range(_LAYERS):
        gone |= {i for i in around if whole[i] and _bars_alone.fullmatch(whole[i]) and gone & {i - 1, i + 1}}
    for index in sorted(gone):
        yield Edit(start=lines[index].start, end=lines[index].end, new="")


_LAYERS = 3
_bars = re.compile(r"[|｜]")
_list_mark = re.compile(r"^(?:[*+•●·-]|#{1,6}|\d{1,2}[.．、])\s*(?=\S)")
_link = re.compile(r"!?\[([^\[\]\n]{1,60})\]\([^()\s]{0,200}\)")


def _plain(line: str) -> str:
    """A line without the mark of a list and the addresses of its links: menus come as either."""
    return _link.sub(r"\1", _list_mark.sub("", line, count=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """What whole lines of a web page's own look like."""

    anywhere: re.Pattern[str]
    word: re.Pattern[str]
    origin: re.Pattern[str]
    label: re.Pattern[str]
    index: re.Pattern[str]
    told: re.Pattern[str]
    beside: re.Pattern[str]
    tells: re.Pattern[str]
    host: re.Pattern[str]
    reached: re.Pattern[str]
    hint: re.Pattern[str]
    trail: re.Pattern[str]
    home: re.Pattern[str]
    site: re.Pattern[str]
    links: re.Pattern[str]

    @staticmethod
    def of(lexicon: Lexicon) -> _Forms:
        of = {kind: any_of(lexicon.chrome_of(kind), spaced=True) for kind in CHROME}
        button = rf"[【\[]?(?:{of['按钮']}|{of['计数']}[：:]?\s*\d*)[】\]]?[\s|｜/]*"
        anywhere = (
            rf"(?:{button})+",
            rf"[【\[（(]?\s*(?:{of['题头']}|{of['计数']})[：:].*",
            rf"[【\[（(]?[{HAN}\s]{{0,10}}{of['路径']}\s*[：:]\s*(?:{of['首页']}.*|.*[{HAN}]\s*[>＞»›]\s*[{HAN}].*)",
            rf"{of['首页']}\s*[>＞»›/].*",
            rf"{of['主办']}[：:].{{0,60}}{of['版权']}.{{0,60}}",
            rf"{of['版权']}[：:© ].{{0,80}}",
            rf".{{0,30}}{of['备案']}.{{0,60}}",
        )
        word = rf"(?:{of['导航']}|{of['按钮']}|{of['首页']})"
        return _Forms(
            anywhere=re.compile("|".join(anywhere)),
            word=re.compile(word),
            origin=re.compile(rf"[【\[（(]?\s*{of['出处']}[：:]"),
            label=re.compile(rf"\|?\s*{of['索引']}\s*[：:|]"),
            index=re.compile(rf"\|?\s*{any_of(_INDEX, spaced=True)}\s*[：:|]"),
            beside=re.compile(rf"(?:{of['同行']}|{of['题头']}|{of['计数']}|{of['出处']})\s*[：:]"),
            tells=re.compile(rf"(?:{of['题头']}|{of['计数']})\s*[：:]|{of['同行']}\s*[：:]\s*\d{{1,9}}\s*次?$"),
            host=re.compile(rf"{of['主办']}[：:]"),
            reached=re.compile(rf"{of['主办']}[：:].{{0,60}}{of['联系']}"),
            hint=re.compile(rf"{of['提示']}.{{0,30}}"),
            trail=re.compile(rf"[{HAN}]{{0,10}}{of['路径']}\s*[：:]"),
            home=re.compile(of["首页"]),
            site=re.compile(rf"[{HAN}]{{2,20}}{of['站名']}"),
            links=re.compile(rf"[{HAN}]{{0,4}}{of['链接']}[：:]"),
            told=re.compile(rf"(?:{of['题头']}|{of['计数']})[：:]|{_moment.pattern}"),
        )


_INDEX = ("索引号", "信息索引号")


def _may_be_chrome(forms: _Forms, line: Shape) -> bool:
    greets = line.prose and forms.hint.fullmatch(line.text) is not None
    return line.end - line.start <= _CHROME_LINE and (not line.prose or greets)


def _head(forms: _Forms, lines: Sequence[Shape]) -> range:
    """The lines above the first sentence and the first heading that says something: a greeting and a row of buttons are the page's."""
    begins = (
        i
        for i, line in enumerate(lines)
        if (line.prose and not forms.hint.fullmatch(line.text))
        or line.numbering
        or (line.hashes and not (len(line.text.split()) > 1 and _is_menu(forms, line.text)))
    )
    return range(min(next(begins, 0), _AROUND))


def _foot(lines: Sequence[Shape]) -> range:
    """The lines behind the last sentence, table and heading."""
    ends = (i for i in range(len(lines) - 1, -1, -1) if lines[i].prose or lines[i].row or lines[i].numbering)
    last = next(ends, len(lines) - 1)
    return range(max(last + 1, len(lines) - _AROUND), len(lines))


def _is_menu(forms: _Forms, content: str) -> bool:
    """Whether a line is nothing but words of menus, or a row of short words parted by bars with one of them, or by
    blanks behind the one for the site's own first page."""
    parts = [part.strip() for part in _signs.split(content) if part.strip()]
    if parts and all(_is_named(forms, part) for part in parts):
        return True
    words = content.split()
    if len(words) > _MENU and forms.home.fullmatch(words[0]) and all(len(word) <= _CELL for word in words):
        return True
    cells = [cell.strip() for cell in re.split(r"[|｜]", content) if cell.strip()]
    known = any(forms.word.fullmatch(cell) for cell in cells)
    return known and len(cells) >= _MENU and all(len(cell) <= _CELL for cell in cells)


def _is_named(forms: _Forms, part: str) -> bool:
    """Whether a part of a line is a word of menus, or several with blanks between."""
    return all(forms.word.fullmatch(word) for word in part.split()) or forms.word.fullmatch(part) is not None


def _is_row_of_labels(forms: _Forms, content: str) -> bool:
    """Whether a line is nothing but labels with what each says, and one of them is a page's own or counts its visits:
    `时间：2021-02-26 作者：张三 点击：128`."""
    parts = _label_apart.split(content.strip("【】[]（）() "))
    return len(parts) > 1 and all(map(forms.beside.match, parts)) and any(map(forms.tells.match, parts))


def _is_origin(forms: _Forms, content: str, lines: Sequence[Shape], index: int, gone: set[int], head: range) -> bool:
    """Whether `来源：…` tells where a web page took its article from: beside its date or counter, or above the text.
    Below a figure or table it is the figure's."""
    above = lines[index - 1] if index and index - 1 not in gone else None
    if above is not None and (above.row or is_caption(above.text) or above.text.startswith(("![", "<img"))):
        return False
    return forms.told.search(content) is not None or index in head or bool(gone & {index - 1, index + 1})


def _links_below(text: str, lines: Sequence[Shape], foot: range, menus: set[int]) -> set[int]:
    """The lines of links alone below a menu's name that bears the marks of a heading: `## 相关链接`."""
    found: set[int] = set()
    for at in foot:
        named = at - 1 in found or (at - 1 in menus and lines[at - 1].hashes > 0)
        if named and _link.fullmatch(_list_mark.sub("", text[lines[at].start : lines[at].end], count=1)):
            found.add(at)
    return found


def _pieces(forms: _Forms, whole: Sequence[str], around: frozenset[int], gone: set[int]) -> set[int]:
    """What belongs to a line of a page's own where each piece came as a line of its own: the sizes of 【字号： up to its
    bracket, the columns behind 首页 with what says where one is, the newspaper of a bare 来源：."""
    found: set[int] = set()
    for i in sorted(around):
        below = whole[i + 1] if i + 1 in around else ""
        if i in gone and _opened.fullmatch(whole[i]):
            ends = (j for j in range(i + 1, i + _PIECES) if j in around and _closing.fullmatch(whole[j]))
            row = range(i + 1, next(ends, i) + 1)
            found |= {*row} if all(len(whole[j]) <= _PIECE for j in row) else set()
        elif forms.home.fullmatch(whole[i]) and _arrow.fullmatch(below):
            last = i
            while last + 2 in around and _arrow.fullmatch(whole[last + 1]) and 0 < len(whole[last + 2]) <= _CELL:
                last += 2
            found |= {*range(i - 1 if i and forms.trail.fullmatch(whole[i - 1]) else i, last + 1)}
        elif i in gone and i + 2 in gone and forms.origin.fullmatch(whole[i]) and 0 < len(below) <= _CELL:
            found.add(i + 1)
    return found


def _steps(text: str, whole: Sequence[str], lines: Sequence[Shape], head: range, gone: set[int]) -> set[int]:
    """The steps of the path to a page that came as lines of their own below its menu, each behind its arrow (`>> 正文`). Where a line of
    the text begins with an arrow as well, it is a mark of headings."""
    if any(_arrow.match(text, line.start) for line in lines[head.stop :]):
        return set()
    return {i for i in head if _step.fullmatch(whole[i]) and any(at < i for at in gone)}


_step = re.compile(rf"[>＞»›]{{1,3}}\s*[^\s>＞»›，。；：]{{1,{_CELL}}}")


def _index_table(forms: _Forms, whole: Sequence[str], lines: Sequence[Shape], head: range) -> set[int]:
    """The lines of the index table above an article of a government's page: labels with their values, the value
    perhaps in the line below."""
    labelled = [i for i in head if whole[i] and forms.label.match(whole[i])]
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


def _empty_labels(whole: Sequence[str], foot: range, gone: set[int], lexicon: Lexicon) -> set[int]:
    """The labels below the text of a page that lead to nothing but its files, or to what is the page's own: `文件下载：`, `关联文件：`."""
    found: set[int] = set()
    for at in reversed(foot if gone & {*foot} else range(0)):
        below = whole[at + 1] if at + 1 < len(whole) else ""
        leads_nowhere = not below or at + 1 in gone | found or _file.search(below)
        label = whole[at][-1:] in ("：", ":") and len(whole[at]) <= _LABEL
        if label and leads_nowhere and not whole[at].startswith(lexicon.back_matter):
            found.add(at)
    return found


_LABEL = 9
"""No label of a web page is longer, with its colon."""
_file = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|zip|rar|7z|ceb)$", re.IGNORECASE)
