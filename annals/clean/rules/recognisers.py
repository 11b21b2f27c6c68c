"""What tools that read pages as pictures write beside the words: notices of pictures, tokens and tags of their models."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annals.clean.contract import rule
from annals.clean.rules.furniture import PAGE_MARK
from annals.model import Edit, HintKind
from annals.text.reading import Reading

_bold = r"(?:\*\*|__)?"
_notice = re.compile(
    rf"{_bold}(?:==> picture \[\d{{1,5}} x \d{{1,5}}\] intentionally omitted <=="
    rf"|-----[ ](?:Start|End) of picture text -----){_bold}(?:<br ?/?>)?"
    r"|<!-- (?:Start|End) of picture text -->(?:<br ?/?>)?"
)
_named = re.compile(
    r"^[ \t]{0,8}(?P<notice>\[(?:image|picture|photo|img|图片|图像|插图)[ _-]?(?:\d{1,3})?(?:[：:][^\[\]\n]{0,120})?\]|【(?:图片|图像|插图)】)[ \t]{0,8}$",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands on a line of its own for a picture that a copy left out, with what is said of it: `[image: …]`, `[图片]`."""
_place = r"\[[\[\]\d,. ]{3,400}\]"
_label = r"[a-z][a-z_ -]{1,30}"
_token = re.compile(
    rf"<\|ref\|>{_label}<\|/ref\|>|<\|det\|>(?:{_label})?{_place}<\|/det\|>|<\|det\|>(?:{_label})?{_place}"
    r"|<[|｜]/?[A-Za-z][A-Za-z_▁]{1,30}[|｜]>|\[MISSING_PAGE_EMPTY:\d{1,4}\]",
)
_aside = re.compile(r"<(?P<tag>page_number|watermark)>(?P<inside>[^<>\n]{0,80})</(?P=tag)>", re.IGNORECASE)
_running = re.compile(
    r"<(?P<tag>header|footer|page_header|page_footer)>(?P<inside>[^<>\n]{1,80})</(?P=tag)>", re.IGNORECASE
)
_tag = re.compile(
    r"</?(?:signature|header|footer|page_header|page_footer|caption|title|text|main|aside|nav)>", re.IGNORECASE
)
_tick = re.compile(r":(?P<un>un)?selected:")


@rule("F123", "图片的占位文字", digits=True, drops=True)
def picture_notices(reading: Reading) -> Iterator[Edit]:
    """Yield a form feed for each notice that a picture was left out, or that its words begin or end.

    A picture may stand in the midst of a sentence, as the end of a page may. The words in it stay, and so does `[图片]` within a line.
    """
    text = reading.text
    notices = [m.span() for m in _notice.finditer(text)] + [m.span("notice") for m in _named.finditer(text)]
    return (Edit(start=start, end=end, new=PAGE_MARK, hint=HintKind.IMAGE) for start, end in sorted(notices))


@rule("F124", "识别模型的标记", digits=True, drops=True)
def model_marks(reading: Reading) -> Iterator[Edit]:
    """Yield deletions of a model's tokens, with the places on the page that they hold, of its tags, and with their words
    those for page numbers, watermarks, and running titles that are lines of the text elsewhere; ☑ and ☐ for `:selected:` and `:unselected:`.

    The words in other tags stay, and so does the note that a page could not be read: something is missing there.
    """
    text = reading.text
    titles = {shape.text for shape in reading.lines}
    apart = {m.span() for m in _aside.finditer(text)}
    # What stands at the head of a page and is printed elsewhere too is its running title.
    apart |= {m.span() for m in _running.finditer(text) if m["inside"].strip() in titles}
    found = [m.span() for form in (_token, _tag) for m in form.finditer(text)]
    done = 0
    for start, end in sorted([*apart, *found], key=lambda place: (place[0], -place[1])):
        if start < done:
            continue
        done = end
        lone = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
        yield Edit(start=start, end=end, new=PAGE_MARK if lone and (start, end) in apart else "")
    for match in _tick.finditer(text):
        yield Edit(start=match.start(), end=match.end(), new="☐" if match["un"] else "☑")
