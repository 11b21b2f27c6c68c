"""What converters write between pages and around links: separators, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.clean.rules.interruptions import UNFINISHED, waits_for_rest
from annals.model import Edit, HintKind
from annals.text.characters import HAN
from annals.text.lexicon import Lexicon
from annals.text.lines import CLAUSE, Shape
from annals.text.reading import Reading

_rule = r"[-=_*~—─━═#]"
_word = r"(?:[Pp]age|PAGE|[Ss]lide|[Ss]heet|[Pp]\.?|第)"
_number = r"\d{1,4}"
_told = rf"[\[(<（【]?{_number}[\])>）】]?"
"""The number of a page that a word beside it names, in brackets or without."""
_page_word = r"(?:page|slide|pg)"
_frames = r"[-=_*~—─━═#<>\[\]{}()（）【】:+§]{1,40}"
_edge = r"(?:break|end|start|begin|split)"
_turned = r"(?:[接转承续]?[上下前后]一?页|翻页|新的?一?页|(?:next|previous|prev) page)"
"""What tells a reader of the screen, between two rules or arrows, that a page begins: `—— 下一页 ——`."""
_arrows = r"[-=_*~—─━═#<>＜＞«»→←↓↑▶▼▽◀+·. ]{1,80}"
_field = r"(?:NUM|SECTION)?PAGES?"
_switch = r"(?: ?\\{0,2}[*#] ?[A-Za-z\"0-]{1,20}){1,4}"
_field_line = re.compile(rf"(?:[-–—~·/,，| {{}}\d]|[第共页]|of|{_field}(?:{_switch})?){{1,80}}", re.IGNORECASE)
_field_code = re.compile(rf"\b{_field}{_switch}|\{{ ?{_field}(?:{_switch})? ?\}}")
"""The command of a word processor for the number of a page (`PAGE \\* MERGEFORMAT`), which a tool writes instead of it or before it."""
_page_line = re.compile(
    rf"[\[(<{{]{{1,2}}{_number}[\])>}}]{{1,2}} ?{_rule}{{3,200}}"
    rf"|{_rule}{{3,200}} ?[\[(<{{]{{1,2}}{_number}[\])>}}]{{1,2}}(?: ?{_rule}{{3,200}})?"
    rf"|{_rule}{{2,200}} ?[\[(<]?(?:{_word}[ :：#_-]?)?{_told}(?: ?页| ?(?:of|/) ?{_number})?[\])>]? ?{_rule}{{2,200}}"
    rf"|{_rule}{{2,200}} ?(?:(?:start|begin|end) of |new )?page(?: ?{_edge})?(?: ?[:：=#_-]? ?{_told})?(?: ?{_edge})? ?{_rule}{{2,200}}"
    rf"|{_rule}{{2,200}} ?(?:第 ?{_told} ?页 ?)?(?:分页符?|换页符?|(?:本页)?(?:结束|开始)|完|止) ?{_rule}{{2,200}}"
    rf"|(?:(?:page|slide|sheet) ?[:：#_-]? ?{_told}|第 ?{_told} ?页) ?{_rule}{{3,200}}"
    rf"|{_rule}{{3,200}} ?(?:(?:page|slide|sheet) ?[:：#_-]? ?{_told}|第 ?{_told} ?页)"
    rf"|[\[<{{]/?(?:page|PAGE|Page|页)(?:[ _:=-]?\"?{_number}\"?|[ _-]?(?:break|BREAK|end|END))? ?/?[\]>}}]"
    rf"|<?-{{3,20}} ?(?:page|slide) (?:split|break|end) ?-{{3,20}}>?|\[{{1,2}}_?TOC_?\]{{1,2}}|\{{:toc\}}"
    rf"|\\(?:newpage|pagebreak|clearpage)"
    rf"|{_frames} ?(?:(?:start|begin|end) of |new )?{_page_word}(?:[ _-]?(?:break|split|start|begin|end|no|num|number))?"
    rf"(?:[ :：=#_-]{{0,2}}{_told})?(?: ?(?:of|/) ?{_number})? ?{_frames}"
    rf"|{_frames} ?(?:分页|换页)[符线]? ?{_frames}"
    rf"|{_arrows}{_turned}{_arrows}"
    rf"|#{{1,6}} (?:page|slide|pg|p)[ _:-]?{_number}|{_page_word}_?(?:no|num|number|id)[:= ]{{1,2}}{_number}"
    rf"|(?:[#_<|\[]{{1,8}}(?:[a-z]{{2,12}}_){{0,3}})?page[ _-]?break[#_>|\]]{{0,8}}"
    rf"|{_rule}{{2,200}} ?[\w-]{{0,30}}?{_number}\.(?:png|jpe?g|tiff?|webp) ?{_rule}{{2,200}}",
    re.IGNORECASE,
)
_plain_rule = re.compile(r"[-=_*~—─━═](?: ?[-=_*~—─━═]){2,300}|\+{4,200}")
_empty = re.compile(r"\[\]\(#[^()\s]{1,100}\)")
"""A place that the converter's own links lead to."""
_widest = 400
_elsewhere = r"(?:https?://|ftp://|mailto:)"
_nowhere = (
    rf"(?:(?!{_elsewhere})(?:#|/|\.{{1,2}}/|www\.|tel:|javascript:|file:|[^\s()\[\]<>]{{0,150}}"
    r"\.(?:s?html?|aspx?|jsp|php|md|pdf|docx?|xlsx?|pptx?|wps|ofd|zip|rar|jpe?g|png|gif)(?=[\s)>?#])))"
)
"""How an address begins that leads to no place from the site: inside the converted file, beside it, on the site it came from."""
_link = re.compile(
    rf"(?<!!)\[(?P<words>[^\[\]\n]{{1,200}}|\\?\[[^\[\]\n]{{1,20}}\])\]"
    rf"(?P<goal>\([ ]?<?{_nowhere}(?:[^()\n]|\([^()\n]{{0,60}}\)){{0,300}}\))"
)
_defined = re.compile(
    rf"^[ ]{{0,3}}\[(?P<name>[^\[\]^\n]{{1,60}})\]:[ \t]{{1,8}}<?(?P<address>(?:{_elsewhere}|{_nowhere})[^\s<>]{{0,300}})[^\n]{{0,100}}$",
    re.MULTILINE,
)
_referring = re.compile(r"(?<!!)\[(?P<words>[^\[\]\n]{1,200})\](?P<goal>\[(?P<name>[^\[\]^\n]{1,60})\])")
_wiki = re.compile(
    rf"(?<![\[!])\[\[(?:[^\[\]|\n]{{1,80}}\|)?(?P<words>[^\[\]|\n]{{0,80}}[{HAN}][^\[\]|\n]{{0,80}})\]\](?!\])"
)
_leads = re.compile(_elsewhere)
_mark = re.compile(r"\d{1,3}|[*†‡]{1,3}|[a-z]")


