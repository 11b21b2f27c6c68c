"""Page furniture: what belongs to the printed or web page, not to the text.

What stood between the halves of a sentence leaves a form feed behind, as evidence for the
joins; `K107` takes it out in the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from annals.clean.contract import rule
from annals.clean.furniture.numbers import cuts_a_sentence, page_numbers_of
from annals.clean.furniture.titles import heads_an_excerpt, running_titles_of
from annals.model import Edit
from annals.text.characters import HAN
from annals.text.lines import Shape, shapes

PAGE_MARK = "\f"


@rule("F108", "节选开头的页眉", digits=True, drops=True)
def excerpt_head(text: str) -> Iterator[Edit]:
    """从一本书的中间节选的文稿，第一页也有页眉，与以后各页相同；它不是这篇的题目，删去。凭据：第一个页码大于 2；文首一行没有编号，
    同样的行另有两次以上，且都在页首或紧挨页码。
    不动：从第一页开始的文稿的题目；有编号的章节标题；页码不明的。

    例：
    >>> apply(excerpt_head, "某省年鉴\\n甲。\\n— 17 —\\n\\f某省年鉴\\n乙。\\n— 18 —\\n\\f某省年鉴\\n丙。").split("\\n")[0]
    '\\x0c'
    >>> apply(excerpt_head, "某省年报\\n甲。\\n— 1 —\\n\\f某省年报\\n乙。\\n— 2 —\\n\\f某省年报\\n丙。").split("\\n")[0]
    '某省年报'
    """
    lines = shapes(text)
    if lines and heads_an_excerpt(text, lines):
        yield Edit(lines[0].start, lines[0].end, PAGE_MARK)


@rule("F101", "页码", digits=True, drops=True)
def page_numbers(text: str) -> Iterator[Edit]:
    """独占一行的页码不是正文，删去。凭据：带装饰的写法（— 12 —、第 12 页 共 80 页、3/80）或以零补足位数（098）；有这种写法时，光秃的数字
    要补在其间所缺的页次上，或与前后的页次和文字的多少相称，才是页码；没有时，光秃的数字须依次递增至少三个（中间隔着别的数目的，
    至少五个，或四个而与文字的多少相称），或恰把一句没有写完的长句拦腰截断，或夹在这样的页码之间而与文字的多少相称。
    不动：年份；信息图里独占一行的数目；表格里的数字；章号。

    例：
    >>> apply(page_numbers, "全年新增企业数量持续增长，其中高新技术企业达到\\n— 12 —\\n三百家。")
    '全年新增企业数量持续增长，其中高新技术企业达到\\n\\x0c\\n三百家。'
    >>> apply(page_numbers, "专利授权量\\n3500\\n件")
    '专利授权量\\n3500\\n件'
    """
    lines = shapes(text)
    for index in page_numbers_of(text, lines):
        yield Edit(lines[index].start, lines[index].end, PAGE_MARK)


@rule("F102", "页眉页脚", digits=True, drops=True)
def running_titles(text: str) -> Iterator[Edit]:
    """每页重复的书名、章名、边栏、网址不是正文，删去；空格、记号、# 和页码的不同不计。凭据是几样合起来的：同样的短行多次出现，而多数
    （只出现两次的，须全部）紧挨页码、换页或别的页眉，或把一句话拦腰截断，或自带递增的页码，
    或其下紧接着另一章、节；报告自己的题目在正文里再次出现；有编号的，与眼下这一章、这一节的标题
    相同，其间没有同级的标题；标题之后带“（续）”的；独占一行的“（接上页）”。
    不动：一个标题第一次出现、不截断句子的地方；不靠近换页的重复（各节同名的小标题、重复的表头）；续表。

    例：
    >>> apply(running_titles, "某省年报\\n\\f\\n甲。\\n某省年报\\n\\f\\n乙。\\n某省年报\\n\\f\\n丙。")
    '\\x0c\\n\\x0c\\n甲。\\n\\x0c\\n\\x0c\\n乙。\\n\\x0c\\n\\x0c\\n丙。'
    >>> apply(running_titles, "主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。")
    '主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。'
    """
    lines = shapes(text)
    ends_with_page = bool(lines) and PAGE_MARK in text[lines[-1].end :]
    for index in running_titles_of(text, lines, ends_with_page):
        yield Edit(lines[index].start, lines[index].end, PAGE_MARK)


@rule("F109", "外文页眉", digits=True, drops=True)
def foreign_titles(text: str) -> Iterator[Edit]:
    """中文报告的页眉也有印成英文或拼音的（Guizhou Science and Technology Report 2021），只出现一两次时，重复作不得凭据；独占一行的删去。
    凭据须同时成立：一行全是拉丁字母、数字，三个词以上，各词以大写开头，不成句；正文已经开始；它含有 Report、Yearbook、Bulletin 一类的字或 baogao、
    nianjian 一类的拼音，而紧挨换页、页码，或其后再无文字，或前后两行是一句中文的两半；不含这些字的，须把一句中文拦腰截断，并且与前后都隔着空行、有一边挨着换页。
    不动：正文开始以前的外文题目；章节标题之下的外文标题；图题、参考文献、网址；外文段落；句中折到下一行的外文名称。

    例：
    >>> apply(foreign_titles, "全年新增企业三百家。\\n\\f\\nAnnual Report on Science 2021\\n研发经费增长。")
    '全年新增企业三百家。\\n\\x0c\\n\\x0c\\n研发经费增长。'
    >>> apply(foreign_titles, "某省科技年报\\n\\f\\nAnnual Report on Science 2021\\n研发经费增长。")
    '某省科技年报\\n\\x0c\\nAnnual Report on Science 2021\\n研发经费增长。'
    """
    lines = shapes(text)
    begun = False
    for index, line in enumerate(lines):
        if begun and _is_foreign_title(line) and _stands_as_furniture(text, lines, index):
            yield Edit(line.start, line.end, PAGE_MARK)
        # A page may end before the first sentence does.
        tells = line.prose or ("，" in line.text and line.width >= 15)
        begun = begun or (tells and _han.search(line.text) is not None)


_han = re.compile(f"[{HAN}]")
_foreign = re.compile(r"(?!(?:Fig|Table|Chart|Source|Note)s?\b|https?:|www\.)[A-Za-zÀ-ÿ\d ,&'’:·•|/()–—-]{12,100}")
_foreign_publication = re.compile(
    r"\b(?:report|yearbook|year book|almanac|bulletin|communiqu[eé]|white paper|blue book|annual review|statistics"
    r"|baogao|bao gao|nianjian|nian jian|nianbao|nian bao|gongbao|gong bao)s?\b",
    re.IGNORECASE,
)
_small_words = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "de", "du", "des", "la", "le", "und", "der", "die", "das"])


def _is_foreign_title(line: Shape) -> bool:
    """Whether a line is written as titles are in Latin letters: its words begin with capitals,
    or are all pinyin around the name of a publication."""
    words = re.findall(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]*", line.text)
    if len(words) < 3 or line.bullet or line.numbering or line.row or line.ended or not _foreign.fullmatch(line.text):
        return False
    return all(word[0].isupper() or word.lower() in _small_words for word in words)


def _stands_as_furniture(text: str, lines: Sequence[Shape], index: int) -> bool:
    line, after = lines[index], lines[index + 1 : index + 2]
    at_page_end = (
        line.page_before or any(other.page_before for other in after) or (not after and PAGE_MARK in text[line.end :])
    )
    cuts = (
        0 < index < len(lines) - 1
        and all(_han.search(lines[i].text) for i in (index - 1, index + 1))
        and cuts_a_sentence(lines, index)
    )
    names_chapter = index > 0 and (lines[index - 1].hashes or lines[index - 1].numbering) and not lines[index - 1].prose
    if names_chapter:
        return False
    if _foreign_publication.search(line.text):
        return bool(at_page_end or cuts or (not after and line.blanks_before))
    apart = line.blanks_before and all(other.blanks_before for other in after)
    return bool(cuts and apart and at_page_end)
