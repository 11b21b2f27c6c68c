"""Page furniture: what belongs to the printed or web page, not to the text.

What stood between the halves of a sentence leaves a form feed behind, as evidence for the
joins; `K107` takes it out in the end."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from annals.clean.rule import rule
from annals.model import Edit
from annals.shapes import Shape, shapes
from annals.text import width

PAGE_MARK = "\f"

_dressed_number = re.compile(
    r"(?:[—–―\-·•~～*\[（(]\s*)+\d{1,4}(?:\s*[—–―\-·•~～*\]）)])+|第\s*\d{1,4}\s*页(?:[\s,，/／]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|[Pp]\.?\s?\d{1,4}"
)
_bare_number = re.compile(r"[1-9]\d{0,3}")
_page_label = re.compile(r"[1-9]\d{0,3}|[IVXLC]{1,7}|[ivxlc]{1,7}")
_year = re.compile(r"(?:19|20)\d\d")
_digits = re.compile(r"\d+")
_spaced_entry = re.compile(r"\S.*?\S[ ]{3,}\d{1,4}\s*$")
_leaders = re.compile(r"^(?=.*[^\W\d_]).*?(?:[.．…·。]\s?){3,}\s*(?:\d{1,4}|[IVXivx]{1,5})?\s*$")
_contents_title = re.compile(r"目\s*[录次]|CONTENTS|Contents")
_image = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?")
_comment = re.compile(r"<!--(?:(?!-->).){0,2000}-->", re.DOTALL)
_front_matter = re.compile(r"\A\s*---[ \t]*\n(?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n)+---[ \t]*\n")
_chrome = re.compile(
    r"(?:您?的?当?前?位置[：:].*|您?现?在的位置[：:].*|首页\s*[>＞»/].*"
    r"|[【\[（(]?\s*字\s*[号体][：:].*"
    r"|(?:[【\[]?(?:打印|打印本页|下载|收藏|关闭|关闭窗口|返回顶部|返回|纠错|浏览次数[：:]?\s*\d*|阅读次数[：:]?\s*\d*)[】\]]?[\s|｜/]*)+"
    r"|分享(?:到|至)?[：:]?.{0,30}|扫一扫.{0,20}|(?:上|下)一[篇条页][：:].*"
    r"|(?:发布(?:时间|日期)|信息来源|文章来源|来源|浏览次数|点击数|责任编辑|索\s*引\s*号)[：:].{0,60}"
    r"|(?:主办|承办|主管|地址)(?:单位)?[：:].{0,60}(?:邮编|电话|技术支持|网站标识码).{0,60}|(?:技术支持|网站标识码|版权所有)[：:© ].{0,80}|.{0,30}ICP备.{0,60}|.{0,30}公网安备.{0,60})"
)
_sequence_step = 4


@rule("F101", "页码", digits=True, drops=True)
def page_numbers(text: str) -> Iterator[Edit]:
    """独占一行的页码不是正文，删去。凭据：带装饰的写法（— 12 —、第 12 页 共 80 页、3/80）；有这种写法时，光秃的数字只有恰好补上其间
    所缺的页次才是页码；没有时，光秃的数字须依次递增至少三个（中间隔着别的数目的，至少五个），或恰把一句没有写完的长句拦腰截断。
    不动：年份；信息图里独占一行的数目；表格里的数字；章号。

    例：
    >>> apply(page_numbers, "全年新增企业数量持续增长，其中高新技术企业达到\\n— 12 —\\n三百家。")
    '全年新增企业数量持续增长，其中高新技术企业达到\\n\\x0c\\n三百家。'
    >>> apply(page_numbers, "专利授权量\\n3500\\n件")
    '专利授权量\\n3500\\n件'
    """
    lines = shapes(text)
    for index in _page_number_lines(text, lines):
        yield Edit(lines[index].start, lines[index].end, PAGE_MARK)


def _whole(text: str, line: Shape) -> str:
    return text[line.start : line.end]


def _page_number_lines(text: str, lines: Sequence[Shape]) -> list[int]:
    dressed, bare = [], []
    for index, line in enumerate(lines):
        whole = _whole(text, line)
        if _dressed_number.fullmatch(whole):
            dressed.append((index, int(_digits.search(whole).group())))
        elif _page_label.fullmatch(whole) and _at_page_end(lines, index):
            dressed.append((index, int(whole) if whole.isdigit() else 0))
        elif _bare_number.fullmatch(whole):
            bare.append((index, int(whole)))
    if dressed:
        return sorted({index for index, _ in dressed} | _missing_between(dressed, bare))
    in_order = _increasing(bare) | _ascending_alone(lines, bare)
    return [i for i, n in bare if i in in_order or (_cuts_a_sentence(lines, i) and not _year.fullmatch(str(n)))]


def _at_page_end(lines: Sequence[Shape], index: int) -> bool:
    """Whether a form feed of the raw text stands beside a line."""
    return lines[index].page_before or (index + 1 < len(lines) and lines[index + 1].page_before)


def _ascending_alone(lines: Sequence[Shape], bare: list[tuple[int, int]]) -> set[int]:
    """The indexes of the longest ascending run among numbers that stand alone between blank
    lines, other numbers passed over: at least five, by small steps, and most of such numbers."""
    alone = [
        (i, n)
        for i, n in bare
        if lines[i].blanks_before and (i + 1 == len(lines) or lines[i + 1].blanks_before) and not _year.fullmatch(str(n))
    ]
    tails: list[int] = []
    back: list[int] = []
    last_at: list[int] = []
    for position, (_, number) in enumerate(alone):
        at = bisect_left(tails, number)
        back.append(last_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(number)
            last_at.append(position)
        else:
            tails[at], last_at[at] = number, position
    chain: list[tuple[int, int]] = []
    position = last_at[-1] if last_at else -1
    while position >= 0:
        chain.append(alone[position])
        position = back[position]
    steady = len(chain) >= 5 and chain[0][1] - chain[-1][1] <= _sequence_step * (len(chain) - 1)
    return {i for i, _ in chain} if steady and len(chain) * 2 >= len(alone) else set()


def _missing_between(dressed: list[tuple[int, int]], bare: list[tuple[int, int]]) -> set[int]:
    """Where pages bear dressed numbers, a bare one is a page number only if it fills a gap: more
    than the dressed number before it, less than the one behind it."""
    found = set()
    for index, number in bare:
        before = max((n for i, n in dressed if i < index), default=None)
        after = min((n for i, n in dressed if i > index), default=None)
        low = before if before is not None else number - 2
        high = after if after is not None else number + 2
        if low < number < high and (before is not None or after is not None) and high - low <= _sequence_step:
            found.add(index)
    return found


def _increasing(numbers: list[tuple[int, int]]) -> set[int]:
    """The indexes of numbers that go up by small steps, far apart, at least three in a row."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, number in [*numbers, (-1, -1)]:
        near = run and (0 < number - run[-1][1] <= _sequence_step * 3) and index - run[-1][0] > 3
        if not near:
            small = run and run[-1][1] - run[0][1] <= _sequence_step * (len(run) - 1)
            if len(run) >= 3 and small and not all(1950 <= n <= 2049 for _, n in run):
                found |= {i for i, _ in run}
            run = []
        run.append((index, number))
    return found


