"""The lines of a cleaned text with the evidence that cleaning kept for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annals.text.captions import (
    box_label,
    is_caption,
    names_algorithm,
    names_annex,
    names_picture,
    names_series,
    states_in_box,
    tells_of_picture,
)
from annals.text.characters import HAN
from annals.text.dates import YEAR, is_month, is_month_of_year, is_year
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import ending
from annals.text.lines import Shape, is_table_rule, key_value
from annals.text.numerals import COUNTING, TO_TEN
from annals.text.units import COUNTER

_bracketed = re.compile(r"[（(][^（）()]*[)）]$")
_encloses = re.compile("附件[：:]")
"""A list of what is enclosed: `附件：1. …`."""
_reference = re.compile(r"(?:[\[［]\d+[\]］]|[①-⑳]|[¹²³])(?![，。、；：！？）])")
_annex_number = re.compile(rf"[\s\dA-H{TO_TEN}：:].*")
_of_year = re.compile(rf"^{YEAR}\s?年度?")
_counts = re.compile(
    rf"[{HAN}](?<!第)(?:[{COUNTING}两几]{{1,2}}|\d{{1,2}})(?:(?:{COUNTER})?大?[方层][面级次]|[级等档])[：:]$"
)
_wide_set = re.compile(r"(?<=^[^\W\d_]) (?=[^\W\d_](?:[\s：:]|$))")
_NAMED = ("论坛", "会议", "展会", "机构", "企业", "高校", "医院", "联盟", "地方")
"""Types whose names stand as headings above what was done there."""
_WORDS = 4
"""What consists of more words with blanks between them is a row of names, no title of a box."""
_KEY_WIDTH = 20
"""No key of a list with colons is wider."""
LABEL_WIDTH = 30
"""No label without a mark is wider than this; sentences of infographics are."""
MARKED_WIDTH = 60
_DRAWING = "图"


class Role(StrEnum):
    HEADING = "heading"
    LABEL = "label"
    MONTH = "month"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    ROW = "row"
    RULE = "rule"


HEADS = (Role.HEADING, Role.LABEL, Role.MONTH)
"""What heads other lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A shape with what is known of it from hints and from the raw text. `mark` is the bullet; `bold`
    says that the whole line was; `printed` are its characters in the raw text, white space apart; `ruled_end` is the offset of the next printed rule, where a rule
    stands right above too; `below_image` that a tag or italics set it off, right below an image; `full` that it is as wide as the lines that the text's own width broke; `listed` that the
    printed list of contents names it, though nothing else marks it; `entry` that the list names it, its number and all; `cell` that it stood
    in a table that was set out with blanks; `linked` that all its words were a link; `counted` that a word of the text's own
    counts it as one of several titles; `ahead` that it stands above the list of contents, which does not name it; `aired` that in its text a
    blank stands beside figures within sentences, and parts no cells; `slides` that the pages of its text bear titles, which marks tell from all else; `noted` that a rule
    moved it out of a sentence as the note of a page."""

    shape: Shape
    lexicon: Lexicon
    glyph: str = ""
    item_glyph: str = ""
    key: bool = False
    empty_key: bool = False
    level: str = ""
    box_end: int | None = None
    wrapped: bool = False
    run_in: bool = False
    continued: bool = False
    beside_key: bool = False
    mark: str = ""
    ruled_end: int | None = None
    beside_image: bool = False
    below_image: bool = False
    linked: bool = False
    bold: bool = False
    full: bool = False
    listed: bool = False
    entry: bool = False
    ahead: bool = False
    aired: bool = False
    cell: bool = False
    counted: bool = False
    slides: bool = False
    noted: bool = False
    printed: str = ""

    @property
    def text(self) -> str:
        return self.shape.text

    @property
    def delimiter(self) -> bool:
        """The line of dashes below a table's header; a mark, not text."""
        return self.shape.row and is_table_rule(self.text)

    @property
    def month(self) -> bool:
        return is_month(self.text)

    @property
    def colon(self) -> bool:
        """A short name that ends in a colon; with a comma it announces a list instead."""
        return self.text.endswith(("：", ":")) and self.shape.width <= _KEY_WIDTH and "，" not in self.text

    @property
    def announces(self) -> bool:
        """A clause with a comma that ends in a colon leads up to a list; it is text."""
        return self.text.endswith(("：", ":")) and not self.colon and "，" in self.text

    @property
    def leads_to_list(self) -> bool:
        """A line that says of what follows that it follows: `国务院由下列人员组成：`, `补贴标准如下：`."""
        return self.text.endswith(("：", ":")) and any(word in self.text for word in self.lexicon.following)

    @property
    def counts_up(self) -> bool:
        """A line that says how many stand below, whatever they are: `要抓好三个方面：`, `分为四级：`."""
        return _counts.search(self.text) is not None

    @property
    def leads_up(self) -> bool:
        """A clause that announces a list is text, however short: `受到表彰的企业有：`."""
        said = self.text.rstrip("：:")
        return (
            self.announces
            or self.counts_up
            or (said != self.text and (said.endswith(self.lexicon.announcing) or self.leads_to_list))
        )

    @property
    def caption(self) -> bool:
        framed = not self.shape.ended and names_algorithm(self.text)
        return not self.shape.prose and (framed or is_caption(self.text))

    @property
    def names_picture(self) -> bool:
        """A short line without number or mark that tells what a picture or chart of several years shows, or calls itself a drawing."""
        drawn = self.text.endswith(tuple(word for word in self.lexicon.pictures if word[-1] == _DRAWING))
        if drawn and not (self.entry or self.bold or self.shape.marked or self.shape.prose):
            return self.shape.width <= LABEL_WIDTH
        below = self.below_image and not self.shape.prose and self.shape.width <= MARKED_WIDTH
        pictured = (
            below or tells_of_picture(self.shape) or (self.beside_image and names_picture(self.shape, self.lexicon))
        )
        return not self.shape.marked and (pictured or names_series(self.shape, self.lexicon))

    @property
    def reference(self) -> bool:
        return _reference.match(self.text) is not None

    @property
    def aside(self) -> bool:
        """A line all in brackets: `（供稿：科技处）`."""
        return self.text[:1] in "（(" and self.text[-1:] in "）)" and self.shape.numbering == ""

    @property
    def date(self) -> bool:
        return is_month_of_year(self.text)

    @property
    def year(self) -> bool:
        """`2018年` on a line of its own."""
        return is_year(self.text)

    @property
    def tells_of_table(self) -> bool:
        """`单位：亿元`, `注：…`, `资料来源：…`: belongs to a table or picture, names nothing; nor does a note that says it behind its
        number, `7来源：…`."""
        return tells_of_table(self.text, self.lexicon)

    @property
    def cites(self) -> bool:
        """`15 周松青，《监管体系比较研究》`: a note that names who wrote what."""
        return _cited.fullmatch(self.text) is not None

    @property
    def credit(self) -> bool:
        """`供稿：科普部`, `责任编辑：某某`: says whose work stands beside it, names nothing."""
        pair = key_value(self.text)
        return pair is not None and pair[0] in self.lexicon.credits

    @property
    def box_title(self) -> bool:
        """A heading that calls itself a box."""
        label = box_label(self.text, self.lexicon.boxes)
        # 链接：and a row of names is the foot of a web page.
        row = len(self.text.split()) > _WORDS
        if label is None or self.shape.width > MARKED_WIDTH or self.shape.ended or row:
            return False
        word, end = label
        if states_in_box(self.text, end):
            return False
        behind = self.text[end : end + 1]
        return behind in (":", "：") if end == word else not behind or behind in ":：" or behind.isspace()

    @property
    def back_matter(self) -> bool:
        if self.shape.width > LABEL_WIDTH or self.shape.prose:
            return False
        if names_annex(self.text):
            return True
        # 附 录 is set wide as 目 录 is; a chronicle bears the year it tells.
        text = _of_year.sub("", _wide_set.sub("", self.text, count=1))
        rests = (text[len(word) :] for word in self.lexicon.back_matter if text.startswith(word))
        # A scan's blanks, once closed, part no word from the next: 附录大事记.
        alone = ("", "：", ":", *self.lexicon.back_matter)
        return any(rest.strip() in alone or _annex_number.fullmatch(rest) for rest in rests) and not _encloses.match(
            self.text
        )

    @property
    def names_event_or_body(self) -> bool:
        """Whether a line is the name of an event or a body, an edition in brackets apart."""
        name = _bracketed.sub("", self.text)
        word = ending(name, self.lexicon.things_of(_NAMED))
        return word != "" and len(name) > 1 and not name.endswith(self.lexicon.loose_things)

    @property
    def key_with_value(self) -> bool:
        """A line such as `各类活动：约50场`: short key, a value, no sentence, and not alone."""
        return self.key or (self.beside_key and looks_like_key(self.shape, self.lexicon))


def beside_keys(lines: Sequence[Evidence]) -> list[Evidence]:
    """Lines in the order in which they stand, each told whether it stands beside one that looks like a key."""
    keyed = [False, *(looks_like_key(line.shape, line.lexicon) for line in lines), False]
    return [replace(line, beside_key=keyed[at] or keyed[at + 2]) for at, line in enumerate(lines)]


def looks_like_key(shape: Shape, lexicon: Lexicon) -> bool:
    """Whether a line may be a key with its value; a note or a source line is none."""
    if shape.prose or shape.marked or shape.width > MARKED_WIDTH:
        return False
    pair = key_value(shape.text)
    return pair is not None and pair[1] != "" and not tells_of_table(shape.text, lexicon)


def tells_of_table(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is the note of a table, a picture or, behind a number, a page."""
    title = _number.sub("", text, count=1)
    pair = key_value(title)
    return pair is not None and pair[0] in lexicon.notes and (pair[1] != "" or title == text)


_number = re.compile(r"^\d{1,3}[.．、)）]?\s?")
_cited = re.compile(r"\d{1,3}[.．、]?\s{0,4}[^《》。]{2,80}[，,：:]\s?《[^《》]{2,120}》[^《》。]{0,20}")
