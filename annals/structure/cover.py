"""The lines of a cover above a text's first sentence: which is the title, and what only stands
with it."""

from __future__ import annotations

import re
from collections.abc import Collection

from annals.structure.evidence import MARKED_WIDTH, Evidence
from annals.structure.same_style import number_of
from annals.text.captions import (
    aside,
    is_document_number,
    is_subtitle,
    names_letter,
    names_overview,
    names_publication,
    unnoted,
)
from annals.text.characters import HAN
from annals.text.dates import YEAR, is_date
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of, ending
from annals.text.lines import key_value
from annals.text.numerals import TO_TEN, value_of
from annals.text.salutations import salutes
from annals.text.word_rows import counts_names, is_name

_STATUTE_WIDTH = 8
"""The least width of the title of a statute or plan."""
_COVER = 12
"""A cover has so many lines at most."""
_TITLE, _ABOVE_FIRST = 6, 4
"""No title that stands alone is shorter, and none right above the first number of all (`林业综述`)."""
_code = re.compile(r"代码[：:]\s?\d{4,8}(?!\d)")
_states = re.compile(r"[，；：,;:]|\d{4}-\d")
_latin = re.compile(f"^(?=.*[A-Za-z])[^{HAN}]+$")
_aside = re.compile(r"[—–-]{1,2}.*|[（(].*[）)]")
_day = rf"{YEAR}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"


def cover_of(lines: tuple[Evidence, ...], lexicon: Lexicon) -> tuple[int | None, frozenset[int]]:
    """The index of the line that is the title of the whole text, or None, and those of the lines beside it
    that are no headings: salutation, number, date of issue; below it also subtitle, issuer, speaker, the title
    in another language."""
    title, coded = None, False
    matter: set[int] = set()
    for index, line in enumerate(lines[:_COVER]):
        if line.shape.prose or line.shape.numbering or line.shape.bullet or line.shape.row:
            break
        if says_how_issued(line.text, lexicon) and not _heads_days(lines, index):
            matter.add(index)
        elif title is None and _code.search(line.text):
            coded = True
            matter.add(index)
        elif line.text.endswith(("：", ":")):
            # A report to those who asked for it: `市人大常委会：`, `省科技厅：`.
            if title is not None and line.text[:-1].endswith((*lexicon.issuers, *lexicon.offices)):
                matter.add(index)
            break
        elif title is not None:
            if _goes_with_title(lines, index, title, matter):
                matter.add(index)
        elif _names_whole(line, coded=coded):
            title = index
            if index and is_subtitle(line.text) and _may_be_titled(lines[index - 1]) and index - 1 not in matter:
                # What kind of text it is, the subtitle says, and how it is called the line above.
                title = index - 1
                matter.add(index)
    return (_untitled(lines, matter) if title is None else title), frozenset(matter)


def _names_whole(line: Evidence, *, coded: bool) -> bool:
    """Whether a line names a report, a letter or a statute; below the code of a company also what it announces: `第八次会议决议公告`."""
    lexicon = line.lexicon
    names = (
        names_publication(line.text, lexicon)
        or names_letter(line.text, lexicon)
        or names_overview(line.text, lexicon)
        or names_statute(line, lexicon)
        or (coded and re.fullmatch(rf"[^：:。，；、]{{4,60}}{any_of(lexicon.circulars)}", line.text) is not None)
    )
    return names and not line.glyph and line.shape.width <= MARKED_WIDTH


def _goes_with_title(lines: tuple[Evidence, ...], index: int, title: int, matter: Collection[int]) -> bool:
    """Whether a line below the title belongs to it: who signs with it or made it, an aside, the title in another language."""
    line = lines[index]
    # Who they are, a note at the foot of the page says.
    signs = unnoted(line.text).endswith(line.lexicon.issuers) and not _lists_members(lines, index)
    makers = _names_makers(lines, index) or (index == title + 1 and _names_authors(line))
    makers = makers or (index - 1 in (title, *matter) and _says_who_made(lines, index))
    return signs or makers or bool(_aside.fullmatch(line.text) or _latin.search(line.text))