def _cuts_a_sentence(lines: Sequence[Shape], index: int) -> bool:
    """Whether a line stands between an unfinished long line and an unmarked one that goes on."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    if before.ended or before.hashes or before.bullet:
        return False
    return before.width >= 20 and not after.marked and after.width >= 8


@rule("F102", "页眉页脚", digits=True, drops=True)
def running_titles(text: str) -> Iterator[Edit]:
    """每页重复的书名、章名不是正文，删去。凭据须同时成立：同样的短行（数字不计）出现三次以上，或两次而处处紧挨页码或换页；这一处紧挨页码或换页，
    或自带递增的页码，或把一句话拦腰截断。
    不动：第一次出现的章节标题；不靠近换页的重复（各节同名的小标题、重复的表头）。

    例：
    >>> apply(running_titles, "某省年报\\n\\f\\n甲。\\n某省年报\\n\\f\\n乙。\\n某省年报\\n\\f\\n丙。")
    '\\x0c\\n\\x0c\\n甲。\\n\\x0c\\n\\x0c\\n乙。\\n\\x0c\\n\\x0c\\n丙。'
    >>> apply(running_titles, "主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。")
    '主题\\n甲。\\n主题\\n乙。\\n主题\\n丙。'
    """
    lines = shapes(text)
    keys = [_key(_whole(text, line)) for line in lines]
    counts = Counter(keys)
    seen: set[str] = set()
    numbered = _self_numbered(text, lines, keys)
    ends = [*(line.page_before for line in lines[1:]), bool(lines) and PAGE_MARK in text[lines[-1].end :]]
    beside = [line.page_before or end for line, end in zip(lines, ends, strict=True)] if lines else []
    beside_counts = Counter(key for key, near in zip(keys, beside, strict=True) if near)
    for index, line in enumerate(lines):
        key = keys[index]
        first, _ = key not in seen, seen.add(key)
        doubled = beside[index] and index + 1 < len(lines) and keys[index + 1] == key
        repeated = line.numbering in ("编", "部分", "章", "节", "X.Y") and not first and (beside[index] or _unfinished(lines, index))
        if key and not line.bullet and not line.row and (doubled or repeated):
            # A page that opens a chapter has its title twice, as header and as heading; and no
            # number heads two chapters.
            yield Edit(line.start, line.end, PAGE_MARK)
            continue
        if counts[key] < 2 or width(key) < 4 or "：" in key or ":" in key or line.bullet or line.row or width(key) > 40 or line.ended:
            continue
        # The true heading is the one that no page end is near; if all are near, the first.
        if line.numbering and first and beside_counts[key] == counts[key]:
            continue
        near = beside_counts[key]
        if counts[key] < 3 and not (width(key) >= 4 and near == counts[key]):
            continue
        # A heading that recurs in every section stands at a page's head now and then.
        running = near >= counts[key] - 1 if line.numbering else near * 2 > counts[key]
        if (beside[index] and running) or index in numbered or (counts[key] >= 3 and not line.numbering and lines[index - 1].prose and _cuts_a_sentence(lines, index)):
            yield Edit(line.start, line.end, PAGE_MARK)


def _unfinished(lines: Sequence[Shape], index: int) -> bool:
    """Whether the line before is prose without an end."""
    return index > 0 and lines[index - 1].prose and not lines[index - 1].ended


def _key(line: str) -> str:
    return re.sub(r"[\s\d—–\-·|｜/]", "", line)


def _self_numbered(text: str, lines: Sequence[Shape], keys: Sequence[str]) -> set[int]:
    """Lines whose repeated title carries a page number of its own that goes up."""
    found: set[int] = set()
    by_key: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        numbers = [n for n in _digits.findall(_whole(text, line)) if not _year.fullmatch(n)]
        if numbers and keys[index]:
            by_key.setdefault(keys[index], []).append((index, int(numbers[-1])))
    for numbers in by_key.values():
        found |= _increasing(numbers)
    return found


@rule("F103", "图片链接", digits=True, drops=True)
def images(text: str) -> Iterator[Edit]:
    """转换软件留下的图片链接指向不存在的文件，删去；独占一行的按换页处理，以便接回被图片截断的句子。
    不动：图题；普通链接。

    例：
    >>> apply(images, "见下图。\\n![](images/3f.jpg)\\n图1 总体布局")
    '见下图。\\n\\x0c\\n图1 总体布局'
    >>> apply(images, "见[附件](a.pdf)！")
    '见[附件](a.pdf)！'
    """
    for match in _image.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.end())
        rest = text[line_start : match.start()] + text[match.end() : line_end if line_end >= 0 else len(text)]
        yield Edit(match.start(), match.end(), "" if rest.strip() else PAGE_MARK)


@rule("F104", "目录", digits=True, drops=True)
def contents(text: str) -> Iterator[Edit]:
    """正文之前带引导点和页码的目录，网页自有目录，删去。凭据：连续两行以上以三个以上的点引到页码；其上的“目录”二字一并删去。
    不动：正文里的省略号；只有一行的。

    例：
    >>> apply(contents, "目录\\n第一章 总则……………1\\n第二章 人才……………9\\n\\n第一章 总则")
    '\\n\\n\\n\\n第一章 总则'
    >>> apply(contents, "他说：等一等……\\n后来呢？")
    '他说：等一等……\\n后来呢？'
    """
    lines = shapes(text)
    entries = [i for i, line in enumerate(lines) if _is_entry(_whole(text, line))]
    for run in _runs(entries):
        first, last = run[0], run[-1]
        while last + 1 < len(lines) and _spaced_entry.match(_whole(text, lines[last + 1])):
            last += 1
        while first and (_contents_title.fullmatch(lines[first - 1].text) or _is_wrapped_entry(lines[first - 1])):
            first -= 1
        if len(run) >= 2:
            for line in lines[first : last + 1]:
                yield Edit(line.start, line.end, "")


def _is_entry(line: str) -> bool:
    return _leaders.match(line) is not None and re.search(r"\d|[IVX]", line[-6:]) is not None


def _runs(entries: list[int]) -> list[list[int]]:
    """Entries of one contents list: a wrapped entry or a page's end may stand between two."""
    runs: list[list[int]] = []
    for index in entries:
        if runs and index - runs[-1][-1] <= _CONTENTS_GAP:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


