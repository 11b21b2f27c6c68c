"""What a quantity counts: the noun behind it, else the words in front of it; empty where neither says it beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from annals.figures.holding import touching
from annals.figures.passage import Passage, Sentence
from annals.model import Amount, Approximation, FigureKind

_stop = re.compile(r"[，。；：！？（）()《》\t]|—|、(?=[A-Z\d])|[和及]各|等(?![级离效温])")
_clause_end = re.compile(r"[，。；：！？（(）)\t]")
_share = re.compile("占(?:到|了)?(?P<whole>[^，；。占]{2,30}?)的?(?:比重|比例)?(?:的|达|为|约)?$")
_upto_number = re.compile(r"[一-龥]+(?=\d)")
_quotes = re.compile("^(?:“([^“”]+)”|《([^《》]+)》)$")
_within = re.compile(r"[（(]([^（）()]{1,4})[）)](?=[一-龥])")
_parted = re.compile("[，。；：\t]")
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
_MASK = "\ue000"
_OF_A_VERB = frozenset(("了", "到", "到了", "在"))
"""找到了2.18亿元投资资金: the money is what was found."""
_MEANS = "通过"
"""通过人才政策引进300多人: between it and a verb stands by what, not what; 通过验收300项 has passed."""
_BOUNDS = (Approximation.OVER, Approximation.UNDER, Approximation.AT_LEAST, Approximation.AT_MOST)
_time = frozenset("年天周")
_heads = frozenset(("人", "人次", "人（次）"))
_shares = frozenset("元%亿万")
_people = frozenset(("名", "位", "家", "人"))
_LONGEST, _SHORTEST = 30, 2
_OWN = 4
"""两个领域的…: so short a noun in front of 的 is what is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The amounts in front of one in its sentence: where the last `ended` (or the sentence begins), what it counts, and what
    the last of each base unit counts."""

    ended: int
    of: str = ""
    of_unit: Mapping[str, str] = field(default_factory=dict)


def counted(passage: Passage, sentence: Sentence, amount: Amount, follower: int, before: Before) -> str:
    """The words that say what an amount counts. `follower` is where the next amount begins (or the sentence's end)."""
    start, end = max(sentence.start, before.ended), min(sentence.end, follower)
    left = passage.text[start : amount.start]
    if amount.kind in (FigureKind.PERCENT, FigureKind.RATIO):
        share = _share.search(left)
        if share is not None:
            return _clean(share["whole"].removesuffix("的"))
    is_growth = amount.kind in (FigureKind.PERCENT, FigureKind.POINTS, FigureKind.MULTIPLE)
    grown = (passage.forms.grown if is_growth else passage.forms.grown_by).search(left)
    if grown is not None:
        return _grower(passage, sentence, start, start + grown.start(), before.of)
    own = "" if left.endswith("连续") else _clean(_in_front(passage, sentence, start, amount.start))
    own = own or _from_before(passage, sentence, amount, start, before)
    behind = _behind(passage, amount, end)
    if behind is None:
        return _relative(passage, amount, left, end, own)
    if own and (
        amount.kind is FigureKind.PERCENT or (amount.unit[-1:] in _shares and _is_linked(passage, amount, left))
    ):
        return own
    return _clean(behind) or own


def _from_before(passage: Passage, sentence: Sentence, amount: Amount, start: int, before: Before) -> str:
    """What an amount counts that does not say so itself, by what stands in front of it in its sentence."""
    left = passage.text[start : amount.start]
    if not _clause_end.split(passage.forms.linked.sub("", left))[-1]:
        # 6批约700人次, 47笔，共计4.2亿元: the second counts what the first does.
        return before.of
    if left == "的":
        # 27479台仪器，其中价值超50万元的17202台: some of those.
        return before.of_unit.get(amount.base_unit, "")
    told = touching(passage, amount.start)
    if told is not None and passage.forms.versus.search(passage.text, start, told.start):
        # 资金6.968亿元，比上年的6.06亿元增长15%: both are of the same.
        return before.of
    return _of_the_verb(passage, sentence, start, amount.start)


def _of_the_verb(passage: Passage, sentence: Sentence, start: int, end: int) -> str:
    """Of a verb that stands alone (累计接待39344人次) what it is about where it stood before: 接待咨询3157人次, “双创债”发行."""
    run, begins = _clause(passage.text, start, end)
    verb = passage.forms.lead.sub("", passage.forms.linked.sub("", run), count=1)
    edges = passage.forms.edges(verb)
    if not verb or edges != [(0, len(verb))]:
        return ""
    at = passage.text.rfind(verb, sentence.start, begins)
    if at < 0:
        return ""
    behind = _upto_number.match(passage.text, at + len(verb), begins)
    return _clean(behind.group() if behind else "") or _clean(_in_front(passage, sentence, sentence.start, at))


def _grower(passage: Passage, sentence: Sentence, start: int, end: int, counted_before: str) -> str:
    clause = _clause_end.split(passage.text[start:end])[-1]
    return _clean(_in_front(passage, sentence, start, end)) if clause.strip() else counted_before


def _relative(passage: Passage, amount: Amount, left: str, end: int, own: str) -> str:
    """Of an amount with 的 behind it: of money what it is (2500万元的准备金) where no noun in front says it (规模为10亿元的…);
    else the verb (覆盖3000余户的…), for what stands behind 的 is another thing."""
    if amount.unit[-1:] in _shares:
        return (
            own
            if own and _is_linked(passage, amount, left)
            else _clean(_noun(passage, passage.text[amount.end + 1 : end])) or own
        )
    edges = passage.forms.edges(left)
    return _clean(left[edges[-1][0] :]) if edges and edges[-1][1] == len(left) else ""


def _is_linked(passage: Passage, amount: Amount, left: str) -> bool:
    """Whether a verb says what the words in front amount to: 规模为10亿元, 超过50万元."""
    linked = passage.forms.linked.search(left)
    return (linked is not None and linked.group() not in _OF_A_VERB) or amount.approx in _BOUNDS


def _behind(passage: Passage, amount: Amount, end: int) -> str | None:
    """The noun behind an amount; None where a clause with 的 has taken the amount into it."""
    run = passage.text[amount.end : end]
    if run.startswith("的"):
        if amount.unit[-1:] not in _time:
            return None
        run = run[1:]
    elif amount.unit[-1:] in _time:
        run = run.removeprefix("来")
    elif amount.base_unit in _heads:
        # 已为2140人次进行培训: they were trained.
        run = passage.forms.light.sub("", run, count=1)
    run = _run(passage, run.removeprefix("人民币"))
    attribute, _, noun = run.rpartition("的")
    if attribute and amount.unit[-1:] not in _people and len(attribute) <= _OWN:
        return attribute
    return noun


def _noun(passage: Passage, run: str) -> str:
    return _run(passage, run).rpartition("的")[2]


def _run(passage: Passage, run: str) -> str:
    """The words up to the first verb or mark."""
    masked = _masked(run)
    stop = _stop.search(masked)
    masked = masked[: stop.start()] if stop else masked
    edges = passage.forms.edges(masked)
    run = run[: edges[0][0] if edges else len(masked)]
    return "" if run[:1] in set("、和与及") else run.rstrip("的、和与及")


def _in_front(passage: Passage, sentence: Sentence, start: int, end: int) -> str:
    """Back to the verb, the comma or 的, without who and when; a verb alone says nothing."""
    run, begins = _clause(passage.text, start, end)
    linked = passage.forms.linked.search(run)
    if linked is not None:
        run = run[: linked.start()]
    if "、" in run and not (linked and "各" in linked.group()):
        begins, run = begins + run.rindex("、") + 1, run[run.rindex("、") + 1 :]
    for told in sentence.times:
        if begins <= told.start < begins + len(run):
            run, begins = run[told.end - begins :], told.end
    # 《实施意见》共10条: a verb within a title or a name parts nothing.
    named = passage.named
    edges = [(low, high) for low, high in passage.forms.edges(run) if not all(named[begins + low : begins + high])]
    while edges and edges[-1][1] == len(run):
        run = run[: edges.pop()[0]]
        if edges and run[slice(*edges[-1])] == _MEANS and edges[-1][1] < len(run):
            return ""
    if edges:
        run, begins = run[edges[-1][1] :], begins + edges[-1][1]
    body = passage.bodies.get(begins)
    if body is not None and body < begins + len(run):
        run, begins = run[body - begins :], body
    begins += run.rfind("的") + 1
    run = passage.text[begins : begins + len(run) - run.rfind("的") - 1]
    return passage.forms.lead.sub("", run, count=1) if passage.forms.lead.match(run) else run


def _masked(run: str) -> str:
    """A text in which a short bracket parts nothing: 小型（微型）企业 is one word."""
    return _within.sub(lambda found: _MASK * len(found.group()), run)


def _clause(text: str, start: int, end: int) -> tuple[str, int]:
    """The words in front of `end` back to the comma, or the key of 各类活动：约50场; and where they begin."""
    before = _masked(text[start:end])
    run = _clause_end.split(before)[-1]
    begins = end - len(run)
    if not run and begins > start and text[begins - 1] == "：":
        run = _clause_end.split(before[:-1])[-1]
        begins -= 1 + len(run)
    return run, begins


def _clean(run: str) -> str:
    run = run.strip(" 、和与及等了\t")
    marked = _quotes.match(run)
    run = marked[marked.lastindex or 0] if marked else run
    if not _SHORTEST <= len(run) <= _LONGEST or _parted.search(run):
        return ""
    return "" if any(run.count(opening) != run.count(closing) for opening, closing in _PAIRS) else run
