"""What a single line looks like, before anyone decides what it is.

Cleaning and structure share this: a join must not swallow a heading or an item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from annals.text.articles import ARTICLE, titled_articles
from annals.text.characters import BULLETS, GLYPHS, HAN, ends_sentence, is_prose, width
from annals.text.dates import YEAR
from annals.text.numerals import COUNTING, DIGITS, TO_TEN, ZEROS, romans_of_none
from annals.text.ordinals import NO_LEAD, Lead, Path, opens_with_letter
from annals.text.series import outline_numbers
from annals.text.ticks import ticks_at
from annals.text.units import starts_with_amount, starts_with_unit

_line = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_hashes = re.compile(r"(#{1,6})(?:[ \t\u3000]+(?=\S)|(?=[》〉»>]))")
_bullet = re.compile(rf"[{BULLETS}]\s+(?=\S)|[•‧](?=[^\s•‧])")
_framed = re.compile(r"(?:([【『〖])[^【】『』〖〗]{2,20}[】』〗]|(\*\*)[^*]{2,80}\*\*)$")
BOLD = "**"
FRAMES = ("【", "『", "〖", BOLD)
"""Glyphs that open a line which is framed as a whole; as many characters close it."""
_glyph = re.compile(rf"(?:(?:[{GLYPHS}]+|>{{2,}}|[》〉]+|>\|)[ \t\u3000]*)+(?=\S)")
_han_digits = re.compile(f"[{DIGITS}]+")
_YEAR, _NEAR = 4, 40
"""Characters of a year in Han digits; how far behind a line the next one begins at most."""
_han_year = re.compile(f"(?:一[八九]|二[{ZEROS}])[{DIGITS}]{{2}}")
_TITLES = {"》": "《", "〉": "〈"}
_LONGEST_TITLE = 120
"""Characters of the longest title of a publication, with the line ends that cut it."""
_key_value = re.compile(r"^([^：:○，。；、（）()]{1,12}?)[ \t]*(?:[：:][ \t]*+|[ \t]○[ \t]*+)(.*)$")

NUMBERINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("编", re.compile(rf"第[ \t]?[{COUNTING}\d]+[ \t]?[编編篇](?=[\s:：]|[{HAN}])[ \t\u3000:：]*")),
    (
        "部分",
        re.compile(
            rf"(?:第[{COUNTING}\d]+部分|(?:P(?:ART|art)|C(?:HAPTER|hapter))[ .]?\d{{1,2}}(?=[\s:：{HAN}])|(?:专题|板块|单元)[{TO_TEN}\d]{{1,2}}(?=[ \t\u3000:：]))"
            r"[ \t\u3000:：]*"
        ),
    ),
    ("章", re.compile(rf"(?:第[ \t]?[{COUNTING}\d]+[ \t]?章|§[ \t]?\d{{1,2}}(?![\d.．]))[ \t\u3000:：]*")),
    ("X", re.compile(rf"0\d[ \t\u3000]+(?=[{HAN}])")),
    ("节", re.compile(rf"第[ \t]?[{COUNTING}\d]+[ \t]?[节節][ \t\u3000:：]*")),
    ("条", ARTICLE),
    ("X.Y.Z.W", re.compile(r"\d{1,2}(?:\.\d{1,2}){3}(?![\d.])[ \t\u3000]*")),
    ("X.Y.Z", re.compile(r"\d{1,2}(?:\.\d{1,2}){2}(?![\d.])[ \t\u3000]*")),
    ("X.Y", re.compile(r"\d{1,2}\.\d{1,2}(?![\d.])[ \t\u3000]+")),
    ("Ⅰ", re.compile(rf"(?:[Ⅰ-Ⅻ]|[IVX]{{1,4}})(?:[.．、]|[ \t\u3000])[ \t\u3000]*(?=[{HAN}])")),
    ("一、", re.compile(rf"[{COUNTING}]{{1,3}}、[ \t\u3000]*")),
    ("（一）", re.compile(rf"[（(][{COUNTING}]{{1,3}}[)）][ \t\u3000]*")),
    ("1.", re.compile(rf"\d{{1,2}}[.．、](?:(?!\d)|(?={YEAR}\s?年))[ \t\u3000]*")),
    ("（1）", re.compile(rf"(?:[（(]\d{{1,2}}[)）]|\d{{1,2}}[)）](?=[ \t\u3000]*[{HAN}]))[ \t\u3000]*")),
)
"""Numbering styles from the widest to the narrowest. A bare chapter number counts only with its leading zero (04): plain digits
before Han are far more often a count. Numbers in digits are settled by the outline that they make together (series.py)."""
STYLES = tuple(style for style, _ in NUMBERINGS)
CHAPTERS = ("编", "部分", "章", "节")
"""The styles that name what they number."""
_first_of_number = re.compile(rf"[第§专板单PC（({COUNTING}Ⅰ-ⅫIVX\d]")
"""What any of them begins with."""
_may_begin = re.compile(rf"[^\w（(§]*+{_first_of_number.pattern}")
OUTLINED = ("X", "X.Y", "X.Y.Z", "X.Y.Z.W")
"""The styles of an outline in digits, by how many parts a number has."""

_figures = re.compile(r"[-+−.,%％年 ]*+\d[-+−\d.,%％年 ]*")
_table_rule = re.compile(r"\|(?:\s*:?-{2,}:?\s*\|)+|\|(?=[^:：]*[:：])(?:\s*[:：]?[-–—]+[:：]?\s*\|)+")
cell_mark = re.compile(r"(?<!\\)\|")

CLAUSE = 15
"""A line of this width may be a clause of a sentence; labels, names and cells are narrower."""
LONG_LABEL = 25
"""No numbered heading or label without a verb is wider; what is, may be the beginning of a sentence."""
SHORT_LINE = 40
"""A line that fills the width of a page is wider: titles, running titles and captions are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One line of text. `start`, `end` are offsets of its kept characters (marks included,
    outer white space not); `body` is the offset behind hashes, bullet and glyph. `page_before`
    says that a form feed stands between this line and the one before: a page ended there."""

    start: int
    end: int
    body: int
    text: str
    hashes: int = 0
    bullet: bool = False
    glyph: str = ""
    glyph_start: int = 0
    numbering: str = ""
    number_end: int = 0
    number: Path = ()
    blanks_before: int = 0
    indent: int = 0
    page_before: bool = False

    @property
    def first(self) -> int:
        """Where the line's own text starts: behind hashes and bullet; a glyph still in the text
        is text."""
        return self.glyph_start if self.glyph else self.body

    @property
    def row(self) -> bool:
        """A table row written `| cell | cell |`."""
        return self.text[:1] == "|" == self.text[-1:] and len(self.text) > 2 and not self.bullet

    @property
    def marked(self) -> bool:
        return bool(self.hashes or self.bullet or self.glyph or self.numbering) or self.row

    @property
    def prose(self) -> bool:
        return is_prose(self.text)

    @property
    def ended(self) -> bool:
        return ends_sentence(self.text)

    @property
    def width(self) -> int:
        return width(self.text)

    @property
    def ticks(self) -> int | None:
        """Where in `text` a row of boxes to tick begins that ends the line, None without one."""
        return ticks_at(self.text)


def shapes(text: str) -> tuple[Shape, ...]:
    """The lines of a text that are not blank, in order, numbered by what all of them say."""
    return _outlined(_lines_of(text))


def _outlined(lines: list[Shape]) -> tuple[Shape, ...]:
    """The lines with the numbers of the outline in digits; one of its styles elsewhere is a figure, a version, a date. Articles
    bear numbers of headings only where they are titles."""
    numbers = outline_numbers(
        [
            Lead(
                text=line.text,
                hashes=bool(line.hashes),
                style=line.numbering,
                open=not (line.bullet or line.row or line.glyph in FRAMES),
            )
            if line.numbering or line.text[0].isdigit() or opens_with_letter(line.text)
            else NO_LEAD
            for line in lines
        ]
    )
    titled = frozenset(titled_articles([line.text for line in lines]))
    romans = [index for index, line in enumerate(lines) if line.numbering == "Ⅰ"]
    counted = {romans[at] for at in romans_of_none([lines[index].text for index in romans])} if romans else set()
    found = []
    for index, line in enumerate(lines):
        number = numbers.get(index)
        if number is not None:
            style = OUTLINED[min(len(number.path), len(OUTLINED)) - 1]
            end = line.body + number.end
            line = replace(line, numbering=style, number_end=end, number=number.path)  # noqa: PLW2901
        elif line.numbering in OUTLINED[1:] or (line.numbering == "条" and index not in titled) or index in counted:
            line = replace(line, numbering="", number_end=line.body)  # noqa: PLW2901
        found.append(line)
    return tuple(found)


def _lines_of(text: str) -> list[Shape]:
    """The lines that are not blank, each by itself."""
    found: list[Shape] = []
    blanks, page = 0, False
    for match in _line.finditer(text):
        content = match.group(1)
        stripped = content.strip()
        if not stripped:
            blanks += 1
            page = page or "\f" in content
            if match.end() == len(text):
                break
            continue
        start = match.start() + len(content) - len(content.lstrip())
        page = page or "\f" in content[: start - match.start()]
        goes_on = (stripped[0] in _TITLES and _title_is_open(text, start, stripped[0])) or _is_zero(text, start)
        found.append(_shape(stripped, start, blanks, indent=start - match.start(), page_before=page, goes_on=goes_on))
        blanks, page = 0, "\f" in content[start - match.start() + len(stripped) :]
        if match.end() == len(text):
            break
    return found


def _title_is_open(text: str, at: int, closer: str) -> bool:
    """Whether the title of a publication is open at a place: its mark closes it there, however lines are cut
    (`根据《|水渠条例|》的规定`, as a web page sets a link apart)."""
    low = max(0, at - _LONGEST_TITLE)
    return text.rfind(_TITLES[closer], low, at) > text.rfind(closer, low, at)


def _is_zero(text: str, at: int) -> bool:
    """Whether a circle is the zero of a year that a line end cuts: `比一九八|○年`, `二○|○七年`."""
    if not text.startswith("○", at):
        return False
    digits = _han_digits.match(text, at)
    behind = text[max(0, at - _NEAR) : at].rstrip()[-_YEAR:]
    before = behind[len(behind.rstrip(DIGITS)) :]
    return digits is not None and _han_year.fullmatch(before + digits.group()) is not None


def _shape(line: str, start: int, blanks: int, *, indent: int, page_before: bool, goes_on: bool) -> Shape:
    # Nothing that stands before a line's words is a letter or a digit.
    at, hashes, bullet, glyph, glyph_at = (0, 0, False, "", 0) if line[0].isalnum() else _dress(line, goes_on)
    numbering, number_end = "", at
    if not bullet:
        numbering, number_end = _numbering(line, at)
    return Shape(
        start=start,
        end=start + len(line),
        body=start + at,
        text=line[at:],
        hashes=hashes,
        bullet=bullet,
        glyph=glyph,
        glyph_start=start + glyph_at,
        numbering=numbering,
        number_end=start + number_end,
        blanks_before=blanks,
        indent=indent,
        page_before=page_before,
    )


def _dress(line: str, goes_on: bool) -> tuple[int, int, bool, str, int]:
    """Where the words of a line begin; its hashes, whether it has a bullet, its glyph and where that stands."""
    at, hashes, bullet = 0, 0, False
    if match := _hashes.match(line):
        hashes, at = len(match.group(1)), match.end()
    elif match := _bullet.match(line):
        bullet, at = True, match.end()
    framed = None if bullet else _framed.match(line, at)
    if (match := framed) and width(line[at:]) <= SHORT_LINE + len(BOLD) and not is_prose(line):
        glyph = match.group(1) or match.group(2)
        return at + len(glyph), hashes, bullet, glyph, at
    if not goes_on and (match := _glyph.match(line, at)) and ticks_at(line[at:]) != 0:
        return match.end(), hashes, bullet, match.group().strip(), at
    return at, hashes, bullet, "", 0


def _numbering(line: str, at: int) -> tuple[str, int]:
    if not _first_of_number.match(line, at):
        return "", at
    for name, pattern in NUMBERINGS:
        match = pattern.match(line, at)
        if match is None or match.end() == len(line):
            continue
        # "1.5 亿元" and "3.2 个百分点" are figures, whatever their spacing.
        if name == "X.Y" and starts_with_unit(line, match.end()):
            continue
        if name == "1." and starts_with_amount(line, match.end()):
            continue
        return name, match.end()
    return "", at


def label_of(text: str) -> tuple[str, str] | None:
    """The style of the numbering that a text of one line begins with, and what stands up to its end; None without one.

    >>> label_of("## 第四章 环境"), label_of("4章")
    (('章', '## 第四章 '), None)
    """
    shape = next(iter(shapes(text)), None) if _may_begin.match(text) else None
    return (shape.numbering, text[: shape.number_end]) if shape is not None and shape.numbering else None


def is_figures(text: str) -> bool:
    """Whether a line holds nothing but figures, as the scale of a chart or a column of a table does.

    >>> is_figures("2013 2014 2015年"), is_figures("5.2%"), is_figures("12家"), is_figures("3.5。")
    (True, True, False, False)
    """
    return _figures.fullmatch(text) is not None


def cells_of(text: str, row: Shape) -> tuple[tuple[int, int], ...]:
    r"""The ranges of a row's cells in its text, white space around them left out; an escaped bar parts none,
    but the last one closes the row.

    >>> text = r"| a\|b |  | c |"
    >>> [text[low:high] for low, high in cells_of(text, shapes(text)[0])]
    ['a\\|b', '', 'c']
    """
    walls = [match.start() for match in cell_mark.finditer(text, row.start, row.end - 1)]
    found = []
    for low, high in pairwise([*walls, row.end - 1]):
        inside = text[low + 1 : high]
        start = low + 1 + len(inside) - len(inside.lstrip())
        found.append((start, max(start, start + len(inside.strip()))))
    return tuple(found)


def is_table_rule(text: str) -> bool:
    """Whether a line is the row of dashes below a table's header; single ones without a colon stand for missing figures.

    >>> [is_table_rule(row) for row in ("|--|---|", "|:-|-:|-|", "| :—: | —: |", "| - | - |", "| : | - |")]
    [True, True, True, False, False]
    """
    return _table_rule.fullmatch(text) is not None


def key_value(line: str) -> tuple[str, str] | None:
    """The key and value of a line such as `主题 ○ 低碳` or `各类活动：约50场`, else None.

    >>> key_value("主题 ○ 低碳: 全球创新新使命")
    ('主题', '低碳: 全球创新新使命')
    """
    match = _key_value.match(line)
    return (match.group(1), match.group(2)) if match else None
