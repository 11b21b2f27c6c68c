"""Signs of Markdown as an input method types them: full-width, with a blank where none may stand, or not closed. Readers see
them as they were typed, and what was to be a link, a picture, a heading, a list, a table or bold is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.check.written import Own, Written
from annals.markdown.read import left_marks
from annals.model import BlockKind, Given, PageBlock, Phrase, Problem
from annals.text.characters import HAN

_SHOWN = 60
_code = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]{1,400}\1(?!`)")
# An address or the name of a file, so that （2012）, （第16届） and （GOHI） behind a bracket stay what they are.
_target = (
    r"(?:(?:https?:|mailto:|www\.|\.{0,2}/|#)[!-'*-~]{1,300}"
    r"|[^\s()（）<>]{1,200}\.(?:md|html?|png|jpe?g|webp|gif|svg|pdf|csv)(?:#[^\s()（）]{0,100})?)"
)
_link = re.compile(
    rf"(?P<sign>[!！]?)(?<!\\)(?P<open>[\[［【])(?P<text>[^\[\]［］【】\n]{{0,200}})(?<!\\)(?P<close>[\]］】])"
    rf"(?P<gap>[ \u3000]?\n?)(?P<left>[(（])(?P<target>{_target})(?P<right>[)）])"
)
_empty = re.compile(r"(?<![!！\\])\[(?P<text>[^\[\]\n]{1,200})\]\([ \t]{0,9}\)")
# `[论坛](topics/forums.md，很好`: the sign that ends it is missing.
_endless = re.compile(
    r"(?P<sign>!?)(?<!\\)\[(?P<text>[^\[\]\n]{1,200})\]\((?P<target>(?:https?://|\.{0,2}/|[a-z0-9#])[!-'*-~]{1,300})(?![!-~（）])"
)
# `(论坛)[topics/forums.md]`.
_swapped = re.compile(rf"(?P<sign>[!！]?)[(（](?P<text>[^()（）\[\]\n]{{1,200}})[)）]\[(?P<target>{_target})\](?!\()")
_heading = re.compile(r"(?P<mark>[#＃]{0,5}＃[#＃]{0,5})(?P<rest>[^\n]{0,200})")
_quotation = re.compile(r"＞[ \u3000]*(?P<rest>[^\n]{0,200})")
_bold = re.compile(r"＊＊(?P<text>[^＊\n]{1,200})＊＊")
_struck = re.compile(r"(?<![~\\])~~(?P<text>[^~\n]{1,200})~~(?!~)")
_row = re.compile(r"｜[^\n]{1,2000}｜")
_bullet = re.compile(rf"(?:[•‧◦∙⁃▪●·][ \u3000]*|[－–＊＋]+[ \u3000]*|[-*+](?=[{HAN}“《（]))(?P<rest>[^\n*]{{1,200}})")
"""What is typed at the beginning of an item. Two dashes are no such sign: a signature begins so."""
# `[[甲]]`, `[甲][1]`: what other programs make links of.
_foreign_link = re.compile(
    r"(?<![!\\\[])\[(?:\[(?P<name>[^\[\]\n]{1,100})\]|(?P<text>[^\[\]\n]{1,100})\]\[[^\[\]\n]{0,40})\](?![\[(])"
)
_foreign = re.compile(
    r"(?P<box>^[!?]{3}\+?[ \t]+[a-z\"]|^=== \")|(?<![=\\])==(?P<light>[^=\s\n][^=\n]{0,100})==(?!=)|^\[[ xX]\] |\{:?[ ]?[.#][A-Za-z][^{}\n]{0,60}\}"
)
"""Signs that Markdown has elsewhere: boxes, tabs, highlights, boxes to tick, classes."""
_set_in = re.compile(r"(?: {4}| {0,3}\t)[ \t]{0,20}\S")
_sentence = re.compile(rf"[{HAN}]{{2}}[^\n]{{0,300}}[。！？]")
_picture = re.compile(r"\.(?:png|jpe?g|webp|gif|svg)\Z", re.IGNORECASE)
_may_tell = re.compile(
    r"[＃＊｜]|\]\]|\]\[|==|^[!?]{3}|\{:?[ ]?[.#]|\[[ xX]\]|[\]］】][ \u3000]?\n?[(（]|[)）]\[|\]\(\s*\)|~~|\*\*[ \u3000\u00a0]|[ \u3000\u00a0]\*\*|^[ >]{0,6}[＞•‧◦∙⁃▪●·－–＋*+-]|^(?: {4}| {0,3}\t)",
    re.MULTILINE,
)


def mistyped(written: Written) -> Iterator[Problem]:
    """Such signs in blocks that editors wrote or changed. On pages of reports the sign of a heading and of a note are told elsewhere (E252, W252), with what hangs on them."""
    for own in written.blocks(lambda part: _may_tell.search(part) is not None):
        if own.block.content.kind is BlockKind.OPAQUE:
            yield from _indented(own)
            continue
        for typed, cure in (*_at_start(own), *_inside(own.block)):
            if typed not in own.made:
                place, line = f"docs/{own.path}", own.block.line
                yield Problem.of("W253", place, line, excerpt=own.shown, typed=typed[:_SHOWN], cure=cure)


def _indented(own: Own) -> Iterator[Problem]:
    """A paragraph that four blanks or a tab before it made code, as who sets paragraphs in by hand types them."""
    source = own.block.source
    if _set_in.match(source) and _sentence.search(source):
        place, line = f"docs/{own.path}", own.block.line
        yield Problem.of("W214", place, line, excerpt=own.shown, text=source.strip()[:_SHOWN])


def _at_start(own: Own) -> Iterator[tuple[str, Given]]:
    """What was typed at the beginning of a block, and what to write."""
    source = own.block.source
    if own.block.content.kind is BlockKind.ROW and source.lstrip().startswith("｜"):
        yield source.strip(), _so(source.strip().replace("｜", "|"))
    if own.block.content.kind is not BlockKind.PARAGRAPH:
        return
    if own.placed is None and (match := _heading.match(source)):
        yield match[0], _so(f"{'#' * len(match['mark'])} {match['rest'].strip()}")
    if own.placed is None and (match := _quotation.match(source)):
        yield match[0], _so(f"> {match['rest']}")
    if (match := _row.match(source)) and all(line.startswith("｜") for line in source.split("\n")):
        yield match[0], _so(match[0].replace("｜", "|"))
    if (match := _bullet.match(source)) and not begins_item(own.made):
        yield match[0], Phrase.of("typed-item", better=f"- {match['rest'].strip()}")


def _inside(block: PageBlock) -> Iterator[tuple[str, Given]]:
    """What was typed inside a block, and what to write."""
    source = _code.sub(lambda span: " " * len(span[0]), block.source)
    for match in _link.finditer(source):
        better = _meant(match)
        if better != match[0]:
            yield match[0], _so(better)
    for match in _empty.finditer(source):
        yield match[0], _so(f"[{match['text']}](https://…)")
    for match in _endless.finditer(source):
        # What is a link is none of the words that readers see.
        if f"]({match['target']}" in block.text:
            yield match[0], _so(f"{match[0]})")
    for match in _swapped.finditer(source):
        sign = "!" if match["sign"] and _picture.search(match["target"]) else match["sign"]
        yield match[0], _so(f"{sign}[{match['text']}]({match['target']})")
    for match in _foreign_link.finditer(source):
        if match[0] in block.text:
            yield match[0], _so(f"[{match['name'] or match['text']}](….md)")
    for match in _foreign.finditer(block.content.markdown):
        yield match[0] if match["box"] is None else source.split("\n")[0], Phrase.of("typed-elsewhere")
    for match in _bold.finditer(source):
        yield match[0], _so(f"**{match['text']}**")
    for match in _struck.finditer(source):
        yield match[0], Phrase.of("typed-struck")
    yield from _blank_inside(block, source)


def _blank_inside(block: PageBlock, source: str) -> Iterator[tuple[str, Given]]:
    """Bold that is none because a blank stands behind the first marks or before the last ones."""
    parts = source.split("**")
    if len(parts) % 2 == 0 or left_marks(block.content)["**"] < 2:
        return
    for inside in parts[1::2]:
        if inside.strip() and inside != inside.strip() and "\n\n" not in inside:
            yield f"**{inside}**", _so(f"**{inside.strip()}**")


def begins_item(text: str) -> bool:
    """Whether a text begins as an item does whose sign is none of Markdown's: `• 甲`, `·乙`."""
    return _bullet.match(text) is not None


def _so(better: str) -> Phrase:
    return Phrase.of("typed-so", better=better)


def _meant(match: re.Match[str]) -> str:
    """The link or picture that was meant, or what stands there: `【来源】(https://…)` may be the words of a report."""
    if match["open"] == "【" and match["target"].startswith(("http", "www.")):
        return match[0]
    sign = "!" if match["sign"] and _picture.search(match["target"]) else match["sign"]
    return f"{sign}[{match['text']}]({match['target']})"
