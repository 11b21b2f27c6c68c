"""Residues of conversion tools and web pages: image links, contents lists, chrome, comments.

What stood on a line of its own between the halves of a sentence leaves a form feed behind, as
page furniture does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.model import Edit
from annals.text.lines import Shape, shapes

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
_leaders = re.compile(r"^(?=.*[^\W\d_]).*?(?:[.．…·。]\s?){3,}\s*(?:\d{1,4}|[IVXivx]{1,5})?\s*$")
_spaced_entry = re.compile(r"\S.*?\S[ ]{3,}\d{1,4}\s*$")
_contents_title = re.compile(r"目\s*[录次]|CONTENTS|Contents")
_image = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)(?:\{[^}\n]*\})?")


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
        yield Edit(match.start(), match.end(), "" if rest.strip() else PAGE_MARK, hint="image")


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
    entries = [i for i, line in enumerate(lines) if _is_entry(text[line.start : line.end])]
    for run in _runs(entries):
        first, last = run[0], run[-1]
        while last + 1 < len(lines) and _spaced_entry.match(text[lines[last + 1].start : lines[last + 1].end]):
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
        whole = text[line.start : line.end]
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
        alone = text[match.start() - 1 : match.start()] in ("\n", "") and text[match.end() : match.end() + 1] in (
            "\n",
            "",
        )
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
