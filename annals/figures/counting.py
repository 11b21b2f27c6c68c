"""What a quantity counts: the noun behind it, else the words in front of it; empty where neither says it beyond doubt."""

from __future__ import annotations

import re

from annals.figures.passage import Passage, Sentence
from annals.model import Amount, FigureKind

_stop = re.compile(r"[，。；：！？（）()《》\t]|—|、(?=[A-Z\d])|[和与及]各")
_clause_end = re.compile(r"[，。；：！？）)\t]")
_linking = re.compile(
    "(?:达到了?|达|为|是|共计|共有|共|累计|总计|合计|分别|各|有|均|仅|等|已|就|了|突破|超过|高达|多达|至|到|约为|在)+$"
)
_grown = re.compile(
    "(?:同比|环比|比[^，；]{1,14}?|较[^，；]{1,14}?)?(?:分别)?(?:增长|提高|提升|上升|增加|下降|降低|减少|增幅|增|降|翻)(?:了|到|至|约)?$"
)
_share = re.compile("占(?:到|了)?(?P<whole>[^，；。占]{2,30}?)的?(?:比重|比例)?(?:的|达|为|约)?$")
_lead = re.compile("(?:本市|全市|全年|年内|今年|当年|其中|目前|共|已经?|并|了|累计|有关|相关|另有?|一是|二是|三是)+")
_quotes = re.compile("^“([^“”]+)”$")
_time = frozenset("年天周")
_people = frozenset(("名", "位", "家", "人"))
_LONGEST, _SHORTEST = 30, 2
_OWN = 4
"""两个领域的…: so short a noun in front of 的 is what is counted."""


def counted(passage: Passage, sentence: Sentence, amount: Amount, follower: int, before: tuple[int, str]) -> str:
    """The words that say what an amount counts. `follower` is where the next amount begins (or the sentence's end), `before`
    where the one before ended (or the sentence begins) with what that one counts, for a growth in the clause behind it."""
    ended, counted_before = before
    start, end = max(sentence.start, ended), min(sentence.end, follower)
    left = passage.text[start : amount.start]
    if amount.kind in (FigureKind.PERCENT, FigureKind.RATIO):
        share = _share.search(left)
        if share is not None:
            return _clean(share["whole"].removesuffix("的"))
    if amount.kind in (FigureKind.PERCENT, FigureKind.POINTS, FigureKind.MULTIPLE):
        grown = _grown.search(left)
        if grown is not None:
            return _grower(passage, start, start + grown.start(), counted_before)
        return _clean(_in_front(passage, start, amount.start))
    behind = _behind(passage, amount, end)
    if behind is None:
        return _relative(passage, left)
    # 6批约700人次: the second counts what the first does.
    own = counted_before if not left else _clean(_in_front(passage, start, amount.start))
    return _clean(behind) or own


def _grower(passage: Passage, start: int, end: int, counted_before: str) -> str:
    clause = _clause_end.split(passage.text[start:end])[-1]
    return _clean(_in_front(passage, start, end)) if clause.strip() else counted_before


def _relative(passage: Passage, left: str) -> str:
    """Of 覆盖3000余户的…: the verb, for what stands behind 的 is another thing."""
    edges = passage.forms.edges(left)
    return _clean(left[edges[-1][0] :]) if edges and edges[-1][1] == len(left) else ""


def _behind(passage: Passage, amount: Amount, end: int) -> str | None:
    """The noun behind an amount; None where a clause with 的 has taken the amount into it."""
    run = passage.text[amount.end : end]
    if run.startswith("的"):
        if amount.unit[-1:] not in _time:
            return None
        run = run[1:]
    stop = _stop.search(run)
    run = run[: stop.start()] if stop else run
    edges = passage.forms.edges(run)
    if edges:
        run = run[: edges[0][0]]
    run = run.rstrip("的、和与及")
    attribute, _, noun = run.rpartition("的")
    if attribute and amount.unit[-1:] not in _people and len(attribute) <= _OWN:
        return attribute
    return noun


def _in_front(passage: Passage, start: int, end: int) -> str:
    """Back to the verb, the comma or 的, without who and when; a verb alone says nothing."""
    run, begins = _clause(passage.text, start, end)
    linked = _linking.search(run)
    if linked is not None:
        run = run[: linked.start()]
    if "、" in run and not (linked and "各" in linked.group()):
        begins, run = begins + run.rindex("、") + 1, run[run.rindex("、") + 1 :]
    for told in (told for sentence in passage.sentences for told in sentence.times):
        if begins <= told.start < begins + len(run):
            run, begins = run[told.end - begins :], told.end
    edges = passage.forms.edges(run)
    if edges and edges[-1][1] == len(run):
        last = edges.pop()
        if not run[: last[0]] or (edges and edges[-1][1] == last[0]):
            return ""
    if edges:
        run, begins = run[edges[-1][1] :], begins + edges[-1][1]
    for mention in passage.mentions:
        if mention.start == begins and mention.end < begins + len(run) and mention.entity in passage.bodies:
            run, begins = run[mention.end - begins :], mention.end
    run = run.rpartition("的")[2]
    return _lead.sub("", run, count=1) if _lead.match(run) else run


def _clause(text: str, start: int, end: int) -> tuple[str, int]:
    """The words in front of `end` back to the comma, or the key of 各类活动：约50场; and where they begin."""
    run = _clause_end.split(text[start:end])[-1]
    begins = end - len(run)
    if not run and begins > start and text[begins - 1] == "：":
        run = _clause_end.split(text[start : begins - 1])[-1]
        begins -= 1 + len(run)
    return run, begins


def _clean(run: str) -> str:
    run = run.strip(" 、和与及等了\t")
    marked = _quotes.match(run)
    run = marked[1] if marked else run
    if not _SHORTEST <= len(run) <= _LONGEST or _stop.search(run) or run.count("“") != run.count("”"):
        return ""
    return run
