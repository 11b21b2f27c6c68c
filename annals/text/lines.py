"""What a single line looks like, before anyone decides what it is.

Cleaning and structure share this: a join must not swallow a heading or an item."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from annals.text.characters import HAN, ends_sentence, is_prose, width

_line = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_hashes = re.compile(r"(#{1,6})(?:[ \t\u3000]+(?=\S)|(?=[》〉»>]))")
_bullet = re.compile(r"[-*+•●·—–◦‣⁃∙]\s+(?=\S)|•(?=[^\s•])")
_framed = re.compile(r"(?:([【『〖])[^【】『』〖〗]{2,20}[】』〗]|(\*\*)[^*]{2,40}\*\*)$")
BOLD = "**"
FRAMES = ("【", "『", "〖", BOLD)
"""Glyphs that open a line which is framed as a whole; as many characters close it."""
_han_number = "一二三四五六七八九十百零〇两"
# Symbol fonts of word processors put their bullets and arrows into the private use area.
_glyph = re.compile(
    r"(?:(?:[»›▶►◎⊗⊙◉❖✦✧★☆●○◆◇■□▪▲△※☒☐☑✓✔➢➣➤❏❐❑❒❍▸▹◈⬤⚫\ue000-\uf8ff]+|>{2,}|[》〉]+|>\|)[ \t\u3000]*)+(?=\S)"
)
_key_value = re.compile(r"^([^：:○，。；、（）()]{1,12}?)[ \t]*(?:[：:][ \t]*|[ \t]○[ \t]*)(.*)$")

NUMBERINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("编", re.compile(rf"第[{_han_number}\d]+[编篇](?=[\s:：]|[{HAN}])[ \t\u3000:：]*")),
    ("部分", re.compile(rf"第[{_han_number}\d]+部分[ \t\u3000:：]*")),
    ("章", re.compile(rf"第[{_han_number}\d]+章[ \t\u3000:：]*")),
    ("X", re.compile(rf"0\d[ \t\u3000]+(?=[{HAN}])")),
    ("节", re.compile(rf"第[{_han_number}\d]+节[ \t\u3000:：]*")),
    ("X.Y.Z", re.compile(r"\d{1,2}(?:\.\d{1,2}){2}(?![\d.])[ \t\u3000]*")),
    ("X.Y", re.compile(r"\d{1,2}\.\d{1,2}(?![\d.])[ \t\u3000]+")),
    ("一、", re.compile(rf"[{_han_number}]{{1,3}}、[ \t\u3000]*")),
    ("（一）", re.compile(rf"[（(][{_han_number}]{{1,3}}[)）][ \t\u3000]*")),
    ("1.", re.compile(r"\d{1,2}[.．、](?!\d)[ \t\u3000]*")),
    ("（1）", re.compile(r"[（(]\d{1,2}[)）][ \t\u3000]*")),
)
"""Numbering styles from the widest to the narrowest. A bare chapter number counts only with
its leading zero (04): plain digits before Han are far more often a count."""

CAPTION = re.compile(r"(?:图表?|表|附[图表])\s?\d+(?:[-－—–.]\d+)*(?:[:：\s]|(?=[^\d\s]))")
"""How a line begins that names a picture or table."""
_units = re.compile(r"[亿万千百元%％个项家次人倍余多吨亩年月日件篇套台所座条米级]|公里|公顷|平方")


@dataclass(frozen=True, slots=True)
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
        return not self.bullet and len(self.text) > 2 and self.text[0] == self.text[-1] == "|"

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


def shapes(text: str) -> tuple[Shape, ...]:
    """The lines of a text that are not blank, in order."""
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
        found.append(replace(_shape(stripped, start, blanks), indent=start - match.start(), page_before=page))
        blanks, page = 0, "\f" in content[start - match.start() + len(stripped) :]
        if match.end() == len(text):
            break
    return tuple(found)


def _shape(line: str, start: int, blanks: int) -> Shape:
    at, hashes, bullet, glyph, glyph_at = 0, 0, False, "", 0
    if match := _hashes.match(line):
        hashes, at = len(match.group(1)), match.end()
    elif match := _bullet.match(line):
        bullet, at = True, match.end()
    if not bullet and (match := _framed.match(line, at)) and not is_prose(line):
        glyph, glyph_at = match.group(1) or match.group(2), at
        at += len(glyph)
    elif match := _glyph.match(line, at):
        glyph, glyph_at, at = match.group().strip(), at, match.end()
    numbering, number_end = "", at
    if not bullet:
        numbering, number_end = _numbering(line, at)
    return Shape(
        start,
        start + len(line),
        start + at,
        line[at:],
        hashes,
        bullet,
        glyph,
        start + glyph_at,
        numbering,
        start + number_end,
        blanks,
    )


def _numbering(line: str, at: int) -> tuple[str, int]:
    for name, pattern in NUMBERINGS:
        match = pattern.match(line, at)
        if match is None or match.end() == len(line):
            continue
        # "1.5 亿元" and "3.2 个百分点" are figures, whatever their spacing.
        if name in ("X.Y", "1.") and _units.match(line, match.end()):
            continue
        return name, match.end()
    return "", at


def starts_with_unit(text: str) -> bool:
    """Whether a text goes on as a figure does: `亿元`, `个百分点`."""
    return _units.match(text) is not None


_publication = re.compile(
    r"[^，。；：！？]{4,80}(?:报告|年鉴|年报|公报|白皮书|蓝皮书|总结|概览|工作计划|工作要点|情况通报)(?:[（(][^（()）]*[）)])?"
)
_digit = "[〇○零一二三四五六七八九]"
_date = re.compile(
    rf"[（(]?\s*(?:(?:19|20)\d\d|{_digit}{{4}})\s*年(?:\s*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*月"
    r"(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?)?\s*[）)]?"
)


def names_publication(line: Shape) -> bool:
    """Whether a line ends as the title of a report does: `2014年湖南省高新技术产业发展报告`."""
    return _publication.fullmatch(line.text) is not None


def is_date(line: Shape) -> bool:
    """A line that holds a date and nothing else, in brackets or not: `（二〇二三年二月）`."""
    return _date.fullmatch(line.text) is not None


_scene = re.compile(
    r"(?:现场|会场|合影|仪式|活动|实验|示意图?|外景|内景|照片|一角|场景|剪影|展[区台厅]|会见|会谈|签约|[开闭]幕式?|揭牌|座谈|参观|考察"
    r"|调研|观摩|颁奖|授牌|演示|效果图|鸟瞰图?|全景|风貌)$"
)


def names_picture(line: Shape) -> bool:
    """Whether a short line without punctuation ends as what a photograph shows: `签约现场`."""
    plain = not line.prose and not line.ended and not any(mark in line.text for mark in "，；：、")
    return plain and 5 <= line.width <= 36 and _scene.search(line.text) is not None


_span = r"(?:19|20)\d\d\s?年?\s?[—–－～~至-]+\s?(?:19|20)\d\d\s?年"
_chart = re.compile(
    rf"(?:{_span}|(?:19|20)\d\d\s?年)?\D*(?:情况|趋势|变化|分布|构成|结构|对比|比较|占比|比重|排名|排行|走势|曲线|图)(?:[（(][^（()）]*[)）])?"
)
_series = re.compile(_span)


def names_chart(line: Shape) -> bool:
    """Whether a short line without punctuation ends as what a chart shows, and has no figure but
    its years: `2019—2023年全省专利授权量变化`."""
    plain = not line.prose and not line.ended and not any(mark in line.text for mark in "，；：、")
    return plain and 8 <= line.width <= 40 and _chart.fullmatch(line.text) is not None


def names_series(line: Shape) -> bool:
    """Whether a line names a chart of several years, which no heading does."""
    return _series.match(line.text) is not None and names_chart(line)


def key_value(line: str) -> tuple[str, str] | None:
    """The key and value of a line such as `主题 ○ 低碳` or `各类活动：约50场`, else None.

    >>> key_value("主题 ○ 低碳: 全球创新新使命")
    ('主题', '低碳: 全球创新新使命')
    """
    match = _key_value.match(line)
    return (match.group(1), match.group(2)) if match else None
