"""The year a report is about, from where its text speaks of one; never from a file name or the clock."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annals.markdown.read import text_of
from annals.model import Block, BlockKind, Document
from annals.structure.sources import sections_of_sources
from annals.text.captions import aside
from annals.text.characters import is_prose
from annals.text.dates import YEAR
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import Words, any_of
from annals.text.numerals import DIGITS, value_of
from annals.text.units import starts_with_unit

_digit = r"[ \u3000]?"
_spaced = rf"(?:1{_digit}9|2{_digit}0){_digit}\d{_digit}\d"
_han = rf"[一二][{DIGITS}]{{3}}"
_one = rf"(?<![\d.{DIGITS}])(?:{_spaced}|{_han}){_digit}年"
_span = re.compile(rf"(?:{YEAR}|{_han})\s?年?\s?(?:[—–－～~至到-]+)\s?(?:{YEAR}|{_han}|\d\d(?=\s?年))\s?年?")
_told = re.compile(rf"{_one}|(?<![\d.,/〔\[-]){YEAR}(?![\d.,/%〕\]-])")
_comparing = re.compile(r"(?:到|(?<!截)至|自|从|比|较|与|距|早在)$")
_cited = r"《[^《》]{0,200}》(?:[（(][^（）()]{0,30}[)）])?|https?://\S+"
_opens = re.compile(rf"(?:截至|截止)?(?P<year>{_one})(?:度|来|以来|底|末)?[，,]")
_reports = re.compile(rf"报告[^，。；]{{0,12}}?(?P<year>{_one})(?:度|以来)?的?[^，。；]{{0,12}}(?:工作|情况)")
_dated = re.compile(
    rf"[（(]?(?P<year>{_one})[ \u3000]?(?:(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ \u3000]?月)?(?:.{{1,4}}日)?[)）]?"
)
_filed = re.compile(rf"[^\s，。；：]{{1,20}}[〔\[［（(](?P<year>{YEAR})[〕\]］）)]\s?第?\s?\d+\s?号")
_issued = re.compile(
    rf"(?:.{{0,6}}日期[：:]\s*)?(?P<year>{YEAR})(?:\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|-\d{{1,2}}-\d{{1,2}})"
)
_entry = re.compile(r"[\[［〔【]\d{1,3}[\]］〕】]")
_note = re.compile(r"[①-⑳¹²³⁴-⁹※†‡]")
_published = re.compile(r"\bISBN\b|[\[［](?:[A-Z]|[A-Z]{2})(?:/[A-Z]{2})?[\]］]|©|[Cc]opyright|\([cC]\)\s?\d{4}")
"""What only an entry of references bears, the mark for its kind (`[M]`, `[EB/OL]`), the number of a book and a notice of rights."""
_CLEAR = 1.5
"""How much oftener than the next a year is named that the text settles by itself."""
_EARLY = 6
"""Up to this month a report that is dated tells of the year before, if its text does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """What an edition's words make of a text: titles, laws and addresses that are `cited`, the words behind a year that is
    aimed at, those of a year that is looked back on."""

    cited: re.Pattern[str]
    aims: re.Pattern[str]
    looked_back: re.Pattern[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> _Forms:
        day = r"(?:\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?|-\d{1,2}-\d{1,2}|年)?"
        printed = (
            rf"{YEAR}{day}\s?(?:第[{DIGITS}十\d]{{1,3}}[版次卷期]|{any_of(lexicon.imprints)}(?=[，。；、,.;．)）\s]|$))"
        )
        enacted = rf"[（(〔\[［][^（）()〔〕\[\]]{{0,20}}{any_of(lexicon.enacting)}[)）〕\]］]"
        looked_back = rf"(?P<year>{_one})(?:度|以来)?的?[^，。；、]{{0,8}}{any_of(lexicon.looking_back)}"
        return cls(
            cited=re.compile(f"{_cited}|{enacted}|{printed}"),
            aims=re.compile(any_of(lexicon.aims)),
            looked_back=re.compile(looked_back),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedReport:
    """The year of a report, None where the text does not settle it; the evidence in words (`2012年 ×6，2011年 ×1`);
    whether somebody should look at it: it rests on a single place, or other years are named oftener."""

    year: int | None
    evidence: str
    doubtful: bool = False


def year_of(document: Document, title: str, lexicon: Lexicon) -> DatedReport:
    """The year that a report tells of.

    Its title outweighs all, then the words with which it is given account of (`报告2019年工作`, a first heading
    `2019年工作回顾`), then the date of its
    cover, heading or first sentence as the text bears it out, last the year that the text names oftenest. Years of
    references, titles of laws, tables, spans, comparisons and aims count nowhere; in a plan the year named oftenest is
    one it aims at."""
    forms = _Forms.of(lexicon)
    blocks = list(_own(document, lexicon.references, forms))
    counts = Counter(year for text in _texts(blocks) for year in _years(text, forms, aimed=False))
    evidence = "，".join(f"{year}年 ×{count}" for year, count in counts.most_common(3)) or "—"
    if _span.search(title) and not _years_of_title(title):
        return DatedReport(year=None, evidence=title)
    plan = aside.sub("", title).endswith(lexicon.plans)
    place = _placed(blocks, title, Counter() if plan else counts, forms)
    usual = None if plan else _usual(counts)
    if place is None and usual is None and not plan:
        # What a plan opens with is the year that it sets out from.
        place = next((found for found in _of_openings(blocks) if _borne_out(found.year, counts)), None)
    if place is None:
        return DatedReport(year=usual, evidence=evidence)
    sure = usual == place.year or counts[place.year] > max([1, *(n for y, n in counts.items() if y != place.year)])
    return DatedReport(year=place.year, evidence=f"{place.told}；{evidence}", doubtful=not sure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A year at a place that dates the text, and the words there."""

    year: int
    told: str


def _usual(counts: Counter[int]) -> int | None:
    """The year that a text names at least twice and clearly oftener than any other."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    rival = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= rival * _CLEAR else None


def _placed(blocks: list[Block], title: str, counts: Counter[int], forms: _Forms) -> _Place | None:
    """The place that dates a text, the strongest first."""
    named = _years_of_title(title)
    if len(set(named)) == 1:
        return _Place(year=named[0], told=title)
    prose = next((index for index, block in enumerate(blocks) if is_prose(text_of(block.content))), len(blocks))
    heading = _first_heading(blocks, title)
    for text in _texts(blocks[: prose + 3]):
        if match := _reports.search(text):
            return _Place(year=_value(match["year"]), told=match[0])
    # What follows may speak of the next year's plans more often.
    if match := forms.looked_back.search(heading):
        return _Place(year=_value(match["year"]), told=match[0])
    candidates = [*_of_dates(blocks[:prose], counts), *_of_heading(heading, forms), *_of_sentence(blocks, prose)]
    first = text_of(blocks[0].content) if prose and blocks else ""
    candidates += [*_of_heading(first, forms), *_of_letter(blocks)]
    return next((place for place in candidates if _borne_out(place.year, counts)), None)


def _borne_out(year: int, counts: Counter[int]) -> bool:
    """Whether no other year is named as often, but the next one, whose plans a report tells too."""
    rivals = [count for other, count in counts.items() if other not in (year, year + 1)]
    own = max(counts[year], 1)
    return own > max(rivals, default=0) and own * 3 >= counts[year + 1]


def _of_dates(cover: list[Block], counts: Counter[int]) -> Iterator[_Place]:
    """The date that a cover bears. One of the first months tells of the year before, where the text does."""
    for block in cover:
        text = text_of(block.content).strip()
        if match := _dated.fullmatch(text):
            year, month = _value(match["year"]), value_of(match["month"]) if match["month"] else None
            early = month is not None and month <= _EARLY and counts[year - 1] > counts[year] - 1
            yield _Place(year=year - early, told=text)


def _first_heading(blocks: list[Block], title: str) -> str:
    """The first heading below the text's own title, empty where there is none."""
    headings = (text_of(block.content) for block in blocks if block.section is not None)
    return next((heading for heading in headings if heading != title), "")


def _of_heading(heading: str, forms: _Forms) -> Iterator[_Place]:
    """The first heading, if it names one year."""
    years = set(_years(heading, forms))
    if len(years) == 1:
        yield _Place(year=years.pop(), told=heading)


def _of_sentence(blocks: list[Block], prose: int) -> Iterator[_Place]:
    """The year with which the first sentence opens."""
    for text in _texts(blocks[prose : prose + 1]):
        if match := _opens.match(text):
            yield _Place(year=_value(match["year"]), told=text[:20])


def _of_openings(blocks: list[Block]) -> Iterator[_Place]:
    """The year with which paragraphs open, where all that open with one name the same."""
    told = [match["year"] for text in _texts(blocks) if (match := _opens.match(text))]
    if len({_value(year) for year in told}) == 1:
        yield _Place(year=_value(told[0]), told=told[0])


def _of_letter(blocks: list[Block]) -> Iterator[_Place]:
    """The number and the dates that an official letter bears on lines of their own, where all say one year."""
    told = [text_of(block.content).strip() for block in blocks]
    found = [match for text in told if (match := _filed.fullmatch(text) or _issued.fullmatch(text))]
    if len({match["year"] for match in found}) == 1:
        yield _Place(year=int(found[0]["year"]), told=found[0][0])


def _own(document: Document, references: Words, forms: _Forms) -> Iterator[Block]:
    """The blocks that speak for the report: none of its references, no entries of such, no notes that cite, no tables."""
    sections = {block.id: block for block in document.blocks if block.section is not None}
    cited = {
        name for name, block in sections.items() if text_of(block.content).strip().rstrip("：:").endswith(references)
    }
    cited |= sections_of_sources(document)
    for block in document.blocks:
        text = text_of(block.content)
        if (
            block.content.kind is BlockKind.ROW
            or not text
            or _entry.match(text)
            or (_note.match(text) and forms.cited.search(text))
            or _published.search(text)
            or _below(block, sections, cited)
        ):
            continue
        yield block


def _below(block: Block, sections: dict[str, Block], cited: set[str]) -> bool:
    """Whether a block stands in one of some sections."""
    name: str | None = block.id if block.section is not None else block.above
    while name is not None:
        if name in cited:
            return True
        name = sections[name].above if name in sections else None
    return False


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    return (text_of(block.content) for block in blocks)


def _years(text: str, forms: _Forms, *, aimed: bool = True) -> list[int]:
    """The years that a text names, each time: no spans, no titles of publications, no years that it compares with, and
    unless `aimed` none that a clause aims at."""
    text = _span.sub("，", forms.cited.sub("，", _file_number.sub("，", text)))
    return [
        _value(match[0])
        for match in _told.finditer(text)
        if not _comparing.search(text[max(0, match.start() - 4) : match.start()])
        and (match[0].endswith("年") or not starts_with_unit(text, match.end()))
        and (aimed or not forms.aims.search(_clause(text, match)))
    ]


_file_number = re.compile(rf"[A-Za-z][A-Za-z\d]{{0,9}}[-/.]?(?:{YEAR})[-/.]\d{{2,6}}(?!\d)")
"""`SZ-2012-0087`: under which a paper is filed."""


def _clause(text: str, match: re.Match[str]) -> str:
    """The clause around a year, as far as any clause reaches."""
    first, last = max(0, match.start() - _CLAUSE), match.end() + _CLAUSE
    low = max(first, *(text.rfind(mark, first, match.start()) + 1 for mark in _CLAUSE_ENDS))
    ends = (end for mark in _CLAUSE_ENDS if (end := text.find(mark, match.end(), last)) >= 0)
    return text[low : min(ends, default=last)]


_CLAUSE_ENDS = "，。；！？"
_CLAUSE = 300
"""Characters of the longest clause on either side of a year."""


def _years_of_title(title: str) -> list[int]:
    """The years in a title, which may leave out 年, and name a publication all by itself: `《2018年年报》`."""
    return [_value(match[0]) for match in _told.finditer(_span.sub("，", title))]


def _value(year: str) -> int:
    """A year as people write it: `二〇一八年`, `2 0 1 8 年`."""
    return value_of("".join(year.split()).removesuffix("年")) or 0