@rule("F112", "转换软件的分页线", digits=True, drops=True)
def separators(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each line that a converter wrote between two pages: a rule with a number or the word page, the command
    of a word processor for the number of a page.

    A rule alone is taken only where it cuts a sentence, or where those like it do at several places, or have the foot of a page
    above them. A rule between paragraphs may frame a box: left alone.
    """
    text, lines = reading.text, reading.lines
    alone = [index for index, line in enumerate(lines) if _plain_rule.fullmatch(text[line.start : line.end])]
    cuts = {index for index in alone if _parts_a_sentence(lines, index, reading.lexicon)}
    cuts |= _of_pages(lines, alone, cuts)
    for index, line in enumerate(lines):
        content = text[line.start : line.end]
        if len(content) > _widest:
            continue
        field = _field_code.search(content) and _field_line.fullmatch(content)
        if index in cuts or field or _page_line.fullmatch(content) or _empty.fullmatch(content):
            yield Edit(start=line.start, end=line.end, new=PAGE_MARK)


def _of_pages(lines: Sequence[Shape], alone: Sequence[int], cuts: Set[int]) -> set[int]:
    """The rules of a form that a converter set between all pages: one in five of them cuts a sentence, three at least; or the foot
    of the page stands above a third of them, a long line that is the same each time and stands nowhere else."""
    found: set[int] = set()
    counts = Counter(line.text for line in lines)
    for form in {lines[index].text for index in alone}:
        own = [index for index in alone if lines[index].text == form]
        cutting = sum(index in cuts for index in own)
        above = [lines[index - 1] for index in own if index]
        feet = Counter(line.text for line in above if line.width >= CLAUSE and not line.ended)
        foot = max((count for text, count in feet.items() if count == counts[text]), default=0)
        if (cutting >= _FEWEST and cutting * 5 >= len(own)) or (foot > _FEWEST and foot * 3 >= len(own)):
            found |= set(own)
    return found


_FEWEST = 3


def _parts_a_sentence(lines: Sequence[Shape], index: int, lexicon: Lexicon) -> bool:
    """Whether a rule stands between a long unfinished line, or one that waits for its rest, and one that goes on from it."""
    if not 0 < index < len(lines) - 1:
        return False
    before, after = lines[index - 1], lines[index + 1]
    unfinished = UNFINISHED.search(before.text) and not (before.ended or before.hashes or before.bullet or before.row)
    goes_on = bool(unfinished) and before.width >= CLAUSE and not after.marked and after.prose
    return goes_on or waits_for_rest(before, after, lexicon)


@rule("F113", "不通的链接", digits=True, drops=True)
def links(reading: Reading) -> Iterator[Edit]:
    """Yield the words of each link that leads to no place from the site: its goal is an anchor of the converted file, a file beside
    it, a path of the site that it was copied from.

    A goal that stands on a line of its own, `[年鉴][1]` with `[1]: https://…` below, is put behind its words, as that line may come
    to stand on another page. The mark of a note keeps its brackets, as beside a figure it would pass for a part of it. Links to
    whole addresses stay, and brackets that no address follows.
    """
    text = reading.text
    defined = {match["name"]: match for match in _defined.finditer(text)}
    asked = [match for match in _referring.finditer(text) if match["name"] in defined]
    # A definition that no link asks for may be a note.
    gone = [defined[name] for name in dict.fromkeys(match["name"] for match in asked)]
    done = 0
    for match in sorted([*_link.finditer(text), *asked, *gone, *_wiki.finditer(text)], key=_place):
        if match.start() >= done:
            done = match.end()
            goal = defined[match["name"]]["address"] if match.re is _referring else ""
            yield from _in_place(match, goal) if _leads.match(goal) else _without_goal(match)


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), -match.end()


def _in_place(match: re.Match[str], goal: str) -> Iterator[Edit]:
    """The edit that puts the goal of a link behind its words."""
    yield Edit(start=match.start("goal"), end=match.end("goal"), new=f"({goal})")


def _without_goal(match: re.Match[str]) -> Iterator[Edit]:
    """The edits that leave the words of a link, nothing of a definition."""
    if match.re is _defined:
        yield Edit(start=match.start(), end=match.end(), new="")
    elif match.re is _wiki:
        yield Edit(start=match.start(), end=match.start("words"), new="")
        yield Edit(start=match.end("words"), end=match.end(), new="")
    elif _mark.fullmatch(match["words"]):
        yield Edit(start=match.start("goal"), end=match.end("goal"), new="")
    else:
        yield Edit(start=match.start(), end=match.start() + 1, new="", hint=HintKind.LINK)
        yield Edit(start=match.start("goal") - 1, end=match.end("goal"), new="", hint=HintKind.LINK)
