"""Numbered lines of one series, judged together: titles, sentences behind a title, or plain sentences.

What a single line looks like is often open: `（一）指导思想。` may be a title or a short sentence, a numbered line without
a mark at its end a title or a sentence that the page cuts. Its siblings settle it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from annals.structure.evidence import LABEL_WIDTH, MARKED_WIDTH
from annals.structure.same_style import heads_same_style, number_of
from annals.text.characters import width
from annals.text.dates import YEAR
from annals.text.extents import extent
from annals.text.lines import CLAUSE, LONG_LABEL, SHORT_LINE, STYLES, Shape
from annals.text.openings import begins_as_title

RUN_IN_WIDTH = 28
_NARROWEST = "（1）"
RUN_IN_STYLES = ("一、", "（一）", "1.", "（1）")
_year = re.compile(rf"{YEAR}\s?年[，,]")
_wants_year = re.compile(r"[，、；在自至从到于比较以为即的与和及]$")


class Look(Enum):
    """What a numbered line looks like by itself."""

    TITLE = "a title alone on its line"
    STOPPED = "a title with a full stop"
    RUN_IN = "a title with text behind it"
    LEAD = "a short first sentence with a figure, with text behind it"
    SENTENCE = "a sentence"
    CUT = "a sentence whose end stands in the next line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A numbered line that structure treats as its series asks: `end` is the offset behind its title, which is the end
    of the line where nothing stands behind it; None where the line is a sentence."""

    end: int | None


def numbered_members(
    lines: Sequence[Shape], broken: float | None = None, short: Collection[int] = ()
) -> dict[int, Member]:
    """How the lines are treated that their marks alone do not settle, by their index. `broken` is the least extent of the lines
    that the page cuts, where that is known: what is narrower was not cut, nor are those at `short`, joined lines of which the
    last is a short one, where they are no wider than titles."""
    found: dict[int, Member] = {}
    looked: list[tuple[list[int], list[Look]]] = []
    for series in _series(lines):
        whole = {index for index in series if index in short and lines[index].width <= SHORT_LINE}
        looked.append((series, [_look(lines, index, math.inf if index in whole else broken) for index in series]))
    alone = _set_alone(lines, looked)
    for series, looks in looked:
        leads = alone and lines[series[0]].numbering == _NARROWEST and Look.TITLE not in looks
        for index, look in zip(series, _settled(lines, series, looks, leads=leads), strict=True):
            if look in (Look.RUN_IN, Look.LEAD):
                found[index] = Member(end=_stop(lines[index], figures=True))
            elif look is Look.STOPPED:
                found[index] = Member(end=lines[index].end)
            elif look is Look.CUT:
                found[index] = Member(end=None)
    return found


def _set_alone(lines: Sequence[Shape], looked: Sequence[tuple[list[int], list[Look]]]) -> bool:
    """Whether a text sets titles of the narrowest number on lines of their own: elsewhere such a number and a few words lead in a
    paragraph."""
    titled = [looks for series, looks in looked if lines[series[0]].numbering == _NARROWEST and len(series) > 1]
    return any(looks.count(Look.TITLE) == len(looks) for looks in titled)


def _series(lines: Sequence[Shape]) -> list[list[int]]:
    """The indexes of numbered lines, those together that count on in one style with no wider number between."""
    found: list[list[int]] = []
    open_series: dict[tuple[str, bool], list[int]] = {}
    for index, shape in enumerate(lines):
        style = shape.numbering
        if not style:
            continue
        # Titles with sentences of their own style below them are a series of their own.
        titled = style in RUN_IN_STYLES and heads_same_style(lines, index)
        series = open_series.get((style, titled))
        if (
            series is not None
            and number_of(lines[series[-1]]) < number_of(shape)
            and lines[series[-1]].number[:-1] == shape.number[:-1]
        ):
            series.append(index)
        else:
            series = [index]
            found.append(series)
        wider = STYLES.index(style)
        open_series = {
            (name, over): own
            for (name, over), own in open_series.items()
            if STYLES.index(name) < wider or (name == style and over and not titled)
        } | {(style, titled): series}
    return found


