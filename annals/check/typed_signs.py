"""Signs of Markdown as an input method types them: full-width, or with a blank where none may stand. Readers see them as they
were typed, and what was to be a link, a picture, a heading, a table or bold is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from annals.check.written import own_blocks
from annals.markdown.front import Front
from annals.model import BlockKind, PageBlock, Problem, Report
from annals.text.characters import excerpt

_SHOWN = 60
_code = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]{1,400}\1(?!`)")
# An address or the name of a file, so that （2012）, （第16届） and （GOHI） behind a bracket stay what they are.
_target = (
    r"(?:(?:https?:|mailto:|www\.|\.{0,2}/|#)[!-'*-~]{1,300}"
    r"|[^\s()（）<>]{1,200}\.(?:md|html?|png|jpe?g|webp|gif|svg|pdf|csv)(?:#[^\s()（）]{0,100})?)"
)
_link = re.compile(
    rf"(?P<sign>[!！]?)(?<!\\)(?P<open>[\[［【])(?P<text>[^\[\]［］【】\n]{{0,200}})(?<!\\)(?P<close>[\]］】])"
    rf"(?P<gap>[ \u3000]?)(?P<left>[(（])(?P<target>{_target})(?P<right>[)）])"
)
_empty = re.compile(r"(?<![!！\\])\[(?P<text>[^\[\]\n]{1,200})\]\([ \t]{0,9}\)")
_turned = re.compile(rf"(?P<sign>[!！]?)[(（](?P<text>[^()（）\[\]\n]{{1,200}})[)）]\[(?P<target>{_target})\](?!\()")
_heading = re.compile(r"(?P<mark>[#＃]{0,5}＃[#＃]{0,5})(?P<rest>[^\n]{0,200})")
_bold = re.compile(r"＊＊(?P<text>[^＊\n]{1,200})＊＊")
_row = re.compile(r"｜[^\n]{1,2000}｜")
_picture = re.compile(r"\.(?:png|jpe?g|webp|gif|svg)\Z", re.IGNORECASE)
_may_tell = re.compile(r"[＃＊｜]|[\]］】][ \u3000]?[(（]|\]\(\s*\)|[)）]\[")


def mistyped(reports: Iterable[Report], texts: Mapping[str, str], fronts: Mapping[str, Front]) -> Iterator[Problem]:
    """Such signs in blocks that editors wrote or changed; `texts` and `fronts` are the pages by path under docs/. On pages of
    reports a heading's own sign is told elsewhere (E252), with what hangs on it."""
    of_reports = {page.path for report in reports for page in report.pages}
    for path, block, text in own_blocks(reports, texts, fronts, lambda part: _may_tell.search(part) is not None):
        for typed, better in _in_block(block, path in of_reports):
            shown = excerpt(text, block.line)
            yield Problem.of("W253", f"docs/{path}", block.line, excerpt=shown, typed=typed[:_SHOWN], better=better)


def _in_block(block: PageBlock, of_report: bool) -> Iterator[tuple[str, str]]:
    """What was typed, and what was meant."""
    if block.content.kind is BlockKind.OPAQUE:
        return
    source = _code.sub(lambda span: " " * len(span[0]), block.source)
    if block.content.kind is BlockKind.PARAGRAPH:
        if not of_report and (match := _heading.match(source)):
            yield match[0], f"{'#' * len(match['mark'])} {match['rest'].strip()}"
        if (match := _row.match(source)) and all(line.startswith("｜") for line in source.split("\n")):
            yield match[0], match[0].replace("｜", "|")
    for match in _link.finditer(source):
        better = _meant(match)
        if better != match[0]:
            yield match[0], better
    for match in _turned.finditer(source):
        sign = "!" if match["sign"] and _picture.search(match["target"]) else match["sign"]
        yield match[0], f"{sign}[{match['text']}]({match['target']})"
    for match in _empty.finditer(source):
        yield match[0], f"[{match['text']}](https://…)"
    for match in _bold.finditer(source):
        yield match[0], f"**{match['text']}**"


def _meant(match: re.Match[str]) -> str:
    """The link or picture that was meant, or what stands there: `【来源】(https://…)` may be the words of a report."""
    if match["open"] == "【" and match["target"].startswith(("http", "www.")):
        return match[0]
    sign = "!" if match["sign"] and _picture.search(match["target"]) else match["sign"]
    return f"{sign}[{match['text']}]({match['target']})"
