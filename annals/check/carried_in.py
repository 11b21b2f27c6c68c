"""What an edit brought into a text, and nobody puts there on purpose: marks typed twice, words for a colleague, signs of the site
that were copied with its words. Seen against what the program wrote: what a report itself has so is none of the editor's doing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from annals.check.slips_of_hand import around, remark_put_in
from annals.check.written import Own, Written
from annals.markdown.read import text_of
from annals.model import AppliedCorrection, BlockKind, Content, Phrase, Problem, Report, yml_file
from annals.text.characters import HAN, letters
from annals.text.lexicon import Lexicon
from annals.text.lexicon.words import any_of
from annals.text.sentences import likeness, sentences_of
from annals.text.syllables import is_pinyin

_SHOWN, _AROUND = 24, 8
_SENTENCE, _AGAIN = 12, 20
"""A sentence of so many letters stands in a paragraph once, one of so many in a report."""
_BADGES = "校疑移编"
"""What the site writes beside words, to say where they come from."""
_CLAUSE, _VERSION = 8, 0.6
"""Letters of a clause that are more than a phrase; how alike two clauses are of which one is a version of the other."""
_ended, _figures = re.compile("[，。；！？]"), re.compile(r"\d+")
_doubled = re.compile(
    r"(?<![，、；：。！？,;])(?:[，、；：。,;]{2,3}|[，、；：][！？]|[！？][。，；])(?![，、；：。！？,;])"
)
_pasted = re.compile(r"[¶↩]\ufe0e?|\*{4,9}|={7}|<{7}|>{7}")
_run = re.compile(rf"(?P<words>(?!一)[{HAN}]{{4,20}})(?P=words)")
"""`一份报告一份报告` says that it is done with each."""
_letter = re.compile(
    r"(?<![A-Za-z])\d[\d.]{0,9}[OoIl]{1,3}(?=[\d年月日项个家人次名亿万])(?![OoIl]?[A-Za-z])"
    r"|(?<![A-Za-z\d])[OoIl]\d{2,9}(?=[年月日项个家人次名亿万])"
)
_unfinished = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])|[【〔\[（(][ ]?[?？]{1,4}[ ]?[】〕\]）)]|[?？]{2,4}(?=[^”」』]|\Z)"
)
_bracket = re.compile(r"[【〔（(\[](?P<said>[^【〔（(\[\]）)〕】\n]{2,30})[】〕）)\]]")
_typed = re.compile(
    rf"(?:(?<=[{HAN}])|(?<![A-Za-z0-9])(?=[a-z']{{3,40}}[{HAN}]))[a-z][a-z']{{3,40}}(?![A-Za-z0-9_./@-])"
)
_straight = re.compile(rf"\"(?=[{HAN}《（])|(?<=[{HAN}》）。！？])\"")
_code = re.compile(r"`{1,3}[^`\n]{1,400}`{1,3}")
_PAIRS = (("“", "”"), ("《", "》"), ("「", "」"), ("（", "）"), ("【", "】"))
_row = re.compile(r"[^\t\n]{1,200}(?:\t+[^\t\n]{1,200}){1,40}\t?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A sign in a text: the `words` that show where, what it is; `sure` where hardly anybody means it so."""

    words: str
    what: Phrase
    cure: Phrase
    sure: bool = True


def brought_in(written: Written, lexicon: Lexicon) -> Iterator[Problem]:
    """Such signs in blocks that editors wrote or changed, and in what recorded corrections put in."""
    remark = re.compile(any_of(lexicon.remarks))
    standing = {report.id: report for report in written.reports}
    marked = {report.id: _marked(report.corrections) for report in written.reports}
    for own in written.blocks(lambda part: any(_everywhere(part, "", part))):
        if own.block.content.kind is not BlockKind.OPAQUE:
            made = text_of(Content(kind=own.block.content.kind, markdown=own.made))
            signs = (*_everywhere(own.block.text, made, own.block.source), *_in_report(own, made, remark))
            for sign in (*signs, *_of_site(own, made, marked), *_again(own, made, standing)):
                yield _told(f"docs/{own.path}", own.block.line, own.shown, sign)
    for report in written.reports:
        yield from _corrected(yml_file(report.id), report.corrections, remark)


def _told(place: str, line: int, shown: str, sign: _Sign) -> Problem:
    if sign.sure:
        return Problem.of("W216", place, line, excerpt=shown, words=sign.words, what=sign.what, cure=sign.cure)
    return Problem.of("N128", place, line, excerpt=shown, words=sign.words, what=sign.what, cure=sign.cure)