_CONTENTS_GAP = 5


def _is_wrapped_entry(line: Shape) -> bool:
    return bool(line.numbering) and not line.ended and not line.prose and line.width > 20


@rule("F105", "网页残留", digits=True, drops=True)
def web_chrome(text: str) -> Iterator[Edit]:
    """从网页复制来的导航、字号、打印、分享、上一篇下一篇、发布时间一类的行，不是报告的文字，删去。
    不动：正文段落；出现在句子里的同样的词。

    例：
    >>> apply(web_chrome, "您的位置：首页 > 政务公开\\n【字号：大 中 小】 打印\\n全省科技工作会议召开。")
    '\\n\\n全省科技工作会议召开。'
    >>> apply(web_chrome, "平台提供打印、下载等服务。")
    '平台提供打印、下载等服务。'
    """
    for line in shapes(text):
        whole = _whole(text, line)
        if len(whole) <= 120 and not line.prose and _chrome.fullmatch(whole):
            yield Edit(line.start, line.end, "")


@rule("F107", "转换软件的注释", digits=True, drops=True)
def comments(text: str) -> Iterator[Edit]:
    """转换软件写在 <!-- --> 里的分页、页码、页眉不是报告的文字，删去；独占一行的按换页处理。
    不动：不成对的尖括号；正文里的破折号。

    例：
    >>> apply(comments, "甲段未完\\n<!-- PageNumber=3 -->\\n乙段")
    '甲段未完\\n\\x0c\\n乙段'
    >>> apply(comments, "a<b，c-->d")
    'a<b，c-->d'
    """
    for match in _comment.finditer(text):
        alone = text[match.start() - 1 : match.start()] in ("\n", "") and text[match.end() : match.end() + 1] in ("\n", "")
        yield Edit(match.start(), match.end(), PAGE_MARK if alone else "")


@rule("F106", "转换软件的文件头", digits=True, drops=True)
def front_matter(text: str) -> Iterator[Edit]:
    """文件开头两行“---”之间的键和值由转换软件写入，不是报告的文字，删去。
    不动：正文里的分隔线；不在文件开头的。

    例：
    >>> apply(front_matter, "---\\ntitle: 年报\\ndate: 2019-03-05\\n---\\n第一章 总则")
    '第一章 总则'
    >>> apply(front_matter, "第一章 总则\\n---\\n甲\\n---\\n")
    '第一章 总则\\n---\\n甲\\n---\\n'
    """
    match = _front_matter.match(text)
    if match:
        yield Edit(match.start(), match.end(), "")
