"""A text as that of a web page: what lines of the page's own look like, and which stand around the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annals.text.characters import HAN
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import CHROME, any_of
from annals.text.lines import Shape
from annals.text.reading import Reading

_CHROME_LINE = 120
"""A longer line is a paragraph, whatever it begins with."""
_AROUND = 40
"""So many lines above the first sentence, or behind the last, may be the page's own."""
_MENU = 3
CELL = 12
"""Bars part so many short words at least in a menu, of which no one is wider."""
_signs = re.compile(r"[|｜/·•>＞»<＜«←→：:\[\]【】-]+")
MOMENT = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日? \d{1,2}(?::\d\d(?::\d\d)?|时\d\d分)")
_list_mark = re.compile(r"^(?:[*+•●·-]|#{1,6}|\d{1,2}[.．、])\s*(?=\S)")
_link = re.compile(r"!?\[([^\[\]\n]{1,60})\]\([^()\s]{0,200}\)")


def _plain(line: str) -> str:
    """A line without the mark of a list and the addresses of its links: menus come as either."""
    return _link.sub(r"\1", _list_mark.sub("", line, count=1))


def is_link(line: str) -> bool:
    """Whether a line is a link and nothing else, the mark of a list apart."""
    return _link.fullmatch(_list_mark.sub("", line, count=1)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebForms:
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
    def of(lexicon: Lexicon) -> WebForms:
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
        return WebForms(
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
            told=re.compile(rf"(?:{of['题头']}|{of['计数']})[：:]|{MOMENT.pattern}"),
        )


_INDEX = ("索引号", "信息索引号")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPage:
    """A text as that of a web page: its lines, what stands in those that may be the page's own (`whole`, empty for all others), and the
    places of the lines above its first sentence and behind its last, which are `around` the text."""

    text: str
    lines: Sequence[Shape]
    lexicon: Lexicon
    forms: WebForms
    whole: Sequence[str]
    head: range
    foot: range
    around: frozenset[int]

    @staticmethod
    def of(reading: Reading) -> WebPage:
        text, lines, forms = reading.text, reading.lines, WebForms.of(reading.lexicon)
        head, foot = _head(forms, lines), _foot(lines)
        return WebPage(
            text=text,
            lines=lines,
            lexicon=reading.lexicon,
            forms=forms,
            whole=[_plain(text[line.start : line.end]) if _may_be_chrome(forms, line) else "" for line in lines],
            head=head,
            foot=foot,
            around=frozenset((*head, *foot)),
        )


def _may_be_chrome(forms: WebForms, line: Shape) -> bool:
    greets = line.prose and forms.hint.fullmatch(line.text) is not None
    return line.end - line.start <= _CHROME_LINE and (not line.prose or greets)


def _head(forms: WebForms, lines: Sequence[Shape]) -> range:
    """The lines above the first sentence and the first heading that says something: a greeting and a row of buttons are the page's."""
    begins = (
        i
        for i, line in enumerate(lines)
        if (line.prose and not forms.hint.fullmatch(line.text))
        or line.numbering
        or (line.hashes and not (len(line.text.split()) > 1 and is_menu(forms, line.text)))
    )
    return range(min(next(begins, 0), _AROUND))


def _foot(lines: Sequence[Shape]) -> range:
    """The lines behind the last sentence, table and heading."""
    ends = (i for i in range(len(lines) - 1, -1, -1) if lines[i].prose or lines[i].row or lines[i].numbering)
    last = next(ends, len(lines) - 1)
    return range(max(last + 1, len(lines) - _AROUND), len(lines))


def is_menu(forms: WebForms, content: str) -> bool:
    """Whether a line is nothing but words of menus, or a row of short words parted by bars with one of them, or by
    blanks behind the one for the site's own first page."""
    parts = [part.strip() for part in _signs.split(content) if part.strip()]
    if parts and all(_is_named(forms, part) for part in parts):
        return True
    words = content.split()
    if len(words) > _MENU and forms.home.fullmatch(words[0]) and all(len(word) <= CELL for word in words):
        return True
    cells = [cell.strip() for cell in re.split(r"[|｜]", content) if cell.strip()]
    known = any(forms.word.fullmatch(cell) for cell in cells)
    return known and len(cells) >= _MENU and all(len(cell) <= CELL for cell in cells)


def _is_named(forms: WebForms, part: str) -> bool:
    """Whether a part of a line is a word of menus, or several with blanks between."""
    return all(forms.word.fullmatch(word) for word in part.split()) or forms.word.fullmatch(part) is not None