def _everywhere(text: str, made: str, source: str) -> Iterator[_Sign]:
    """The signs that no page is to have; `made` is what the text was, `source` how it was typed."""
    # What is code shows how something is typed.
    text, source = (text if "`" not in source else _code.sub("…", source)), source.strip("\n")
    if (match := _first_new(_doubled, text, made)) is not None:
        yield _Sign(
            words=around(text, match),
            what=Phrase.of("brought-mark", marks=match[0]),
            cure=Phrase.of("brought-mark-so"),
        )
    if (match := _first_new(_pasted, text, made)) is not None and (made or match.end() == len(text.rstrip())):
        yield _Sign(
            words=around(text, match),
            what=Phrase.of("brought-pasted", sign=match[0]),
            cure=Phrase.of("brought-delete"),
        )
    if (match := _first_new(_straight, text, made)) is not None:
        what, cure = Phrase.of("brought-straight"), Phrase.of("brought-straight-so")
        yield _Sign(words=around(text, match), what=what, cure=cure, sure=False)
    for match in _typed.finditer(text):
        if is_pinyin(match[0]) and match[0] not in made:
            yield _Sign(
                words=around(text, match),
                what=Phrase.of("brought-pinyin", typed=match[0]),
                cure=Phrase.of("brought-pinyin-so"),
                sure=False,
            )
    for sentence, count in Counter(map(str.strip, sentences_of(text, "paragraph"))).items():
        if count > 1 and len(sentence) >= _SENTENCE and made.count(sentence) < count:
            yield _Sign(words=sentence[:_SHOWN], what=Phrase.of("brought-twice"), cure=Phrase.of("brought-twice-so"))
    if both := _both_versions(text, made):
        what, cure = Phrase.of("brought-both", words=both), Phrase.of("brought-both-so")
        yield _Sign(words=both[:_SHOWN], what=what, cure=cure, sure=False)
    lines = source.split("\n")
    if (match := _first_new(_run, text, made)) is not None:
        yield _Sign(
            words=around(text, match),
            what=Phrase.of("brought-run", words=match["words"]),
            cure=Phrase.of("brought-twice-so"),
        )
    if (match := _first_new(_letter, text, made)) is not None:
        what, cure = Phrase.of("brought-letter", typed=match[0]), Phrase.of("brought-letter-so")
        yield _Sign(words=around(text, match), what=what, cure=cure, sure=False)
    if "\t" in source and all(map(_row.fullmatch, lines)) and (len(lines) > 1 or source.strip().count("\t") > 1):
        better = "| " + " | ".join(re.split("\t+", lines[0].strip())) + " |"
        yield _Sign(
            words=lines[0].replace("\t", " ")[:_SHOWN],
            what=Phrase.of("brought-tabs"),
            cure=Phrase.of("brought-tabs-so", better=better),
        )


def _in_report(own: Own, made: str, remark: re.Pattern[str]) -> Iterator[_Sign]:
    """The signs that only the text of a report is not to have: in a note an editor may doubt, and say so."""
    if own.placed is None or own.block.content.kind is BlockKind.NOTE:
        return
    if remark_put_in(own.block.text, made) is None:
        yield from _remarks(own.block.text, made, remark)
    parted = own.placed.stem.lenders or (own.placed.origin is None and own.placed.stem.blocks())
    if not parted and len(own.block.text) >= len(made) * 0.9:
        yield from _unpaired(own.block.text, made)


def _marked(corrections: Iterable[AppliedCorrection]) -> frozenset[str]:
    """The words beside which the site writes what became of them."""
    return frozenset((one.correction.with_ or one.correction.target)[-_AROUND:] for one in corrections)


def _of_site(own: Own, made: str, marked: Mapping[str, frozenset[str]]) -> Iterator[_Sign]:
    """A word of the site's that was copied with the words beside which it stands there: behind what a correction says, or
    what was mended on the page (`水闸校` where `水匣` was)."""
    text, words = own.block.text, marked.get(own.path.partition("/")[0], frozenset())
    if own.placed is None or not made or not any(text.count(badge) > made.count(badge) for badge in _BADGES):
        return
    for tag, low, high, start, end in SequenceMatcher(None, made, text, autojunk=False).get_opcodes():
        badge, before = text[end - 1 : end], text[: end - 1]
        mended = tag == "replace" and end - start == high - low + 1 and badge == _BADGES[0]
        beside = tag == "insert" and end - start == 1 and badge in _BADGES and any(map(before.endswith, words))
        if mended or beside:
            what, cure = Phrase.of("brought-pasted", sign=badge), Phrase.of("brought-delete")
            yield _Sign(words=text[max(0, end - _AROUND) : end + _AROUND], what=what, cure=cure)