def _look(lines: Sequence[Shape], index: int, broken: float | None) -> Look:
    shape = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if shape.numbering in RUN_IN_STYLES and not shape.bullet:
        if _stop(shape) is not None:
            return Look.RUN_IN
        if _stop(shape, figures=True) is not None:
            return Look.LEAD
        if _is_short_sentence(shape):
            return Look.STOPPED
    if shape.prose or shape.ended or shape.width > MARKED_WIDTH:
        return Look.SENTENCE
    plain = after is not None and not after.marked and not after.blanks_before
    plain = plain and (broken is None or extent(shape.text) >= broken)
    anew = after is not None and (_begins_anew(shape, after) or begins_as_title(shape, after))
    goes_on = plain and not anew
    goes_on = goes_on and after is not None and (after.prose or after.ended or _states(shape))
    if goes_on and after is not None and after.indent <= shape.indent and not shape.hashes and shape.width >= CLAUSE:
        return Look.CUT
    return Look.TITLE


def _begins_anew(shape: Shape, after: Shape) -> bool:
    """Whether the line below a title begins a sentence with its year, which no word before it asks for."""
    return _year.match(after.text) is not None and not _wants_year.search(shape.text)


def _states(shape: Shape) -> bool:
    """Whether a wide line tells figures in a clause, which its sentence goes on from: `5.在三镇试点，每处补助30万元，其余资`."""
    title = shape.text[shape.number_end - shape.body :]
    return shape.width > LONG_LABEL and "，" in title and any(char.isdigit() for char in title)


def _settled(lines: Sequence[Shape], series: Sequence[int], looks: Sequence[Look], *, leads: bool) -> Iterator[Look]:
    """What the lines of a series are, in the light of each other; `leads` says that what runs in only leads in its paragraph."""
    count = Counter(looks)
    titles = count[Look.TITLE] + count[Look.RUN_IN]
    clauses = any(lines[index].text.rstrip().endswith(("；", ";")) for index in series)
    heading = sum(1 for index, look in zip(series, looks, strict=True) if look is Look.STOPPED and _heads(lines, index))
    # What stands alone with a full stop in a series is a title where most of the series are titles or head something.
    stopped = (
        not clauses
        and (titles + heading) * 3 >= len(series) * 2
        and (len(series) > 1 or _heads_numbers(lines, series[0]))
    )
    widest = max((lines[i].width for i, look in zip(series, looks, strict=True) if look is Look.TITLE), default=0)
    longest = _longest_beside(lines, series, looks)
    # One short sentence that heads nothing is an item among others.
    run_in = not clauses and titles >= count[Look.SENTENCE] + (0 if stopped else count[Look.STOPPED] - heading)
    for index, look in zip(series, looks, strict=True):
        if look is Look.CUT:
            yield Look.CUT if _is_cut(lines[index], widest, among_sentences=count[Look.SENTENCE] > 0) else Look.TITLE
        elif look is Look.STOPPED:
            yield look if stopped and not _is_outlier(lines, index, longest) else Look.SENTENCE
        elif look is Look.RUN_IN:
            yield look if run_in and not leads and not _is_outlier(lines, index, longest) else Look.SENTENCE
        elif look is Look.LEAD:
            # Among titles the figure belongs to the title too: `（三）建成12个示范区。全年…`.
            yield look if run_in and titles * 2 >= len(series) else Look.SENTENCE
        else:
            yield look


def _longest_beside(lines: Sequence[Shape], series: Sequence[int], looks: Sequence[Look]) -> int:
    """The width of the longest but one of the titles with text behind them, 0 where there are less than two."""
    wide = sorted(_first_width(lines[index]) for index, look in zip(series, looks, strict=True) if look is Look.RUN_IN)
    return wide[-2] if len(wide) > 1 else 0