def _untitled(lines: tuple[Evidence, ...], matter: Collection[int]) -> int | None:
    """The title of a text none of whose first lines names a kind of text: the line at the very top, or a plan's."""
    if 0 not in matter and lines and _is_lone_title(lines, lines[0].lexicon):
        return 0
    return next((i for i in range(len(lines[:_COVER])) if i not in matter and _names_plan(lines, i)), None)


def _may_be_titled(line: Evidence) -> bool:
    """Whether a line above a subtitle may be the title."""
    return _TITLE <= line.shape.width <= MARKED_WIDTH and not (line.glyph or _states.search(line.text))


def _heads_days(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a year alone stands right above the first day of a chronicle: `2009年`, `1月5日 …`."""
    return lines[index].year and any(_day_of_year.match(line.text) for line in lines[index + 1 : index + 2])


_day_of_year = re.compile(r"\d{1,2}\s?月\s?\d{1,2}\s?日")


def _names_makers(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line below the title, which heads nothing, names those who made the report, bodies behind a word for them or persons
    in a row: `主办单位：盐湖研究所 省地矿局`, `冶成林 祁世英 丁宁`."""
    line, below = lines[index], lines[index + 1 : index + 2]
    if any(other.shape.hashes == 0 or other.shape.hashes > line.shape.hashes for other in below):
        return False
    key, surnames = _key_of_makers.match(line.text), line.lexicon.surnames
    if key is None:
        row = _row_of_names.fullmatch(line.text)
        return row is not None and any(is_name(word, surnames) for word in line.text.split())
    named = line.text[key.end() :]
    return named.endswith((*line.lexicon.issuers, *line.lexicon.bodies)) or counts_names(named, surnames) > 0


def _names_authors(line: Evidence) -> bool:
    """Whether a line without marks is a row of names and nothing else, perhaps with the mark of a note: right below the title those who
    wrote the text (`郑怀远 杜若溪*`)."""
    words = unnoted(line.text).split()
    named = all(is_name(word, line.lexicon.surnames) for word in words)
    return not line.shape.marked and named and len(words) > 1


def _says_who_made(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a line below the title says of persons or of a body that they made it (`放流站编`, `丁宁执笔`): it is known by its name, or
    the text below names it again, as it does not what a title is made of (`典型案例汇|编`)."""
    text, lexicon = lines[index].text, lines[index].lexicon
    verb = ending(text, lexicon.credits)
    who = text[: len(text) - len(verb)].rstrip()
    if not verb or lines[index].shape.hashes or _states.search(who):
        return False
    named = len(who) > _TAIL and who.endswith((*lexicon.bodies, *lexicon.offices))
    if named or counts_names(who.replace("、", " "), lexicon.surnames):
        return True
    below = "\n".join(line.text for line in lines[index + 1 : index + _BELOW]).replace(who[-_TAIL:] + verb, "")
    return len(who) > _TAIL and who[-_TAIL:] in below


_TAIL = 3
"""By so many characters at its end a body is called in short."""
_BELOW = 60
"""In so many lines below a cover the text names who wrote it."""
_key_of_makers = re.compile(rf"[{HAN}]{{2,8}}[：:][ \u3000]?(?=\S)")
_row_of_names = re.compile(rf"[{HAN}·]{{2,4}}(?:[ \u3000]{{1,4}}[{HAN}·]{{2,4}}){{1,20}}")


def _lists_members(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a body bears # marks above its functions with who has them (`主任：某某`, `副主任 某某 某某`): it heads a list of its
    members, and nobody signs with it."""
    below, lexicon = lines[index + 1 : index + 3], lines[index].lexicon
    held = re.compile(rf"[{HAN}]{{0,2}}{any_of(lexicon.offices)}[ \u3000]{{1,8}}[{HAN}]")
    told = all(key_value(line.text) is not None or held.match(line.text) for line in below)
    return lines[index].shape.hashes > 0 and len(below) > 1 and told


def _names_plan(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a plain line at the very top is the title of a plan or a scheme (`…试点工作方案`): none of those above it or of its
    own tells anything else."""
    if any(line.shape.prose or line.shape.marked or line.glyph for line in lines[: index + 1]):
        return False
    title = lines[index]
    named = aside.sub("", title.text).endswith(title.lexicon.plans) and not _states.search(title.text)
    return named and _STATUTE_WIDTH <= title.shape.width <= MARKED_WIDTH


def _is_lone_title(lines: tuple[Evidence, ...], lexicon: Lexicon) -> bool:
    """Whether the text begins with one plain line right above its first numbered heading, or the first that a word
    of its own counts (`案例一`), as an article does whose title names no kind of publication (`本市数字经济发展规划`), or right above whom it addresses, as a speech does, or who
    issued it and when."""
    if len(lines) < 2:
        return False
    numbered = bool(lines[1].shape.numbering) and not lines[1].shape.prose and not lines[1].shape.ended
    heads = numbered or _begins_series(lines, 1)
    issued = lines[1].text.endswith(lexicon.issuers) and any(is_date(line.text) for line in lines[2:3])
    if not (heads or issued) and not salutes(lines[1].text, lexicon):
        return False
    first = lines[0]
    plain = not first.shape.marked and not first.glyph and not first.shape.prose and not first.shape.ended
    named = plain and not (first.date or first.aside or first.caption or first.tells_of_table or first.reference)
    least = _ABOVE_FIRST if heads and number_of(lines[1].shape) == 1 and not first.back_matter else _TITLE
    return bool(named and least <= first.shape.width <= MARKED_WIDTH and not _states.search(first.text))


def _begins_series(lines: tuple[Evidence, ...], index: int) -> bool:
    """Whether a heading with # marks is the first that a word of its own counts, and another of its rank the second:
    `# 案例一 海岛微电网`, `# 案例二 零碳园区`."""
    first = _counted.match(lines[index].text) if lines[index].shape.hashes else None
    if first is None or value_of(first["number"]) != 1:
        return False
    ranked = (line.text for line in lines[index + 1 :] if line.shape.hashes == lines[index].shape.hashes)
    others = (_counted.match(text) for text in ranked)
    return any(other and other["word"] == first["word"] and value_of(other["number"]) == 2 for other in others)


_counted = re.compile(rf"(?P<word>[{HAN}]{{1,6}}?)(?P<number>\d{{1,2}}|[{TO_TEN}]{{1,3}})[ \u3000：:—–-]")


def says_how_issued(text: str, lexicon: Lexicon) -> bool:
    """Whether a line near the top of a text says when, as what, by and to whom it was issued, whatever stands around it:
    `琼科〔2011〕6号`, `2001年12月12日国务院令第336号公布`, `各市州科技局：`."""
    named = rf"[ \u3000]+.{{2,5}}|{any_of(lexicon.surnames)}[{HAN}]{{1,2}}"
    signed = re.compile(rf".*{any_of(lexicon.offices)}(?:{named})")
    said = (is_date, is_document_number, _enacted(lexicon).fullmatch, signed.fullmatch)
    return salutes(text, lexicon, cover=True) or any(found(text) for found in said)


def _enacted(lexicon: Lexicon) -> re.Pattern[str]:
    """`2001年12月12日国务院令第336号公布`."""
    return re.compile(rf"{_day}.*{any_of(lexicon.enacting)}")


def is_of_issue(text: str, lexicon: Lexicon) -> bool:
    """Whether a line is no more than the number of a document or the day it was passed, which head nothing anywhere.

    >>> from annals.text.lexicon import shipped_lexicon
    >>> [is_of_issue(text, shipped_lexicon()) for text in ("甲科〔2011〕6号", "2001年12月12日 常务委员会通过", "2001年12月12日", "〔2011〕6号文")]
    [True, True, False, False]
    """
    return is_document_number(text) or (_enacted(lexicon).fullmatch(text) is not None and not _states.search(text))


def names_statute(line: Evidence, lexicon: Lexicon) -> bool:
    title = aside.sub("", line.text)
    return line.shape.width >= _STATUTE_WIDTH and title.endswith(lexicon.statutes) and not line.shape.ended