def _again(own: Own, made: str, reports: Mapping[str, Report]) -> Iterator[_Sign]:
    """A sentence that was pasted into a paragraph and stands in another one of the report as well."""
    report = reports.get(own.path.partition("/")[0])
    if own.placed is None or own.block.content.kind is BlockKind.NOTE or not own.placed.stem.blocks() or report is None:
        return
    for sentence in map(str.strip, sentences_of(own.block.text, "paragraph")):
        if len(sentence) < _AGAIN or sentence in made:
            continue
        others = (one for one in report.order if one.block is not own.block and one.kind is not BlockKind.NOTE)
        other = next((one for one in others if sentence in one.text), None)
        if other is not None:
            what = Phrase.of("brought-again", place=f"docs/{other.page}:{other.block.line}")
            yield _Sign(words=sentence[:_SHOWN], what=what, cure=Phrase.of("brought-again-so"))


def _remarks(text: str, made: str, remark: re.Pattern[str]) -> Iterator[_Sign]:
    found = _first_new(_unfinished, text, made)
    if found is None:
        said = (match for match in _bracket.finditer(text) if match[0] not in made)
        found = next((match for match in said if remark.search(match["said"])), None)
    if found is not None:
        yield _Sign(
            words=around(text, found),
            what=Phrase.of("brought-remark", said=found[0]),
            cure=Phrase.of("brought-remark-so"),
        )


def _unpaired(text: str, made: str) -> Iterator[_Sign]:
    for begin, end in _PAIRS:
        left, was = text.count(begin) - text.count(end), made.count(begin) - made.count(end)
        # `1）` has no beginning, and of a straight mark it is told that it is one.
        if begin == "“" and text.count('"') > made.count('"'):
            continue
        if left != was == 0 and (left > 0 or begin not in "（【"):
            alone, partner = (begin, end) if left > 0 else (end, begin)
            at = text.rfind(alone) if left > 0 else text.find(alone)
            words = text[max(0, at - _AROUND) : at + _AROUND]
            yield _Sign(
                words=words,
                what=Phrase.of("brought-alone", mark=alone, partner=partner),
                cure=Phrase.of("brought-alone-so", partner=partner, mark=alone),
            )


def _corrected(yml: str, corrections: Iterable[AppliedCorrection], remark: re.Pattern[str]) -> Iterator[Problem]:
    """The same in what corrections put in, and bold that one of them begins or ends alone: a line's own are told together."""
    bold: dict[tuple[int, int], list[AppliedCorrection]] = {}
    for applied in corrections:
        one = applied.correction
        if one.with_ is None:
            continue
        for sign in (*_everywhere(one.with_, one.target, one.with_), *_remarks(one.with_, one.target, remark)):
            yield _told(yml, one.line_in_yml, one.target, sign)
        bold.setdefault(applied.lines[0], []).append(applied)
    for on_line in bold.values():
        odd = [
            it for it in on_line if (it.correction.with_ or "").count("**") % 2 != it.correction.target.count("**") % 2
        ]
        if len(odd) % 2:
            one = odd[-1].correction
            sign = _Sign(
                words=(one.with_ or "")[:_SHOWN],
                what=Phrase.of("brought-bold", quote=one.target[:_SHOWN]),
                cure=Phrase.of("brought-bold-so"),
            )
            yield _told(yml, one.line_in_yml, one.target, sign)


def _both_versions(text: str, made: str) -> str:
    """A clause that was put in beside one that it is a version of; empty without. Where figures differ it may be another thing."""
    for tag, _, _, start, end in SequenceMatcher(None, made, text, autojunk=False).get_opcodes() if made else ():
        put_in, size = text[start:end], end - start
        if tag != "insert" or len(letters(put_in)) < _CLAUSE or not _ended.search(put_in):
            continue
        for beside in (text[max(0, start - size) : start], text[end : end + size]):
            same_figures = _figures.findall(put_in) == _figures.findall(beside)
            # Of what is alike to the letter another sign tells.
            two = letters(beside), letters(put_in)
            if same_figures and two[0] != two[1] and likeness(*two, _VERSION):
                return put_in.strip("，。；")
    return ""


def _first_new(pattern: re.Pattern[str], text: str, made: str) -> re.Match[str] | None:
    """The first match of which a text has more than it had."""
    left = Counter(match[0] for match in pattern.finditer(made))
    for match in pattern.finditer(text):
        left[match[0]] -= 1
        if left[match[0]] < 0:
            return match
    return None