def _first_width(shape: Shape) -> int:
    """How wide a line is behind its number, up to its first full stop."""
    return width(shape.text[shape.number_end - shape.body :].partition("。")[0])


def _is_outlier(lines: Sequence[Shape], index: int, longest: int) -> bool:
    """Whether a line says a sentence where its siblings have titles of a word or two with text behind them: `（一）评定依据。…`,
    `（四）转专业学生的奖学金在原专业中评定。`; what has its text in the lines below is a title all the same."""
    alone = not _heads(lines, index)
    return 0 < longest <= _SHORT and _first_width(lines[index]) > 2 * max(longest, _WORD) and alone


_SHORT, _WORD = 8, 5
"""Widths of such titles, and of the shortest that counts."""


def _is_cut(shape: Shape, widest: int, *, among_sentences: bool) -> bool:
    """Whether a line that the next one may go on is a sentence: behind a title of usual width the text begins, but one
    that is far wider than the widest title of its series, or stands among sentences alone, is none."""
    if widest:
        return shape.width > LONG_LABEL and shape.width * 2 >= widest * 3
    return among_sentences or shape.width > LONG_LABEL


def _heads(lines: Sequence[Shape], index: int) -> bool:
    """Whether a short numbered sentence has a text, or narrower numbers that begin anew, below it; where the next of its
    kind follows, both are items of a list."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    text = after is not None and not after.marked and (after.prose or after.ended)
    return text or _heads_numbers(lines, index) or _heads_count(lines, index)


def _heads_count(lines: Sequence[Shape], index: int) -> bool:
    """Whether a count of items in a narrower style begins right below: 1. behind （一）, 1. again behind （二）."""
    after = _narrower_below(lines, index)
    return after is not None and number_of(after) == 1


def _heads_numbers(lines: Sequence[Shape], index: int) -> bool:
    """Whether a numbered line has a heading of a narrower number right below: `（四）创新创业生态持续优化。` has its whole
    text in that heading."""
    after = _narrower_below(lines, index)
    return after is not None and not after.ended and after.width <= LABEL_WIDTH


def _narrower_below(lines: Sequence[Shape], index: int) -> Shape | None:
    """The line right below a numbered one, where its number is narrower."""
    styles = [shape.numbering for shape in lines[index : index + 2]]
    if len(styles) < 2 or not set(styles) <= set(RUN_IN_STYLES):
        return None
    return lines[index + 1] if RUN_IN_STYLES.index(styles[1]) > RUN_IN_STYLES.index(styles[0]) else None


def _stop(shape: Shape, *, figures: bool = False) -> int | None:
    """Where the title of a run-in heading ends: behind the full stop of a short first sentence
    without figures (unless `figures`), in a line numbered 一、（一）1. or （1）, with more text behind it."""
    if shape.numbering not in RUN_IN_STYLES or shape.bullet:
        return None
    stop = shape.text.find("。")
    # "（1）支柱产业过于集中。……；" is one clause of an enumeration.
    if stop < 0 or stop + 1 >= len(shape.text.rstrip()) or shape.text.rstrip()[-1] not in "。！？”）：":
        return None
    title = shape.text[shape.number_end - shape.body : stop]
    if not 2 <= len(title) <= RUN_IN_WIDTH or any(char in "；：" or (char.isdigit() and not figures) for char in title):
        return None
    return shape.body + stop + 1


def _is_short_sentence(shape: Shape) -> bool:
    """Whether a line has one short sentence without figures and nothing else."""
    title = shape.text[shape.number_end - shape.body :].rstrip()
    return (
        title.endswith("。")
        and title.count("。") == 1
        and 2 <= len(title) - 1 <= RUN_IN_WIDTH
        and not any(char.isdigit() or char in "；：" for char in title)
    )
